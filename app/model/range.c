/* What is known of a tensor's numbers, looked over once for each revision. */
#include "app/model/range.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Every number of every new tensor comes by here: no more is asked of it than is still open. */
static void widen(struct range *range, float v)
{
    float size = fabsf(v);
    if (!(size <= FLT_MAX)) {
        range->hidden |= v < 0; /* NaN is not */
        return;
    }
    if (size > range->largest) {
        range->largest = size;
    }
    if (range->whole) {
        range->whole = v == rintf(v);
    }
}

static bool is_dense(const struct attn_tensor *tensor)
{
    ptrdiff_t step = 1;
    for (int i = tensor->shape.rank - 1; i >= 0; i--) {
        if (tensor->shape.size[i] > 1 && tensor->stride[i] != step) {
            return false;
        }
        step *= tensor->shape.size[i];
    }
    return true;
}

static struct range range_of(const struct attn_tensor *tensor)
{
    struct range range = {.whole = true, .known = true};
    int at[ATTN_RANK_MAX] = {0};
    size_t count = attn_shape_count(&tensor->shape);
    if (count == 0) {
        return range; /* a window on nothing has no first cell */
    }
    if (is_dense(tensor)) {
        for (size_t i = 0; i < count; i++) {
            widen(&range, tensor->data[i]);
        }
        return range;
    }
    do {
        widen(&range, attn_tensor_at(tensor, at));
    } while (attn_shape_next(&tensor->shape, at));
    return range;
}

static bool room_for_ranges(struct range **list, int *capacity, int count)
{
    if (count <= *capacity) {
        return true;
    }
    struct range *ranges = realloc(*list, (size_t)count * sizeof *ranges);
    if (!ranges) {
        return false;
    }
    memset(ranges + *capacity, 0, (size_t)(count - *capacity) * sizeof *ranges);
    *list = ranges;
    *capacity = count;
    return true;
}

bool ranges_refresh(struct attn_trace *trace, struct range **ranges, int *capacity,
                    struct attn_error *error)
{
    int count = attn_trace_count(trace);
    bool room = room_for_ranges(ranges, capacity, count);
    bool good = attn_trace_run_all(trace, error);
    if (good && !room) {
        *error = (struct attn_error){ATTN_ERROR_MEMORY, "out of memory"};
    }
    for (int i = 0; i < count && i < *capacity; i++) {
        uint64_t revision = attn_trace_op(trace, i)->revision;
        struct attn_tensor tensor = attn_trace_tensor(trace, i, ATTN_PART_VALUE);
        struct range *range = &(*ranges)[i];
        if (!range->known || range->revision != revision) {
            *range = tensor.data ? range_of(&tensor) : (struct range){0};
            range->revision = revision;
        }
    }
    return good && room;
}
