/* Measures against hand-worked numbers. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
