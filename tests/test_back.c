/* There and back again: what steps on and back, round and round, or up to an end, does so from wherever
 * it is, not only from where a lesson begins. */
#include "app/model/choices.h"
#include "tests/screen.h"

static void twice(struct screen *s, enum action_kind kind, int index, int other)
{
    screen_do(s, kind, index, other);
    screen_do(s, kind, index, other);
}

static void batch_items_go_one_by_one_and_stop_at_the_ends(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    twice(s, ACTION_BATCH, 0, 1);
    assert_int_equal(s->model.item, 2);
    screen_do(s, ACTION_BATCH, 0, -1);
    assert_int_equal(s->model.item, 1);
    twice(s, ACTION_BATCH, 0, -1);
    assert_int_equal(s->model.item, 0);
    for (int i = 0; i < 2 * s->model.config.batch; i++) {
        screen_do(s, ACTION_BATCH, 0, 1);
    }
    assert_int_equal(s->model.item, s->model.config.batch - 1);
}

static void heads_go_round(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    int home = s->model.head, heads = model_heads(&s->model);
    for (int i = 1; i <= heads; i++) {
        screen_do(s, ACTION_NEXT_HEAD, 0, 1);
        assert_int_equal(s->model.head, (home + i) % heads);
    }
    for (int i = 1; i <= heads; i++) {
        screen_do(s, ACTION_NEXT_HEAD, 0, -1);
        assert_int_equal(s->model.head, (home + heads - i) % heads);
    }
    assert_false(s->model.wandered);
}

/* The next choice on offer from the current one, by 1 or -1. */
static int next_choice(const struct model *model, int control, int by)
{
    int count = choices_count(model, control), choice = choices_current(model, control);
    for (int tries = 0; tries < count; tries++) {
        choice = (choice + by + count) % count;
        if (choices_offers(model, control, choice)) {
            return choice;
        }
    }
    return choice;
}

static void every_control_goes_round(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    for (int control = 0; control < CONTROL_COUNT; control++) {
        int home = control_exists(control) ? choices_current(&s->model, control) : -1;
        for (int by = -1; home >= 0 && by < 2; by += 2) {
            int turns = 0;
            do {
                int next = next_choice(&s->model, control, by);
                screen_do(s, ACTION_CYCLE, control, by);
                assert_int_equal(choices_current(&s->model, control), next);
                turns++;
            } while (choices_current(&s->model, control) != home && turns < 20);
            assert_true(turns > 1 && turns <= choices_count(&s->model, control));
        }
    }
}

static void text_grows_and_shrinks_by_the_same_steps_up_to_an_end(void **state)
{
    struct screen *s = *state;
    float home = s->model.zoom, before = home;
    s->model.width = 1920;
    s->model.height = 1080;
    for (int i = 0; i < 4; i++, before = s->model.zoom) {
        screen_do(s, ACTION_LARGER, 0, 0);
        assert_true(s->model.zoom > before);
    }
    for (int i = 0; i < 4; i++) {
        screen_do(s, ACTION_SMALLER, 0, 0);
    }
    assert_true(s->model.zoom == home);
    for (int i = 0; i < 20; i++) {
        screen_do(s, ACTION_SMALLER, 0, 0);
    }
    assert_true(s->model.zoom == 0.8f);
    for (int i = 0; i < 20; i++) {
        screen_do(s, ACTION_LARGER, 0, 0);
    }
    assert_true(s->model.zoom == 1.75f);
}

static void cell_is(const struct screen *s, int row, int column)
{
    assert_int_equal(s->model.row, row);
    assert_int_equal(s->model.column, column);
}

static void a_cell_moves_by_one_and_stops_at_the_edges(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 1); /* Q: 5 x 8, its cell at row 3, column 0 */
    s->model.focus = FOCUS_STAGE;
    cell_is(s, 3, 0);
    twice(s, ACTION_RIGHT, 0, 0);
    cell_is(s, 3, 2);
    screen_do(s, ACTION_LEFT, 0, 0);
    cell_is(s, 3, 1);
    twice(s, ACTION_UP, 0, 0);
    cell_is(s, 1, 1);
    screen_do(s, ACTION_DOWN, 0, 0);
    cell_is(s, 2, 1);
    for (int i = 0; i < 20; i++) {
        screen_do(s, ACTION_DOWN, 0, 0);
        screen_do(s, ACTION_RIGHT, 0, 0);
    }
    cell_is(s, 4, 7);
}

static void along_the_pipeline_is_every_tensor_once(void **state)
{
    struct screen *s = *state;
    int ops[MODEL_PIPELINE_MAX];
    model_go(&s->model, SINGLE_HEAD, 3);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1); /* changed: what is shown is shown aside */
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "x"), 0);
    s->model.focus = FOCUS_PIPELINE;
    int count = model_pipeline(&s->model, ops, MODEL_PIPELINE_MAX);
    for (int i = 0; i < count; i++) {
        assert_int_equal(s->model.shown, ops[i]);
        screen_do(s, i % 2 ? ACTION_RIGHT : ACTION_DOWN, 0, 0);
    }
    for (int i = count - 1; i >= 0; i--) {
        assert_int_equal(s->model.shown, ops[i]);
        screen_do(s, i % 2 ? ACTION_LEFT : ACTION_UP, 0, 0);
    }
}

