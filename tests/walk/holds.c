/* What must be true of a model after any move, and of a scene's places and targets. */
#include "tests/walk/walk.h"

#include "app/model/choices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool inside(int value, int count)
{
    return value >= 0 && value < count;
}

/* ---- the model ---- */

static const char *holds_place(const struct model *m, char *fault)
{
    if (!inside(m->lesson, m->course->count) || !inside(m->step, model_lesson(m)->step_count)) {
        return fault_of(fault, "lesson %d, step %d is none", m->lesson, m->step);
    }
    if (!inside(m->shown, attn_trace_count(m->trace))) {
        return fault_of(fault, "operation %d of %d on stage", m->shown, attn_trace_count(m->trace));
    }
    if (!inside(m->item, m->config.batch) || !inside(m->head, model_heads(m))) {
        return fault_of(fault, "item %d of %d, head %d of %d", m->item, m->config.batch, m->head,
                        model_heads(m));
    }
    if (m->lit < -1 || m->lit >= attn_trace_count(m->trace)) {
        return fault_of(fault, "operation %d is lit", m->lit);
    }
    return NULL;
}

/* Whether row and column are a cell of the operation; along an axis of no cells they are 0. */
static bool is_cell(const struct model *m, int op, int row, int column)
{
    int rows, columns;
    op_grid(attn_trace_op(m->trace, op), &rows, &columns);
    return inside(row, rows > 1 ? rows : 1) && inside(column, columns > 1 ? columns : 1);
}

static const char *holds_cells(const struct model *m, char *fault)
{
    if (!is_cell(m, m->shown, m->row, m->column)) {
        return fault_of(fault, "row %d, column %d is outside %s", m->row, m->column,
                        attn_trace_op(m->trace, m->shown)->name);
    }
    if (!m->pointing) {
        return NULL;
    }
    if (!inside(m->pointed_op, attn_trace_count(m->trace)) ||
        !is_cell(m, m->pointed_op, m->pointed_row, m->pointed_column)) {
        return fault_of(fault, "pointed at row %d, column %d of operation %d: outside",
                        m->pointed_row, m->pointed_column, m->pointed_op);
    }
    return NULL;
}

/* A head's own operation on stage is the head's that is on view. */
static const char *holds_head(const struct model *m, char *fault)
{
    const struct attn_op *op = attn_trace_op(m->trace, m->shown);
    return op->head >= 0 && op->head != m->head
               ? fault_of(fault, "%s on stage, head %d on view", op->name, m->head)
               : NULL;
}

static const char *holds_knobs(const struct model *m, char *fault)
{
    if (!inside(m->control, CONTROL_COUNT) || !inside((int)m->focus, FOCUS_COUNT)) {
        return fault_of(fault, "control %d, focus %d", m->control, (int)m->focus);
    }
    for (int i = 0; i < SCROLL_COUNT; i++) {
        if (!inside(m->scroll[i], 1001)) {
            return fault_of(fault, "scrolled to %d", m->scroll[i]);
        }
    }
    if (m->beat < 0 || (m->beat > 0 && m->beat >= model_step(m)->block_count)) {
        return fault_of(fault, "beat %d", m->beat);
    }
    if (!(m->zoom > 0.5f && m->zoom < 3) || !inside((int)m->theme, THEME_COUNT)) {
        return fault_of(fault, "zoom %g, theme %d", (double)m->zoom, (int)m->theme);
    }
    if (m->painted_tokens && m->painted_tokens != m->config.tokens) {
        return fault_of(fault, "a mask of %d tokens for %d", m->painted_tokens, m->config.tokens);
    }
    return NULL;
}

static const char *setting_of(const struct attn_config *config, int control, char *text,
                              size_t bytes)
{
    return attn_config_get(config, control_at(control)->name, text, bytes);
}

/* A setting is marked as the learner's exactly where it is not the step's. */
static const char *holds_changed(const struct model *m, char *fault)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        char now[64], steps[64];
        setting_of(&m->config, i, now, sizeof now);
        setting_of(&model_step(m)->config, i, steps, sizeof steps);
        bool differs = strcmp(now, steps) != 0 || (i == CONTROL_MASK && model_is_painted(m));
        if (control_exists(i) && differs != m->changed[i]) {
            return fault_of(fault, "%s is %s, the step's %s, and %s as changed",
                            control_at(i)->name, now, steps,
                            m->changed[i] ? "marked" : "not marked");
        }
    }
    return NULL;
}

/* With the settings open: what is chosen would raise exactly where the layer does. */
static const char *holds_foreseen(const struct model *m, char *fault)
{
    bool raises = attn_trace_failed(m->trace) >= 0;
    for (int i = 0; i < CONTROL_COUNT && m->settings; i++) {
        int now = control_exists(i) ? control_choice(control_at(i), &m->config) : -1;
        if (now >= 0 && m->raises[i][now] != raises) {
            return fault_of(fault, "the layer %s, its own %s is marked otherwise",
                            raises ? "raises" : "runs", control_at(i)->name);
        }
    }
    return NULL;
}

