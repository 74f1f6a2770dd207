/* What turns settings, in the experiment or among all of them, and heads off and on. */
#include "app/model/model.h"

#include "app/model/choices.h"
#include "app/model/update.h"

#include <string.h>

/* Whether the control's choice would raise. Planned, not run; without memory nobody knows. */
static bool would_raise(struct model *model, struct attn_trace *trace,
                        const struct attn_setting *control, int choice)
{
    struct attn_config config = model->config;
    struct attn_error error = {0};
    if (config.mask == ATTN_MASK_GIVEN) {
        config.mask = ATTN_MASK_CAUSAL; /* as good: what is in a mask raises nothing */
    }
    if (attn_config_set(&config, control->name, control->offered[choice], &error) &&
        attn_trace_plan(trace, &config, &error)) {
        return attn_trace_failed(trace) >= 0;
    }
    if (error.kind == ATTN_ERROR_MEMORY) {
        model->error = error;
        return false;
    }
    return true;
}

void update_experiment_foresee(struct model *model)
{
    const size_t bytes = sizeof model->config;
    if (!model->settings || memcmp(&model->foreseen, &model->config, bytes) == 0) {
        return;
    }
    struct attn_trace *trace = attn_trace_new(NULL);
    if (!trace) {
        model->error = (struct attn_error){ATTN_ERROR_MEMORY, "out of memory"};
    }
    for (int i = 0; i < CONTROL_COUNT; i++) {
        const struct attn_setting *control = control_at(i);
        for (int k = 0; k < control_choices(control); k++) {
            model->raises[i][k] = trace && would_raise(model, trace, control, k);
        }
    }
    if (trace) {
        memcpy(&model->foreseen, &model->config, bytes);
    }
    attn_trace_free(trace);
}

static void choose(struct model *model, int index, int choice)
{
    const struct attn_setting *control = control_at(index);
    struct attn_config config = model->config;
    if (choice < 0 || choice >= choices_count(model, index)) {
        return;
    }
    int painted = model->painted_tokens;
    if (index == CONTROL_TOKENS && painted > 0) { /* it was for so many */
        config.mask = model_is_painted(model) ? model_step(model)->config.mask : config.mask;
        model->painted_tokens = 0;
    }
    if (choice == control_choices(control)) {
        config.mask = ATTN_MASK_GIVEN;
    } else if (!attn_config_set(&config, control->name, control->offered[choice], &model->error)) {
        model->painted_tokens = painted;
        return;
    }
    if (!model_plan(model, &config)) {
        model->painted_tokens = painted;
        return;
    }
    model->control = index;
}

void update_experiment_cycle(struct model *model, int index, int by)
{
    int choice = choices_current(model, index), count = choices_count(model, index);
    if (choice < 0) { /* the first, or the last: as if it stood before them */
        choice = by < 0 ? count : -1;
    }
    for (int tries = 0; tries < count; tries++) {
        choice = (choice + by + count) % count;
        if (choices_offers(model, index, choice)) {
            choose(model, index, choice);
            return;
        }
    }
}

static void reset(struct model *model)
{
    struct attn_config config = model_step(model)->config;
    int painted = model->painted_tokens, words = model->word_count;
    model->painted_tokens = 0;
    model->word_count = 0;
    if (!model_plan(model, &config)) {
        model->painted_tokens = painted;
        model->word_count = words;
    }
}

static void switch_head(struct model *model, int head)
{
    struct attn_config config = model->config;
    if (head >= 0 && head < model_heads(model) && config.wiring != ATTN_WIRING_SINGLE) {
        attn_config_set_off(&config, head, !attn_config_off(&config, head));
        model_plan(model, &config);
    }
}

/* The controls that are on view, round and round; from one that is not, the first; -1 for none. */
int update_experiment_next_control(const struct model *model, int by)
{
    int order[CONTROL_COUNT], here = -1;
    int count = model->settings ? controls_list(order) : model_offers(model, order, CONTROL_COUNT);
    for (int i = 0; i < count; i++) {
        here = order[i] == model->control ? i : here;
    }
    return count == 0 ? -1 : order[here < 0 ? 0 : (here + by + count) % count];
}

/* One setting as the step has it. */
static void restore(struct model *model, int index)
{
    struct attn_config config = model->config;
    char value[8 * ATTN_HEADS_MAX];
    const char *name = attn_setting(index)->name;
    attn_config_get(&model_step(model)->config, name, value, sizeof value);
    int painted = model->painted_tokens;
    if (index == CONTROL_MASK || index == CONTROL_TOKENS) {
        model->painted_tokens = 0;
    }
    config.mask = index == CONTROL_MASK ? model_step(model)->config.mask : config.mask;
    if ((index != CONTROL_MASK && !attn_config_set(&config, name, value, &model->error)) ||
        !model_plan(model, &config)) {
        model->painted_tokens = painted;
    }
}

bool update_experiment(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_CYCLE:
        update_experiment_cycle(model, action.index, action.other < 0 ? -1 : 1);
        return true;
    case ACTION_CHOOSE:
        choose(model, action.index, action.other);
        return true;
    case ACTION_RESET:
        reset(model);
        return true;
    case ACTION_SWITCH_HEAD:
        switch_head(model, action.index);
        return true;
    case ACTION_RESTORE:
        restore(model, action.index);
        return true;
    case ACTION_SETTINGS:
        model->settings = !model->settings;
        model->focus = model->settings ? FOCUS_EXPERIMENT : FOCUS_STEPS;
        model->over = OVER_NOTHING;
        return true;
    default:
        return false;
    }
}
