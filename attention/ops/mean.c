/* torch.stack(inputs).mean(dim=0): the heads' outputs averaged cell by cell. A head that is
 * switched off counts as zeros. */
#include "attention/ops/kind.h"

static bool mean_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    return true;
}

static bool is_off(const struct attn_op *op, int head)
{
    return op->off[head / 64] >> (head % 64) & 1;
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
        struct attn_tensor in = view_operand(&job->view, h);
        for (size_t i = 0; i < count && !is_off(op, h); i++) {
            out[i] += in.data[i];
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
    while (is_off(op, head) || k-- > 0) {
        head++;
    }
    return head;
}

static void mean_explain(const struct view *view, struct attn_explanation *e)
{
    e->constant = 1.0f / (float)view->op->operand_count;
    for (int h = 0; h < view->op->operand_count; h++) {
        if (!is_off(view->op, h)) {
            e->term_count++;
            if (e->read_count < ATTN_READS_MAX) {
                explanation_read(e, region_line(view, h, e->cell.at, -1));
            }
        }
    }
}

static struct attn_term mean_term(const struct view *view, const struct attn_explanation *e, int k)
{
    return term_of(view, head_of(view->op, k), e->cell.at);
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
