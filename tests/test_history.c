/* Undo: every state comes back whole, and what is learned stays. */
#include "app/model/link.h"
#include "app/platform/keys.h"
#include "tests/screen.h"

#include <SDL.h>
#include <string.h>

/* All that a state holds, as text. */
struct state {
    char text[LINK_MOST];
};

static struct state state_of(const struct model *model)
{
    struct state state;
    size_t used = link_write(model, state.text, sizeof state.text);
    snprintf(state.text + used, sizeof state.text - used, " beat %d theme %d zoom %g", model->beat,
             (int)model->theme, (double)model->zoom);
    return state;
}

static void expect(const struct model *model, const struct state *wanted)
{
    struct state now = state_of(model);
    assert_string_equal(now.text, wanted->text);
}

static void press(struct screen *s, int key, int modifiers)
{
    model_update(&s->model, keys_action(key, modifiers, model_focus(&s->model)));
}

/* Every kind of thing that a learner does. */
static const struct action deeds[] = {
    {.kind = ACTION_GO, .index = PROJECTED, .other = 2},
    {.kind = ACTION_CYCLE, .index = CONTROL_SCALE, .other = 1},
    {.kind = ACTION_HEAD, .index = 5},
    {.kind = ACTION_SWITCH_HEAD, .index = 3},
    {.kind = ACTION_CHOOSE, .index = CONTROL_MASK, .other = 1},
    {.kind = ACTION_RANGE},
    {.kind = ACTION_BATCH, .other = 1},
    {.kind = ACTION_COMPARE},
    {.kind = ACTION_THEME},
    {.kind = ACTION_LARGER},
    {.kind = ACTION_GO, .index = SINGLE_HEAD, .other = 6},
    {.kind = ACTION_PICK, .index = 12, .row = 0, .column = 3},
    {.kind = ACTION_SHOW, .index = 0},
    {.kind = ACTION_CYCLE, .index = CONTROL_DROPOUT, .other = 1},
    {.kind = ACTION_CHOOSE, .index = CONTROL_TOKENS, .other = 0},
    {.kind = ACTION_ONWARD},
    {.kind = ACTION_NEXT},
    {.kind = ACTION_RESET},
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

static void whatever_is_done_is_undone_and_redone(void **state)
{
    struct screen *s = *state;
    static struct state states[DEEDS + 1];
    int count = 1;
    states[0] = state_of(&s->model);
    for (int i = 0; i < DEEDS; i++) {
        model_update(&s->model, deeds[i]);
        states[count] = state_of(&s->model);
        count += strcmp(states[count].text, states[count - 1].text) != 0;
    }
    assert_true(count > DEEDS - 2);
    for (int i = count - 2; i >= 0; i--) {
        press(s, SDLK_z, KMOD_LCTRL);
        expect(&s->model, &states[i]);
    }
    assert_false(history_can(&s->model, -1));
    for (int i = 1; i < count; i++) {
        press(s, SDLK_y, KMOD_LCTRL);
        expect(&s->model, &states[i]);
    }
    assert_false(history_can(&s->model, 1));
}

static void what_is_done_after_an_undo_takes_the_place_of_what_was_undone(void **state)
{
    struct screen *s = *state;
    press(s, SDLK_RIGHT, KMOD_NONE);
    press(s, SDLK_RIGHT, KMOD_NONE);
    press(s, SDLK_z, KMOD_LCTRL);
    press(s, SDLK_t, KMOD_NONE);
    assert_false(history_can(&s->model, 1));
    press(s, SDLK_z, KMOD_LCTRL);
    assert_int_equal(s->model.step, 1);
    assert_int_equal(s->model.theme, THEME_LIGHT);
    press(s, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    assert_int_equal(s->model.theme, THEME_DARK);
}

static void cells_chosen_one_after_another_are_one_thing_done(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 3);
    history_begin(&s->model);
    struct state before = state_of(&s->model);
    s->model.focus = FOCUS_STAGE;
    press(s, SDLK_LEFT, KMOD_NONE);
    press(s, SDLK_UP, KMOD_NONE);
    press(s, SDLK_LEFT, KMOD_NONE);
    struct state after = state_of(&s->model);
    press(s, SDLK_z, KMOD_LCTRL);
    expect(&s->model, &before);
    press(s, SDLK_y, KMOD_LCTRL);
    expect(&s->model, &after);
}

static void pointing_and_panels_are_nothing_to_undo(void **state)
{
    struct screen *s = *state;
    history_begin(&s->model);
    screen_do(s, ACTION_POINT, s->model.shown, 0);
    screen_do(s, ACTION_HELP, 0, 0);
    screen_do(s, ACTION_SETTINGS, 0, 0);
    screen_do(s, ACTION_RESIZE, 0, 0);
    assert_false(history_can(&s->model, -1));
    press(s, SDLK_z, KMOD_LCTRL);
    assert_string_not_equal(s->model.said, "");
}

static void no_undo_covers_an_answer_or_takes_a_mark_back(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 4);
    history_begin(&s->model);
    screen_do(s, ACTION_ANSWER, model_step(&s->model)->right, 0);
    press(s, SDLK_RIGHT, KMOD_NONE);
    press(s, SDLK_z, KMOD_LCTRL);
    assert_int_equal(s->model.step, 4);
    assert_false(model_asks(&s->model));
    assert_int_equal(model_mark(&s->model, EIGHT_FULL, 4), MARK_RIGHT);
}

static void the_oldest_states_make_room(void **state)
{
    struct screen *s = *state;
    history_begin(&s->model);
    for (int i = 0; i < HISTORY_MAX + 9; i++) {
        screen_do(s, ACTION_THEME, 0, 0);
    }
    int undone = 0;
    while (undone < 2 * HISTORY_MAX && history_go(&s->model, -1)) {
        undone++;
    }
    assert_int_equal(undone, HISTORY_MAX - 1);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(whatever_is_done_is_undone_and_redone),
        WITH_SCREEN(what_is_done_after_an_undo_takes_the_place_of_what_was_undone),
        WITH_SCREEN(cells_chosen_one_after_another_are_one_thing_done),
        WITH_SCREEN(pointing_and_panels_are_nothing_to_undo),
        WITH_SCREEN(no_undo_covers_an_answer_or_takes_a_mark_back),
        WITH_SCREEN(the_oldest_states_make_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
