/* Layers that are nudged, and layers whose weights are stacked: what moves, and what is equal. */
#include "attention/attention.h"
#include "tests/test.h"

#include <math.h>

static struct attn_trace *planned(enum attn_wiring wiring)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    config.embed = 16;
    config.heads = 4;
    config.tokens = 3;
    config.batch = 2;
    assert_true(attn_trace_plan(trace, &config, NULL));
    return trace;
}

static struct attn_tensor tensor_of(struct attn_trace *trace, const char *name)
{
    struct attn_error error = {0};
    int op = attn_trace_find(trace, name);
    assert_true(op >= 0);
    if (!attn_trace_run(trace, op, &error)) {
        fail_msg("%s", error.text);
    }
    return attn_trace_tensor(trace, op, ATTN_PART_VALUE);
}

static size_t cells_moved(enum attn_wiring wiring, const char *name, int feature)
{
    struct attn_trace *trace = planned(wiring), *nudged = attn_trace_new(NULL);
    struct attn_difference d;
    assert_true(attn_trace_nudge(nudged, trace, feature, 1, NULL));
    struct attn_tensor a = tensor_of(trace, name), b = tensor_of(nudged, name);
    assert_true(attn_measure_difference(&a, &b, &d));
    attn_trace_free(trace);
    attn_trace_free(nudged);
    return d.cells;
}

static void weights_add_up_to_1_over_keys_and_not_over_queries(void **state)
{
    (void)state;
    struct attn_trace *trace = planned(ATTN_WIRING_FUSED);
    struct attn_config config = *attn_trace_config(trace);
    struct attn_tensor weights = tensor_of(trace, "weights");
    struct attn_spread right = attn_measure_row_sums(&weights);
    assert_true(fabs(right.min - 1) < 1e-6 && fabs(right.max - 1) < 1e-6);
    config.softmax = ATTN_SOFTMAX_QUERY;
    assert_true(attn_trace_plan(trace, &config, NULL));
    weights = tensor_of(trace, "weights");
    struct attn_spread wrong = attn_measure_row_sums(&weights);
    assert_true(wrong.max > 1.01 && wrong.min < 0.99);
    attn_trace_free(trace);
}

static void a_sliced_head_does_not_notice_a_feature_outside_its_slice(void **state)
{
    (void)state;
    assert_int_equal(cells_moved(ATTN_WIRING_SLICED, "heads.0.out", 13), 0);
    assert_int_equal(cells_moved(ATTN_WIRING_SLICED, "heads.3.out", 12), 2 * 3 * 4);
    assert_int_equal(cells_moved(ATTN_WIRING_PROJECTED, "heads.0.out", 13), 2 * 3 * 4);
}

static void a_nudge_changes_one_feature_of_x_and_keeps_gifts(void **state)
{
    (void)state;
    struct attn_trace *trace = planned(ATTN_WIRING_SINGLE), *nudged = attn_trace_new(NULL);
    struct attn_difference d;
    float weight[16 * 16] = {0};
    struct attn_shape shape = {2, {16, 16}, {ATTN_AXIS_EMBED, ATTN_AXIS_EMBED}};
    assert_true(attn_trace_give(trace, "query.weight", &shape, weight, NULL));
    struct attn_config config = *attn_trace_config(trace);
    assert_true(attn_trace_plan(trace, &config, NULL));
    assert_true(attn_trace_nudge(nudged, trace, 5, 0.5f, NULL));
    struct attn_tensor a = tensor_of(trace, "x"), b = tensor_of(nudged, "x");
    assert_true(attn_measure_difference(&a, &b, &d));
    assert_int_equal(d.cells, 2 * 3);
    assert_int_equal(d.at[2], 5);
    struct attn_tensor q = tensor_of(trace, "Q"), r = tensor_of(nudged, "Q");
    assert_true(attn_measure_difference(&q, &r, &d) && d.cells == 0);
    attn_trace_free(trace);
    attn_trace_free(nudged);
}

