/* A course, a model on one of its steps, fonts and a painter: opened and closed together. */
#include "app/commands/studio.h"

#include "app/commands/place.h"
#include "app/commands/say.h"
#include "app/scene/tween.h"
#include "app/stage/frame.h"

#include <stdio.h>

static int open_place(struct studio *s, const struct options *o, const char *word, int first)
{
    struct place place;
    s->course = place_course_some(o);
    if (!s->course) {
        return EXIT_RAISED;
    }
    int code = place_read(s->course, word, o, first, &place);
    if (code) {
        return code;
    }
    if (!model_init(&s->model, s->course) || s->model.error.kind != ATTN_ERROR_NONE) {
        return say_complaint(EXIT_RAISED, "out of memory");
    }
    s->model.theme = o->dark ? THEME_DARK : THEME_LIGHT;
    s->model.width = (float)o->width;
    s->model.height = (float)o->height;
    for (int i = 0; i < (o->text < 0 ? -o->text : o->text); i++) {
        model_update(&s->model,
                     (struct action){.kind = o->text < 0 ? ACTION_SMALLER : ACTION_LARGER});
    }
    s->notes = place.notes;
    if (link_apply(&s->model, place.lesson, place.step, &place.link, &s->notes) != LINK_OPENED) {
        return say_complaint(EXIT_RAISED, "%s", s->model.error.text);
    }
    s->model.beat = model_beats(&s->model) - 1; /* a picture is of the last */
    return 0;
}

static int open_fonts(struct studio *s, const struct options *o, float density)
{
    struct platform_error error = {""};
    s->fonts = fonts_new(o->fonts, density, &error);
    s->painter = s->fonts ? painter_new(s->fonts, &error) : NULL;
    return s->painter ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
}

int studio_open(struct studio *s, const struct options *o, const char *word, int first,
                float density)
{
    int code = open_place(s, o, word, first);
    return code ? code : open_fonts(s, o, density);
}

void studio_close(struct studio *s)
{
    painter_free(s->painter);
    fonts_free(s->fonts);
    scene_clear(&s->scene);
    scene_clear(&s->before);
    scene_clear(&s->between);
    model_clear(&s->model);
    course_free(s->course);
}

void studio_move(struct studio *s)
{
    struct scene *seen = s->model.moving ? &s->between : &s->scene, spare = s->before;
    s->before = *seen;
    *seen = spare;
    tween_leave(&s->before);
    s->model.moving = true;
    s->at = 0;
}

/* Text size is a matter of density: the scene knows nothing of it. */
bool studio_draw(struct studio *s, float density, struct platform_error *error)
{
    struct measure measure = fonts_measure(s->fonts);
    struct layout layout = layout_of(&s->model);
    fonts_set_density(s->fonts, density * layout.scale);
    view(&s->model, &measure, &s->scene);
    const struct scene *seen = s->model.moving ? &s->between : &s->scene;
    if (s->model.moving) {
        tween(&s->between, &s->before, &s->scene, s->at);
    }
    if (s->scene.full || seen->full) {
        snprintf(error->text, sizeof error->text, "out of memory for a frame");
        return false;
    }
    return painter_paint(s->painter, seen, layout.window.w, layout.window.h, density * layout.scale,
                         s->model.theme, error);
}
