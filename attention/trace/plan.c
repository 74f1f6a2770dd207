/* Planning: names, shapes, draws and errors of a layer, before any number exists. */
#include "attention/trace/plan.h"

#include "attention/numbers/tensor.h"
#include "attention/trace/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
    struct attn_op *op = record_next(plan, ATTN_KIND_INPUT, "x");
    if (!op) {
        return NOTHING;
    }
    const struct attn_config *c = &plan->config;
    set_axis(op, 0, (struct size){c->batch, ATTN_AXIS_BATCH, ATTN_SIZE_BATCH});
    set_axis(op, 1, (struct size){c->tokens, ATTN_AXIS_TOKEN, ATTN_SIZE_TOKENS});
    set_axis(op, 2, plan_embed(plan));
    op->source = ATTN_SOURCE_DRAWN;
    op->high = 1;
    return record_place(plan, op);
}

/* A parameter with one axis, or two. */
static ref plan_parameter(struct plan *plan, const char *name, const char *suffix,
                          const struct size *sizes, int rank, double bound)
{
    char full[ATTN_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", name, suffix);
    struct attn_op *op = record_next(plan, ATTN_KIND_PARAMETER, full);
    if (!op) {
        return NOTHING;
    }
    for (int i = 0; i < rank; i++) {
        set_axis(op, i, sizes[i]);
    }
    op->source = ATTN_SOURCE_DRAWN;
    op->low = (float)-bound;
    op->high = (float)bound;
    return record_place(plan, op);
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
        struct attn_op *op = record_next(plan, ATTN_KIND_CHECK, "check");
        record_end(plan, op);
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
    struct attn_op *op =
        c->mask == ATTN_MASK_NONE ? NULL : record_next(plan, ATTN_KIND_INPUT, "mask");
    if (!op) {
        return NOTHING;
    }
    set_axis(op, 0, (struct size){c->tokens, ATTN_AXIS_QUERY, ATTN_SIZE_TOKENS});
    set_axis(op, 1, (struct size){c->tokens, ATTN_AXIS_KEY, ATTN_SIZE_TOKENS});
    op->source = ATTN_SOURCE_RULE;
    op->mask = c->mask;
    op->valid = c->mask == ATTN_MASK_PADDING ? padding_valid(c) : 0;
    return record_place(plan, op);
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
    struct attn_op *op = record_begin(plan, ATTN_KIND_LINEAR, name, operands, 3);
    if (op) {
        op->transposed = true;
    }
    return record_end(plan, op);
}

ref plan_apply(struct plan *plan, enum attn_kind kind, const char *name, const ref *operands,
               int count)
{
    return record_end(plan, record_begin(plan, kind, name, operands, count));
}

ref plan_matmul(struct plan *plan, const char *name, ref a, ref b)
{
    return plan_apply(plan, ATTN_KIND_MATMUL, name, (ref[]){a, b}, 2);
}

ref plan_matmul_transposed(struct plan *plan, const char *name, ref a, ref b)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_MATMUL, name, (ref[]){a, b}, 2);
    if (op) {
        op->transposed = true;
    }
    return record_end(plan, op);
}

ref plan_scale(struct plan *plan, const char *name, ref input, double divisor)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_SCALE, name, &input, 1);
    if (op) {
        op->divisor = (float)divisor;
    }
    return record_end(plan, op);
}

ref plan_masked_fill(struct plan *plan, const char *name, ref input, ref mask)
{
    if (mask == NOTHING) {
        return input;
    }
    struct attn_op *op = record_begin(plan, ATTN_KIND_MASK, name, (ref[]){input, mask}, 2);
    if (op) {
        op->hide_ones = plan->config.polarity == ATTN_POLARITY_DROP;
    }
    return record_end(plan, op);
}

ref plan_softmax(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_SOFTMAX, name, &input, 1);
    if (op) {
        int rank = plan->ops[input].shape.rank;
        op->axis = plan->config.softmax == ATTN_SOFTMAX_QUERY ? rank - 2 : rank - 1;
    }
    return record_end(plan, op);
}

ref plan_dropout(struct plan *plan, const char *name, ref input)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_DROPOUT, name, &input, 1);
    if (op) {
        op->p = plan->config.dropout;
        op->train = plan->config.mode == ATTN_MODE_TRAIN;
    }
    return record_end(plan, op);
}

ref plan_slice(struct plan *plan, const char *name, ref input, int start, struct size width)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_SLICE, name, &input, 1);
    if (op) {
        int last = plan->ops[input].shape.rank - 1;
        op->start = start;
        set_axis(op, last < 0 ? 0 : last, width);
    }
    return record_end(plan, op);
}

ref plan_split(struct plan *plan, const char *name, ref input, bool transposed)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_SPLIT, name, &input, 1);
    if (op) {
        op->heads = plan->config.heads;
        op->transposed = transposed;
        set_axis(op, 1, (struct size){op->heads, ATTN_AXIS_HEAD, ATTN_SIZE_HEADS});
        set_axis(op, 3, plan_head_dim(plan));
    }
    return record_end(plan, op);
}

static void copy_off(const struct plan *plan, struct attn_op *op)
{
    memcpy(op->off, plan->config.off, sizeof op->off);
}

static ref join(struct plan *plan, const char *name, ref input, bool transposed, bool view)
{
    struct attn_op *op = record_begin(plan, ATTN_KIND_JOIN, name, &input, 1);
    if (op) {
        op->transposed = transposed;
        op->view = view;
        op->heads = plan->config.heads;
        copy_off(plan, op);
    }
    return record_end(plan, op);
}

ref plan_join(struct plan *plan, const char *name, ref input, bool transposed)
{
    return join(plan, name, input, transposed, false);
}

ref plan_join_view(struct plan *plan, const char *name, ref input)
{
    return join(plan, name, input, true, true);
}

static ref plan_together(struct plan *plan, enum attn_kind kind, const char *name,
                         const ref *inputs)
{
    struct attn_op *op = record_begin(plan, kind, name, inputs, plan->config.heads);
    if (op) {
        copy_off(plan, op);
    }
    return record_end(plan, op);
}

ref plan_concat(struct plan *plan, const char *name, const ref *inputs)
{
    return plan_together(plan, ATTN_KIND_CONCAT, name, inputs);
}

ref plan_mean(struct plan *plan, const char *name, const ref *inputs)
{
    return plan_together(plan, ATTN_KIND_MEAN, name, inputs);
}
