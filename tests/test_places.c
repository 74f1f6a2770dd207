/* Where things are drawn, at every size of window: a picture's plates lie on the stage, beside each
 * other, not over each other, and what is written stays in its panel. */
#include "tests/screen.h"

#include "app/panels/panels.h"

#include <math.h>

static const float windows[][2] = {{640, 480}, {960, 600}, {1280, 800}, {1600, 1100}};
enum { WINDOWS = sizeof windows / sizeof *windows };

static bool is_plate(const struct item *item)
{
    return (item->kind == ITEM_HEATMAP && !item->heatmap.bar) || item->kind == ITEM_TINT;
}

static bool apart(struct rect a, struct rect b)
{
    const float near = 0.5f;
    return a.x + a.w <= b.x + near || b.x + b.w <= a.x + near || a.y + a.h <= b.y + near ||
           b.y + b.h <= a.y + near;
}

static bool holds(struct rect outer, struct rect r)
{
    return r.w > 0 && r.h > 0 && r.x >= outer.x && r.y >= outer.y &&
           r.x + r.w <= outer.x + outer.w + 0.5f && r.y + r.h <= outer.y + outer.h + 0.5f;
}

static void check_plates(const struct screen *s, struct rect stage)
{
    const struct item *items = s->scene.items;
    const char *name = attn_trace_op(s->model.trace, s->model.shown)->name;
    for (int i = 0; i < s->scene.item_count; i++) {
        if (!is_plate(&items[i])) {
            continue;
        }
        if (!holds(stage, items[i].rect)) {
            fail_msg("%s at %g: a plate is not on the stage", name, (double)s->model.width);
        }
        for (int k = i + 1; k < s->scene.item_count; k++) {
            if (is_plate(&items[k]) && !apart(items[i].rect, items[k].rect)) {
                fail_msg("%s at %g: two plates lie over each other", name, (double)s->model.width);
            }
        }
    }
}

/* Begins inside, and ends there but where it is cut: a name too long for what is left. */
static void check_texts(const struct screen *s, struct rect panel)
{
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        struct rect letter = {item->rect.x, item->rect.y - item->size * 0.7f, 0.1f,
                              item->size * 0.7f};
        struct rect room = {panel.x, panel.y, panel.w + 0.1f, panel.h};
        if (item->kind == ITEM_TEXT && !holds(room, letter)) {
            fail_msg("'%.*s' at %g %g is not in its panel", item->bytes,
                     scene_item_text(&s->scene, item), (double)item->rect.x, (double)item->rect.y);
        }
    }
}

static void draw(struct screen *s, int op)
{
    s->model.shown = op;
    s->model.wandered = true;
    model_clamp(&s->model);
    struct frame frame = screen_frame(s);
    panel_stage(&frame);
    check_plates(s, frame.layout.stage);
    check_texts(s, frame.layout.stage);
    for (int i = 1; i < panels_count() - 1; i++) {
        frame = screen_frame(s);
        panel_at(i)->draw(&frame);
        check_texts(s, panel_place(panel_at(i), &frame.layout));
    }
}

static void plan(struct screen *s, enum attn_wiring wiring)
{
    model_go(&s->model, PROJECTED, 2);
    struct attn_config config = s->model.config;
    config.wiring = wiring;
    config.batch = 3;
    config.mask = ATTN_MASK_CAUSAL;
    config.mode = ATTN_MODE_TRAIN;
    config.dropout = 0.4;
    assert_true(model_plan(&s->model, &config));
}

static void what_is_drawn_has_a_place_of_its_own(void **state)
{
    struct screen *s = *state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        for (int w = 0; w < WINDOWS; w++) {
            struct action size = {
                .kind = ACTION_RESIZE, .width = windows[w][0], .height = windows[w][1]};
            model_update(&s->model, size);
            plan(s, (enum attn_wiring)wiring);
            for (int op = 0; op < attn_trace_count(s->model.trace); op++) {
                int head = attn_trace_op(s->model.trace, op)->head;
                if (head <= 0) {
                    draw(s, op);
                }
            }
        }
    }
}

