/* A product for every combination of the leading axes, each where its window's strides say. */
#include "attention/kernels/kernels.h"

#include "attention/numbers/tensor.h"

/* Cells between the first matrix and that of the leading indices at[]. */
static ptrdiff_t offset(const struct attn_tensor *tensor, const int *at)
{
    ptrdiff_t floats = 0;
    for (int i = 0; i < tensor->shape.rank - 2; i++) {
        floats += at[i] * tensor->stride[i];
    }
    return floats;
}

/* The next leading indices, the last one first. */
static void step(const struct attn_shape *shape, int *at)
{
    for (int i = shape->rank - 3; i >= 0; i--) {
        if (++at[i] < shape->size[i]) {
            return;
        }
        at[i] = 0;
    }
}

/* Leading axes that can be counted as further rows, since b is the same for all: rows of the
 * product, or 0 when a's rows do not lie evenly. */
static ptrdiff_t even_rows(const struct attn_tensor *a)
{
    ptrdiff_t rows = 1;
    int last = a->shape.rank - 2;
    for (int i = last; i >= 0; i--) {
        if (a->shape.size[i] != 1 && a->stride[i] != rows * a->stride[last]) {
            return 0;
        }
        rows *= a->shape.size[i];
    }
    return rows;
}

static struct kernel_product first_product(float *out, const struct attn_tensor *a,
                                           const struct attn_tensor *b, bool transposed)
{
    int rows = a->shape.rank - 2, inner = b->shape.rank - (transposed ? 1 : 2);
    int outer = b->shape.rank - (transposed ? 2 : 1);
    struct kernel_product p = {.n = rows < 0 ? 1 : a->shape.size[rows],
                               .k = a->shape.size[rows + 1],
                               .m = b->shape.size[outer],
                               .c = out,
                               .c_column = 1};
    p.a = (struct kernel_window){a->data, rows < 0 ? 0 : a->stride[rows], a->stride[rows + 1]};
    p.b = (struct kernel_window){b->data, b->stride[inner], b->stride[outer]};
    p.c_row = p.m;
    return p;
}

void kernel_matmul(float *out, const struct attn_tensor *a, const struct attn_tensor *b,
                   bool transposed, const float *bias)
{
    const struct kernels *kernels = kernels_best();
    struct kernel_product p = first_product(out, a, b, transposed);
    size_t count = a->shape.rank > 2 ? shape_outer(&a->shape, 2) : 1;
    int at[ATTN_RANK_MAX] = {0};
    p.bias = bias;
    if (b->shape.rank == 2 && count > 1 && even_rows(a) > 0) {
        p.n = even_rows(a);
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        p.a.at = a->data + offset(a, at);
        p.b.at = b->data + offset(b, at);
        kernels->product(&p);
        p.c += p.n * p.m;
        step(&a->shape, at);
    }
}
