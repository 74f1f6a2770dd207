/* The trace: kernels by hand, partial recompute, errors, memory. */
#include "tests/test.h"

#include "attention/attention.h"

#include <math.h>

static struct attn_trace *planned(const struct attn_config *config)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    if (!attn_trace_plan(trace, config, &error)) {
        fail_msg("%s", error.text);
    }
    assert_true(attn_trace_run_all(trace, &error));
    return trace;
}

static struct attn_tensor named(const struct attn_trace *trace, const char *name)
{
    int op = attn_trace_find(trace, name);
    assert_true(op >= 0);
    return attn_trace_tensor(trace, op, ATTN_PART_VALUE);
}

static void give(struct attn_trace *trace, const char *name, int rank, const int *size,
                 const float *values)
{
    struct attn_shape shape = {.rank = rank};
    struct attn_error error;
    memcpy(shape.size, size, (size_t)rank * sizeof *size);
    assert_true(attn_trace_give(trace, name, &shape, values, &error));
}

/* Two tokens, width 2, no bias, weights the identity: Q = K = V = x. */
static struct attn_trace *by_hand(struct attn_config *config, float a, float b, float c, float d)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error = {0};
    const float one[] = {1, 0, 0, 1}, x[] = {a, b, c, d};
    *config = attn_config_default();
    config->tokens = config->embed = 2;
    config->bias = false;
    give(trace, "x", 3, (int[]){1, 2, 2}, x);
    give(trace, "query.weight", 2, (int[]){2, 2}, one);
    give(trace, "key.weight", 2, (int[]){2, 2}, one);
    give(trace, "value.weight", 2, (int[]){2, 2}, one);
    assert_true(attn_trace_plan(trace, config, &error));
    assert_true(attn_trace_run_all(trace, &error));
    return trace;
}

static void scores_are_dot_products_of_rows(void **state)
{
    (void)state;
    struct attn_config config;
    struct attn_trace *trace = by_hand(&config, 1, 2, 3, 4);
    const float expected[] = {5, 11, 11, 25};
    assert_memory_equal(named(trace, "scores").data, expected, sizeof expected);
    attn_trace_free(trace);
}

static void scaled_divides_by_the_root_of_the_width(void **state)
{
    (void)state;
    struct attn_config config;
    struct attn_trace *trace = by_hand(&config, 1, 2, 3, 4);
    float scaled = named(trace, "scaled").data[3];
    assert_true(fabsf(scaled - 25 / sqrtf(2)) < 1e-5f);
    attn_trace_free(trace);
}

static void softmax_row_sums_to_one(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    config.tokens = 9;
    struct attn_trace *trace = planned(&config);
    struct attn_tensor weights = named(trace, "weights");
    for (int i = 0; i < 9; i++) {
        float sum = 0;
        for (int j = 0; j < 9; j++) {
            sum += weights.data[9 * i + j];
        }
        assert_true(fabsf(sum - 1) < 1e-5f);
    }
    attn_trace_free(trace);
}

static void softmax_of_large_scores_does_not_overflow(void **state)
{
    (void)state;
    struct attn_config config;
    struct attn_trace *trace = by_hand(&config, 1000, 0, 0, 1000);
    const float expected[] = {1, 0, 0, 1};
    assert_memory_equal(named(trace, "weights").data, expected, sizeof expected);
    attn_trace_free(trace);
}

static void a_row_with_every_key_masked_is_nan(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    config.mask = ATTN_MASK_CAUSAL;
    config.polarity = ATTN_POLARITY_DROP;
    struct attn_trace *trace = planned(&config);
    struct attn_tensor weights = named(trace, "weights");
    assert_true(isnan(weights.data[15]) && !isnan(weights.data[0]));
    attn_trace_free(trace);
}

static void padding_that_keeps_no_key_makes_every_weight_nan(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    char text[40];
    config.mask = ATTN_MASK_PADDING;
    assert_true(attn_config_set(&config, "valid", "0", NULL));
    struct attn_trace *trace = planned(&config);
    for (int i = 0; i < 16; i++) {
        assert_true(named(trace, "mask").data[i] == 0 && isnan(named(trace, "weights").data[i]));
    }
    assert_string_equal(attn_config_get(&config, "valid", text, sizeof text), "0");
    attn_trace_free(trace);
}

static void padding_that_says_no_number_keeps_all_but_the_last_key(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    char text[40];
    config.mask = ATTN_MASK_PADDING;
    assert_string_equal(attn_config_get(&config, "valid", text, sizeof text), "default");
    assert_true(attn_config_set(&config, "valid", "2", NULL));
    assert_true(attn_config_set(&config, "valid", "default", NULL));
    struct attn_trace *trace = planned(&config);
    const float row[] = {1, 1, 1, 0};
    assert_memory_equal(named(trace, "mask").data, row, sizeof row);
    config.tokens = 1; /* at least one */
    assert_true(attn_trace_plan(trace, &config, NULL) && attn_trace_run_all(trace, NULL));
    assert_true(named(trace, "mask").data[0] == 1 && named(trace, "weights").data[0] == 1);
    attn_trace_free(trace);
}

