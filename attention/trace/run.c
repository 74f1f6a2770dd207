/* Running: numbers for one operation and whatever it needs that is stale, and the windows on them.
 * Same plan, same bits, whichever operation is asked for first. */
#include "attention/numbers/errors.h"
#include "attention/ops/kind.h"
#include "attention/numbers/tensor.h"
#include "attention/trace/trace.h"

#include <string.h>

size_t part_offset(const struct attn_op *op, enum attn_part part)
{
    size_t floats = 0;
    for (int i = 0; i < (int)part; i++) {
        struct attn_shape shape = kind_stored_shape(op, (enum attn_part)i);
        floats += shape.rank ? attn_shape_count(&shape) : 0;
    }
    return floats;
}

/* Brings the generator to where op's draws begin. */
static void generator_to(struct attn_trace *trace, const struct attn_op *op)
{
    struct attn_generator *g = &trace->generator;
    if (!trace->generator_seeded || g->seed != op->seed || g->drawn > op->draw) {
        attn_generator_seed(g, op->seed);
        trace->generator_seeded = true;
    }
    attn_generator_skip(g, op->draw - g->drawn);
}

static struct job job_for(struct attn_trace *trace, int index)
{
    const struct attn_op *op = &trace->plan.ops[index];
    struct job job = {.view = view_of(trace, index), .generator = &trace->generator};
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        if (kind_stored_shape(op, (enum attn_part)part).rank > 0) {
            job.parts[part] = trace->blocks[index] + part_offset(op, (enum attn_part)part);
        }
    }
    return job;
}

static void compute(struct attn_trace *trace, int index)
{
    const struct attn_op *op = &trace->plan.ops[index];
    const struct kind *kind = kind_of(op->kind);
    if (op->source == ATTN_SOURCE_GIVEN) {
        size_t bytes = attn_shape_count(&op->shape) * sizeof(float);
        memcpy(trace->blocks[index], trace_gift(trace, op->given)->values, bytes);
        return;
    }
    if (kind->draws && kind->draws(op) > 0) {
        generator_to(trace, op);
    }
    struct job job = job_for(trace, index);
    kind->run(&job);
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
    if (kind_of(op->kind)->window) {
        op->state = ATTN_STATE_READY;
        return true;
    }
    if (!trace->blocks[index]) {
        size_t floats = part_offset(op, ATTN_PART_COUNT);
        trace->blocks[index] = trace_alloc(trace, floats * sizeof(float));
        if (!trace->blocks[index]) {
            return error_memory(error);
        }
    }
    compute(trace, index);
    op->state = ATTN_STATE_READY;
    return true;
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
    const struct kind *kind = kind_of(op->kind);
    struct attn_shape shape = kind_part_shape(op, part);
    bool ready = op->state == ATTN_STATE_READY && shape.rank > 0;
    if (ready && part == ATTN_PART_VALUE && kind->window) {
        struct attn_tensor in = attn_trace_tensor(trace, op->operands[0], ATTN_PART_VALUE);
        /* cppcheck-suppress returnDanglingLifetime; in points to the trace's floats */
        return kind->window(op, &in);
    }
    return tensor_dense(&shape, ready ? trace->blocks[index] + part_offset(op, part) : NULL);
}
