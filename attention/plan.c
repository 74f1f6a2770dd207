/* Planning: names, shapes, draws and errors of a layer, before any number exists. */
#include "attention/plan.h"

#include "attention/errors.h"
#include "attention/ops/kind.h"
#include "attention/tensor.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 24 };

bool plan_begin(struct plan *plan, const struct attn_config *config,
                const struct attn_allocator *allocator)
{
    *plan = (struct plan){.config = *config, .allocator = allocator, .failed = NOTHING};
    plan->ops = allocator->alloc(allocator->context, FIRST_CAPACITY * sizeof *plan->ops);
    plan->capacity = plan->ops ? FIRST_CAPACITY : 0;
    return plan->ops != NULL;
}

void plan_clear(struct plan *plan)
{
    if (plan->ops) {
        plan->allocator->free(plan->allocator->context, plan->ops);
    }
    plan->ops = NULL;
    plan->count = plan->capacity = 0;
}

static bool grow(struct plan *plan)
{
    const struct attn_allocator *allocator = plan->allocator;
    size_t bytes = (size_t)plan->capacity * sizeof *plan->ops;
    struct attn_op *ops = allocator->alloc(allocator->context, 2 * bytes);
    if (!ops) {
        return error_memory(&plan->error);
    }
    memcpy(ops, plan->ops, bytes);
    allocator->free(allocator->context, plan->ops);
    plan->ops = ops;
    plan->capacity *= 2;
    return true;
}

/* The next operation, with name and kind; NULL without memory. */
static struct attn_op *next_op(struct plan *plan, enum attn_kind kind, const char *name)
{
    if (plan->error.kind || (plan->count == plan->capacity && !grow(plan))) {
        return NULL;
    }
    struct attn_op *op = &plan->ops[plan->count];
    *op = (struct attn_op){.kind = kind, .head = -1};
    snprintf(op->name, sizeof op->name, "%s", name);
    return op;
}

static bool add_bytes(struct plan *plan, const struct attn_op *op)
{
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_shape shape = kind_part_shape(op, (enum attn_part)part);
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
    const struct attn_shape *in[OPERANDS_MAX] = {NULL};
    bool reached = plan->failed == NOTHING;
    for (int i = 0; i < op->operand_count; i++) {
        in[i] = &plan->ops[op->operands[i]].shape;
    }
    if (!reached) {
        op->state = ATTN_STATE_NOT_REACHED;
    } else if (!kind->shape(op, in)) {
        op->state = ATTN_STATE_FAILED;
        plan->failed = plan->count;
    } else if (add_bytes(plan, op) && kind->draws) {
        op->seed = (uint32_t)plan->config.seed;
        op->draw = plan->draws;
        plan->draws += kind->draws(op);
    }
    return plan->count++;
}

/* An operation on operands; a NOTHING ends them. */
static struct attn_op *begin_op(struct plan *plan, enum attn_kind kind, const char *name,
                                const ref *operands)
{
    struct attn_op *op = next_op(plan, kind, name);
    for (int i = 0; op && i < OPERANDS_MAX && operands[i] != NOTHING; i++) {
        op->operands[op->operand_count++] = operands[i];
    }
    return op;
}

static ref plan_simple(struct plan *plan, enum attn_kind kind, const char *name,
                       const ref *operands)
{
    struct attn_op *op = begin_op(plan, kind, name, operands);
    return op ? place(plan, op) : NOTHING;
}

ref plan_x(struct plan *plan)
{
    struct attn_op *op = next_op(plan, ATTN_KIND_INPUT, "x");
    if (!op) {
        return NOTHING;
    }
    const struct attn_config *c = &plan->config;
    op->shape = (struct attn_shape){
        3, {c->batch, c->tokens, c->embed}, {ATTN_AXIS_BATCH, ATTN_AXIS_TOKEN, ATTN_AXIS_EMBED}};
    op->source = ATTN_SOURCE_DRAWN;
    op->high = 1;
    return place(plan, op);
}

