/* Reading a line of Python: brackets are balanced, calls and operators found, nothing is parsed
 * further than that. */
#include "lessons/clinic/code_text.h"

#include <ctype.h>
#include <string.h>

/* ---- a line's parts ---- */

static struct code_span without_comment(struct code_span s)
{
    const char *end = code_end(s);
    for (const char *at = s.at; at < end;) {
        if (*at == '#') {
            return code_trim(code_span_of(s.at, at));
        }
        at = *at == '\'' || *at == '"' ? code_past_string(at, end) : at + 1;
    }
    return s;
}

/* The sign = of an assignment at no depth; NULL if there is none. */
static const char *assignment(struct code_span s)
{
    const char *end = code_end(s);
    for (const char *at = s.at; at < end; at++) {
        if (*at == '\'' || *at == '"') {
            at = code_past_string(at, end) - 1;
        } else if (code_is_open(*at)) {
            at = code_closing(at, end);
            if (at == end) {
                return NULL;
            }
        } else if (*at == '=' && at + 1 < end && at[1] == '=') {
            at++;
        } else if (*at == '=' && at > s.at && !strchr("<>!:", at[-1])) {
            return at;
        }
    }
    return NULL;
}

static void split_line(struct code_span line, struct code_line *code)
{
    memset(code, 0, sizeof *code);
    line = without_comment(code_trim(line));
    static const char *const keywords[] = {"return ", "assert ", "yield ", "if ", "elif "};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (code_begins(line, keywords[i])) {
            line.at += strlen(keywords[i]);
            line.bytes -= (int)strlen(keywords[i]);
        }
    }
    code->line = code->value = line;
    const char *sign = assignment(line);
    if (sign) {
        const char *end = sign > line.at && strchr("+-*/@|&", sign[-1]) ? sign - 1 : sign;
        code->target = code_trim(code_span_of(line.at, end));
        code->value = code_trim(code_span_of(sign + 1, code_end(line)));
    }
}

/* ---- a layer ---- */

/* self.to_k(context), F.linear(x, w): the outermost call there is. */
static bool find_layer(struct code_line *code)
{
    const char *end = code_end(code->value);
    const char *open = code->value.at;
    while (open < end && *open != '(') {
        open++;
    }
    if (open == end || open == code->value.at || !code_is_word(open[-1])) {
        return false;
    }
    const char *from = code_operand_start(code->value.at, open), *close = code_closing(open, end);
    code->op = CODE_CALL;
    code->left = code_span_of(from, open);
    code->right = code_trim(code_span_of(open + 1, close));
    code->whole = code_span_of(from, close < end ? close + 1 : end);
    return true;
}

static bool find_copy(struct code_line *code)
{
    if (code->target.bytes > 0 && code->target.at[code->target.bytes - 1] == ']') {
        code->op = CODE_COPY;
        code->left = code->target;
        code->right = code->value;
        code->whole = code->line;
        return true;
    }
    return false;
}

bool code_read(struct code_span line, unsigned wanted, struct code_line *code)
{
    split_line(line, code);
    if (code->line.bytes == 0) {
        return false;
    }
    return code_find_call(code, wanted) ||
           ((wanted & CODE_MATMUL) && code_find_operator(code, CODE_MATMUL)) ||
           ((wanted & CODE_TIMES) && code_find_operator(code, CODE_TIMES)) ||
           ((wanted & CODE_ADD) && code_find_operator(code, CODE_ADD)) ||
           ((wanted & CODE_COPY) && find_copy(code)) || ((wanted & CODE_CALL) && find_layer(code));
}

/* ---- names and prose ---- */

bool code_is_name(struct code_span s)
{
    if (s.bytes == 0 || s.bytes > 30 || !(isalpha((unsigned char)*s.at) || *s.at == '_')) {
        return false;
    }
    for (int i = 0; i < s.bytes; i++) {
        if (!code_is_word(s.at[i]) && s.at[i] != '.') {
            return false;
        }
    }
    return true;
}

/* Words of prose stand side by side; in Python a sign, a bracket or a keyword stands between. */
bool code_is_code(struct code_span line)
{
    line = code_trim(line);
    bool sign = false;
    int side_by_side = 0;
    for (int i = 0; i < line.bytes; i++) {
        sign = sign || (line.at[i] != '\0' && strchr("=(@+*[", line.at[i]) != NULL);
        side_by_side += i > 0 && i + 1 < line.bytes && line.at[i] == ' ' &&
                        code_is_word(line.at[i - 1]) && code_is_word(line.at[i + 1]);
    }
    bool starts = line.bytes > 2 && (isalpha((unsigned char)*line.at) || strchr("_([", *line.at));
    return starts && sign && side_by_side <= 3 && !code_begins(line, "File ");
}
