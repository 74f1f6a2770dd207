/* A layer's file: front matter, then fenced blocks of numbers: `words` (a word and its row a line),
 * `places` (a row a place in the sentence) and `matrix NAME` for each parameter, as PyTorch stores
 * them where all heads are stacked in one Linear. What stands between the blocks is for readers. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EMBED_MOST = 1024 };

static const char *const parameter_names[LESSON_LAYER_PARAMETER_COUNT + 1] = {
#define PARAMETER_NAME(constant, name) name,
    LESSON_LAYER_PARAMETERS(PARAMETER_NAME)
#undef PARAMETER_NAME
};

/* A file being read. Of the parser's lesson only matrices are used, which matrix.c fills. */
struct reading {
    struct parser parser;
    struct lesson lesson;
    struct lesson_layer *layer;
    const char **jobs; /* as many as heads can be; layer->jobs */
    struct span words; /* the layer's own sentence */
    int words_line, features_line, feature_count;
};

/* ---- front matter ---- */

static bool read_size(struct parser *p, struct span key, struct span value, int most, int *size)
{
    char text[24], *end = NULL;
    span_copy(value, text, sizeof text);
    long number = strtol(text, &end, 10);
    *size = (int)number;
    bool whole = value.bytes < sizeof text && end != text && *end == '\0';
    return (whole && number > 0 && number <= most) ||
           parser_fail(p, p->line, value.text, "'%.*s' is a whole number from 1 to %d, not '%s'",
                       (int)key.bytes, key.text, most, text);
}

/* heads.3: the verb */
static bool read_job(struct reading *r, struct span key, struct span value)
{
    struct parser *p = &r->parser;
    char text[24], *end = NULL;
    struct span number = {key.text + 6, key.bytes - 6};
    long head = strtol(span_copy(number, text, sizeof text), &end, 10);
    if (number.bytes == 0 || number.bytes > 4 || *end != '\0' || head < 0 ||
        head >= ATTN_HEADS_MAX) {
        return parser_fail(p, p->line, key.text, "expected 'heads.N: what head N looks for'");
    }
    r->jobs[head] = arena_text(p->arena, value.text, value.bytes);
    return r->jobs[head] || parser_out_of_memory(p);
}

static bool unknown_key(struct parser *p, struct span key)
{
    static const char *const names[] = {"title", "words", "embed", "heads", "features", NULL};
    char word[40];
    const char *near = attn_nearest_word(span_copy(key, word, sizeof word), names);
    return near ? parser_fail(p, p->line, key.text, "unknown key '%s'; did you mean '%s'?", word,
                              near)
                : parser_fail(p, p->line, key.text,
                              "unknown key '%s'; there are title, words, embed, heads, features "
                              "and heads.N",
                              word);
}

static bool read_key(struct reading *r, struct span key, struct span value)
{
    struct parser *p = &r->parser;
    struct lesson_layer *layer = r->layer;
    if (value.bytes == 0) {
        return parser_fail(p, p->line, key.text, "'%.*s' has no value", (int)key.bytes, key.text);
    }
    if (span_is(key, "title")) {
        layer->title = arena_text(p->arena, value.text, value.bytes);
        return layer->title || parser_out_of_memory(p);
    }
    if (span_is(key, "embed")) {
        return read_size(p, key, value, EMBED_MOST, &layer->embed);
    }
    if (span_is(key, "heads")) {
        return read_size(p, key, value, ATTN_HEADS_MAX, &layer->heads);
    }
    if (span_is(key, "words")) {
        r->words = value;
        r->words_line = p->line;
        return names_split(p, value, &layer->words, &layer->word_count);
    }
    if (span_is(key, "features")) {
        r->features_line = p->line;
        return names_split(p, value, &layer->features, &r->feature_count);
    }
    bool job = key.bytes >= 6 && memcmp(key.text, "heads.", 6) == 0;
    return job ? read_job(r, key, value) : unknown_key(p, key);
}