static void a_feature_that_is_not_there_cannot_be_nudged(void **state)
{
    (void)state;
    struct attn_error error = {0};
    struct attn_trace *trace = planned(ATTN_WIRING_SINGLE), *nudged = attn_trace_new(NULL);
    assert_false(attn_trace_nudge(nudged, trace, 16, 1, &error));
    assert_string_equal(error.text, "feature 16 of x: it has 16, counted from 0");
    attn_trace_free(trace);
    attn_trace_free(nudged);
}

static void fused_with_stacked_weights_equals_projected(void **state)
{
    (void)state;
    struct attn_trace *projected = planned(ATTN_WIRING_PROJECTED);
    struct attn_trace *fused = planned(ATTN_WIRING_FUSED);
    struct attn_config config = *attn_trace_config(fused);
    struct attn_difference d;
    struct attn_tensor a = tensor_of(projected, "out"), b = tensor_of(fused, "out");
    assert_true(attn_measure_difference(&a, &b, &d) && d.most > 0.01);
    assert_true(attn_trace_give_stacked(fused, projected, NULL));
    assert_true(attn_trace_plan(fused, &config, NULL));
    b = tensor_of(fused, "out");
    assert_true(attn_measure_difference(&a, &b, &d));
    assert_true(d.most < 1e-6);
    attn_trace_free(projected);
    attn_trace_free(fused);
}

static void an_empty_trace_has_no_x_to_nudge(void **state)
{
    (void)state;
    struct attn_error error = {0};
    struct attn_trace *empty = attn_trace_new(NULL), *nudged = attn_trace_new(NULL);
    assert_false(attn_trace_nudge(nudged, empty, 0, 1, &error));
    assert_string_equal(error.text, "this layer has no 'x'");
    attn_trace_free(empty);
    attn_trace_free(nudged);
}

/* Full size: feature 200 is in head 6's slice, which no other head is handed. */
static void feature_200_reaches_one_sliced_head_and_every_projected_one(void **state)
{
    (void)state;
    const struct {
        enum attn_wiring wiring;
        const char *name;
        size_t moved;
    } cases[] = {
        {ATTN_WIRING_SLICED, "heads.0.out", 0},     {ATTN_WIRING_SLICED, "heads.6.out", 4 * 32},
        {ATTN_WIRING_SHARED, "heads.0.out", 0},     {ATTN_WIRING_PROJECTED, "heads.0.out", 4 * 32},
        {ATTN_WIRING_MEAN, "heads.0.out", 4 * 256}, {ATTN_WIRING_FUSED, "context", 4 * 256},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct attn_config config = attn_config_default();
        struct attn_difference d;
        config.wiring = cases[i].wiring;
        config.embed = 256;
        config.heads = 8;
        struct attn_trace *trace = attn_trace_new(NULL), *nudged = attn_trace_new(NULL);
        assert_true(attn_trace_plan(trace, &config, NULL));
        assert_true(attn_trace_nudge(nudged, trace, 200, 1, NULL));
        struct attn_tensor a = tensor_of(trace, cases[i].name);
        struct attn_tensor b = tensor_of(nudged, cases[i].name);
        assert_true(attn_measure_difference(&a, &b, &d));
        assert_int_equal(d.cells, cases[i].moved);
        attn_trace_free(trace);
        attn_trace_free(nudged);
    }
}

/* embed 16 and 3 heads: each projects to 5, and 15 rows are not the 16 that fused has. */
static void weights_that_do_not_fill_the_stack_are_refused(void **state)
{
    (void)state;
    struct attn_error error = {0};
    struct attn_trace *projected = planned(ATTN_WIRING_PROJECTED);
    struct attn_trace *fused = planned(ATTN_WIRING_FUSED);
    struct attn_config config = *attn_trace_config(projected);
    config.heads = 3;
    config.check = false;
    assert_true(attn_trace_plan(projected, &config, NULL));
    config.wiring = ATTN_WIRING_FUSED;
    assert_true(attn_trace_plan(fused, &config, NULL));
    assert_false(attn_trace_give_stacked(fused, projected, &error));
    assert_int_equal(error.kind, ATTN_ERROR_SETTING);
    assert_non_null(strstr(error.text, "embed a multiple of heads"));
    attn_trace_free(projected);
    attn_trace_free(fused);
}

