/* What moves through the course and along the pipeline. */
#include "app/model/model.h"

#include "app/model/limit.h"
#include "app/model/update.h"

#include <stdlib.h>
#include <string.h>

void update_steps_next(struct model *model)
{
    if (model->step + 1 < model_lesson(model)->step_count) {
        model_go(model, model->lesson, model->step + 1);
    } else if (model->lesson + 1 < model->course->count) {
        model_go(model, model->lesson + 1, 0);
    }
}

void update_steps_back(struct model *model)
{
    if (model->step > 0) {
        model_go(model, model->lesson, model->step - 1);
    } else if (model->lesson > 0) {
        int lesson = model->lesson - 1;
        model_go(model, lesson, model->course->lessons[lesson]->step_count - 1);
    }
}

/* What moves is finished first. The last step's last beat ends the lesson: what was learned is said once before the next begins. */
void update_steps_onward(struct model *model)
{
    if (model->moving) {
        model->moving = false;
        return;
    }
    bool last = model->step + 1 == model_lesson(model)->step_count;
    if (model->beat + 1 < model_beats(model)) {
        model->beat++;
    } else if (last && model->over != OVER_END) {
        model->over = OVER_END;
    } else {
        update_steps_next(model);
    }
}

void update_steps_backward(struct model *model)
{
    int lesson = model->lesson, step = model->step;
    if (model->over == OVER_END) {
        model->over = OVER_NOTHING;
        return;
    }
    if (model->beat > 0) {
        model->beat--;
        return;
    }
    update_steps_back(model);
    if (model->lesson != lesson || model->step != step) {
        model->beat = model_beats(model) - 1;
    }
}

static void change_lesson(struct model *model, int by)
{
    int lesson = limit(model->lesson + by, 0, model->course->count - 1);
    if (lesson != model->lesson) {
        model_go(model, lesson, 0);
    }
}

/* A presenter's remote has no other keys. */
static void turn_page(struct model *model, int by)
{
    if (!model->presenting) {
        change_lesson(model, by);
    } else if (by > 0) {
        update_steps_onward(model);
    } else {
        update_steps_backward(model);
    }
}

/* The step nearest to this one that shows the operation of that name with these settings, or -1. */
static int step_showing(const struct model *model, const char *name)
{
    const struct lesson *lesson = model_lesson(model);
    const struct lesson_step *here = model_step(model);
    int best = -1;
    for (int i = 0; i < lesson->step_count; i++) {
        const struct lesson_step *step = &lesson->steps[i];
        bool fits = strcmp(step->show, name) == 0 && step->random_values == here->random_values;
        if (fits && (best < 0 || abs(i - model->step) < abs(best - model->step))) {
            best = i;
        }
    }
    return best;
}

/* Goes to an operation: to its step where it has one and the learner has changed nothing, else it
 * is shown aside from the path. */
void update_steps_show(struct model *model, int op)
{
    if (op < 0 || op >= attn_trace_count(model->trace)) {
        return;
    }
    int step = step_showing(model, attn_trace_op(model->trace, op)->name);
    if (step >= 0 && step != model->step && !model_is_changed(model)) {
        model_go(model, model->lesson, step);
        return;
    }
    int head = attn_trace_op(model->trace, op)->head;
    model->shown = op;
    model->head = head >= 0 ? head : model->head;
    model->wandered = model_is_aside(model);
    model->pointing = false;
    model_clamp(model);
}

void update_steps_along_pipeline(struct model *model, int by)
{
    int ops[MODEL_PIPELINE_MAX] = {0};
    int count = model_pipeline(model, ops, MODEL_PIPELINE_MAX), here = 0;
    for (int i = 0; i < count; i++) {
        here = ops[i] >= 0 && ops[i] <= model->shown ? i : here;
    }
    int to = limit(here + by, 0, count - 1);
    to = ops[to] == PIPELINE_MORE_HEADS ? limit(to + by, 0, count - 1) : to;
    if (ops[to] >= 0) {
        update_steps_show(model, ops[to]);
    }
}

bool update_steps(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_ONWARD:
        update_steps_onward(model);
        return true;
    case ACTION_BACKWARD:
        update_steps_backward(model);
        return true;
    case ACTION_BEAT:
        model->beat = limit(action.index, 0, model_beats(model) - 1);
        return true;
    case ACTION_NEXT:
        update_steps_next(model);
        return true;
    case ACTION_BACK:
        update_steps_back(model);
        return true;
    case ACTION_PAGE:
        turn_page(model, action.other < 0 ? -1 : 1);
        return true;
    case ACTION_FIRST:
        model_go(model, model->lesson, 0);
        return true;
    case ACTION_LAST:
        model_go(model, model->lesson, model_lesson(model)->step_count - 1);
        return true;
    case ACTION_NEXT_LESSON:
        change_lesson(model, 1);
        return true;
    case ACTION_PREVIOUS_LESSON:
        change_lesson(model, -1);
        return true;
    case ACTION_GO:
        model_go(model, action.index, action.other);
        return true;
    case ACTION_SHOW:
        update_steps_show(model, action.index);
        return true;
    default:
        return false;
    }
}
