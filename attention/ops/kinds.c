/* The table of kinds, in the order of attention.h's rows, and what their files share. */
#include "attention/ops/kind.h"

#include <assert.h>
#include <string.h>

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

struct view view_of(const struct attn_trace *trace, int index)
{
    struct view view = {.trace = trace, .op = attn_trace_op(trace, index)};
    for (int i = 0; i < view.op->operand_count && i < INS_MAX; i++) {
        view.in[i] = view_operand(&view, i);
    }
    return view;
}

struct attn_tensor view_operand(const struct view *view, int i)
{
    return attn_trace_tensor(view->trace, view->op->operands[i], ATTN_PART_VALUE);
}

struct attn_region region_line(const struct view *view, int operand, const int *at, int axis)
{
    const struct attn_shape *shape =
        &attn_trace_op(view->trace, view->op->operands[operand])->shape;
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

struct attn_term term_of(const struct view *view, int operand, const int *at)
{
    struct attn_term term = {.a = cell_of(view, operand, at), .b = {.op = -1}};
    term.a_value = value_of(view, &term.a);
    term.value = term.a_value;
    return term;
}

void explanation_read(struct attn_explanation *explanation, struct attn_region region)
{
    assert(explanation->read_count < ATTN_READS_MAX);
    explanation->reads[explanation->read_count++] = region;
}
