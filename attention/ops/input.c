/* Inputs and parameters: numbers that are drawn from the generator, made by the mask setting, or
 * given by the caller. Given numbers are copied in by the trace and never come here. */
#include "attention/ops/kind.h"

#include "attention/numbers/tensor.h"

static bool input_shape(struct attn_op *op, const struct attn_op *ops)
{
    (void)ops;
    return op->shape.rank > 0; /* set when it was planned */
}

/* Given numbers take the place of drawn ones after those are drawn: all else keeps its values. */
static uint64_t input_draws(const struct attn_op *op)
{
    return op->source == ATTN_SOURCE_RULE ? 0 : attn_shape_count(&op->shape);
}

/* 1 where query i may see key j. */
static float visible(const struct attn_op *op, int query, int key)
{
    bool seen = op->mask == ATTN_MASK_CAUSAL ? key <= query : key < op->valid;
    return seen ? 1.0f : 0.0f;
}

static void input_run(const struct job *job)
{
    const struct attn_op *op = job->view.op;
    float *out = job->parts[ATTN_PART_VALUE];
    size_t count = attn_shape_count(&op->shape);
    if (op->source == ATTN_SOURCE_DRAWN) {
        attn_generator_uniform(job->generator, out, count, op->low, op->high);
        return;
    }
    int keys = shape_last(&op->shape);
    for (size_t i = 0; i < count; i++) {
        out[i] = visible(op, (int)(i / (size_t)keys), (int)(i % (size_t)keys));
    }
}

static void input_explain(const struct view *view, struct attn_explanation *explanation)
{
    (void)view;
    (void)explanation; /* nothing made it but its source */
}

const struct kind kind_input = {
    .name = "input",
    .shape = input_shape,
    .draws = input_draws,
    .run = input_run,
    .explain = input_explain,
};

const struct kind kind_parameter = {
    .name = "parameter",
    .shape = input_shape,
    .draws = input_draws,
    .run = input_run,
    .explain = input_explain,
};
