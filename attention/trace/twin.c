/* Traces made from other traces: the same layer with one feature nudged, and the same weights in
 * another wiring. */
#include "attention/numbers/errors.h"
#include "attention/numbers/tensor.h"
#include "attention/trace/trace.h"

#include <stdio.h>
#include <string.h>

/* Gives `to` what `from` was given. */
static bool copy_gifts(struct attn_trace *to, const struct attn_trace *from,
                       struct attn_error *error)
{
    attn_trace_take_back(to, NULL);
    for (const struct gift *gift = from->gifts; gift; gift = gift->next) {
        if (!gift->gone && !gifts_put(to, gift, error)) {
            return false;
        }
    }
    return true;
}

/* A copy of a tensor's numbers, row-major; NULL without memory. */
static float *copy_of(struct attn_trace *owner, const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX] = {0};
    float *copy = trace_alloc(owner, attn_shape_count(&tensor->shape) * sizeof *copy);
    for (size_t i = 0; copy && i < attn_shape_count(&tensor->shape); i++) {
        copy[i] = attn_tensor_at(tensor, at);
        attn_shape_next(&tensor->shape, at);
    }
    return copy;
}

/* The numbers of a tensor by name, computed; its shape's rank is 0 where that cannot be. */
static struct attn_tensor computed(struct attn_trace *trace, const char *name,
                                   struct attn_error *error)
{
    int op = attn_trace_find(trace, name);
    if (op < 0) {
        error_set(error, ATTN_ERROR_SETTING, "this layer has no '%s'", name);
        return (struct attn_tensor){0};
    }
    if (!attn_trace_run(trace, op, error)) {
        return (struct attn_tensor){0};
    }
    return attn_trace_tensor(trace, op, ATTN_PART_VALUE);
}

bool attn_trace_nudge(struct attn_trace *to, struct attn_trace *from, int feature, float by,
                      struct attn_error *error)
{
    return attn_trace_nudge_item(to, from, -1, feature, by, error);
}

bool attn_trace_nudge_item(struct attn_trace *to, struct attn_trace *from, int item, int feature,
                           float by, struct attn_error *error)
{
    struct attn_tensor x = computed(from, "x", error);
    int embed = from->plan.config.embed, batch = from->plan.config.batch;
    if (!x.data) {
        return false;
    }
    if (feature < 0 || feature >= embed) {
        return error_set(error, ATTN_ERROR_SETTING, "feature %d of x: it has %d, counted from 0",
                         feature, embed);
    }
    if (item < -1 || item >= batch) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "item %d of the batch: it has %d, counted from 0", item, batch);
    }
    size_t each = attn_shape_count(&x.shape) / (size_t)batch;
    size_t start = item < 0 ? 0 : (size_t)item * each;
    size_t end = item < 0 ? attn_shape_count(&x.shape) : start + each;
    float *values = copy_of(to, &x);
    if (!values) {
        return error_memory(error);
    }
    for (size_t i = start + (size_t)feature; i < end; i += (size_t)embed) {
        values[i] += by;
    }
    bool good = copy_gifts(to, from, error) && attn_trace_give(to, "x", &x.shape, values, error) &&
                attn_trace_plan(to, &from->plan.config, error);
    trace_release(to, values);
    return good;
}

/* ---- stacked weights ---- */

static bool pass_on(struct attn_trace *to, struct attn_trace *from, const char *name,
                    struct attn_error *error)
{
    struct attn_tensor tensor = computed(from, name, error);
    return tensor.data && attn_trace_give(to, name, &tensor.shape, tensor.data, error);
}

/* The heads' parameters of that name, "query.weight", one below the other. */
static bool stack(struct attn_trace *to, struct attn_trace *from, const char *name,
                  struct attn_error *error)
{
    const struct attn_config *config = &from->plan.config;
    int index = attn_trace_find(to, name);
    if (index < 0) {
        return error_set(error, ATTN_ERROR_SETTING, "this layer has no '%s'", name);
    }
    struct attn_shape shape = attn_trace_op(to, index)->shape;
    size_t count = attn_shape_count(&shape), used = 0;
    float *values = trace_alloc(to, count * sizeof *values);
    if (!values) {
        return error_memory(error);
    }
    bool good = true;
    for (int h = 0; good && h < config->heads; h++) {
        char own[ATTN_NAME_MAX];
        snprintf(own, sizeof own, "heads.%d.%.30s", h, name);
        struct attn_tensor part = computed(from, own, error);
        size_t floats = attn_shape_count(&part.shape);
        good = part.data && used + floats <= count;
        if (good) {
            memcpy(values + used, part.data, floats * sizeof *values);
            used += floats;
        }
    }
    good = good && attn_trace_give(to, name, &shape, values, error);
    trace_release(to, values);
    return good;
}

/* Heads that leave some of embed over fill only some of fused's rows. */
static bool stackable(const struct attn_config *to, const struct attn_config *from)
{
    bool split = to->wiring == ATTN_WIRING_FUSED || to->wiring == ATTN_WIRING_NO_TRANSPOSE ||
                 to->wiring == ATTN_WIRING_HEADS_FIRST || to->wiring == ATTN_WIRING_VIEW_BACK;
    return split && from->wiring == ATTN_WIRING_PROJECTED && to->batch == from->batch &&
           to->tokens == from->tokens && to->embed == from->embed && to->heads == from->heads &&
           to->bias == from->bias && from->embed % from->heads == 0;
}

bool attn_trace_give_stacked(struct attn_trace *fused, struct attn_trace *projected,
                             struct attn_error *error)
{
    static const char *const weights[] = {"query.weight", "key.weight", "value.weight"};
    static const char *const biases[] = {"query.bias", "key.bias", "value.bias"};
    const struct attn_config *config = &projected->plan.config;
    if (!stackable(&fused->plan.config, config)) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "only fused or no-transpose can take the stacked weights of projected, "
                         "with the same sizes, embed a multiple of heads");
    }
    bool good = pass_on(fused, projected, "x", error) &&
                pass_on(fused, projected, "fc_out.weight", error) &&
                (!config->bias || pass_on(fused, projected, "fc_out.bias", error));
    for (int i = 0; good && i < 3; i++) {
        good = stack(fused, projected, weights[i], error) &&
               (!config->bias || stack(fused, projected, biases[i], error));
    }
    return good;
}

/* ---- two traces ---- */

int attn_trace_difference(const struct attn_trace *a, const struct attn_trace *b,
                          struct attn_difference *difference)
{
    int worst = -1;
    *difference = (struct attn_difference){0};
    for (int i = 0; i < attn_trace_count(a); i++) {
        struct attn_difference here;
        int j = attn_trace_find(b, attn_trace_op(a, i)->name);
        struct attn_tensor x = attn_trace_tensor(a, i, ATTN_PART_VALUE);
        struct attn_tensor y =
            j >= 0 ? attn_trace_tensor(b, j, ATTN_PART_VALUE) : (struct attn_tensor){0};
        bool ready = x.data && y.data;
        if (ready && attn_measure_difference(&x, &y, &here) && here.most > difference->most) {
            *difference = here;
            worst = i;
        }
    }
    return worst;
}
