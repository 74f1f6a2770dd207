/* Checks of what is drawn, panel by panel and as a whole. */
#include "tests/fits.h"

#include "app/model/layout.h"
#include "app/panels/panels.h"
#include "app/platform/platform.h"

#include <math.h>

enum { HIT = 24, TEXTS = 4096 };

struct written {
    struct rect box;
    const struct item *item;
};

/* Says so, and counts. */
static void complain(struct fits *f, const struct screen *s, const char *what,
                     const struct item *item, const struct item *other)
{
    const struct model *m = &s->model;
    print_error("%s/%d %gx%g text %g: %s '%.*s'%s%.*s\n", model_lesson(m)->slug, m->step + 1,
                (double)m->width, (double)m->height, (double)m->zoom, what, item ? item->bytes : 0,
                item ? scene_item_text(&s->scene, item) : "", other ? " and " : "",
                other ? other->bytes : 0, other ? scene_item_text(&s->scene, other) : "");
    f->complaints++;
}

/* Where the letters are, a little less than their line. */
static struct rect box_of(const struct screen *s, const struct item *item)
{
    const char *text = scene_item_text(&s->scene, item);
    float wide =
        s->measure.width(s->measure.context, item->face, item->size, text, (size_t)item->bytes);
    struct rect box = {item->rect.x, item->rect.y - 0.7f * item->size, wide, 0.75f * item->size};
    return item->turn ? scene_text_box(item, wide) : box;
}

static bool meet(struct rect a, struct rect b)
{
    const float air = 0.5f;
    return a.x + a.w > b.x + air && b.x + b.w > a.x + air && a.y + a.h > b.y + air &&
           b.y + b.h > a.y + air;
}

static bool inside(struct rect outer, struct rect r)
{
    const float air = 1;
    return r.x >= outer.x - air && r.y >= outer.y - air && r.x + r.w <= outer.x + outer.w + air &&
           r.y + r.h <= outer.y + outer.h + air;
}

static int gather(const struct screen *s, struct written *texts)
{
    int count = 0;
    for (int i = 0; i < s->scene.item_count && count < TEXTS; i++) {
        const struct item *item = &s->scene.items[i];
        if (item->kind == ITEM_TEXT) {
            texts[count++] = (struct written){box_of(s, item), item};
        }
    }
    return count;
}

static void check_panels(struct fits *f, struct screen *s, struct written *texts)
{
    for (int p = 0; p < panels_count(); p++) {
        struct frame frame = screen_frame(s);
        struct rect place = panel_place(panel_at(p), &frame.layout);
        if (frame.model->settings && frame.layout.kind == LAYOUT_LEAST) {
            place = frame.layout.window; /* they lie over all of it */
        }
        if (place.w == 0) {
            continue;
        }
        panel_at(p)->draw(&frame);
        for (int i = 0, count = gather(s, texts); i < count; i++) {
            if (!inside(place, texts[i].box)) {
                complain(f, s, panel_at(p)->name, texts[i].item, NULL);
            }
        }
    }
}

/* A part of a line, written over it once more in another colour. */
static bool repeats(const struct screen *s, const struct written *a, const struct written *b)
{
    char whole[256], part[256];
    snprintf(whole, sizeof whole, "%.*s", a->item->bytes, scene_item_text(&s->scene, a->item));
    snprintf(part, sizeof part, "%.*s", b->item->bytes, scene_item_text(&s->scene, b->item));
    return a->item->rect.y == b->item->rect.y && strstr(whole, part);
}

static void check_overlaps(struct fits *f, struct screen *s, struct written *texts)
{
    int count = gather(s, texts);
    for (int i = 0; i < count; i++) {
        for (int k = i + 1; k < count; k++) {
            if (meet(texts[i].box, texts[k].box) && !repeats(s, &texts[i], &texts[k])) {
                complain(f, s, "over each other", texts[i].item, texts[k].item);
            }
        }
    }
}

