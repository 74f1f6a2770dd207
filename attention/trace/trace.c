/* A trace's life: planning anew keeps what did not change.
 *
 * A new plan is compared with the old one, operation by operation and by name. Where kind, shape,
 * attributes and every operand are the same, the numbers move over; all else is stale. So which
 * setting makes what stale is written nowhere: it follows. */
#include "attention/trace/trace.h"

#include "attention/config/values.h"
#include "attention/numbers/errors.h"
#include "attention/ops/kind.h"
#include "attention/numbers/tensor.h"
#include "attention/wirings/wiring.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *heap_alloc(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static void heap_free(void *context, void *memory)
{
    (void)context;
    free(memory);
}

struct attn_trace *attn_trace_new(const struct attn_allocator *allocator)
{
    static const struct attn_allocator heap = {heap_alloc, heap_free, NULL};
    const struct attn_allocator *from = allocator ? allocator : &heap;
    struct attn_trace *trace = from->alloc(from->context, sizeof *trace);
    if (trace) {
        memset(trace, 0, sizeof *trace);
        trace->allocator = *from;
        trace->plan.failed = NOTHING;
    }
    return trace;
}

static void release_blocks(struct attn_trace *trace, float **blocks, int count)
{
    for (int i = 0; blocks && i < count; i++) {
        trace_release(trace, blocks[i]);
    }
    trace_release(trace, blocks);
}

void attn_trace_free(struct attn_trace *trace)
{
    if (!trace) {
        return;
    }
    gifts_release(trace, true);
    release_blocks(trace, trace->blocks, trace->plan.count);
    plan_clear(&trace->plan);
    trace_release(trace, trace->values);
    trace_release(trace, trace->scratch);
    trace->allocator.free(trace->allocator.context, trace);
}

/* ---- planning ---- */

static bool same_attributes(const struct attn_op *a, const struct attn_op *b)
{
    return a->source == b->source && a->low == b->low && a->high == b->high &&
           a->transposed == b->transposed && a->divisor == b->divisor && a->mask == b->mask &&
           a->valid == b->valid && a->hide_ones == b->hide_ones && a->axis == b->axis &&
           a->p == b->p && a->train == b->train && a->given == b->given && a->start == b->start &&
           a->heads == b->heads && memcmp(a->off, b->off, sizeof a->off) == 0;
}

/* Whether what both draw, if they draw, are the same numbers. */
static bool same_draws(const struct attn_op *a, const struct attn_op *b)
{
    const struct kind *kind = kind_of(a->kind);
    bool draws = kind->draws && kind->draws(a) > 0 && a->source != ATTN_SOURCE_GIVEN;
    return !draws || (a->seed == b->seed && a->draw == b->draw);
}

/* Whether new op i has the very numbers that old op j has; moved[] says so of earlier ones. */
static bool unchanged(const struct plan *old, int j, const struct plan *new, int i,
                      const int *moved)
{
    const struct attn_op *a = &old->ops[j], *b = &new->ops[i];
    bool reached = a->state == ATTN_STATE_PLANNED || a->state == ATTN_STATE_READY;
    if (!reached || a->kind != b->kind || !attn_shape_equal(&a->shape, &b->shape) ||
        a->operand_count != b->operand_count || b->state != ATTN_STATE_PLANNED ||
        !same_attributes(a, b) || !same_draws(a, b)) {
        return false;
    }
    for (int k = 0; k < a->operand_count; k++) {
        if (moved[b->operands[k]] != a->operands[k]) {
            return false;
        }
    }
    return true;
}

/* Looks from operation `near` on, round the end: plans differ little. */
static int plan_find(const struct plan *plan, const char *name, int near)
{
    for (int i = 0; i < plan->count; i++) {
        int j = (near + i) % plan->count;
        if (strcmp(plan->ops[j].name, name) == 0) {
            return j;
        }
    }
    return -1;
}

static size_t block_floats(const struct attn_op *op)
{
    return kind_part_offset(op, ATTN_PART_COUNT);
}

/* Moves over what stays; moved[i] is the old operation whose numbers i has, or -1. */
static void adopt(struct attn_trace *trace, struct plan *new, float **blocks, int *moved)
{
    struct plan *old = &trace->plan;
    for (int i = 0, near = 0; i < new->count; i++) {
        struct attn_op *op = &new->ops[i];
        int j = plan_find(old, op->name, near);
        near = j >= 0 ? j + 1 : near;
        moved[i] = -1;
        op->revision = ++trace->ids;
        if (j >= 0 && unchanged(old, j, new, i, moved)) {
            moved[i] = j;
            op->revision = old->ops[j].revision;
            op->state = old->ops[j].state;
        }
        bool reached = op->state == ATTN_STATE_PLANNED || op->state == ATTN_STATE_READY;
        if (j >= 0 && reached && block_floats(op) == block_floats(&old->ops[j])) {
            blocks[i] = trace->blocks[j]; /* stale numbers leave their memory behind */
            trace->blocks[j] = NULL;
        }
    }
}

