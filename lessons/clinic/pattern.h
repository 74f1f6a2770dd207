/* Patterns: how a row of the table of wordings is written, and what a match of one has found.
 *
 *     mat1 and mat2 shapes cannot be multiplied (<n>x<k> and <j>x<m>)
 *
 * A letter matches in either case, a space any white space, a quote any quote. In angle brackets stand
 * the roles:  <k>       a whole number; a symbol such as s0, None or ? is one that is not told (-1)
 *             <@a>      a shape: torch.Size([2, 50]), [2, 50], (2,50), 2x50 in Rust's and C's ways
 *             <$name>   a word: letters, digits and . _ : * / -
 *             <~>       anything, as little as fits, 300 bytes at most
 *             <?text>   text, or nothing
 * The same role twice in a pattern keeps the first. */
#ifndef LESSONS_CLINIC_PATTERN_H
#define LESSONS_CLINIC_PATTERN_H

#include "lessons/clinic/clinic.h"

enum { PATTERN_VALUES_MAX = 12, PATTERN_ROLE_MAX = 12 };
/* Where a number that was told is cut off: a product of two still fits. */
#define PATTERN_MOST 1000000000000000LL

/* What stood at one role. */
struct pattern_value {
    char role[PATTERN_ROLE_MAX]; /* without @ or $ */
    char kind;                   /* '#', '@' or '$' */
    const char *at;              /* within the text */
    size_t bytes;
    long long number;         /* '#' */
    struct clinic_told shape; /* '@' */
};

struct pattern_found {
    int count;
    struct pattern_value values[PATTERN_VALUES_MAX];
};

/* Matches the whole pattern at the start of text; the bytes it took, 0 if it does not. */
size_t pattern_match(const char *pattern, const char *text, size_t bytes,
                     struct pattern_found *found);
/* Reads a shape in any notation; the bytes it took, 0 if there is none. */
size_t pattern_shape(const char *text, size_t bytes, struct clinic_told *shape);
/* The first character that a match can begin with, in lower case. */
char pattern_first(const char *pattern);

/* The value at a role, NULL if there is none. */
const struct pattern_value *pattern_value(const struct pattern_found *found, const char *role);
/* The number at a role, -1 if there is none. */
long long pattern_number(const struct pattern_found *found, const char *role);

#endif
