/* Small things by hand: what a tensor comes to, broadcast shapes, errors' one line, a nudge. */
#include "tests/layer.h"
#include "tests/test.h"

#include "attention/numbers/broadcast.h"
#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"

#include <ctype.h>
#include <math.h>

static struct attn_summary summary_of(const float *values, int count)
{
    struct attn_shape shape = {.rank = 1, .size = {count}};
    struct attn_tensor tensor = tensor_dense(&shape, values);
    return attn_tensor_summary(&tensor);
}

static void a_summary_is_least_mean_and_most(void **state)
{
    (void)state;
    struct attn_summary s = summary_of((const float[]){2, -3, 5, 0, 1}, 5);
    assert_true(s.min == -3 && s.max == 5 && s.mean == 1);
    s = summary_of((const float[]){-1, -4, -2}, 3);
    assert_true(s.min == -4 && s.max == -1);
    s = summary_of((const float[]){1, -INFINITY, 2}, 3);
    assert_true(s.min == -INFINITY && s.max == 2 && s.mean == -(double)INFINITY);
}

static void a_nan_anywhere_makes_the_summary_nan(void **state)
{
    (void)state;
    struct attn_summary s = summary_of((const float[]){1, NAN, 2}, 3);
    assert_true(isnan(s.min) && isnan(s.mean) && isnan(s.max));
}

/* a window of every second float of a row, and its copy */
static void a_summary_goes_by_the_strides(void **state)
{
    (void)state;
    const float row[] = {1, 100, 2, 100, 3, 100};
    struct attn_tensor window = {{1, {3}, {0}}, {2}, row};
    float copy[3];
    tensor_copy(copy, &window);
    assert_memory_equal(copy, ((float[]){1, 2, 3}), sizeof copy);
    assert_true(attn_tensor_summary(&window).max == 3 && !tensor_is_dense(&window));
}

static void broadcast_to(struct attn_shape a, struct attn_shape b, const char *text,
                         enum attn_axis first)
{
    struct attn_shape together;
    char buffer[64];
    int clash = -1;
    assert_true(shape_broadcast(&a, &b, &together, &clash));
    assert_string_equal(attn_shape_text(&together, buffer, sizeof buffer), text);
    assert_int_equal(together.axis[0], first);
}

static void an_axis_of_1_goes_with_any_size_even_0(void **state)
{
    (void)state;
    const struct attn_shape one = {1, {1}, {ATTN_AXIS_QUERY}}, none = {1, {0}, {ATTN_AXIS_KEY}};
    const struct attn_shape five = {1, {5}, {ATTN_AXIS_EMBED}};
    broadcast_to(one, none, "(0,)", ATTN_AXIS_KEY); /* the name of the axis whose size it is */
    broadcast_to(none, one, "(0,)", ATTN_AXIS_KEY);
    broadcast_to(one, five, "(5,)", ATTN_AXIS_EMBED);
    broadcast_to(five, one, "(5,)", ATTN_AXIS_EMBED);
    broadcast_to(one, one, "(1,)", ATTN_AXIS_QUERY);
    int clash = -1;
    struct attn_shape together;
    assert_false(shape_broadcast(&none, &five, &together, &clash));
    assert_int_equal(clash, 0);
}

static void an_error_is_one_line_without_control_characters(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_false(attn_config_set(&config, "mask", "a\x1b[31m\r\n\tb\x7f", &error));
    for (const char *c = error.text; *c; c++) {
        assert_false(iscntrl((unsigned char)*c));
    }
    assert_non_null(strstr(error.text, "a [31m   b "));
}

static void an_error_that_is_too_long_is_cut_and_ended(void **state)
{
    (void)state;
    struct attn_error error;
    memset(&error, 'x', sizeof error);
    error_set(&error, ATTN_ERROR_RUNTIME, "%0500d", 7);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
}

/* Feature 2 of every token of every item, by as much, and nothing else. */
static void a_nudge_adds_to_one_feature_of_every_token(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_trace *from = layer_run(&config), *to = attn_trace_new(NULL);
    assert_true(attn_trace_nudge(to, from, 2, 0.5f, NULL) && attn_trace_run_all(to, NULL));
    struct attn_tensor before = attn_trace_tensor(from, 0, ATTN_PART_VALUE);
    struct attn_tensor after = attn_trace_tensor(to, 0, ATTN_PART_VALUE);
    int at[ATTN_RANK_MAX] = {0};
    do {
        float more = at[2] == 2 ? 0.5f : 0;
        assert_true(attn_tensor_at(&after, at) == attn_tensor_at(&before, at) + more);
    } while (attn_shape_next(&before.shape, at));
    attn_trace_free(from);
    attn_trace_free(to);
}

static void the_largest_difference_is_said_where_it_is_first(void **state)
{
    (void)state;
    const struct attn_shape shape = {.rank = 1, .size = {4}};
    struct attn_tensor a = tensor_dense(&shape, (const float[]){1, 2, 3, 4});
    struct attn_tensor b = tensor_dense(&shape, (const float[]){1, 4, 1, 4});
    struct attn_difference d;
    assert_true(attn_measure_difference(&a, &b, &d));
    assert_true(d.most == 2 && d.cells == 2 && d.at[0] == 1);
}

static void the_same_numbers_in_another_shape_are_another_gift(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    struct attn_shape shape = {.rank = 3, .size = {1, 4, 8}};
    const float x[32] = {1, 2, 3};
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_true(attn_trace_give(trace, "x", &shape, x, NULL));
    assert_true(attn_trace_plan(trace, &config, NULL));
    shape = (struct attn_shape){.rank = 3, .size = {1, 8, 4}};
    assert_true(attn_trace_give(trace, "x", &shape, x, NULL));
    assert_false(attn_trace_plan(trace, &config, &error));
    assert_string_equal(error.text, "'x' was given as (1, 8, 4), but is (1, 4, 8) here");
    attn_trace_free(trace);
}

static void padding_may_keep_every_key(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    config.mask = ATTN_MASK_PADDING;
    config.valid = config.tokens;
    struct attn_trace *trace = layer_run(&config);
    struct attn_tensor mask =
        attn_trace_tensor(trace, attn_trace_find(trace, "mask"), ATTN_PART_VALUE);
    assert_true(attn_tensor_summary(&mask).min == 1);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_summary_is_least_mean_and_most),
        cmocka_unit_test(a_nan_anywhere_makes_the_summary_nan),
        cmocka_unit_test(a_summary_goes_by_the_strides),
        cmocka_unit_test(an_axis_of_1_goes_with_any_size_even_0),
        cmocka_unit_test(an_error_is_one_line_without_control_characters),
        cmocka_unit_test(an_error_that_is_too_long_is_cut_and_ended),
        cmocka_unit_test(the_largest_difference_is_said_where_it_is_first),
        cmocka_unit_test(the_same_numbers_in_another_shape_are_another_gift),
        cmocka_unit_test(padding_may_keep_every_key),
        cmocka_unit_test(a_nudge_adds_to_one_feature_of_every_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