/* Explanations add up to the cell, for every cell of every operation. */
static void check_cell(const struct attn_trace *trace, int op, const int *at)
{
    struct attn_explanation e = attn_explain(trace, op, at);
    double sum = (double)e.constant;
    for (int k = 0; k < e.term_count; k++) {
        sum += (double)attn_explain_term(trace, &e, k).value;
    }
    bool sums = e.kind == ATTN_KIND_LINEAR || e.kind == ATTN_KIND_MATMUL;
    if (sums && fabs(sum - (double)e.value) > 1e-5) {
        fail_msg("%s: terms add up to %g, the cell is %g", attn_trace_op(trace, op)->name, sum,
                 (double)e.value);
    }
    if (e.kind == ATTN_KIND_SOFTMAX) {
        assert_true(fabs(sum - (double)e.row_sum) < 1e-5);
        float own = attn_explain_term(trace, &e, e.own_term).value / e.row_sum;
        assert_true(fabsf(own - e.value) < 1e-6f);
    }
    if (e.kind == ATTN_KIND_DROPOUT) {
        struct attn_term t = attn_explain_term(trace, &e, 0);
        assert_true(fabsf(t.a_value * t.b_value * e.constant - e.value) < 1e-6f);
    }
}

static void explanations_add_up(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    config.batch = 2;
    config.tokens = 3;
    config.mask = ATTN_MASK_CAUSAL;
    config.mode = ATTN_MODE_TRAIN;
    config.dropout = 0.4;
    struct attn_trace *trace = planned(&config);
    for (int op = 0; op < attn_trace_count(trace); op++) {
        const struct attn_shape *s = &attn_trace_op(trace, op)->shape;
        for (size_t cell = 0; cell < attn_shape_count(s); cell++) {
            int at[ATTN_RANK_MAX] = {0};
            size_t rest = cell;
            for (int i = s->rank - 1; i >= 0; i--) {
                at[i] = (int)(rest % (size_t)s->size[i]);
                rest /= (size_t)s->size[i];
            }
            check_cell(trace, op, at);
        }
    }
    attn_trace_free(trace);
}

/* ---- partial recompute ---- */

static void assert_same_numbers(const struct attn_trace *a, const struct attn_trace *b,
                                const char *change)
{
    assert_int_equal(attn_trace_count(a), attn_trace_count(b));
    for (int op = 0; op < attn_trace_count(a); op++) {
        for (int part = 0; part < ATTN_PART_COUNT; part++) {
            struct attn_tensor s = attn_trace_tensor(a, op, (enum attn_part)part);
            struct attn_tensor t = attn_trace_tensor(b, op, (enum attn_part)part);
            size_t bytes = s.data ? attn_shape_count(&s.shape) * sizeof(float) : 0;
            assert_true(attn_shape_equal(&s.shape, &t.shape));
            if (bytes && memcmp(s.data, t.data, bytes) != 0) {
                fail_msg("after %s, %s differs from a fresh run", change,
                         attn_trace_op(a, op)->name);
            }
        }
    }
}

static void partial_recompute_equals_full_for_every_single_change(void **state)
{
    (void)state;
    static const char *const changes[][2] = {
        {"batch", "3"},       {"tokens", "7"},      {"embed", "5"},      {"heads", "3"},
        {"seed", "9"},        {"mask", "none"},     {"mask", "padding"}, {"valid", "2"},
        {"scale", "embed"},   {"scale", "heads"},   {"scale", "none"},   {"dropout", "0"},
        {"dropout", "0.7"},   {"dropout", "1"},     {"mode", "eval"},    {"bias", "no"},
        {"softmax", "query"}, {"polarity", "drop"},
    };
    struct attn_error error = {0};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct attn_config config = attn_config_default();
        config.mask = ATTN_MASK_CAUSAL;
        config.mode = ATTN_MODE_TRAIN;
        config.dropout = 0.3;
        struct attn_trace *changed = planned(&config);
        assert_true(attn_config_set(&config, changes[i][0], changes[i][1], &error));
        assert_true(attn_trace_plan(changed, &config, &error));
        assert_true(attn_trace_run_all(changed, &error));
        struct attn_trace *fresh = planned(&config);
        assert_same_numbers(changed, fresh, changes[i][0]);
        attn_trace_free(changed);
        attn_trace_free(fresh);
    }
}

static void a_mask_leaves_everything_before_it_alone(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    struct attn_trace *trace = planned(&config);
    uint64_t scaled = attn_trace_op(trace, attn_trace_find(trace, "scaled"))->revision;
    uint64_t weights = attn_trace_op(trace, attn_trace_find(trace, "weights"))->revision;
    config.mask = ATTN_MASK_CAUSAL;
    assert_true(attn_trace_plan(trace, &config, &error));
    const struct attn_op *op = attn_trace_op(trace, attn_trace_find(trace, "scaled"));
    assert_int_equal(op->revision, scaled);
    assert_int_equal(op->state, ATTN_STATE_READY);
    op = attn_trace_op(trace, attn_trace_find(trace, "weights"));
    assert_int_not_equal(op->revision, weights);
    assert_int_equal(op->state, ATTN_STATE_PLANNED);
    attn_trace_free(trace);
}

