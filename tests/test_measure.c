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

/* ---- windows ---- */

static void measures_read_a_window_as_they_read_a_copy(void **state)
{
    (void)state;
    const float wide[] = {0.25f, 9, 0.75f, 9, 0.5f, 9, 0.5f, 9};
    const float copy[] = {0.25f, 0.75f, 0.5f, 0.5f};
    struct attn_difference d;
    struct attn_tensor window = {
        .shape = {2, {2, 2}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}}, .stride = {4, 2}, .data = wide};
    struct attn_tensor dense = table(copy, 2, 2);
    assert_true(attn_measure_difference(&window, &dense, &d) && d.cells == 0 && d.most == 0);
    assert_true(attn_measure_row_sums(&window).max == 1);
    assert_true(attn_measure_entropy(&window).min == attn_measure_entropy(&dense).min);
    assert_true(attn_measure_std(&window) == attn_measure_std(&dense));
}

/* -(0.25 ln 0.25 + 0.75 ln 0.75) = 0.5623351446188083, and ln 2; their mean */
static void entropy_of_a_quarter_and_three(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){0.25f, 0.75f, 0.5f, 0.5f}, 2, 2);
    struct attn_spread s = attn_measure_entropy(&t);
    assert_true(fabs(s.min - 0.5623351446188083) < 1e-12);
    assert_true(fabs(s.mean - (0.5623351446188083 + log(2)) / 2) < 1e-12);
}

/* 2, 4, 4, 4, 5, 5, 7, 9: squares about 5 add up to 32; a sample's is the root of 32 / 7 */
static void std_divides_by_one_less_than_the_number_of_cells(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){2, 4, 4, 4, 5, 5, 7, 9}, 2, 4);
    assert_true(fabs(attn_measure_std(&t) - sqrt(32.0 / 7)) < 1e-12);
}

/* The mean far from zero takes no digits away: Welford's way, not the mean of squares. */
static void std_far_from_zero_keeps_its_digits(void **state)
{
    (void)state;
    struct attn_tensor t = table((float[]){1048576, 1048577, 1048578, 1048579}, 2, 2);
    assert_true(fabs(attn_measure_std(&t) - sqrt(5.0 / 3)) < 1e-9);
}

static void no_cell_at_all_measures_nan_and_differs_nowhere(void **state)
{
    (void)state;
    struct attn_difference d;
    const float none = 0;
    struct attn_tensor t = table(&none, 2, 0), number = {.data = &none};
    assert_true(isnan(attn_measure_row_sums(&t).mean) && isnan(attn_measure_entropy(&t).min));
    assert_true(isnan(attn_measure_std(&t)));
    assert_true(attn_measure_difference(&t, &t, &d) && d.cells == 0);
    assert_true(isnan(attn_measure_row_sums(&number).max)); /* a single number has no row */
}

static void infinities_differ_unless_both_are_the_same(void **state)
{
    (void)state;
    struct attn_difference d;
    struct attn_tensor a = table((float[]){-INFINITY, 1}, 1, 2);
    struct attn_tensor b = table((float[]){INFINITY, 1}, 1, 2);
    assert_true(attn_measure_difference(&a, &a, &d) && d.cells == 0 && d.most == 0);
    assert_true(attn_measure_difference(&a, &b, &d) && d.cells == 1 && isinf(d.most));
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
        cmocka_unit_test(two_traces_differ_most_where_they_were_changed),
        cmocka_unit_test(row_sums_are_the_rows_sums),
        cmocka_unit_test(entropy_is_0_for_one_key_and_ln_n_for_all_alike),
        cmocka_unit_test(a_nan_row_makes_the_whole_spread_nan),
        cmocka_unit_test(std_is_that_of_a_sample_and_skips_what_is_hidden),
        cmocka_unit_test(difference_is_the_largest_and_says_where),
        cmocka_unit_test(measures_read_a_window_as_they_read_a_copy),
        cmocka_unit_test(entropy_of_a_quarter_and_three),
        cmocka_unit_test(std_divides_by_one_less_than_the_number_of_cells),
        cmocka_unit_test(std_far_from_zero_keeps_its_digits),
        cmocka_unit_test(no_cell_at_all_measures_nan_and_differs_nowhere),
        cmocka_unit_test(infinities_differ_unless_both_are_the_same),
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
