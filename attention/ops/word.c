/* Making words. */
#include "attention/ops/word.h"

#include <stdarg.h>
#include <stdio.h>

struct word word_none(void)
{
    return (struct word){.is = WORD_NONE};
}

struct word word_number(double number)
{
    return (struct word){.is = WORD_NUMBER, .number = number};
}

struct word word_text(const char *format, ...)
{
    struct word word = {.is = WORD_TEXT};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(word.text, sizeof word.text, format, arguments);
    va_end(arguments);
    return word;
}

struct word word_flag(bool holds)
{
    return (struct word){.is = holds ? WORD_TEXT : WORD_NONE};
}
