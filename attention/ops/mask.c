/* scores.masked_fill(mask == 0, float("-inf")): hidden cells become -inf, so that softmax gives
 * them exactly 0. With the polarity turned round it is mask == 1 that hides. */
#include "attention/ops/kind.h"

#include "attention/kernels/kernels.h"
#include "attention/numbers/broadcast.h"
#include "attention/numbers/errors.h"

#include <string.h>

enum { SCORES, MASK };

static bool mask_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *scores = operand_shape(op, ops, SCORES),
                            *mask = operand_shape(op, ops, MASK);
    int axis = 0, rank = scores->rank > mask->rank ? scores->rank : mask->rank;
    if (!shape_broadcast(scores, mask, &op->shape, &axis)) {
        op->clash_operand[0] = SCORES;
        op->clash_axis[0] = broadcast_axis(scores, rank, axis);
        op->clash_operand[1] = MASK;
        op->clash_axis[1] = broadcast_axis(mask, rank, axis);
        return error_broadcast(&op->error, mask->size[op->clash_axis[1]],
                               scores->size[op->clash_axis[0]], axis);
    }
    return true;
}

/* out, from scores and mask, each again along the axes that it does not have */
static void mask_run(const struct job *job)
{
    const struct attn_tensor *scores = view_in(&job->view, SCORES),
                             *mask = view_in(&job->view, MASK);
    float *out = job->parts[ATTN_PART_VALUE], hide = job->view.op->hide_ones ? 1.0f : 0.0f;
    for (struct walk w = walk_begin(&job->view.op->shape, scores, mask); walk_next(&w);) {
        kernels_best()->hide(out + w.done, w.from[SCORES], w.from[MASK], w.run, hide);
    }
}

static void mask_explain(const struct view *view, struct attn_explanation *e)
{
    e->term_count = 1;
    for (int i = SCORES; i <= MASK; i++) {
        int in[ATTN_RANK_MAX];
        broadcast_cell(&view_in(view, i)->shape, view->op->shape.rank, e->cell.at, in);
        explanation_read(e, view_line(view, i, in, -1));
    }
}

static struct attn_term mask_term(const struct view *view, const struct attn_explanation *e, int k)
{
    (void)k;
    int in[2][ATTN_RANK_MAX];
    for (int i = SCORES; i <= MASK; i++) {
        broadcast_cell(&view_in(view, i)->shape, view->op->shape.rank, e->cell.at, in[i]);
    }
    struct attn_term term = {.a = view_cell(view, SCORES, in[SCORES]),
                             .b = view_cell(view, MASK, in[MASK])};
    term.a_value = view_value(view, &term.a);
    term.b_value = view_value(view, &term.b);
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
    .about =
        {.name = "mask",
         .formula = "{0}<{!drop}, −∞ where mask is 0><{drop}, −∞ where mask is 1>",
         .spoken = "{kind}({0})",
         .sentence = "Where the mask is <{!drop}0><{drop}1>, the score becomes −∞; elsewhere it "
                     "stays.",
         .picture = "cellwise",
         .line = "{a}, mask {b:0} → {value}",
         .note = "<{hidden}the mask hides this key: where the row sees another, softmax gives it 0>"
                 "<{!hidden}the mask lets this key through>"},
    .shape = mask_shape,
    .from = operands_axis,
    .windows = true,
    .run = mask_run,
    .explain = mask_explain,
    .term = mask_term,
    .word = mask_word,
};
