/* A call's arguments, by place and by keyword. */
#include "lessons/clinic/code_text.h"

#include <string.h>

static const struct code_span nothing = {0};

struct code_span code_argument(struct code_span list, int nth)
{
    const char *end = code_end(list), *from = list.at;
    for (const char *at = from; at < end; at++) {
        if (*at == '\'' || *at == '"') {
            at = code_past_string(at, end) - 1;
        } else if (code_is_open(*at)) {
            at = code_closing(at, end);
            at = at == end ? end - 1 : at;
        } else if (*at == ',') {
            if (nth-- == 0) {
                return code_trim(code_span_of(from, at));
            }
            from = at + 1;
        }
    }
    return nth == 0 ? code_trim(code_span_of(from, end)) : nothing;
}

struct code_span code_keyword(struct code_span list, const char *name)
{
    for (int i = 0; i < 16; i++) {
        struct code_span argument = code_argument(list, i);
        size_t n = strlen(name);
        if (code_begins(argument, name) && argument.bytes > (int)n) {
            struct code_span rest = code_trim(code_span_of(argument.at + n, code_end(argument)));
            if (rest.bytes > 1 && *rest.at == '=' && rest.at[1] != '=') {
                return code_trim(code_span_of(rest.at + 1, code_end(rest)));
            }
        }
    }
    return nothing;
}
