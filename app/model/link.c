/* Opening a link: the model goes to its step and looks at what it says. */
#include "app/model/link.h"

#include "app/model/limit.h"
#include "app/model/op.h"
#include "app/model/role.h"
#include "app/model/update.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

struct link_home link_home(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    struct link_home home = {.shown = model_step_op(model)};
    const struct attn_op *op = attn_trace_op(model->trace, home.shown);
    int rank = op->shape.rank;
    home.head = limit(op->head >= 0 ? op->head : step->head, 0, model_heads(model) - 1);
    home.item = limit(step->item, 0, model->config.batch - 1);
    home.row = step->has_cell && rank > 1 ? step->at[rank - 2] : 0;
    home.column = step->has_cell && rank > 0 ? step->at[rank - 1] : 0;
    return home;
}

/* Plans what the link changes. Where that cannot be, it is a note, and the step's own stays. */
static void plan(struct model *model, const struct link *link, struct link_notes *notes)
{
    bool same = memcmp(&model->config, &link->config, sizeof link->config) == 0 &&
                link->word_count == model->word_count &&
                memcmp(link->words, model->words, sizeof link->words) == 0;
    memcpy(model->words, link->words, sizeof model->words);
    model->word_count = link->word_count;
    if (same && !link->painted_tokens) {
        return;
    }
    memcpy(model->painted, link->painted, sizeof model->painted);
    model->painted_tokens = link->painted_tokens;
    if (model_plan(model, &link->config)) {
        return;
    }
    model->painted_tokens = 0;
    if (model->error.kind != ATTN_ERROR_MEMORY) {
        link_note(notes, "%s", model->error.text);
        model->error = (struct attn_error){0};
    }
}

static void look_at_head(struct model *model, const struct link *link, struct link_notes *notes)
{
    if (link->head < model_heads(model)) {
        model->head = link->head >= 0 ? link->head : model->head;
        return;
    }
    link_note(notes, "head=%d: there are %d heads, counted from 0", link->head, model_heads(model));
}

static void look_at_item(struct model *model, const struct link *link, struct link_notes *notes)
{
    if (link->item < model->config.batch) {
        model->item = link->item >= 0 ? link->item : model->item;
        return;
    }
    link_note(notes, "item=%d: there are %d batch items, counted from 0", link->item,
              model->config.batch);
}

static void look_at_cell(struct model *model, const struct link *link, struct link_notes *notes)
{
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    int rows, columns;
    op_grid(op, &rows, &columns);
    if (link->row < 0 || (link->row < rows && link->column < columns)) {
        model->row = link->row >= 0 ? link->row : model->row;
        model->column = link->row >= 0 ? link->column : model->column;
        return;
    }
    link_note(notes, "cell=%d,%d: %s has %d rows, %d columns, counted from 0", link->row,
              link->column, op->name, rows, columns);
}

/* The operation that it shows, or -1. */
static int shown_by(const struct model *model, const struct link *link, struct link_notes *notes)
{
    int op = link->show[0] ? role_find(model->trace, link->show, model->head) : -1;
    if (link->show[0] && op < 0) {
        link_note(notes, "show=%s: this layer has no such operation", link->show);
    }
    return op;
}

static void look(struct model *model, const struct link *link, struct link_notes *notes)
{
    struct link_home home = link_home(model);
    model->head = home.head;
    model->item = home.item;
    model->row = home.row;
    model->column = home.column;
    int shown = shown_by(model, link, notes);
    int head = shown >= 0 ? attn_trace_op(model->trace, shown)->head : -1;
    model->head = head >= 0 ? head : model->head;
    look_at_head(model, link, notes);
    model->shown = shown >= 0 ? shown : op_twin(model->trace, home.shown, model->head);
    model->wandered = model_is_aside(model);
    look_at_item(model, link, notes);
    look_at_cell(model, link, notes);
    model_clamp(model);
}

static void compare(struct model *model, const struct link *link)
{
    bool shown = link->compare < 0 ? model_step(model)->beside_count > 0 : link->compare;
    if (shown != model->beside.shown || link->with != model->beside.with) {
        model->beside.shown = shown;
        model->beside.with = link->with;
        beside_refresh(model);
    }
    beside_measure(model);
}

enum link_end link_apply(struct model *model, int lesson, int step, const struct link *link,
                         struct link_notes *notes)
{
    model->error = (struct attn_error){0};
    model_go(model, lesson, step);
    if (model->lesson != lesson || model->step != step) {
        return LINK_NO_MEMORY;
    }
    plan(model, link, notes);
    if (model->error.kind == ATTN_ERROR_MEMORY) {
        return LINK_NO_MEMORY;
    }
    model->all_heads = link->all_heads;
    look(model, link, notes);
    model->closer = link->closer && model_step(model)->picture && !model->wandered;
    compare(model, link);
    if (link->error[0]) {
        clinic_paste(model, link->error);
    }
    update_experiment_foresee(model);
    history_note(model, false);
    return LINK_OPENED;
}

enum link_end link_open(struct model *model, const char *text, struct link_notes *notes)
{
    struct link_parts parts;
    struct link link;
    if (!link_split(text, &parts)) {
        return LINK_TOO_LONG;
    }
    int lesson = course_find(model->course, parts.lesson);
    if (lesson < 0) {
        return LINK_NO_LESSON;
    }
    const struct lesson *l = model->course->lessons[lesson];
    int step = parts.has_step ? lesson_find_step(l, parts.step) : 0;
    if (step < 0) {
        return LINK_NO_STEP;
    }
    link_begin(&link, &l->steps[step]);
    link_read(&link, parts.query, notes);
    return link_apply(model, lesson, step, &link, notes);
}

void link_tell(struct model *model, const struct link_notes *notes)
{
    char line[MODEL_NOTICE];
    if (notes->count == 0) {
        return;
    }
    if (notes->count == 1) {
        model_say(model, notes->line[0], false);
        return;
    }
    snprintf(line, sizeof line, string(STRING_AND_MORE), notes->line[0], notes->count - 1);
    model_say(model, line, false);
}
