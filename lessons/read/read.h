/* Shared by the files that read lessons: memory that is freed at once, and the parser's state.
 *
 * Calls go down, never up; a file calls none of its own floor:
 *
 *     course                                    the lessons of a folder, or of the binary
 *     parse                                     one file, from its first line to its last
 *     front, step, validate
 *     prose, listing, layer, look, ask          a kind of line or block each
 *     expect
 *     matrix, names, lines, nearby
 *     error
 *     span, memory
 *
 * prepare.c is apart: it needs a lesson, and no parser. lessons/hold stands on it, and on error. */
#ifndef LESSONS_READ_READ_H
#define LESSONS_READ_READ_H

#include "lessons/lesson.h"

/* ---- memory (memory.c) ---- */

struct chunk;
struct arena {
    struct chunk *chunks;
    struct attn_allocator allocator;
};
/* An empty one with the source's allocator, or malloc and free. */
struct arena arena_from(const struct lesson_source *source);
/* Zeroed bytes that live until arena_clear; NULL without memory. */
void *arena_alloc(struct arena *arena, size_t bytes);
char *arena_text(struct arena *arena, const char *text, size_t bytes);
/* Room for one more element at the end of *array, which has *count; counts it. */
void *arena_push(struct arena *arena, void **array, int *count, size_t element);
void arena_clear(struct arena *arena);

/* ---- the parser (parse.c) ---- */

/* A stretch of the file's text, without line ends. */
struct span {
    const char *text;
    size_t bytes;
};

/* Directives that are looked up when the whole file is known. */
enum place {
    PLACE_SHOW,
    PLACE_CELL,
    PLACE_CODE,
    PLACE_WRONG,
    PLACE_ASK,
    PLACE_QUESTION,
    PLACE_HIDES,
    PLACE_BESIDE,
    PLACE_BESIDE_CODE,
    PLACE_HEAD,
    PLACE_ITEM,
    PLACE_NUDGE,
    PLACE_NUDGE_ITEM,
    PLACE_ID,
    PLACE_PICTURE,
    PLACE_LAYER,
    PLACE_WORDS,
    PLACE_COUNT
};
/* Where they stand in a step; not given: no bytes. */
struct step_places {
    struct span text[PLACE_COUNT];
    int line[PLACE_COUNT];
    int block; /* the line that opens their block, from 1, or 0 */
    const struct pick_line *picks, *whys;
    int pick_count, why_count;
};
/* pick: TEXT, or why PICK: TEXT */
struct pick_line {
    struct span pick, reason;
    int line;
};

struct parser {
    const char *path;
    struct lesson_source source;
    struct span *lines;
    int line_count;
    int line; /* being read, from 0 */
    struct lesson *lesson;
    struct arena *arena;
    struct lesson_error *error;
    struct attn_config config; /* of the front matter */
    const struct lesson_layer *layer;
    struct span words; /* as the front matter writes them */
    int words_line;
    struct lesson_step *steps;
    struct step_places *places;
    struct lesson_matrix *matrices;
    int place_count;
};

