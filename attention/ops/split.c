/* input.view(B, T, heads, head_dim).transpose(1, 2): the last axis seen as heads of head_dim, the
 * heads before the tokens. Only the order of walking changes; every float stays where it is. Left
 * out the transpose, view(B, heads, T, head_dim) has the right size, and a head's row is whatever
 * lies there: other heads' parts of other tokens. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"

enum { BATCH, HEAD, TOKEN, DIM };

static bool split_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *in = operand_shape(op, ops, 0);
    op->shape.size[BATCH] = in->size[0];
    op->shape.axis[BATCH] = in->axis[0];
    op->shape.size[TOKEN] = in->size[1];
    op->shape.axis[TOKEN] = in->axis[1];
    op->shape.rank = 4;
    if (op->heads * op->shape.size[DIM] != in->size[2]) {
        int second = op->transposed ? in->size[1] : op->heads;
        int third = op->transposed ? op->heads : in->size[1];
        struct attn_shape wanted = {
            4, {in->size[0], second, third, op->shape.size[DIM]}, {ATTN_AXIS_BATCH}};
        op->shape = (struct attn_shape){0};
        op->clash_operand[0] = 0;
        op->clash_axis[0] = 2;
        return error_view(&op->error, &wanted, in);
    }
    return true;
}

static struct axis_from split_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    (void)op;
    (void)ops;
    return (struct axis_from){0, axis == TOKEN ? 1 : 0, 1};
}

static struct attn_tensor split_window(const struct attn_op *op, const struct attn_tensor *in)
{
    struct attn_tensor window = {.shape = op->shape, .data = in->data};
    window.stride[BATCH] = in->stride[0];
    ptrdiff_t width = op->shape.size[DIM] * in->stride[2];
    window.stride[HEAD] = op->transposed ? width : op->shape.size[TOKEN] * width;
    window.stride[TOKEN] = op->transposed ? in->stride[1] : width;
    window.stride[DIM] = in->stride[2];
    return window;
}

static void source(const struct attn_op *op, const int *at, int *in)
{
    in[0] = at[BATCH];
    in[1] = at[TOKEN];
    in[2] = at[HEAD] * op->shape.size[DIM] + at[DIM];
    in[3] = 0;
    if (!op->transposed) { /* the flat place within the batch item, read as (token, embed) */
        int dim = op->shape.size[DIM], embed = op->heads * dim;
        int flat = (at[HEAD] * op->shape.size[TOKEN] + at[TOKEN]) * dim + at[DIM];
        in[1] = flat / embed;
        in[2] = flat % embed;
    }
}

static void split_explain(const struct view *view, struct attn_explanation *e)
{
    int in[ATTN_RANK_MAX];
    source(view->op, e->cell.at, in);
    e->term_count = 1;
    explanation_read(e, view_line(view, 0, in, -1));
}

static struct attn_term split_term(const struct view *view, const struct attn_explanation *e, int k)
{
    int in[ATTN_RANK_MAX];
    (void)k;
    source(view->op, e->cell.at, in);
    return view_term(view, 0, in);
}

const struct kind kind_split = {
    .about = {.name = "view",
              .formula = "{0}.view<{transposed}.transpose>",
              .spoken = "{kind}({0})",
              .sentence =
                  "<{transposed}view and transpose: each row is cut into heads, and the heads come "
                  "first. No float moves.>"
                  "<{!transposed}The floats as they lie, cut into heads first: without the "
                  "transpose a head's row is not one token's.>",
              .picture = "order",
              .form = ATTN_FORM_SAME,
              .note = "the same float, nothing is computed"},
    .shape = split_shape,
    .from = split_from,
    .window = split_window,
    .explain = split_explain,
    .term = split_term,
};
