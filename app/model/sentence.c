/* A word's row is found by its first coming; the layer's rows by its vocabulary. */
#include "app/model/sentence.h"

#include <stdlib.h>
#include <string.h>

const struct lesson_layer *sentence_layer(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    return step->random_values ? NULL : step->layer;
}

const char *const *sentence_vocabulary(const struct model *model, int *count)
{
    const struct lesson_layer *layer = sentence_layer(model);
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

/* The first token that has the word of this one. */
static int first_of(const struct model *model, int token)
{
    int first = 0;
    while (strcmp(model->words[first], model->words[token]) != 0) {
        first++;
    }
    return first;
}

/* Which row of the draws: words that came before, each counted once. */
static int row_of(const struct model *model, int token)
{
    int first = first_of(model, token), row = 0;
    for (int i = 0; i < first; i++) {
        row += first_of(model, i) == i;
    }
    return row;
}

static bool fits_layer(const struct model *model, const struct lesson_layer *layer)
{
    bool fits = model->config.embed == layer->embed && model->word_count <= layer->place_count;
    for (int i = 0; fits && i < model->word_count; i++) {
        fits = sentence_known(layer, model->words[i]) >= 0;
    }
    return fits;
}

static bool repeats(const struct model *model)
{
    for (int i = 0; i < model->word_count; i++) {
        if (row_of(model, i) != i) {
            return true;
        }
    }
    return false;
}

/* ---- giving ---- */

static void fill_drawn(const struct model *model, const struct attn_tensor *x, float *rows)
{
    int embed = x->shape.size[2];
    for (int b = 0; b < x->shape.size[0]; b++) {
        for (int t = 0; t < model->word_count; t++) {
            const float *from = x->data + b * x->stride[0] + row_of(model, t) * x->stride[1];
            memcpy(rows, from, (size_t)embed * sizeof *rows);
            rows += embed;
        }
    }
}

static void fill_known(const struct model *model, const struct lesson_layer *layer, int batch,
                       float *rows)
{
    for (int i = 0; i < batch * model->word_count; i++) {
        int t = i % model->word_count, word = sentence_known(layer, model->words[t]);
        for (int e = 0; e < layer->embed; e++) {
            *rows++ = layer->rows[word * layer->embed + e] + layer->places[t * layer->embed + e];
        }
    }
}

static bool give(const struct model *model, const struct lesson_layer *layer, int op,
                 struct attn_trace *trace, struct attn_error *error)
{
    struct attn_shape shape = attn_trace_op(trace, op)->shape;
    struct attn_config config = *attn_trace_config(trace);
    float *rows = malloc(attn_shape_count(&shape) * sizeof *rows);
    bool good = rows != NULL;
    if (!rows) {
        *error = (struct attn_error){ATTN_ERROR_MEMORY, "out of memory"};
    } else if (layer) {
        fill_known(model, layer, shape.size[0], rows);
    } else if ((good = attn_trace_run(trace, op, error))) {
        struct attn_tensor x = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
        fill_drawn(model, &x, rows);
    }
    good = good && attn_trace_give(trace, "x", &shape, rows, error) &&
           attn_trace_plan(trace, &config, error);
    free(rows);
    return good;
}

bool sentence_give(const struct model *model, struct attn_trace *trace, bool *gave,
                   struct attn_error *error)
{
    const struct lesson_layer *layer = sentence_layer(model);
    int op = attn_trace_find(trace, "x");
    *gave = false;
    if (op < 0 || model->word_count == 0 || model->word_count != attn_trace_config(trace)->tokens) {
        return true;
    }
    const struct attn_op *x = attn_trace_op(trace, op);
    if (layer ? fits_layer(model, layer) && attn_trace_config(trace)->embed == layer->embed
              : x->source == ATTN_SOURCE_DRAWN && repeats(model)) {
        *gave = give(model, layer, op, trace, error);
        return *gave;
    }
    return true;
}
