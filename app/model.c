/* What the model is at: a lesson's step, its trace, and what is known of every tensor's numbers. */
#include "app/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

void op_grid(const struct attn_op *op, int *rows, int *columns)
{
    const struct attn_shape *s = &op->shape;
    *columns = s->rank > 0 ? s->size[s->rank - 1] : 1;
    *rows = s->rank > 1 ? s->size[s->rank - 2] : 1;
}

void model_at(const struct model *model, const struct attn_op *op, int row, int column, int *at)
{
    int rank = op->shape.rank;
    memset(at, 0, ATTN_RANK_MAX * sizeof *at);
    if (rank > 2 && op->shape.axis[0] == ATTN_AXIS_BATCH) {
        at[0] = model->item;
    }
    if (rank > 1) {
        at[rank - 2] = row;
    }
    if (rank > 0) {
        at[rank - 1] = column;
    }
}

int model_focus_cell(const struct model *model, int *row, int *column)
{
    *row = model->pointing ? model->pointed_row : model->row;
    *column = model->pointing ? model->pointed_column : model->column;
    return model->pointing ? model->pointed_op : model->shown;
}

int model_pipeline(const struct model *model, int *ops, int most)
{
    int count = 0;
    for (int i = 0; i < attn_trace_count(model->trace) && count < most; i++) {
        const struct attn_op *op = attn_trace_op(model->trace, i);
        bool mask = op->kind == ATTN_KIND_INPUT && op->shape.rank == 2;
        if (op->kind != ATTN_KIND_PARAMETER && !mask) {
            ops[count++] = i;
        }
    }
    return count;
}

/* ---- numbers ---- */

static struct range range_of(const struct attn_tensor *tensor)
{
    struct range range = {.whole = true, .known = true};
    int at[ATTN_RANK_MAX] = {0};
    if (attn_shape_count(&tensor->shape) == 0) {
        return range;
    }
    do {
        float v = attn_tensor_at(tensor, at);
        range.hidden |= isinf(v) && v < 0;
        if (isfinite(v)) {
            range.largest = fmaxf(range.largest, fabsf(v));
            range.whole &= v == rintf(v);
        }
    } while (attn_shape_next(&tensor->shape, at));
    return range;
}

static bool room_for_ranges(struct model *model, int count)
{
    if (count <= model->range_capacity) {
        return true;
    }
    struct range *ranges = realloc(model->ranges, (size_t)count * sizeof *ranges);
    if (!ranges) {
        return false;
    }
    memset(ranges + model->range_capacity, 0,
           (size_t)(count - model->range_capacity) * sizeof *ranges);
    model->ranges = ranges;
    model->range_capacity = count;
    return true;
}

/* Runs what is stale and looks over what is new. */
static void refresh(struct model *model)
{
    int count = attn_trace_count(model->trace);
    struct attn_error error = {0};
    if (!attn_trace_run_all(model->trace, &error) || !room_for_ranges(model, count)) {
        model->error = error;
        return;
    }
    for (int i = 0; i < count; i++) {
        uint64_t revision = attn_trace_op(model->trace, i)->revision;
        struct attn_tensor tensor = attn_trace_tensor(model->trace, i, ATTN_PART_VALUE);
        if (!model->ranges[i].known || model->ranges[i].revision != revision) {
            model->ranges[i] = tensor.data ? range_of(&tensor) : (struct range){0};
            model->ranges[i].revision = revision;
        }
    }
}

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void model_clamp(struct model *model)
{
    int rows = 1, columns = 1;
    op_grid(attn_trace_op(model->trace, model->shown), &rows, &columns);
    model->row = limit(model->row, 0, rows - 1);
    model->column = limit(model->column, 0, columns - 1);
    model->item = limit(model->item, 0, model->config.batch - 1);
}

int model_step_op(const struct model *model)
{
    int op = attn_trace_find(model->trace, model_step(model)->show);
    return op >= 0 ? op : 0;
}

/* Plans config; keeps the operation on stage by its name. False: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config)
{
    char name[ATTN_NAME_MAX] = "";
    if (attn_trace_count(model->trace) > 0) {
        memcpy(name, attn_trace_op(model->trace, model->shown)->name, sizeof name);
    }
    struct attn_error error = {0};
    if (!lesson_prepare(model_lesson(model), model_step(model), config, model->trace, &error)) {
        model->error = error;
        return false;
    }
    model->error = (struct attn_error){0};
    model->config = *config;
    int shown = attn_trace_find(model->trace, name);
    model->shown = shown >= 0 ? shown : model_step_op(model);
    model->wandered = model->shown != model_step_op(model);
    model->pointing = false;
    model->lit = -1;
    refresh(model);
    model_clamp(model);
    return true;
}

void model_go(struct model *model, int lesson, int step)
{
    model->lesson = lesson;
    model->step = step;
    memset(model->changed, 0, sizeof model->changed);
    const struct lesson_step *s = model_step(model);
    if (!model_plan(model, &s->config)) {
        return;
    }
    model->shown = model_step_op(model);
    model->wandered = false;
    model->scroll = 0;
    if (s->has_cell) {
        int rank = attn_trace_op(model->trace, model->shown)->shape.rank;
        model->row = rank > 1 ? s->at[rank - 2] : 0;
        model->column = rank > 0 ? s->at[rank - 1] : 0;
    }
    model_clamp(model);
}

bool model_init(struct model *model, const struct course *course)
{
    *model = (struct model){.course = course, .zoom = 1, .lit = -1};
    model->width = 1280;
    model->height = 800;
    model->trace = attn_trace_new(NULL);
    if (!model->trace) {
        return false;
    }
    model_go(model, 0, 0);
    return true;
}

void model_clear(struct model *model)
{
    attn_trace_free(model->trace);
    free(model->ranges);
    *model = (struct model){0};
}
