/* What the model is at: a lesson's step, its trace, and what is known of every tensor's numbers. */
#include "app/model/model.h"

#include <math.h>
#include <stdio.h>
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
    if (model->heads_switched) {
        return true;
    }
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

int model_heads(const struct model *model)
{
    return model->config.wiring == ATTN_WIRING_SINGLE ? 1 : model->config.heads;
}

const char *op_own_name(const struct attn_op *op)
{
    const char *dot = op->head >= 0 ? strchr(op->name, '.') : NULL;
    dot = dot ? strchr(dot + 1, '.') : NULL;
    return dot ? dot + 1 : op->name;
}

int model_twin(const struct model *model, int op, int head)
{
    const struct attn_op *here = attn_trace_op(model->trace, op);
    char name[ATTN_NAME_MAX];
    if (here->head < 0 || here->head == head) {
        return op;
    }
    snprintf(name, sizeof name, "heads.%d.%.30s", head, op_own_name(here));
    int twin = attn_trace_find(model->trace, name);
    return twin >= 0 ? twin : op;
}

struct range model_range(const struct model *model, int op)
{
    struct range range = model->ranges[op];
    if (!model->all_heads || attn_trace_op(model->trace, op)->head < 0) {
        return range;
    }
    for (int h = 0; h < model_heads(model); h++) {
        const struct range *other = &model->ranges[model_twin(model, op, h)];
        range.largest = fmaxf(range.largest, other->largest);
        range.whole &= other->whole;
    }
    return range;
}

int model_index(const struct model *model, enum attn_axis axis)
{
    return axis == ATTN_AXIS_BATCH ? model->item : axis == ATTN_AXIS_HEAD ? model->head : 0;
}

void model_at(const struct model *model, const struct attn_op *op, int row, int column, int *at)
{
    int rank = op->shape.rank;
    memset(at, 0, ATTN_RANK_MAX * sizeof *at);
    for (int i = 0; i < rank - 2; i++) {
        at[i] = model_index(model, op->shape.axis[i]);
    }
    if (rank > 1) {
        at[rank - 2] = row;
    }
    if (rank > 0) {
        at[rank - 1] = column;
    }
}

