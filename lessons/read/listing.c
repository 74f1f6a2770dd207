/* Listings: the Python beside the picture, from the lesson's folder or the binary. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_MOST = 512 };

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

/* ---- from the disk ---- */

/* Folder number i in which to look, with the name behind it; false when there is none, or errno is
 * ENAMETOOLONG. */
static bool make_path(const struct parser *p, int i, const char *name, char path[PATH_MOST])
{
    static const char *const beside[] = {"listings", "../listings"};
    const char *slash = strrchr(p->path, '/');
    int used;
    if (i >= (p->source.listings ? 1 : 2)) {
        return false;
    }
    if (p->source.listings) {
        used = snprintf(path, PATH_MOST, "%s/%s", p->source.listings, name);
    } else {
        used = snprintf(path, PATH_MOST, "%.*s/%s/%s", slash ? (int)(slash - p->path) : 1,
                        slash ? p->path : ".", beside[i], name);
    }
    errno = used < PATH_MOST ? 0 : ENAMETOOLONG;
    return used < PATH_MOST;
}

/* The text of the first such file; NULL with errno: ENOENT where there is none. */
static char *read_file(const struct parser *p, const char *name, char path[PATH_MOST],
                       size_t *bytes)
{
    for (int i = 0; make_path(p, i, name, path); i++) {
        char *text = p->source.disk->read(path, bytes);
        if (text || (errno != ENOENT && errno != ENOTDIR)) {
            return text;
        }
    }
    errno = errno == ENAMETOOLONG ? errno : ENOENT;
    return NULL;
}

/* ---- either ---- */

static bool from_binary(struct parser *p, struct span value, const char *name,
                        struct lesson_listing *listing)
{
    char path[PATH_MOST];
    snprintf(path, sizeof path, "listings/%s", name);
    const struct lesson_file *file = lesson_builtin(path);
    if (file) {
        return split_lines(p, value, file->data, file->bytes, listing);
    }
    const char *near = nearest_listing(name);
    return near ? parser_fail(p, p->line, value.text, "no listing '%s'; did you mean '%s'?", name,
                              near)
                : parser_fail(p, p->line, value.text, "no listing '%s'", name);
}

bool parse_listing(struct parser *p, struct span value, struct lesson_listing *listing)
{
    char name[80], path[PATH_MOST];
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
    char *text = read_file(p, name, path, &bytes);
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
