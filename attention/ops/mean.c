/* torch.stack(inputs).mean(dim=0): the heads' outputs averaged cell by cell. A head that is
 * switched off counts as zeros. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"

static bool mean_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *first = operand_shape(op, ops, 0);
    for (int i = 1; i < op->operand_count; i++) {
        const struct attn_shape *shape = operand_shape(op, ops, i);
        if (!attn_shape_equal(first, shape)) {
            int axis = 0;
            while (axis < first->rank - 1 && first->size[axis] == shape->size[axis]) {
                axis++;
            }
            op->clash_operand[0] = 0;
            op->clash_operand[1] = i;
            op->clash_axis[0] = axis;
            op->clash_axis[1] = axis < shape->rank ? axis : shape->rank - 1;
            return error_stack(&op->error, first, shape, i);
        }
    }
    op->shape = *first;
    return true;
}

static void mean_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    size_t count = attn_shape_count(&op->shape);
    float *out = job->parts[ATTN_PART_VALUE];
    for (size_t i = 0; i < count; i++) {
        out[i] = 0;
    }
    for (int h = 0; h < op->operand_count; h++) {
        const float *in = view_in(&job->view, h)->data;
        for (size_t i = 0; i < count && !operand_off(op, h); i++) {
            out[i] += in[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        out[i] /= (float)op->operand_count;
    }
}

/* The head that is term k: those switched off have none. */
static int head_of(const struct attn_op *op, int k)
{
    int head = 0;
    while (operand_off(op, head) || k-- > 0) {
        head++;
    }
    return head;
}

static void mean_explain(const struct view *view, struct attn_explanation *e)
{
    e->constant = 1.0f / (float)view->op->operand_count;
    for (int h = 0; h < view->op->operand_count; h++) {
        if (!operand_off(view->op, h)) {
            e->term_count++;
            if (e->read_count < ATTN_READS_MAX) {
                explanation_read(e, view_line(view, h, e->cell.at, -1));
            }
        }
    }
}

static struct attn_term mean_term(const struct view *view, const struct attn_explanation *e, int k)
{
    struct attn_term term = view_term(view, head_of(view->op, k), e->cell.at);
    term.value *= e->constant; /* its share of the mean */
    return term;
}

const struct kind kind_mean = {
    .about = {.name = "mean",
              .formula = "mean({list})",
              .spoken = "{kind}({0})",
              .sentence = "The mean of all heads, cell by cell.",
              .picture = "alone",
              .form = ATTN_FORM_SUM,
              .rule = "the mean of {count} heads: each ÷ their number",
              .empty = "0: this head is switched off"},
    .shape = mean_shape,
    .run = mean_run,
    .explain = mean_explain,
    .term = mean_term,
};
