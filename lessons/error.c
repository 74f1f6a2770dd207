/* Errors that point: file, line, column, the line itself, and a caret under the fault. */
#include "lessons/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Characters of a source line before a column given in bytes. */
static int characters_before(const char *source, int column)
{
    int count = 0;
    for (int i = 0; i < column - 1 && source[i]; i++) {
        count += ((unsigned char)source[i] & 0xc0) != 0x80;
    }
    return count;
}

const char *lesson_error_text(const struct lesson_error *e, char *buffer, size_t bytes)
{
    if (e->line == 0) {
        snprintf(buffer, bytes, "%s: %s\n", e->file, e->text);
        return buffer;
    }
    int pad = characters_before(e->source, e->column);
    snprintf(buffer, bytes, "%s:%d:%d: %s\n    %s\n    %*s^\n", e->file, e->line, pad + 1, e->text,
             e->source, pad, "");
    return buffer;
}

bool parser_fail(struct parser *parser, int line, const char *at, const char *format, ...)
{
    struct lesson_error *e = parser->error;
    va_list arguments;
    *e = (struct lesson_error){0};
    snprintf(e->file, sizeof e->file, "%s", parser->path);
    va_start(arguments, format);
    vsnprintf(e->text, sizeof e->text, format, arguments);
    va_end(arguments);
    if (line >= 0 && line < parser->line_count) {
        struct span source = parser->lines[line];
        e->line = line + 1;
        e->column = at ? (int)(at - source.text) + 1 : 1;
        span_copy(source, e->source, sizeof e->source);
        for (char *c = e->source; *c; c++) {
            *c = *c == '\t' ? ' ' : *c;
        }
    }
    return false;
}

bool parser_out_of_memory(struct parser *parser)
{
    return parser_fail(parser, -1, NULL, "out of memory");
}
