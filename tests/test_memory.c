/* Every allocation made to fail once, for every wiring: a clean error, nothing lost, and the trace
 * can be used on. And what is too large is refused before there is a number of it. */
#include "tests/layer.h"
#include "tests/test.h"

/* A layer over the budget is refused with less than this in one allocation: tables, no numbers. */
enum { TABLE_BYTES_MAX = 1 << 25, FAILURES_MAX = 2000 };

static bool give_x(struct attn_trace *trace, struct attn_error *error)
{
    const struct attn_shape shape = {.rank = 3, .size = {2, 3, 6}};
    float values[2 * 3 * 6];
    for (int i = 0; i < 2 * 3 * 6; i++) {
        values[i] = (float)i / 36;
    }
    return attn_trace_give(trace, "x", &shape, values, error);
}

static bool give_plan_run(struct attn_trace *trace, const struct attn_config *config,
                          struct attn_error *error)
{
    return give_x(trace, error) && attn_trace_plan(trace, config, error) &&
           attn_trace_run_all(trace, error);
}

/* Lets allocation `fail_at` fail; false when all went well, so that none is left to fail. */
static bool survives_failure(const struct attn_config *config, const struct attn_trace *good,
                             int fail_at)
{
    struct counter counter = {.fail_at = fail_at};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(&allocator);
    bool failed = !trace || !give_plan_run(trace, config, &error);
    if (trace && failed) {
        assert_int_equal(error.kind, ATTN_ERROR_MEMORY);
        assert_string_equal(error.text, "out of memory");
        assert_true(give_plan_run(trace, config, &error)); /* the next time there is memory */
    }
    if (trace) {
        assert_layers_equal(trace, good, layer_wiring_name(config->wiring));
    }
    attn_trace_free(trace);
    assert_int_equal(counter.held, 0);
    return failed;
}

static void any_allocation_may_fail_and_the_layer_still_comes_out_right(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        struct attn_error error = {0};
        struct attn_trace *good = attn_trace_new(NULL);
        assert_true(give_plan_run(good, &config, &error));
        int failures = 1;
        while (failures < FAILURES_MAX && survives_failure(&config, good, failures)) {
            failures++;
        }
        assert_in_range(failures, 10, FAILURES_MAX - 1);
        attn_trace_free(good);
    }
}

/* A replan in which allocation `fail_at` fails; false when none was left to fail. */
static bool replan_fails(struct attn_trace *trace, struct counter *counter,
                         const struct attn_config *config, int fail_at)
{
    struct attn_error error = {0};
    counter->calls = 0;
    counter->fail_at = fail_at;
    bool good = attn_trace_plan(trace, config, &error);
    assert_true(good || error.kind == ATTN_ERROR_MEMORY);
    counter->fail_at = 0;
    return !good;
}

static void a_plan_without_memory_leaves_every_number_where_it_was(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct counter counter = {0};
        struct attn_allocator allocator = counter_allocator(&counter);
        struct attn_config config = layer_config((enum attn_wiring)wiring), changed = config;
        struct attn_trace *trace = attn_trace_new(&allocator), *before = layer_run(&config);
        assert_true(attn_trace_plan(trace, &config, NULL) && attn_trace_run_all(trace, NULL));
        changed.mask = ATTN_MASK_NONE;
        int failures = 1;
        for (; replan_fails(trace, &counter, &changed, failures); failures++) {
            assert_layers_equal(trace, before, layer_wiring_name((enum attn_wiring)wiring));
        }
        assert_true(failures > 3);
        attn_trace_free(trace);
        attn_trace_free(before);
        assert_int_equal(counter.held, 0);
    }
}

/* ---- traces made from other traces ---- */

typedef bool make(struct attn_trace *to, struct attn_trace *from, struct attn_error *error);

static bool nudged(struct attn_trace *to, struct attn_trace *from, struct attn_error *error)
{
    return attn_trace_nudge(to, from, 1, 1, error);
}

static bool stacked(struct attn_trace *to, struct attn_trace *from, struct attn_error *error)
{
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    return attn_trace_plan(to, &config, error) && attn_trace_give_stacked(to, from, error) &&
           attn_trace_plan(to, &config, error);
}

static void check_made(make *made)
{
    struct attn_config config = layer_config(ATTN_WIRING_PROJECTED);
    struct attn_trace *from = layer_run(&config);
    bool good = false;
    int failures = 1;
    assert_true(give_x(from, NULL) && attn_trace_plan(from, &config, NULL));
    for (; !good && failures < FAILURES_MAX; failures++) {
        struct counter counter = {.fail_at = failures};
        struct attn_allocator allocator = counter_allocator(&counter);
        struct attn_error error = {0};
        struct attn_trace *to = attn_trace_new(&allocator);
        good = to && made(to, from, &error);
        assert_true(good || !to || error.kind == ATTN_ERROR_MEMORY);
        assert_true(good || !to || made(to, from, &error));
        attn_trace_free(to);
        assert_int_equal(counter.held, 0);
    }
    assert_in_range(failures, 5, FAILURES_MAX - 1);
    attn_trace_free(from);
}

static void nudging_survives_any_allocation_that_fails(void **state)
{
    (void)state;
    check_made(nudged);
}

static void stacking_survives_any_allocation_that_fails(void **state)
{
    (void)state;
    check_made(stacked);
}

