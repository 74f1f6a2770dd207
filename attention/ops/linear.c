/* nn.Linear: out[.., j] = sum over k of x[.., k] * W[j, k], plus bias[j]. The weight is stored
 * (out, in), so a row of it is what one output is made with. */
#include "attention/ops/kind.h"

#include "attention/errors.h"
#include "attention/tensor.h"

enum { X, WEIGHT, BIAS };

static bool linear_shape(struct attn_op *op, const struct attn_shape *const *in)
{
    if (shape_last(in[X]) != in[WEIGHT]->size[1]) {
        return error_linear(&op->error, in[X], in[WEIGHT]);
    }
    op->shape = *in[X];
    op->shape.size[op->shape.rank - 1] = in[WEIGHT]->size[0];
    op->shape.axis[op->shape.rank - 1] = in[WEIGHT]->axis[0];
    return true;
}

/* out (n, m), x (n, k), w (m, k), bias (m) or NULL */
static void linear_run(const struct job *job)
{
    const float *x = job->in[X], *w = job->in[WEIGHT], *bias = job->in[BIAS];
    float *out = job->parts[ATTN_PART_VALUE];
    size_t n = shape_outer(job->in_shape[X], 1);
    int k = shape_last(job->in_shape[X]), m = job->in_shape[WEIGHT]->size[0];
    for (size_t i = 0; i < n; i++, x += k, out += m) {
        for (int j = 0; j < m; j++) {
            const float *row = w + (ptrdiff_t)j * k;
            float sum = 0;
            for (int t = 0; t < k; t++) {
                sum += x[t] * row[t];
            }
            out[j] = bias ? sum + bias[j] : sum;
        }
    }
}

static void linear_explain(const struct view *view, struct attn_explanation *e)
{
    int last = view->op->shape.rank - 1;
    int j = e->cell.at[last];
    e->term_count = shape_last(&view->in[X].shape);
    explanation_read(e, region_line(view, X, e->cell.at, last));
    explanation_read(e, region_line(view, WEIGHT, (int[ATTN_RANK_MAX]){j}, 1));
    if (view->op->operand_count > BIAS) {
        struct attn_region bias = region_line(view, BIAS, (int[ATTN_RANK_MAX]){j}, -1);
        explanation_read(e, bias);
        e->constant = attn_tensor_at(&view->in[BIAS], &j);
    }
}

static struct attn_term linear_term(const struct view *view, const struct attn_explanation *e,
                                    int k)
{
    int last = view->op->shape.rank - 1;
    struct attn_term term = {.a = cell_of(view, X, e->cell.at),
                             .b = cell_of(view, WEIGHT, (int[ATTN_RANK_MAX]){e->cell.at[last], k})};
    term.a.at[last] = k;
    term.a_value = value_of(view, &term.a);
    term.b_value = value_of(view, &term.b);
    term.value = term.a_value * term.b_value;
    return term;
}

const struct kind kind_linear = {
    .name = "linear",
    .shape = linear_shape,
    .run = linear_run,
    .explain = linear_explain,
    .term = linear_term,
};
