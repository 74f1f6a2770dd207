/* A step's heading, and its directives: what to show, where to look, which line runs, what must hold. */
#include "lessons/read/read.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { STEPS_MOST = 1000 };

/* ---- the heading ---- */

/* "Scores: every query" -> "scores-every-query" */
static char *slug_of(struct arena *arena, struct span title)
{
    char *slug = arena_alloc(arena, title.bytes + 1);
    size_t n = 0;
    for (size_t i = 0; slug && i < title.bytes; i++) {
        unsigned char c = (unsigned char)title.text[i];
        if (c >= 0x80 || isalnum(c)) {
            slug[n++] = (char)tolower(c);
        } else if (n > 0 && slug[n - 1] != '-') {
            slug[n++] = '-';
        }
    }
    while (n > 0 && slug[n - 1] == '-') {
        slug[--n] = '\0';
    }
    return slug;
}

bool step_begin(struct parser *p)
{
    struct span line = p->lines[p->line];
    struct span title = span_trim((struct span){line.text + 2, line.bytes - 2});
    void *steps = p->steps, *places = p->places;
    if (title.bytes == 0) {
        return parser_fail(p, p->line, NULL, "this step has no title");
    }
    if (p->lesson->step_count == STEPS_MOST) {
        return parser_fail(p, p->line, NULL, "more than %d steps", STEPS_MOST);
    }
    struct lesson_step *step = arena_push(p->arena, &steps, &p->lesson->step_count, sizeof *step);
    struct step_places *place = arena_push(p->arena, &places, &p->place_count, sizeof *place);
    char *copy = arena_text(p->arena, title.text, title.bytes);
    char *slug = slug_of(p->arena, title);
    if (!step || !place || !copy || !slug) {
        return parser_out_of_memory(p);
    }
    p->steps = steps;
    p->places = places;
    *place = (struct step_places){0};
    *step = (struct lesson_step){.title = copy,
                                 .slug = slug,
                                 .config = p->config,
                                 .nudge = -1,
                                 .nudge_item = -1,
                                 .layer = p->layer,
                                 .words = p->lesson->words,
                                 .word_count = p->lesson->word_count,
                                 .asked = -1,
                                 .line = p->line + 1,
                                 .listing = p->lesson->listing};
    p->line++;
    return true;
}

/* ---- its directives ---- */

static bool parse_values(struct parser *p, struct lesson_step *step, struct span value)
{
    step->random_values = span_is(value, "random");
    char text[40];
    return step->random_values || span_is(value, "written") ||
           parser_fail(p, p->line, value.text, "values is 'random' or 'written', not '%s'",
                       span_copy(value, text, sizeof text));
}

static bool parse_setting(struct parser *p, struct lesson_step *step, struct span key,
                          struct span value)
{
    char name[40];
    struct attn_error error = {0};
    const char *text = arena_text(p->arena, value.text, value.bytes); /* off: is a long one */
    if (!text) {
        return parser_out_of_memory(p);
    }
    span_copy(key, name, sizeof name);
    if (span_is(key, "mask") && span_is(value, "given")) { /* by a block of numbers */
        step->config.mask = ATTN_MASK_GIVEN;
        return true;
    }
    return attn_config_set(&step->config, name, text, &error) ||
           parser_fail_as(p, p->line, value.text, &error);
}

static const char *const place_names[PLACE_COUNT] = {
    [PLACE_SHOW] = "show",
    [PLACE_CELL] = "cell",
    [PLACE_CODE] = "code",
    [PLACE_WRONG] = "wrong",
    [PLACE_ASK] = "ask",
    [PLACE_BESIDE] = "beside",
    [PLACE_BESIDE_CODE] = "beside-code",
    [PLACE_HEAD] = "head",
    [PLACE_ITEM] = "item",
    [PLACE_NUDGE] = "nudge",
    [PLACE_NUDGE_ITEM] = "nudge-item",
    [PLACE_ID] = "id",
    [PLACE_PICTURE] = "picture",
    [PLACE_LAYER] = "layer",
    [PLACE_WORDS] = "words",
    [PLACE_QUESTION] = "question",
    [PLACE_HIDES] = "hides",
};

static enum place place_of(struct span key)
{
    int i = 0;
    while (i < PLACE_COUNT && !span_is(key, place_names[i])) {
        i++;
    }
    return (enum place)i;
}

