/* Shapes and windows. Sizes that are products go through size_multiply once, when a plan is made;
 * after that they are known to fit. */
#include "attention/numbers/tensor.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static const char *const axis_names[ATTN_AXIS_COUNT] = {
    [ATTN_AXIS_BATCH] = "batch",       [ATTN_AXIS_TOKEN] = "token",   [ATTN_AXIS_QUERY] = "query",
    [ATTN_AXIS_KEY] = "key",           [ATTN_AXIS_EMBED] = "embed",   [ATTN_AXIS_HEAD] = "head",
    [ATTN_AXIS_HEAD_DIM] = "head_dim", [ATTN_AXIS_CONCAT] = "concat",
};

const char *attn_axis_name(enum attn_axis axis)
{
    return axis_names[axis];
}

bool attn_shape_equal(const struct attn_shape *a, const struct attn_shape *b)
{
    if (a->rank != b->rank) {
        return false;
    }
    for (int i = 0; i < a->rank; i++) {
        if (a->size[i] != b->size[i]) {
            return false;
        }
    }
    return true;
}

size_t attn_shape_count(const struct attn_shape *shape)
{
    return shape_outer(shape, 0);
}

size_t shape_outer(const struct attn_shape *shape, int inner)
{
    size_t count = 1;
    for (int i = 0; i < shape->rank - inner; i++) {
        count *= (size_t)shape->size[i];
    }
    return count;
}

int shape_last(const struct attn_shape *shape)
{
    return shape->rank > 0 ? shape->size[shape->rank - 1] : 1;
}

bool size_multiply(size_t a, size_t b, size_t *product)
{
    if (b != 0 && a > SIZE_MAX / b) {
        return false;
    }
    *product = a * b;
    return true;
}

bool shape_bytes(const struct attn_shape *shape, size_t *bytes)
{
    size_t product = sizeof(float);
    for (int i = 0; i < shape->rank; i++) {
        if (!size_multiply(product, (size_t)shape->size[i], &product)) {
            return false;
        }
    }
    *bytes = product;
    return true;
}

const char *attn_shape_text(const struct attn_shape *shape, char *buffer, size_t bytes)
{
    size_t used = 0;
    for (int i = 0; i < shape->rank && used < bytes; i++) {
        int n = snprintf(buffer + used, bytes - used, "%s%d", i ? ", " : "(", shape->size[i]);
        used += (size_t)n;
    }
    if (used < bytes) {
        const char *end = shape->rank == 0 ? "()" : shape->rank == 1 ? ",)" : ")";
        snprintf(buffer + used, bytes - used, "%s", end);
    }
    return buffer;
}

struct attn_tensor tensor_dense(const struct attn_shape *shape, const float *data)
{
    struct attn_tensor tensor = {.shape = *shape, .data = data};
    ptrdiff_t stride = 1;
    for (int i = shape->rank - 1; i >= 0; i--) {
        tensor.stride[i] = stride;
        stride *= shape->size[i];
    }
    return tensor;
}

float attn_tensor_at(const struct attn_tensor *tensor, const int *at)
{
    ptrdiff_t offset = 0;
    assert(tensor->data);
    for (int i = 0; i < tensor->shape.rank; i++) {
        assert(at[i] >= 0 && at[i] < tensor->shape.size[i]);
        offset += at[i] * tensor->stride[i];
    }
    return tensor->data[offset];
}

bool attn_shape_next(const struct attn_shape *shape, int *at)
{
    for (int i = shape->rank - 1; i >= 0; i--) {
        if (++at[i] < shape->size[i]) {
            return true;
        }
        at[i] = 0;
    }
    return false;
}

struct attn_summary attn_tensor_summary(const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX] = {0};
    struct attn_summary s = {.min = INFINITY, .max = -INFINITY};
    const struct attn_summary not_a_number = {.min = NAN, .max = NAN, .mean = (double)NAN};
    double sum = 0;
    if (attn_shape_count(&tensor->shape) == 0) {
        return not_a_number;
    }
    do {
        float v = attn_tensor_at(tensor, at);
        if (isnan(v)) {
            return not_a_number;
        }
        s.min = v < s.min ? v : s.min;
        s.max = v > s.max ? v : s.max;
        sum += (double)v;
    } while (attn_shape_next(&tensor->shape, at));
    s.mean = sum / (double)attn_shape_count(&tensor->shape);
    return s;
}