/* What the front matter must say, and how it hangs together. */
static bool front_is_whole(struct reading *r)
{
    struct parser *p = &r->parser;
    const struct lesson_layer *layer = r->layer;
    const char *missing = !layer->title      ? "title"
                          : !layer->words    ? "words"
                          : !layer->embed    ? "embed"
                          : !layer->heads    ? "heads"
                          : !layer->features ? "features"
                                             : NULL;
    if (missing) {
        return parser_fail(p, 0, NULL, "the front matter has no '%s:'", missing);
    }
    if (layer->embed % layer->heads != 0) {
        return parser_fail(p, 0, NULL, "embed %d is no multiple of %d heads", layer->embed,
                           layer->heads);
    }
    return r->feature_count == layer->embed ||
           parser_fail(p, r->features_line, span_trim(p->lines[r->features_line]).text,
                       "embed is %d, but there are %d features", layer->embed, r->feature_count);
}

static bool read_front(struct reading *r)
{
    struct parser *p = &r->parser;
    if (p->line_count == 0 || !span_is(span_trim(p->lines[0]), "---")) {
        return parser_fail(p, 0, NULL, "a layer begins with '---' and its settings");
    }
    for (p->line = 1; p->line < p->line_count; p->line++) {
        struct span line = span_trim(p->lines[p->line]), key, value;
        if (span_is(line, "---")) {
            p->line++;
            return front_is_whole(r);
        }
        if (line.bytes == 0) {
            continue;
        }
        if (!span_pair(line, &key, &value)) {
            return parser_fail(p, p->line, line.text, "expected 'key: value'");
        }
        if (lines_given_before(p, 1, key)) {
            return parser_fail(p, p->line, key.text, "'%.*s' is given twice", (int)key.bytes,
                               key.text);
        }
        if (!read_key(r, key, value)) {
            return false;
        }
    }
    return parser_fail(p, 0, NULL, "the front matter that begins here is not ended by '---'");
}

/* ---- blocks ---- */

static bool wide_enough(struct parser *p, int line, const char *at, int numbers, int embed)
{
    return numbers == embed ||
           parser_fail(p, line, at, "this row has %d numbers, embed is %d", numbers, embed);
}

/* A word and its row, or a place's row alone. */
static bool read_row(struct reading *r, int line, void **values, int *count, void **names,
                     int *name_count)
{
    struct parser *p = &r->parser;
    struct span rest = span_trim(p->lines[line]);
    const char *at = rest.text;
    int before = *count;
    if (names) {
        struct span word = span_word(&rest);
        char **place = arena_push(p->arena, names, name_count, sizeof *place);
        char *copy = arena_text(p->arena, word.text, word.bytes);
        if (!place || !copy) {
            return parser_out_of_memory(p);
        }
        *place = copy;
    }
    return matrix_row(p, line, rest, values, count) &&
           wide_enough(p, line, at, *count - before, r->layer->embed);
}

static bool read_words(struct reading *r, int first, int last)
{
    void *values = NULL, *names = NULL;
    int count = 0;
    for (int line = first; line < last; line++) {
        if (span_trim(r->parser.lines[line]).bytes > 0 &&
            !read_row(r, line, &values, &count, &names, &r->layer->vocabulary_count)) {
            return false;
        }
    }
    r->layer->rows = values;
    r->layer->vocabulary = names;
    return true;
}

static bool read_places(struct reading *r, int first, int last)
{
    void *values = NULL;
    int count = 0;
    for (int line = first; line < last; line++) {
        if (span_trim(r->parser.lines[line]).bytes > 0 &&
            !read_row(r, line, &values, &count, NULL, NULL)) {
            return false;
        }
    }
    r->layer->places = values;
    r->layer->place_count = count / r->layer->embed;
    return true;
}

static bool unknown_parameter(struct parser *p, struct span name, int line)
{
    char word[40];
    const char *near = attn_nearest_word(span_copy(name, word, sizeof word), parameter_names);
    return near ? parser_fail(p, line, name.text, "no parameter '%s'; did you mean '%s'?", word,
                              near)
                : parser_fail(p, line, name.text,
                              "no parameter '%s'; there are query, key, value "
                              "and fc_out, each .weight and .bias",
                              word);
}

