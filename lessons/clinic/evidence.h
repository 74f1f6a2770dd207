/* The evidence: all that a pasted text tells, gathered once. The classes ask it and read nothing
 * themselves. */
#ifndef LESSONS_CLINIC_EVIDENCE_H
#define LESSONS_CLINIC_EVIDENCE_H

#include "lessons/clinic/clinic.h"
#include "lessons/clinic/code.h"
#include "lessons/clinic/pattern.h"

enum { EVIDENCE_PRINTS_MAX = 12 };

/* A shape that print said, or that a comment tells, and the name beside it. */
struct evidence_print {
    struct code_span name; /* empty: none */
    struct clinic_told shape;
};

struct evidence {
    char *text; /* cleaned; belongs to this */
    size_t bytes;
    enum clinic_class class; /* NONE: no error text */
    enum clinic_system system;
    const char *pattern, *known; /* the row of the table; NULL: none */
    size_t start, length;        /* the message, from its words on */
    struct pattern_found found;
    struct code_span code;  /* the last line of code above the message that is not PyTorch's own */
    struct code_span inner; /* the last of all, PyTorch's own too */
    struct code_span caret; /* what the traceback underlines within code; empty: nothing */
    struct evidence_print prints[EVIDENCE_PRINTS_MAX];
    int print_count;
    struct clinic_hints hints;
};

/* False without memory. evidence_clear is due in any case. */
bool evidence_gather(const char *text, size_t bytes, const struct clinic_hints *hints,
                     struct evidence *evidence);
void evidence_clear(struct evidence *evidence);

/* Whether the text says a word anywhere, whole, in either case. */
bool evidence_says(const struct evidence *e, const char *word);
/* The code line, read for one of the operations; false if it does none of them. */
bool evidence_code(const struct evidence *e, unsigned wanted, struct code_line *code);
/* The shape that was printed for an expression; NULL if none was. */
const struct clinic_told *evidence_printed(const struct evidence *e, struct code_span name);
/* Numbers and shapes of the message. */
long long evidence_number(const struct evidence *e, const char *role);
const struct clinic_told *evidence_shape(const struct evidence *e, const char *role);
struct code_span evidence_word(const struct evidence *e, const char *role);

#endif
