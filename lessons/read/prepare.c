/* A step's layer: its settings, and the numbers that the lesson writes out. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <string.h>

const char *lesson_job(const struct lesson_step *step, int head)
{
    const struct lesson_layer *layer = step->layer;
    bool its_own = layer && !step->random_values && head >= 0 && head < layer->heads;
    return its_own ? layer->jobs[head] : NULL;
}

const char *lesson_feature(const struct lesson_step *step, int index)
{
    const struct lesson_layer *layer = step->layer;
    bool named = layer && !step->random_values && index >= 0 && index < layer->embed;
    return named ? layer->features[index] : NULL;
}

/* Whether the wiring has one Linear for all heads, which a view cuts. */
static bool splits(enum attn_wiring wiring)
{
    return wiring == ATTN_WIRING_FUSED || wiring == ATTN_WIRING_NO_TRANSPOSE ||
           wiring == ATTN_WIRING_HEADS_FIRST || wiring == ATTN_WIRING_VIEW_BACK;
}

/* Rows `first` on of one of the layer's parameters, as many as the Linear called prefix.name has. */
static bool offer_part(const struct lesson_layer *layer, int parameter, const char *prefix,
                       int first, int rows, struct attn_trace *trace, struct attn_error *error)
{
    static const char *const names[] = {
#define PARAMETER_NAME(constant, name) name,
        LESSON_LAYER_PARAMETERS(PARAMETER_NAME)
#undef PARAMETER_NAME
    };
    const char *name = names[parameter];
    const float *values = layer->parameters[parameter];
    bool bias = strstr(name, ".bias");
    char full[ATTN_NAME_MAX];
    snprintf(full, sizeof full, "%s%s", prefix, name);
    return bias ? attn_trace_offer(trace, full, 1, rows, values + first, error)
                : attn_trace_offer(trace, full, rows, layer->embed,
                                   values + (size_t)first * (size_t)layer->embed, error);
}

/* x, and the weights where the layer on view has as many heads, each reading all of x. */
static bool give_layer(const struct lesson_step *step, const struct attn_config *config,
                       struct attn_trace *trace, struct attn_error *error)
{
    const struct lesson_layer *layer = step->layer;
    int embed = layer->embed, head_dim = embed / layer->heads;
    bool good = attn_trace_offer(trace, "x", step->word_count, embed, step->x, error);
    bool own = config->wiring == ATTN_WIRING_PROJECTED || config->wiring == ATTN_WIRING_RESIDUAL;
    if (config->heads != layer->heads || config->embed != embed ||
        !(own || splits(config->wiring))) {
        return good;
    }
    for (int i = 0; good && i < LESSON_LAYER_PARAMETER_COUNT; i++) {
        bool shared = i == LESSON_LAYER_OUT_WEIGHT || i == LESSON_LAYER_OUT_BIAS || !own;
        good = !shared || offer_part(layer, i, "", 0, embed, trace, error);
        for (int h = 0; good && !shared && h < layer->heads; h++) {
            char prefix[24];
            snprintf(prefix, sizeof prefix, "heads.%d.", h);
            good = offer_part(layer, i, prefix, h * head_dim, head_dim, trace, error);
        }
    }
    return good;
}

/* Gives the trace what the lesson and its layer write out and the mask, and no more. */
static bool give(const struct lesson *lesson, const struct lesson_step *step,
                 const struct attn_config *config, const float *mask, struct attn_trace *trace,
                 struct attn_error *error)
{
    struct attn_shape square = {
        2, {config->tokens, config->tokens}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    bool good = true;
    attn_trace_take_back(trace, NULL);
    if (step->layer && !step->random_values && !give_layer(step, config, trace, error)) {
        return false;
    }
    for (int i = 0; good && !step->random_values && i < lesson->matrix_count; i++) {
        const struct lesson_matrix *m = &lesson->matrices[i];
        good = attn_trace_offer(trace, m->name, m->rows, m->columns, m->values, error);
    }
    if (good && mask && config->mask == ATTN_MASK_GIVEN) {
        good = attn_trace_give(trace, "mask", &square, mask, error);
    }
    return good;
}

bool lesson_prepare(const struct lesson *lesson, const struct lesson_step *step,
                    const struct attn_config *config, const float *mask, struct attn_trace *trace,
                    struct attn_error *error)
{
    return give(lesson, step, config, mask, trace, error) && attn_trace_plan(trace, config, error);
}

/* Both multiply by the same weights: each head's own, or all of them stacked in one Linear. */
static bool stacks(const struct attn_config *a, const struct attn_config *b)
{
    return splits(a->wiring) && b->wiring == ATTN_WIRING_PROJECTED && a->embed == b->embed &&
           a->heads == b->heads && a->batch == b->batch && a->tokens == b->tokens &&
           a->bias == b->bias;
}

bool lesson_prepare_beside(const struct lesson *lesson, const struct lesson_step *step,
                           const struct attn_config *config, const float *mask,
                           struct attn_trace *trace, struct attn_trace *beside,
                           struct attn_error *error)
{
    struct attn_config other = *config;
    if (step->beside_count == 0) {
        *error = (struct attn_error){ATTN_ERROR_SETTING, "this step has no layer beside"};
        return false;
    }
    for (int i = 0; i < step->beside_count; i++) {
        if (!attn_config_set(&other, step->beside[i].setting, step->beside[i].value, error)) {
            return false;
        }
    }
    if (!give(lesson, step, &other, mask, beside, error)) {
        return false;
    }
    if (!stacks(&other, config)) {
        return attn_trace_plan(beside, &other, error);
    }
    bool planned = attn_trace_count(beside) > 0 && stacks(attn_trace_config(beside), config);
    return (planned || attn_trace_plan(beside, &other, error)) && /* its shapes are asked for */
           attn_trace_give_stacked(beside, trace, error) && attn_trace_plan(beside, &other, error);
}
