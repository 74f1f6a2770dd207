/* Listings: the Python beside the picture, from the lesson's folder or the binary. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool split_lines(struct parser *p, struct span at, const char *text, size_t bytes,
                        struct lesson_listing *listing)
{
    void *lines = NULL;
    int count = 0;
    for (size_t from = 0; from < bytes;) {
        struct span line;
        from = lines_next(text, bytes, from, &line);
        if (span_not_text(line)) {
            return parser_fail(p, p->line, at.text, "line %d of '%s' is not text", count + 1,
                               listing->name);
        }
        char **place = arena_push(p->arena, &lines, &count, sizeof *place);
        char *copy = arena_text(p->arena, line.text, line.bytes);
        if (!place || !copy) {
            return parser_out_of_memory(p);
        }
        *place = copy;
    }
    listing->lines = lines;
    listing->count = count;
    return true;
}

static bool from_binary(struct parser *p, struct span value, const char *name,
                        struct lesson_listing *listing)
{
    char path[NEARBY_PATH_MOST];
    snprintf(path, sizeof path, "listings/%s", name);
    const struct lesson_file *file = lesson_builtin(path);
    if (file) {
        return split_lines(p, value, file->data, file->bytes, listing);
    }
    const char *near = nearby_nearest("listings/", "", name, path, sizeof path);
    return near ? parser_fail(p, p->line, value.text, "no listing '%s'; did you mean '%s'?", name,
                              near)
                : parser_fail(p, p->line, value.text, "no listing '%s'", name);
}

bool parse_listing(struct parser *p, struct span value, struct lesson_listing *listing)
{
    char name[80], path[NEARBY_PATH_MOST];
    size_t bytes = 0;
    span_copy(value, name, sizeof name);
    *listing = (struct lesson_listing){.name = arena_text(p->arena, value.text, value.bytes)};
    if (!listing->name) {
        return parser_out_of_memory(p);
    }
    /* A listing is a file of its folder, never a path. */
    if (!p->source.disk || value.bytes >= sizeof name || strchr(name, '/')) {
        return from_binary(p, value, name, listing);
    }
    char *text = nearby_read(p, "listings", p->source.listings, name, path, &bytes);
    if (text) {
        bool good = split_lines(p, value, text, bytes, listing);
        free(text);
        return good;
    }
    if (errno == ENOMEM) {
        return parser_out_of_memory(p);
    }
    return errno == ENOENT
               ? from_binary(p, value, name, listing)
               : parser_fail(p, p->line, value.text, "cannot read '%s': %s", path, strerror(errno));
}
