/* Every kind on operands that do not lie in line: a slice, and a slice seen as heads. It must make
 * the bits, and give the explanations, that it does on a copy that lies in line. */
#include "tests/layer.h"
#include "tests/plans.h"
#include "tests/test.h"

enum { WIDE = 12, WIDTH = 6, START = 4 };

typedef ref kind_on(struct plan *plan, const char *name, ref in);

static ref scale_on(struct plan *plan, const char *name, ref in)
{
    return plan_scale(plan, name, in, 3.0);
}

/* A mask that is a window too. */
static ref mask_on(struct plan *plan, const char *name, ref in)
{
    int width = plan_width(plan, in);
    struct size size = {width, ATTN_AXIS_KEY, ATTN_SIZE_EMBED};
    ref mask = plans_mask(plan, "mask", 2, (int[]){3, width + 2});
    return plan_masked_fill(plan, name, in, plan_slice(plan, "cut", mask, 1, size));
}

static ref softmax_on(struct plan *plan, const char *name, ref in)
{
    return plan_softmax(plan, name, in);
}

static ref softmax_of_columns_on(struct plan *plan, const char *name, ref in)
{
    plan->config.softmax = ATTN_SOFTMAX_QUERY;
    return plan_softmax(plan, name, in);
}

static ref dropout_on(struct plan *plan, const char *name, ref in)
{
    return plan_dropout(plan, name, in);
}

static ref no_dropout_on(struct plan *plan, const char *name, ref in)
{
    plan->config.mode = ATTN_MODE_EVAL;
    return plan_dropout(plan, name, in);
}

static ref slice_on(struct plan *plan, const char *name, ref in)
{
    return plan_slice(plan, name, in, 1, (struct size){1, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED});
}

static ref split_on(struct plan *plan, const char *name, ref in)
{
    return plan->ops[in].shape.rank == 3 ? plan_split(plan, name, in, true)
                                         : scale_on(plan, name, in);
}

static ref join_on(struct plan *plan, const char *name, ref in)
{
    return plan->ops[in].shape.rank == 4 ? plan_join(plan, name, in, true)
                                         : scale_on(plan, name, in);
}

static ref join_untransposed_on(struct plan *plan, const char *name, ref in)
{
    return plan->ops[in].shape.rank == 4 ? plan_join(plan, name, in, false)
                                         : scale_on(plan, name, in);
}

static ref concat_on(struct plan *plan, const char *name, ref in)
{
    return plan_concat(plan, name, (ref[]){in, plan_scale(plan, "half", in, 2), in});
}

static ref mean_on(struct plan *plan, const char *name, ref in)
{
    return plan_mean(plan, name, (ref[]){in, plan_scale(plan, "half", in, 2), in});
}

static ref add_on(struct plan *plan, const char *name, ref in)
{
    return plan_apply(plan, ATTN_KIND_ADD, name, (ref[]){in, plan_scale(plan, "half", in, 2)}, 2);
}

static ref matmul_on(struct plan *plan, const char *name, ref in)
{
    return plan_matmul_transposed(plan, name, in, in);
}

static ref product_on(struct plan *plan, const char *name, ref in)
{
    return plan_matmul(plan, name, plan_matmul_transposed(plan, "scores", in, in), in);
}