static bool unknown_directive(struct parser *p, struct span key)
{
    const char *names[64] = {"values", "expect", "why", "listing", "pick"};
    char word[64];
    int count = 5;
    for (int i = 0; i < PLACE_COUNT; i++) {
        names[count++] = place_names[i];
    }
    for (int i = 0; i < attn_setting_count() && count < 63; i++) {
        names[count++] = attn_setting(i)->name;
    }
    names[count] = NULL;
    span_copy(key, word, sizeof word);
    const char *near = attn_nearest_word(word, names);
    return near ? parser_fail(p, p->line, key.text, "unknown directive '%s'; did you mean '%s'?",
                              word, near)
                : parser_fail(p, p->line, key.text,
                              "unknown directive '%s'; there are show, cell, code, wrong, ask, "
                              "question, pick, why, hides, beside, beside-code, head, item, nudge, "
                              "nudge-item, layer, words, "
                              "id, picture, listing, values, expect and settings",
                              word);
}

/* Kept as it stands, looked up when the whole file is known. */
static bool keep(struct parser *p, struct span key, struct span value)
{
    struct step_places *places = &p->places[p->lesson->step_count - 1];
    enum place place = place_of(key);
    places->text[place] = value;
    places->line[place] = p->line;
    return true;
}

/* The layer's own words where there are no others; its sizes, which later lines may change. */
static bool set_layer(struct parser *p, struct lesson_step *step, struct span value)
{
    if (span_is(value, "none")) {
        step->layer = NULL;
        return true;
    }
    if (!parse_layer(p, value, &step->layer)) {
        return false;
    }
    step->config.embed = step->layer->embed;
    step->config.heads = step->layer->heads;
    if (!step->words) {
        step->words = step->layer->words;
        step->word_count = step->layer->word_count;
    }
    step->config.tokens = step->word_count;
    return true;
}

static bool set_words(struct parser *p, struct lesson_step *step, struct span value)
{
    if (!names_split(p, value, &step->words, &step->word_count)) {
        return false;
    }
    step->config.tokens = step->word_count;
    return true;
}

/* What a later line may need: cells go by words and features. */
static bool set_at_once(struct parser *p, struct lesson_step *step, struct span key,
                        struct span value)
{
    return span_is(key, "layer")   ? set_layer(p, step, value)
           : span_is(key, "words") ? set_words(p, step, value)
                                   : true;
}

static bool parse_directive(struct parser *p, struct lesson_step *step, struct span key,
                            struct span value)
{
    if (value.bytes == 0) {
        char name[40];
        return parser_fail(p, p->line, key.text, "'%s' has no value",
                           span_copy(key, name, sizeof name));
    }
    if (ask_takes(key)) {
        return parse_pick_or_why(p, step, key, value);
    }
    if (span_is(key, place_names[PLACE_ASK]) && !parse_ask(p, step, value)) {
        return false;
    }
    if (place_of(key) < PLACE_COUNT) {
        return keep(p, key, value) && set_at_once(p, step, key, value);
    }
    if (span_is(key, "listing")) {
        return parse_listing(p, value, &step->listing);
    }
    if (span_is(key, "values")) {
        return parse_values(p, step, value);
    }
    if (span_is(key, "expect")) {
        return parse_expect(p, step, value);
    }
    return name_is_setting(key) ? parse_setting(p, step, key, value) : unknown_directive(p, key);
}

bool parse_directives(struct parser *p, struct lesson_step *step, int first, int last)
{
    int *block = &p->places[p->lesson->step_count - 1].block;
    if (*block > 0) {
        return parser_fail(p, first - 1, NULL, "this step has directives in line %d already",
                           *block);
    }
    *block = first;
    for (p->line = first; p->line < last; p->line++) {
        struct span line = span_trim(p->lines[p->line]), key, value;
        if (line.bytes == 0) {
            continue;
        }
        if (!span_pair(line, &key, &value)) {
            return parser_fail(p, p->line, line.text, "expected 'directive: value'");
        }
        bool many = span_is(key, "expect") || span_is(key, "pick");
        if (!many && lines_given_before(p, first, key)) {
            return parser_fail(p, p->line, key.text, "'%.*s' is given twice in this step",
                               (int)key.bytes, key.text);
        }
        if (!parse_directive(p, step, key, value)) {
            return false;
        }
    }
    return true;
}