static bool read_parameter(struct reading *r, struct span name, int first, int last)
{
    struct parser *p = &r->parser;
    int index = 0, embed = r->layer->embed;
    while (index < LESSON_LAYER_PARAMETER_COUNT && !span_is(name, parameter_names[index])) {
        index++;
    }
    if (index == LESSON_LAYER_PARAMETER_COUNT) {
        return unknown_parameter(p, name, first - 1);
    }
    if (!parse_matrix(p, name, first, last)) {
        return false;
    }
    const struct lesson_matrix *m = &p->matrices[r->lesson.matrix_count - 1];
    int rows = strstr(parameter_names[index], ".bias") ? 1 : embed;
    r->layer->parameters[index] = m->values;
    return (m->rows == rows && m->columns == embed) ||
           parser_fail(p, first - 1, name.text, "'%s' is %d x %d here, these are %d x %d numbers",
                       m->name, rows, embed, m->rows, m->columns);
}

static int block_end(const struct parser *p)
{
    int end = p->line + 1;
    while (end < p->line_count && !span_is(span_trim(p->lines[end]), "```")) {
        end++;
    }
    return end;
}

static bool read_block(struct reading *r, struct span tag)
{
    struct parser *p = &r->parser;
    int open = p->line, close = block_end(p);
    struct span kind = span_word(&tag);
    if (close == p->line_count) {
        return parser_fail(p, open, NULL, "this block is not closed by ```");
    }
    p->line = close;
    if (span_is(kind, "matrix")) {
        return read_parameter(r, tag, open + 1, close);
    }
    if (span_is(kind, "words") && !r->layer->vocabulary) {
        return read_words(r, open + 1, close);
    }
    if (span_is(kind, "places") && !r->layer->places) {
        return read_places(r, open + 1, close);
    }
    bool twice = span_is(kind, "words") || span_is(kind, "places");
    return parser_fail(p, open, kind.text,
                       twice ? "'%.*s' is given twice"
                             : "a block of a layer is words, places or "
                               "matrix, not '%.*s'",
                       (int)kind.bytes, kind.text);
}

static bool read_blocks(struct reading *r)
{
    struct parser *p = &r->parser;
    for (; p->line < p->line_count; p->line++) {
        struct span line = p->lines[p->line];
        if (line.bytes < 3 || memcmp(line.text, "```", 3) != 0) {
            continue;
        }
        if (!read_block(r, span_trim((struct span){line.text + 3, line.bytes - 3}))) {
            return false;
        }
    }
    return true;
}

/* ---- the whole ---- */

static bool is_whole(struct reading *r)
{
    struct parser *p = &r->parser;
    struct lesson_layer *layer = r->layer;
    if (!layer->vocabulary || !layer->places) {
        return parser_fail(p, -1, NULL, "this layer has no ```%s block",
                           layer->vocabulary ? "places" : "words");
    }
    for (int i = 0; i < LESSON_LAYER_PARAMETER_COUNT; i++) {
        if (!layer->parameters[i]) {
            return parser_fail(p, -1, NULL, "this layer has no ```matrix %s", parameter_names[i]);
        }
    }
    /* Its own sentence is embedded once, to see that it can be. */
    struct lesson_step step = {
        .layer = layer, .words = layer->words, .word_count = layer->word_count};
    step.config.embed = layer->embed;
    step.config.tokens = layer->word_count;
    return layer_x(p, &step, r->words, r->words_line);
}

struct lesson_layer *parse_layer_file(struct parser *p, const char *name, const char *path,
                                      const char *text, size_t bytes)
{
    struct reading r = {.layer = arena_alloc(p->arena, sizeof *r.layer),
                        .jobs = arena_alloc(p->arena, ATTN_HEADS_MAX * sizeof *r.jobs)};
    char *copy = arena_text(p->arena, name, strlen(name));
    if (!r.layer || !r.jobs || !copy) {
        parser_out_of_memory(p);
        return NULL;
    }
    r.parser =
        (struct parser){.path = path, .arena = p->arena, .error = p->error, .lesson = &r.lesson};
    r.layer->name = copy;
    r.layer->jobs = r.jobs;
    bool good =
        parse_lines(&r.parser, text, bytes) && read_front(&r) && read_blocks(&r) && is_whole(&r);
    return good ? r.layer : NULL;
}
