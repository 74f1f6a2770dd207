/* What the loop does with keys, pointer, wheel and fingers, and how often it draws for it. */
#include "tests/loop.h"

#include "app/model/layout.h"

#include <SDL.h>

/* How often one input makes it draw, after the first time. */
static int draws_for(struct screen *s, struct input input)
{
    struct window w = {0};
    const struct input inputs[] = {input, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(w.draws, w.shows);
    return w.draws - 1;
}

static int draws_for_key(struct screen *s, int key, int modifiers)
{
    return draws_for(s, (struct input){.kind = INPUT_KEY, .key = key, .modifiers = modifiers});
}

/* A pointer that has come from somewhere else. */
static int draws_at(struct screen *s, enum input_kind kind, float x, float y)
{
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = -9, .y = -9},
                                   {.kind = kind, .x = x, .y = y},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    return w.draws - 1;
}

static int draws_by(struct screen *s, enum input_kind kind, int amount)
{
    return draws_for(s, (struct input){.kind = kind, .amount = amount});
}

/* The middle of the last target with that action. */
static struct rect middle_of(struct screen *s, enum action_kind kind, int index, int other)
{
    screen_view(s);
    for (int i = s->scene.target_count - 1; i >= 0; i--) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == kind && t->action.index == index && t->action.other == other) {
            return (struct rect){t->rect.x + t->rect.w / 2, t->rect.y + t->rect.h / 2, 0, 0};
        }
    }
    fail_msg("nothing does %d %d %d", kind, index, other);
    return (struct rect){0};
}

static void a_key_that_means_something_is_drawn_once(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_for_key(s, SDLK_RIGHT, 0), 1);
    assert_int_equal(s->model.step, 1);
    assert_int_equal(draws_for_key(s, SDLK_LEFT, 0), 1);
    assert_int_equal(s->model.step, 0);
    assert_int_equal(draws_for_key(s, SDLK_F12, 0), 0);
}

static void the_pointer_lights_a_cell_until_it_leaves(void **state)
{
    struct screen *s = *state;
    struct rect at = middle_of(s, ACTION_POINT, s->model.shown, 0);
    assert_int_equal(draws_at(s, INPUT_POINTER, at.x, at.y), 1);
    assert_true(s->model.pointing);
    assert_int_equal(draws_at(s, INPUT_POINTER, at.x, at.y), 0);
    assert_int_equal(draws_at(s, INPUT_POINTER, -1, -1), 1);
    assert_false(s->model.pointing);
    assert_int_equal(draws_at(s, INPUT_POINTER, -1, -1), 0);
}

/* While something moves a frame follows the other; then it waits for ever. */
static void what_moves_is_drawn_until_it_rests(void **state)
{
    struct window w = {.moves = 12};
    const struct input inputs[] = {{.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, *state, inputs));
    assert_int_equal(w.draws, 12);
    assert_int_equal(w.waits, 12);
    assert_int_equal(w.timeout, -1);
}

static void a_resting_pointer_changes_nothing(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    struct rect at = middle_of(s, ACTION_POINT, s->model.shown, 0);
    struct input there = {.kind = INPUT_POINTER, .x = at.x, .y = at.y}, moved = there;
    moved.x += 1;
    const struct input still[] = {there, there, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, still));
    assert_false(s->model.pointing);
    assert_int_equal(w.draws, 1);
    const struct input then[] = {there, moved, there, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, then));
    assert_true(s->model.pointing);
}

static void a_pointer_that_stays_pressed_paints(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    int mask = attn_trace_find(s->model.trace, "mask");
    struct rect at = middle_of(s, ACTION_POINT, mask, 0), cells = {0};
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        cells = t->rows == 5 && t->action.index == mask ? t->rect : cells;
    }
    float cell = cells.w / 5, x = cells.x + cell / 2 + 2 * cell, y = cells.y + cell / 2;
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = at.x, .y = at.y},
                                   {.kind = INPUT_CLICK, .x = x, .y = y},
                                   {.kind = INPUT_POINTER, .x = x + 2 * cell, .y = y},
                                   {.kind = INPUT_RELEASE, .x = x + 2 * cell, .y = y},
                                   {.kind = INPUT_POINTER, .x = x, .y = y + cell},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    for (int column = 0; column < 5; column++) {
        bool shut = s->model.painted[column] == 0;
        assert_int_equal(shut, column == 1); /* of the first row 2, 3 and 4 are open now */
    }
    assert_true(s->model.painted[5 + 2] == 0);
}