static void name_at_length(struct screen *s, const char *title)
{
    for (int i = 0; i < s->course->count; i++) {
        struct lesson *lesson = (struct lesson *)(uintptr_t)s->course->lessons[i];
        lesson->title = title;
        for (int k = 0; k < lesson->step_count; k++) {
            ((struct lesson_step *)(uintptr_t)&lesson->steps[k])->title = title;
        }
    }
}

/* Where a panel's writing ends at the latest. */
static float end_of(const struct screen *s)
{
    float end = 0;
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *t = &s->scene.items[i];
        const char *text = scene_item_text(&s->scene, t);
        if (t->kind == ITEM_TEXT && !t->turn) {
            float width = s->measure.width(NULL, t->face, t->size, text, (size_t)t->bytes);
            end = fmaxf(end, t->rect.x + width);
        }
    }
    return end;
}

static void titles_without_end_are_cut_where_their_panel_ends(void **state)
{
    struct screen *s = *state;
    static void (*const panels[])(const struct frame *) = {panel_reading, panel_stage};
    name_at_length(s,
                   "A title that goes on and on, over the edge of whatever it is written in, and "
                   "further on still, as if nobody had ever to read it in a narrow column");
    model_go(&s->model, SINGLE_HEAD, 4);
    for (int i = 0; i < 2; i++) {
        s->model.over = i ? OVER_NOTHING : OVER_PROSE;
        struct frame frame = screen_frame(s);
        panels[i](&frame);
        float right = i ? frame.layout.stage.x + frame.layout.stage.w : 968;
        float end = end_of(s);
        assert_true(end <= right - 6 && end > right - 100);
    }
}

/* What a panel draws in a window of that size. */
static void measure_panel(struct screen *s, int panel, int width, int height, char *line,
                          size_t bytes)
{
    struct action size = {.kind = ACTION_RESIZE, .width = (float)width, .height = (float)height};
    model_update(&s->model, size);
    struct frame frame = screen_frame(s);
    if (panel_place(panel_at(panel), &frame.layout).w > 0) {
        panel_at(panel)->draw(&frame);
    }
    snprintf(line, bytes, "%d items, %d targets", s->scene.item_count, s->scene.target_count);
}

enum { SIZES = 50, LINE = 120 };

/* Adds a line for each size at which a step's panel is not as at the one before. */
static void measure_step(struct screen *s, int panel, char *text)
{
    char before[LINE] = "", now[LINE];
    for (int i = 0; i < SIZES; i++) {
        int width = 640 + 20 * i, height = 440 + 14 * i;
        measure_panel(s, panel, width, height, now, sizeof now);
        if (strcmp(before, now) != 0) {
            sprintf(text + strlen(text), "from %d x %d: %s\n", width, height, now);
        }
        memcpy(before, now, sizeof before);
    }
}

/* What fits and what folds away, size by size: a threshold that moves shows as a line. */
static void each_panel_takes_as_much_room_as_kept(void **state)
{
    static const int steps[][2] = {{SINGLE_HEAD, 6}, {PROJECTED, 4}, {EIGHT_FULL, 5}, {FUSED, 3}};
    enum { STEPS = sizeof steps / sizeof *steps };
    struct screen *s = *state;
    for (int panel = 0; panel < panels_count() - 1; panel++) {
        char *text = calloc(STEPS * (SIZES + 1), 2 * LINE), name[64];
        for (int i = 0; i < STEPS; i++) {
            model_go(&s->model, steps[i][0], steps[i][1]);
            sprintf(text + strlen(text), "%s\n", model_step(&s->model)->title);
            measure_step(s, panel, text);
        }
        snprintf(name, sizeof name, "rooms/%s", panel_at(panel)->name);
        screen_hold(name, text);
        free(text);
    }
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(each_panel_takes_as_much_room_as_kept),
        WITH_SCREEN(titles_without_end_are_cut_where_their_panel_ends),
        WITH_SCREEN(what_is_drawn_has_a_place_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
