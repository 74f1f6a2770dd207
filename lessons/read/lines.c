/* A file as lines of text: UTF-8 without control characters, which a terminal would obey. */
#include "lessons/read/read.h"

#include <string.h>

enum { FILE_MOST = 1 << 20 };

size_t lines_next(const char *text, size_t bytes, size_t from, struct span *line)
{
    const char *end = memchr(text + from, '\n', bytes - from);
    size_t length = end ? (size_t)(end - text) - from : bytes - from;
    size_t shown = length > 0 && text[from + length - 1] == '\r' ? length - 1 : length;
    *line = (struct span){text + from, shown};
    return from + length + 1;
}

/* Keeps a line; false when it is not text. */
static bool add_line(struct parser *p, struct span text)
{
    void *lines = p->lines;
    struct span *line = arena_push(p->arena, &lines, &p->line_count, sizeof *line);
    if (!line) {
        return parser_out_of_memory(p);
    }
    *line = text;
    p->lines = lines;
    const char *bad = span_not_text(text);
    if (!bad) {
        return true;
    }
    size_t left = text.bytes - (size_t)(bad - text.text);
    bool control = *bad && span_character((struct span){bad, left}) > 0;
    return parser_fail(p, p->line_count - 1, bad,
                       control ? "a control character does not belong in a lesson: byte 0x%02x"
                               : "this is not text in UTF-8: byte 0x%02x",
                       (unsigned)(unsigned char)*bad);
}

bool lines_given_before(const struct parser *p, int first, struct span key)
{
    for (int i = first; i < p->line; i++) {
        struct span other, value;
        if (span_pair(p->lines[i], &other, &value) && other.bytes == key.bytes &&
            memcmp(other.text, key.text, key.bytes) == 0) {
            return true;
        }
    }
    return false;
}

bool parse_lines(struct parser *p, const char *text, size_t bytes)
{
    size_t mark = bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* some editors' */
    if (bytes > FILE_MOST) {
        return parser_fail(p, -1, NULL, "larger than 1 MiB");
    }
    for (size_t from = mark; from < bytes;) {
        struct span line;
        from = lines_next(text, bytes, from, &line);
        if (!add_line(p, line)) {
            return false;
        }
    }
    return true;
}
