/* x of a step's words by its layer: each word's row of the vocabulary plus its place's. */
#include "lessons/read/read.h"

#include <string.h>

static bool unknown_word(struct parser *p, const struct lesson_layer *layer, struct span word,
                         int line)
{
    const char *names[257];
    char text[64];
    int count = layer->vocabulary_count < 256 ? layer->vocabulary_count : 256;
    memcpy(names, layer->vocabulary, (size_t)count * sizeof *names);
    names[count] = NULL;
    const char *near = attn_nearest_word(span_copy(word, text, sizeof text), names);
    return near ? parser_fail(p, line, word.text,
                              "the layer '%s' has no word '%s'; did you mean '%s'?", layer->name,
                              text, near)
                : parser_fail(p, line, word.text, "the layer '%s' has no word '%s'", layer->name,
                              text);
}

static int find_word(const struct lesson_layer *layer, const char *word)
{
    int i = 0;
    while (i < layer->vocabulary_count && strcmp(layer->vocabulary[i], word) != 0) {
        i++;
    }
    return i < layer->vocabulary_count ? i : -1;
}

/* The sizes that the layer's numbers have; heads may be others: then its weights do not hold. */
static bool sizes_fit(struct parser *p, const struct lesson_step *step, int line, const char *at)
{
    const struct lesson_layer *layer = step->layer;
    if (step->config.embed != layer->embed) {
        return parser_fail(p, line, at, "embed is %d, the layer '%s' has %d", step->config.embed,
                           layer->name, layer->embed);
    }
    if (step->config.tokens != step->word_count) {
        return parser_fail(p, line, at, "tokens is %d, but there are %d words", step->config.tokens,
                           step->word_count);
    }
    return step->word_count <= layer->place_count ||
           parser_fail(p, line, at, "the layer '%s' has places for %d words, these are %d",
                       layer->name, layer->place_count, step->word_count);
}

bool layer_x(struct parser *p, struct lesson_step *step, struct span words, int line)
{
    const struct lesson_layer *layer = step->layer;
    size_t embed = (size_t)layer->embed;
    if (!sizes_fit(p, step, line, words.text)) {
        return false;
    }
    float *x = arena_alloc(p->arena, (size_t)step->word_count * embed * sizeof *x);
    if (!x) {
        return parser_out_of_memory(p);
    }
    for (int t = 0; t < step->word_count; t++) {
        struct span word = words.bytes > 0 ? span_word(&words) : words;
        int row = find_word(layer, step->words[t]);
        if (row < 0) {
            return unknown_word(p, layer, word, line);
        }
        for (size_t e = 0; e < embed; e++) {
            x[(size_t)t * embed + e] =
                layer->rows[(size_t)row * embed + e] + layer->places[(size_t)t * embed + e];
        }
    }
    step->x = x;
    return true;
}
