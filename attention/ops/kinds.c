/* The table of kinds, in the order of attention.h's rows, and what their files share. */
#include "attention/ops/kind.h"

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

size_t kind_part_offset(const struct attn_op *op, enum attn_part part)
{
    size_t floats = 0;
    for (int i = 0; i < (int)part; i++) {
        struct attn_shape shape = kind_stored_shape(op, (enum attn_part)i);
        floats += shape.rank ? attn_shape_count(&shape) : 0;
    }
    return floats;
}
