/* scores.masked_fill(mask == 0, float("-inf")): hidden cells become -inf, so that softmax gives
 * them exactly 0. With the polarity turned round it is mask == 1 that hides. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/kernels/kernels.h"
#include "attention/numbers/tensor.h"

#include <string.h>

enum { SCORES, MASK };

static bool mask_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *scores = operand_shape(op, ops, SCORES),
                            *mask = operand_shape(op, ops, MASK);
    for (int i = 1; i <= mask->rank; i++) {
        int a = mask->size[mask->rank - i], b = scores->size[scores->rank - i];
        if (a != b && a != 1) {
            return error_broadcast(&op->error, a, b, scores->rank - i);
        }
    }
    op->shape = *scores;
    return true;
}

/* scores (.., T, T), mask (T, T), used again for each of the leading cells */
static void mask_run(const struct job *job)
{
    float *out = job->parts[ATTN_PART_VALUE];
    size_t count = attn_shape_count(&job->view.op->shape);
    size_t cells = attn_shape_count(&job->view.in[MASK].shape);
    float hide = job->view.op->hide_ones ? 1.0f : 0.0f;
    for (size_t from = 0; from < count; from += cells) {
        kernels_best()->hide(out + from, job->view.in[SCORES].data + from, job->view.in[MASK].data,
                             cells, hide);
    }
}

static void mask_explain(const struct view *view, struct attn_explanation *e)
{
    int rank = view->op->shape.rank;
    const int *at = e->cell.at;
    e->term_count = 1;
    explanation_read(e, region_line(view, SCORES, at, -1));
    explanation_read(e, region_line(view, MASK, at + rank - 2, -1));
}

static struct attn_term mask_term(const struct view *view, const struct attn_explanation *e, int k)
{
    (void)k;
    const int *at = e->cell.at + view->op->shape.rank - 2;
    struct attn_term term = {.a = cell_of(view, SCORES, e->cell.at),
                             .b = cell_of(view, MASK, (int[ATTN_RANK_MAX]){at[0], at[1]})};
    term.a_value = value_of(view, &term.a);
    term.b_value = value_of(view, &term.b);
    term.value = e->value;
    return term;
}

static struct word mask_word(const struct subject *s, const char *name)
{
    float hide = s->op->hide_ones ? 1.0f : 0.0f;
    return strcmp(name, "drop") == 0     ? word_flag(s->op->hide_ones)
           : strcmp(name, "hidden") == 0 ? word_flag(s->e && s->term.b_value == hide)
                                         : word_none();
}

const struct kind kind_mask = {
    .about = {.name = "mask",
              .formula = "{0}<{!drop}, −∞ where mask is 0><{drop}, −∞ where mask is 1>",
              .spoken = "{kind}({0})",
              .sentence =
                  "Where the mask is <{!drop}0><{drop}1>, the score becomes −∞; elsewhere it "
                  "stays.",
              .picture = "cellwise",
              .line = "{a}, mask {b:0} → {value}",
              .note = "<{hidden}the mask hides this key: softmax will give it exactly 0>"
                      "<{!hidden}the mask lets this key through>"},
    .shape = mask_shape,
    .run = mask_run,
    .explain = mask_explain,
    .term = mask_term,
    .word = mask_word,
};
