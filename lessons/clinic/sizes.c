/* The relations, in the order in which they are tried. */
#include "lessons/clinic/sizes.h"

#include "lessons/clinic/known.h"

#include <stdio.h>

enum { FEW_MOST = 16 }; /* prefixes and special tokens come in handfuls */

long long sizes_common(long long a, long long b)
{
    while (b > 0) {
        long long rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool is_grid(long long n)
{
    char buffer[80];
    return known_tokens(n, buffer, sizeof buffer) != NULL;
}

static enum sizes_relation relation_of(const struct sizes *s)
{
    char buffer[80];
    if (s->lo <= 0 || s->lo == s->hi) {
        return SIZES_NONE;
    }
    if (s->rest == 1) {
        return SIZES_ONE_MORE;
    }
    if (s->factor == 2) {
        return SIZES_TWICE;
    }
    if (s->hi == 2 * s->lo - 1) {
        return SIZES_TWICE_LESS;
    }
    if (s->lo > 1 && s->factor == s->lo) {
        return SIZES_SQUARE;
    }
    if (s->factor > 1) {
        return s->lo % s->factor == 0 ? SIZES_TWICE_REPEATED : SIZES_MULTIPLE;
    }
    if (known_tokens(s->rest, buffer, sizeof buffer)) {
        return SIZES_TOKENS;
    }
    if (s->rest <= FEW_MOST) {
        return SIZES_FEW;
    }
    if (is_grid(s->lo) && is_grid(s->hi)) {
        return SIZES_GRIDS;
    }
    return known_table(s->lo) ? SIZES_TABLE : SIZES_NONE;
}

struct sizes sizes_between(long long a, long long b)
{
    struct sizes s = {.lo = a < b ? a : b, .hi = a < b ? b : a};
    s.rest = s.hi - s.lo;
    s.factor = s.lo > 0 && s.hi % s.lo == 0 ? s.hi / s.lo : 0;
    s.relation = relation_of(&s);
    return s;
}

const char *sizes_text(const struct sizes *s, char *buffer, size_t bytes)
{
    buffer[0] = '\0';
    if (s->relation == SIZES_TWICE_LESS) {
        snprintf(buffer, bytes, "%lld = 2 x %lld - 1", s->hi, s->lo);
    } else if (s->factor > 1) {
        snprintf(buffer, bytes, "%lld = %lld x %lld", s->hi, s->factor, s->lo);
    } else if (s->relation != SIZES_NONE && s->relation != SIZES_GRIDS) {
        snprintf(buffer, bytes, "%lld = %lld + %lld", s->hi, s->lo, s->rest);
    }
    return buffer;
}
