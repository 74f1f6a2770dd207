/* What a learner does beyond stepping: answers, switches heads, compares, paints, comes back. */
#include "app/model/link.h"
#include "tests/command.h"
#include "tests/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EIGHT_FULL = 2, SLICED, PROJECTED, FUSED }; /* lessons of the course below */

static int open_model(void **state)
{
    struct lesson_error error;
    struct model *model = calloc(1, sizeof *model);
    struct course *course = course_load(lessons_on_disk(), "tests/courses/drawn", &error);
    *state = model;
    return course && model_init(model, course) ? 0 : -1;
}

static int close_model(void **state)
{
    struct model *model = *state;
    struct course *course = (struct course *)(uintptr_t)model->course;
    model_clear(model);
    course_free(course);
    free(model);
    return 0;
}

static void do_(struct model *model, enum action_kind kind, int index)
{
    model_update(model, (struct action){.kind = kind, .index = index, .other = 1});
}

static void write_(struct model *model, const char *text)
{
    for (; *text; text++) {
        model_update(model, (struct action){.kind = ACTION_TYPE, .text = {*text}});
    }
}

static void type(struct model *model, const char *text)
{
    write_(model, text);
    do_(model, ACTION_PRESS, 0);
}

static void ask(struct model *model, int lesson, int step)
{
    model->asking = true;
    model_go(model, lesson, step);
    assert_true(model_asks(model));
}

/* ---- questions ---- */

static void a_right_shape_opens_the_step_and_counts(void **state)
{
    struct model *model = *state;
    int questions;
    ask(model, EIGHT_FULL, 2);
    assert_true(model_hides(model, attn_trace_find(model->trace, "concat")));
    type(model, "32,10,2048");
    assert_false(model_asks(model));
    assert_false(model_hides(model, attn_trace_find(model->trace, "concat")));
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_RIGHT);
    assert_int_equal(model_score(model, EIGHT_FULL, &questions), 1);
    assert_int_equal(questions, 3);
}

static void a_wrong_shape_is_told_and_can_be_mended(void **state)
{
    struct model *model = *state;
    ask(model, EIGHT_FULL, 2);
    type(model, "32,10,256");
    assert_true(model_asks(model) && model->answer.reply == REPLY_WRONG);
    type(model, "32,10,2048");
    assert_false(model_asks(model));
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_SECOND);
}

static void the_right_shape_is_among_the_picks(void **state)
{
    struct model *model = *state;
    ask(model, EIGHT_FULL, 2);
    const struct lesson_step *step = model_step(model);
    assert_string_equal(step->options[step->right].text, "(32, 10, 2048)");
    assert_true(step->option_count > 2);
    do_(model, ACTION_ANSWER, step->right);
    assert_false(model_asks(model));
}

static void a_verdict_is_judged(void **state)
{
    struct model *model = *state;
    ask(model, EIGHT_FULL, 4);
    int right = model_step(model)->right;
    assert_string_equal(model_step(model)->options[right].text, "raises");
    do_(model, ACTION_ANSWER, right ? 0 : 1);
    assert_true(model_asks(model) && model->answer.reply == REPLY_WRONG);
    do_(model, ACTION_ANSWER, right);
    assert_false(model_asks(model));
}

static void typing_can_be_taken_back_and_given_up(void **state)
{
    struct model *model = *state;
    ask(model, EIGHT_FULL, 2);
    write_(model, "39");
    do_(model, ACTION_ERASE, 0);
    assert_string_equal(model->answer.text, "3");
    do_(model, ACTION_ESCAPE, 0); /* leaves the field */
    assert_true(model_asks(model) && model_focus(model) == FOCUS_PICKS);
    do_(model, ACTION_ESCAPE, 0);
    assert_false(model_asks(model));
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_PASSED);
}

static void more_sizes_than_a_tensor_has_are_no_answer(void **state)
{
    struct model *model = *state;
    char right[64], text[80];
    ask(model, FUSED, 2);
    int op = attn_trace_find(model->trace, "scores");
    attn_shape_text(&attn_trace_op(model->trace, op)->shape, right, sizeof right);
    assert_int_equal(attn_trace_op(model->trace, op)->shape.rank, ATTN_RANK_MAX);
    snprintf(text, sizeof text, "%s 7", right);
    type(model, text);
    assert_true(model_asks(model) && model->answer.reply == REPLY_UNREAD);
    assert_int_equal(model_mark(model, FUSED, 2), MARK_NONE); /* may still be answered right */
    type(model, right);
    assert_false(model_asks(model));
    assert_int_equal(model_mark(model, FUSED, 2), MARK_RIGHT);
}