static void the_heads_left_out_are_stepped_over(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1);
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "heads.4.out"), 0);
    s->model.focus = FOCUS_PIPELINE;
    screen_do(s, ACTION_RIGHT, 0, 0);
    assert_string_equal(attn_trace_op(s->model.trace, s->model.shown)->name, "concat");
    screen_do(s, ACTION_LEFT, 0, 0);
    assert_string_equal(attn_trace_op(s->model.trace, s->model.shown)->name, "heads.4.out");
}

static void place_is(const struct screen *s, int lesson, int step)
{
    assert_int_equal(s->model.lesson, lesson);
    assert_int_equal(s->model.step, step);
}

static void the_course_is_walked_through_and_back(void **state)
{
    struct screen *s = *state;
    int steps = 0;
    for (int i = 0; i < s->course->count; i++) {
        for (int k = 0; k < s->course->lessons[i]->step_count; k++, steps++) {
            place_is(s, i, k);
            screen_do(s, ACTION_NEXT, 0, 0);
        }
    }
    int last = s->course->count - 1;
    place_is(s, last, s->course->lessons[last]->step_count - 1); /* nowhere to go on to */
    for (int i = 0; i < steps + 1; i++) {
        screen_do(s, ACTION_BACK, 0, 0);
    }
    place_is(s, 0, 0);
    screen_do(s, ACTION_PREVIOUS_LESSON, 0, 0);
    place_is(s, 0, 0);
    screen_do(s, ACTION_NEXT_LESSON, 0, 0);
    screen_do(s, ACTION_LAST, 0, 0);
    place_is(s, 1, s->course->lessons[1]->step_count - 1);
    screen_do(s, ACTION_FIRST, 0, 0);
    place_is(s, 1, 0);
}

static void focus_goes_round(void **state)
{
    static const enum focus round[] = {FOCUS_STEPS, FOCUS_STAGE, FOCUS_EXPERIMENT, FOCUS_PIPELINE};
    struct screen *s = *state;
    for (int i = 1; i <= 4; i++) {
        screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
        assert_int_equal(s->model.focus, round[i % 4]);
    }
    for (int i = 1; i <= 4; i++) {
        screen_do(s, ACTION_FOCUS_PREVIOUS, 0, 0);
        assert_int_equal(s->model.focus, round[(4 - i) % 4]);
    }
}

static void folded_and_unfolded_it_is_as_before(void **state)
{
    struct screen *s = *state;
    static const enum action_kind kinds[] = {ACTION_OUTLINE, ACTION_PROSE,   ACTION_HELP,
                                             ACTION_MENU,    ACTION_THEME,   ACTION_RANGE,
                                             ACTION_COMPARE, ACTION_SETTINGS};
    model_go(&s->model, PROJECTED, 2);
    screen_view(s);
    char *before = screen_text(s);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        screen_do(s, kinds[i], 0, 0);
        screen_view(s);
        char *other = screen_text(s);
        screen_do(s, kinds[i], 0, 0);
        screen_view(s);
        char *after = screen_text(s);
        assert_true(strcmp(before, other) != 0 || kinds[i] == ACTION_THEME);
        assert_string_equal(before, after);
        free(other);
        free(after);
    }
    free(before);
}

static void a_painted_mask_is_left_behind_with_its_step(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    int mask = attn_trace_find(s->model.trace, "mask");
    model_update(&s->model, (struct action){.kind = ACTION_PICK, .index = mask, .column = 3});
    assert_int_equal(s->model.config.mask, ATTN_MASK_GIVEN);
    assert_non_null(model_mask(&s->model));
    screen_do(s, ACTION_NEXT, 0, 0);
    assert_null(model_mask(&s->model));
    screen_do(s, ACTION_BACK, 0, 0);
    assert_null(model_mask(&s->model));
    assert_int_equal(s->model.config.mask, ATTN_MASK_CAUSAL);
    assert_false(model_is_changed(&s->model));
}

static void a_mask_is_painted_cell_by_cell_and_back(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    int mask = attn_trace_find(s->model.trace, "mask");
    struct action pick = {.kind = ACTION_PICK, .index = mask, .row = 1, .column = 3};
    for (int i = 0; i < 4; i++) {
        struct attn_tensor t = attn_trace_tensor(s->model.trace, mask, ATTN_PART_VALUE);
        assert_true(attn_tensor_at(&t, (int[ATTN_RANK_MAX]){1, 3}) == (float)(i % 2));
        assert_true(attn_tensor_at(&t, (int[ATTN_RANK_MAX]){3, 1}) == 1);
        model_update(&s->model, pick);
    }
}

