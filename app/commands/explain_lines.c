/* Lines of at most 80 columns. */
#include "app/commands/explain.h"

#include "app/commands/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 79, LINE_MAX_BYTES = 2048 };

static int characters(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++) {
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return count;
}

/* Prints words, the lines after the first beginning `indent` further in; ends the line. */
static void wrap(int left, int indent, const char *text)
{
    int column = left;
    printf("%*s", left, "");
    for (bool first = true; *text; first = false) {
        size_t bytes = strcspn(text, " \t\r\n");
        int width = characters(text, bytes);
        if (!first && column + 1 + width > WIDTH) {
            column = left + indent;
            printf("\n%*s", column, "");
        } else if (!first) {
            column += printf(" ");
        }
        say_text(stdout, text, bytes);
        column += width;
        text += bytes;
        text += strspn(text, " \t\r\n");
    }
    putchar('\n');
}

void explain_say(int left, int indent, const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    wrap(left, indent, line);
}

void explain_title(const char *text)
{
    printf("\n%s\n", text);
}
