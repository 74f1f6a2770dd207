/* The table of kinds: adding one is adding a row here and a file beside this one. */
#include "attention/ops/kind.h"

#include <assert.h>
#include <string.h>

static const struct kind *const kinds[] = {
    [ATTN_KIND_INPUT] = &kind_input,     [ATTN_KIND_PARAMETER] = &kind_parameter,
    [ATTN_KIND_LINEAR] = &kind_linear,   [ATTN_KIND_MATMUL] = &kind_matmul,
    [ATTN_KIND_SCALE] = &kind_scale,     [ATTN_KIND_MASK] = &kind_mask,
    [ATTN_KIND_SOFTMAX] = &kind_softmax, [ATTN_KIND_DROPOUT] = &kind_dropout,
};
static_assert(sizeof kinds / sizeof *kinds == ATTN_KIND_COUNT, "a row a kind");

const struct kind *kind_of(enum attn_kind kind)
{
    return kinds[kind];
}

const char *attn_kind_name(enum attn_kind kind)
{
    return kinds[kind]->name;
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
    return kind->part ? kind->part(op, part) : (struct attn_shape){0};
}

struct attn_region region_line(const struct view *view, int operand, const int *at, int axis)
{
    const struct attn_shape *shape = &view->in[operand].shape;
    struct attn_region region = {.op = view->op->operands[operand]};
    for (int i = 0; i < shape->rank; i++) {
        region.from[i] = i == axis ? 0 : at[i];
        region.to[i] = i == axis ? shape->size[i] : at[i] + 1;
    }
    return region;
}

struct attn_cell cell_of(const struct view *view, int operand, const int *at)
{
    struct attn_cell cell = {.op = view->op->operands[operand]};
    memcpy(cell.at, at, sizeof cell.at);
    return cell;
}

float value_of(const struct view *view, const struct attn_cell *cell)
{
    struct attn_tensor tensor = attn_trace_tensor(view->trace, cell->op, cell->part);
    return attn_tensor_at(&tensor, cell->at);
}

void explanation_read(struct attn_explanation *explanation, struct attn_region region)
{
    assert(explanation->read_count < ATTN_READS_MAX);
    explanation->reads[explanation->read_count++] = region;
}
