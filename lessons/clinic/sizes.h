/* Arithmetic between two sizes that should be equal: the first relation of a list that holds, told in
 * the words of the axis. At hi = 2 lo the difference is lo again and says nothing, so it comes late. */
#ifndef LESSONS_CLINIC_SIZES_H
#define LESSONS_CLINIC_SIZES_H

#include "lessons/clinic/clinic.h"

enum sizes_relation {
    SIZES_NONE,
    SIZES_ONE_MORE,       /* hi = lo + 1 */
    SIZES_TWICE,          /* hi = 2 lo */
    SIZES_TWICE_LESS,     /* hi = 2 lo - 1: a cached length counted twice */
    SIZES_SQUARE,         /* hi = lo^2: a flattened square */
    SIZES_TWICE_REPEATED, /* hi = k lo, k divides lo: repeated twice by k */
    SIZES_MULTIPLE,       /* hi = k lo */
    SIZES_TOKENS,         /* hi - lo is a usual number of tokens: image or text tokens missing */
    SIZES_FEW,            /* 2 <= hi - lo <= 16: prefix or special tokens */
    SIZES_GRIDS,          /* both squares, or squares and one: two image grids */
    SIZES_TABLE,          /* lo is a usual table: the sequence is too long */
};

struct sizes {
    enum sizes_relation relation;
    long long lo, hi, factor, rest; /* hi = factor lo where whole; rest = hi - lo */
};

struct sizes sizes_between(long long a, long long b);
/* "350 = 300 + 50": the relation as arithmetic, or "". */
const char *sizes_text(const struct sizes *sizes, char *buffer, size_t bytes);
long long sizes_common(long long a, long long b); /* the greatest common divisor */

#endif