/* The weight is a window as well. */
static ref linear_on(struct plan *plan, const char *name, ref in)
{
    int width = plan_width(plan, in);
    struct size size = {width, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    ref weight = plans_input(plan, "W", 2, (int[]){5, width + 3});
    struct linear layer = {plan_slice(plan, "narrow", weight, 2, size),
                           plans_input(plan, "bias", 1, (int[]){5})};
    return plan_linear(plan, name, in, layer);
}

struct row {
    enum attn_kind kind;
    kind_on *on; /* NULL: it has one operand and no attributes */
};

static const struct row kinds[] = {
    {ATTN_KIND_SCALE, scale_on},     {ATTN_KIND_MASK, mask_on},
    {ATTN_KIND_SOFTMAX, softmax_on}, {ATTN_KIND_SOFTMAX, softmax_of_columns_on},
    {ATTN_KIND_DROPOUT, dropout_on}, {ATTN_KIND_DROPOUT, no_dropout_on},
    {ATTN_KIND_SLICE, slice_on},     {ATTN_KIND_SPLIT, split_on},
    {ATTN_KIND_JOIN, join_on},       {ATTN_KIND_JOIN, join_untransposed_on},
    {ATTN_KIND_CONCAT, concat_on},   {ATTN_KIND_MEAN, mean_on},
    {ATTN_KIND_MATMUL, matmul_on},   {ATTN_KIND_MATMUL, product_on},
    {ATTN_KIND_LINEAR, linear_on},   {ATTN_KIND_ADD, add_on},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The window, and a copy of it in line: divided by 1 it is that, bit for bit. */
struct pair {
    ref window, copy;
};

static struct pair slice_and_copy(struct plan *plan)
{
    ref wide = plans_input(plan, "wide", 3, (int[]){2, 3, WIDE});
    struct size width = {WIDTH, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    ref window = plan_slice(plan, "window", wide, START, width);
    return (struct pair){window, plan_scale(plan, "copy", window, 1.0)};
}

static struct pair heads_and_copy(struct plan *plan)
{
    ref window = plan_split(plan, "heads", slice_and_copy(plan).window, true);
    return (struct pair){window, plan_scale(plan, "heads' copy", window, 1.0)};
}

static void assert_same(const struct attn_tensor *a, const struct attn_tensor *b, const char *what)
{
    int at[ATTN_RANK_MAX] = {0};
    if (!attn_shape_equal(&a->shape, &b->shape) || !a->data != !b->data) {
        fail_msg("%s has another shape", what);
    }
    if (!a->data || attn_shape_count(&a->shape) == 0) {
        return;
    }
    do {
        float x = attn_tensor_at(a, at), y = attn_tensor_at(b, at);
        if (memcmp(&x, &y, sizeof x) != 0) {
            fail_msg("%s[%d, %d, %d, %d] is %g of a window, %g of its copy", what, at[0], at[1],
                     at[2], at[3], (double)x, (double)y);
        }
    } while (attn_shape_next(&a->shape, at));
}

static void assert_same_terms(const struct attn_trace *trace, ref a, ref b)
{
    int at[ATTN_RANK_MAX] = {0};
    do {
        struct attn_explanation e = attn_explain(trace, a, at), f = attn_explain(trace, b, at);
        assert_int_equal(e.term_count, f.term_count);
        for (int k = 0; k < e.term_count; k++) {
            struct attn_term s = attn_explain_term(trace, &e, k);
            struct attn_term t = attn_explain_term(trace, &f, k);
            assert_memory_equal(&s.a_value, &t.a_value, sizeof s.a_value);
            assert_memory_equal(&s.b_value, &t.b_value, sizeof s.b_value);
            assert_memory_equal(&s.value, &t.value, sizeof s.value);
        }
    } while (attn_shape_next(&attn_trace_op(trace, a)->shape, at));
}

static ref on(struct row row, struct plan *plan, const char *name, ref in)
{
    return row.on ? row.on(plan, name, in) : plan_apply(plan, row.kind, name, &in, 1);
}

static void check_kind(struct row row, struct pair (*make)(struct plan *plan))
{
    ref x;
    struct plan plan = plans_begin(&x);
    struct pair pair = make(&plan);
    ref a = on(row, &plan, "of the window", pair.window);
    ref b = on(row, &plan, "of the copy", pair.copy);
    plan.ops[b].draw = plan.ops[a].draw;
    for (int i = 1; row.kind == ATTN_KIND_LINEAR && i < 3; i++) { /* the same weights */
        plan.operands[plan.ops[b].operands - plan.operands + i] = plan.ops[a].operands[i];
    }
    struct attn_trace *trace = plans_run(&plan);
    struct attn_tensor window = plans_value(trace, pair.window);
    struct attn_tensor copy = plans_value(trace, pair.copy);
    assert_same(&window, &copy, "the copy");
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_tensor s = attn_trace_tensor(trace, a, (enum attn_part)part);
        struct attn_tensor t = attn_trace_tensor(trace, b, (enum attn_part)part);
        assert_same(&s, &t, attn_kind_name(row.kind));
    }
    assert_same_terms(trace, a, b);
    attn_trace_free(trace);
}

static void every_kind_makes_of_a_slice_what_it_makes_of_its_copy(void **state)
{
    (void)state;
    for (int i = 0; i < KINDS; i++) {
        check_kind(kinds[i], slice_and_copy);
    }
}

static void every_kind_makes_of_a_transpose_what_it_makes_of_its_copy(void **state)
{
    (void)state;
    for (int i = 0; i < KINDS; i++) {
        check_kind(kinds[i], heads_and_copy);
    }
}

/* What has operands and is not listed above. */
static void a_kind_that_is_not_listed_is_run_on_one_operand(void **state)
{
    (void)state;
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        bool listed = attn_kind_about((enum attn_kind)kind)->formula == NULL;
        for (int i = 0; i < KINDS; i++) {
            listed = listed || (int)kinds[i].kind == kind;
        }
        if (!listed) {
            check_kind((struct row){(enum attn_kind)kind, NULL}, slice_and_copy);
            check_kind((struct row){(enum attn_kind)kind, NULL}, heads_and_copy);
        }
    }
}

/* The copies in line come from the trace's allocator, and are kept for the next. */
static void a_window_laid_in_line_without_memory_is_said_and_done_later(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct attn_error error = {0};
    ref x;
    struct plan plan = plans_begin(&x);
    ref window = slice_and_copy(&plan).window;
    ref softmax = plan_softmax(&plan, "softmax", window);
    struct attn_trace *trace = attn_trace_new(&allocator);
    plan.allocator = &trace->allocator;
    assert_true(trace_take_plan(trace, &plan, &error));
    assert_true(attn_trace_run(trace, window, &error));
    counter.fail_at = counter.calls + 2; /* after the result's own memory */
    assert_false(attn_trace_run(trace, softmax, &error));
    assert_int_equal(error.kind, ATTN_ERROR_MEMORY);
    assert_int_equal(attn_trace_op(trace, softmax)->state, ATTN_STATE_PLANNED);
    assert_true(attn_trace_run(trace, softmax, &error));
    int calls = counter.calls;
    assert_true(attn_trace_run(trace, plan.count - 2, &error)); /* the copy: its memory, no more */
    assert_int_equal(counter.calls, calls + 1);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_makes_of_a_slice_what_it_makes_of_its_copy),
        cmocka_unit_test(every_kind_makes_of_a_transpose_what_it_makes_of_its_copy),
        cmocka_unit_test(a_kind_that_is_not_listed_is_run_on_one_operand),
        cmocka_unit_test(a_window_laid_in_line_without_memory_is_said_and_done_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
