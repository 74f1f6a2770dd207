/* What is done in the clinic: typing into its fields, pressing what can be pressed, closing it. */
#include "app/model/clinic.h"

#include "app/model/clinic_parts.h"
#include "app/model/limit.h"
#include "app/model/model.h"

#include <stdio.h>
#include <string.h>

enum { LINES_MOST = 40 }; /* that keys scroll */

/* ---- the fields ---- */

static struct clinic_field *field_of(struct model *model)
{
    return &model->clinic.fields[model->clinic.stop - CLINIC_STOP_CODE];
}

static void move_caret(struct clinic_field *f, int by)
{
    int end = (int)strlen(f->text), step = by < 0 ? -1 : 1;
    for (by = limit(by, -end, end); by != 0; by -= step) {
        do {
            f->caret += step;
        } while (f->caret > 0 && f->caret < end &&
                 ((unsigned char)f->text[f->caret] & 0xc0) == 0x80);
        f->caret = limit(f->caret, 0, end);
    }
}

/* A line's end is a blank: a field is one line. */
static void type(struct clinic_field *f, const char *text)
{
    size_t used = strlen(f->text), more = strlen(text), before = (size_t)f->caret;
    bool blank = text[0] == '\n' || text[0] == '\t' || text[0] == '\r';
    text = blank ? " " : text;
    bool sign = (unsigned char)text[0] >= ' ' && text[0] != '\x7f';
    if (sign && used + more < sizeof f->text) {
        memmove(f->text + before + more, f->text + before, used - before + 1);
        memcpy(f->text + before, text, more);
        f->caret += (int)more;
    }
}

static void erase(struct clinic_field *f)
{
    int end = f->caret;
    move_caret(f, -1);
    memmove(f->text + f->caret, f->text + end, strlen(f->text + end) + 1);
}

static bool update_field(struct model *model, struct action action)
{
    struct clinic_field *field = field_of(model);
    switch (action.kind) {
    case ACTION_TYPE:
        type(field, action.text);
        clinic_explain_again(model);
        return true;
    case ACTION_ERASE:
        erase(field);
        clinic_explain_again(model);
        return true;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        move_caret(field, action.kind == ACTION_LEFT ? -1 : 1);
        return true;
    case ACTION_CARET:
        move_caret(field, action.other);
        return true;
    default:
        return false;
    }
}

/* ---- what can be pressed ---- */

static void move_stop(struct clinic *c, int by)
{
    do {
        c->stop = (enum clinic_stop)(((int)c->stop + by + CLINIC_STOP_COUNT) % CLINIC_STOP_COUNT);
    } while (!clinic_has(c, c->stop));
    c->follow = true;
}

/* Shuts it; the lesson is where it was. */
static void leave(struct model *model)
{
    model->clinic.open = false;
    model->clinic.refusal = CLINIC_TAKEN;
}

static void choose(struct clinic *c, int cause)
{
    c->stop = (enum clinic_stop)(CLINIC_STOP_CHIP + cause);
    c->chosen = cause;
    c->copied = CLINIC_STOP_PASTE;
    c->stop = clinic_has(c, c->stop) ? c->stop : CLINIC_STOP_PASTE;
}

static void press(struct model *model, enum clinic_stop stop)
{
    struct clinic *c = &model->clinic;
    if (!clinic_has(c, stop)) {
        return;
    }
    c->stop = stop;
    switch (stop) {
    case CLINIC_STOP_PASTE:
        model->request = REQUEST_PASTE_ERROR;
        return;
    case CLINIC_STOP_CODE:
    case CLINIC_STOP_PRINT:
        move_caret(field_of(model), CLINIC_FIELD_MAX);
        return;
    case CLINIC_STOP_COPY_RUN:
    case CLINIC_STOP_COPY_MEND:
    case CLINIC_STOP_COPY_ALL:
        c->copied = stop;
        model->request = REQUEST_COPY_TEXT;
        return;
    case CLINIC_STOP_LAYER:
    case CLINIC_STOP_TWIN:
        clinic_open_layer(model, stop == CLINIC_STOP_TWIN);
        return;
    case CLINIC_STOP_CLOSE:
        leave(model);
        return;
    default:
        choose(c, (int)stop - CLINIC_STOP_CHIP);
        return;
    }
}

