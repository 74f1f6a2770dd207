/* Files that a lesson names: beside it on the caller's disk, and names near those of the binary. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MOST = 64 };

/* Place number i in which to look; false when there is none, or errno is ENAMETOOLONG. */
static bool make_path(const struct parser *p, int i, const char *folder, const char *instead,
                      const char *name, char path[NEARBY_PATH_MOST])
{
    static const char *const up[] = {"", "../"};
    const char *slash = strrchr(p->path, '/');
    int used;
    if (i >= (instead ? 1 : 2)) {
        return false;
    }
    if (instead) {
        used = snprintf(path, NEARBY_PATH_MOST, "%s/%s", instead, name);
    } else {
        used = snprintf(path, NEARBY_PATH_MOST, "%.*s/%s%s/%s", slash ? (int)(slash - p->path) : 1,
                        slash ? p->path : ".", up[i], folder, name);
    }
    errno = used < NEARBY_PATH_MOST ? 0 : ENAMETOOLONG;
    return used < NEARBY_PATH_MOST;
}

char *nearby_read(const struct parser *p, const char *folder, const char *instead, const char *name,
                  char path[NEARBY_PATH_MOST], size_t *bytes)
{
    for (int i = 0; make_path(p, i, folder, instead, name, path); i++) {
        char *text = p->source.disk->read(path, bytes);
        if (text || (errno != ENOENT && errno != ENOTDIR)) {
            return text;
        }
    }
    errno = errno == ENAMETOOLONG ? errno : ENOENT;
    return NULL;
}

/* A file's name between folder and end, or NULL where it has others. */
static const char *inside(const char *file, const char *folder, const char *end)
{
    size_t length = strlen(file), before = strlen(folder), after = strlen(end);
    bool fits = length >= before + after && strncmp(file, folder, before) == 0 &&
                strcmp(file + length - after, end) == 0;
    return fits ? file + before : NULL;
}

const char *nearby_nearest(const char *folder, const char *end, const char *name, char *buffer,
                           size_t bytes)
{
    const char *names[NAMES_MOST + 1];
    char without[NAMES_MOST][80];
    int count = 0;
    for (int i = 0; i < lesson_builtin_count() && count < NAMES_MOST; i++) {
        const char *file = inside(lesson_builtin_at(i)->name, folder, end);
        if (file) {
            span_copy((struct span){file, strlen(file) - strlen(end)}, without[count],
                      sizeof without[count]);
            names[count] = without[count];
            count++;
        }
    }
    names[count] = NULL;
    const char *near = attn_nearest_word(name, names);
    return near ? span_copy((struct span){near, strlen(near)}, buffer, bytes) : NULL;
}
