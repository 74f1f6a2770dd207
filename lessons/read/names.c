/* Names: those of the library, which are tensors of a planned layer and settings; and lists of words. */
#include "lessons/read/read.h"

#include <stdio.h>

enum { NAMES_MOST = 256 };

/* The nearest operation's name to word, or NULL; it belongs to the trace. */
static const char *nearest_op(const struct attn_trace *trace, const char *word)
{
    const char *names[NAMES_MOST + 1];
    int count = attn_trace_count(trace);
    count = count < NAMES_MOST ? count : NAMES_MOST;
    for (int i = 0; i < count; i++) {
        names[i] = attn_trace_op(trace, i)->name;
    }
    names[count] = NULL;
    return attn_nearest_word(word, names);
}

int names_find(struct parser *p, const struct attn_trace *trace, int line, const char *at,
               const char *name)
{
    int op = attn_trace_find(trace, name);
    const char *near = op < 0 ? nearest_op(trace, name) : NULL;
    if (near) {
        parser_fail(p, line, at, "this layer has no tensor '%s'; did you mean '%s'?", name, near);
    } else if (op < 0) {
        parser_fail(p, line, at, "this layer has no tensor '%s'", name);
    }
    return op;
}

bool names_split(struct parser *p, struct span value, const char *const **words, int *count)
{
    void *all = NULL;
    *count = 0;
    while (value.bytes > 0) {
        struct span word = span_word(&value);
        char **place = arena_push(p->arena, &all, count, sizeof *place);
        char *copy = arena_text(p->arena, word.text, word.bytes);
        if (!place || !copy) {
            return parser_out_of_memory(p);
        }
        *place = copy;
    }
    *words = all;
    return true;
}

bool name_is_setting(struct span key)
{
    for (int i = 0; i < attn_setting_count(); i++) {
        if (span_is(key, attn_setting(i)->name)) {
            return true;
        }
    }
    return false;
}
