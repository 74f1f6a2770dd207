/* The layer that a lesson or a step names, from its folder or the binary; and x of its words. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The layer of that name that the lesson has read already, or NULL. */
static const struct lesson_layer *known(const struct parser *p, struct span name)
{
    if (p->layer && span_is(name, p->layer->name)) {
        return p->layer;
    }
    for (int i = 0; i < p->lesson->step_count; i++) {
        const struct lesson_layer *layer = p->steps[i].layer;
        if (layer && span_is(name, layer->name)) {
            return layer;
        }
    }
    return NULL;
}

static struct lesson_layer *from_binary(struct parser *p, struct span at, const char *name)
{
    char path[NEARBY_PATH_MOST];
    snprintf(path, sizeof path, "lessons/layers/%s.md", name);
    const struct lesson_file *file = lesson_builtin(path + strlen("lessons/"));
    if (file) {
        return layer_parse(p, name, path, file->data, file->bytes);
    }
    const char *near = nearby_nearest("layers/", ".md", name, path, sizeof path);
    if (near) {
        parser_fail(p, p->line, at.text, "no layer '%s'; did you mean '%s'?", name, near);
    } else {
        parser_fail(p, p->line, at.text, "no layer '%s'", name);
    }
    return NULL;
}

/* From the lesson's folders, or the binary's where those have none. */
static struct lesson_layer *load(struct parser *p, struct span at, const char *name)
{
    char file[80], path[NEARBY_PATH_MOST];
    size_t bytes = 0;
    if (!p->source.disk) {
        return from_binary(p, at, name);
    }
    snprintf(file, sizeof file, "%s.md", name);
    char *text = nearby_read(p, "layers", NULL, file, path, &bytes);
    if (text) {
        struct lesson_layer *layer = layer_parse(p, name, path, text, bytes);
        free(text);
        return layer;
    }
    if (errno == ENOENT) {
        return from_binary(p, at, name);
    }
    if (errno == ENOMEM) {
        parser_out_of_memory(p);
    } else {
        parser_fail(p, p->line, at.text, "cannot read '%s': %s", path, strerror(errno));
    }
    return NULL;
}

bool parse_layer(struct parser *p, struct span name, const struct lesson_layer **layer)
{
    char copy[64];
    if (!span_is_slug(name) || name.bytes >= sizeof copy) {
        return parser_fail(p, p->line, name.text,
                           "a layer's name begins with a letter; a-z, 0-9 and - follow");
    }
    *layer = known(p, name);
    if (*layer) {
        return true;
    }
    *layer = load(p, name, span_copy(name, copy, sizeof copy));
    return *layer != NULL;
}

/* ---- x ---- */

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

bool layer_embed(struct parser *p, struct lesson_step *step, struct span words, int line)
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
