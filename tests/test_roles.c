/* What a tensor is in its layer, whatever its wiring names it. */
#include "tests/test.h"

#include "app/model/role.h"

/* The role of a tensor in a layer of that wiring. */
static enum role role_in(enum attn_wiring wiring, const char *name)
{
    struct attn_config config = attn_config_default();
    struct attn_trace *trace = attn_trace_new(NULL);
    config.wiring = wiring;
    config.mask = ATTN_MASK_CAUSAL;
    assert_true(attn_trace_plan(trace, &config, NULL));
    int op = attn_trace_find(trace, name);
    assert_true(op >= 0);
    enum role role = role_of(attn_trace_op(trace, op));
    attn_trace_free(trace);
    return role;
}

static void separate_heads_and_one_big_linear_have_the_same_roles(void **state)
{
    (void)state;
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "heads.1.weights"), ROLE_WEIGHTS);
    assert_int_equal(role_in(ATTN_WIRING_FUSED, "weights"), ROLE_WEIGHTS);
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "heads.1.Q"), ROLE_QUERIES);
    assert_int_equal(role_in(ATTN_WIRING_FUSED, "Q_heads"), ROLE_QUERIES);
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "heads.1.out"), ROLE_HEAD_OUT);
    assert_int_equal(role_in(ATTN_WIRING_FUSED, "context"), ROLE_HEAD_OUT);
}

static void the_layer_s_own_tensors_have_roles(void **state)
{
    (void)state;
    assert_int_equal(role_in(ATTN_WIRING_SINGLE, "out"), ROLE_OUT);
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "out"), ROLE_OUT);
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "concat"), ROLE_CONCAT);
    assert_int_equal(role_in(ATTN_WIRING_SINGLE, "mask"), ROLE_MASK);
    assert_int_equal(role_in(ATTN_WIRING_SINGLE, "x"), ROLE_INPUT);
}

static void parameters_have_none(void **state)
{
    (void)state;
    assert_int_equal(role_in(ATTN_WIRING_SINGLE, "query.weight"), ROLE_NONE);
    assert_int_equal(role_in(ATTN_WIRING_PROJECTED, "heads.1.query.bias"), ROLE_NONE);
}

static void what_a_head_has_is_found_in_a_layer_that_is_one_head(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"heads.1.Q", "Q"}, {"heads.1.scores", "scores"}, {"heads.1.out", "out"}};
    struct attn_config config = attn_config_default();
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_true(attn_trace_plan(trace, &config, NULL));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int op = role_find(trace, pairs[i][0], 1);
        assert_true(op >= 0);
        assert_string_equal(attn_trace_op(trace, op)->name, pairs[i][1]);
    }
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separate_heads_and_one_big_linear_have_the_same_roles),
        cmocka_unit_test(the_layer_s_own_tensors_have_roles),
        cmocka_unit_test(what_a_head_has_is_found_in_a_layer_that_is_one_head),
        cmocka_unit_test(parameters_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
