/* Directives about where to look: which head and batch item, which characters
 * of the listing are wrong, which layer stands beside, which feature is nudged, which picture draws. */
#include "lessons/read/read.h"

#include "lessons/script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool given(const struct step_places *places, enum place place)
{
    return places->text[place].bytes > 0;
}

/* A directive's whole number below `limit`; leaves *number alone where it is not given. */
static bool read_index(struct parser *p, const struct step_places *places, enum place place,
                       int limit, const char *of, int *number)
{
    struct span text = places->text[place];
    char copy[24], *end = NULL;
    if (!given(places, place)) {
        return true;
    }
    span_copy(text, copy, sizeof copy);
    long value = strtol(copy, &end, 10);
    bool whole = text.bytes < sizeof copy && end != copy && *end == '\0';
    if (!whole || value < 0 || value >= limit) {
        return parser_fail(p, places->line[place], text.text,
                           "'%s' is not one of the %d %s, which count from 0", copy, limit, of);
    }
    *number = (int)value;
    return true;
}

/* ---- wrong ---- */

/* Where the characters stand in line i (from 0), as the step's settings write it, or -1. */
static int find_in(const struct lesson_step *step, int i, struct span text)
{
    char buffer[512];
    const char *line = script_line(&step->config, step->listing.lines[i], buffer, sizeof buffer);
    for (const char *at = line; strlen(at) >= text.bytes; at++) {
        if (memcmp(at, text.text, text.bytes) == 0) {
            return (int)(at - line);
        }
    }
    return -1;
}

/* Takes the marks ‹ › out of text; *from and *bytes are what stood between them, or all of it. */
static struct span without_marks(struct parser *p, struct span text, int *from, int *bytes)
{
    static const char open[] = "\xe2\x80\xb9", shut[] = "\xe2\x80\xba";
    char *copy = arena_text(p->arena, text.text, text.bytes);
    char *first = copy ? strstr(copy, open) : NULL;
    char *last = first ? strstr(first, shut) : NULL;
    *from = 0;
    *bytes = (int)text.bytes;
    if (!last) {
        return (struct span){copy, copy ? text.bytes : 0};
    }
    memmove(last, last + 3, strlen(last + 3) + 1);
    memmove(first, first + 3, strlen(first + 3) + 1);
    *from = (int)(first - copy);
    *bytes = (int)(last - first) - 3;
    return (struct span){copy, text.bytes - 6};
}

/* The line that runs is looked at first, then the others from the top. */
static bool read_wrong(struct parser *p, struct lesson_step *step, const struct step_places *places)
{
    int line = -1, from = -1, inside, bytes;
    const struct lesson_listing *listing = &step->listing;
    if (!given(places, PLACE_WRONG)) {
        return true;
    }
    struct span text = without_marks(p, places->text[PLACE_WRONG], &inside, &bytes);
    if (!text.text) {
        return parser_out_of_memory(p);
    }
    if (step->code_line > 0) {
        from = find_in(step, step->code_line - 1, text);
    }
    if (from >= 0) {
        line = step->code_line - 1;
    }
    for (int i = 0; line < 0 && i < listing->count; i++) {
        from = find_in(step, i, text);
        line = from >= 0 ? i : -1;
    }
    step->wrong_line = line + 1;
    step->wrong_from = from + inside;
    step->wrong_bytes = bytes;
    step->wrong = text.text + inside;
    return line >= 0 || parser_fail(p, places->line[PLACE_WRONG], places->text[PLACE_WRONG].text,
                                    "these characters do not stand in the listing");
}

/* ---- beside ---- */

static bool read_change(struct parser *p, struct lesson_step *step, int line, struct span word,
                        struct attn_config *config)
{
    const char *sign = memchr(word.text, '=', word.bytes);
    struct attn_error error = {0};
    if (!sign) {
        return parser_fail(p, line, word.text, "beside takes KEY=VALUE, as in wiring=projected");
    }
    if (sign - word.text == 7 && memcmp(word.text, "listing", 7) == 0) {
        p->line = line;
        return parse_listing(p, (struct span){sign + 1, word.bytes - 8}, &step->beside_listing);
    }
    if (step->beside_count == LESSON_CHANGES_MAX) {
        return parser_fail(p, line, word.text, "at most %d settings can differ",
                           LESSON_CHANGES_MAX);
    }
    size_t before = (size_t)(sign - word.text);
    struct lesson_change change = {
        .setting = arena_text(p->arena, word.text, before),
        .value = arena_text(p->arena, sign + 1, word.bytes - before - 1),
    };
    if (!change.setting || !change.value) {
        return parser_out_of_memory(p);
    }
    step->beside[step->beside_count++] = change;
    return attn_config_set(config, change.setting, change.value, &error) ||
           parser_fail_as(p, line, word.text, &error);
}

