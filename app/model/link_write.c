/* A view, written as a link: the step's stable name, and what is not as the step has it. */
#include "app/model/link.h"

#include "app/model/limit.h"
#include "app/model/link_code.h"
#include "app/model/op.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Grows past its room without writing there, as snprintf does. */
struct writer {
    char *text;
    size_t bytes, used;
};

static char *end_of(const struct writer *w, size_t *room)
{
    *room = w->used < w->bytes ? w->bytes - w->used : 0;
    return *room ? w->text + w->used : NULL;
}

static void put(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct writer *w, const char *format, ...)
{
    va_list arguments;
    size_t room;
    char *end = end_of(w, &room);
    va_start(arguments, format);
    w->used += (size_t)vsnprintf(end, room, format, arguments);
    va_end(arguments);
}

static void put_encoded(struct writer *w, const char *text)
{
    size_t room;
    char *end = end_of(w, &room);
    w->used += link_encode(text, end, room);
}

/* The slug, unless it would find another step: then its number. */
static void put_place(struct writer *w, const struct model *model)
{
    const struct lesson *lesson = model_lesson(model);
    const char *slug = model_step(model)->slug;
    bool by_slug = course_find(model->course, lesson->slug) == model->lesson;
    if (by_slug) {
        put_encoded(w, lesson->slug);
    } else {
        put(w, "%d", lesson->number);
    }
    put(w, "/");
    if (lesson_find_step(lesson, slug) == model->step) {
        put_encoded(w, slug);
    } else {
        put(w, "%d", model->step + 1);
    }
    put(w, "?v=1");
}

static void put_settings(struct writer *w, const struct model *model)
{
    char value[8 * ATTN_HEADS_MAX]; /* a list of heads */
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (!model->changed[i] || (i == CONTROL_MASK && model_is_painted(model))) {
            continue;
        }
        const char *name = attn_setting(i)->name;
        put(w, "&%s=", name);
        put_encoded(w, attn_config_get(&model->config, name, value, sizeof value));
    }
}

static void put_paint(struct writer *w, const struct model *model)
{
    int tokens = model_is_painted(model) ? model->painted_tokens : 0, cells = tokens * tokens;
    if (tokens == 0) {
        return;
    }
    put(w, "&paint=%d:", tokens);
    for (int i = 0; i < cells; i += 4) {
        unsigned digit = 0;
        for (int k = 0; k < 4; k++) {
            digit = digit << 1 | (i + k < cells && model->painted[i + k] != 0);
        }
        put(w, "%x", digit);
    }
}

/* Where the operation on stage follows from the head, that is enough. */
static void put_look(struct writer *w, const struct model *model)
{
    struct link_home home = link_home(model);
    int rows, columns, shown = home.shown;
    if (op_twin(model->trace, home.shown, model->head) != model->shown) {
        shown = model->shown;
        put(w, "&show=");
        put_encoded(w, attn_trace_op(model->trace, shown)->name);
    }
    int head = attn_trace_op(model->trace, shown)->head;
    if (model->head != (head >= 0 ? head : home.head)) {
        put(w, "&head=%d", model->head);
    }
    if (model->item != home.item) {
        put(w, "&item=%d", model->item);
    }
    op_grid(attn_trace_op(model->trace, model->shown), &rows, &columns);
    if (model->row != limit(home.row, 0, rows - 1) ||
        model->column != limit(home.column, 0, columns - 1)) {
        put(w, "&cell=%d,%d", model->row, model->column);
    }
}

static void put_words(struct writer *w, const struct model *model)
{
    for (int i = 0; i < model->word_count; i++) {
        put(w, "%s", i ? "+" : "&words=");
        put_encoded(w, model->words[i]);
    }
}

/* On one line: its code, ↵, its message. */
static void put_error(struct writer *w, const struct model *model)
{
    const struct clinic *c = &model->clinic;
    char text[LINK_ERROR];
    const char *typed = c->fields[0].text, *code = typed[0] ? typed : c->answer.code;
    if (!c->open || c->answer.class == CLINIC_CLASS_NONE) {
        return;
    }
    snprintf(text, sizeof text, "%s%s%s", code, code[0] ? "↵" : "", c->answer.message);
    link_make_plain(text);
    put(w, "&error=");
    put_encoded(w, text);
}

size_t link_write(const struct model *model, char *buffer, size_t bytes)
{
    struct writer w = {buffer, bytes, 0};
    put_place(&w, model);
    put_settings(&w, model);
    put_paint(&w, model);
    put_look(&w, model);
    if (model->closer && !model->wandered) {
        put(&w, "&picture=closer");
    }
    if (model->all_heads) {
        put(&w, "&range=heads");
    }
    char with[40];
    struct attn_config beside = {.wiring = (enum attn_wiring)model->beside.with};
    if (model->beside.shown && model->beside.with >= 0) {
        put(&w, "&compare=%s", attn_config_get(&beside, "wiring", with, sizeof with));
    } else if (model->beside.shown != (model_step(model)->beside_count > 0)) {
        put(&w, "&compare=%s", model->beside.shown ? "yes" : "no");
    }
    put_words(&w, model);
    put_error(&w, model);
    return w.used;
}