static ref plan_parameter(struct plan *plan, const char *name, const char *suffix,
                          struct attn_shape shape, double bound)
{
    char full[ATTN_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", name, suffix);
    struct attn_op *op = next_op(plan, ATTN_KIND_PARAMETER, full);
    if (!op) {
        return NOTHING;
    }
    op->shape = shape;
    op->source = ATTN_SOURCE_DRAWN;
    op->low = (float)-bound;
    op->high = (float)bound;
    return place(plan, op);
}

/* nn.Linear.reset_parameters, rounded as there: kaiming_uniform_(weight, a=sqrt(5)), then the
 * bias in 1 / sqrt(fan_in). In exact numbers the two bounds are one. */
struct linear plan_new_linear(struct plan *plan, const char *name, int in, int out)
{
    double slope = sqrt(5.0);
    double gain = sqrt(2.0 / (1.0 + slope * slope));
    double deviation = gain / sqrt((double)in);
    struct attn_shape weight = {2, {out, in}, {ATTN_AXIS_HEAD_DIM, ATTN_AXIS_EMBED}};
    struct attn_shape bias = {1, {out}, {ATTN_AXIS_HEAD_DIM}};
    struct linear layer = {.bias = NOTHING};
    layer.weight = plan_parameter(plan, name, "weight", weight, sqrt(3.0) * deviation);
    if (plan->config.bias) {
        layer.bias = plan_parameter(plan, name, "bias", bias, 1.0 / sqrt((double)in));
    }
    return layer;
}

static int padding_valid(const struct attn_config *config)
{
    if (config->valid > 0) {
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
    op->shape = (struct attn_shape){2, {c->tokens, c->tokens}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
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

ref plan_linear(struct plan *plan, const char *name, ref input, struct linear layer)
{
    ref operands[OPERANDS_MAX] = {input, layer.weight, layer.bias};
    return plan_simple(plan, ATTN_KIND_LINEAR, name, operands);
}

ref plan_matmul(struct plan *plan, const char *name, ref a, ref b)
{
    return plan_simple(plan, ATTN_KIND_MATMUL, name, (ref[OPERANDS_MAX]){a, b, NOTHING});
}

ref plan_matmul_transposed(struct plan *plan, const char *name, ref a, ref b)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_MATMUL, name, (ref[OPERANDS_MAX]){a, b, NOTHING});
    if (!op) {
        return NOTHING;
    }
    op->transposed = true;
    return place(plan, op);
}

ref plan_scale(struct plan *plan, const char *name, ref input, double divisor)
{
    struct attn_op *op = begin_op(plan, ATTN_KIND_SCALE, name, (ref[OPERANDS_MAX]){input, NOTHING});
    if (!op) {
        return NOTHING;
    }
    op->divisor = (float)divisor;
    return place(plan, op);
}

ref plan_masked_fill(struct plan *plan, const char *name, ref input, ref mask)
{
    if (mask == NOTHING) {
        return input;
    }
    struct attn_op *op =
        begin_op(plan, ATTN_KIND_MASK, name, (ref[OPERANDS_MAX]){input, mask, NOTHING});
    if (!op) {
        return NOTHING;
    }
    op->hide_ones = plan->config.polarity == ATTN_POLARITY_DROP;
    return place(plan, op);
}

ref plan_softmax(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op =
        begin_op(plan, ATTN_KIND_SOFTMAX, name, (ref[OPERANDS_MAX]){input, NOTHING});
    if (!op) {
        return NOTHING;
    }
    int rank = plan->ops[input].shape.rank;
    op->axis = plan->config.softmax == ATTN_SOFTMAX_QUERY ? rank - 2 : rank - 1;
    return place(plan, op);
}

ref plan_dropout(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op =
        begin_op(plan, ATTN_KIND_DROPOUT, name, (ref[OPERANDS_MAX]){input, NOTHING});
    if (!op) {
        return NOTHING;
    }
    op->p = plan->config.dropout;
    op->train = plan->config.mode == ATTN_MODE_TRAIN;
    return place(plan, op);
}