static void stacked_weights_need_the_same_sizes(void **state)
{
    (void)state;
    static const char *const changes[][2] = {
        {"batch", "1"}, {"tokens", "4"}, {"embed", "8"}, {"heads", "2"}, {"bias", "no"}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct attn_error error = {0};
        struct attn_trace *projected = planned(ATTN_WIRING_PROJECTED);
        struct attn_trace *fused = planned(ATTN_WIRING_FUSED);
        struct attn_config config = *attn_trace_config(fused);
        assert_true(attn_config_set(&config, changes[i][0], changes[i][1], NULL));
        assert_true(attn_trace_plan(fused, &config, NULL));
        assert_false(attn_trace_give_stacked(fused, projected, &error));
        assert_int_equal(error.kind, ATTN_ERROR_SETTING);
        attn_trace_free(projected);
        attn_trace_free(fused);
    }
}

static void stacking_works_without_biases_too(void **state)
{
    (void)state;
    struct attn_trace *projected = planned(ATTN_WIRING_PROJECTED);
    struct attn_trace *fused = planned(ATTN_WIRING_FUSED);
    struct attn_config config = *attn_trace_config(projected);
    struct attn_difference d;
    config.bias = false;
    assert_true(attn_trace_plan(projected, &config, NULL));
    config.wiring = ATTN_WIRING_FUSED;
    assert_true(attn_trace_plan(fused, &config, NULL));
    assert_true(attn_trace_give_stacked(fused, projected, NULL));
    assert_true(attn_trace_plan(fused, &config, NULL));
    struct attn_tensor a = tensor_of(projected, "out"), b = tensor_of(fused, "out");
    assert_true(attn_measure_difference(&a, &b, &d) && d.most < 1e-6);
    attn_trace_free(projected);
    attn_trace_free(fused);
}

static void other_wirings_cannot_take_stacked_weights(void **state)
{
    (void)state;
    struct attn_error error = {0};
    struct attn_trace *projected = planned(ATTN_WIRING_PROJECTED);
    struct attn_trace *sliced = planned(ATTN_WIRING_SLICED);
    assert_false(attn_trace_give_stacked(sliced, projected, &error));
    assert_int_equal(error.kind, ATTN_ERROR_SETTING);
    attn_trace_free(projected);
    attn_trace_free(sliced);
}

static void two_traces_differ_most_where_they_were_changed(void **state)
{
    (void)state;
    struct attn_error error = {0};
    struct attn_difference d;
    struct attn_config config = attn_config_default();
    struct attn_trace *a = attn_trace_new(NULL), *b = attn_trace_new(NULL);
    assert_true(attn_trace_plan(a, &config, &error) && attn_trace_run_all(a, &error));
    assert_true(attn_trace_nudge(b, a, 2, 100, &error) && attn_trace_run_all(b, &error));
    assert_int_equal(attn_trace_difference(a, a, &d), -1);
    int worst = attn_trace_difference(a, b, &d);
    assert_true(worst >= 0 && d.most >= 100 && d.cells > 0);
    assert_true(attn_trace_op(a, worst)->kind != ATTN_KIND_PARAMETER);
    attn_trace_free(a);
    attn_trace_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_add_up_to_1_over_keys_and_not_over_queries),
        cmocka_unit_test(a_sliced_head_does_not_notice_a_feature_outside_its_slice),
        cmocka_unit_test(a_nudge_changes_one_feature_of_x_and_keeps_gifts),
        cmocka_unit_test(a_feature_that_is_not_there_cannot_be_nudged),
        cmocka_unit_test(fused_with_stacked_weights_equals_projected),
        cmocka_unit_test(an_empty_trace_has_no_x_to_nudge),
        cmocka_unit_test(feature_200_reaches_one_sliced_head_and_every_projected_one),
        cmocka_unit_test(weights_that_do_not_fill_the_stack_are_refused),
        cmocka_unit_test(stacked_weights_need_the_same_sizes),
        cmocka_unit_test(stacking_works_without_biases_too),
        cmocka_unit_test(other_wirings_cannot_take_stacked_weights),
        cmocka_unit_test(two_traces_differ_most_where_they_were_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
