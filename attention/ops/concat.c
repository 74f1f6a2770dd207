/* torch.cat(inputs, dim=-1): the heads' outputs side by side. A head that is switched off leaves
 * zeros in its place. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"

#include <string.h>

/* All axes but the last must be operand 0's. */
static bool fits(struct attn_op *op, const struct attn_op *ops, int i)
{
    const struct attn_shape *first = operand_shape(op, ops, 0), *shape = operand_shape(op, ops, i);
    int last = first->rank - 1;
    op->clash_operand[0] = 0;
    op->clash_operand[1] = i;
    if (shape->rank != first->rank) {
        op->clash_axis[0] = last;
        op->clash_axis[1] = shape->rank - 1;
        return error_ranks(&op->error, first, shape);
    }
    for (int axis = 0; axis < last; axis++) {
        if (shape->size[axis] != first->size[axis]) {
            op->clash_axis[0] = op->clash_axis[1] = axis;
            return error_concat(&op->error, last, first->size[axis], shape->size[axis], i);
        }
    }
    op->clash_operand[0] = op->clash_operand[1] = -1;
    return true;
}

static bool concat_shape(struct attn_op *op, const struct attn_op *ops)
{
    struct attn_shape shape = *operand_shape(op, ops, 0);
    int last = shape.rank - 1;
    shape.axis[last] = ATTN_AXIS_CONCAT;
    for (int i = 1; i < op->operand_count; i++) {
        if (!fits(op, ops, i)) {
            return false;
        }
        shape.size[last] += shape_last(operand_shape(op, ops, i));
    }
    op->shape = shape;
    return true;
}

/* Operands of different widths make a sum that no single stop tells. */
static struct axis_from concat_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    int times = axis == op->shape.rank - 1 ? op->operand_count : 1;
    for (int i = 1; i < times; i++) {
        if (shape_last(operand_shape(op, ops, i)) != shape_last(operand_shape(op, ops, 0))) {
            return (struct axis_from){-1, axis, 1};
        }
    }
    return (struct axis_from){0, axis, times};
}

/* out (rows, the widths' sum), each input (rows, its width) */
static void concat_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    size_t rows = shape_outer(&op->shape, 1), wide = (size_t)shape_last(&op->shape), left = 0;
    float *out = job->parts[ATTN_PART_VALUE];
    for (int h = 0; h < op->operand_count; h++) {
        const struct attn_tensor *in = view_in(&job->view, h);
        size_t width = (size_t)shape_last(&in->shape);
        for (size_t i = 0; i < rows && width > 0; i++) {
            float *row = out + i * wide + left;
            if (operand_off(op, h)) {
                memset(row, 0, width * sizeof *row);
            } else {
                memcpy(row, in->data + i * width, width * sizeof *row);
            }
        }
        left += width;
    }
}

/* Which operand's which cell lands at[]; returns the operand. */
static int source(const struct view *view, const int *at, int *in)
{
    int last = view->op->shape.rank - 1, h = 0;
    memcpy(in, at, ATTN_RANK_MAX * sizeof *in);
    while (in[last] >= shape_last(&view_in(view, h)->shape)) {
        in[last] -= shape_last(&view_in(view, h)->shape);
        h++;
    }
    return h;
}

static void concat_explain(const struct view *view, struct attn_explanation *e)
{
    int in[ATTN_RANK_MAX], head = source(view, e->cell.at, in);
    if (!operand_off(view->op, head)) {
        e->term_count = 1;
        explanation_read(e, view_line(view, head, in, -1));
    }
}

static struct attn_term concat_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int in[ATTN_RANK_MAX], head = source(view, e->cell.at, in);
    (void)k;
    return view_term(view, head, in);
}

const struct kind kind_concat = {
    .about = {.name = "concat",
              .formula = "cat({list})",
              .spoken = "concat({0})",
              .sentence =
                  "torch.cat along the last axis: the heads side by side. It adds up widths, "
                  "whatever they are.",
              .picture = "concat",
              .form = ATTN_FORM_SAME,
              .note = "the same number, copied: nothing is computed",
              .empty = "0: this head is switched off"},
    .shape = concat_shape,
    .from = concat_from,
    .run = concat_run,
    .explain = concat_explain,
    .term = concat_term,
};
