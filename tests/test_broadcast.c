/* Operands whose shapes are not the same: what goes together, what does not and in which words, and
 * sizes of 0. PyTorch 1.13 said the words. */
#include "tests/plans.h"
#include "tests/test.h"

#include <math.h>

/* ---- masks ---- */

/* The mask's cell for a result's, found without the library's own rule. */
static float under(const struct attn_tensor *mask, int rank, const int *at)
{
    int in[ATTN_RANK_MAX] = {0};
    for (int i = 0; i < mask->shape.rank; i++) {
        in[i] = at[rank - mask->shape.rank + i] % mask->shape.size[i];
    }
    return attn_tensor_at(mask, in);
}

static void check_mask(int rank, const int *size, int mask_rank, const int *mask_size)
{
    ref x;
    struct plan plan = plans_begin(&x);
    ref scores = plans_input(&plan, "scores", rank, size);
    ref mask = plans_mask(&plan, "mask", mask_rank, mask_size);
    ref masked = plan_masked_fill(&plan, "masked", scores, mask);
    struct attn_trace *trace = plans_run(&plan);
    struct attn_tensor s = plans_value(trace, scores), m = plans_value(trace, mask);
    struct attn_tensor out = plans_value(trace, masked);
    int at[ATTN_RANK_MAX] = {0};
    do {
        bool hidden = under(&m, out.shape.rank, at) == 0;
        float wanted = hidden ? -INFINITY : under(&s, out.shape.rank, at);
        assert_true(attn_tensor_at(&out, at) == wanted);
        struct attn_explanation e = attn_explain(trace, masked, at);
        struct attn_term term = attn_explain_term(trace, &e, 0);
        assert_true(e.value == wanted && term.a_value == under(&s, out.shape.rank, at));
        assert_true(term.b_value == (hidden ? 0 : 1));
        assert_int_equal(e.reads[1].op, mask);
    } while (attn_shape_next(&out.shape, at));
    for (int axis = 0; axis < out.shape.rank; axis++) { /* a size comes from who has it */
        struct attn_origin stops[4];
        int count = attn_trace_origin(trace, masked, axis, stops, 4);
        assert_true(count >= 2 && stops[1].size == out.shape.size[axis]);
    }
    attn_trace_free(trace);
}

static void a_mask_broadcasts_over_the_scores(void **state)
{
    (void)state;
    const int scores[] = {2, 3, 4, 5};
    check_mask(4, scores, 2, (int[]){4, 5});
    check_mask(4, scores, 2, (int[]){1, 5});
    check_mask(4, scores, 2, (int[]){4, 1});
    check_mask(4, scores, 1, (int[]){5});
    check_mask(4, scores, 3, (int[]){3, 1, 5});
    check_mask(4, scores, 4, (int[]){2, 1, 1, 5});
    check_mask(4, scores, 4, (int[]){1, 3, 4, 1});
    check_mask(3, (int[]){2, 1, 5}, 2, (int[]){4, 5}); /* the scores do, too */
    check_mask(1, (int[]){5}, 3, (int[]){2, 4, 5});
}

static void a_mask_that_does_not_broadcast_is_refused_in_pytorchs_words(void **state)
{
    (void)state;
    ref x;
    struct plan plan = plans_begin(&x);
    ref scores = plans_input(&plan, "scores", 3, (int[]){2, 3, 4});
    plan_masked_fill(&plan, "masked", scores, plans_mask(&plan, "mask", 2, (int[]){2, 4}));
    assert_string_equal(plans_error(&plan),
                        "The size of tensor a (2) must match the size of tensor "
                        "b (3) at non-singleton dimension 1");
    const struct attn_op *op = &plan.ops[plan.count - 1];
    assert_true(op->clash_operand[0] == 0 && op->clash_axis[0] == 1);
    assert_true(op->clash_operand[1] == 1 && op->clash_axis[1] == 0);
    assert_int_equal(op->shape.rank, 0);
    plan_clear(&plan);
}

/* ---- products ---- */

