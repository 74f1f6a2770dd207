/* Broadcasting: stretched axes are strides of 0, and the walk goes in runs, so that a kernel's loop
 * over dense floats serves windows too. */
#include "attention/numbers/broadcast.h"

#include "attention/numbers/tensor.h"

#include <string.h>

int broadcast_axis(const struct attn_shape *operand, int rank, int axis)
{
    int own = axis - (rank - operand->rank);
    return own < 0 ? -1 : own;
}

bool shape_broadcast(const struct attn_shape *a, const struct attn_shape *b,
                     struct attn_shape *together, int *clash)
{
    struct attn_shape shape = {.rank = a->rank > b->rank ? a->rank : b->rank};
    for (int i = 0; i < shape.rank; i++) {
        int in_a = broadcast_axis(a, shape.rank, i), in_b = broadcast_axis(b, shape.rank, i);
        int size_a = in_a < 0 ? 1 : a->size[in_a], size_b = in_b < 0 ? 1 : b->size[in_b];
        if (size_a != size_b && size_a != 1 && size_b != 1) {
            *clash = i;
            return false;
        }
        bool from_a = in_a >= 0 && (size_a != 1 || size_b == 1 || in_b < 0);
        shape.size[i] = size_a == 1 ? size_b : size_a;
        shape.axis[i] = from_a ? a->axis[in_a] : b->axis[in_b];
    }
    *together = shape;
    return true;
}

void broadcast_cell(const struct attn_shape *operand, int rank, const int *at, int *in)
{
    memset(in, 0, ATTN_RANK_MAX * sizeof *in);
    for (int i = 0; i < operand->rank; i++) {
        in[i] = operand->size[i] == 1 ? 0 : at[i + rank - operand->rank];
    }
}

struct attn_tensor tensor_stretch(const struct attn_tensor *tensor, const struct attn_shape *shape)
{
    struct attn_tensor stretched = {.shape = *shape, .data = tensor->data};
    for (int i = 0; i < shape->rank; i++) {
        int own = broadcast_axis(&tensor->shape, shape->rank, i);
        bool whole = own >= 0 && tensor->shape.size[own] == shape->size[i];
        stretched.stride[i] = whole ? tensor->stride[own] : 0;
    }
    return stretched;
}

/* How many of the last axes lie in line. */
static int axes_in_line(const struct attn_tensor *tensor)
{
    ptrdiff_t run = 1;
    int axes = 0;
    for (int i = tensor->shape.rank - 1; i >= 0; i--, axes++) {
        if (tensor->shape.size[i] != 1 && tensor->stride[i] != run) {
            break;
        }
        run *= tensor->shape.size[i];
    }
    return axes;
}

bool tensor_is_dense(const struct attn_tensor *tensor)
{
    return attn_shape_count(&tensor->shape) == 0 || axes_in_line(tensor) == tensor->shape.rank;
}

void tensor_copy(float *out, const struct attn_tensor *tensor)
{
    for (struct walk w = walk_begin(&tensor->shape, tensor, NULL); walk_next(&w);) {
        memcpy(out + w.done, w.from[0], w.run * sizeof *out);
    }
}

struct walk walk_begin(const struct attn_shape *shape, const struct attn_tensor *a,
                       const struct attn_tensor *b)
{
    struct walk walk = {.count = b ? 2 : 1, .leading = *shape, .run = 1};
    int axes = shape->rank;
    walk.in[0] = tensor_stretch(a, shape);
    if (b) {
        walk.in[1] = tensor_stretch(b, shape);
    }
    for (int i = 0; i < walk.count; i++) {
        int in_line = axes_in_line(&walk.in[i]);
        axes = in_line < axes ? in_line : axes;
    }
    walk.leading.rank = shape->rank - axes;
    for (int i = walk.leading.rank; i < shape->rank; i++) {
        walk.run *= (size_t)shape->size[i];
    }
    walk.cells = attn_shape_count(shape);
    return walk;
}

bool walk_next(struct walk *walk)
{
    if (walk->begun) {
        walk->done += walk->run;
        attn_shape_next(&walk->leading, walk->at);
    }
    walk->begun = true;
    for (int i = 0; i < walk->count; i++) {
        walk->from[i] = walk->in[i].data;
        for (int axis = 0; axis < walk->leading.rank; axis++) {
            walk->from[i] += walk->at[axis] * walk->in[i].stride[axis];
        }
    }
    return walk->done < walk->cells;
}
