/* Listings: Python files of a folder beside the lessons, or compiled in. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool split_lines(struct parser *p, const char *text, size_t bytes,
                        struct lesson_listing *listing)
{
    void *lines = NULL;
    int count = 0;
    size_t from = 0;
    while (from < bytes) {
        const char *end = memchr(text + from, '\n', bytes - from);
        size_t length = end ? (size_t)(end - text) - from : bytes - from;
        size_t shown = length > 0 && text[from + length - 1] == '\r' ? length - 1 : length;
        char **place = arena_push(p->arena, &lines, &count, sizeof *place);
        char *copy = arena_text(p->arena, text + from, shown);
        if (!place || !copy) {
            return parser_out_of_memory(p);
        }
        *place = copy;
        from += length + 1;
    }
    listing->lines = lines;
    listing->count = count;
    return true;
}

static const char *nearest_listing(const char *name)
{
    const char *names[65];
    int count = 0;
    for (int i = 0; i < lesson_builtin_count() && count < 64; i++) {
        const char *file = lesson_builtin_at(i)->name;
        if (strncmp(file, "listings/", 9) == 0) {
            names[count++] = file + 9;
        }
    }
    names[count] = NULL;
    return attn_nearest_word(name, names);
}

bool parse_listing(struct parser *p, struct span value, struct lesson_listing *listing)
{
    const char *dir = p->listings_dir;
    char name[80], path[512];
    span_copy(value, name, sizeof name);
    listing->name = arena_text(p->arena, value.text, value.bytes);
    if (!listing->name) {
        return parser_out_of_memory(p);
    }
    size_t bytes = 0;
    snprintf(path, sizeof path, "%.400s/%s", dir ? dir : ".", name);
    bool plain = !strchr(name, '/'); /* a listing is a file of its folder, never a path */
    char *text = dir && plain ? read_file(path, &bytes) : NULL;
    if (text) {
        bool good = split_lines(p, text, bytes, listing);
        free(text);
        return good;
    }
    if (dir && plain && errno != ENOENT) {
        return parser_fail(p, p->line, value.text, "cannot read '%s': %s", path, strerror(errno));
    }
    snprintf(path, sizeof path, "listings/%s", name);
    const struct lesson_file *file = lesson_builtin(path);
    if (file) {
        return split_lines(p, file->data, file->bytes, listing);
    }
    const char *near = nearest_listing(name);
    return near ? parser_fail(p, p->line, value.text, "no listing '%s'; did you mean '%s'?", name,
                              near)
                : parser_fail(p, p->line, value.text, "no listing '%s'", name);
}