static void check_product(bool transposed, int rank_a, const int *a, int rank_b, const int *b)
{
    ref x;
    struct plan plan = plans_begin(&x);
    ref left = plans_input(&plan, "a", rank_a, a), right = plans_input(&plan, "b", rank_b, b);
    ref product = transposed ? plan_matmul_transposed(&plan, "product", left, right)
                             : plan_matmul(&plan, "product", left, right);
    struct attn_trace *trace = plans_run(&plan);
    struct attn_tensor out = plans_value(trace, product);
    struct attn_tensor p = plans_value(trace, left), q = plans_value(trace, right);
    int at[ATTN_RANK_MAX] = {0}, rank = out.shape.rank;
    do {
        double sum = 0;
        for (int k = 0; k < a[rank_a - 1]; k++) {
            int in_a[ATTN_RANK_MAX], in_b[ATTN_RANK_MAX];
            memcpy(in_a, at, sizeof at);
            memcpy(in_b, at, sizeof at);
            in_a[rank - 1] = k;
            in_b[rank - 2] = transposed ? at[rank - 1] : k;
            in_b[rank - 1] = transposed ? k : at[rank - 1];
            sum += (double)under(&p, rank, in_a) * (double)under(&q, rank, in_b);
        }
        struct attn_explanation e = attn_explain(trace, product, at);
        double told = 0;
        for (int k = 0; k < e.term_count; k++) {
            told += (double)attn_explain_term(trace, &e, k).value;
        }
        assert_true(fabs(sum - (double)e.value) < 1e-5 && fabs(told - sum) < 1e-5);
    } while (attn_shape_next(&out.shape, at));
    attn_trace_free(trace);
}

static void products_broadcast_over_what_comes_before_the_matrices(void **state)
{
    (void)state;
    check_product(false, 3, (int[]){2, 3, 4}, 3, (int[]){2, 4, 5});
    check_product(false, 3, (int[]){2, 3, 4}, 3, (int[]){1, 4, 5});
    check_product(false, 3, (int[]){1, 3, 4}, 3, (int[]){2, 4, 5});
    check_product(false, 3, (int[]){2, 3, 4}, 2, (int[]){4, 5});
    check_product(false, 2, (int[]){3, 4}, 3, (int[]){2, 4, 5});
    check_product(true, 4, (int[]){2, 1, 3, 4}, 3, (int[]){3, 5, 4});
    check_product(true, 2, (int[]){3, 4}, 2, (int[]){5, 4});
}

static void refuse_product(bool transposed, int rank_a, const int *a, int rank_b, const int *b,
                           const char *words, int axis_of_a, int axis_of_b)
{
    ref x;
    struct plan plan = plans_begin(&x);
    ref left = plans_input(&plan, "a", rank_a, a), right = plans_input(&plan, "b", rank_b, b);
    (transposed ? plan_matmul_transposed : plan_matmul)(&plan, "product", left, right);
    assert_string_equal(plans_error(&plan), words);
    const struct attn_op *op = &plan.ops[plan.count - 1];
    assert_int_equal(op->error.kind, ATTN_ERROR_RUNTIME);
    assert_true(op->clash_operand[0] == 0 && op->clash_operand[1] == 1);
    assert_int_equal(op->clash_axis[0], axis_of_a);
    assert_int_equal(op->clash_axis[1], axis_of_b);
    assert_int_equal(op->shape.rank, 0);
    plan_clear(&plan);
}

static void products_that_do_not_fit_are_refused_in_pytorchs_words(void **state)
{
    (void)state;
    const int a[] = {2, 3, 4}, heads[] = {2, 2, 3, 4};
    refuse_product(false, 3, a, 3, (int[]){3, 4, 5},
                   "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
                   "dimension 0",
                   0, 0);
    refuse_product(false, 4, heads, 3, (int[]){3, 5, 5},
                   "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
                   "dimension 1",
                   1, 0);
    refuse_product(false, 3, a, 3, (int[]){2, 5, 6},
                   "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: "
                   "[2, 5].",
                   2, 1);
    refuse_product(true, 3, a, 3, (int[]){2, 6, 5},
                   "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: "
                   "[2, 5].",
                   2, 2);
    refuse_product(false, 4, heads, 4, (int[]){2, 1, 5, 6},
                   "Expected size for first two dimensions of batch2 tensor to be: [4, 4] but got: "
                   "[4, 5].",
                   3, 2);
    refuse_product(false, 3, a, 2, (int[]){5, 6},
                   "mat1 and mat2 shapes cannot be multiplied (6x4 and 5x6)", 2, 0);
    refuse_product(true, 3, a, 2, (int[]){6, 5},
                   "mat1 and mat2 shapes cannot be multiplied (6x4 and 5x6)", 2, 1);
    refuse_product(false, 2, (int[]){3, 4}, 3, (int[]){2, 5, 6},
                   "mat1 and mat2 shapes cannot be multiplied (12x5 and 4x3)", 1, 1);
}

/* ---- side by side ---- */