static void a_click_does_what_is_drawn_there_at_any_text_size(void **state)
{
    struct screen *s = *state;
    for (int larger = 0; larger < 3; larger++) {
        model_go(&s->model, 0, 0);
        struct window w = {.width = 1600, .height = 1100};
        struct action size = {.kind = ACTION_RESIZE, .width = 1600, .height = 1100};
        model_update(&s->model, size);
        struct rect at = middle_of(s, ACTION_SHOW, attn_trace_find(s->model.trace, "V"), 0);
        float zoom = layout_scale(&s->model);
        const struct input inputs[] = {{.kind = INPUT_CLICK, .x = at.x * zoom, .y = at.y * zoom},
                                       {.kind = INPUT_NONE}};
        assert_true(loop_feed(&w, s, inputs));
        assert_int_equal(s->model.step, 3);
        screen_do(s, ACTION_LARGER, 0, 0);
    }
}

static void what_can_be_clicked_shows_that_the_pointer_is_on_it(void **state)
{
    struct screen *s = *state;
    struct rect at = middle_of(s, ACTION_ONWARD, 0, 0);
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = at.x, .y = at.y},
                                   {.kind = INPUT_POINTER, .x = at.x + 1, .y = at.y},
                                   {.kind = INPUT_POINTER, .x = -1, .y = -1},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(w.draws, 3); /* when it comes and when it leaves */
    assert_int_equal(w.hands, 1);
    assert_true(s->model.hover_x == -1);
}

static void a_click_on_nothing_draws_nothing(void **state)
{
    assert_int_equal(draws_at(*state, INPUT_CLICK, -5, -5), 0);
}

static void fingers_step_and_change_the_text_size(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_by(s, INPUT_SWIPE, 1), 1);
    assert_int_equal(s->model.step, 1);
    draws_by(s, INPUT_SWIPE, -1);
    assert_int_equal(s->model.step, 0);
    draws_by(s, INPUT_PINCH, 1);
    assert_true(s->model.zoom > 1);
    draws_by(s, INPUT_PINCH, -1);
    draws_by(s, INPUT_PINCH, -1);
    assert_true(s->model.zoom < 1);
}

static void the_system_s_theme_is_taken_over_once(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_by(s, INPUT_THEME, 0), 0);
    assert_int_equal(draws_by(s, INPUT_THEME, 1), 1);
    assert_int_equal(s->model.theme, THEME_DARK);
    assert_int_equal(draws_by(s, INPUT_THEME, 1), 0);
    assert_int_equal(draws_by(s, INPUT_THEME, 0), 1);
    assert_int_equal(s->model.theme, THEME_LIGHT);
}

static void the_wheel_scrolls_where_there_is_more_to_read(void **state)
{
    struct screen *s = *state;
    struct window w = {.width = 960, .height = 600};
    const struct input inputs[] = {{.kind = INPUT_WHEEL, .amount = 1, .x = 480, .y = 300},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(w.draws, 1); /* nothing scrolls in the frame */
    screen_do(s, ACTION_HELP, 0, 0);
    assert_true(loop_feed(&w, s, inputs));
    assert_true(s->scene.scrolls[SCROLL_HELP].most >= 1);
    assert_int_equal(s->model.scroll[SCROLL_HELP], 1);
}

static void a_window_of_another_size_is_drawn_so(void **state)
{
    struct screen *s = *state;
    struct window w = {.width = 1000, .height = 700};
    const struct input inputs[] = {{.kind = INPUT_RESIZE}, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_true(s->model.width == 1000 && s->model.height == 700 && w.density == 2);
    assert_int_equal(w.draws, 2);
    assert_int_equal(draws_by(s, INPUT_EXPOSE, 0), 1);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(a_key_that_means_something_is_drawn_once),
        WITH_SCREEN(the_pointer_lights_a_cell_until_it_leaves),
        WITH_SCREEN(what_moves_is_drawn_until_it_rests),
        WITH_SCREEN(a_resting_pointer_changes_nothing),
        WITH_SCREEN(a_pointer_that_stays_pressed_paints),
        WITH_SCREEN(a_click_does_what_is_drawn_there_at_any_text_size),
        WITH_SCREEN(what_can_be_clicked_shows_that_the_pointer_is_on_it),
        WITH_SCREEN(a_click_on_nothing_draws_nothing),
        WITH_SCREEN(fingers_step_and_change_the_text_size),
        WITH_SCREEN(the_system_s_theme_is_taken_over_once),
        WITH_SCREEN(the_wheel_scrolls_where_there_is_more_to_read),
        WITH_SCREEN(a_window_of_another_size_is_drawn_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
