/* Running: numbers for one operation and whatever it needs that is stale, and the windows on them.
 * Same plan, same bits, whichever operation is asked for first. */
#include "attention/numbers/broadcast.h"
#include "attention/numbers/errors.h"
#include "attention/ops/kind.h"
#include "attention/numbers/tensor.h"
#include "attention/trace/trace.h"

#include <assert.h>
#include <string.h>

/* Brings the generator to where op's draws begin. */
static void generator_to(struct attn_trace *trace, const struct attn_op *op)
{
    struct attn_generator *g = &trace->generator;
    if (!trace->generator_seeded || g->seed != op->seed || g->drawn > op->draw) {
        generator_seed(g, op->seed);
        trace->generator_seeded = true;
    }
    generator_skip(g, op->draw - g->drawn);
}

struct view trace_view(const struct attn_trace *trace, int index)
{
    const struct attn_op *op = &trace->plan.ops[index];
    struct view view = {.op = op, .ops = trace->plan.ops, .values = trace->values};
    int parts = kind_of(op->kind)->part ? ATTN_PART_COUNT : ATTN_PART_VALUE + 1;
    for (int part = 0; part < parts; part++) {
        view.parts[part] = attn_trace_tensor(trace, index, (enum attn_part)part);
    }
    return view;
}

/* ---- operands in line ---- */

/* Bytes of a row of tensors and of the floats of those that are windows; 0: none is. */
static size_t scratch_needed(const struct view *view)
{
    size_t bytes = 0, row = (size_t)view->op->operand_count * sizeof(struct attn_tensor);
    for (int i = 0; i < view->op->operand_count; i++) {
        const struct attn_tensor *in = view_in(view, i);
        bytes += tensor_is_dense(in) ? 0 : attn_shape_count(&in->shape) * sizeof(float);
    }
    return bytes > 0 ? row + bytes : 0;
}

static bool scratch_holds(struct attn_trace *trace, size_t bytes)
{
    if (bytes > trace->scratch_bytes) {
        void *larger = trace_alloc(trace, bytes);
        if (!larger) {
            return false;
        }
        trace_release(trace, trace->scratch);
        trace->scratch = larger;
        trace->scratch_bytes = bytes;
    }
    return true;
}

/* Hands a kernel that reads no windows copies of them. False without memory. */
static bool lay_in_line(struct attn_trace *trace, struct view *view)
{
    size_t bytes = kind_of(view->op->kind)->windows ? 0 : scratch_needed(view);
    if (bytes == 0) {
        return true;
    }
    if (!scratch_holds(trace, bytes)) {
        return false;
    }
    struct attn_tensor *dense = trace->scratch;
    float *floats = (float *)(dense + view->op->operand_count);
    for (int i = 0; i < view->op->operand_count; i++) {
        const struct attn_tensor *in = view_in(view, i);
        dense[i] = *in;
        if (!tensor_is_dense(in)) {
            tensor_copy(floats, in);
            dense[i] = tensor_dense(&in->shape, floats);
            floats += attn_shape_count(&in->shape);
        }
    }
    view->dense = dense;
    return true;
}

/* ---- kernels ---- */

static bool run_kernel(struct attn_trace *trace, int index)
{
    const struct attn_op *op = &trace->plan.ops[index];
    struct job job = {.view = {.op = op, .ops = trace->plan.ops, .values = trace->values},
                      .generator = &trace->generator};
    if (!lay_in_line(trace, &job.view)) {
        return false;
    }
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        if (kind_stored_shape(op, (enum attn_part)part).rank > 0) {
            job.parts[part] = trace->blocks[index] + kind_part_offset(op, (enum attn_part)part);
        }
    }
    kind_of(op->kind)->run(&job);
    return true;
}

/* What was offered is one item: every one of the batch gets the same. */
static void take_gift(float *out, size_t count, const struct gift *gift)
{
    size_t one = attn_shape_count(&gift->shape);
    for (size_t i = 0; i < count; i += one) {
        memcpy(out + i, gift->values, one * sizeof *out);
    }
}

/* False without memory. */
static bool compute(struct attn_trace *trace, int index)
{
    const struct attn_op *op = &trace->plan.ops[index];
    const struct kind *kind = kind_of(op->kind);
    if (op->source == ATTN_SOURCE_GIVEN) {
        take_gift(trace->blocks[index], attn_shape_count(&op->shape), trace_gift(trace, op->given));
        return true;
    }
    if (kind->draws && kind->draws(op) > 0) {
        generator_to(trace, op);
    }
    return run_kernel(trace, index);
}

/* Memory for its numbers, if it has none yet. */
static bool has_block(struct attn_trace *trace, int index)
{
    if (!trace->blocks[index]) {
        size_t floats = kind_part_offset(&trace->plan.ops[index], ATTN_PART_COUNT);
        trace->blocks[index] = trace_alloc(trace, floats * sizeof(float));
    }
    return trace->blocks[index] != NULL;
}

/* Its operands are READY. False without memory. */
static bool make_ready(struct attn_trace *trace, int index)
{
    struct attn_op *op = &trace->plan.ops[index];
    const struct kind *kind = kind_of(op->kind);
    if (kind->window) {
        trace->values[index] = kind->window(op, &trace->values[op->operands[0]]);
    } else if (has_block(trace, index) && compute(trace, index)) {
        trace->values[index].data = trace->blocks[index];
    } else {
        return false;
    }
    op->state = ATTN_STATE_READY;
    return true;
}

static bool not_reached(const struct attn_trace *trace, struct attn_error *error)
{
    if (error) {
        *error = trace->plan.ops[trace->plan.failed].error;
    }
    return false;
}

bool attn_trace_run(struct attn_trace *trace, int index, struct attn_error *error)
{
    assert(index >= 0 && index < trace->plan.count);
    struct attn_op *op = &trace->plan.ops[index];
    if (op->state == ATTN_STATE_READY) {
        return true;
    }
    if (op->state != ATTN_STATE_PLANNED) {
        return not_reached(trace, error);
    }
    for (int i = 0; i < op->operand_count; i++) { /* as deep as a layer has steps */
        if (!attn_trace_run(trace, op->operands[i], error)) {
            return false;
        }
    }
    return make_ready(trace, index) || error_memory(error);
}

bool attn_trace_run_all(struct attn_trace *trace, struct attn_error *error)
{
    for (int i = 0; i < trace->plan.count; i++) {
        if (trace->plan.ops[i].state == ATTN_STATE_PLANNED && !attn_trace_run(trace, i, error)) {
            return false;
        }
    }
    return true;
}

struct attn_tensor attn_trace_tensor(const struct attn_trace *trace, int index, enum attn_part part)
{
    const struct attn_op *op = &trace->plan.ops[index];
    assert(index >= 0 && index < trace->plan.count);
    assert((int)part >= 0 && part < ATTN_PART_COUNT);
    if (part == ATTN_PART_VALUE) {
        return trace->values[index];
    }
    struct attn_shape shape = kind_part_shape(op, part);
    bool ready = op->state == ATTN_STATE_READY && shape.rank > 0;
    return tensor_dense(&shape, ready ? trace->blocks[index] + kind_part_offset(op, part) : NULL);
}
