/* Text sizes in small windows: each is seen, and of every size the beats can be read. */
#include "tests/screen.h"

#include "app/model/layout.h"
#include "app/panels/prose.h"

static void resize(struct model *model, float width, float height)
{
    model_update(model, (struct action){.kind = ACTION_RESIZE, .width = width, .height = height});
}

static bool grow(struct model *model)
{
    float before = layout_prose_scale(model);
    model_update(model, (struct action){.kind = ACTION_LARGER});
    return layout_prose_scale(model) > before * 1.04f;
}

static void every_step_of_the_text_size_is_seen_in_the_least_window(void **state)
{
    struct screen *s = *state;
    int steps = 0;
    resize(&s->model, 640, 480);
    while (grow(&s->model)) {
        steps++;
    }
    assert_true(steps >= 3 && layout_prose_scale(&s->model) > 1.4f);
    float largest = s->model.zoom; /* what changes nothing is not taken */
    grow(&s->model);
    assert_true(s->model.zoom == largest);
}

static void the_picture_keeps_half_of_the_window_at_every_size(void **state)
{
    static const float windows[][2] = {{640, 480}, {960, 600}, {1280, 800}, {1920, 1080}};
    struct screen *s = *state;
    for (int i = 0; i < 4 * 6; i++) {
        resize(&s->model, windows[i % 4][0], windows[i % 4][1]);
        s->model.zoom = 1 + 0.15f * (float)(i / 4);
        struct layout l = layout_of(&s->model);
        float part = l.stage.w * l.stage.h / (l.window.w * l.window.h);
        if (part < 0.499f) {
            fail_msg("%g wide at %g: %g of the window", (double)windows[i % 4][0],
                     (double)s->model.zoom, (double)part);
        }
    }
}

/* Lines that are cut of what the caption says of this step's beats. */
static int cut_beats(struct screen *s)
{
    int cut = 0;
    struct frame frame = screen_frame(s);
    for (int i = 0; i < model_beats(&s->model); i++) {
        float room = frame.layout.column.h - 24 - prose_leading(&frame) - 8;
        float width = frame.layout.column.w - 2 * LAYOUT_MARGIN - frame.layout.foot.w;
        cut += prose_beat_height(&frame, width, i) > room;
    }
    return cut;
}

static void no_beat_is_cut_in_the_least_window_at_any_size(void **state)
{
    struct screen *s = *state;
    struct lesson_error error;
    struct course *course = course_load(NULL, NULL, &error);
    model_clear(&s->model);
    assert_true(course && model_init(&s->model, course));
    for (int l = 0; l < course->count; l++) {
        for (int i = 0; i < course->lessons[l]->step_count; i++) {
            model_go(&s->model, l, i);
            resize(&s->model, 640, 480);
            for (s->model.zoom = 1; s->model.zoom < 1.8f; s->model.zoom += 0.15f) {
                if (cut_beats(s) > 0) {
                    fail_msg("%s/%d at %g", course->lessons[l]->slug, i + 1, (double)s->model.zoom);
                }
            }
        }
    }
    course_free(s->course);
    s->course = course;
}

/* Where the box of what was raised begins. */
static float error_top(const struct scene *scene)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        if (item->kind == ITEM_RECT && item->fill == COLOUR_ERROR_SOFT) {
            return item->rect.y;
        }
    }
    fail_msg("nothing was raised");
    return 0;
}

static void no_plate_lies_under_what_was_raised(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, EIGHT_FULL, 0);
    screen_do(s, ACTION_SHOW, attn_trace_failed(s->model.trace), 0);
    resize(&s->model, 640, 480);
    for (s->model.zoom = 1; s->model.zoom < 1.8f; s->model.zoom += 0.15f) {
        screen_view(s);
        float top = error_top(&s->scene);
        for (int i = 0; i < s->scene.item_count; i++) {
            const struct item *item = &s->scene.items[i];
            bool plate = item->kind == ITEM_HEATMAP && !item->heatmap.bar;
            assert_true(!plate || item->rect.y + item->rect.h <= top + 0.5f);
        }
    }
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(every_step_of_the_text_size_is_seen_in_the_least_window),
        WITH_SCREEN(the_picture_keeps_half_of_the_window_at_every_size),
        WITH_SCREEN(no_plate_lies_under_what_was_raised),
        WITH_SCREEN(no_beat_is_cut_in_the_least_window_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
