/* Measures against hand-worked numbers; nudged and stacked layers against what they should show. */
#include "attention/attention.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct attn_tensor table(const float *values, int rows, int columns)
{
    return (struct attn_tensor){
        .shape = {2, {rows, columns}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}},
        .stride = {columns, 1},
        .data = values,
    };
}

static void row_sums_are_the_rows_sums(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){0.5f, 0.5f, 1, 2}, 2, 2);
    struct attn_spread s = attn_measure_row_sums(&t);
    assert_true(s.min == 1 && s.max == 3 && s.mean == 2);
}

static void entropy_is_0_for_one_key_and_ln_n_for_all_alike(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){1, 0, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f}, 2, 4);
    struct attn_spread s = attn_measure_entropy(&t);
    assert_true(s.min == 0);
    assert_true(fabs(s.max - log(4)) < 1e-12);
    assert_true(fabs(s.mean - log(4) / 2) < 1e-12);
}

static void a_nan_row_makes_the_whole_spread_nan(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){1, 0, NAN, NAN}, 2, 2);
    struct attn_spread s = attn_measure_entropy(&t);
    assert_true(isnan(s.min) && isnan(s.mean) && isnan(s.max));
}

static void std_is_that_of_a_sample_and_skips_what_is_hidden(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){1, 2, 3, -INFINITY}, 2, 2);
    assert_true(fabs(attn_measure_std(&t) - 1) < 1e-12);
    struct attn_tensor one = table((float[]){1}, 1, 1);
    assert_true(isnan(attn_measure_std(&one)));
}

static void difference_is_the_largest_and_says_where(void **state)
{
    (void)state;
    struct attn_difference d;
    struct attn_tensor a = table((float[]){1, 2, NAN, 4}, 2, 2);
    struct attn_tensor b = table((float[]){1, 2.5f, NAN, 1}, 2, 2);
    assert_true(attn_measure_difference(&a, &b, &d));
    assert_true(d.most == 3 && d.cells == 2 && d.at[0] == 1 && d.at[1] == 1);
    struct attn_tensor c = table((float[]){1, 2, 3, 4}, 1, 4);
    assert_false(attn_measure_difference(&a, &c, &d));
    assert_true(attn_measure_difference(
        &a,
        &(struct attn_tensor){.shape = a.shape, .stride = {2, 1}, .data = (float[]){1, 2, 3, 4}},
        &d));
    assert_true(isinf(d.most));
}

/* ---- layers ---- */

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_sums_are_the_rows_sums),
        cmocka_unit_test(entropy_is_0_for_one_key_and_ln_n_for_all_alike),
        cmocka_unit_test(a_nan_row_makes_the_whole_spread_nan),
        cmocka_unit_test(std_is_that_of_a_sample_and_skips_what_is_hidden),
        cmocka_unit_test(difference_is_the_largest_and_says_where),
        cmocka_unit_test(a_sliced_head_does_not_notice_a_feature_outside_its_slice),
        cmocka_unit_test(a_nudge_changes_one_feature_of_x_and_keeps_gifts),
        cmocka_unit_test(a_feature_that_is_not_there_cannot_be_nudged),
        cmocka_unit_test(fused_with_stacked_weights_equals_projected),
        cmocka_unit_test(other_wirings_cannot_take_stacked_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
