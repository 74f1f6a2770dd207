/* Errors that point: file, line, column, the line itself, and a caret under the fault. */
#include "lessons/read/read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Characters in the first bytes of a line; a byte that is not UTF-8 counts as one. */
static int characters(struct span line, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; count++) {
        size_t n = span_character((struct span){line.text + i, line.bytes - i});
        i += n ? n : 1;
    }
    return count;
}

void error_printable(char *text)
{
    char *to = text;
    for (size_t left = strlen(text); left > 0;) {
        size_t n = span_character((struct span){text, left}), taken = n ? n : 1;
        if (*text == '\t') {
            *to++ = ' ';
        } else if (span_not_text((struct span){text, taken})) {
            *to++ = '?';
        } else {
            memmove(to, text, taken);
            to += taken;
        }
        text += taken;
        left -= taken;
    }
    *to = '\0';
}

void error_place(struct lesson_error *e, int line, struct span source, size_t before)
{
    static const char cut[] = "...";
    size_t from = 0, room = sizeof e->source;
    char *to = e->source;
    before = before < source.bytes ? before : source.bytes;
    if (source.bytes >= room && before > room / 2) {
        from = before - room / 2;
        while (from < before && ((unsigned char)source.text[from] & 0xc0) == 0x80) {
            from++;
        }
        memcpy(to, cut, sizeof cut);
        to += sizeof cut - 1;
        room -= sizeof cut - 1;
    }
    e->line = line;
    e->column = characters(source, before) + 1;
    struct span shown = {source.text + from, source.bytes - from};
    e->caret = (int)(to - e->source) + characters(shown, before - from);
    const char *zero = memchr(shown.text, '\0', shown.bytes);
    shown.bytes = zero ? (size_t)(zero - shown.text) : shown.bytes;
    span_copy(shown, to, room);
    error_printable(e->source);
}

const char *lesson_error_text(const struct lesson_error *e, char *buffer, size_t bytes)
{
    if (e->line == 0) {
        snprintf(buffer, bytes, "%s: %s\n", e->file, e->text);
    } else {
        snprintf(buffer, bytes, "%s:%d:%d: %s\n    %s\n    %*s^\n", e->file, e->line, e->column,
                 e->text, e->source, e->caret, "");
    }
    return buffer;
}

void error_begin(struct lesson_error *e, const char *file)
{
    *e = (struct lesson_error){0};
    snprintf(e->file, sizeof e->file, "%s", file);
    error_printable(e->file);
}

bool parser_fail(struct parser *parser, int line, const char *at, const char *format, ...)
{
    struct lesson_error *e = parser->error;
    va_list arguments;
    error_begin(e, parser->path);
    va_start(arguments, format);
    vsnprintf(e->text, sizeof e->text, format, arguments);
    va_end(arguments);
    error_printable(e->text);
    if (line >= 0 && line < parser->line_count) {
        struct span source = parser->lines[line];
        error_place(e, line + 1, source, at ? (size_t)(at - source.text) : 0);
    }
    return false;
}

bool parser_out_of_memory(struct parser *parser)
{
    return parser_fail(parser, -1, NULL, "out of memory");
}

bool parser_fail_as(struct parser *parser, int line, const char *at, const struct attn_error *why)
{
    return why->kind == ATTN_ERROR_MEMORY ? parser_out_of_memory(parser)
                                          : parser_fail(parser, line, at, "%s", why->text);
}
