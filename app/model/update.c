/* update: an action in, a changed model out. Nothing else changes a model. What an action does stands
 * by what it is about: update_steps.c, _stage.c, _experiment.c, _focus.c, _window.c. */
#include "app/model/model.h"

#include "app/model/update.h"
#include "app/scene/strings.h"

static bool has_op(const struct model *model, int op)
{
    return op >= 0 && op < attn_trace_count(model->trace);
}

static bool has_step(const struct model *model, int lesson, int step)
{
    return lesson >= 0 && lesson < model->course->count && step >= 0 &&
           step < model->course->lessons[lesson]->step_count;
}

/* Whether what the action names is there. Actions that arrive together were made from one scene; what
 * the first changes the later ones may no longer meet. */
static bool meets(const struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_SHOW:
    case ACTION_LIGHT:
        return has_op(model, action.index);
    case ACTION_POINT:
    case ACTION_PICK:
    case ACTION_STROKE:
        return has_op(model, action.index) &&
               op_has_cell(attn_trace_op(model->trace, action.index), action.row, action.column);
    case ACTION_GO:
        return has_step(model, action.index, action.other);
    case ACTION_BROWSE:
        return has_step(model, action.index, 0);
    case ACTION_RESTORE:
        return action.index >= 0 && action.index < CONTROL_COUNT;
    case ACTION_CYCLE:
    case ACTION_CHOOSE:
        return action.index >= 0 && action.index < CONTROL_COUNT && control_exists(action.index);
    case ACTION_AIM:
        if (model->clinic.open) {
            return true;
        }
        /* fall through */
    case ACTION_ANSWER:
        return model_asks(model) && action.index >= 0 &&
               action.index < model_step(model)->option_count;
    case ACTION_REVEAL:
        return model_asks(model);
    case ACTION_CHECK:
        return model_asks_text(model);
    case ACTION_FIELD:
        return model->clinic.open || model_asks_text(model);
    case ACTION_CARET:
        return clinic_types(model) || model_asks_text(model);
    default:
        return true;
    }
}

/* Nobody pressed anything. */
static bool only_moves(enum action_kind kind)
{
    return kind == ACTION_NONE || kind == ACTION_POINT || kind == ACTION_LIGHT ||
           kind == ACTION_LEAVE || kind == ACTION_RESIZE || kind == ACTION_STROKE ||
           kind == ACTION_LIFT || kind == ACTION_HOVER;
}

/* Something is done: what was said of the last thing is over. */
static bool hush(struct model *model, enum action_kind kind)
{
    if (only_moves(kind) || !model->said[0]) {
        return false;
    }
    model->said[0] = '\0';
    return true;
}

/* Whatever is pressed opens the curtain; what shut it does no more than that. */
static bool unblank(struct model *model, enum action_kind kind)
{
    bool shut = model->blank && !only_moves(kind);
    model->blank = model->blank && !shut;
    return shut && (kind == ACTION_BLANK || kind == ACTION_ESCAPE);
}

static bool undo(struct model *model, enum action_kind kind)
{
    int by = kind == ACTION_UNDO ? -1 : kind == ACTION_REDO ? 1 : 0;
    if (by == 0) {
        return false;
    }
    if (!history_can(model, by)) {
        model_say(model, string(by < 0 ? STRING_NO_UNDO : STRING_NO_REDO), true);
    } else {
        history_go(model, by);
    }
    return true;
}

/* Whatever is done elsewhere leaves the field. */
static bool leave_entry(struct model *model, enum action_kind kind)
{
    bool typed = kind == ACTION_TYPE || kind == ACTION_ERASE || kind == ACTION_PRESS ||
                 kind == ACTION_ESCAPE || kind == ACTION_EDIT || kind == ACTION_PASTE_LINK;
    bool leaves = model->entry.open && !typed && !only_moves(kind);
    model->entry.open = model->entry.open && !leaves;
    return leaves;
}

bool model_update(struct model *model, struct action action)
{
    if (!meets(model, action)) {
        return false;
    }
    if (unblank(model, action.kind)) {
        return true;
    }
    model->stroke = model->stroke && only_moves(action.kind);
    bool hushed = hush(model, action.kind);
    bool left = leave_entry(model, action.kind);
    bool changed = clinic_update(model, action) || entry_update(model, action) ||
                   undo(model, action.kind) || update_steps(model, action) ||
                   update_stage(model, action) || update_paint(model, action) ||
                   update_experiment(model, action) || update_focus(model, action) ||
                   update_window(model, action);
    beside_measure(model);
    update_experiment_foresee(model);
    history_note(model, action.kind == ACTION_STROKE);
    return changed || hushed || left;
}
