/* torch.relu(input): what is below 0 becomes 0, cell by cell. */
#include "attention/ops/kind.h"

static bool relu_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    return true;
}

/* NaN stays NaN, as in PyTorch. */
static void relu_run(const struct job *job)
{
    const float *in = view_in(&job->view, 0)->data;
    size_t count = attn_shape_count(&job->view.op->shape);
    for (size_t i = 0; i < count; i++) {
        job->parts[ATTN_PART_VALUE][i] = in[i] < 0 ? 0 : in[i];
    }
}

static void relu_explain(const struct view *view, struct attn_explanation *e)
{
    e->term_count = 1;
    explanation_read(e, view_line(view, 0, e->cell.at, -1));
}

static struct attn_term relu_term(const struct view *view, const struct attn_explanation *e, int k)
{
    (void)k;
    struct attn_term term = view_term(view, 0, e->cell.at);
    term.value = e->value;
    return term;
}

const struct kind kind_relu = {
    .about = {.name = "relu",
              .formula = "{kind}({0})",
              .sentence = "What is below 0 becomes 0; the rest stays.",
              .picture = "cellwise",
              .between = "max(0, ·) →",
              .line = "max(0, {a}) = {value}"},
    .shape = relu_shape,
    .run = relu_run,
    .explain = relu_explain,
    .term = relu_term,
};
