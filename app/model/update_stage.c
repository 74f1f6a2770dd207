/* What looks at the stage: its cells, its heads, its items, the mask that can be painted there. */
#include "app/model/model.h"

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

/* The mask's operation, where the stage shows scores being masked; or -1. */
int update_stage_mask(const struct model *model)
{
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    int by = op->operand_count == 2 ? op->operands[1] : -1;
    return by >= 0 && role_of(attn_trace_op(model->trace, by)) == ROLE_MASK ? by : -1;
}

/* Turns one cell of the mask: 1 to 0, 0 to 1. From then on the mask is the learner's. */
void update_stage_paint(struct model *model, int row, int column)
{
    int tokens = model->config.tokens, mask = update_stage_mask(model);
    int painted = model->painted_tokens;
    struct attn_config config = model->config;
    if (mask < 0 || tokens > PAINTED_MAX) {
        return;
    }
    struct attn_tensor now = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    for (int i = 0; i < tokens * tokens && now.data; i++) {
        model->painted[i] = now.data[i];
    }
    float *cell = &model->painted[row * tokens + column];
    *cell = *cell == 0 ? 1 : 0;
    model->painted_tokens = tokens;
    config.mask = ATTN_MASK_GIVEN;
    if (!model_plan(model, &config)) {
        *cell = *cell == 0 ? 1 : 0;
        model->painted_tokens = painted;
        return;
    }
    model->row = row;
    model->column = column;
}

void update_stage_move_cell(struct model *model, int rows, int columns)
{
    model->pointing = false;
    model->row += rows;
    model->column += columns;
    model_clamp(model);
}

static bool point(struct model *model, struct action action)
{
    bool same = model->pointing && model->pointed_op == action.index &&
                model->pointed_row == action.row && model->pointed_column == action.column;
    model->pointing = true;
    model->pointed_op = action.index;
    model->pointed_row = action.row;
    model->pointed_column = action.column;
    return !same;
}

static bool leave(struct model *model)
{
    bool changed = model->pointing || model->lit >= 0;
    model->pointing = false;
    model->lit = -1;
    return changed;
}

static void pick(struct model *model, struct action action)
{
    if (action.index == update_stage_mask(model)) {
        update_stage_paint(model, action.row, action.column);
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
