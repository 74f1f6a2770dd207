/* Matching one pattern: a small backtracking matcher, of which only <~> and <?..> ever go back. */
#include "lessons/clinic/pattern.h"

#include <string.h>

enum { ANYTHING_MOST = 300, SYMBOL_MOST = 24, WORD_MOST = 120 };

struct cursor {
    const char *at, *end;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_letter(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_';
}

static bool is_quote(char c)
{
    return c == '\'' || c == '"' || c == '`';
}

static bool take_spaces(struct cursor *c)
{
    const char *from = c->at;
    while (c->at < c->end && is_space(*c->at)) {
        c->at++;
    }
    return c->at > from;
}

static bool take_char(struct cursor *c, char wanted)
{
    bool same = c->at < c->end &&
                (lower(*c->at) == lower(wanted) || (is_quote(wanted) && is_quote(*c->at)));
    c->at += same;
    return same || is_quote(wanted); /* a shell may have taken the quotes */
}

/* A symbol in place of a size: s0, s0*s1, 2*s0, u3, None, ?, batch_size. */
static bool take_symbol(struct cursor *c, long long *number)
{
    const char *from = c->at;
    while (c->at < c->end && c->at - from < SYMBOL_MOST &&
           (is_letter(*c->at) || is_digit(*c->at) || *c->at == '*' || *c->at == '?')) {
        c->at++;
    }
    *number = -1;
    return c->at > from;
}

static bool take_number(struct cursor *c, long long *number)
{
    const char *start = c->at;
    bool negative = c->at < c->end && *c->at == '-';
    c->at += negative;
    const char *from = c->at;
    *number = 0;
    for (; c->at < c->end && is_digit(*c->at); c->at++) {
        *number = *number * 10 + (*c->at - '0');
        *number = *number > PATTERN_MOST ? PATTERN_MOST : *number;
    }
    bool fraction = c->at + 1 < c->end && *c->at == '.' && is_digit(c->at[1]);
    bool symbol = c->at + 1 < c->end && c->at > from && *c->at == '*' && is_letter(c->at[1]);
    if (c->at > from && !fraction && !symbol) {
        *number = negative ? -1 : *number;
        return true;
    }
    c->at = start;
    bool word = !fraction && c->at < c->end && (is_letter(*c->at) || *c->at == '?' || symbol);
    return word && take_symbol(c, number);
}

/* ---- shapes ---- */

/* "torch.Size(", "TensorShape(", "Size(" before the brackets. */
static void take_shape_name(struct cursor *c)
{
    static const char *const names[] = {"torch.Size(", "TensorShape(", "Size(", "Shape(",
                                        "tensor("};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if ((size_t)(c->end - c->at) > n && memcmp(c->at, names[i], n) == 0) {
            c->at += n;
            return;
        }
    }
}

static bool take_sizes(struct cursor *c, struct clinic_told *shape, char close)
{
    for (shape->rank = 0;;) {
        take_spaces(c);
        if (c->at < c->end && *c->at == close) {
            return shape->rank > 0;
        }
        if (shape->rank == CLINIC_AXES_MAX || !take_number(c, &shape->size[shape->rank])) {
            return false;
        }
        shape->rank++;
        take_spaces(c);
        if (!take_char(c, ',') && !(c->at < c->end && *c->at == close)) {
            return false;
        }
    }
}

/* 12x64, or 12 x 64: without brackets. */
static bool take_times(struct cursor *c, struct clinic_told *shape)
{
    struct cursor ahead = *c;
    for (shape->rank = 0; shape->rank < CLINIC_AXES_MAX;) {
        if (ahead.at == ahead.end || !is_digit(*ahead.at) ||
            !take_number(&ahead, &shape->size[shape->rank])) {
            return false;
        }
        shape->rank++;
        c->at = ahead.at;
        take_spaces(&ahead);
        if (!take_char(&ahead, 'x')) {
            break;
        }
        take_spaces(&ahead);
    }
    return shape->rank > 1;
}

static bool take_shape(struct cursor *c, struct clinic_told *shape)
{
    const char *start = c->at;
    take_shape_name(c);
    bool named = c->at > start;
    char open = c->at < c->end ? *c->at : '\0';
    if (open != '[' && open != '(') {
        c->at = start;
        return take_times(c, shape);
    }
    c->at++;
    char close = open == '[' ? ']' : ')';
    bool good = take_sizes(c, shape, close) && take_char(c, close);
    return good && (!named || take_char(c, ')'));
}

size_t pattern_shape(const char *text, size_t bytes, struct clinic_told *shape)
{
    struct cursor c = {text, text + bytes};
    return take_shape(&c, shape) ? (size_t)(c.at - text) : 0;
}