bool op_has_cell(const struct attn_op *op, int row, int column)
{
    int rows, columns;
    op_grid(op, &rows, &columns);
    return row >= 0 && row < rows && column >= 0 && column < columns &&
           attn_shape_count(&op->shape) > 0;
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

/* ---- numbers ---- */

static void widen(struct range *range, float v)
{
    range->hidden |= isinf(v) && v < 0;
    if (isfinite(v)) {
        range->largest = fmaxf(range->largest, fabsf(v));
        range->whole &= v == rintf(v);
    }
}

static bool is_dense(const struct attn_tensor *tensor)
{
    ptrdiff_t step = 1;
    for (int i = tensor->shape.rank - 1; i >= 0; i--) {
        if (tensor->shape.size[i] > 1 && tensor->stride[i] != step) {
            return false;
        }
        step *= tensor->shape.size[i];
    }
    return true;
}

static struct range range_of(const struct attn_tensor *tensor)
{
    struct range range = {.whole = true, .known = true};
    int at[ATTN_RANK_MAX] = {0};
    size_t count = attn_shape_count(&tensor->shape);
    if (is_dense(tensor)) {
        for (size_t i = 0; i < count; i++) {
            widen(&range, tensor->data[i]);
        }
        return range;
    }
    do {
        widen(&range, attn_tensor_at(tensor, at));
    } while (attn_shape_next(&tensor->shape, at));
    return range;
}

static bool room_for_ranges(struct range **list, int *capacity, int count)
{
    if (count <= *capacity) {
        return true;
    }
    struct range *ranges = realloc(*list, (size_t)count * sizeof *ranges);
    if (!ranges) {
        return false;
    }
    memset(ranges + *capacity, 0, (size_t)(count - *capacity) * sizeof *ranges);
    *list = ranges;
    *capacity = count;
    return true;
}

bool ranges_refresh(struct attn_trace *trace, struct range **ranges, int *capacity,
                    struct attn_error *error)
{
    int count = attn_trace_count(trace);
    if (!attn_trace_run_all(trace, error) || !room_for_ranges(ranges, capacity, count)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        uint64_t revision = attn_trace_op(trace, i)->revision;
        struct attn_tensor tensor = attn_trace_tensor(trace, i, ATTN_PART_VALUE);
        struct range *range = &(*ranges)[i];
        if (!range->known || range->revision != revision) {
            *range = tensor.data ? range_of(&tensor) : (struct range){0};
            range->revision = revision;
        }
    }
    return true;
}

/* How far the step's nudge moves every tensor. */
static void nudge(struct model *model)
{
    int feature = model_step(model)->nudge, count = attn_trace_count(model->trace);
    struct attn_error error = {0};
    for (int i = 0; i < count; i++) {
        model->ranges[i].moved = 0;
    }
    if (feature < 0) {
        return;
    }
    if (!attn_trace_nudge(model->nudged, model->trace, feature, 1, &error) ||
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

/* Runs what is stale and looks over what is new. */
static void refresh(struct model *model)
{
    struct attn_error error = {0};
    if (!ranges_refresh(model->trace, &model->ranges, &model->range_capacity, &error)) {
        model->error = error;
        return;
    }
    nudge(model);
    beside_refresh(model);
}

static int limit(int value, int low, int high)
{
    return value > high ? (high < low ? low : high) : value < low ? low : value;
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
    int op = role_find(model->trace, step->show, step->head);
    return op >= 0 ? op : 0;
}

bool model_is_aside(const struct model *model)
{
    int step = model_step_op(model), head = attn_trace_op(model->trace, step)->head;
    return model_twin(model, model->shown, head) != step;
}

const float *model_mask(const struct model *model)
{
    return model->painted_tokens > 0 ? model->painted : NULL;
}

/* Plans config; keeps the operation on stage by its name. False: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config)
{
    char name[ATTN_NAME_MAX] = "";
    if (attn_trace_count(model->trace) > 0) {
        memcpy(name, attn_trace_op(model->trace, model->shown)->name, sizeof name);
    }
    struct attn_error error = {0};
    if (!lesson_prepare(model_lesson(model), model_step(model), config, model_mask(model),
                        model->trace, &error)) {
        model->error = error;
        return false;
    }
    model->error = (struct attn_error){0};
    model->config = *config;
    model->head = limit(model->head, 0, model_heads(model) - 1);
    int shown = role_find(model->trace, name, model->head);
    model->shown = shown >= 0 ? shown : model_step_op(model);
    model->wandered = model_is_aside(model);
    model->pointing = false;
    model->lit = -1;
    refresh(model);
    model_clamp(model);
    return true;
}

/* Which of all the course's steps it is. */
static int step_index(const struct model *model, int lesson, int step)
{
    for (int i = 0; i < lesson; i++) {
        step += model->course->lessons[i]->step_count;
    }
    return step;
}

enum mark model_mark(const struct model *model, int lesson, int step)
{
    return (enum mark)model->marks[step_index(model, lesson, step)];
}

void model_set_mark(struct model *model, int lesson, int step, enum mark mark)
{
    unsigned char *place = &model->marks[step_index(model, lesson, step)];
    model->marks_changed |= *place != mark;
    *place = (unsigned char)mark;
}

int model_score(const struct model *model, int lesson, int *questions)
{
    const struct lesson *l = model->course->lessons[lesson];
    int right = 0;
    *questions = 0;
    for (int i = 0; i < l->step_count; i++) {
        *questions += l->steps[i].ask != LESSON_ASK_NOTHING;
        right += model_mark(model, lesson, i) == MARK_RIGHT;
    }
    return right;
}

void model_go(struct model *model, int lesson, int step)
{
    model->lesson = lesson;
    model->step = step;
    memset(model->changed, 0, sizeof model->changed);
    model->heads_switched = false;
    model->painted_tokens = 0;
    const struct lesson_step *s = model_step(model);
    model->beside.shown = s->beside_count > 0;
    if (!model_plan(model, &s->config)) {
        return;
    }
    model->shown = model_step_op(model);
    model->wandered = false;
    model->scroll = 0;
    model->head = attn_trace_op(model->trace, model->shown)->head;
    model->head = model->head < 0 ? s->head : model->head;
    model->item = s->item;
    answer_begin(model);
    if (s->has_cell) {
        int rank = attn_trace_op(model->trace, model->shown)->shape.rank;
        model->row = rank > 1 ? s->at[rank - 2] : 0;
        model->column = rank > 0 ? s->at[rank - 1] : 0;
    }
    model_clamp(model);
    beside_measure(model);
}

bool model_init(struct model *model, const struct course *course)
{
    *model = (struct model){.course = course, .zoom = 1, .lit = -1, .control = CONTROL_MASK};
    model->width = 1280;
    model->height = 800;
    model->trace = attn_trace_new(NULL);
    model->nudged = attn_trace_new(NULL);
    model->beside.trace = attn_trace_new(NULL);
    model->marks = calloc((size_t)step_index(model, course->count, 0) + 1, 1);
    if (!model->trace || !model->nudged || !model->beside.trace || !model->marks) {
        return false;
    }
    model_go(model, 0, 0);
    return true;
}

void model_clear(struct model *model)
{
    attn_trace_free(model->trace);
    attn_trace_free(model->nudged);
    attn_trace_free(model->beside.trace);
    free(model->beside.ranges);
    free(model->marks);
    free(model->ranges);
    *model = (struct model){0};
}
