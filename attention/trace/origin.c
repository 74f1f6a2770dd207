/* Where a size came from: from an axis back, operand by operand, to the constructor argument or
 * setting that it was made from. */
#include "attention/ops/kind.h"
#include "attention/numbers/tensor.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const size_names[ATTN_SIZE_COUNT] = {
    [ATTN_SIZE_COMPUTED] = "",          [ATTN_SIZE_BATCH] = "batch",
    [ATTN_SIZE_TOKENS] = "tokens",      [ATTN_SIZE_EMBED] = "embed",
    [ATTN_SIZE_HEADS] = "heads",        [ATTN_SIZE_HEAD_DIM] = "embed // heads",
    [ATTN_SIZE_WIDE] = "heads * embed",
};

const char *attn_size_name(enum attn_size size)
{
    return size_names[size];
}

static struct axis_from axis_from(const struct attn_trace *trace, const struct attn_op *op,
                                  int axis)
{
    const struct kind *kind = kind_of(op->kind);
    return kind->from ? kind->from(op, attn_trace_op(trace, 0), axis)
                      : (struct axis_from){0, axis, 1};
}

int attn_trace_origin(const struct attn_trace *trace, int index, int axis,
                      struct attn_origin *stops, int most)
{
    int count = 0;
    assert(index >= 0 && index < attn_trace_count(trace) && axis >= 0 && axis < ATTN_RANK_MAX);
    while (index >= 0) {
        const struct attn_op *op = attn_trace_op(trace, index);
        if (op->shape.rank <= axis) { /* failed or not reached: it has no size */
            break;
        }
        struct attn_origin stop = {
            .op = index, .axis = axis, .size = op->shape.size[axis], .from = op->from[axis]};
        index = -1;
        if (stop.from == ATTN_SIZE_COMPUTED && op->operand_count > 0) {
            struct axis_from from = axis_from(trace, op, axis);
            index = from.operand >= 0 ? op->operands[from.operand] : -1;
            axis = from.axis;
            stop.times = from.times;
        }
        if (count < most) {
            stops[count] = stop;
        }
        count++;
    }
    return count;
}

static void add(char *buffer, size_t bytes, const char *format, ...)
{
    size_t used = strlen(buffer);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(buffer + used, bytes - used, format, arguments);
    va_end(arguments);
}

/* " <- heads.0.value = Linear(256, 256)" of the parameter heads.0.value.weight */
static void add_parameter(const struct attn_op *op, char *buffer, size_t bytes)
{
    int layer = (int)(strlen(op->name) - strlen(strrchr(op->name, '.')));
    add(buffer, bytes, " ← %.*s", layer, op->name);
    if (op->shape.rank == 2) {
        add(buffer, bytes, " = Linear(%d, %d)", op->shape.size[1], op->shape.size[0]);
    }
}

const char *attn_origin_text(const struct attn_trace *trace, const struct attn_origin *stops,
                             int count, char *buffer, size_t bytes)
{
    snprintf(buffer, bytes, "%d", count > 0 ? stops[0].size : 0);
    for (int i = 0; i < count; i++) {
        const struct attn_op *op = attn_trace_op(trace, stops[i].op);
        if (i > 0 && kind_of(op->kind)->about.learned) {
            add_parameter(op, buffer, bytes);
        } else if (i > 0) {
            add(buffer, bytes, " ← %s", op->name);
        }
        if (stops[i].times > 1 && i + 1 < count) {
            add(buffer, bytes, " = %d heads × %d", stops[i].times, stops[i + 1].size);
        }
        if (stops[i].from != ATTN_SIZE_COMPUTED) {
            add(buffer, bytes, " ← %s", attn_size_name(stops[i].from));
        }
    }
    return buffer;
}

struct attn_cost attn_trace_cost(const struct attn_trace *trace, int index)
{
    struct attn_cost cost = {0};
    assert(index >= -1); /* -1: all of them */
    if (index < 0) {
        for (int i = 0; i < attn_trace_count(trace); i++) {
            struct attn_cost one = attn_trace_cost(trace, i);
            cost.parameters += one.parameters;
            cost.multiply_adds += one.multiply_adds;
            cost.bytes += one.bytes;
        }
        return cost;
    }
    const struct attn_op *op = attn_trace_op(trace, index);
    const struct kind *kind = kind_of(op->kind);
    if (op->state == ATTN_STATE_FAILED || op->state == ATTN_STATE_NOT_REACHED) {
        return cost;
    }
    if (kind->about.learned) {
        cost.parameters = attn_shape_count(&op->shape);
    }
    if (kind->multiply_adds) {
        cost.multiply_adds = kind->multiply_adds(op, attn_trace_op(trace, 0));
    }
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_shape shape = kind_stored_shape(op, (enum attn_part)part);
        cost.bytes += shape.rank ? attn_shape_count(&shape) * sizeof(float) : 0;
    }
    return cost;
}