static ref three(struct plan *plan, bool mean, const int *a, const int *b, int rank_b)
{
    ref first = plans_input(plan, "first", 3, a), second = plans_input(plan, "second", rank_b, b);
    return (mean ? plan_mean : plan_concat)(plan, "joined", (ref[]){first, first, second});
}

static void refuse_three(bool mean, const int *a, const int *b, int rank_b, const char *words,
                         int axis)
{
    ref x;
    struct plan plan = plans_begin(&x);
    three(&plan, mean, a, b, rank_b);
    assert_string_equal(plans_error(&plan), words);
    const struct attn_op *op = &plan.ops[plan.count - 1];
    assert_true(op->clash_operand[0] == 0 && op->clash_operand[1] == 2);
    assert_int_equal(op->clash_axis[0], axis);
    assert_int_equal(op->clash_axis[1], axis < rank_b ? axis : rank_b - 1);
    plan_clear(&plan);
}

static void what_cannot_be_joined_is_refused_in_pytorchs_words(void **state)
{
    (void)state;
    const int a[] = {2, 3, 4};
    refuse_three(
        false, a, (int[]){2, 4, 4}, 3,
        "Sizes of tensors must match except in dimension 2. Expected size 3 but got size 4 "
        "for tensor number 2 in the list.",
        1);
    refuse_three(
        false, a, (int[]){3, 3, 1}, 3,
        "Sizes of tensors must match except in dimension 2. Expected size 2 but got size 3 "
        "for tensor number 2 in the list.",
        0);
    refuse_three(false, a, (int[]){3, 4}, 2,
                 "Tensors must have same number of dimensions: got 3 and 2", 2);
    refuse_three(true, a, (int[]){2, 3, 5}, 3,
                 "stack expects each tensor to be equal size, but got [2, 3, 4] at entry 0 and "
                 "[2, 3, 5] at entry 2",
                 2);
    refuse_three(true, a, (int[]){2, 3}, 2,
                 "stack expects each tensor to be equal size, but got [2, 3, 4] at entry 0 and "
                 "[2, 3] at entry 2",
                 2);
}

/* Widths 2, 0 and 3: each cell comes from the operand whose columns it stands in. */
static void operands_of_any_width_stand_side_by_side(void **state)
{
    (void)state;
    ref x;
    struct plan plan = plans_begin(&x);
    ref in[] = {plans_input(&plan, "two", 3, (int[]){2, 3, 2}),
                plans_input(&plan, "none", 3, (int[]){2, 3, 0}),
                plans_input(&plan, "three", 3, (int[]){2, 3, 3})};
    ref concat = plan_concat(&plan, "concat", in);
    struct attn_trace *trace = plans_run(&plan);
    struct attn_tensor two = plans_value(trace, in[0]), last = plans_value(trace, in[2]);
    struct attn_tensor out = plans_value(trace, concat);
    int at[ATTN_RANK_MAX] = {0};
    do {
        bool left = at[2] < 2;
        int from[] = {at[0], at[1], left ? at[2] : at[2] - 2};
        struct attn_explanation e = attn_explain(trace, concat, at);
        struct attn_term term = attn_explain_term(trace, &e, 0);
        assert_true(attn_tensor_at(&out, at) == attn_tensor_at(left ? &two : &last, from));
        assert_int_equal(term.a.op, left ? in[0] : in[2]);
        assert_memory_equal(term.a.at, from, sizeof from);
        assert_int_equal(e.reads[0].op, term.a.op);
    } while (attn_shape_next(&out.shape, at));
    struct attn_origin stops[4];
    assert_int_equal(attn_trace_origin(trace, concat, 2, stops, 4), 1); /* 5 is no one's 5 */
    attn_trace_free(trace);
}

/* ---- sizes of 0 ---- */

static const int empties[][3] = {{2, 3, 0}, {2, 0, 6}, {0, 3, 6}};

