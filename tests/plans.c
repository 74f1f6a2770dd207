#include "tests/plans.h"

#include "tests/layer.h"
#include "tests/test.h"

static void *heap_alloc(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static void heap_free(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static const struct attn_allocator heap = {heap_alloc, heap_free, NULL};

struct plan plans_begin(ref *x)
{
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    struct plan plan;
    config.dropout = 0.4;
    assert_true(plan_begin(&plan, &config, &heap));
    *x = plan_x(&plan);
    return plan;
}

/* A weight of another shape: the one kind of input that a plan makes under any name. */
ref plans_input(struct plan *plan, const char *name, int rank, const int *size)
{
    struct size one = {1, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
    ref weight = plan_new_linear(plan, name, one, one).weight;
    struct attn_op *op = &plan->ops[weight];
    snprintf(op->name, sizeof op->name, "%s", name);
    op->shape.rank = rank;
    for (int i = 0; i < rank; i++) {
        op->shape.size[i] = size[i];
        op->shape.axis[i] = (enum attn_axis)i;
    }
    plan->draws += attn_shape_count(&op->shape); /* as many as it takes, and a few more */
    return weight;
}

ref plans_mask(struct plan *plan, const char *name, int rank, const int *size)
{
    ref mask = plans_input(plan, name, rank, size);
    plan->ops[mask].source = ATTN_SOURCE_RULE;
    plan->ops[mask].mask = ATTN_MASK_CAUSAL;
    return mask;
}

struct attn_trace *plans_run(struct plan *plan)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_non_null(trace);
    if (!trace_take_plan(trace, plan, &error) || !attn_trace_run_all(trace, &error)) {
        fail_msg("%s", error.text);
    }
    return trace;
}

struct attn_tensor plans_value(const struct attn_trace *trace, ref op)
{
    struct attn_tensor tensor = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    assert_non_null(tensor.data);
    return tensor;
}

const char *plans_error(const struct plan *plan)
{
    const struct attn_op *op = &plan->ops[plan->count - 1];
    if (op->state != ATTN_STATE_FAILED) {
        fail_msg("%s did not fail", op->name);
    }
    return op->error.text;
}
