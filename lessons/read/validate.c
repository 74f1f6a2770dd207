/* Names, cells, code and matrices, held against the layer that each step plans: a lesson with a
 * word that means nothing is refused before anybody sees it. */
#include "lessons/read/read.h"

#include "lessons/script/script.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_MOST = 256, CODE_MAX = 512 };

static bool validate_cell(struct parser *p, struct lesson_step *step,
                          const struct step_places *places, const struct attn_shape *shape)
{
    struct span rest = places->text[PLACE_CELL];
    int first = shape->rank > 1 ? shape->rank - 2 : 0;
    for (int i = first; i < shape->rank; i++) {
        struct span word = span_word(&rest);
        int index = span_index(step, word);
        if (word.bytes == 0) {
            return parser_fail(p, places->line[PLACE_CELL], word.text,
                               "cell takes a row and a column");
        }
        if (index < 0 || index >= shape->size[i]) {
            char text[40];
            return parser_fail(p, places->line[PLACE_CELL], word.text,
                               "'%s' is neither a word here nor an index below %d",
                               span_copy(word, text, sizeof text), shape->size[i]);
        }
        step->at[i] = index;
    }
    step->has_cell = true;
    return rest.bytes == 0 ||
           parser_fail(p, places->line[PLACE_CELL], rest.text, "nothing more is expected here");
}

static bool validate_show(struct parser *p, struct lesson_step *step,
                          const struct step_places *places, const struct attn_trace *trace)
{
    if (places->text[PLACE_SHOW].bytes == 0) {
        return parser_fail(p, step->line - 1, NULL, "this step has no 'show:'");
    }
    char name[ATTN_NAME_MAX];
    span_copy(places->text[PLACE_SHOW], name, sizeof name);
    int op = names_find(p, trace, places->line[PLACE_SHOW], places->text[PLACE_SHOW].text, name);
    if (op < 0) {
        return false;
    }
    snprintf(step->show, sizeof step->show, "%s", name);
    return places->text[PLACE_CELL].bytes == 0 ||
           validate_cell(p, step, places, &attn_trace_op(trace, op)->shape);
}

/* ---- code ---- */

/* As the step's settings write it. */
static struct span listing_line(const struct lesson_step *step, int i, char buffer[CODE_MAX])
{
    const char *line = script_line(&step->config, step->listing.lines[i], buffer, CODE_MAX);
    return span_trim((struct span){line, strlen(line)});
}

/* Where forward() begins: a line that stands twice is meant there. */
static int forward_line(const struct lesson_listing *listing)
{
    for (int i = 0; i < listing->count; i++) {
        if (strstr(listing->lines[i], "def forward")) {
            return i;
        }
    }
    return 0;
}

static bool unknown_code(struct parser *p, const struct lesson_step *step,
                         const struct step_places *places)
{
    const struct lesson_listing *listing = &step->listing;
    const char *names[NAMES_MOST + 1];
    char word[120], buffer[CODE_MAX];
    int count = 0;
    for (int i = 0; i < listing->count && count < NAMES_MOST; i++) {
        struct span line = listing_line(step, i, buffer);
        names[count] = arena_text(p->arena, line.text, line.bytes);
        if (!names[count]) {
            return parser_out_of_memory(p);
        }
        count += line.bytes > 0;
    }
    names[count] = NULL;
    span_copy(places->text[PLACE_CODE], word, sizeof word);
    const char *near = attn_nearest_word(word, names);
    return near ? parser_fail(p, places->line[PLACE_CODE], places->text[PLACE_CODE].text,
                              "no such line in %s; did you mean '%s'?", listing->name, near)
                : parser_fail(p, places->line[PLACE_CODE], places->text[PLACE_CODE].text,
                              "no such line in %s", listing->name);
}

static bool validate_code(struct parser *p, struct lesson_step *step,
                          const struct step_places *places)
{
    const struct lesson_listing *listing = &step->listing;
    if (places->text[PLACE_CODE].bytes == 0) {
        return true;
    }
    if (!listing->lines) {
        return parser_fail(p, places->line[PLACE_CODE], places->text[PLACE_CODE].text,
                           "code needs a 'listing:' in the front matter");
    }
    int forward = forward_line(listing);
    for (int i = 0; i < listing->count; i++) {
        char buffer[CODE_MAX];
        struct span line = listing_line(step, i, buffer);
        bool same = line.bytes == places->text[PLACE_CODE].bytes &&
                    memcmp(line.text, places->text[PLACE_CODE].text, line.bytes) == 0;
        if (same && (step->code_line == 0 || (step->code_line - 1 < forward && i >= forward))) {
            step->code_line = i + 1;
        }
    }
    return step->code_line > 0 || unknown_code(p, step, places);
}

/* ---- matrices ---- */

