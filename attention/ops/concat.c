/* torch.cat(inputs, dim=-1): the heads' outputs side by side. A head that is switched off leaves
 * zeros in its place. */
#include "attention/ops/kind.h"

#include "attention/numbers/tensor.h"

#include <string.h>

static bool concat_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    int last = op->shape.rank - 1;
    op->shape.axis[last] = ATTN_AXIS_CONCAT;
    for (int i = 1; i < op->operand_count; i++) {
        op->shape.size[last] += operand_shape(op, ops, i)->size[last];
    }
    return true;
}

static struct axis_from concat_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    (void)ops;
    int times = axis == op->shape.rank - 1 ? op->operand_count : 1;
    return (struct axis_from){0, axis, times};
}

static bool is_off(const struct attn_op *op, int head)
{
    return op->off[head / 64] >> (head % 64) & 1;
}

/* out (rows, heads * width), each input (rows, width) */
static void concat_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    size_t rows = shape_outer(&op->shape, 1), wide = (size_t)shape_last(&op->shape), left = 0;
    float *out = job->parts[ATTN_PART_VALUE];
    for (int h = 0; h < op->operand_count; h++) {
        struct attn_tensor in = view_operand(&job->view, h);
        size_t width = (size_t)shape_last(&in.shape);
        for (size_t i = 0; i < rows && width > 0; i++) {
            float *row = out + i * wide + left;
            if (is_off(op, h)) {
                memset(row, 0, width * sizeof *row);
            } else {
                memcpy(row, in.data + i * width, width * sizeof *row);
            }
        }
        left += width;
    }
}

/* Which head's which cell lands at[]; returns the head. */
static int source(const struct view *view, const int *at, int *in)
{
    int last = view->op->shape.rank - 1, width = view->in[0].shape.size[last];
    memcpy(in, at, ATTN_RANK_MAX * sizeof *in);
    in[last] = at[last] % width;
    return at[last] / width;
}

static void concat_explain(const struct view *view, struct attn_explanation *e)
{
    int in[ATTN_RANK_MAX], head = source(view, e->cell.at, in);
    if (!is_off(view->op, head)) {
        e->term_count = 1;
        explanation_read(e, region_line(view, head, in, -1));
    }
}

static struct attn_term concat_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int in[ATTN_RANK_MAX], head = source(view, e->cell.at, in);
    (void)k;
    return term_of(view, head, in);
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
              .note = "the same float, nothing is computed",
              .empty = "0: this head is switched off"},
    .shape = concat_shape,
    .from = concat_from,
    .run = concat_run,
    .explain = concat_explain,
    .term = concat_term,
};
