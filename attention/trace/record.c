/* Recording: room for operations and operands, and each operation's place in the plan, by the shape
 * rule of its kind. */
#include "attention/trace/record.h"

#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"
#include "attention/ops/kind.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 24 };

bool plan_begin(struct plan *plan, const struct attn_config *config,
                const struct attn_allocator *allocator)
{
    *plan = (struct plan){
        .config = *config, .allocator = allocator, .failed = NOTHING, .head = NOTHING};
    plan->ops = allocator->alloc(allocator->context, FIRST_CAPACITY * sizeof *plan->ops);
    plan->operands = allocator->alloc(allocator->context, FIRST_CAPACITY * sizeof *plan->operands);
    plan->capacity = plan->operand_capacity = FIRST_CAPACITY;
    if (!plan->ops || !plan->operands) {
        plan_clear(plan);
        return false;
    }
    return true;
}

void plan_clear(struct plan *plan)
{
    if (plan->ops) {
        plan->allocator->free(plan->allocator->context, plan->ops);
    }
    if (plan->operands) {
        plan->allocator->free(plan->allocator->context, plan->operands);
    }
    plan->ops = NULL;
    plan->operands = NULL;
    plan->count = plan->capacity = plan->operand_count = plan->operand_capacity = 0;
}

/* A block of twice the bytes with the old one's contents, which is freed; NULL without memory. */
static void *doubled(struct plan *plan, void *old, size_t bytes)
{
    const struct attn_allocator *allocator = plan->allocator;
    void *new = allocator->alloc(allocator->context, 2 * bytes);
    if (!new) {
        error_memory(&plan->error);
        return NULL;
    }
    memcpy(new, old, bytes);
    allocator->free(allocator->context, old);
    return new;
}

static bool grow(struct plan *plan)
{
    struct attn_op *ops = doubled(plan, plan->ops, (size_t)plan->capacity * sizeof *ops);
    if (!ops) {
        return false;
    }
    plan->ops = ops;
    plan->capacity *= 2;
    return true;
}

/* The operations keep pointers into the row of operands: when it moves, they follow. */
static bool grow_operands(struct plan *plan)
{
    const int *before = plan->operands;
    int *row = plan->allocator->alloc(plan->allocator->context,
                                      2 * (size_t)plan->operand_capacity * sizeof *row);
    if (!row) {
        return error_memory(&plan->error);
    }
    memcpy(row, before, (size_t)plan->operand_count * sizeof *row);
    for (int i = 0; i < plan->count; i++) {
        plan->ops[i].operands = row + (plan->ops[i].operands - before);
    }
    plan->allocator->free(plan->allocator->context, plan->operands);
    plan->operands = row;
    plan->operand_capacity *= 2;
    return true;
}

struct attn_op *record_next(struct plan *plan, enum attn_kind kind, const char *name)
{
    if (plan->error.kind || (plan->count == plan->capacity && !grow(plan))) {
        return NULL;
    }
    struct attn_op *op = &plan->ops[plan->count];
    *op = (struct attn_op){.kind = kind,
                           .head = plan->head,
                           .operands = plan->operands + plan->operand_count,
                           .clash_operand = {-1, -1}};
    snprintf(op->name, sizeof op->name, "%s", name);
    return op;
}

static bool add_bytes(struct plan *plan, const struct attn_op *op)
{
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_shape shape = kind_stored_shape(op, (enum attn_part)part);
        size_t bytes = 0;
        if (shape.rank == 0) {
            continue;
        }
        if (!shape_bytes(&shape, &bytes) || bytes > SIZE_MAX - plan->bytes) {
            return error_set(&plan->error, ATTN_ERROR_BUDGET,
                             "this layer is larger than any memory: '%s' alone has more cells than "
                             "can be counted",
                             op->name);
        }
        plan->bytes += bytes;
    }
    return true;
}

ref record_place(struct plan *plan, struct attn_op *op)
{
    const struct kind *kind = kind_of(op->kind);
    bool reached = plan->failed == NOTHING;
    if (!reached) {
        op->state = ATTN_STATE_NOT_REACHED;
        if (op->source == ATTN_SOURCE_NONE) { /* a slice or a view knew some of its axes already */
            op->shape = (struct attn_shape){0};
        }
    } else if (!kind->shape(op, plan->ops)) {
        op->state = ATTN_STATE_FAILED;
        plan->failed = plan->count;
    } else if (add_bytes(plan, op) && kind->draws) {
        op->seed = (uint32_t)plan->config.seed;
        op->draw = plan->draws;
        plan->draws += kind->draws(op);
    }
    return plan->count++;
}

struct attn_op *record_begin(struct plan *plan, enum attn_kind kind, const char *name,
                             const ref *operands, int count)
{
    while (!plan->error.kind && plan->operand_count + count > plan->operand_capacity &&
           grow_operands(plan)) {
    }
    struct attn_op *op = record_next(plan, kind, name);
    for (int i = 0; op && i < count; i++) {
        if (operands[i] != NOTHING) {
            plan->operands[plan->operand_count++] = operands[i];
            op->operand_count++;
        }
    }
    return op;
}

ref record_end(struct plan *plan, struct attn_op *op)
{
    return op ? record_place(plan, op) : NOTHING;
}
