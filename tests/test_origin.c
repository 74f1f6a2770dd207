/* Where sizes come from, and what a layer costs: every axis of every tensor of every wiring goes
 * back to a setting, stop by stop. */
#include "tests/layer.h"
#include "tests/test.h"

enum { STOPS_MAX = 16 };

/* Batch 32, tokens 10, embed 256, heads 8. */
static struct attn_config large(enum attn_wiring wiring)
{
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    config.batch = 32;
    config.tokens = 10;
    config.embed = 256;
    config.heads = 8;
    return config;
}

static void origin_is(enum attn_wiring wiring, const char *name, int axis, const char *text)
{
    char buffer[400];
    struct attn_origin stops[STOPS_MAX];
    struct attn_config config = large(wiring);
    struct attn_trace *trace = layer_planned(&config);
    int count = attn_trace_origin(trace, attn_trace_find(trace, name), axis, stops, STOPS_MAX);
    assert_string_equal(attn_origin_text(trace, stops, count, buffer, sizeof buffer), text);
    attn_trace_free(trace);
}

static void heads_of_their_share_are_traced_to_the_division(void **state)
{
    (void)state;
    origin_is(ATTN_WIRING_PROJECTED, "concat", 2,
              "256 = 8 heads × 32 ← heads.0.out ← heads.0.V ← heads.0.value = Linear(256, 32) "
              "← embed // heads");
    origin_is(ATTN_WIRING_SLICED, "heads.7.x", 2, "32 ← embed // heads");
    origin_is(ATTN_WIRING_FUSED, "context", 1,
              "8 ← dropped ← weights ← scaled ← scores ← Q_heads ← heads");
    origin_is(ATTN_WIRING_WIDENED, "fc_out.weight", 1, "2048 ← heads * embed");
}

/* What a setting-made size should be. */
static int made_size(const struct attn_config *config, enum attn_size from)
{
    const int sizes[ATTN_SIZE_COUNT] = {
        [ATTN_SIZE_COMPUTED] = -1,
        [ATTN_SIZE_BATCH] = config->batch,
        [ATTN_SIZE_TOKENS] = config->tokens,
        [ATTN_SIZE_EMBED] = config->embed,
        [ATTN_SIZE_HEADS] = config->heads,
        [ATTN_SIZE_HEAD_DIM] = config->embed / config->heads,
        [ATTN_SIZE_WIDE] = config->heads * config->embed,
    };
    return sizes[from];
}

/* From stop to stop each size is the next one's, so many times, and the last is a setting's. */
static void check_origin(const struct attn_trace *trace, int op, int axis)
{
    struct attn_origin stops[STOPS_MAX];
    const char *name = attn_trace_op(trace, op)->name;
    int count = attn_trace_origin(trace, op, axis, stops, STOPS_MAX);
    assert_in_range(count, 1, STOPS_MAX);
    assert_true(stops[0].op == op && stops[0].axis == axis);
    for (int i = 0; i < count; i++) {
        const struct attn_op *at = attn_trace_op(trace, stops[i].op);
        bool last = i + 1 == count;
        int expected = last ? made_size(attn_trace_config(trace), stops[i].from)
                            : stops[i].times * stops[i + 1].size;
        if (stops[i].size != at->shape.size[stops[i].axis] || stops[i].size != expected) {
            fail_msg("%s, axis %d: %d at %s, expected %d", name, axis, stops[i].size, at->name,
                     expected);
        }
        assert_true(last == (stops[i].from != ATTN_SIZE_COMPUTED));
    }
}

static void check_origins(const struct attn_config *config)
{
    struct attn_trace *trace = layer_planned(config);
    for (int op = 0; op < attn_trace_count(trace); op++) {
        const struct attn_op *o = attn_trace_op(trace, op);
        bool reached = o->state == ATTN_STATE_PLANNED;
        for (int axis = 0; reached && axis < o->shape.rank; axis++) {
            check_origin(trace, op, axis);
        }
    }
    attn_trace_free(trace);
}

static void every_axis_of_every_wiring_goes_back_to_a_setting(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        check_origins(&config);
        config = large((enum attn_wiring)wiring);
        check_origins(&config);
        config.heads = 3; /* 256 is no multiple */
        config.check = false;
        check_origins(&config);
    }
}

static void what_was_never_computed_has_no_shape_and_no_origin(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        struct attn_origin stop;
        config.heads = 4; /* embed 6 is no multiple */
        struct attn_trace *trace = layer_planned(&config);
        for (int i = 0; i < attn_trace_count(trace); i++) {
            const struct attn_op *op = attn_trace_op(trace, i);
            bool computed = op->source == ATTN_SOURCE_NONE;
            if (computed && op->state != ATTN_STATE_PLANNED &&
                (op->shape.rank != 0 || attn_trace_origin(trace, i, 0, &stop, 1) != 0)) {
                fail_msg("%s %s has a shape", layer_wiring_name((enum attn_wiring)wiring),
                         op->name);
            }
        }
        attn_trace_free(trace);
    }
}

/* The caller may ask for fewer stops than there are, and for a text shorter than the chain. */
static void a_short_buffer_gets_what_fits(void **state)
{
    (void)state;
    char text[12];
    struct attn_origin two[2];
    struct attn_config config = large(ATTN_WIRING_FULL_WIDTH);
    struct attn_trace *trace = layer_planned(&config);
    assert_int_equal(attn_trace_origin(trace, attn_trace_find(trace, "concat"), 2, two, 2), 4);
    assert_int_equal(two[1].op, attn_trace_find(trace, "heads.0.out"));
    attn_origin_text(trace, two, 2, text, sizeof text);
    assert_string_equal(text, "2048 = 8 he");
    assert_string_equal(attn_origin_text(trace, two, 0, text, sizeof text), "0");
    attn_trace_free(trace);
}

/* ---- costs ---- */

/* Four Linears of 320 rows, 256 by 256; scores and out of 32 * 8 heads, 10 * 10 by 32. */
static void multiply_adds_of_linears_and_products_are_counted(void **state)
{
    (void)state;
    const uint64_t expected = 4ull * 320 * 256 * 256 + 2ull * 32 * 8 * 10 * 10 * 32;
    const enum attn_wiring same[] = {ATTN_WIRING_PROJECTED, ATTN_WIRING_FUSED,
                                     ATTN_WIRING_NO_TRANSPOSE};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct attn_config config = large(same[i]);
        struct attn_trace *trace = layer_planned(&config);
        assert_int_equal(attn_trace_cost(trace, -1).multiply_adds, expected);
        attn_trace_free(trace);
    }
}

static void what_fails_and_windows_cost_no_memory(void **state)
{
    (void)state;
    struct attn_config config = large(ATTN_WIRING_FULL_WIDTH);
    struct attn_trace *trace = layer_planned(&config);
    struct attn_cost failed = attn_trace_cost(trace, attn_trace_failed(trace));
    assert_true(failed.multiply_adds == 0 && failed.bytes == 0);
    config.wiring = ATTN_WIRING_FUSED;
    assert_true(attn_trace_plan(trace, &config, NULL));
    assert_int_equal(attn_trace_cost(trace, attn_trace_find(trace, "Q_heads")).bytes, 0);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_of_their_share_are_traced_to_the_division),
        cmocka_unit_test(every_axis_of_every_wiring_goes_back_to_a_setting),
        cmocka_unit_test(what_was_never_computed_has_no_shape_and_no_origin),
        cmocka_unit_test(a_short_buffer_gets_what_fits),
        cmocka_unit_test(multiply_adds_of_linears_and_products_are_counted),
        cmocka_unit_test(what_fails_and_windows_cost_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
