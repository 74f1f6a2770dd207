/* Where each size of each wiring comes from, how many parameters that makes, and which sizes are
 * refused. */
#include "tests/test.h"

#include "attention/attention.h"

static struct attn_config small(int wiring)
{
    struct attn_config config = attn_config_default();
    config.wiring = (enum attn_wiring)wiring;
    config.batch = 2;
    config.tokens = 3;
    config.embed = 8;
    config.heads = 2;
    return config;
}

static struct attn_trace *planned(const struct attn_config *config)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_true(attn_trace_plan(trace, config, NULL));
    return trace;
}

static int setting_size(const struct attn_config *c, enum attn_size size)
{
    switch (size) {
    case ATTN_SIZE_BATCH:
        return c->batch;
    case ATTN_SIZE_TOKENS:
        return c->tokens;
    case ATTN_SIZE_EMBED:
        return c->embed;
    case ATTN_SIZE_HEADS:
        return c->heads;
    case ATTN_SIZE_HEAD_DIM:
        return c->embed / c->heads;
    case ATTN_SIZE_WIDE:
        return c->embed * c->heads;
    default:
        return 0;
    }
}

static void every_size_goes_back_to_a_setting(void **state)
{
    (void)state;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config config = small(w);
        struct attn_trace *trace = planned(&config);
        for (int i = 0; i < attn_trace_count(trace); i++) {
            const struct attn_op *op = attn_trace_op(trace, i);
            for (int axis = 0; axis < op->shape.rank; axis++) {
                struct attn_origin stops[16];
                int count = attn_trace_origin(trace, i, axis, stops, 16), size = 1;
                assert_in_range(count, 1, 16);
                for (int k = 0; k + 1 < count; k++) {
                    size *= stops[k].times > 1 ? stops[k].times : 1;
                }
                size *= setting_size(&config, stops[count - 1].from);
                if (size != op->shape.size[axis]) {
                    fail_msg("%s, axis %d: %d goes back to %d", op->name, axis,
                             op->shape.size[axis], size);
                }
            }
        }
        attn_trace_free(trace);
    }
}

static void the_wide_concat_is_told_in_a_sentence(void **state)
{
    (void)state;
    struct attn_config config = small(ATTN_WIRING_FULL_WIDTH);
    struct attn_origin stops[16];
    char text[256];
    config.embed = 256;
    config.heads = 8;
    struct attn_trace *trace = planned(&config);
    int count = attn_trace_origin(trace, attn_trace_find(trace, "concat"), 2, stops, 16);
    assert_string_equal(attn_origin_text(trace, stops, count, text, sizeof text),
                        "2048 = 8 heads × 256 ← heads.0.out ← heads.0.V ← heads.0.value = "
                        "Linear(256, 256) ← embed");
    attn_trace_free(trace);
}

static void parameters_are_as_many_as_pytorch_counts(void **state)
{
    (void)state;
    static const uint64_t expected[ATTN_WIRING_COUNT] = {
        [ATTN_WIRING_SINGLE] = 197376,       [ATTN_WIRING_FULL_WIDTH] = 1644800,
        [ATTN_WIRING_HEAD_DIM] = 91136,      [ATTN_WIRING_SLICED] = 91136,
        [ATTN_WIRING_PROJECTED] = 263168,    [ATTN_WIRING_FUSED] = 263168,
        [ATTN_WIRING_WIDENED] = 2103552,     [ATTN_WIRING_SHARED] = 68960,
        [ATTN_WIRING_MEAN] = 1644800,        [ATTN_WIRING_TRUNCATED] = 1644800,
        [ATTN_WIRING_NO_TRANSPOSE] = 263168, [ATTN_WIRING_HEADS_FIRST] = 263168,
        [ATTN_WIRING_RESIDUAL] = 263168};
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config config = small(w);
        config.embed = 256;
        config.heads = 8;
        struct attn_trace *trace = planned(&config);
        if (expected[w] > 0) { /* one that is listed above */
            assert_int_equal(attn_trace_cost(trace, -1).parameters, expected[w]);
        }
        attn_trace_free(trace);
    }
}

static void every_number_is_held_to_its_range(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *s = attn_setting(i);
        struct attn_config config = attn_config_default();
        const char *const bad[] = {
            "", " ", "x", "1x", "0x10", "1e400", "nan", "--1", "99999999999999999999999"};
        char text[40];
        if (s->kind != ATTN_SETTING_INT && s->kind != ATTN_SETTING_NUMBER) {
            continue;
        }
        for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
            struct attn_error error = {0};
            if (attn_config_set(&config, s->name, bad[k], &error)) {
                fail_msg("%s takes '%s'", s->name, bad[k]);
            }
            assert_true(error.text[0]);
        }
        snprintf(text, sizeof text, "%.0f", s->min - 1);
        assert_false(attn_config_set(&config, s->name, text, &(struct attn_error){0}));
        snprintf(text, sizeof text, "%.0f", s->max + 1);
        assert_false(attn_config_set(&config, s->name, text, &(struct attn_error){0}));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_goes_back_to_a_setting),
        cmocka_unit_test(the_wide_concat_is_told_in_a_sentence),
        cmocka_unit_test(parameters_are_as_many_as_pytorch_counts),
        cmocka_unit_test(every_number_is_held_to_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
