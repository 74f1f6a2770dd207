/* A word's row is found by its first coming; the layer's rows by its vocabulary. */
#include "app/model/sentence.h"

#include <stdlib.h>
#include <string.h>

struct sentence sentence_of(const struct model *model)
{
    return (struct sentence){model->words, model->word_count, sentence_layer(model_step(model))};
}

const struct lesson_layer *sentence_layer(const struct lesson_step *step)
{
    return step->random_values ? NULL : step->layer;
}

const char *const *sentence_vocabulary(const struct model *model, int *count)
{
    const struct lesson_layer *layer = sentence_layer(model_step(model));
    *count = layer ? layer->vocabulary_count : 0;
    return layer ? layer->vocabulary : NULL;
}

int sentence_known(const struct lesson_layer *layer, const char *word)
{
    for (int i = 0; i < layer->vocabulary_count; i++) {
        if (strcmp(layer->vocabulary[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

/* The first token that has the word of this one. A word of the lesson's is like no other. */
static int first_of(const struct sentence *s, int token)
{
    int first = 0;
    while (first < token &&
           (!s->words[token][0] || strcmp(s->words[first], s->words[token]) != 0)) {
        first++;
    }
    return first;
}

/* Which row of the draws: words that came before, each counted once. */
static int row_of(const struct sentence *s, int token)
{
    int first = first_of(s, token), row = 0;
    for (int i = 0; i < first; i++) {
        row += first_of(s, i) == i;
    }
    return row;
}

static bool is_spoken(const struct sentence *s, const struct attn_trace *trace)
{
    return s->count > 0 && attn_trace_find(trace, "x") >= 0 &&
           s->count == attn_trace_config(trace)->tokens;
}

bool sentence_rows(const struct sentence *sentence, const struct attn_trace *trace,
                   int rows[OWN_WORDS_MAX])
{
    bool repeats = false;
    if (sentence->layer || !is_spoken(sentence, trace) ||
        attn_trace_op(trace, attn_trace_find(trace, "x"))->source != ATTN_SOURCE_DRAWN) {
        return false;
    }
    for (int i = 0; i < sentence->count; i++) {
        rows[i] = row_of(sentence, i);
        repeats |= rows[i] != i;
    }
    return repeats;
}

static bool fits_layer(const struct sentence *s, const struct attn_trace *trace)
{
    bool fits = s->layer && is_spoken(s, trace) &&
                attn_trace_config(trace)->embed == s->layer->embed &&
                s->count <= s->layer->place_count;
    for (int i = 0; fits && i < s->count; i++) {
        fits = sentence_known(s->layer, s->words[i]) >= 0;
    }
    return fits;
}

/* ---- giving ---- */

static void fill_drawn(const struct attn_tensor *x, const int *drawn, float *rows)
{
    int tokens = x->shape.size[1], embed = x->shape.size[2];
    for (int b = 0; b < x->shape.size[0]; b++) {
        for (int t = 0; t < tokens; t++) {
            const float *from = x->data + b * x->stride[0] + drawn[t] * x->stride[1];
            memcpy(rows, from, (size_t)embed * sizeof *rows);
            rows += embed;
        }
    }
}

static void fill_known(const struct sentence *s, int batch, float *rows)
{
    const struct lesson_layer *layer = s->layer;
    for (int i = 0; i < batch * s->count; i++) {
        int t = i % s->count, word = sentence_known(layer, s->words[t]);
        for (int e = 0; e < layer->embed; e++) {
            *rows++ = layer->rows[word * layer->embed + e] + layer->places[t * layer->embed + e];
        }
    }
}

/* Room for x's numbers, or NULL with error. */
static float *new_rows(const struct attn_trace *trace, struct attn_error *error)
{
    struct attn_shape shape = attn_trace_op(trace, attn_trace_find(trace, "x"))->shape;
    float *rows = malloc(attn_shape_count(&shape) * sizeof *rows);
    if (!rows) {
        *error = (struct attn_error){ATTN_ERROR_MEMORY, "out of memory"};
    }
    return rows;
}

/* Gives x those numbers, and frees them. */
static bool give(struct attn_trace *trace, float *rows, struct attn_error *error)
{
    struct attn_shape shape = attn_trace_op(trace, attn_trace_find(trace, "x"))->shape;
    struct attn_config config = *attn_trace_config(trace);
    bool good =
        attn_trace_give(trace, "x", &shape, rows, error) && attn_trace_plan(trace, &config, error);
    free(rows);
    return good;
}

bool sentence_give_known(const struct sentence *sentence, struct attn_trace *trace, bool *gave,
                         struct attn_error *error)
{
    *gave = false;
    if (!fits_layer(sentence, trace)) {
        return true;
    }
    float *rows = new_rows(trace, error);
    if (!rows) {
        return false;
    }
    fill_known(sentence, attn_trace_config(trace)->batch, rows);
    *gave = give(trace, rows, error);
    return *gave;
}

bool sentence_give_rows(struct attn_trace *trace, const int rows[OWN_WORDS_MAX],
                        struct attn_error *error)
{
    int op = attn_trace_find(trace, "x");
    float *numbers = new_rows(trace, error);
    if (!numbers || !attn_trace_run(trace, op, error)) {
        free(numbers);
        return false;
    }
    struct attn_tensor x = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    fill_drawn(&x, rows, numbers);
    return give(trace, numbers, error);
}

bool sentence_give(const struct model *model, struct attn_trace *trace, bool *gave,
                   struct attn_error *error)
{
    struct sentence sentence = sentence_of(model);
    int rows[OWN_WORDS_MAX] = {0};
    if (sentence_rows(&sentence, trace, rows)) {
        *gave = sentence_give_rows(trace, rows, error);
        return *gave;
    }
    return sentence_give_known(&sentence, trace, gave, error);
}
