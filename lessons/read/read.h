/* Shared by the files that read lessons: memory that is freed at once, and the parser's state. */
#ifndef LESSONS_READ_READ_H
#define LESSONS_READ_READ_H

#include "lessons/lesson.h"

/* ---- memory (memory.c) ---- */

struct chunk;
struct arena {
    struct chunk *chunks;
    bool failed; /* some allocation did */
};
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
    PLACE_BESIDE,
    PLACE_HEAD,
    PLACE_ITEM,
    PLACE_NUDGE,
    PLACE_COUNT
};
/* Where they stand in a step; not given: no bytes. */
struct step_places {
    struct span text[PLACE_COUNT];
    int line[PLACE_COUNT];
};
/* The directive of that name, or PLACE_COUNT. */
enum place place_of(struct span key);

struct parser {
    const char *path;
    const char *listings_dir; /* or NULL */
    struct span *lines;
    int line_count;
    int line; /* being read, from 0 */
    struct lesson *lesson;
    struct arena *arena;
    struct lesson_error *error;
    struct attn_config config; /* of the front matter */
    struct lesson_step *steps;
    struct step_places *places;
    struct lesson_matrix *matrices;
    int place_count;
};

/* Fills the error for a place in the file (line from 0; `at` inside that line) and returns false. */
bool parser_fail(struct parser *parser, int line, const char *at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool parser_out_of_memory(struct parser *parser);
/* Fills line, column, source and caret of a fault after the first `before` bytes of a line. */
void error_place(struct lesson_error *error, int line, struct span source, size_t before);
struct span span_trim(struct span span);
bool span_is(struct span span, const char *text);
/* Bytes of the UTF-8 character that a span begins with, or 0 where it is none. */
size_t span_character(struct span span);
/* The span as an ended string, cut to bytes. */
const char *span_copy(struct span span, char *buffer, size_t bytes);
/* Takes the first word (up to a space) off a trimmed span. */
struct span span_word(struct span *rest);
/* A number with as many decimals as written; the true minus sign will do. */
bool span_number(struct span span, double *value, int *decimals);
/* A word of the lesson, or an index; -1 when neither. */
int span_index(const struct lesson *lesson, struct span span);

/* ---- front.c: the front matter ---- */
bool parse_front(struct parser *parser);
/* ---- listing.c: the listing of that name, from its folder or the binary ---- */
bool parse_listing(struct parser *parser, struct span name, struct lesson_listing *listing);
/* ---- step.c: directives of a step ---- */
bool parse_directives(struct parser *parser, struct lesson_step *step, int first, int last);
/* ---- matrix.c ---- */
bool parse_matrix(struct parser *parser, struct span name, int first, int last);
/* ---- look.c: ask, wrong, beside, head, item, nudge ---- */
bool validate_look(struct parser *parser, struct lesson_step *step,
                   const struct step_places *places, struct attn_trace *trace);
/* ---- expect.c ---- */
bool parse_expect(struct parser *parser, struct lesson_step *step, struct span text);
/* ---- prose.c: Markdown of lines first to last - 1 into the step's blocks ---- */
bool parse_prose(struct parser *parser, struct lesson_step *step, int first, int last);
/* ---- validate.c: names, cells, code and matrices against the planned layer ---- */
bool validate(struct parser *parser);
/* The operation of that name, or -1 after the error. */
int validate_name(struct parser *parser, const struct attn_trace *trace, int line, const char *at,
                  const char *name);
/* The nearest operation's name to word, or NULL; buffer holds it. */
const char *nearest_op(const struct attn_trace *trace, const char *word, char *buffer,
                       size_t bytes);

/* A whole file, ended by a 0; NULL with errno set. free() it. */
char *read_file(const char *path, size_t *bytes);

#endif
