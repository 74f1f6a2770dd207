/* scores / sqrt(width), cell by cell: dot products of longer vectors spread further, and softmax
 * would harden (Vaswani et al. 2017, section 3.2.1). */
#include "attention/ops/kind.h"

#include "attention/kernels/kernels.h"

#include <string.h>

static bool scale_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    return true;
}

static void scale_run(const struct job *job)
{
    kernels_best()->divide(job->parts[ATTN_PART_VALUE], view_in(&job->view, 0)->data,
                           attn_shape_count(&job->view.op->shape), job->view.op->divisor);
}

static void scale_explain(const struct view *view, struct attn_explanation *e)
{
    e->term_count = 1;
    e->constant = view->op->divisor;
    explanation_read(e, view_line(view, 0, e->cell.at, -1));
}

static struct attn_term scale_term(const struct view *view, const struct attn_explanation *e, int k)
{
    (void)k;
    struct attn_term term = {.a = view_cell(view, 0, e->cell.at), .b = {.op = -1}};
    term.a_value = view_value(view, &term.a);
    term.value = e->value;
    return term;
}

static struct word scale_word(const struct subject *s, const char *name)
{
    return strcmp(name, "divisor") == 0 ? word_number((double)s->op->divisor) : word_none();
}

const struct kind kind_scale = {
    .about = {.name = "scale",
              .formula = "{0} ÷ {divisor}",
              .sentence = "Every cell is divided by the same number.",
              .picture = "cellwise",
              .between = "÷ {divisor:2} →",
              .line = "{a} ÷ {constant} = {value}"},
    .shape = scale_shape,
    .run = scale_run,
    .explain = scale_explain,
    .term = scale_term,
    .word = scale_word,
};
