/* Where the model goes: a layer is planned and run, a lesson's step is opened. What hangs on the
 * numbers is looked over again: their ranges, the step's nudge, the layer beside. */
#include "app/model/model.h"

#include "app/model/limit.h"
#include "app/model/link_code.h"
#include "app/model/role.h"
#include "app/model/sentence.h"

#include <stdio.h>
#include <string.h>

/* How far the step's nudge moves every tensor. */
static void nudge(struct model *model)
{
    const struct lesson_step *step = model_step(model);
    int feature = step->nudge, count = attn_trace_count(model->trace);
    struct attn_error error = {0};
    if (feature < 0) {
        return;
    }
    if (!attn_trace_nudge_item(model->nudged, model->trace, step->nudge_item, feature, 1, &error) ||
        !attn_trace_run_all(model->nudged, &error)) {
        model->error = error;
        return;
    }
    for (int i = 0; i < count; i++) {
        struct attn_tensor a = attn_trace_tensor(model->trace, i, ATTN_PART_VALUE);
        struct attn_tensor b = attn_trace_tensor(model->nudged, i, ATTN_PART_VALUE);
        struct attn_difference difference;
        if (a.data && b.data && attn_measure_difference(&a, &b, &difference)) {
            model->ranges[i].moved = difference.most;
        }
    }
}

/* Runs what is stale and looks over what is new. What there is no memory for is missing, and
 * model->error says so. */
static void refresh(struct model *model)
{
    struct attn_error error = {0};
    bool good = ranges_refresh(model->trace, &model->ranges, &model->range_capacity, &error);
    for (int i = 0; i < model->range_capacity; i++) {
        model->ranges[i].moved = 0;
    }
    if (good) {
        nudge(model);
    } else {
        model->error = error;
    }
    beside_refresh(model);
}

enum { SETTING_MAX = 8 * ATTN_HEADS_MAX }; /* bytes of a setting's text: a list of heads */

/* Marks the settings that are not the step's: one that is turned back is its again. */
static void mark_changes(struct model *model)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        const char *name = attn_setting(i)->name;
        char now[SETTING_MAX], step[SETTING_MAX];
        attn_config_get(&model->config, name, now, sizeof now);
        attn_config_get(&model_step(model)->config, name, step, sizeof step);
        model->changed[i] = strcmp(now, step) != 0;
    }
    model->changed[CONTROL_MASK] |= model_is_painted(model);
}

/* Plans config; keeps the operation on stage by its name. False: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config)
{
    char name[ATTN_NAME_MAX] = "";
    bool wandered = model->wandered; /* else what the step shows stays on stage */
    if (attn_trace_count(model->trace) > 0) {
        memcpy(name, attn_trace_op(model->trace, model->shown)->name, sizeof name);
    }
    struct attn_error error = {0};
    if (!lesson_prepare(model_lesson(model), model_step(model), config, model_mask(model),
                        model->trace, &error) ||
        !sentence_give(model, model->trace, &model->own_x, &error)) {
        model->error = error;
        return false;
    }
    model->error = (struct attn_error){0};
    model->config = *config;
    mark_changes(model);
    model->head = limit(model->head, 0, model_heads(model) - 1);
    int shown = wandered ? role_find_near(model->trace, name, model->head) : -1;
    model->shown = shown >= 0 ? shown : op_twin(model->trace, model_step_op(model), model->head);
    model->wandered = model_is_aside(model);
    model->pointing = false;
    model->lit = -1;
    refresh(model);
    model_clamp(model);
    return true;
}

/* Plans the step's layer as the lesson has it. False: the model is where it was. */
static bool arrive(struct model *model, int lesson, int step)
{
    int from_lesson = model->lesson, from_step = model->step, painted = model->painted_tokens;
    int words = model->word_count;
    bool beside = model->beside.shown;
    int with = model->beside.with;
    model->lesson = lesson;
    model->step = step;
    model->painted_tokens = 0;
    model->word_count = lesson == from_lesson ? words : 0;
    model->beside.shown = model_step(model)->beside_count > 0;
    model->beside.with = -1;
    if (model_plan(model, &model_step(model)->config)) {
        return true;
    }
    model->lesson = from_lesson;
    model->step = from_step;
    model->painted_tokens = painted;
    model->word_count = words;
    model->beside.shown = beside;
    model->beside.with = with;
    return false;
}

void model_go(struct model *model, int lesson, int step)
{
    int from_lesson = model->lesson, from_step = model->step;
    if (!arrive(model, lesson, step)) {
        return;
    }
    if (model->answer.open && (lesson != from_lesson || step > from_step)) {
        answer_pass(model, from_lesson, from_step);
    }
    const struct lesson_step *s = model_step(model);
    model->shown = model_step_op(model);
    model->wandered = false;
    model->closer = false;
    model->beat = 0;
    model->over = OVER_NOTHING;
    model->clinic.open = false;
    memset(model->scroll, 0, sizeof model->scroll);
    model->head = attn_trace_op(model->trace, model->shown)->head;
    model->head = model->head < 0 ? s->head : model->head;
    model->item = s->item;
    model->painting = s->config.mask == ATTN_MASK_GIVEN;
    model->stroke = false;
    answer_begin(model);
    if (s->has_cell) {
        int rank = attn_trace_op(model->trace, model->shown)->shape.rank;
        model->row = rank > 1 ? s->at[rank - 2] : 0;
        model->column = rank > 0 ? s->at[rank - 1] : 0;
    }
    model_clamp(model);
    beside_measure(model);
}

bool model_tell(struct model *model, const char *notice)
{
    bool new = strncmp(model->notice, notice, sizeof model->notice - 1) != 0;
    snprintf(model->notice, sizeof model->notice, "%s", notice);
    return new;
}

void model_say(struct model *model, const char *line, bool well)
{
    snprintf(model->said, sizeof model->said, "%s", line);
    link_make_plain(model->said);
    model->said_well = well;
}
