/* a @ b, batch by batch, and a @ b.transpose(-1, -2). In the first the columns of b meet the rows
 * of a; in the second, as in Q times K transposed, its rows do. */
#include "attention/ops/kind.h"

#include "attention/errors.h"
#include "attention/tensor.h"

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

static bool matmul_shape(struct attn_op *op, const struct attn_shape *const *in)
{
    const struct attn_shape *a = in[A], *b = in[B];
    if (shape_last(a) != b->size[inner_axis(op, b)]) {
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

/* out (n, m) = a (n, k) times the transpose of b (m, k) */
static void product_transposed(float *out, const float *a, const float *b, int n, int k, int m)
{
    for (int i = 0; i < n; i++, a += k, out += m) {
        const float *row = b;
        for (int j = 0; j < m; j++, row += k) {
            float sum = 0;
            for (int t = 0; t < k; t++) {
                sum += a[t] * row[t];
            }
            out[j] = sum;
        }
    }
}

/* out (n, m) = a (n, k) times b (k, m) */
static void product(float *out, const float *a, const float *b, int n, int k, int m)
{
    memset(out, 0, (size_t)n * (size_t)m * sizeof *out);
    for (int i = 0; i < n; i++, a += k, out += m) {
        const float *row = b;
        for (int t = 0; t < k; t++, row += m) {
            for (int j = 0; j < m; j++) {
                out[j] += a[t] * row[j];
            }
        }
    }
}

static void matmul_run(const struct job *job)
{
    const struct attn_shape *shape = &job->op->shape;
    size_t batches = shape_outer(shape, 2);
    int n = shape->size[shape->rank - 2], m = shape_last(shape), k = shape_last(job->in_shape[A]);
    const float *a = job->in[A], *b = job->in[B];
    float *out = job->parts[ATTN_PART_VALUE];
    for (size_t i = 0; i < batches; i++) {
        (job->op->transposed ? product_transposed : product)(out, a, b, n, k, m);
        a += (ptrdiff_t)n * k;
        b += (ptrdiff_t)k * m;
        out += (ptrdiff_t)n * m;
    }
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
    .name = "matmul",
    .shape = matmul_shape,
    .run = matmul_run,
    .explain = matmul_explain,
    .term = matmul_term,
};
