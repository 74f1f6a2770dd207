/* nn.Linear: out[.., j] = sum over k of x[.., k] * W[j, k], plus bias[j]. The weight is stored
 * (out, in), so a row of it is what one output is made with. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"
#include "attention/ops/product.h"

#include <string.h>

enum { X, WEIGHT, BIAS };

static bool linear_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *x = operand_shape(op, ops, X),
                            *weight = operand_shape(op, ops, WEIGHT);
    int last = x->rank - 1;
    if (x->size[last] != weight->size[1]) {
        op->clash_operand[0] = X;
        op->clash_axis[0] = last;
        op->clash_operand[1] = WEIGHT;
        op->clash_axis[1] = 1;
        return error_linear(&op->error, x, weight);
    }
    op->shape = *x;
    op->shape.size[last] = weight->size[0];
    op->shape.axis[last] = weight->axis[0];
    return true;
}

static struct axis_from linear_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    (void)ops;
    return axis == op->shape.rank - 1 ? (struct axis_from){WEIGHT, 0, 1}
                                      : (struct axis_from){X, axis, 1};
}

static uint64_t linear_multiply_adds(const struct attn_op *op, const struct attn_op *ops)
{
    return (uint64_t)attn_shape_count(&op->shape) *
           (uint64_t)operand_shape(op, ops, WEIGHT)->size[1];
}

/* out (.., m), x (.., k), w (m, k), bias (m) or none */
static void linear_run(const struct job *job)
{
    bool has_bias = job->view.op->operand_count > BIAS;
    product_run(job->parts[ATTN_PART_VALUE], view_in(&job->view, X), view_in(&job->view, WEIGHT),
                true, has_bias ? view_in(&job->view, BIAS)->data : NULL);
}

static void linear_explain(const struct view *view, struct attn_explanation *e)
{
    int last = view->op->shape.rank - 1;
    int j = e->cell.at[last];
    e->term_count = shape_last(&view_in(view, X)->shape);
    explanation_read(e, view_line(view, X, e->cell.at, last));
    explanation_read(e, view_line(view, WEIGHT, (int[ATTN_RANK_MAX]){j}, 1));
    if (view->op->operand_count > BIAS) {
        struct attn_region bias = view_line(view, BIAS, (int[ATTN_RANK_MAX]){j}, -1);
        explanation_read(e, bias);
        e->constant = attn_tensor_at(view_in(view, BIAS), &j);
    }
}

static struct attn_term linear_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int last = view->op->shape.rank - 1;
    struct attn_term term = {
        .a = view_cell(view, X, e->cell.at),
        .b = view_cell(view, WEIGHT, (int[ATTN_RANK_MAX]){e->cell.at[last], k})};
    term.a.at[last] = k;
    term.a_value = view_value(view, &term.a);
    term.b_value = view_value(view, &term.b);
    term.value = term.a_value * term.b_value;
    return term;
}

static struct word linear_word(const struct subject *s, const char *name)
{
    return strcmp(name, "bias") == 0 ? word_flag(s->op->operand_count > BIAS) : word_none();
}

const struct kind kind_linear = {
    .about = {.name = "linear",
              .formula = "{0} · {1}ᵀ< + {2}>",
              .sentence = "A Linear layer: each row meets every column of the transposed weight; "
                          "multiply number by number, add up, add the bias.",
              .picture = "product",
              .form = ATTN_FORM_SUM,
              .rule = "Σ over {inner} of",
              .terms = "{0} · {1}ᵀ",
              .constant = "<{bias}bias>",
              .failed = "no such product",
              .product = true,
              .flattens = true},
    .shape = linear_shape,
    .from = linear_from,
    .multiply_adds = linear_multiply_adds,
    .windows = true, /* a bias has one axis: in line in any window */
    .run = linear_run,
    .explain = linear_explain,
    .term = linear_term,
    .word = linear_word,
};
