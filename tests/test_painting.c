/* Painting a mask: strokes, what a click means elsewhere, and the choices that are left. */
#include "app/model/choices.h"
#include "tests/screen.h"

static int mask_of(const struct screen *s)
{
    return attn_trace_find(s->model.trace, "mask");
}

/* On the causal mask, to be painted. */
static void go_to_mask(struct screen *s)
{
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    history_begin(&s->model);
}

static void on_mask(struct screen *s, enum action_kind kind, int row, int column)
{
    model_update(&s->model,
                 (struct action){.kind = kind, .index = mask_of(s), .row = row, .column = column});
}

static float mask_at(const struct screen *s, int row, int column)
{
    struct attn_tensor mask = attn_trace_tensor(s->model.trace, mask_of(s), ATTN_PART_VALUE);
    return attn_tensor_at(&mask, (int[]){row, column});
}

static void a_drag_paints_what_the_first_cell_became(void **state)
{
    struct screen *s = *state;
    go_to_mask(s);
    on_mask(s, ACTION_PICK, 0, 2); /* hidden: becomes visible */
    on_mask(s, ACTION_STROKE, 0, 3);
    on_mask(s, ACTION_STROKE, 0, 0); /* was visible, and stays */
    on_mask(s, ACTION_LIFT, 0, 0);
    on_mask(s, ACTION_STROKE, 1, 3);
    for (int column = 0; column < 4; column++) {
        assert_true(mask_at(s, 0, column) > 0);
    }
    assert_true(mask_at(s, 1, 3) < 1);
}

static void a_quick_drag_leaves_no_gap(void **state)
{
    struct screen *s = *state;
    go_to_mask(s);
    on_mask(s, ACTION_PICK, 4, 4);
    on_mask(s, ACTION_STROKE, 0, 0);
    for (int i = 0; i < 5; i++) {
        assert_true(mask_at(s, i, i) < 1);
    }
}

static void a_stroke_is_undone_as_a_whole(void **state)
{
    struct screen *s = *state;
    go_to_mask(s);
    on_mask(s, ACTION_PICK, 0, 2);
    on_mask(s, ACTION_STROKE, 0, 3);
    on_mask(s, ACTION_STROKE, 0, 4);
    screen_do(s, ACTION_UNDO, 0, 0);
    assert_int_equal(s->model.config.mask, ATTN_MASK_CAUSAL);
    assert_false(history_can(&s->model, -1));
    screen_do(s, ACTION_REDO, 0, 0);
    assert_true(mask_at(s, 0, 2) > 0 && mask_at(s, 0, 4) > 0);
}

static void whatever_else_is_done_ends_a_stroke(void **state)
{
    struct screen *s = *state;
    go_to_mask(s);
    on_mask(s, ACTION_PICK, 0, 2);
    screen_do(s, ACTION_THEME, 0, 0);
    on_mask(s, ACTION_STROKE, 0, 4);
    assert_true(mask_at(s, 0, 4) < 1);
}

static int painted_targets(struct screen *s)
{
    int count = 0;
    screen_view(s);
    for (int i = 0; i < s->scene.target_count; i++) {
        struct action action = s->scene.targets[i].action;
        bool paints = action.kind == ACTION_PICK && action.other;
        assert_true(!paints || action.index == model_mask_op(&s->model));
        count += paints;
    }
    return count;
}

static void a_drag_of_a_finger_knows_where_it_paints(void **state)
{
    struct screen *s = *state;
    go_to_mask(s);
    assert_int_equal(painted_targets(s), 1);
    screen_do(s, ACTION_PAINTING, 0, 0);
    assert_int_equal(painted_targets(s), 0);
}

static void elsewhere_a_click_on_the_mask_selects(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    on_mask(s, ACTION_PICK, 0, 3);
    assert_int_equal(s->model.config.mask, ATTN_MASK_CAUSAL);
    assert_int_equal(s->model.shown, mask_of(s));
    assert_int_equal(s->model.column, 3);
    assert_true(s->model.wandered);
}

static void s_changes_something_at_its_first_press(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 5);
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, 1);
    assert_int_equal(s->model.config.scale, ATTN_SCALE_NONE);
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, 1); /* √embed is √width, and one head has no heads */
    assert_int_equal(s->model.config.scale, ATTN_SCALE_WIDTH);
}