/* As in Python: x[..., 4:7] of width 6, and x[..., 9:12]. */
static void a_slice_past_the_end_is_shorter_or_empty(void **state)
{
    (void)state;
    ref x;
    struct plan plan = plans_begin(&x);
    struct size three = {3, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    ref shorter = plan_slice(&plan, "shorter", x, 4, three);
    ref empty = plan_slice(&plan, "empty", x, 9, three);
    assert_int_equal(plan.ops[shorter].shape.size[2], 2);
    assert_int_equal(plan.ops[empty].shape.size[2], 0);
    plan_clear(&plan);
}

static void measure(const struct attn_trace *trace, ref op)
{
    struct attn_tensor tensor = plans_value(trace, op);
    struct attn_difference difference;
    if (attn_shape_count(&tensor.shape) == 0) {
        assert_true(isnan(attn_tensor_summary(&tensor).mean));
        assert_true(isnan(attn_measure_row_sums(&tensor).mean));
        assert_true(isnan(attn_measure_entropy(&tensor).mean));
        assert_true(isnan(attn_measure_std(&tensor)));
        assert_true(attn_measure_difference(&tensor, &tensor, &difference));
    }
}

static void every_kind_takes_sizes_of_0(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        ref x;
        struct plan plan = plans_begin(&x);
        struct size one = {1, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
        ref in = plans_input(&plan, "empty", 3, empties[i]);
        plan_scale(&plan, "scaled", in, 2);
        plan_softmax(&plan, "weights", in);
        plan_dropout(&plan, "dropped", in);
        plan_slice(&plan, "slice", in, 4, one);
        plan_concat(&plan, "concat", (ref[]){in, in, in});
        plan_mean(&plan, "mean", (ref[]){in, in, in});
        plan_matmul_transposed(&plan, "product", in, in);
        plan_masked_fill(&plan, "masked", in, plans_mask(&plan, "mask", 1, (int[]){1}));
        plan_linear(&plan, "linear", in,
                    plan_new_linear(&plan, "fc", (struct size){empties[i][2], 0, 0}, one));
        plan.config.softmax = ATTN_SOFTMAX_QUERY;
        plan_softmax(&plan, "columns", in);
        struct attn_trace *trace = plans_run(&plan);
        assert_int_equal(attn_trace_failed(trace), -1);
        for (int op = 0; op < attn_trace_count(trace); op++) {
            measure(trace, op);
        }
        attn_trace_free(trace);
    }
}

/* (2, 3, 0) times (0, 4) has cells, and nothing to add up but the bias. */
static void a_product_over_no_terms_is_0_or_the_bias(void **state)
{
    (void)state;
    ref x;
    struct plan plan = plans_begin(&x);
    struct size none = {0, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    struct size four = {4, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    ref in = plans_input(&plan, "empty", 3, empties[0]);
    struct linear layer = plan_new_linear(&plan, "fc", none, four);
    layer.bias = plans_input(&plan, "bias", 1, (int[]){4});
    ref linear = plan_linear(&plan, "linear", in, layer);
    ref scores = plan_matmul_transposed(&plan, "scores", in, in);
    struct attn_trace *trace = plans_run(&plan);
    struct attn_tensor bias = plans_value(trace, layer.bias);
    struct attn_explanation e = attn_explain(trace, linear, (int[]){1, 2, 3, 0});
    assert_true(e.term_count == 0 && e.value == bias.data[3] && e.constant == e.value);
    e = attn_explain(trace, scores, (int[]){1, 2, 2, 0});
    assert_true(e.term_count == 0 && e.value == 0);
    attn_trace_free(trace);
}

/* Heads of width 0: (B, 16, T, 0), joined again and split, in both orders. */
static void heads_of_width_0_are_split_and_joined(void **state)
{
    (void)state;
    for (int transposed = 0; transposed < 2; transposed++) {
        ref x;
        struct plan plan = plans_begin(&x);
        plan.config.embed = 0;
        ref in = plans_input(&plan, "empty", 3, empties[0]);
        ref joined = plan_join(&plan, "joined", plan_split(&plan, "heads", in, true), transposed);
        struct attn_trace *trace = plans_run(&plan);
        assert_int_equal(plans_value(trace, joined).shape.size[2], 0);
        attn_trace_free(trace);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mask_broadcasts_over_the_scores),
        cmocka_unit_test(a_mask_that_does_not_broadcast_is_refused_in_pytorchs_words),
        cmocka_unit_test(products_broadcast_over_what_comes_before_the_matrices),
        cmocka_unit_test(products_that_do_not_fit_are_refused_in_pytorchs_words),
        cmocka_unit_test(what_cannot_be_joined_is_refused_in_pytorchs_words),
        cmocka_unit_test(operands_of_any_width_stand_side_by_side),
        cmocka_unit_test(a_slice_past_the_end_is_shorter_or_empty),
        cmocka_unit_test(every_kind_takes_sizes_of_0),
        cmocka_unit_test(a_product_over_no_terms_is_0_or_the_bias),
        cmocka_unit_test(heads_of_width_0_are_split_and_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