static bool read_beside(struct parser *p, struct lesson_step *step,
                        const struct step_places *places)
{
    struct span rest = places->text[PLACE_BESIDE];
    struct attn_config config = step->config;
    struct attn_error error = {0};
    int line = places->line[PLACE_BESIDE];
    while (rest.bytes > 0) {
        if (!read_change(p, step, line, span_word(&rest), &config)) {
            return false;
        }
    }
    config.mask = config.mask == ATTN_MASK_GIVEN ? ATTN_MASK_CAUSAL : config.mask; /* as large */
    if (step->beside_count == 0) {
        return step->beside_listing.name == NULL ||
               parser_fail(p, line, places->text[PLACE_BESIDE].text,
                           "beside a listing stands a wiring=NAME that it runs");
    }
    struct attn_trace *trace = attn_trace_new(&p->arena->allocator);
    if (!trace) {
        return parser_out_of_memory(p);
    }
    bool good = attn_trace_plan(trace, &config, &error) ||
                parser_fail_as(p, line, places->text[PLACE_BESIDE].text, &error);
    attn_trace_free(trace);
    return good;
}

/* beside-code: a line of the listing beside, as it stands there. */
static bool read_beside_code(struct parser *p, struct lesson_step *step,
                             const struct step_places *places)
{
    struct span text = places->text[PLACE_BESIDE_CODE];
    const struct lesson_listing *listing = &step->beside_listing;
    for (int i = 0; given(places, PLACE_BESIDE_CODE) && i < listing->count; i++) {
        struct span line = {listing->lines[i], strlen(listing->lines[i])};
        if (step->beside_line == 0 && span_trim(line).bytes == text.bytes &&
            memcmp(span_trim(line).text, text.text, text.bytes) == 0) {
            step->beside_line = i + 1;
        }
    }
    return !given(places, PLACE_BESIDE_CODE) || step->beside_line > 0 ||
           parser_fail(p, places->line[PLACE_BESIDE_CODE], text.text,
                       "no such line in the listing beside");
}

/* ---- picture ---- */

/* A name, and what the picture is told. */
static bool read_picture(struct parser *p, struct lesson_step *step,
                         const struct step_places *places)
{
    struct span rest = places->text[PLACE_PICTURE];
    int line = places->line[PLACE_PICTURE], i = 0;
    const char *const *names = p->source.pictures;
    char name[40];
    if (!given(places, PLACE_PICTURE)) {
        return true;
    }
    struct span text = span_word(&rest);
    while (names && names[i] && !span_is(text, names[i])) {
        i++;
    }
    if (names ? !names[i] : !span_is_slug(text)) {
        span_copy(text, name, sizeof name);
        const char *near = names ? attn_nearest_word(name, names) : NULL;
        return near ? parser_fail(p, line, text.text, "no picture '%s'; did you mean '%s'?", name,
                                  near)
                    : parser_fail(p, line, text.text, "no picture '%s'", name);
    }
    step->picture = arena_text(p->arena, text.text, text.bytes);
    step->picture_with = arena_text(p->arena, rest.text, rest.bytes);
    return (step->picture && step->picture_with) || parser_out_of_memory(p);
}

bool look_validate(struct parser *p, struct lesson_step *step, const struct step_places *places,
                   struct attn_trace *trace)
{
    const struct attn_config *config = &step->config;
    bool heads = config->wiring != ATTN_WIRING_SINGLE;
    return read_index(p, places, PLACE_HEAD, heads ? config->heads : 1, "heads", &step->head) &&
           read_index(p, places, PLACE_ITEM, config->batch, "batch items", &step->item) &&
           read_index(p, places, PLACE_NUDGE, config->embed, "features", &step->nudge) &&
           read_index(p, places, PLACE_NUDGE_ITEM, config->batch, "batch items",
                      &step->nudge_item) &&
           ask_validate(p, step, places, trace) && read_wrong(p, step, places) &&
           read_beside(p, step, places) && read_beside_code(p, step, places) &&
           read_picture(p, step, places);
}