static void an_endless_answer_does_no_harm(void **state)
{
    struct model *model = *state;
    ask(model, EIGHT_FULL, 2);
    for (int i = 0; i < 1000; i++) {
        write_(model, "9");
    }
    do_(model, ACTION_PRESS, 0);
    assert_true(model_asks(model));
}

/* ---- heads ---- */

static void a_head_s_key_shows_the_same_tensor_of_that_head(void **state)
{
    struct model *model = *state;
    model_go(model, PROJECTED, 2);
    do_(model, ACTION_HEAD, 6);
    assert_string_equal(attn_trace_op(model->trace, model->shown)->name, "heads.6.weights");
    do_(model, ACTION_HEAD, 8);
    assert_int_equal(model->head, 6); /* there are eight, from 0 */
}

static void a_head_switched_off_is_zeros_in_concat(void **state)
{
    struct model *model = *state;
    model_go(model, PROJECTED, 3);
    do_(model, ACTION_SWITCH_HEAD, 2);
    assert_true(model_is_changed(model));
    int op = attn_trace_find(model->trace, "concat");
    struct attn_tensor concat = attn_trace_tensor(model->trace, op, ATTN_PART_VALUE);
    assert_true(attn_tensor_at(&concat, (int[]){0, 0, 2 * 32, 0}) == 0);
    assert_true(attn_tensor_at(&concat, (int[]){0, 0, 3 * 32, 0}) != 0);
    do_(model, ACTION_RESET, 0);
    concat = attn_trace_tensor(model->trace, op, ATTN_PART_VALUE);
    assert_true(attn_tensor_at(&concat, (int[]){0, 0, 2 * 32, 0}) != 0);
    assert_false(model_is_changed(model));
}

static void the_pipeline_shows_one_head_for_all(void **state)
{
    struct model *model = *state;
    int ops[MODEL_PIPELINE_MAX], more = 0;
    model_go(model, PROJECTED, 2);
    int count = model_pipeline(model, ops, MODEL_PIPELINE_MAX);
    for (int i = 0; i < count; i++) {
        more += ops[i] == PIPELINE_MORE_HEADS;
    }
    assert_int_equal(more, 1);
    assert_int_equal(count, 1 + 8 + 1 + 2); /* x, a head's, the others, concat and out */
}

static void nudging_moves_the_head_that_sees_the_feature(void **state)
{
    struct model *model = *state;
    model_go(model, SLICED, 2);
    int still = attn_trace_find(model->trace, "heads.0.out");
    int moved = attn_trace_find(model->trace, "heads.6.out");
    assert_true(model->ranges[still].moved == 0);
    assert_true(model->ranges[moved].moved > 0);
}

/* ---- side by side ---- */

static void counterparts_are_found_by_role(void **state)
{
    struct model *model = *state;
    model_go(model, FUSED, 5); /* projected, with fused beside it */
    int op = beside_pair(model, attn_trace_find(model->trace, "heads.3.out"));
    assert_string_equal(attn_trace_op(model->beside.trace, op)->name, "context");
    assert_true(model->beside.comparable);
    assert_true(model->beside.difference.most < 1e-6);
}

static void comparing_can_be_turned_on_anywhere(void **state)
{
    struct model *model = *state;
    model_go(model, EIGHT_FULL, 2);
    assert_false(model->beside.there);
    do_(model, ACTION_COMPARE, 0);
    assert_true(model->beside.there);
    assert_int_equal(attn_trace_config(model->beside.trace)->wiring, ATTN_WIRING_PROJECTED);
    assert_false(model->beside.comparable); /* 2048 against 256 */
}

static void the_layer_beside_can_be_chosen(void **state)
{
    struct model *model = *state;
    char link[LINK_MOST + 1];
    struct link_notes notes = {0};
    model_go(model, PROJECTED, 2);
    for (int i = 0; i < ATTN_WIRING_FUSED; i++) { /* its own is left out */
        do_(model, ACTION_COMPARE_WITH, 0);
    }
    assert_int_equal(attn_trace_config(model->beside.trace)->wiring, ATTN_WIRING_FUSED);
    link_write(model, link, sizeof link);
    assert_non_null(strstr(link, "compare=fused"));
    do_(model, ACTION_UNDO, 0);
    assert_int_equal(attn_trace_config(model->beside.trace)->wiring, ATTN_WIRING_SLICED);
    assert_int_equal(link_open(model, link, &notes), LINK_OPENED);
    assert_int_equal(attn_trace_config(model->beside.trace)->wiring, ATTN_WIRING_FUSED);
    for (int i = 0; i < 2 * ATTN_WIRING_COUNT; i++) {
        do_(model, ACTION_COMPARE_WITH, 0);
        assert_int_not_equal(model->beside.with, ATTN_WIRING_PROJECTED);
    }
}

/* ---- settings and masks ---- */