static void check_targets(struct fits *f, struct screen *s)
{
    float least = HIT / layout_scale(&s->model) - 0.1f;
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        if (!t->on_hover && t->rows == 0 && (t->rect.w < least || t->rect.h < least)) {
            char what[80];
            snprintf(what, sizeof what, "action %d is %.0fx%.0f", (int)t->action.kind,
                     (double)t->rect.w, (double)t->rect.h);
            complain(f, s, what, NULL, NULL);
        }
    }
}

static void check_stage(struct fits *f, struct screen *s)
{
    struct layout l = layout_of(&s->model);
    if (l.stage.w * l.stage.h < 0.5f * l.window.w * l.window.h) {
        complain(f, s, "the stage has less than half", NULL, NULL);
    }
}

void fits_panels(struct fits *f, struct screen *s)
{
    struct written *texts = calloc(TEXTS, sizeof *texts);
    check_panels(f, s, texts);
    screen_view(s);
    check_targets(f, s);
    free(texts);
}

void fits_frame(struct fits *f, struct screen *s)
{
    struct written *texts = calloc(TEXTS, sizeof *texts);
    check_stage(f, s);
    check_panels(f, s, texts);
    screen_view(s);
    check_overlaps(f, s, texts);
    check_targets(f, s);
    free(texts);
}

/* ---- sizes ---- */

static const float windows[][2] = {{640, 480}, {960, 600}, {1280, 800}, {1920, 1080}};
static const float zooms[] = {1, 1.3f, 1.75f};
enum { WINDOWS = sizeof windows / sizeof *windows, ZOOMS = sizeof zooms / sizeof *zooms };

static struct fonts *open_fonts(struct screen *s)
{
    struct platform_error error = {""};
    struct fonts *fonts = fonts_new(NULL, 1, &error);
    assert_non_null(fonts);
    s->measure = fonts_measure(fonts);
    return fonts;
}

static void set_window(struct screen *s, int i)
{
    s->model.width = windows[i][0];
    s->model.height = windows[i][1];
}

static void fit_steps(struct fits *f, struct screen *s)
{
    for (int lesson = 0; lesson < s->course->count; lesson++) {
        for (int step = 0; step < s->course->lessons[lesson]->step_count; step++) {
            for (int asking = 0; asking < 2; asking++) {
                s->model.asking = asking;
                model_go(&s->model, lesson, step);
                fits_frame(f, s);
            }
        }
    }
}

void fits_course(struct fits *f, struct screen *s)
{
    struct fonts *fonts = open_fonts(s);
    for (int i = 0; i < WINDOWS * ZOOMS; i++) {
        set_window(s, i / ZOOMS);
        s->model.zoom = zooms[i % ZOOMS];
        fit_steps(f, s);
    }
    fonts_free(fonts);
}

void fits_sheets(struct fits *f, struct screen *s, int lesson, int step)
{
    struct fonts *fonts = open_fonts(s);
    for (int i = 0; i < WINDOWS * OVER_COUNT; i++) {
        model_go(&s->model, lesson, step);
        set_window(s, i / OVER_COUNT);
        s->model.over = (enum over)(i % OVER_COUNT);
        s->model.settings = s->model.over == OVER_NOTHING;
        fits_panels(f, s);
    }
    fonts_free(fonts);
}

void fits_clinic(struct fits *f, struct screen *s, const char *error)
{
    struct fonts *fonts = open_fonts(s);
    struct written *texts = calloc(TEXTS, sizeof *texts);
    for (int i = 0; i < WINDOWS * ZOOMS; i++) {
        set_window(s, i / ZOOMS);
        s->model.zoom = zooms[i % ZOOMS];
        clinic_paste(&s->model, error);
        for (int stop = 0; stop < CLINIC_STOP_COUNT; stop++) {
            check_panels(f, s, texts);
            screen_view(s);
            check_overlaps(f, s, texts);
            check_targets(f, s);
            screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
        }
    }
    free(texts);
    fonts_free(fonts);
}
