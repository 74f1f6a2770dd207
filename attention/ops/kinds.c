/* The table of kinds, in the order of attention.h's rows, and what their files share. */
#include "attention/ops/kind.h"

#include "attention/numbers/broadcast.h"

#include <assert.h>

#define KIND_POINTER(constant, row) [ATTN_KIND_##constant] = &kind_##row,
static const struct kind *const kinds[] = {ATTN_KINDS(KIND_POINTER)};

const struct kind *kind_of(enum attn_kind kind)
{
    return kinds[kind];
}

const char *attn_kind_name(enum attn_kind kind)
{
    return kinds[kind]->about.name;
}

const struct attn_kind_about *attn_kind_about(enum attn_kind kind)
{
    return &kinds[kind]->about;
}

const char *attn_part_name(enum attn_part part)
{
    static const char *const names[ATTN_PART_COUNT] = {"", "row_max", "exps", "row_sum", "keep"};
    return names[part];
}

struct attn_shape kind_part_shape(const struct attn_op *op, enum attn_part part)
{
    if (part == ATTN_PART_VALUE) {
        return op->shape;
    }
    const struct kind *kind = kinds[op->kind];
    return kind->part && op->shape.rank > 0 ? kind->part(op, part) : (struct attn_shape){0};
}

struct attn_shape kind_stored_shape(const struct attn_op *op, enum attn_part part)
{
    if (part == ATTN_PART_VALUE && kinds[op->kind]->window) {
        return (struct attn_shape){0};
    }
    return kind_part_shape(op, part);
}

const struct attn_shape *operand_shape(const struct attn_op *op, const struct attn_op *ops, int i)
{
    return &ops[op->operands[i]].shape;
}

bool operand_off(const struct attn_op *op, int i)
{
    return op->off[i / 64] >> (i % 64) & 1;
}

struct axis_from broadcast_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    const struct attn_shape *a = operand_shape(op, ops, 0), *b = operand_shape(op, ops, 1);
    int in_a = broadcast_axis(a, op->shape.rank, axis);
    int in_b = broadcast_axis(b, op->shape.rank, axis);
    bool stretched = in_a < 0 || (a->size[in_a] != op->shape.size[axis] && in_b >= 0);
    return stretched ? (struct axis_from){1, in_b, 1} : (struct axis_from){0, in_a, 1};
}
