/* context.transpose(1, 2).reshape(B, T, heads * head_dim): each token's heads side by side. Left
 * out the transpose, the reshape still has the right size, and takes a token's row from whatever
 * lies next in memory: the same head's next tokens. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"

#include <string.h>

enum { BATCH, HEAD, TOKEN, DIM };

static bool join_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *in = operand_shape(op, ops, 0);
    op->shape =
        (struct attn_shape){3,
                            {in->size[BATCH], in->size[TOKEN], in->size[HEAD] * in->size[DIM]},
                            {in->axis[BATCH], ATTN_AXIS_TOKEN, ATTN_AXIS_CONCAT}};
    /* A token's heads lie apart: head_dim floats, then the same head's next token. */
    bool apart = in->size[TOKEN] > 1 && in->size[HEAD] > 1 && in->size[DIM] > 1;
    if (op->view && apart) { /* every size fits: none of them is at fault */
        op->shape = (struct attn_shape){0};
        return error_stride(&op->error);
    }
    return true;
}

static struct axis_from join_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    (void)ops;
    return axis == 0   ? (struct axis_from){0, BATCH, 1}
           : axis == 1 ? (struct axis_from){0, TOKEN, 1}
                       : (struct axis_from){0, DIM, op->heads};
}

/* Which cell of the operand lands at[]; written to in[]. */
static void source(const struct attn_op *op, const struct attn_shape *shape, const int *at, int *in)
{
    int dim = shape->size[DIM], tokens = shape->size[TOKEN];
    in[BATCH] = at[0];
    in[HEAD] = at[2] / dim;
    in[TOKEN] = at[1];
    in[DIM] = at[2] % dim;
    if (!op->transposed) { /* the flat place within the batch item, read as (head, token, dim) */
        int flat = at[1] * shape->size[HEAD] * dim + at[2];
        in[HEAD] = flat / (tokens * dim);
        in[TOKEN] = flat / dim % tokens;
        in[DIM] = flat % dim;
    }
}

static void join_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    const struct attn_tensor *in = view_in(&job->view, 0);
    float *out = job->parts[ATTN_PART_VALUE];
    int at[ATTN_RANK_MAX] = {0}, from[ATTN_RANK_MAX];
    for (at[0] = 0; at[0] < op->shape.size[0]; at[0]++) {
        for (at[1] = 0; at[1] < op->shape.size[1]; at[1]++) {
            for (at[2] = 0; at[2] < op->shape.size[2]; at[2] += in->shape.size[DIM]) {
                source(op, &in->shape, at, from); /* head_dim floats in a row */
                const float *row = in->data + from[BATCH] * in->stride[BATCH] +
                                   from[HEAD] * in->stride[HEAD] + from[TOKEN] * in->stride[TOKEN];
                for (int d = 0; d < in->shape.size[DIM]; d++) {
                    *out++ = operand_off(op, from[HEAD]) ? 0 : row[d];
                }
            }
        }
    }
}

static void join_explain(const struct view *view, struct attn_explanation *e)
{
    int in[ATTN_RANK_MAX];
    source(view->op, &view_in(view, 0)->shape, e->cell.at, in);
    if (!operand_off(view->op, in[HEAD])) {
        e->term_count = 1;
        explanation_read(e, view_line(view, 0, in, -1));
    }
}

static struct attn_term join_term(const struct view *view, const struct attn_explanation *e, int k)
{
    int in[ATTN_RANK_MAX];
    (void)k;
    source(view->op, &view_in(view, 0)->shape, e->cell.at, in);
    return view_term(view, 0, in);
}

static struct word join_word(const struct subject *s, const char *name)
{
    return strcmp(name, "viewed") == 0 ? word_flag(s->op->view) : word_none();
}

const struct kind kind_join = {
    .about = {.name = "reshape",
              .formula = "{0}<{transposed}.transpose><{!viewed}.reshape><{viewed}.view>",
              .spoken = "{kind}({0})",
              .sentence =
                  "<{transposed}The heads back into one row a token.>"
                  "<{!transposed}The floats as they lie, cut into rows: without the transpose "
                  "a row is not one token's.>",
              .picture = "order",
              .form = ATTN_FORM_SAME,
              .note = "<{transposed}the same number, copied: nothing is computed>"
                      "<{!transposed}the same float, nothing is computed>",
              .empty = "0: this head is switched off"},
    .shape = join_shape,
    .from = join_from,
    .run = join_run,
    .explain = join_explain,
    .term = join_term,
    .word = join_word,
};
