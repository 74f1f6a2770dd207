/* What looks at the stage: its cells, its heads, its items, the mask that can be painted there. */
#include "app/model/model.h"

#include "app/model/hide.h"
#include "app/model/limit.h"
#include "app/model/role.h"
#include "app/model/update.h"

/* Looks at another head: at what it has in place of the operation on stage. */
static void choose_head(struct model *model, int head)
{
    if (head < 0 || head >= model_heads(model)) {
        return;
    }
    model->pointing = false;
    model->shown = op_twin(model->trace, model->shown, head);
    model->head = head;
    model->wandered = model_is_aside(model);
    model_clamp(model);
}

void update_stage_move_cell(struct model *model, int rows, int columns)
{
    model->pointing = false;
    model->row += rows;
    model->column += columns;
    model_clamp(model);
}

static bool leave(struct model *model)
{
    bool changed = model->pointing || model->lit >= 0;
    model->pointing = false;
    model->lit = -1;
    return changed;
}

/* Its operands would light up where the answer came from. */
static bool is_hidden(const struct model *model, int op)
{
    return op >= 0 && op < attn_trace_count(model->trace) && model_hides(model, op) &&
           !model_covers(model, op);
}

static bool point(struct model *model, struct action action)
{
    if (is_hidden(model, action.index)) {
        return leave(model);
    }
    bool same = model->pointing && model->pointed_op == action.index &&
                model->pointed_row == action.row && model->pointed_column == action.column;
    model->pointing = true;
    model->pointed_op = action.index;
    model->pointed_row = action.row;
    model->pointed_column = action.column;
    return !same;
}

static void pick(struct model *model, struct action action)
{
    if (model->painting && action.index == model_mask_op(model)) {
        update_paint_begin(model, action.row, action.column);
        return;
    }
    if (action.index == model->shown) {
        model->row = action.row;
        model->column = action.column;
    } else {
        update_steps_show(model, action.index);
        model->row = action.row;
        model->column = action.column;
        model_clamp(model);
    }
}

/* Only where there is a picture to come back to. */
static bool look_closer(struct model *model)
{
    bool can = model_step(model)->picture && !model->wandered;
    model->closer = can && !model->closer;
    return can;
}

bool update_stage(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_POINT:
        return point(model, action);
    case ACTION_PICK:
        pick(model, action);
        return true;
    case ACTION_LIGHT:
        model->pointing = false;
        model->lit = action.index;
        return true;
    case ACTION_LEAVE:
        return leave(model);
    case ACTION_CLOSER:
        return look_closer(model);
    case ACTION_HEAD:
        choose_head(model, action.index);
        return true;
    case ACTION_NEXT_HEAD:
        choose_head(model, (model->head + action.other + model_heads(model)) % model_heads(model));
        return true;
    case ACTION_COMPARE:
        model->beside.shown = !model->beside.shown;
        beside_refresh(model);
        return true;
    case ACTION_COMPARE_WITH:
        beside_turn(model, action.other < 0 ? -1 : 1);
        return true;
    case ACTION_RANGE:
        model->all_heads = !model->all_heads;
        return true;
    case ACTION_BATCH:
        model->item = limit(model->item + action.other, 0, model->config.batch - 1);
        return true;
    default:
        return false;
    }
}
