/* Keys that mean different things by what has the focus, and answers. */
#include "app/model/model.h"

#include "app/model/update.h"

#include <string.h>

/* A blank begins no shape: it steps on, as everywhere else. */
static void type(struct model *model, const char *text)
{
    bool empty = model->answer.text[0] == '\0';
    if (model->presenting && strchr(".bB", text[0])) {
        model->blank = true;
    } else if (model_asks_shape(model) && empty && strcmp(text, " ") == 0) {
        update_steps_onward(model);
    } else {
        answer_type(model, text);
    }
}

/* An arrow key: across is -1, 0 or 1, so is down. */
static void arrow(struct model *model, int across, int down)
{
    switch (model->focus) {
    case FOCUS_STAGE:
        update_stage_move_cell(model, down, across);
        return;
    case FOCUS_EXPERIMENT:
        model->control = update_experiment_next_control(model, down);
        if (across) {
            update_experiment_cycle(model, model->control, across);
        }
        return;
    case FOCUS_PIPELINE:
        update_steps_along_pipeline(model, across + down);
        return;
    default:
        break;
    }
    if (across + down > 0) {
        update_steps_next(model);
    } else {
        update_steps_back(model);
    }
}

static void escape(struct model *model)
{
    if (model->help) {
        model->help = false;
    } else if (model->settings) {
        model->settings = false;
        model->focus = FOCUS_STEPS;
    } else if (model->presenting) {
        model->presenting = false;
    } else if (model_asks(model)) {
        answer_reveal(model);
    } else if (model->wandered) {
        model->shown = op_twin(model->trace, model_step_op(model), model->head);
        model->wandered = false;
        model_clamp(model);
    } else {
        model->focus = FOCUS_STEPS;
    }
}

static void press(struct model *model)
{
    if (model_asks_shape(model) && model->answer.text[0]) {
        answer_submit(model);
    } else if (model->focus == FOCUS_STAGE && model->painting && update_paint_mask(model) >= 0) {
        update_paint_begin(model, model->row, model->column);
        model->stroke = false;
    } else if (model->focus == FOCUS_EXPERIMENT) {
        update_experiment_cycle(model, model->control, 1);
    } else {
        update_steps_next(model);
    }
}

bool update_focus(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_TYPE:
        type(model, action.text);
        return true;
    case ACTION_ERASE:
        answer_erase(model);
        return true;
    case ACTION_ANSWER:
        answer_pick(model, action.index);
        return true;
    case ACTION_LEFT:
        arrow(model, -1, 0);
        return true;
    case ACTION_RIGHT:
        arrow(model, 1, 0);
        return true;
    case ACTION_UP:
        arrow(model, 0, -1);
        return true;
    case ACTION_DOWN:
        arrow(model, 0, 1);
        return true;
    case ACTION_FOCUS_NEXT:
        model->focus = (enum focus)((model->focus + 1) % FOCUS_ROUND);
        return true;
    case ACTION_FOCUS_PREVIOUS:
        model->focus = (enum focus)((model->focus + FOCUS_ROUND - 1) % FOCUS_ROUND);
        return true;
    case ACTION_PRESS:
        press(model);
        return true;
    case ACTION_ESCAPE:
        escape(model);
        return true;
    default:
        return false;
    }
}
