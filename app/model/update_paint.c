/* Painting the mask: the first cell of a stroke turns over, 1 to 0 or 0 to 1, and those that the drag
 * comes by become what it became. From then on the mask is the learner's. */
#include "app/model/model.h"

#include "app/model/role.h"
#include "app/model/update.h"

#include <stdlib.h>
#include <string.h>

int model_mask_op(const struct model *model)
{
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    int by = op->operand_count == 2 ? op->operands[1] : -1;
    return by >= 0 && role_of(attn_trace_op(model->trace, by)) == ROLE_MASK ? by : -1;
}

/* The mask as it is now, whosever; false where it is too large to be painted. */
static bool take_mask(struct model *model)
{
    int tokens = model->config.tokens, mask = model_mask_op(model);
    struct attn_tensor now;
    if (mask < 0 || tokens > PAINTED_MAX) {
        return false;
    }
    now = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    for (int i = 0; i < tokens * tokens && now.data; i++) {
        model->painted[i] = now.data[i];
    }
    model->painted_tokens = tokens;
    return now.data != NULL;
}

/* i of `steps` parts of the way, to the nearest whole. */
static int part_of(int way, int i, int steps)
{
    int whole = steps ? (2 * abs(way) * i + steps) / (2 * steps) : 0;
    return way < 0 ? -whole : whole;
}

/* Every cell on the way, so that a quick hand leaves no gaps. */
static void line(float *cells, int tokens, int from[2], int to[2], float value)
{
    int rows = to[0] - from[0], columns = to[1] - from[1];
    int steps = abs(rows) > abs(columns) ? abs(rows) : abs(columns);
    for (int i = 0; i <= steps; i++) {
        int row = from[0] + part_of(rows, i, steps);
        int column = from[1] + part_of(columns, i, steps);
        cells[row * tokens + column] = value;
    }
}

/* Without memory for it the mask stays as it was. */
static void paint(struct model *model, int from[2], int to[2], float value)
{
    float before[PAINTED_MAX * PAINTED_MAX];
    int painted = model->painted_tokens;
    struct attn_config config = model->config;
    memcpy(before, model->painted, sizeof before);
    if (!take_mask(model)) {
        model->painted_tokens = painted;
        return;
    }
    line(model->painted, model->painted_tokens, from, to, value);
    config.mask = ATTN_MASK_GIVEN;
    if (!model_plan(model, &config)) {
        memcpy(model->painted, before, sizeof before);
        model->painted_tokens = painted;
        return;
    }
    model->row = to[0];
    model->column = to[1];
}

void update_paint_begin(struct model *model, int row, int column)
{
    int mask = model_mask_op(model), cell[2] = {row, column};
    struct attn_tensor now = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    if (!now.data) {
        return;
    }
    model->stroke_value = attn_tensor_at(&now, cell) == 0 ? 1 : 0;
    model->stroke = true;
    paint(model, cell, cell, model->stroke_value);
}

static bool go_on(struct model *model, struct action action)
{
    int from[2] = {model->row, model->column}, to[2] = {action.row, action.column};
    bool there = from[0] == to[0] && from[1] == to[1];
    if (!model->stroke || there || action.index != model_mask_op(model)) {
        return false;
    }
    paint(model, from, to, model->stroke_value);
    return true;
}

bool update_paint(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_PAINTING:
        model->painting = !model->painting;
        return true;
    case ACTION_STROKE:
        return go_on(model, action);
    case ACTION_LIFT:
        model->stroke = false;
        return false;
    default:
        return false;
    }
}