static void the_same_gift_again_makes_nothing_stale(void **state)
{
    (void)state;
    struct attn_config config;
    struct attn_error error;
    struct attn_trace *trace = by_hand(&config, 1, 2, 3, 4);
    const float x[] = {1, 2, 3, 4}, y[] = {1, 2, 3, 5};
    give(trace, "x", 3, (int[]){1, 2, 2}, x);
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_int_equal(attn_trace_op(trace, attn_trace_find(trace, "out"))->state, ATTN_STATE_READY);
    give(trace, "x", 3, (int[]){1, 2, 2}, y);
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_int_equal(attn_trace_op(trace, attn_trace_find(trace, "Q"))->state, ATTN_STATE_PLANNED);
    attn_trace_free(trace);
}

/* ---- refusals ---- */

static void a_layer_over_the_budget_is_refused_before_anything_is_allocated(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    config.tokens = 65536;
    config.batch = 65536;
    config.embed = 65536;
    assert_false(attn_trace_plan(trace, &config, &error));
    assert_int_equal(error.kind, ATTN_ERROR_BUDGET);
    assert_int_equal(attn_trace_count(trace), 0);
    attn_trace_free(trace);
}

static void settings_out_of_range_are_refused_by_name(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_false(attn_config_set(&config, "tokens", "0", &error));
    assert_string_equal(error.text, "tokens takes a whole number from 1 to 65536, not '0'");
    assert_false(attn_config_set(&config, "maks", "causal", &error));
    assert_string_equal(error.text, "unknown setting 'maks'; did you mean 'mask'?");
    assert_false(attn_config_set(&config, "mask", "casual", &error));
    assert_non_null(strstr(error.text, "did you mean 'causal'?"));
    assert_false(attn_config_set(&config, "dropout", "1.5", &error));
    assert_string_equal(error.text, "dropout probability has to be between 0 and 1, but got 1.5");
    assert_int_equal(error.kind, ATTN_ERROR_VALUE);
}

static void a_gift_of_the_wrong_shape_is_refused(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    const float x[] = {1, 2, 3, 4};
    give(trace, "x", 3, (int[]){1, 2, 2}, x);
    assert_false(attn_trace_plan(trace, &config, &error));
    assert_string_equal(error.text, "'x' was given as (1, 2, 2), but is (1, 4, 8) here");
    attn_trace_free(trace);
}

/* ---- memory ---- */

struct failing {
    int left, held;
};

static void *failing_alloc(void *context, size_t bytes)
{
    struct failing *f = context;
    if (f->left-- == 0) {
        return NULL;
    }
    f->held++;
    return malloc(bytes);
}

static void failing_free(void *context, void *memory)
{
    ((struct failing *)context)->held--;
    free(memory);
}

/* True when all went well, so that no allocation is left to fail. */
static bool run_with(struct failing *f)
{
    struct attn_allocator allocator = {failing_alloc, failing_free, f};
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    const float x[32] = {1};
    struct attn_shape shape = {.rank = 3, .size = {1, 4, 8}};
    config.mask = ATTN_MASK_CAUSAL;
    struct attn_trace *trace = attn_trace_new(&allocator);
    bool good = trace && attn_trace_give(trace, "x", &shape, x, &error) &&
                attn_trace_plan(trace, &config, &error) && attn_trace_run_all(trace, &error);
    assert_true(good || !trace || error.kind == ATTN_ERROR_MEMORY);
    attn_trace_free(trace);
    assert_int_equal(f->held, 0);
    return good;
}

static void every_allocation_may_fail_once(void **state)
{
    (void)state;
    int failures = 0;
    for (;; failures++) {
        struct failing f = {.left = failures};
        if (run_with(&f)) {
            break;
        }
    }
    assert_true(failures > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_dot_products_of_rows),
        cmocka_unit_test(scaled_divides_by_the_root_of_the_width),
        cmocka_unit_test(softmax_row_sums_to_one),
        cmocka_unit_test(softmax_of_large_scores_does_not_overflow),
        cmocka_unit_test(a_row_with_every_key_masked_is_nan),
        cmocka_unit_test(padding_that_keeps_no_key_makes_every_weight_nan),
        cmocka_unit_test(padding_that_says_no_number_keeps_all_but_the_last_key),
        cmocka_unit_test(explanations_add_up),
        cmocka_unit_test(partial_recompute_equals_full_for_every_single_change),
        cmocka_unit_test(a_mask_leaves_everything_before_it_alone),
        cmocka_unit_test(the_same_gift_again_makes_nothing_stale),
        cmocka_unit_test(a_layer_over_the_budget_is_refused_before_anything_is_allocated),
        cmocka_unit_test(settings_out_of_range_are_refused_by_name),
        cmocka_unit_test(a_gift_of_the_wrong_shape_is_refused),
        cmocka_unit_test(every_allocation_may_fail_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