/* Whatever can be left behind in a step. */
static void leave_a_mess(struct screen *s)
{
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_SWITCH_HEAD, 1, 0);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1);
    screen_do(s, ACTION_COMPARE, 0, 0);
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "heads.2.K"), 0);
    screen_do(s, ACTION_BATCH, 0, 1);
    screen_do(s, ACTION_NEXT_HEAD, 0, 1);
    screen_do(s, ACTION_SCROLL, 5, 3);
    screen_do(s, ACTION_ONWARD, 0, 0);
    screen_do(s, ACTION_LIGHT, 1, 0);
    screen_do(s, ACTION_POINT, s->model.shown, 0);
}

static char *text_of(struct screen *s)
{
    screen_view(s);
    return screen_text(s);
}

/* But for the cell, which stays where a step names none. */
static char *opened(struct screen *s, int lesson, int step)
{
    s->model.height = 600; /* so that there is something to scroll */
    model_go(&s->model, lesson, step);
    s->model.row = s->model.column = 0;
    return text_of(s);
}

static void check_opened(struct screen *s, int lesson, int step)
{
    void *fresh = NULL;
    assert_int_equal(screen_open(&fresh), 0);
    leave_a_mess(s);
    char *now = opened(s, lesson, step), *first = opened(fresh, lesson, step);
    if (strcmp(now, first) != 0) {
        fail_msg("%s keeps something of the step before", model_step(&s->model)->title);
    }
    free(now);
    free(first);
    screen_close(&fresh);
}

static void a_step_is_opened_as_if_it_were_the_first(void **state)
{
    struct screen *s = *state;
    for (int i = 0; i < s->course->count; i++) {
        for (int k = 0; k < s->course->lessons[i]->step_count; k++) {
            check_opened(s, i, k);
        }
    }
}

static void the_layer_beside_has_the_nearest_cell_of_its_own(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 6); /* full-width, projected beside it */
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "heads.3.query.weight"), 0);
    s->model.row = 200; /* of 256; there are 32 beside */
    s->model.column = 100;
    screen_do(s, ACTION_BATCH, 0, 1);
    struct lens lens = beside_lens(&s->model);
    assert_string_equal(attn_trace_op(lens.trace, lens.cell.op)->name, "heads.3.query.weight");
    assert_int_equal(lens.cell.row, 31);
    assert_int_equal(lens.cell.column, 100);
    assert_int_equal(lens.item, 1);
    assert_int_equal(lens.head, 3);
}

static void a_step_says_which_head_and_item_are_on_view(void **state)
{
    struct screen *s = *state;
    struct lesson_step *step =
        (struct lesson_step *)(uintptr_t)&s->course->lessons[FUSED]->steps[2];
    step->head = 5;
    step->item = 3;
    model_go(&s->model, FUSED, 2);
    assert_int_equal(s->model.head, 5);
    assert_int_equal(s->model.item, 3);
}

static void a_tensor_that_is_gone_leads_back_to_the_step(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 5);
    screen_do(s, ACTION_CHOOSE, CONTROL_MASK, ATTN_MASK_CAUSAL);
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "masked"), 0);
    assert_true(s->model.wandered);
    screen_do(s, ACTION_CHOOSE, CONTROL_MASK, ATTN_MASK_NONE);
    assert_int_equal(s->model.shown, model_step_op(&s->model));
    assert_false(s->model.wandered);
}

static void what_two_layers_differ_by_is_measured_anew(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 6);
    double before = s->model.beside.difference.most;
    assert_true(s->model.beside.comparable && before > 0);
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, 1);
    assert_true(s->model.beside.comparable && s->model.beside.difference.most != before);
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, -1);
    assert_true(s->model.beside.difference.most == before);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(batch_items_go_one_by_one_and_stop_at_the_ends),
        WITH_SCREEN(heads_go_round),
        WITH_SCREEN(every_control_goes_round),
        WITH_SCREEN(text_grows_and_shrinks_by_the_same_steps_up_to_an_end),
        WITH_SCREEN(a_cell_moves_by_one_and_stops_at_the_edges),
        WITH_SCREEN(along_the_pipeline_is_every_tensor_once),
        WITH_SCREEN(the_heads_left_out_are_stepped_over),
        WITH_SCREEN(the_course_is_walked_through_and_back),
        WITH_SCREEN(focus_goes_round),
        WITH_SCREEN(a_painted_mask_is_left_behind_with_its_step),
        WITH_SCREEN(a_mask_is_painted_cell_by_cell_and_back),
        WITH_SCREEN(a_step_is_opened_as_if_it_were_the_first),
        WITH_SCREEN(the_layer_beside_has_the_nearest_cell_of_its_own),
        WITH_SCREEN(a_step_says_which_head_and_item_are_on_view),
        WITH_SCREEN(a_tensor_that_is_gone_leads_back_to_the_step),
        WITH_SCREEN(what_two_layers_differ_by_is_measured_anew),
        WITH_SCREEN(folded_and_unfolded_it_is_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