/* ---- words ---- */

static bool is_wordy(char c)
{
    return is_letter(c) || is_digit(c) || (c != '\0' && strchr(".:*/-", c) != NULL);
}

/* Ends before a full stop or colon that closes a sentence. */
static bool take_word(struct cursor *c)
{
    const char *from = c->at;
    while (c->at < c->end && c->at - from < WORD_MOST && is_wordy(*c->at)) {
        c->at++;
    }
    while (c->at > from && strchr(".:-", c->at[-1])) {
        c->at--;
    }
    return c->at > from;
}

/* ---- the whole ---- */

static void keep(struct pattern_found *found, const struct pattern_value *value)
{
    if (found->count < PATTERN_VALUES_MAX && !pattern_value(found, value->role)) {
        found->values[found->count++] = *value;
    }
}

/* The role at *pattern, just past its '<'; *pattern moves past its '>'. */
static bool take_role(const char **pattern, struct cursor *c, struct pattern_found *found)
{
    struct pattern_value value = {.kind = '#', .at = c->at};
    const char *role = *pattern;
    const char *close = strchr(role, '>');
    if (*role == '@' || *role == '$') {
        value.kind = *role++;
    }
    size_t n = (size_t)(close - role);
    n = n < PATTERN_ROLE_MAX ? n : PATTERN_ROLE_MAX - 1;
    memcpy(value.role, role, n);
    *pattern = close + 1;
    bool good = value.kind == '@'   ? take_shape(c, &value.shape)
                : value.kind == '$' ? take_word(c)
                                    : take_number(c, &value.number);
    value.bytes = (size_t)(c->at - value.at);
    if (good) {
        keep(found, &value);
    }
    return good;
}

static bool match(const char *pattern, struct cursor *c, struct pattern_found *found);

/* <~>: the rest of the pattern from the nearest place on. */
static bool match_later(const char *rest, struct cursor *c, struct pattern_found *found)
{
    const char *from = c->at;
    char first = *rest == '<' ? '\0' : lower(*rest); /* a plain letter saves most tries */
    for (; c->at <= c->end && c->at - from <= ANYTHING_MOST; c->at++) {
        if (first && first != ' ' && (c->at == c->end || lower(*c->at) != first)) {
            continue;
        }
        struct cursor ahead = *c;
        struct pattern_found tried = *found;
        if (match(rest, &ahead, &tried)) {
            *c = ahead;
            *found = tried;
            return true;
        }
    }
    return false;
}

/* <?text>: with the text, else without. */
static bool match_optional(const char *text, struct cursor *c, struct pattern_found *found)
{
    const char *close = strchr(text, '>');
    struct cursor ahead = *c;
    bool there = true;
    for (const char *p = text; there && p < close; p++) {
        there = *p == ' ' ? take_spaces(&ahead) : take_char(&ahead, *p);
    }
    struct cursor with = ahead;
    struct pattern_found tried = *found;
    if (there && match(close + 1, &with, &tried)) {
        *c = with;
        *found = tried;
        return true;
    }
    return match(close + 1, c, found);
}

static bool match(const char *pattern, struct cursor *c, struct pattern_found *found)
{
    while (*pattern) {
        if (pattern[0] == '<' && pattern[1] == '~') {
            return match_later(pattern + 3, c, found);
        }
        if (pattern[0] == '<' && pattern[1] == '?') {
            return match_optional(pattern + 2, c, found);
        }
        bool good = true;
        if (*pattern == '<' && (is_letter(pattern[1]) || pattern[1] == '@' || pattern[1] == '$')) {
            pattern++;
            good = take_role(&pattern, c, found);
        } else {
            good = *pattern == ' ' ? take_spaces(c) : take_char(c, *pattern);
            pattern++;
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

size_t pattern_match(const char *pattern, const char *text, size_t bytes,
                     struct pattern_found *found)
{
    struct cursor c = {text, text + bytes};
    found->count = 0;
    return match(pattern, &c, found) ? (size_t)(c.at - text) : 0;
}

char pattern_first(const char *pattern)
{
    return lower(*pattern);
}

const struct pattern_value *pattern_value(const struct pattern_found *found, const char *role)
{
    for (int i = 0; i < found->count; i++) {
        if (strcmp(found->values[i].role, role) == 0) {
            return &found->values[i];
        }
    }
    return NULL;
}

long long pattern_number(const struct pattern_found *found, const char *role)
{
    const struct pattern_value *value = pattern_value(found, role);
    return value && value->kind == '#' ? value->number : -1;
}
