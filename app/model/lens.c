/* Looking through a lens. */
#include "app/model/lens.h"

#include <math.h>
#include <string.h>

int lens_heads(const struct lens *lens)
{
    return lens->config->wiring == ATTN_WIRING_SINGLE ? 1 : lens->config->heads;
}

struct range lens_own_range(const struct lens *lens, int op)
{
    return op < lens->range_count ? lens->ranges[op] : (struct range){0};
}

struct range lens_range(const struct lens *lens, int op)
{
    struct range range = lens_own_range(lens, op);
    if (!lens->all_heads || attn_trace_op(lens->trace, op)->head < 0) {
        return range;
    }
    for (int h = 0; h < lens_heads(lens); h++) {
        struct range other = lens_own_range(lens, op_twin(lens->trace, op, h));
        range.largest = fmaxf(range.largest, other.largest);
        range.whole &= other.whole;
    }
    return range;
}

int lens_index(const struct lens *lens, enum attn_axis axis)
{
    return axis == ATTN_AXIS_BATCH ? lens->item : axis == ATTN_AXIS_HEAD ? lens->head : 0;
}

void lens_at(const struct lens *lens, const struct attn_op *op, int row, int column, int *at)
{
    int rank = op->shape.rank;
    memset(at, 0, ATTN_RANK_MAX * sizeof *at);
    for (int i = 0; i < rank - 2; i++) {
        at[i] = lens_index(lens, op->shape.axis[i]);
    }
    if (rank > 1) {
        at[rank - 2] = row;
    }
    if (rank > 0) {
        at[rank - 1] = column;
    }
}

bool lens_explain(const struct lens *lens, struct attn_explanation *explanation)
{
    const struct lens_cell *cell = &lens->cell;
    int at[ATTN_RANK_MAX];
    if (cell->op < 0 || attn_trace_op(lens->trace, cell->op)->state != ATTN_STATE_READY) {
        return false;
    }
    lens_at(lens, attn_trace_op(lens->trace, cell->op), cell->row, cell->column, at);
    *explanation = attn_explain(lens->trace, cell->op, at);
    return true;
}
