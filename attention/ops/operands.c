/* What shape rules ask of operands. */
#include "attention/ops/kind.h"

#include "attention/numbers/broadcast.h"

const struct attn_shape *operand_shape(const struct attn_op *op, const struct attn_op *ops, int i)
{
    return &ops[op->operands[i]].shape;
}

bool operand_off(const struct attn_op *op, int i)
{
    return op->off[i / 64] >> (i % 64) & 1;
}

struct axis_from operands_axis(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    const struct attn_shape *a = operand_shape(op, ops, 0), *b = operand_shape(op, ops, 1);
    int in_a = broadcast_axis(a, op->shape.rank, axis);
    int in_b = broadcast_axis(b, op->shape.rank, axis);
    bool stretched = in_a < 0 || (a->size[in_a] != op->shape.size[axis] && in_b >= 0);
    return stretched ? (struct axis_from){1, in_b, 1} : (struct axis_from){0, in_a, 1};
}
