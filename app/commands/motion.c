/* A window of another size, other colours or another size of text is another page: nothing moves to it. */
#include "app/commands/motion.h"

#include "app/scene/tween.h"

#include <time.h>

double motion_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool same_page(const struct motion *m, const struct model *model)
{
    return m->seen && m->width == model->width && m->height == model->height &&
           m->zoom == model->zoom && m->theme == model->theme;
}

static bool same_place(const struct motion *m, const struct model *model)
{
    return m->lesson == model->lesson && m->step == model->step && m->beat == model->beat &&
           m->shown == model->shown && m->closer == model->closer;
}

static void look(struct motion *m, const struct model *model)
{
    m->seen = true;
    m->lesson = model->lesson;
    m->step = model->step;
    m->beat = model->beat;
    m->shown = model->shown;
    m->closer = model->closer;
    m->width = model->width;
    m->height = model->height;
    m->zoom = model->zoom;
    m->theme = model->theme;
}

void motion_frame(struct motion *m, struct studio *s, double now)
{
    struct model *model = &s->model;
    bool covered = model->over != OVER_NOTHING || model->blank || model->still || m->never;
    if (!same_page(m, model) || covered) {
        model->moving = false;
    } else if (!same_place(m, model)) {
        studio_move(s);
        m->since = now;
    }
    look(m, model);
    s->at = model->moving ? (float)((now - m->since) / TWEEN_MS) : 1;
    model->moving = model->moving && s->at < 1;
}
