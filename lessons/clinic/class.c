/* What the classes share: names, and mending the reader's own line. */
#include "lessons/clinic/class.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct code_span class_word(const char *word)
{
    return (struct code_span){word, (int)strlen(word)};
}

struct code_span class_name(struct code_span span, const char *word)
{
    return code_is_name(span) ? span : class_word(word);
}

bool class_holds(struct code_span span, const char *words)
{
    int n = (int)strlen(words);
    for (int i = 0; i + n <= span.bytes; i++) {
        if (memcmp(span.at + i, words, (size_t)n) == 0) {
            return true;
        }
    }
    return false;
}

void class_rewrite(char *mend, size_t bytes, const struct code_line *code, struct code_span part,
                   const char *format, ...)
{
    char middle[CLINIC_MEND_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(middle, sizeof middle, format, arguments);
    va_end(arguments);
    const char *start = code->line.at, *end = start + code->line.bytes;
    snprintf(mend, bytes, "%.*s%s%.*s", (int)(part.at - start), start, middle,
             (int)(end - (part.at + part.bytes)), part.at + part.bytes);
}

/* No error: nothing to say. */
void class_none(const struct evidence *e, struct answer *a)
{
    (void)e;
    (void)a;
}
