/* A step's layer: its settings, and the numbers that the lesson writes out. */
#include "lessons/read/read.h"

/* Gives the trace what the lesson writes out and the mask, and no more. */
static bool give(const struct lesson *lesson, const struct lesson_step *step,
                 const struct attn_config *config, const float *mask, struct attn_trace *trace,
                 struct attn_error *error)
{
    struct attn_shape square = {
        2, {config->tokens, config->tokens}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    bool good = true;
    attn_trace_take_back(trace, NULL);
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
    bool split = a->wiring == ATTN_WIRING_FUSED || a->wiring == ATTN_WIRING_NO_TRANSPOSE;
    return split && b->wiring == ATTN_WIRING_PROJECTED && a->embed == b->embed &&
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
