/* What the model is at, read from it: its step, what is changed, which head and cell are on view. */
#include "app/model/model.h"

#include "app/model/limit.h"
#include "app/model/role.h"

const struct lesson *model_lesson(const struct model *model)
{
    return model->course->lessons[model->lesson];
}

const struct lesson_step *model_step(const struct model *model)
{
    return &model_lesson(model)->steps[model->step];
}

bool model_is_changed(const struct model *model)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (model->changed[i]) {
            return true;
        }
    }
    return false;
}

int model_heads(const struct model *model)
{
    return model->config.wiring == ATTN_WIRING_SINGLE ? 1 : model->config.heads;
}

int model_focus_cell(const struct model *model, int *row, int *column)
{
    int op = model->pointing ? model->pointed_op : model->shown;
    *row = model->pointing ? model->pointed_row : model->row;
    *column = model->pointing ? model->pointed_column : model->column;
    return op_has_cell(attn_trace_op(model->trace, op), *row, *column) ? op : -1;
}

int model_pipeline(const struct model *model, int *ops, int most)
{
    int count = 0;
    bool more = false;
    for (int i = 0; i < attn_trace_count(model->trace) && count < most; i++) {
        const struct attn_op *op = attn_trace_op(model->trace, i);
        bool mask = op->source != ATTN_SOURCE_NONE && op->shape.rank == 2;
        if (attn_kind_about(op->kind)->learned || mask) {
            continue;
        }
        if (op->head >= 0 && op->head != model->head) {
            more = true;
            continue;
        }
        if (op->head < 0 && more && count < most - 1) {
            ops[count++] = PIPELINE_MORE_HEADS;
            more = false;
        }
        ops[count++] = i;
    }
    if (more && count < most) {
        ops[count++] = PIPELINE_MORE_HEADS;
    }
    return count;
}

const char *model_word(const struct model *model, int token)
{
    const struct lesson_step *step = model_step(model);
    if (token < model->word_count && model->words[token][0]) {
        return model->words[token];
    }
    return token < step->word_count ? step->words[token] : NULL;
}

void model_clamp(struct model *model)
{
    int rows = 1, columns = 1;
    op_grid(attn_trace_op(model->trace, model->shown), &rows, &columns);
    model->row = limit(model->row, 0, rows - 1);
    model->column = limit(model->column, 0, columns - 1);
    model->item = limit(model->item, 0, model->config.batch - 1);
    model->head = limit(model->head, 0, model_heads(model) - 1);
}

int model_step_op(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    int op = role_find_near(model->trace, step->show, step->head);
    return op >= 0 ? op : 0;
}

bool model_is_aside(const struct model *model)
{
    int step = model_step_op(model), head = attn_trace_op(model->trace, step)->head;
    return op_twin(model->trace, model->shown, head) != step;
}

bool model_full_screen(const struct model *model)
{
    return model->full_screen || model->presenting;
}

bool model_is_painted(const struct model *model)
{
    return model->painted_tokens > 0 && model->config.mask == ATTN_MASK_GIVEN;
}

const float *model_mask(const struct model *model)
{
    return model->painted_tokens > 0 ? model->painted : NULL;
}
