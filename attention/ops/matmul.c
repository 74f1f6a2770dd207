/* a @ b, batch by batch, and a @ b.transpose(-1, -2). In the first the columns of b meet the rows
 * of a; in the second, as in Q times K transposed, its rows do. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"
#include "attention/kernels/kernels.h"
#include "attention/numbers/tensor.h"

#include <string.h>

enum { A, B };

/* b's axes as the product sees them: k meets a's last axis, m becomes the result's. */
static int inner_axis(const struct attn_op *op, const struct attn_shape *b)
{
    return op->transposed ? b->rank - 1 : b->rank - 2;
}

static int outer_axis(const struct attn_op *op, const struct attn_shape *b)
{
    return op->transposed ? b->rank - 2 : b->rank - 1;
}

static bool matmul_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *a = operand_shape(op, ops, A), *b = operand_shape(op, ops, B);
    if (shape_last(a) != b->size[inner_axis(op, b)]) {
        op->clash_operand[0] = A;
        op->clash_axis[0] = a->rank - 1;
        op->clash_operand[1] = B;
        op->clash_axis[1] = inner_axis(op, b);
        return error_matmul(&op->error, a, b);
    }
    int m = outer_axis(op, b);
    op->shape = *a;
    op->shape.size[a->rank - 1] = b->size[m];
    op->shape.axis[a->rank - 1] = b->axis[m];
    if (op->transposed) { /* tokens meet tokens: from here on one asks and one answers */
        op->shape.axis[a->rank - 2] = ATTN_AXIS_QUERY;
        op->shape.axis[a->rank - 1] = ATTN_AXIS_KEY;
    } else {
        op->shape.axis[a->rank - 2] = ATTN_AXIS_TOKEN;
    }
    return true;
}

static struct axis_from matmul_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    int m = outer_axis(op, operand_shape(op, ops, B));
    return axis == op->shape.rank - 1 ? (struct axis_from){B, m, 1}
                                      : (struct axis_from){A, axis, 1};
}

static uint64_t matmul_multiply_adds(const struct attn_op *op, const struct attn_op *ops)
{
    return (uint64_t)attn_shape_count(&op->shape) * (uint64_t)shape_last(operand_shape(op, ops, A));
}

/* out (.., n, m), a (.., n, k), b (.., k, m), or (.., m, k) transposed; any windows */
static void matmul_run(const struct job *job)
{
    kernel_matmul(job->parts[ATTN_PART_VALUE], &job->view.in[A], &job->view.in[B],
                  job->view.op->transposed, NULL);
}

/* Where in b the partner of a[.., k] stands, for the result cell at[]. */
static void partner(const struct attn_op *op, const struct attn_shape *b, const int *at, int k,
                    int *partner_at)
{
    memcpy(partner_at, at, ATTN_RANK_MAX * sizeof *at);
    partner_at[outer_axis(op, b)] = at[op->shape.rank - 1];
    partner_at[inner_axis(op, b)] = k;
}

static void matmul_explain(const struct view *view, struct attn_explanation *e)
{
    const struct attn_shape *b = &view->in[B].shape;
    int in_b[ATTN_RANK_MAX];
    partner(view->op, b, e->cell.at, 0, in_b);
    e->term_count = shape_last(&view->in[A].shape);
    explanation_read(e, region_line(view, A, e->cell.at, view->op->shape.rank - 1));
    explanation_read(e, region_line(view, B, in_b, inner_axis(view->op, b)));
}

static struct attn_term matmul_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int in_b[ATTN_RANK_MAX];
    partner(view->op, &view->in[B].shape, e->cell.at, k, in_b);
    struct attn_term term = {.a = cell_of(view, A, e->cell.at), .b = cell_of(view, B, in_b)};
    term.a.at[view->op->shape.rank - 1] = k;
    term.a_value = value_of(view, &term.a);
    term.b_value = value_of(view, &term.b);
    term.value = term.a_value * term.b_value;
    return term;
}

const struct kind kind_matmul = {
    .about = {.name = "matmul",
              .formula = "{0} · {1}<{transposed}ᵀ>",
              .sentence = "A matrix product: each cell is a row of the left times a column of the "
                          "right, multiplied number by number and added up.",
              .picture = "product",
              .form = ATTN_FORM_SUM,
              .rule = "Σ over {inner} of",
              .terms = "{0} · {1}<{transposed}ᵀ>",
              .failed = "no such product",
              .product = true},
    .shape = matmul_shape,
    .from = matmul_from,
    .multiply_adds = matmul_multiply_adds,
    .run = matmul_run,
    .explain = matmul_explain,
    .term = matmul_term,
};