static void settings_say_beforehand_what_would_raise(void **state)
{
    struct model *model = *state;
    model_go(model, PROJECTED, 2);
    do_(model, ACTION_SETTINGS, 0);
    const struct attn_setting *heads = control_at(CONTROL_HEADS);
    for (int i = 0; i < control_choices(heads); i++) {
        assert_int_equal(model->raises[CONTROL_HEADS][i], strcmp(heads->offered[i], "7") == 0);
    }
    assert_true(model->raises[CONTROL_WIRING][ATTN_WIRING_FULL_WIDTH]);
    assert_false(model->raises[CONTROL_WIRING][ATTN_WIRING_FUSED]);
}

static void every_control_s_choices_are_legal_settings(void **state)
{
    (void)state;
    for (int i = 0; i < CONTROL_COUNT; i++) {
        const struct attn_setting *control = control_at(i);
        if (!control_exists(i)) {
            continue;
        }
        assert_int_equal(control_of_key(control->key[0] - 'A' + 'a'), i);
        for (int k = 0; k < control_choices(control); k++) {
            struct attn_config config = attn_config_default();
            struct attn_error error = {0};
            if (!attn_config_set(&config, control->name, control->offered[k], &error)) {
                fail_msg("%s: %s", control->label, error.text);
            }
            assert_int_equal(control_choice(control, &config), k);
        }
    }
}

static void a_click_on_the_mask_paints_it(void **state)
{
    struct model *model = *state;
    model_go(model, 1, 6);
    int masked = attn_trace_find(model->trace, "masked"),
        mask = attn_trace_find(model->trace, "mask");
    assert_int_equal(model->shown, masked);
    do_(model, ACTION_PAINTING, 0);
    model_update(model, (struct action){.kind = ACTION_PICK, .index = mask, .row = 0, .column = 3});
    struct attn_tensor now = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    assert_true(attn_tensor_at(&now, (int[]){0, 3, 0, 0}) == 1);
    assert_true(attn_tensor_at(&now, (int[]){0, 2, 0, 0}) == 0);
    assert_int_equal(model->config.mask, ATTN_MASK_GIVEN);
    do_(model, ACTION_RESET, 0);
    assert_int_equal(model->config.mask, ATTN_MASK_CAUSAL);
}

/* Whatever is pressed, in whatever order, the model stays whole. */
static void any_row_of_settings_and_steps_holds(void **state)
{
    struct model *model = *state;
    uint32_t dice = 1;
    model->asking = true;
    for (int i = 0; i < 400; i++) {
        dice = dice * 1664525u + 1013904223u;
        int n = (int)(dice >> 16);
        enum action_kind kind = (enum action_kind)(n % (ACTION_QUIT - 1) + 1);
        struct action action = {.kind = kind, .index = n / 7 % 6, .other = n / 5 % 2 ? 1 : -1};
        if (kind == ACTION_GO) {
            action.other = 0;
        }
        if (kind == ACTION_RESIZE) {
            action.width = 960;
            action.height = 600;
        }
        if (kind == ACTION_POINT || kind == ACTION_PICK) {
            action.index = model->shown;
        }
        model_update(model, action);
        assert_true(model->shown >= 0 && model->shown < attn_trace_count(model->trace));
        assert_true(model->head >= 0 && model->head < model_heads(model));
    }
}

int main(void)
{
#define WITH_MODEL(test) cmocka_unit_test_setup_teardown(test, open_model, close_model)
    const struct CMUnitTest tests[] = {
        WITH_MODEL(a_right_shape_opens_the_step_and_counts),
        WITH_MODEL(a_wrong_shape_is_told_and_can_be_mended),
        WITH_MODEL(the_right_shape_is_among_the_picks),
        WITH_MODEL(a_verdict_is_judged),
        WITH_MODEL(typing_can_be_taken_back_and_given_up),
        WITH_MODEL(more_sizes_than_a_tensor_has_are_no_answer),
        WITH_MODEL(an_endless_answer_does_no_harm),
        WITH_MODEL(a_head_s_key_shows_the_same_tensor_of_that_head),
        WITH_MODEL(a_head_switched_off_is_zeros_in_concat),
        WITH_MODEL(the_pipeline_shows_one_head_for_all),
        WITH_MODEL(nudging_moves_the_head_that_sees_the_feature),
        WITH_MODEL(counterparts_are_found_by_role),
        WITH_MODEL(comparing_can_be_turned_on_anywhere),
        WITH_MODEL(the_layer_beside_can_be_chosen),
        WITH_MODEL(settings_say_beforehand_what_would_raise),
        cmocka_unit_test(every_control_s_choices_are_legal_settings),
        WITH_MODEL(a_click_on_the_mask_paints_it),
        WITH_MODEL(any_row_of_settings_and_steps_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
