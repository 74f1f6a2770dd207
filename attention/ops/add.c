/* a + b, cell by cell: what a block adds to what went in. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"

static bool add_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *a = operand_shape(op, ops, 0), *b = operand_shape(op, ops, 1);
    int axis = a->rank - 1;
    while (axis > 0 && a->size[axis] == b->size[axis]) {
        axis--;
    }
    if (!attn_shape_equal(a, b)) {
        op->clash_operand[0] = 0;
        op->clash_operand[1] = 1;
        op->clash_axis[0] = op->clash_axis[1] = axis;
        return error_broadcast(&op->error, a->size[axis], b->size[axis], axis);
    }
    op->shape = *a;
    return true;
}

static void add_run(const struct job *job)
{
    const float *a = view_in(&job->view, 0)->data, *b = view_in(&job->view, 1)->data;
    size_t count = attn_shape_count(&job->view.op->shape);
    for (size_t i = 0; i < count; i++) {
        job->parts[ATTN_PART_VALUE][i] = a[i] + b[i];
    }
}

static void add_explain(const struct view *view, struct attn_explanation *e)
{
    e->term_count = 2;
    explanation_read(e, view_line(view, 0, e->cell.at, -1));
    explanation_read(e, view_line(view, 1, e->cell.at, -1));
}

static struct attn_term add_term(const struct view *view, const struct attn_explanation *e, int k)
{
    return view_term(view, k, e->cell.at);
}

const struct kind kind_add = {
    .about = {.name = "add",
              .formula = "{0} + {1}",
              .sentence = "What the layer found is added to what went in, cell by cell.",
              .picture = "alone",
              .form = ATTN_FORM_SUM,
              .rule = "{0} + {1}"},
    .shape = add_shape,
    .run = add_run,
    .explain = add_explain,
    .term = add_term,
};
