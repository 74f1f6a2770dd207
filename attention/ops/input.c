/* Inputs and parameters: numbers that are drawn from the generator, made by the mask setting, or
 * given by the caller. Given numbers are copied in by the trace and never come here. */
#include "attention/ops/kind.h"

#include "attention/numbers/tensor.h"

#include <string.h>

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
        generator_uniform(job->generator, out, count, op->low, op->high);
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

static struct word rule_word(const struct attn_op *op, const char *name)
{
    bool causal = op->mask == ATTN_MASK_CAUSAL;
    return strcmp(name, "causal") == 0    ? word_flag(causal)
           : strcmp(name, "padding") == 0 ? word_flag(!causal)
           : strcmp(name, "valid") == 0   ? word_number(op->valid)
                                          : word_none();
}

static struct word input_word(const struct subject *s, const char *name)
{
    const struct attn_op *op = s->op;
    if (op->source == ATTN_SOURCE_RULE) {
        return rule_word(op, name);
    }
    bool given = op->source == ATTN_SOURCE_GIVEN, mask = strcmp(op->name, "mask") == 0;
    return strcmp(name, "given") == 0    ? word_flag(given && !mask)
           : strcmp(name, "mask") == 0   ? word_flag(given && mask)
           : strcmp(name, "drawn") == 0  ? word_flag(op->source == ATTN_SOURCE_DRAWN)
           : strcmp(name, "low") == 0    ? word_number((double)op->low)
           : strcmp(name, "high") == 0   ? word_number((double)op->high)
           : strcmp(name, "vector") == 0 ? word_flag(op->shape.rank == 1)
                                         : word_none();
}

#define SOURCE_LINE                                                                                \
    "<{given}written out in the lesson>"                                                           \
    "<{mask}written out in the lesson, or painted: 1 where the word may look>"                     \
    "<{drawn}drawn by the seeded generator, uniform in [{low}, {high})>"                           \
    "<{causal}1 where the key is not after the query>"                                             \
    "<{padding}1 for the first {valid} keys>"

const struct kind kind_input = {
    .about = {.name = "input",
              .sentence = "The numbers that go in, one row a token.",
              .picture = "alone",
              .form = ATTN_FORM_SOURCE,
              .line = SOURCE_LINE},
    .shape = input_shape,
    .draws = input_draws,
    .run = input_run,
    .explain = input_explain,
    .word = input_word,
};

const struct kind kind_parameter = {
    .about = {.name = "parameter",
              .sentence = "A parameter of the layer, as PyTorch stores it: "
                          "<{!vector}(out, in)><{vector}(out,)>.",
              .picture = "alone",
              .form = ATTN_FORM_SOURCE,
              .line = SOURCE_LINE,
              .learned = true},
    .shape = input_shape,
    .draws = input_draws,
    .run = input_run,
    .explain = input_explain,
    .word = input_word,
};
