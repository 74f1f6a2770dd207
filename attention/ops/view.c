/* What kernels and explanations find in a view: operands, cells, and the terms made of them. */
#include "attention/ops/kind.h"

#include <assert.h>
#include <string.h>

const struct attn_tensor *view_in(const struct view *view, int i)
{
    return view->dense ? &view->dense[i] : &view->values[view->op->operands[i]];
}

struct attn_region view_line(const struct view *view, int operand, const int *at, int axis)
{
    const struct attn_shape *shape = &view_in(view, operand)->shape;
    struct attn_region region = {.op = view->op->operands[operand]};
    for (int i = 0; i < shape->rank; i++) {
        region.from[i] = i == axis ? 0 : at[i];
        region.to[i] = i == axis ? shape->size[i] : at[i] + 1;
    }
    return region;
}

struct attn_cell view_cell(const struct view *view, int operand, const int *at)
{
    struct attn_cell cell = {.op = view->op->operands[operand]};
    memcpy(cell.at, at, sizeof cell.at);
    return cell;
}

float view_value(const struct view *view, const struct attn_cell *cell)
{
    bool own = &view->ops[cell->op] == view->op;
    return attn_tensor_at(own ? &view->parts[cell->part] : &view->values[cell->op], cell->at);
}

struct attn_term view_term(const struct view *view, int operand, const int *at)
{
    struct attn_term term = {.a = view_cell(view, operand, at), .b = {.op = -1}};
    term.a_value = view_value(view, &term.a);
    term.value = term.a_value;
    return term;
}

void explanation_read(struct attn_explanation *explanation, struct attn_region region)
{
    assert(explanation->read_count < ATTN_READS_MAX);
    explanation->reads[explanation->read_count++] = region;
}
