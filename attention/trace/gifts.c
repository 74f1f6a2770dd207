/* What the caller gave a trace: numbers for x, a parameter or the mask, and the allocator. */
#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"
#include "attention/trace/trace.h"

#include <stdio.h>
#include <string.h>

void *trace_alloc(struct attn_trace *trace, size_t bytes)
{
    return trace->allocator.alloc(trace->allocator.context, bytes ? bytes : 1);
}

void trace_release(struct attn_trace *trace, void *memory)
{
    if (memory) {
        trace->allocator.free(trace->allocator.context, memory);
    }
}

const struct gift *trace_gift(const struct attn_trace *trace, uint64_t id)
{
    const struct gift *gift = trace->gifts;
    while (gift && gift->id != id) {
        gift = gift->next;
    }
    return gift;
}

static const struct gift *gift_named(const struct attn_trace *trace, const char *name)
{
    const struct gift *gift = trace->gifts;
    while (gift && (gift->gone || strcmp(gift->name, name) != 0)) {
        gift = gift->next;
    }
    return gift;
}

/* The same numbers given again are no change: nothing becomes stale. */
static bool revive(struct attn_trace *trace, const struct gift *like)
{
    size_t bytes = attn_shape_count(&like->shape) * sizeof *like->values;
    for (struct gift *gift = trace->gifts; gift; gift = gift->next) {
        if (strcmp(gift->name, like->name) == 0 && gift->offered == like->offered &&
            attn_shape_equal(&gift->shape, &like->shape) &&
            memcmp(gift->values, like->values, bytes) == 0) {
            attn_trace_take_back(trace, like->name);
            gift->gone = false;
            return true;
        }
    }
    return false;
}

bool gifts_put(struct attn_trace *trace, const struct gift *like, struct attn_error *error)
{
    size_t bytes = attn_shape_count(&like->shape) * sizeof *like->values;
    if (revive(trace, like)) {
        return true;
    }
    struct gift *gift = trace_alloc(trace, sizeof *gift);
    float *copy = trace_alloc(trace, bytes);
    if (!gift || !copy) {
        trace_release(trace, gift);
        trace_release(trace, copy);
        return error_memory(error);
    }
    attn_trace_take_back(trace, like->name);
    memcpy(copy, like->values, bytes);
    *gift = *like;
    gift->values = copy;
    gift->gone = false;
    gift->id = ++trace->ids;
    gift->next = trace->gifts;
    trace->gifts = gift;
    return true;
}

/* values is only read. */
static bool put(struct attn_trace *trace, const char *name, const struct attn_shape *shape,
                const float *values, bool offered, struct attn_error *error)
{
    size_t bytes = 0;
    struct gift like = {.shape = *shape, .values = (float *)(uintptr_t)values, .offered = offered};
    if (!shape_bytes(shape, &bytes) || strlen(name) >= ATTN_NAME_MAX) {
        return error_set(error, ATTN_ERROR_SETTING, "'%.60s' cannot be given: too large", name);
    }
    snprintf(like.name, sizeof like.name, "%s", name);
    return gifts_put(trace, &like, error);
}

bool attn_trace_give(struct attn_trace *trace, const char *name, const struct attn_shape *shape,
                     const float *values, struct attn_error *error)
{
    return put(trace, name, shape, values, false, error);
}

bool attn_trace_offer(struct attn_trace *trace, const char *name, int rows, int columns,
                      const float *values, struct attn_error *error)
{
    struct attn_shape shape = {.rank = 2, .size = {rows, columns}};
    return put(trace, name, &shape, values, true, error);
}

void attn_trace_take_back(struct attn_trace *trace, const char *name)
{
    for (struct gift *gift = trace->gifts; gift; gift = gift->next) {
        if (!name || strcmp(gift->name, name) == 0) {
            gift->gone = true;
        }
    }
}

void gifts_release(struct attn_trace *trace, bool all)
{
    struct gift **link = &trace->gifts;
    while (*link) {
        struct gift *gift = *link;
        if (!all && !gift->gone) {
            link = &gift->next;
            continue;
        }
        *link = gift->next;
        trace_release(trace, gift->values);
        trace_release(trace, gift);
    }
}

/* Whether numbers that were offered have the last two sizes of the operation. */
static bool suits(const struct gift *gift, const struct attn_op *op)
{
    int rank = op->shape.rank, rows = rank > 1 ? op->shape.size[rank - 2] : 1;
    return gift->shape.size[0] == rows && gift->shape.size[1] == op->shape.size[rank - 1];
}

/* What the operation is given, or NULL. */
static const struct gift *gift_for(const struct attn_trace *trace, const struct attn_op *op)
{
    bool wanted = op->source == ATTN_SOURCE_RULE ? op->mask == ATTN_MASK_GIVEN
                                                 : op->source != ATTN_SOURCE_NONE;
    const struct gift *gift = wanted ? gift_named(trace, op->name) : NULL;
    return gift && gift->offered && !suits(gift, op) ? NULL : gift;
}

bool gifts_plan(const struct attn_trace *trace, struct plan *plan, struct attn_error *error)
{
    for (int i = 0; i < plan->count; i++) {
        struct attn_op *op = &plan->ops[i];
        const struct gift *gift = gift_for(trace, op);
        if (gift) {
            char given[64], planned[64];
            if (!gift->offered && !attn_shape_equal(&gift->shape, &op->shape)) {
                return error_set(error, ATTN_ERROR_SETTING, "'%s' was given as %s, but is %s here",
                                 op->name, attn_shape_text(&gift->shape, given, sizeof given),
                                 attn_shape_text(&op->shape, planned, sizeof planned));
            }
            op->source = ATTN_SOURCE_GIVEN;
            op->given = gift->id;
        } else if (op->mask == ATTN_MASK_GIVEN) {
            return error_set(error, ATTN_ERROR_SETTING, "mask is to be given, but no mask was");
        }
    }
    return true;
}