/* Each choice that is offered and is not the current one gives other numbers. */
static void no_divisor_offered_equals_another(void **state)
{
    struct screen *s = *state;
    for (int lesson = 0; lesson < s->course->count; lesson++) {
        float seen[ATTN_SCALE_COUNT];
        int count = 0;
        model_go(&s->model, lesson, 0);
        for (int i = 0; i < ATTN_SCALE_COUNT; i++) {
            screen_do(s, ACTION_RESET, 0, 0);
            if (!choices_offers(&s->model, CONTROL_SCALE, i)) {
                continue;
            }
            screen_do(s, ACTION_CHOOSE, CONTROL_SCALE, i);
            int op = attn_trace_find(s->model.trace, "scaled");
            op = op < 0 ? attn_trace_find(s->model.trace, "heads.0.scaled") : op;
            seen[count] = op < 0 ? (float)i : attn_trace_op(s->model.trace, op)->divisor;
            for (int k = 0; k < count; k++) {
                assert_true(seen[k] < seen[count] || seen[k] > seen[count]);
            }
            count++;
        }
        assert_true(count > 1);
    }
}

/* Clicks what does that; false where nothing does. */
static bool click(struct screen *s, enum action_kind kind, int other)
{
    screen_view(s);
    for (int i = s->scene.target_count - 1; i >= 0; i--) {
        struct action action = s->scene.targets[i].action;
        if (action.kind == kind && action.other == other) {
            model_update(&s->model, action);
            return true;
        }
    }
    return false;
}

static void painting_is_begun_by_a_button_where_a_mask_is_on_stage(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    bool painting = s->model.painting;
    assert_true(click(s, ACTION_PAINTING, 0));
    assert_int_equal(s->model.painting, !painting);
    screen_do(s, ACTION_SETTINGS, 0, 0);
    assert_true(click(s, ACTION_PAINTING, 0));
    assert_int_equal(s->model.painting, painting);
    model_go(&s->model, SINGLE_HEAD, 1);
    assert_false(click(s, ACTION_PAINTING, 0));
}

static void a_value_and_a_sentence_of_ones_own_are_asked_for_by_clicks(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_SETTINGS, 0, 0);
    assert_true(click(s, ACTION_EDIT, 0) && s->model.entry.open);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    screen_view(s);
    unsigned kinds = 0; /* the words, and settings */
    for (int i = 0; i < s->scene.target_count; i++) {
        struct action action = s->scene.targets[i].action;
        if (action.kind == ACTION_EDIT) {
            kinds |= action.index == ENTRY_WORDS ? 1u : 2u;
        }
    }
    assert_true(kinds & 1u && kinds >> 1);
}

static void every_layer_but_ones_own_is_laid_beside_by_clicks(void **state)
{
    struct screen *s = *state;
    unsigned seen = 0;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_SETTINGS, 0, 0);
    assert_true(click(s, ACTION_COMPARE, 0));
    screen_do(s, ACTION_SETTINGS, 0, 0);
    for (int i = 0; i < ATTN_WIRING_COUNT; i++) {
        assert_true(click(s, ACTION_COMPARE_WITH, 1) && s->model.beside.there);
        seen |= 1u << (s->model.beside.with < 0 ? 31 : s->model.beside.with);
    }
    unsigned all = ((1u << ATTN_WIRING_COUNT) - 1) & ~(1u << s->model.config.wiring);
    assert_int_equal(seen, all | 1u << 31);
    assert_true(click(s, ACTION_COMPARE_WITH, -1));
    assert_true(click(s, ACTION_COMPARE, 0) && !s->model.beside.shown);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(a_drag_paints_what_the_first_cell_became),
        WITH_SCREEN(a_quick_drag_leaves_no_gap),
        WITH_SCREEN(a_stroke_is_undone_as_a_whole),
        WITH_SCREEN(whatever_else_is_done_ends_a_stroke),
        WITH_SCREEN(a_drag_of_a_finger_knows_where_it_paints),
        WITH_SCREEN(elsewhere_a_click_on_the_mask_selects),
        WITH_SCREEN(painting_is_begun_by_a_button_where_a_mask_is_on_stage),
        WITH_SCREEN(a_value_and_a_sentence_of_ones_own_are_asked_for_by_clicks),
        WITH_SCREEN(every_layer_but_ones_own_is_laid_beside_by_clicks),
        WITH_SCREEN(s_changes_something_at_its_first_press),
        WITH_SCREEN(no_divisor_offered_equals_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
