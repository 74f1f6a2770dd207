/* States are compared as bytes: each is made on cleared memory. */
#include "app/model/history.h"

#include "app/model/limit.h"
#include "app/model/model.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct moment {
    int lesson, step, beat;
    struct attn_config config;
    uint64_t painted[PAINTED_MAX]; /* a row each, a bit a cell */
    int painted_tokens;
    char words[OWN_WORDS_MAX][OWN_WORD_MAX];
    int word_count;
    int shown, item, head;
    bool all_heads, beside;
    int with;
    enum theme theme;
    float zoom;
    int row, column; /* the last: what goes before them is all but the cell */
};

static_assert(PAINTED_MAX <= 64, "a bit a cell");

struct history {
    struct moment moments[HISTORY_MAX]; /* a ring */
    int first, count, at;               /* at: the one that the model is in */
    bool cell;                          /* the last one came by another cell */
    struct moment now;
};

struct history *history_new(void)
{
    return calloc(1, sizeof(struct history));
}

void history_free(struct history *history)
{
    free(history);
}

static struct moment *moment_at(struct history *h, int index)
{
    return &h->moments[(h->first + index) % HISTORY_MAX];
}

/* ---- taking ---- */

static void take_paint(const struct model *model, struct moment *m)
{
    int tokens = m->painted_tokens = model->painted_tokens;
    for (int i = 0; i < tokens * tokens; i++) {
        m->painted[i / tokens] |= (uint64_t)(model->painted[i] != 0) << (i % tokens);
    }
}

static void take(const struct model *model, struct moment *m)
{
    memset(m, 0, sizeof *m);
    m->lesson = model->lesson;
    m->step = model->step;
    m->beat = model->beat;
    memcpy(&m->config, &model->config, sizeof m->config);
    take_paint(model, m);
    for (int i = 0; i < model->word_count; i++) {
        snprintf(m->words[i], OWN_WORD_MAX, "%s", model->words[i]); /* no old bytes behind */
    }
    m->word_count = model->word_count;
    m->shown = model->shown;
    m->item = model->item;
    m->head = model->head;
    m->all_heads = model->all_heads;
    m->beside = model->beside.shown;
    m->with = model->beside.with;
    m->theme = model->theme;
    m->zoom = model->zoom;
    m->row = model->row;
    m->column = model->column;
}

void history_begin(struct model *model)
{
    struct history *h = model->history;
    h->first = h->at = 0;
    h->count = 1;
    h->cell = false;
    take(model, moment_at(h, 0));
}

static void push(struct history *h)
{
    h->count = h->at + 1; /* what was undone is gone */
    if (h->count == HISTORY_MAX) {
        h->first = (h->first + 1) % HISTORY_MAX;
        h->count--;
    }
    h->at = h->count++;
}

void history_note(struct model *model, bool join)
{
    struct history *h = model->history;
    struct moment *last = moment_at(h, h->at);
    take(model, &h->now);
    if (memcmp(last, &h->now, sizeof *last) == 0) {
        return;
    }
    bool cell = memcmp(last, &h->now, offsetof(struct moment, row)) == 0;
    if (join || (cell && h->cell)) {
        h->count = h->at + 1;
    } else {
        push(h);
    }
    h->cell = cell;
    memcpy(moment_at(h, h->at), &h->now, sizeof h->now);
}

/* ---- going there ---- */

static bool is_planned(const struct model *model, const struct moment *m)
{
    struct moment now;
    memset(&now, 0, sizeof now);
    take_paint(model, &now);
    return memcmp(&model->config, &m->config, sizeof m->config) == 0 &&
           now.painted_tokens == m->painted_tokens &&
           memcmp(now.painted, m->painted, sizeof now.painted) == 0 &&
           model->word_count == m->word_count &&
           memcmp(model->words, m->words, sizeof m->words) == 0;
}

static void give_paint(struct model *model, const struct moment *m)
{
    int tokens = model->painted_tokens = m->painted_tokens;
    for (int i = 0; i < tokens * tokens; i++) {
        model->painted[i] = (float)(m->painted[i / tokens] >> (i % tokens) & 1);
    }
}

/* The layer as it was. Without memory the model is on that step, with the step's own. */
static bool plan(struct model *model, const struct moment *m)
{
    if (is_planned(model, m)) {
        return true;
    }
    give_paint(model, m);
    memcpy(model->words, m->words, sizeof model->words);
    model->word_count = m->word_count;
    if (model_plan(model, &m->config)) {
        return true;
    }
    model->painted_tokens = 0;
    model->word_count = 0;
    model_plan(model, &model_step(model)->config);
    return false;
}

static void look(struct model *model, const struct moment *m)
{
    model->shown = limit(m->shown, 0, attn_trace_count(model->trace) - 1);
    model->item = m->item;
    model->head = m->head;
    model->row = m->row;
    model->column = m->column;
    model->all_heads = m->all_heads;
    model->wandered = model_is_aside(model);
    model->pointing = false;
    model_clamp(model);
    if (model->beside.shown != m->beside || model->beside.with != m->with) {
        model->beside.shown = m->beside;
        model->beside.with = m->with;
        beside_refresh(model);
    }
}

static bool give(struct model *model, const struct moment *m)
{
    if (model->lesson != m->lesson || model->step != m->step) {
        model_go(model, m->lesson, m->step);
    }
    if (model->lesson != m->lesson || model->step != m->step || !plan(model, m)) {
        return false;
    }
    model->theme = m->theme;
    model->zoom = m->zoom;
    look(model, m);
    model->beat = limit(m->beat, 0, model_beats(model) - 1);
    return true;
}

bool history_can(const struct model *model, int by)
{
    int to = model->history->at + by;
    return to >= 0 && to < model->history->count;
}

bool history_go(struct model *model, int by)
{
    struct history *h = model->history;
    if (!history_can(model, by) || !give(model, moment_at(h, h->at + by))) {
        return false;
    }
    h->at += by;
    h->cell = false;
    take(model, moment_at(h, h->at)); /* where a question is open again, a beat less far */
    return true;
}
