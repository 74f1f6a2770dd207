/* A product for every combination of the leading axes, each where its window's strides say. */
#include "attention/ops/product.h"

#include "attention/kernels/kernels.h"
#include "attention/numbers/broadcast.h"
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

/* The tensor's matrices, one for each combination of the leading axes. */
static struct attn_tensor for_each_pair(const struct attn_tensor *tensor,
                                        const struct attn_shape *leading)
{
    struct attn_shape shape = *leading;
    for (int i = 2; i > 0; i--) {
        shape.size[shape.rank++] = tensor->shape.size[tensor->shape.rank - i];
    }
    return tensor_stretch(tensor, &shape);
}

/* Leading axes that only one of them has, or has more of, are walked with the other's again. */
static void pair(struct attn_tensor *a, struct attn_tensor *b)
{
    struct attn_shape outer_a = a->shape, outer_b = b->shape, leading;
    int clash;
    outer_a.rank -= 2;
    outer_b.rank -= 2;
    if (outer_b.rank > 0 && shape_broadcast(&outer_a, &outer_b, &leading, &clash)) {
        *a = for_each_pair(a, &leading);
        *b = for_each_pair(b, &leading);
    }
}

void product_run(float *out, const struct attn_tensor *left, const struct attn_tensor *right,
                 bool transposed, const float *bias)
{
    const struct kernels *kernels = kernels_best();
    struct attn_tensor a = *left, b = *right;
    pair(&a, &b);
    struct kernel_product p = first_product(out, &a, &b, transposed);
    size_t count = a.shape.rank > 2 ? shape_outer(&a.shape, 2) : 1;
    int at[ATTN_RANK_MAX] = {0};
    p.bias = bias;
    if (b.shape.rank == 2 && count > 1 && even_rows(&a) > 0) {
        p.n = even_rows(&a);
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        p.a.at = a.data + offset(&a, at);
        p.b.at = b.data + offset(&b, at);
        kernels->product(&p);
        p.c += p.n * p.m;
        step(&a.shape, at);
    }
}
