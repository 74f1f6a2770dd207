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
             (int)(end - (code_end(part))), code_end(part));
}

long long class_product(const struct clinic_told *t, int from, int to)
{
    long long n = 1;
    for (int i = from; i < to; i++) {
        if (t->size[i] < 0 || (t->size[i] > 0 && n > PATTERN_MOST / t->size[i])) {
            return -1;
        }
        n *= t->size[i];
    }
    return n;
}

void class_mend_linear(struct clinic_cause *c, long long in, long long out, const char *comment)
{
    if (out >= 0) {
        answer_mend(c, "nn.Linear(%lld, %lld)%s", in, out, comment);
    } else {
        answer_mend(c, "nn.Linear(%lld, out_features)%s", in, comment);
    }
}

/* No error: nothing to say. */
void class_none(const struct evidence *e, struct answer *a)
{
    (void)e;
    (void)a;
}
