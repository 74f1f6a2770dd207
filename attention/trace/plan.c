/* Planning: names, shapes, draws and errors of a layer, before any number exists. */
#include "attention/trace/plan.h"

#include "attention/numbers/errors.h"
#include "attention/ops/kind.h"
#include "attention/numbers/tensor.h"

#include <math.h>
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

/* The next operation, with name and kind; NULL without memory. */
static struct attn_op *next_op(struct plan *plan, enum attn_kind kind, const char *name)
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

/* Applies the shape rule, counts draws and bytes, and gives the operation its place. */
static ref place(struct plan *plan, struct attn_op *op)
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

/* An operation on `count` operands; those that are NOTHING are left out. */
static struct attn_op *begin_op(struct plan *plan, enum attn_kind kind, const char *name,
                                const ref *operands, int count)
{
    while (!plan->error.kind && plan->operand_count + count > plan->operand_capacity &&
           grow_operands(plan)) {
    }
    struct attn_op *op = next_op(plan, kind, name);
    for (int i = 0; op && i < count; i++) {
        if (operands[i] != NOTHING) {
            plan->operands[plan->operand_count++] = operands[i];
            op->operand_count++;
        }
    }
    return op;
}

/* Gives it its place, if there was memory for it. */
static ref end_op(struct plan *plan, struct attn_op *op)
{
    return op ? place(plan, op) : NOTHING;
}

/* ---- sizes ---- */

struct size plan_embed(const struct plan *plan)
{
    return (struct size){plan->config.embed, ATTN_AXIS_EMBED, ATTN_SIZE_EMBED};
}

struct size plan_head_dim(const struct plan *plan)
{
    int size = plan->config.embed / plan->config.heads;
    return (struct size){size, ATTN_AXIS_HEAD_DIM, ATTN_SIZE_HEAD_DIM};
}

struct size plan_full(const struct plan *plan)
{
    return (struct size){plan->config.embed, ATTN_AXIS_HEAD_DIM, ATTN_SIZE_EMBED};
}

struct size plan_wide(const struct plan *plan) /* heads and embed are in range: it fits an int */
{
    return (struct size){plan->config.heads * plan->config.embed, ATTN_AXIS_CONCAT, ATTN_SIZE_WIDE};
}

static void set_axis(struct attn_op *op, int axis, struct size size)
{
    op->shape.size[axis] = size.value;
    op->shape.axis[axis] = size.axis;
    op->from[axis] = size.from;
    op->shape.rank = axis + 1;
}

/* ---- what goes in ---- */

ref plan_x(struct plan *plan)
{
    struct attn_op *op = next_op(plan, ATTN_KIND_INPUT, "x");
    if (!op) {
        return NOTHING;
    }
    const struct attn_config *c = &plan->config;
    set_axis(op, 0, (struct size){c->batch, ATTN_AXIS_BATCH, ATTN_SIZE_BATCH});
    set_axis(op, 1, (struct size){c->tokens, ATTN_AXIS_TOKEN, ATTN_SIZE_TOKENS});
    set_axis(op, 2, plan_embed(plan));
    op->source = ATTN_SOURCE_DRAWN;
    op->high = 1;
    return place(plan, op);
}

