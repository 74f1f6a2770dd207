/* What an action leaves behind of the one before: the pointer's cell, the word that is lit, the pick
 * that was wrong, what is open. */
#include "tests/screen.h"

static void look(struct screen *s)
{
    model_go(&s->model, PROJECTED, 2);
    s->model.focus = FOCUS_STAGE;
    s->model.row = s->model.column = 1;
    struct action point = {.kind = ACTION_POINT, .index = s->model.shown, .row = 3, .column = 2};
    model_update(&s->model, point);
    assert_true(s->model.pointing);
}

static void what_moves_on_takes_the_cell_from_the_pointer(void **state)
{
    static const struct {
        enum action_kind kind;
        int index, other;
    } rows[] = {{ACTION_LEFT, 0, 0},       {ACTION_RIGHT, 0, 0}, {ACTION_UP, 0, 0},
                {ACTION_DOWN, 0, 0},       {ACTION_HEAD, 1, 0},  {ACTION_NEXT_HEAD, 0, 1},
                {ACTION_LIGHT, 0, 0},      {ACTION_LEAVE, 0, 0}, {ACTION_CYCLE, CONTROL_SEED, 1},
                {ACTION_GO, PROJECTED, 3}, {ACTION_NEXT, 0, 0},  {ACTION_SWITCH_HEAD, 1, 0}};
    struct screen *s = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        look(s);
        screen_do(s, rows[i].kind, rows[i].index, rows[i].other);
        if (s->model.pointing) {
            fail_msg("row %d: the pointer's cell stays", (int)i);
        }
    }
}

static void what_only_looks_leaves_the_pointer_s_cell(void **state)
{
    static const enum action_kind kinds[] = {ACTION_HELP,   ACTION_THEME, ACTION_RANGE,
                                             ACTION_LARGER, ACTION_PROSE, ACTION_FOCUS_NEXT};
    struct screen *s = *state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int row, column;
        look(s);
        screen_do(s, kinds[i], 0, 0);
        assert_int_equal(model_focus_cell(&s->model, &row, &column), s->model.shown);
        assert_int_equal(row, 3);
        assert_int_equal(column, 2);
    }
}

static void an_arrow_goes_from_the_chosen_cell(void **state)
{
    static const struct {
        enum action_kind kind;
        int row, column;
    } rows[] = {{ACTION_LEFT, 1, 0}, {ACTION_RIGHT, 1, 2}, {ACTION_UP, 0, 1}, {ACTION_DOWN, 2, 1}};
    struct screen *s = *state;
    for (int i = 0; i < 4; i++) {
        int row, column;
        look(s);
        screen_do(s, rows[i].kind, 0, 0);
        assert_int_equal(model_focus_cell(&s->model, &row, &column), s->model.shown);
        assert_int_equal(row, rows[i].row);
        assert_int_equal(column, rows[i].column);
    }
}

static void escape_closes_one_thing_at_a_time(void **state)
{
    struct screen *s = *state;
    struct model *m = &s->model;
    model_go(m, PROJECTED, 2);
    screen_do(s, ACTION_SHOW, attn_trace_find(m->trace, "x"), 0);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1);
    screen_do(s, ACTION_SHOW, attn_trace_find(m->trace, "x"), 0);
    screen_do(s, ACTION_SETTINGS, 0, 0);
    screen_do(s, ACTION_HELP, 0, 0);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_true(m->over == OVER_NOTHING && m->settings && m->wandered);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_true(!m->settings && m->wandered && m->focus == FOCUS_STEPS);
    m->focus = FOCUS_STAGE;
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_true(!m->wandered && m->focus == FOCUS_STAGE);
    assert_int_equal(m->shown, model_step_op(m));
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_int_equal(m->focus, FOCUS_STEPS);
}

/* An operation that has a step of its own is gone to by it, but for a learner who changed something. */
static void showing_leaves_the_step_only_with_nothing_changed(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 2);
    int q = attn_trace_find(s->model.trace, "Q");
    screen_do(s, ACTION_SHOW, q, 0);
    assert_int_not_equal(s->model.step, 2);
    assert_false(s->model.wandered);
    model_go(&s->model, SINGLE_HEAD, 2);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1);
    screen_do(s, ACTION_SHOW, q, 0);
    assert_int_equal(s->model.step, 2);
    assert_int_equal(s->model.shown, q);
    assert_true(s->model.wandered);
}

static void arrows_step_both_ways_where_steps_have_the_focus(void **state)
{
    static const struct {
        enum action_kind kind;
        int step;
    } rows[] = {{ACTION_LEFT, 2}, {ACTION_RIGHT, 4}, {ACTION_UP, 2}, {ACTION_DOWN, 4}};
    struct screen *s = *state;
    for (int i = 0; i < 4; i++) {
        model_go(&s->model, SINGLE_HEAD, 3);
        screen_do(s, rows[i].kind, 0, 0);
        assert_int_equal(s->model.step, rows[i].step);
    }
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(what_moves_on_takes_the_cell_from_the_pointer),
        WITH_SCREEN(what_only_looks_leaves_the_pointer_s_cell),
        WITH_SCREEN(an_arrow_goes_from_the_chosen_cell),
        WITH_SCREEN(escape_closes_one_thing_at_a_time),
        WITH_SCREEN(showing_leaves_the_step_only_with_nothing_changed),
        WITH_SCREEN(arrows_step_both_ways_where_steps_have_the_focus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