static const char *holds_plan(const struct model *m, char *fault)
{
    const struct attn_config *planned = attn_trace_config(m->trace);
    for (int i = 0; i < attn_setting_count(); i++) {
        char a[64], b[64];
        const char *name = attn_setting(i)->name;
        attn_config_get(&m->config, name, a, sizeof a);
        attn_config_get(planned, name, b, sizeof b);
        if (strcmp(a, b) != 0) {
            return fault_of(fault, "%s is %s in the model, %s in the trace", name, a, b);
        }
    }
    return NULL;
}

const char *holds_model(const struct walker *walker, char *fault)
{
    const struct model *m = &walker->model;
    const char *wrong = holds_place(m, fault);
    wrong = wrong ? wrong : holds_cells(m, fault);
    wrong = wrong ? wrong : holds_head(m, fault);
    wrong = wrong ? wrong : holds_knobs(m, fault);
    wrong = wrong ? wrong : holds_changed(m, fault);
    wrong = wrong ? wrong : holds_foreseen(m, fault);
    return wrong ? wrong : holds_plan(m, fault);
}

/* What was right stays right, what was answered stays answered, what was seen stays seen. */
const char *holds_marks(struct walker *walker, char *fault)
{
    const unsigned char *now = walker->model.marks;
    const char *wrong = NULL;
    for (int i = 0; i < walker->mark_count && !wrong; i++) {
        int before = walker->marks[i];
        bool lost = now[i] > MARK_RIGHT || now[i] < before;
        wrong =
            lost ? fault_of(fault, "mark of step %d went from %d to %d", i, before, now[i]) : NULL;
    }
    memcpy(walker->marks, now, (size_t)walker->mark_count);
    return wrong;
}

/* ---- the scene ---- */

static bool is_far(float v)
{
    return !isfinite(v) || fabsf(v) > 1e6f;
}

static bool is_far_rect(struct rect r)
{
    return is_far(r.x) || is_far(r.y) || is_far(r.w) || is_far(r.h);
}

const char *holds_scene(const struct walker *walker, char *fault)
{
    const struct scene *scene = &walker->scene;
    if (scene->full) {
        return fault_of(fault, "the scene is full");
    }
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        struct rect r = item->rect;
        if (is_far_rect(r) || is_far(item->size) || is_far(item->radius) || is_far(item->width)) {
            return fault_of(fault, "item %d of kind %d at %g %g %g %g", i, (int)item->kind,
                            (double)r.x, (double)r.y, (double)r.w, (double)r.h);
        }
        if (item->text < 0 || item->bytes < 0 || item->text + item->bytes > scene->char_count) {
            return fault_of(fault, "item %d has text %d..+%d", i, item->text, item->bytes);
        }
    }
    return NULL;
}

/* Whether what a target would do names something that is there. */
static bool is_there(const struct model *m, const struct target *t)
{
    const struct action *a = &t->action;
    int rows, columns;
    switch (a->kind) {
    case ACTION_GO:
        return inside(a->index, m->course->count) &&
               inside(a->other, m->course->lessons[a->index]->step_count);
    case ACTION_POINT:
    case ACTION_PICK:
        if (!inside(a->index, attn_trace_count(m->trace))) {
            return false;
        }
        op_grid(attn_trace_op(m->trace, a->index), &rows, &columns);
        return t->rows == rows && t->columns == columns;
    case ACTION_SHOW:
    case ACTION_LIGHT:
        return inside(a->index, attn_trace_count(m->trace));
    case ACTION_HEAD:
    case ACTION_SWITCH_HEAD:
        return inside(a->index, model_heads(m));
    case ACTION_BATCH:
        return inside(m->item + a->other, m->config.batch);
    case ACTION_CYCLE:
        return inside(a->index, CONTROL_COUNT) && control_exists(a->index);
    case ACTION_CHOOSE:
        return inside(a->index, CONTROL_COUNT) && inside(a->other, choices_count(m, a->index));
    case ACTION_ANSWER:
        return model_asks(m) && inside(a->index, model_step(m)->option_count);
    default:
        return inside((int)a->kind, ACTION_COUNT);
    }
}

const char *holds_targets(const struct walker *walker, char *fault)
{
    const struct scene *scene = &walker->scene;
    for (int i = 0; i < scene->target_count; i++) {
        const struct target *t = &scene->targets[i];
        if (is_far_rect(t->rect)) {
            return fault_of(fault, "target %d is far away", i);
        }
        if (!is_there(&walker->model, t)) {
            return fault_of(fault, "target %d: action %d of %d, %d (%d x %d cells) is not there", i,
                            (int)t->action.kind, t->action.index, t->action.other, t->rows,
                            t->columns);
        }
    }
    return NULL;
}