/* Fills the error for a place in the file (line from 0; `at` inside that line) and returns false. */
bool parser_fail(struct parser *parser, int line, const char *at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool parser_out_of_memory(struct parser *parser);
/* The same with what the library says; without memory it is no fault of that place. */
bool parser_fail_as(struct parser *parser, int line, const char *at, const struct attn_error *why);
/* Empties the error and names its file. */
void error_begin(struct lesson_error *error, const char *file);
/* What a terminal can show: a space for a tab, '?' for what is no character or controls one. */
void error_printable(char *text);
/* Fills line, column, source and caret of a fault after the first `before` bytes of a line. */
void error_place(struct lesson_error *error, int line, struct span source, size_t before);
struct span span_trim(struct span span);
bool span_is(struct span span, const char *text);
/* Bytes of the UTF-8 character that a span begins with, or 0 where it is none. */
size_t span_character(struct span span);
/* The first byte that is not text in UTF-8 or begins a control character other than a tab. */
const char *span_not_text(struct span span);
/* A name: a letter, then letters, digits and '-', in lower case. */
bool span_is_slug(struct span span);
/* The span as an ended string, cut to bytes. */
const char *span_copy(struct span span, char *buffer, size_t bytes);
/* Takes the first word (up to a space) off a trimmed span. */
struct span span_word(struct span *rest);
/* Parts `key: value`, both trimmed; false where there is no colon. */
bool span_pair(struct span line, struct span *key, struct span *value);
/* A number with as many decimals as written; the true minus sign will do. */
bool span_number(struct span span, double *value, int *decimals);
/* A word of the step, a feature of its layer, or an index; -1 when none of them. */
int span_index(const struct lesson_step *step, struct span span);

/* ---- lines.c: the file as lines of text ---- */
bool parse_lines(struct parser *parser, const char *text, size_t bytes);
/* Takes the line at `from`, without its end; returns where the next begins. */
size_t lines_next(const char *text, size_t bytes, size_t from, struct span *line);
/* Whether one of the lines from `first` to that being read has this key, too. */
bool lines_given_before(const struct parser *parser, int first, struct span key);

/* ---- names.c: tensors by name ---- */
/* The operation of that name, or -1 after the error. */
int names_find(struct parser *parser, const struct attn_trace *trace, int line, const char *at,
               const char *name);
/* Whether key is one of the layer's settings. */
bool name_is_setting(struct span key);
/* The words of a value, copied. */
bool names_split(struct parser *parser, struct span value, const char *const **words, int *count);

/* ---- front.c: the front matter ---- */
bool parse_front(struct parser *parser);
/* ---- nearby.c: files that lessons name ---- */
enum { NEARBY_PATH_MOST = 512 };
/* The text of FOLDER/NAME beside the lesson or one folder up, malloc'd; its path. NULL with errno:
 * ENOENT where there is none. instead, unless NULL, is the only folder that is looked in. */
char *nearby_read(const struct parser *parser, const char *folder, const char *instead,
                  const char *name, char path[NEARBY_PATH_MOST], size_t *bytes);
/* The nearest name of the binary's files in `folder`, without `end`; or NULL. */
const char *nearby_nearest(const char *folder, const char *end, const char *name, char *buffer,
                           size_t bytes);

/* ---- listing.c: the listing of that name, from its folder or the binary ---- */
bool parse_listing(struct parser *parser, struct span name, struct lesson_listing *listing);
/* ---- layer.c: the teaching layer of that name, likewise ---- */
bool parse_layer(struct parser *parser, struct span name, const struct lesson_layer **layer);
/* ---- layer_file.c: its file ---- */
struct lesson_layer *parse_layer_file(struct parser *parser, const char *name, const char *path,
                                      const char *text, size_t bytes);
/* ---- layer_x.c: x of the step's words, which stand in the lesson as `words` ---- */
bool layer_x(struct parser *parser, struct lesson_step *step, struct span words, int line);
/* ---- step.c: a step's heading, and its directives ---- */
bool step_begin(struct parser *parser);
bool parse_directives(struct parser *parser, struct lesson_step *step, int first, int last);
/* ---- matrix.c ---- */
bool parse_matrix(struct parser *parser, struct span name, int first, int last);
/* The numbers of one line, behind *values, which has *count. */
bool matrix_row(struct parser *parser, int line, struct span rest, void **values, int *count);
/* ---- ask.c: what a step asks, the answers to choose from, and their reasons ---- */
/* Whether a directive is one of the question's own: pick, why, why PICK. */
bool ask_takes(struct span key);
bool parse_pick_or_why(struct parser *parser, struct lesson_step *step, struct span key,
                       struct span value);
/* What ask: value, sum and largest ask for is held as an expectation, too. */
bool parse_ask(struct parser *parser, struct lesson_step *step, struct span value);
bool ask_validate(struct parser *parser, struct lesson_step *step, const struct step_places *places,
                  const struct attn_trace *trace);
/* ---- look.c: wrong, beside, head, item, nudge, picture ---- */
bool look_validate(struct parser *parser, struct lesson_step *step,
                   const struct step_places *places, struct attn_trace *trace);
/* ---- expect.c: expectations, as a step's lines and against its planned layer ---- */
bool parse_expect(struct parser *parser, struct lesson_step *step, struct span text);
bool expect_validate(struct parser *parser, const struct lesson_step *step,
                     const struct lesson_expect *expect, const struct attn_trace *trace);
/* ---- prose.c: Markdown of lines first to last - 1 into the step's blocks ---- */
bool parse_prose(struct parser *parser, struct lesson_step *step, int first, int last);
/* ---- validate.c: names, cells, code and matrices against the planned layer ---- */
bool validate(struct parser *parser);

#endif
