/* An operation's grid of cells, its name within its head, and its twins in other heads. */
#include "app/model/op.h"

#include <stdio.h>
#include <string.h>

void op_grid(const struct attn_op *op, int *rows, int *columns)
{
    const struct attn_shape *s = &op->shape;
    *columns = s->rank > 0 ? s->size[s->rank - 1] : 1;
    *rows = s->rank > 1 ? s->size[s->rank - 2] : 1;
}

bool op_has_cell(const struct attn_op *op, int row, int column)
{
    int rows, columns;
    op_grid(op, &rows, &columns);
    return row >= 0 && row < rows && column >= 0 && column < columns &&
           attn_shape_count(&op->shape) > 0;
}

const char *op_own_name(const struct attn_op *op)
{
    const char *dot = op->head >= 0 ? strchr(op->name, '.') : NULL;
    dot = dot ? strchr(dot + 1, '.') : NULL;
    return dot ? dot + 1 : op->name;
}

int op_twin(const struct attn_trace *trace, int op, int head)
{
    const struct attn_op *here = attn_trace_op(trace, op);
    char name[ATTN_NAME_MAX];
    if (here->head < 0 || here->head == head) {
        return op;
    }
    snprintf(name, sizeof name, "heads.%d.%.30s", head, op_own_name(here));
    int twin = attn_trace_find(trace, name);
    return twin >= 0 ? twin : op;
}

bool op_counts_features(const struct attn_op *op, int axis)
{
    const char *own = op_own_name(op);
    if (axis < 0 || axis >= op->shape.rank || op->shape.axis[axis] != ATTN_AXIS_EMBED) {
        return false;
    }
    if (op->kind == ATTN_KIND_PARAMETER) {
        bool last = strncmp(op->name, "fc_out.", 7) == 0;
        return last ? axis == 0 : axis == 1;
    }
    return strcmp(own, "Q") != 0 && strcmp(own, "K") != 0 && strcmp(own, "V") != 0;
}