static bool validate_matrix(struct parser *p, const struct lesson_matrix *m,
                            const struct attn_trace *trace)
{
    struct span rest = {p->lines[m->line].text + 3, p->lines[m->line].bytes - 3};
    span_word(&rest); /* ```matrix NAME */
    const char *at = rest.text;
    int tokens = p->config.tokens;
    if (strcmp(m->name, "mask") == 0) { /* whatever mask the front matter sets */
        return (m->rows == tokens && m->columns == tokens) ||
               parser_fail(p, m->line, at, "'mask' is %d x %d here, these are %d x %d numbers",
                           tokens, tokens, m->rows, m->columns);
    }
    int index = names_find(p, trace, m->line, at, m->name);
    if (index < 0) {
        return false;
    }
    const struct attn_op *op = attn_trace_op(trace, index);
    int rank = op->shape.rank;
    int rows = rank > 1 ? op->shape.size[rank - 2] : 1;
    if (op->source == ATTN_SOURCE_NONE) {
        return parser_fail(p, m->line, at, "'%s' is computed; only x and parameters can be written",
                           m->name);
    }
    return (m->rows == rows && m->columns == op->shape.size[rank - 1]) ||
           parser_fail(p, m->line, at, "'%s' is %d x %d here, these are %d x %d numbers", m->name,
                       rows, op->shape.size[rank - 1], m->rows, m->columns);
}

/* ---- steps ---- */

/* id: is the step's name in place of the heading's words. */
static bool name_step(struct parser *p, struct lesson_step *step, const struct step_places *places)
{
    struct span id = places->text[PLACE_ID];
    if (id.bytes == 0) {
        return true;
    }
    char *slug = arena_text(p->arena, id.text, id.bytes);
    if (!slug) {
        return parser_out_of_memory(p);
    }
    step->slug = slug;
    return span_is_slug(id) || parser_fail(p, places->line[PLACE_ID], id.text,
                                           "an id begins with a letter; a-z, 0-9 and - follow");
}

static const char *heading_text(const struct parser *p, const struct lesson_step *step)
{
    struct span line = p->lines[step->line - 1];
    return span_trim((struct span){line.text + 2, line.bytes - 2}).text; /* behind ## */
}

/* Two steps of one name: the second could not be opened by it. */
static bool differs(struct parser *p, int index)
{
    const struct lesson_step *step = &p->steps[index];
    const struct step_places *places = &p->places[index];
    bool id = places->text[PLACE_ID].bytes > 0;
    for (int i = 0; i < index; i++) {
        if (strcmp(p->steps[i].slug, step->slug) == 0) {
            return parser_fail(p, id ? places->line[PLACE_ID] : step->line - 1,
                               id ? places->text[PLACE_ID].text : heading_text(p, step),
                               "the step in line %d is '%s', too", p->steps[i].line, step->slug);
        }
    }
    return true;
}

/* Plans for shapes and names only: a mask that is to be given counts as all ones. */
static bool plan_shapes(struct attn_trace *trace, const struct attn_config *config,
                        struct attn_error *error)
{
    struct attn_config plain = *config;
    plain.mask = config->mask == ATTN_MASK_GIVEN ? ATTN_MASK_CAUSAL : config->mask;
    return attn_trace_plan(trace, &plain, error);
}

/* The words stand in the step, in the front matter, or in the layer's file. */
static bool embed_words(struct parser *p, struct lesson_step *step,
                        const struct step_places *places)
{
    struct span own = places->text[PLACE_WORDS];
    return own.bytes > 0        ? layer_x(p, step, own, places->line[PLACE_WORDS])
           : p->words.bytes > 0 ? layer_x(p, step, p->words, p->words_line)
                                : layer_x(p, step, (struct span){0}, step->line - 1);
}

static bool validate_step(struct parser *p, int index, struct attn_trace *trace)
{
    struct lesson_step *step = &p->steps[index];
    struct attn_error error;
    bool written = false;
    if (step->layer && !embed_words(p, step, &p->places[index])) {
        return false;
    }
    for (int i = 0; i < p->lesson->matrix_count; i++) {
        written |= strcmp(p->matrices[i].name, "mask") == 0;
    }
    if (step->config.mask == ATTN_MASK_GIVEN && !written) {
        return parser_fail(p, step->line - 1, NULL,
                           "this step's mask is given, but the lesson has no ```matrix mask");
    }
    if (!plan_shapes(trace, &step->config, &error)) {
        return parser_fail_as(p, step->line - 1, NULL, &error);
    }
    if (!validate_show(p, step, &p->places[index], trace) ||
        !validate_code(p, step, &p->places[index]) ||
        !look_validate(p, step, &p->places[index], trace)) {
        return false;
    }
    for (int i = 0; i < step->expect_count; i++) {
        if (!expect_validate(p, step, &step->expects[i], trace)) {
            return false;
        }
    }
    return true;
}

bool validate(struct parser *p)
{
    struct attn_trace *trace = attn_trace_new(&p->arena->allocator);
    struct attn_error error;
    if (!trace) {
        return parser_out_of_memory(p);
    }
    bool good = plan_shapes(trace, &p->config, &error) || parser_fail_as(p, 0, NULL, &error);
    for (int i = 0; good && i < p->lesson->matrix_count; i++) {
        good = validate_matrix(p, &p->matrices[i], trace);
    }
    for (int i = 0; good && i < p->lesson->step_count; i++) {
        good = name_step(p, &p->steps[i], &p->places[i]) && differs(p, i) &&
               validate_step(p, i, trace);
    }
    attn_trace_free(trace);
    return good;
}
