/* nn.Dropout. In train mode each cell is kept with chance 1 - p and then divided by 1 - p, so that
 * the mean stays; which cells were kept is a part of its own. In eval mode, or with p = 0, all
 * passes and nothing is drawn. With p = 1 nothing passes and nothing is drawn either. */
#include "attention/ops/kind.h"

#include "attention/kernels/kernels.h"

#include <string.h>

static bool dropout_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    return true;
}

static bool drops(const struct attn_op *op)
{
    return op->train && op->p > 0;
}

static struct attn_shape dropout_part(const struct attn_op *op, enum attn_part part)
{
    bool kept = part == ATTN_PART_KEEP && drops(op);
    return kept ? op->shape : (struct attn_shape){0};
}

static uint64_t dropout_draws(const struct attn_op *op)
{
    return drops(op) && op->p < 1 ? 2 * (uint64_t)attn_shape_count(&op->shape) : 0;
}

/* noise.div_(1 - p) of a kept cell's 1, in float32 as there */
static float kept_factor(const struct attn_op *op)
{
    return drops(op) && op->p < 1 ? 1.0f / (float)(1.0 - op->p) : 1.0f;
}

static void dropout_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    float *out = job->parts[ATTN_PART_VALUE], *keep = job->parts[ATTN_PART_KEEP];
    size_t count = attn_shape_count(&op->shape);
    if (!keep) {
        memcpy(out, view_in(&job->view, 0)->data, count * sizeof *out);
        return;
    }
    if (op->p < 1) {
        generator_keep(job->generator, keep, count, 1.0 - op->p);
    } else {
        memset(keep, 0, count * sizeof *keep);
    }
    kernels_best()->drop(out, view_in(&job->view, 0)->data, keep, count, kept_factor(op));
}

static void dropout_explain(const struct view *view, struct attn_explanation *e)
{
    e->term_count = 1;
    e->constant = kept_factor(view->op);
    explanation_read(e, view_line(view, 0, e->cell.at, -1));
    if (drops(view->op)) {
        struct attn_region keep = view_line(view, 0, e->cell.at, -1);
        keep.op = e->cell.op;
        keep.part = ATTN_PART_KEEP;
        explanation_read(e, keep);
    }
}

static struct attn_term dropout_term(const struct view *view, const struct attn_explanation *e,
                                     int k)
{
    (void)k;
    struct attn_term term = {.a = view_cell(view, 0, e->cell.at), .b = {.op = -1}};
    term.a_value = view_value(view, &term.a);
    term.b_value = 1.0f;
    if (drops(view->op)) {
        term.b = e->cell;
        term.b.part = ATTN_PART_KEEP;
        term.b_value = view_value(view, &term.b);
    }
    term.value = e->value;
    return term;
}

static struct word dropout_word(const struct subject *s, const char *name)
{
    bool decided = s->e && s->term.b.op >= 0;
    return strcmp(name, "keep") == 0      ? word_number(1 - s->op->p)
           : strcmp(name, "kept") == 0    ? word_flag(decided && s->term.b_value != 0)
           : strcmp(name, "dropped") == 0 ? word_flag(decided && s->term.b_value == 0)
           : strcmp(name, "drops") == 0   ? word_flag(drops(s->op))
           : strcmp(name, "passes") == 0  ? word_flag(s->e && !decided)
                                          : word_none();
}

const struct kind kind_dropout = {
    .about = {.name = "dropout",
              .formula = "{kind}({0})",
              .sentence = "Dropout. In train mode it drops weights at random and makes the others "
                          "larger; in eval mode it does nothing.",
              .picture = "cellwise",
              .between = "<{drops}÷ {keep}><{!drops}→>",
              .line = "{a}<{kept} ÷ {keep} = {value}><{dropped} × 0 = {value}>",
              .note =
                  "<{kept}kept, and divided by 1 − p = {keep}>"
                  "<{dropped}dropped: its draw was not below 1 − p = {keep}>"
                  "<{passes}lets everything pass: dropout drops in train mode only, with p above "
                  "0>",
              .shares = true},
    .shape = dropout_shape,
    .part = dropout_part,
    .draws = dropout_draws,
    .run = dropout_run,
    .explain = dropout_explain,
    .term = dropout_term,
    .word = dropout_word,
};