/* A parameter with one axis, or two. */
static ref plan_parameter(struct plan *plan, const char *name, const char *suffix,
                          const struct size *sizes, int rank, double bound)
{
    char full[ATTN_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", name, suffix);
    struct attn_op *op = next_op(plan, ATTN_KIND_PARAMETER, full);
    if (!op) {
        return NOTHING;
    }
    for (int i = 0; i < rank; i++) {
        set_axis(op, i, sizes[i]);
    }
    op->source = ATTN_SOURCE_DRAWN;
    op->low = (float)-bound;
    op->high = (float)bound;
    return place(plan, op);
}

/* nn.Linear.reset_parameters, rounded as there: kaiming_uniform_(weight, a=sqrt(5)), then the
 * bias in 1 / sqrt(fan_in). In exact numbers the two bounds are one. */
struct linear plan_new_linear(struct plan *plan, const char *name, struct size in, struct size out)
{
    double slope = sqrt(5.0), fan_in = (double)in.value;
    double deviation = sqrt(2.0 / (1.0 + slope * slope)) / sqrt(fan_in);
    double bias = in.value > 0 ? 1.0 / sqrt(fan_in) : 0;
    struct linear layer = {.bias = NOTHING};
    layer.weight = plan_parameter(plan, name, "weight", (struct size[]){out, in}, 2,
                                  in.value > 0 ? sqrt(3.0) * deviation : 0);
    if (plan->config.bias) {
        layer.bias = plan_parameter(plan, name, "bias", &out, 1, bias);
    }
    return layer;
}

void plan_check_divisible(struct plan *plan)
{
    if (plan->config.check && plan->config.embed % plan->config.heads != 0) {
        struct attn_op *op = next_op(plan, ATTN_KIND_CHECK, "check");
        end_op(plan, op);
    }
}

static int padding_valid(const struct attn_config *config)
{
    if (config->valid != ATTN_UNSET) {
        return config->valid;
    }
    return config->tokens > 1 ? config->tokens - 1 : 1;
}

ref plan_mask(struct plan *plan)
{
    const struct attn_config *c = &plan->config;
    struct attn_op *op = c->mask == ATTN_MASK_NONE ? NULL : next_op(plan, ATTN_KIND_INPUT, "mask");
    if (!op) {
        return NOTHING;
    }
    set_axis(op, 0, (struct size){c->tokens, ATTN_AXIS_QUERY, ATTN_SIZE_TOKENS});
    set_axis(op, 1, (struct size){c->tokens, ATTN_AXIS_KEY, ATTN_SIZE_TOKENS});
    op->source = ATTN_SOURCE_RULE;
    op->mask = c->mask;
    op->valid = c->mask == ATTN_MASK_PADDING ? padding_valid(c) : 0;
    return place(plan, op);
}

double plan_divisor(const struct plan *plan, int width)
{
    switch (plan->config.scale) {
    case ATTN_SCALE_EMBED:
        return sqrt((double)plan->config.embed);
    case ATTN_SCALE_HEADS:
        return sqrt((double)plan->config.heads);
    case ATTN_SCALE_NONE:
        return 1;
    default:
        return sqrt((double)width);
    }
}

int plan_width(const struct plan *plan, ref op)
{
    return op == NOTHING ? 0 : shape_last(&plan->ops[op].shape);
}

/* ---- operations ---- */

ref plan_linear(struct plan *plan, const char *name, ref input, struct linear layer)
{
    ref operands[] = {input, layer.weight, layer.bias};
    struct attn_op *op = begin_op(plan, ATTN_KIND_LINEAR, name, operands, 3);
    if (op) {
        op->transposed = true;
    }
    return end_op(plan, op);
}

ref plan_apply(struct plan *plan, enum attn_kind kind, const char *name, const ref *operands,
               int count)
{
    return end_op(plan, begin_op(plan, kind, name, operands, count));
}

ref plan_matmul(struct plan *plan, const char *name, ref a, ref b)
{
    return plan_apply(plan, ATTN_KIND_MATMUL, name, (ref[]){a, b}, 2);
}

ref plan_matmul_transposed(struct plan *plan, const char *name, ref a, ref b)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_MATMUL, name, (ref[]){a, b}, 2);
    if (op) {
        op->transposed = true;
    }
    return end_op(plan, op);
}

ref plan_scale(struct plan *plan, const char *name, ref input, double divisor)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_SCALE, name, &input, 1);
    if (op) {
        op->divisor = (float)divisor;
    }
    return end_op(plan, op);
}

ref plan_masked_fill(struct plan *plan, const char *name, ref input, ref mask)
{
    if (mask == NOTHING) {
        return input;
    }
    struct attn_op *op = begin_op(plan, ATTN_KIND_MASK, name, (ref[]){input, mask}, 2);
    if (op) {
        op->hide_ones = plan->config.polarity == ATTN_POLARITY_DROP;
    }
    return end_op(plan, op);
}

ref plan_softmax(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_SOFTMAX, name, &input, 1);
    if (op) {
        int rank = plan->ops[input].shape.rank;
        op->axis = plan->config.softmax == ATTN_SOFTMAX_QUERY ? rank - 2 : rank - 1;
    }
    return end_op(plan, op);
}

ref plan_dropout(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_DROPOUT, name, &input, 1);
    if (op) {
        op->p = plan->config.dropout;
        op->train = plan->config.mode == ATTN_MODE_TRAIN;
    }
    return end_op(plan, op);
}

ref plan_slice(struct plan *plan, const char *name, ref input, int start, struct size width)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_SLICE, name, &input, 1);
    if (op) {
        int last = plan->ops[input].shape.rank - 1;
        op->start = start;
        set_axis(op, last < 0 ? 0 : last, width);
    }
    return end_op(plan, op);
}

ref plan_split(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_SPLIT, name, &input, 1);
    if (op) {
        op->heads = plan->config.heads;
        set_axis(op, 1, (struct size){op->heads, ATTN_AXIS_HEAD, ATTN_SIZE_HEADS});
        set_axis(op, 3, plan_head_dim(plan));
    }
    return end_op(plan, op);
}

static void copy_off(const struct plan *plan, struct attn_op *op)
{
    memcpy(op->off, plan->config.off, sizeof op->off);
}

ref plan_join(struct plan *plan, const char *name, ref input, bool transposed)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_JOIN, name, &input, 1);
    if (op) {
        op->transposed = transposed;
        op->heads = plan->config.heads;
        copy_off(plan, op);
    }
    return end_op(plan, op);
}

static ref plan_together(struct plan *plan, enum attn_kind kind, const char *name,
                         const ref *inputs)
{
    struct attn_op *op = begin_op(plan, kind, name, inputs, plan->config.heads);
    if (op) {
        copy_off(plan, op);
    }
    return end_op(plan, op);
}

ref plan_concat(struct plan *plan, const char *name, const ref *inputs)
{
    return plan_together(plan, ATTN_KIND_CONCAT, name, inputs);
}

ref plan_mean(struct plan *plan, const char *name, const ref *inputs)
{
    return plan_together(plan, ATTN_KIND_MEAN, name, inputs);
}
