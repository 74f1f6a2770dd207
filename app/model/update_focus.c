/* Keys that mean different things by what has the focus, and answers. */
#include "app/model/model.h"

#include "app/model/update.h"

#include <string.h>

/* Goes to another control, or turns this one. */
static void turn_control(struct model *model, int across, int down)
{
    int control = update_experiment_next_control(model, down);
    if (control >= 0) {
        model->control = control;
        if (across) {
            update_experiment_cycle(model, control, across);
        }
    }
}

/* An arrow key: across is -1, 0 or 1, so is down. */
static void arrow(struct model *model, int across, int down)
{
    switch (model_focus(model)) {
    case FOCUS_OUTLINE:
        update_window_browse(model, across, down);
        return;
    case FOCUS_ANSWER:
        answer_move(model, across);
        return;
    case FOCUS_PICKS:
        answer_step(model, across + down);
        return;
    case FOCUS_PRESENTED_PICKS:
        if (down) {
            answer_step(model, down);
            return;
        }
        break;
    case FOCUS_STAGE:
        update_stage_move_cell(model, down, across);
        return;
    case FOCUS_EXPERIMENT:
        turn_control(model, across, down);
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
    if (update_window_shut(model)) {
        return;
    }
    if (model->settings) {
        model->settings = false;
        model->focus = FOCUS_STEPS;
    } else if (model_focus(model) == FOCUS_ANSWER) {
        model->answer.typing = false;
    } else if (model->presenting) {
        model->presenting = false;
    } else if (model_asks(model)) {
        answer_reveal(model);
    } else if (model_question(model)) {
        model->answer.reply = REPLY_NONE;
    } else if (model->closer && !model->wandered) {
        model->closer = false;
    } else if (model->wandered) {
        model->shown = op_twin(model->trace, model_step_op(model), model->head);
        model->wandered = false;
        model_clamp(model);
    } else {
        model->focus = FOCUS_STEPS;
        model->ring = false;
    }
}

static void press(struct model *model)
{
    if (model->over == OVER_OUTLINE) {
        update_window_open_browsed(model);
    } else if (model_focus(model) == FOCUS_ANSWER) {
        if (model->answer.text[0]) {
            answer_submit(model);
        }
    } else if (model_focuses_picks(model)) {
        answer_pick(model, model->answer.option);
    } else if (model->focus == FOCUS_STAGE && model->painting && model_mask_op(model) >= 0) {
        update_paint_begin(model, model->row, model->column);
        model->stroke = false;
    } else if (model->focus == FOCUS_EXPERIMENT) {
        turn_control(model, 1, 0);
    } else {
        update_steps_onward(model);
    }
}

/* Whether there is nothing of it to be seen: the experiment, while a question stands in its place. */
static bool unseen(const struct model *model, enum focus focus)
{
    return focus == FOCUS_EXPERIMENT && model_asks(model) && !model->settings;
}

/* Tab: from the answers to choose from to the field, then on. */
static void move_focus(struct model *model, int by)
{
    bool there = model->focus == FOCUS_STEPS && model_asks_text(model);
    if (there && model->answer.typing != (by > 0)) {
        model->answer.typing = by > 0;
        return;
    }
    do {
        model->focus = (enum focus)(((int)model->focus + by + FOCUS_ROUND) % FOCUS_ROUND);
    } while (unseen(model, model->focus));
    model->answer.typing = model->focus == FOCUS_STEPS && by < 0 && model_asks_text(model);
}

static bool update_answer(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_TYPE:
        answer_type(model, action.text);
        return true;
    case ACTION_ERASE:
        answer_erase(model);
        return true;
    case ACTION_CARET:
        answer_move(model, action.other);
        return true;
    case ACTION_FIELD:
        model->focus = FOCUS_STEPS;
        model->answer.typing = true;
        return true;
    case ACTION_CHECK:
        answer_submit(model);
        return true;
    case ACTION_ANSWER:
        answer_pick(model, action.index);
        return true;
    case ACTION_AIM:
        answer_aim(model, action.index);
        return true;
    case ACTION_REVEAL:
        answer_reveal(model);
        return true;
    default:
        return false;
    }
}

bool update_focus(struct model *model, struct action action)
{
    switch (action.kind) {
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
        move_focus(model, 1);
        model->ring = true;
        return true;
    case ACTION_FOCUS_PREVIOUS:
        move_focus(model, -1);
        model->ring = true;
        return true;
    case ACTION_PRESS:
        press(model);
        return true;
    case ACTION_ESCAPE:
        escape(model);
        return true;
    default:
        return update_answer(model, action);
    }
}
