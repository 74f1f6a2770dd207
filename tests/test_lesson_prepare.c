/* What a step's layer is given: the numbers written out that fit it, and the learner's mask. */
#include "tests/lesson.h"

#define FRONT "---\ntitle: T\nembed: 2\nbias: no\ntokens: 2\n---\n"
#define X "```matrix x\n1 2\n3 4\n```\n"
#define MASK "```matrix mask\n1 0\n1 1\n```\n"

static struct attn_trace *prepared(const struct lesson *lesson, int step,
                                   const struct attn_config *config, const float *mask)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error = {0};
    if (!lesson_prepare(lesson, &lesson->steps[step], config, mask, trace, &error) ||
        !attn_trace_run_all(trace, &error)) {
        fail_msg("%s", error.text);
    }
    return trace;
}

/* The last cell of that tensor. */
static float last(struct attn_trace *trace, const char *name)
{
    int op = attn_trace_find(trace, name), at[ATTN_RANK_MAX] = {0};
    struct attn_tensor tensor = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    for (int i = 0; i < tensor.shape.rank; i++) {
        at[i] = tensor.shape.size[i] - 1;
    }
    return attn_tensor_at(&tensor, at);
}

static float last_of_step(const struct lesson *lesson, int step, const char *name)
{
    struct attn_trace *trace = prepared(lesson, step, &lesson->steps[step].config, NULL);
    float value = last(trace, name);
    attn_trace_free(trace);
    return value;
}

static void numbers_that_do_not_fit_a_step_are_left_out(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n" X "```headwise\nshow: x\n```\n"
                                             "## B\n```headwise\nshow: x\ntokens: 3\n```\n"
                                             "## C\n```headwise\nshow: x\nembed: 3\n```\n");
    assert_true(last_of_step(lesson, 0, "x") == 4);
    assert_true(last_of_step(lesson, 1, "x") < 1);
    assert_true(last_of_step(lesson, 2, "x") < 1);
    lesson_free(lesson);
}

static void every_batch_item_gets_the_same_numbers(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n" X "```headwise\nshow: x\nbatch: 3\n```\n");
    assert_true(last_of_step(lesson, 0, "x") == 4);
    lesson_free(lesson);
}

static void random_values_take_back_what_was_given(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n" X "```headwise\nshow: x\n```\n"
                                             "## B\n```headwise\nshow: x\nvalues: random\n```\n");
    struct attn_trace *trace = prepared(lesson, 0, &lesson->steps[0].config, NULL);
    struct attn_error error = {0};
    const struct lesson_step *random = &lesson->steps[1];
    assert_true(lesson_prepare(lesson, random, &random->config, NULL, trace, &error));
    assert_true(attn_trace_run_all(trace, &error));
    assert_true(last(trace, "x") < 1);
    attn_trace_free(trace);
    lesson_free(lesson);
}

static void a_mask_of_the_learner_s_takes_the_lesson_s_place(void **state)
{
    (void)state;
    const float own[4] = {1, 1, 1, 0};
    struct lesson *lesson =
        parse_good(FRONT "## A\n" X MASK "```headwise\nshow: x\nmask: given\n```\n");
    const struct attn_config *config = &lesson->steps[0].config;
    struct attn_trace *theirs = prepared(lesson, 0, config, NULL);
    struct attn_trace *mine = prepared(lesson, 0, config, own);
    assert_true(last(theirs, "weights") > 0);
    assert_true(last(mine, "weights") == 0);
    attn_trace_free(theirs);
    attn_trace_free(mine);
    lesson_free(lesson);
}

static void a_mask_of_the_learner_s_waits_until_it_is_asked_for(void **state)
{
    (void)state;
    const float own[4] = {1, 1, 1, 0};
    struct lesson *lesson =
        parse_good(FRONT "## A\n" X MASK "```headwise\nshow: x\nmask: causal\n```\n");
    struct attn_trace *trace = prepared(lesson, 0, &lesson->steps[0].config, own);
    assert_true(last(trace, "weights") > 0);
    attn_trace_free(trace);
    lesson_free(lesson);
}

/* ---- beside ---- */

static void a_step_without_a_layer_beside_says_so(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n```headwise\nshow: x\n```\n");
    const struct lesson_step *step = &lesson->steps[0];
    struct attn_trace *trace = prepared(lesson, 0, &step->config, NULL);
    struct attn_trace *beside = attn_trace_new(NULL);
    struct attn_error error = {0};
    assert_false(lesson_prepare_beside(lesson, step, &step->config, NULL, trace, beside, &error));
    assert_string_equal(error.text, "this step has no layer beside");
    attn_trace_free(beside);
    attn_trace_free(trace);
    lesson_free(lesson);
}

/* projected, with `changes` beside; whether the last cell of both outs is the same. */
static bool same_out(const char *changes)
{
    char text[256];
    snprintf(text, sizeof text,
             "---\ntitle: T\nwiring: projected\nembed: 4\nheads: 2\n---\n## A\n"
             "```headwise\nshow: out\nbeside: %s\n```\n",
             changes);
    struct lesson *lesson = parse_good(text);
    const struct lesson_step *step = &lesson->steps[0];
    struct attn_trace *trace = prepared(lesson, 0, &step->config, NULL);
    struct attn_trace *beside = attn_trace_new(NULL);
    struct attn_error error = {0};
    assert_true(lesson_prepare_beside(lesson, step, &step->config, NULL, trace, beside, &error));
    assert_true(attn_trace_run_all(beside, &error));
    float difference = last(trace, "out") - last(beside, "out");
    attn_trace_free(beside);
    attn_trace_free(trace);
    lesson_free(lesson);
    return difference > -1e-5f && difference < 1e-5f;
}

static void a_fused_layer_beside_gets_the_heads_weights_stacked(void **state)
{
    (void)state;
    assert_true(same_out("wiring=fused"));
    assert_false(same_out("wiring=no-transpose"));
    assert_false(same_out("wiring=widened"));
}

static void a_layer_of_other_parameters_keeps_its_own_weights(void **state)
{
    (void)state;
    assert_false(same_out("wiring=fused bias=no"));
    assert_false(same_out("wiring=fused embed=8"));
    assert_false(same_out("wiring=fused heads=4"));
    assert_false(same_out("seed=5"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_do_not_fit_a_step_are_left_out),
        cmocka_unit_test(every_batch_item_gets_the_same_numbers),
        cmocka_unit_test(random_values_take_back_what_was_given),
        cmocka_unit_test(a_mask_of_the_learner_s_takes_the_lesson_s_place),
        cmocka_unit_test(a_mask_of_the_learner_s_waits_until_it_is_asked_for),
        cmocka_unit_test(a_step_without_a_layer_beside_says_so),
        cmocka_unit_test(a_fused_layer_beside_gets_the_heads_weights_stacked),
        cmocka_unit_test(a_layer_of_other_parameters_keeps_its_own_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
