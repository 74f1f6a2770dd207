/* a @ b, batch by batch, and a @ b.transpose(-1, -2). In the first the columns of b meet the rows
 * of a; in the second, as in Q times K transposed, its rows do. */
#include "attention/ops/kind.h"

#include "attention/numbers/broadcast.h"
#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"
#include "attention/ops/product.h"

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

/* The axes before the last two: matrix by matrix, one of them again where the other has more. */
static struct attn_shape leading(const struct attn_shape *shape)
{
    struct attn_shape outer = *shape;
    outer.rank -= 2;
    return outer;
}

static void clash(struct attn_op *op, int axis_of_a, int axis_of_b)
{
    op->clash_operand[0] = A;
    op->clash_axis[0] = axis_of_a;
    op->clash_operand[1] = B;
    op->clash_axis[1] = axis_of_b;
}

static bool matmul_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *a = operand_shape(op, ops, A), *b = operand_shape(op, ops, B);
    struct attn_shape outer_a = leading(a), outer_b = leading(b), shape;
    int axis = 0, rank = a->rank > b->rank ? a->rank : b->rank, m = outer_axis(op, b);
    if (!shape_broadcast(&outer_a, &outer_b, &shape, &axis)) {
        clash(op, broadcast_axis(a, rank, axis), broadcast_axis(b, rank, axis));
        return error_broadcast(&op->error, a->size[op->clash_axis[0]], b->size[op->clash_axis[1]],
                               axis);
    }
    if (shape_last(a) != b->size[inner_axis(op, b)]) {
        clash(op, a->rank - 1, inner_axis(op, b));
        return error_matmul(&op->error, a, b, op->transposed, attn_shape_count(&shape));
    }
    op->shape = shape;
    op->shape.rank = rank;
    op->shape.size[rank - 2] = a->size[a->rank - 2];
    op->shape.size[rank - 1] = b->size[m];
    /* Tokens meet tokens when transposed: from here on one asks and one answers. */
    op->shape.axis[rank - 2] = op->transposed ? ATTN_AXIS_QUERY : ATTN_AXIS_TOKEN;
    op->shape.axis[rank - 1] = op->transposed ? ATTN_AXIS_KEY : b->axis[m];
    return true;
}

static struct axis_from matmul_from(const struct attn_op *op, const struct attn_op *ops, int axis)
{
    const struct attn_shape *a = operand_shape(op, ops, A), *b = operand_shape(op, ops, B);
    int left = op->shape.rank - axis; /* axes from this one to the end */
    return left == 1   ? (struct axis_from){B, outer_axis(op, b), 1}
           : left == 2 ? (struct axis_from){A, a->rank - 2, 1}
                       : operands_axis(op, ops, axis);
}

static uint64_t matmul_multiply_adds(const struct attn_op *op, const struct attn_op *ops)
{
    return (uint64_t)attn_shape_count(&op->shape) * (uint64_t)shape_last(operand_shape(op, ops, A));
}

/* out (.., n, m), a (.., n, k), b (.., k, m), or (.., m, k) transposed; any windows */
static void matmul_run(const struct job *job)
{
    product_run(job->parts[ATTN_PART_VALUE], view_in(&job->view, A), view_in(&job->view, B),
                job->view.op->transposed, NULL);
}

/* Which cells meet in term k of the result cell at[]. */
static void partners(const struct view *view, const int *at, int k, int *in_a, int *in_b)
{
    const struct attn_shape *a = &view_in(view, A)->shape, *b = &view_in(view, B)->shape;
    int rank = view->op->shape.rank;
    broadcast_cell(a, rank, at, in_a);
    in_a[a->rank - 1] = k;
    broadcast_cell(b, rank, at, in_b);
    in_b[outer_axis(view->op, b)] = at[rank - 1];
    in_b[inner_axis(view->op, b)] = k;
}

static void matmul_explain(const struct view *view, struct attn_explanation *e)
{
    const struct attn_shape *a = &view_in(view, A)->shape, *b = &view_in(view, B)->shape;
    int in_a[ATTN_RANK_MAX], in_b[ATTN_RANK_MAX];
    partners(view, e->cell.at, 0, in_a, in_b);
    e->term_count = shape_last(a);
    explanation_read(e, view_line(view, A, in_a, a->rank - 1));
    explanation_read(e, view_line(view, B, in_b, inner_axis(view->op, b)));
}

static struct attn_term matmul_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int in_a[ATTN_RANK_MAX], in_b[ATTN_RANK_MAX];
    partners(view, e->cell.at, k, in_a, in_b);
    struct attn_term term = {.a = view_cell(view, A, in_a), .b = view_cell(view, B, in_b)};
    term.a_value = view_value(view, &term.a);
    term.b_value = view_value(view, &term.b);
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
    .windows = true,
    .run = matmul_run,
    .explain = matmul_explain,
    .term = matmul_term,
};
