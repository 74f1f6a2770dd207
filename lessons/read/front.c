/* The front matter: title, summary, words, the listing, and the layer's settings. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <string.h>

static bool set_words(struct parser *p, struct span value)
{
    p->words = value;
    p->words_line = p->line;
    return names_split(p, value, &p->lesson->words, &p->lesson->word_count);
}

static bool set_layer(struct parser *p, struct span value)
{
    if (!parse_layer(p, value, &p->layer)) {
        return false;
    }
    p->config.embed = p->layer->embed;
    p->config.heads = p->layer->heads;
    return true;
}

/* ---- keys ---- */

static bool unknown_key(struct parser *p, struct span key)
{
    const char *names[64] = {"title", "summary", "words", "listing", "layer"};
    char word[64];
    int count = 5;
    for (int i = 0; i < attn_setting_count() && count < 63; i++) {
        names[count++] = attn_setting(i)->name;
    }
    names[count] = NULL;
    span_copy(key, word, sizeof word);
    const char *near = attn_nearest_word(word, names);
    return near ? parser_fail(p, p->line, key.text, "unknown key '%s'; did you mean '%s'?", word,
                              near)
                : parser_fail(p, p->line, key.text,
                              "unknown key '%s'; there are title, summary, words, listing, layer "
                              "and the settings",
                              word);
}

static bool set_setting(struct parser *p, struct span key, struct span value)
{
    char name[40];
    struct attn_error error = {0};
    const char *text = arena_text(p->arena, value.text, value.bytes); /* off: is a long one */
    if (!text) {
        return parser_out_of_memory(p);
    }
    span_copy(key, name, sizeof name);
    return attn_config_set(&p->config, name, text, &error) ||
           parser_fail_as(p, p->line, value.text, &error);
}

static bool set_text(struct parser *p, const char **place, struct span value)
{
    *place = arena_text(p->arena, value.text, value.bytes);
    return *place || parser_out_of_memory(p);
}

static bool set_key(struct parser *p, struct span key, struct span value)
{
    if (value.bytes == 0) {
        char name[40];
        return parser_fail(p, p->line, key.text, "'%s' has no value",
                           span_copy(key, name, sizeof name));
    }
    if (span_is(key, "title")) {
        return set_text(p, &p->lesson->title, value);
    }
    if (span_is(key, "summary")) {
        return set_text(p, &p->lesson->summary, value);
    }
    if (span_is(key, "words")) {
        return set_words(p, value);
    }
    if (span_is(key, "listing")) {
        return parse_listing(p, value, &p->lesson->listing);
    }
    if (span_is(key, "layer")) {
        return set_layer(p, value);
    }
    return name_is_setting(key) ? set_setting(p, key, value) : unknown_key(p, key);
}

/* tokens is the line that sets them, or 0. */
static bool words_fit(struct parser *p, int tokens)
{
    if (p->layer && !p->lesson->words) {
        p->lesson->words = p->layer->words;
        p->lesson->word_count = p->layer->word_count;
    }
    int words = p->lesson->word_count;
    if (words == 0) {
        return true;
    }
    if (tokens == 0) {
        p->config.tokens = words;
    }
    return p->config.tokens == words ||
           parser_fail(p, tokens, span_trim(p->lines[tokens]).text,
                       "tokens is %d, but there are %d words", p->config.tokens, words);
}

bool parse_front(struct parser *p)
{
    int tokens = 0;
    if (p->line_count == 0 || !span_is(span_trim(p->lines[0]), "---")) {
        return parser_fail(p, 0, NULL, "a lesson begins with '---' and its settings");
    }
    for (p->line = 1; p->line < p->line_count; p->line++) {
        struct span line = span_trim(p->lines[p->line]), key, value;
        if (span_is(line, "---")) {
            p->line++;
            return (p->lesson->title ||
                    parser_fail(p, 0, NULL, "the front matter has no 'title:'")) &&
                   words_fit(p, tokens);
        }
        if (line.bytes == 0) {
            continue;
        }
        if (*line.text == '#') {
            return parser_fail(p, p->line, line.text,
                               "the front matter is not ended by '---' before this line");
        }
        if (!span_pair(line, &key, &value)) {
            return parser_fail(p, p->line, line.text, "expected 'key: value'");
        }
        if (lines_given_before(p, 1, key)) {
            return parser_fail(p, p->line, key.text, "'%.*s' is given twice", (int)key.bytes,
                               key.text);
        }
        if (span_is(key, "tokens")) {
            tokens = p->line;
        }
        if (!set_key(p, key, value)) {
            return false;
        }
    }
    return parser_fail(p, 0, NULL, "the front matter that begins here is not ended by '---'");
}
