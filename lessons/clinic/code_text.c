/* Brackets are balanced and strings stepped over; nothing is parsed further than that. */
#include "lessons/clinic/code_text.h"

#include <ctype.h>
#include <string.h>

bool code_is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

bool code_is_open(char c)
{
    return c == '(' || c == '[' || c == '{';
}

bool code_is_close(char c)
{
    return c == ')' || c == ']' || c == '}';
}

struct code_span code_span_of(const char *from, const char *to)
{
    return to > from ? (struct code_span){from, (int)(to - from)} : (struct code_span){0};
}

const char *code_end(struct code_span s)
{
    return s.at ? s.at + s.bytes : NULL;
}

struct code_span code_trim(struct code_span s)
{
    while (s.bytes > 0 && isspace((unsigned char)*s.at)) {
        s.at++;
        s.bytes--;
    }
    while (s.bytes > 0 && isspace((unsigned char)s.at[s.bytes - 1])) {
        s.bytes--;
    }
    return s;
}

bool code_begins(struct code_span s, const char *word)
{
    size_t n = strlen(word);
    return s.bytes >= (int)n && (n == 0 || memcmp(s.at, word, n) == 0);
}

/* Past the string that begins at `at`. */
const char *code_past_string(const char *at, const char *end)
{
    char quote = *at++;
    while (at < end && *at != quote) {
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    }
    return at < end ? at + 1 : end;
}

/* The bracket that closes the one at `at`, or end. */
const char *code_closing(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '\'' || *at == '"') {
            at = code_past_string(at, end);
            continue;
        }
        depth += code_is_open(*at) - code_is_close(*at);
        if (depth == 0) {
            return at;
        }
        at++;
    }
    return end;
}

/* The bracket that opens the one at `at`, or NULL. */
static const char *opening(const char *start, const char *at)
{
    int depth = 0;
    for (; at >= start; at--) {
        depth += code_is_close(*at) - code_is_open(*at);
        if (depth == 0) {
            return at;
        }
    }
    return NULL;
}

/* Where the expression that ends before `at` begins: names, dots, calls, indices. */
const char *code_operand_start(const char *start, const char *at)
{
    const char *from = at;
    while (from > start) {
        char c = from[-1];
        if (code_is_close(c)) {
            const char *open = opening(start, from - 1);
            if (!open) {
                return from;
            }
            from = open;
        } else if (code_is_word(c) || c == '.') {
            from--;
        } else {
            break;
        }
    }
    return from;
}