/* What is copied from has to be computed first, and that may fail as well. */
static void nudging_says_so_when_x_itself_has_no_memory(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_error error = {0};
    struct attn_trace *from = attn_trace_new(&allocator), *to = attn_trace_new(NULL);
    assert_true(attn_trace_plan(from, &config, NULL));
    counter.fail_at = counter.calls + 1;
    assert_false(attn_trace_nudge(to, from, 0, 1, &error));
    assert_int_equal(error.kind, ATTN_ERROR_MEMORY);
    assert_true(attn_trace_nudge(to, from, 0, 1, &error));
    attn_trace_free(from);
    attn_trace_free(to);
}

/* ---- budgets ---- */

static void refused_before_any_number(const struct attn_config *config, const char *words)
{
    struct counter counter = {0};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(&allocator);
    assert_false(attn_trace_plan(trace, config, &error));
    assert_int_equal(error.kind, ATTN_ERROR_BUDGET);
    if (!strstr(error.text, words)) {
        fail_msg("'%s' does not say '%s'", error.text, words);
    }
    assert_true(counter.largest < TABLE_BYTES_MAX);
    assert_int_equal(counter.held, 1); /* the empty trace itself */
    attn_trace_free(trace);
}

static void a_layer_over_its_budget_says_how_much_it_needs(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    config.tokens = 1024;
    config.embed = 512;
    struct attn_trace *trace = layer_planned(&config);
    size_t bytes = attn_trace_bytes(trace);
    char words[80];
    snprintf(words, sizeof words, "this layer needs %.1f MiB", (double)bytes / 1048576);
    config.budget = bytes - 1;
    refused_before_any_number(&config, words);
    config.budget = bytes;
    assert_true(attn_trace_plan(trace, &config, NULL));
    attn_trace_free(trace);
}

static void the_largest_sizes_of_every_wiring_are_refused_before_any_number(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        config.batch = config.tokens = config.embed = 65536;
        config.heads = ATTN_HEADS_MAX;
        refused_before_any_number(&config, "this layer needs ");
    }
}

/* 65536 batches of 1024 heads' (65536, 65536) scores are 2^58 cells; seven tensors are as large:
 * scores, scaled, masked, weights, exps, dropped, keep. All else is small beside one of them. */
static void the_largest_layer_of_all_is_counted_without_overflow(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    config.batch = config.tokens = config.embed = 65536;
    config.heads = ATTN_HEADS_MAX;
    config.budget = SIZE_MAX;
    struct attn_trace *trace = layer_planned(&config);
    assert_int_equal(attn_trace_bytes(trace) >> 60, 7);
    attn_trace_free(trace);
}

static void a_gift_of_more_cells_than_can_be_counted_is_refused_unread(void **state)
{
    (void)state;
    const struct attn_shape huge = {.rank = 4, .size = {65536, 65536, 65536, 65536}};
    const struct attn_shape negative = {.rank = 1, .size = {-1}};
    const float one = 1;
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_false(attn_trace_give(trace, "x", &huge, &one, &error));
    assert_string_equal(error.text, "'x' cannot be given: too large");
    assert_false(attn_trace_give(trace, "x", &negative, &one, &error));
    attn_trace_free(trace);
}

/* What a plan says it needs is what its numbers take, and not a float more. */
static void a_layer_holds_the_bytes_that_it_said(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct counter counter = {0};
        struct attn_allocator allocator = counter_allocator(&counter);
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        struct attn_trace *trace = attn_trace_new(&allocator);
        assert_true(attn_trace_plan(trace, &config, NULL));
        size_t before = counter.total;
        assert_true(attn_trace_run_all(trace, NULL));
        assert_int_equal(counter.total - before, attn_trace_bytes(trace));
        assert_int_equal(attn_trace_cost(trace, -1).bytes, attn_trace_bytes(trace));
        attn_trace_free(trace);
    }
}

static void running_again_after_a_toggle_allocates_no_more_than_what_is_new(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct attn_config config = layer_config(ATTN_WIRING_PROJECTED);
    struct attn_trace *trace = attn_trace_new(&allocator);
    assert_true(attn_trace_plan(trace, &config, NULL) && attn_trace_run_all(trace, NULL));
    config.mask = ATTN_MASK_PADDING; /* the same shapes: their memory serves again */
    assert_true(attn_trace_plan(trace, &config, NULL));
    int calls = counter.calls;
    assert_true(attn_trace_run_all(trace, NULL));
    assert_int_equal(counter.calls, calls);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_allocation_may_fail_and_the_layer_still_comes_out_right),
        cmocka_unit_test(a_plan_without_memory_leaves_every_number_where_it_was),
        cmocka_unit_test(nudging_survives_any_allocation_that_fails),
        cmocka_unit_test(stacking_survives_any_allocation_that_fails),
        cmocka_unit_test(nudging_says_so_when_x_itself_has_no_memory),
        cmocka_unit_test(a_layer_over_its_budget_says_how_much_it_needs),
        cmocka_unit_test(the_largest_sizes_of_every_wiring_are_refused_before_any_number),
        cmocka_unit_test(the_largest_layer_of_all_is_counted_without_overflow),
        cmocka_unit_test(a_gift_of_more_cells_than_can_be_counted_is_refused_unread),
        cmocka_unit_test(a_layer_holds_the_bytes_that_it_said),
        cmocka_unit_test(running_again_after_a_toggle_allocates_no_more_than_what_is_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
