/* Numbers that are offered: used wherever they fit, in every item of the batch, and else no error. */
#include "tests/test.h"

#include "attention/attention.h"

static const float square[] = {1, 2, 3, 4};

static int open_trace(void **state)
{
    *state = attn_trace_new(NULL);
    return *state ? 0 : -1;
}

static int close_trace(void **state)
{
    attn_trace_free(*state);
    return 0;
}

/* Plans a layer of so many items of 2 x embed and runs it. */
static void plan(struct attn_trace *trace, int batch, int embed)
{
    struct attn_config config = attn_config_default();
    config.batch = batch;
    config.tokens = 2;
    config.embed = embed;
    assert_true(attn_trace_plan(trace, &config, NULL) && attn_trace_run_all(trace, NULL));
}

static float x_at(const struct attn_trace *trace, int item, int row, int column)
{
    struct attn_tensor x = attn_trace_tensor(trace, attn_trace_find(trace, "x"), ATTN_PART_VALUE);
    return attn_tensor_at(&x, (int[ATTN_RANK_MAX]){item, row, column});
}

static void every_item_of_the_batch_gets_what_is_offered(void **state)
{
    struct attn_trace *trace = *state;
    assert_true(attn_trace_offer(trace, "x", 2, 2, square, NULL));
    plan(trace, 3, 2);
    assert_true(x_at(trace, 0, 1, 0) == 3 && x_at(trace, 2, 1, 1) == 4);
}

static void what_does_not_fit_is_drawn_and_no_error(void **state)
{
    struct attn_trace *trace = *state;
    assert_true(attn_trace_offer(trace, "x", 2, 2, square, NULL));
    plan(trace, 1, 4);
    int x = attn_trace_find(trace, "x");
    assert_int_equal(attn_trace_op(trace, x)->source, ATTN_SOURCE_DRAWN);
    plan(trace, 1, 2); /* the offer stands */
    assert_true(x_at(trace, 0, 0, 1) == 2);
}

static void an_offer_can_be_taken_back(void **state)
{
    struct attn_trace *trace = *state;
    assert_true(attn_trace_offer(trace, "x", 2, 2, square, NULL));
    attn_trace_take_back(trace, "x");
    plan(trace, 1, 2);
    assert_true(x_at(trace, 0, 0, 1) < 1);
}

static void the_same_offer_again_makes_nothing_stale(void **state)
{
    struct attn_trace *trace = *state;
    assert_true(attn_trace_offer(trace, "x", 2, 2, square, NULL));
    plan(trace, 1, 2);
    uint64_t revision = attn_trace_op(trace, attn_trace_find(trace, "x"))->revision;
    attn_trace_take_back(trace, NULL);
    assert_true(attn_trace_offer(trace, "x", 2, 2, square, NULL));
    plan(trace, 1, 2);
    assert_true(attn_trace_op(trace, attn_trace_find(trace, "x"))->revision == revision);
}

static void a_nudged_trace_has_the_same_offers(void **state)
{
    struct attn_trace *trace = *state, *nudged = attn_trace_new(NULL);
    const float weight[] = {0, 0, 0, 0};
    assert_true(attn_trace_offer(trace, "value.weight", 2, 2, weight, NULL));
    plan(trace, 2, 2);
    assert_true(attn_trace_nudge(nudged, trace, 0, 1, NULL));
    assert_true(attn_trace_run_all(nudged, NULL));
    struct attn_tensor v =
        attn_trace_tensor(nudged, attn_trace_find(nudged, "value.weight"), ATTN_PART_VALUE);
    assert_true(attn_tensor_at(&v, (int[ATTN_RANK_MAX]){1, 1}) == 0);
    attn_trace_free(nudged);
}

int main(void)
{
#define WITH_TRACE(test) cmocka_unit_test_setup_teardown(test, open_trace, close_trace)
    const struct CMUnitTest tests[] = {
        WITH_TRACE(every_item_of_the_batch_gets_what_is_offered),
        WITH_TRACE(what_does_not_fit_is_drawn_and_no_error),
        WITH_TRACE(an_offer_can_be_taken_back),
        WITH_TRACE(the_same_offer_again_makes_nothing_stale),
        WITH_TRACE(a_nudged_trace_has_the_same_offers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
