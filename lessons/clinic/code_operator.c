/* Operators: + - * / @ between two operands that are tensors. */
#include "lessons/clinic/code_text.h"

#include <ctype.h>
#include <string.h>

static enum code_op operator_at(const char *at, const char *end)
{
    switch (*at) {
    case '@':
        return CODE_MATMUL;
    case '*':
        return at + 1 < end && at[1] == '*' ? CODE_NONE : CODE_TIMES;
    case '/':
        return CODE_TIMES;
    case '+':
    case '-':
        return CODE_ADD;
    default:
        return CODE_NONE;
    }
}

/* A sign and not an operator: after ( , = or another operator. */
static bool is_sign(const char *start, const char *at)
{
    const char *before = at;
    while (before > start && before[-1] == ' ') {
        before--;
    }
    return before == start || strchr("(,=[{+-*/@:<>", before[-1]) != NULL ||
           (at > start && at[-1] == '*') ||
           (at[-1] == 'e' && at - 1 > start && isdigit((unsigned char)at[-2]));
}

/* How far an operand reaches to one side: to a bracket that is not its own, a comma, a sign that binds
 * no tighter. */
static const char *reach(const char *at, const char *limit, int step, bool tight)
{
    int depth = 0;
    for (; at != limit; at += step) {
        char c = step > 0 ? *at : at[-1];
        depth += step > 0 ? code_is_open(c) - code_is_close(c) : code_is_close(c) - code_is_open(c);
        bool ends = c == ',' || c == '=' || c == ':' || c == '<' || c == '>' ||
                    (tight && (c == '+' || c == '-')) ||
                    (tight && step > 0 && (c == '*' || c == '/' || c == '@')) ||
                    (!tight && step > 0 && (c == '+' || c == '-'));
        if (depth < 0 || (depth == 0 && ends)) {
            return at;
        }
    }
    return at;
}

static bool set_operator(struct code_line *code, enum code_op op, const char *at)
{
    const char *start = code->line.at, *end = start + code->line.bytes;
    bool tight = op != CODE_ADD;
    const char *after = at + 1;
    after += after < end && (*after == '/' || *after == '=');
    struct code_span left = code_trim(code_span_of(reach(at, start, -1, tight), at));
    struct code_span right = code_trim(code_span_of(after, reach(after, end, 1, tight)));
    static const char *const keywords[] = {"return ", "not ", "in ", "and ", "or ", "else ", "if "};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (code_begins(left, keywords[i])) {
            left = code_span_of(left.at + strlen(keywords[i]), code_end(left));
        }
    }
    if (left.bytes == 0 || right.bytes == 0 || code_role(left) == CODE_ROLE_SCALAR ||
        code_role(right) == CODE_ROLE_SCALAR) {
        return false;
    }
    code->op = op;
    code->left = left;
    code->right = right;
    code->whole = code_span_of(left.at, code_end(right));
    return true;
}

/* The first operator of one kind that is not within an index or a string. */
bool code_find_operator(struct code_line *code, enum code_op op)
{
    const char *start = code->line.at, *end = start + code->line.bytes;
    for (const char *at = start; at < end; at++) {
        if (*at == '\'' || *at == '"') {
            at = code_past_string(at, end) - 1;
        } else if (*at == '[') {
            at = code_closing(at, end);
            if (at == end) {
                return false;
            }
        } else if (operator_at(at, end) == op && !is_sign(start, at) &&
                   set_operator(code, op, at)) {
            return true;
        }
    }
    return false;
}
