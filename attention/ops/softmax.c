/* Softmax along one axis, in three passes: the row's maximum, the exponentials of what is left
 * after taking it away (so that none overflows), and each divided by their sum (kernels/plain.c has
 * the loops). All three are kept.
 * A row of nothing but -inf gives NaN, as in PyTorch: its maximum is -inf, and -inf - -inf is NaN. */
#include "attention/ops/kind.h"

#include "attention/kernels/kernels.h"

#include <math.h>
#include <string.h>

static bool softmax_shape(struct attn_op *op, const struct attn_op *ops)
{
    op->shape = *operand_shape(op, ops, 0);
    return true;
}

static struct attn_shape softmax_part(const struct attn_op *op, enum attn_part part)
{
    struct attn_shape shape = op->shape;
    if (part == ATTN_PART_EXPS) {
        return shape;
    }
    bool reached = shape.rank > 0; /* else it has no axis either */
    if (reached && (part == ATTN_PART_ROW_MAX || part == ATTN_PART_ROW_SUM)) {
        shape.size[op->axis] = 1;
        return shape;
    }
    return (struct attn_shape){0};
}

static void softmax_run(const struct job *job)
{
    const struct attn_shape *shape = &job->view.op->shape;
    struct kernel_softmax rows = {.outer = 1,
                                  .n = (size_t)shape->size[job->view.op->axis],
                                  .step = 1,
                                  .in = view_in(&job->view, 0)->data,
                                  .exps = job->parts[ATTN_PART_EXPS],
                                  .out = job->parts[ATTN_PART_VALUE],
                                  .row_max = job->parts[ATTN_PART_ROW_MAX],
                                  .row_sum = job->parts[ATTN_PART_ROW_SUM]};
    for (int i = 0; i < shape->rank; i++) {
        rows.outer *= i < job->view.op->axis ? (size_t)shape->size[i] : 1;
        rows.step *= i > job->view.op->axis ? (size_t)shape->size[i] : 1;
    }
    kernels_best()->softmax(&rows);
}

static float part_at(const struct view *view, const struct attn_explanation *e, enum attn_part part)
{
    struct attn_cell cell = e->cell;
    cell.part = part;
    cell.at[view->op->axis] = 0;
    return view_value(view, &cell);
}

static void softmax_explain(const struct view *view, struct attn_explanation *e)
{
    int axis = view->op->axis;
    e->term_count = view->op->shape.size[axis];
    e->own_term = e->cell.at[axis];
    e->row_max = part_at(view, e, ATTN_PART_ROW_MAX);
    e->row_sum = part_at(view, e, ATTN_PART_ROW_SUM);
    explanation_read(e, view_line(view, 0, e->cell.at, axis));
}

static struct attn_term softmax_term(const struct view *view, const struct attn_explanation *e,
                                     int k)
{
    struct attn_term term = {.a = view_cell(view, 0, e->cell.at), .b = e->cell};
    term.a.at[view->op->axis] = k;
    term.b.at[view->op->axis] = k;
    term.a_value = view_value(view, &term.a);
    term.b_value = view_value(view, &term.b);
    struct attn_cell exp = term.b;
    exp.part = ATTN_PART_EXPS;
    term.value = view_value(view, &exp);
    return term;
}

static struct word softmax_word(const struct subject *s, const char *name)
{
    const struct attn_shape *shape = &s->op->shape;
    if (strcmp(name, "line") == 0) {
        return word_text("%s", s->op->axis == shape->rank - 2 ? "column" : "row");
    }
    if (strcmp(name, "axis") == 0 && shape->rank > 0) {
        return word_text("%s", attn_axis_name(shape->axis[s->op->axis]));
    }
    bool masked = s->e && isinf(s->e->row_max) && s->e->row_max < 0;
    return strcmp(name, "masked") == 0 ? word_flag(masked) : word_none();
}

const struct kind kind_softmax = {
    .about = {.name = "softmax",
              .formula = "{kind}({0})",
              .sentence =
                  "Softmax turns each {line} of scores into shares of 1: the exponential of "
                  "each, divided by the sum of the {line}.",
              .picture = "cellwise",
              .form = ATTN_FORM_SHARES,
              .rule = "exp({a:3} − {max:3}) ÷ {sum:3}",
              .fault = "<{masked}every {axis} is masked: the largest is −∞, and −∞ − (−∞) is NaN>",
              .shares = true},
    .shape = softmax_shape,
    .part = softmax_part,
    .run = softmax_run,
    .explain = softmax_explain,
    .term = softmax_term,
    .word = softmax_word,
};