/* Among the causes; elsewhere up and down scroll. */
static void arrow(struct model *model, int across, int down)
{
    struct clinic *c = &model->clinic;
    int cause = (int)c->stop - CLINIC_STOP_CHIP, count = c->answer.cause_count;
    if (cause >= 0 && cause < count) {
        choose(c, limit(cause + across + down, 0, count - 1));
        c->follow = true;
    } else {
        int *lines = &model->scroll[SCROLL_CLINIC];
        *lines = limit(*lines + down, 0, LINES_MOST);
        c->follow = false;
    }
}

static bool update_keys(struct model *model, struct action action)
{
    struct clinic *c = &model->clinic;
    switch (action.kind) {
    case ACTION_FOCUS_NEXT:
    case ACTION_FOCUS_PREVIOUS:
        move_stop(c, action.kind == ACTION_FOCUS_NEXT ? 1 : -1);
        return true;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        arrow(model, action.kind == ACTION_LEFT ? -1 : 1, 0);
        return true;
    case ACTION_UP:
    case ACTION_DOWN:
        arrow(model, 0, action.kind == ACTION_UP ? -1 : 1);
        return true;
    case ACTION_AIM:
        press(model, (enum clinic_stop)(CLINIC_STOP_CHIP + limit(action.index, 0, 2)));
        return true;
    case ACTION_PRESS:
    case ACTION_ONWARD: /* Space */
        if (clinic_types(model)) {
            move_stop(c, 1);
        } else {
            press(model, c->stop);
        }
        return true;
    case ACTION_ESCAPE:
        leave(model);
        return true;
    default:
        return false;
    }
}

/* Opened, it takes an error from the clipboard, or from the layer on view. */
static void open_or_shut(struct model *model, int from)
{
    struct clinic *c = &model->clinic;
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    char text[sizeof op->error.text + 80];
    if (from == CLINIC_FROM_LAYER && op->state == ATTN_STATE_FAILED) {
        snprintf(text, sizeof text, "%s: %s", attn_error_kind_name(op->error.kind), op->error.text);
        clinic_paste(model, text);
    } else if (c->open && model->over == OVER_NOTHING) {
        leave(model);
    } else {
        c->open = true;
        c->follow = false;
        c->stop = CLINIC_STOP_PASTE;
        model->over = OVER_NOTHING;
        model->request = model->in_page ? REQUEST_NONE : REQUEST_PASTE_ERROR;
    }
}

/* What goes on while it is open. */
static bool passes(enum action_kind kind)
{
    switch (kind) {
    case ACTION_THEME:
    case ACTION_LARGER:
    case ACTION_SMALLER:
    case ACTION_RESIZE:
    case ACTION_HOVER:
    case ACTION_SCROLL:
    case ACTION_QUIT:
    case ACTION_FULL_SCREEN:
    case ACTION_COPY_LINK:
    case ACTION_PASTE_LINK:
    case ACTION_HELP:
    case ACTION_MENU:
    case ACTION_OUTLINE:
        return true;
    default:
        return false;
    }
}

bool clinic_update(struct model *model, struct action action)
{
    if (action.kind == ACTION_CLINIC) {
        open_or_shut(model, action.index);
        return true;
    }
    if (!model->clinic.open || model->over != OVER_NOTHING) {
        return false;
    }
    if (action.kind == ACTION_UNDO || action.kind == ACTION_REDO) {
        leave(model); /* what is undone is the lesson's: it is to be seen */
        return false;
    }
    model->clinic.follow = model->clinic.follow && action.kind != ACTION_SCROLL;
    if (action.kind == ACTION_CLINIC_STOP || (action.kind == ACTION_FIELD && action.index > 0)) {
        press(model, (enum clinic_stop)limit(action.index, 0, CLINIC_STOP_COUNT - 1));
        return true;
    }
    return (clinic_types(model) && update_field(model, action)) || update_keys(model, action) ||
           !passes(action.kind);
}