/* Sets the value again: a word for it is taken, all else refused in the setting's own words. */
static bool set_again(const struct attn_config *config, const struct attn_setting *setting,
                      struct attn_error *error)
{
    struct attn_config copy = *config;
    char value[40];
    values_get(config, setting, value, sizeof value);
    return values_set(&copy, setting, value, error);
}

static bool in_range(const struct attn_config *config, struct attn_error *error)
{
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        if (!values_hold(config, setting) && !set_again(config, setting, error)) {
            return false;
        }
    }
    for (int h = config->heads; h < ATTN_HEADS_MAX; h++) {
        if (attn_config_off(config, h)) {
            return error_set(error, ATTN_ERROR_SETTING,
                             "off=%d: there are %d heads, counted from 0", h, config->heads);
        }
    }
    if (config->valid > config->tokens) {
        return error_set(error, ATTN_ERROR_SETTING, "valid=%d is more than tokens=%d",
                         config->valid, config->tokens);
    }
    return true;
}

static bool in_budget(const struct plan *plan, struct attn_error *error)
{
    if (plan->error.kind) {
        if (error) {
            *error = plan->error;
        }
        return false;
    }
    if (plan->bytes > plan->config.budget) {
        return error_set(error, ATTN_ERROR_BUDGET,
                         "this layer needs %.1f MiB for its numbers, the budget is %.1f MiB",
                         (double)plan->bytes / 1048576.0, (double)plan->config.budget / 1048576.0);
    }
    return true;
}

/* What of the old numbers the new operations still have; moved[] as adopt leaves it. */
static void point_values(const struct attn_trace *trace, const struct plan *new, const int *moved,
                         struct attn_tensor *values)
{
    for (int i = 0; i < new->count; i++) {
        values[i] = tensor_dense(&new->ops[i].shape, NULL);
        if (new->ops[i].state == ATTN_STATE_READY) {
            values[i] = trace->values[moved[i]];
            values[i].shape = new->ops[i].shape; /* its axes may have other names */
        }
    }
}

/* Puts the new plan in the old one's place. */
static bool replace(struct attn_trace *trace, struct plan *new, struct attn_error *error)
{
    size_t count = (size_t) new->count;
    float **blocks = trace_alloc(trace, count * sizeof *blocks);
    int *moved = trace_alloc(trace, count * sizeof *moved);
    struct attn_tensor *values = trace_alloc(trace, count * sizeof *values);
    if (!blocks || !moved || !values) {
        trace_release(trace, blocks);
        trace_release(trace, moved);
        trace_release(trace, values);
        return error_memory(error);
    }
    memset(blocks, 0, count * sizeof *blocks);
    adopt(trace, new, blocks, moved);
    point_values(trace, new, moved, values);
    trace_release(trace, moved);
    trace_release(trace, trace->values);
    release_blocks(trace, trace->blocks, trace->plan.count);
    plan_clear(&trace->plan);
    trace->plan = *new;
    trace->blocks = blocks;
    trace->values = values;
    gifts_release(trace, false);
    return true;
}

bool trace_take_plan(struct attn_trace *trace, struct plan *plan, struct attn_error *error)
{
    return in_budget(plan, error) && gifts_plan(trace, plan, error) && replace(trace, plan, error);
}

bool attn_trace_plan(struct attn_trace *trace, const struct attn_config *config,
                     struct attn_error *error)
{
    struct plan new;
    if (!in_range(config, error)) {
        return false;
    }
    if (!plan_begin(&new, config, &trace->allocator)) {
        return error_memory(error);
    }
    wiring_plan(&new);
    if (!trace_take_plan(trace, &new, error)) {
        plan_clear(&new);
        return false;
    }
    return true;
}

const struct attn_config *attn_trace_config(const struct attn_trace *trace)
{
    return &trace->plan.config;
}

int attn_trace_count(const struct attn_trace *trace)
{
    return trace->plan.count;
}

const struct attn_op *attn_trace_op(const struct attn_trace *trace, int index)
{
    assert(index >= 0 && index < trace->plan.count);
    return &trace->plan.ops[index];
}

int attn_trace_find(const struct attn_trace *trace, const char *name)
{
    return plan_find(&trace->plan, name, 0);
}

int attn_trace_failed(const struct attn_trace *trace)
{
    return trace->plan.failed;
}

size_t attn_trace_bytes(const struct attn_trace *trace)
{
    return trace->plan.bytes;
}
