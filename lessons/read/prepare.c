/* A step's layer: its settings, and the numbers that the lesson writes out. */
#include "lessons/read/read.h"

#include <string.h>

/* Whether rows x columns are the numbers of that shape, or of one batch item of it. */
static bool fits(const struct lesson_matrix *m, const struct attn_shape *shape)
{
    int rows = shape->rank > 1 ? shape->size[shape->rank - 2] : 1;
    return m->rows == rows && m->columns == shape->size[shape->rank - 1];
}

static bool give(const struct attn_allocator *memory, struct attn_trace *trace,
                 const struct lesson_matrix *m, const struct attn_shape *shape,
                 struct attn_error *error)
{
    size_t all = attn_shape_count(shape), one = (size_t)m->rows * (size_t)m->columns;
    float *values = memory->alloc(memory->context, all * sizeof *values);
    if (!values) {
        *error = (struct attn_error){.kind = ATTN_ERROR_MEMORY, .text = "out of memory"};
        return false;
    }
    for (size_t i = 0; i < all; i++) { /* every batch item gets the same */
        values[i] = m->values[i % one];
    }
    bool good = attn_trace_give(trace, m->name, shape, values, error);
    memory->free(memory->context, values);
    return good;
}

bool lesson_prepare(const struct lesson *lesson, const struct lesson_step *step,
                    const struct attn_config *config, const float *mask, struct attn_trace *trace,
                    struct attn_error *error)
{
    struct attn_trace *shapes =
        attn_trace_new(&lesson->allocator); /* planned for its shapes only */
    if (!shapes) {
        *error = (struct attn_error){.kind = ATTN_ERROR_MEMORY, .text = "out of memory"};
        return false;
    }
    struct attn_config plain = *config;
    struct attn_shape square = {
        2, {config->tokens, config->tokens}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    plain.mask = config->mask == ATTN_MASK_GIVEN ? ATTN_MASK_CAUSAL : config->mask; /* same shape */
    bool good = attn_trace_plan(shapes, &plain, error);
    if (good) {
        attn_trace_take_back(trace, NULL);
    }
    for (int i = 0; good && !step->random_values && i < lesson->matrix_count; i++) {
        const struct lesson_matrix *m = &lesson->matrices[i];
        int op = attn_trace_find(shapes, m->name);
        if (op >= 0 && fits(m, &attn_trace_op(shapes, op)->shape)) {
            good = give(&lesson->allocator, trace, m, &attn_trace_op(shapes, op)->shape, error);
        }
    }
    attn_trace_free(shapes);
    if (good && mask && config->mask == ATTN_MASK_GIVEN) {
        good = attn_trace_give(trace, "mask", &square, mask, error);
    }
    return good && attn_trace_plan(trace, config, error);
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
    if (!lesson_prepare(lesson, step, &other, mask, beside, error)) {
        return false;
    }
    if (!stacks(&other, config)) {
        return true;
    }
    return attn_trace_give_stacked(beside, trace, error) && attn_trace_plan(beside, &other, error);
}
