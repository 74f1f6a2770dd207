/* Every tensor is written beside its place first; only when all are there do they move in. A link in
 * a file's place is replaced, not followed. */
#include "app/commands/saver.h"

#include "app/commands/npy.h"
#include "app/commands/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool cannot(const char *what, const char *path)
{
    say_complaint(0, "cannot %s '%s': %s", what, path, strerror(errno));
    return false;
}

bool saver_begin(struct saver *s, const char *folder)
{
    bool there = files_is_there(folder);
    *s = (struct saver){.folder = folder};
    s->made = files_make_folder(folder) && !there;
    return s->made || there || cannot("make folder", folder);
}

/* Room for one file more. */
static struct files_new *next(struct saver *s)
{
    if (s->count == s->room) {
        size_t room = s->room ? 2 * s->room : 32;
        struct files_new *grown = realloc(s->files, room * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        s->files = grown;
        s->room = room;
    }
    return &s->files[s->count];
}

/* "FOLDER/NAME.npy", malloc'd. */
static char *path_of(const struct saver *s, const char *name)
{
    size_t bytes = strlen(s->folder) + strlen(name) + sizeof "/.npy";
    char *path = malloc(bytes);
    if (path) {
        snprintf(path, bytes, "%s/%s.npy", s->folder, name);
    }
    return path;
}

bool saver_add(struct saver *s, const char *name, const struct attn_tensor *tensor)
{
    struct files_new *file = next(s);
    char *path = file ? path_of(s, name) : NULL;
    if (!path) {
        errno = ENOMEM;
        return cannot("write", s->folder);
    }
    bool good = files_begin(file, path, FILES_REPLACE);
    s->count += good;
    good = good && npy_write(file->out, tensor) && files_finish(file);
    if (!good) {
        cannot("write", path);
    }
    free(path);
    return good;
}

static bool is_ours(const struct saver *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++) {
        const char *slash = strrchr(s->files[i].path, '/');
        if (strcmp(slash + 1, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Stops at a .npy file that this layer does not have; errno 0 tells that from a failure. */
static bool pass(void *context, const char *name)
{
    const struct saver *s = context;
    size_t length = strlen(name);
    bool npy = length > 4 && strcmp(name + length - 4, ".npy") == 0;
    if (!npy || is_ours(s, name)) {
        return true;
    }
    say_complaint(0, "folder '%s' holds '%s', which this layer does not have: name another folder",
                  s->folder, name);
    errno = 0;
    return false;
}

bool saver_commit(struct saver *s)
{
    if (!files_list(s->folder, pass, s)) {
        return errno ? cannot("read folder", s->folder) : false;
    }
    for (size_t i = 0; i < s->count; i++) {
        s->committed = true;
        if (!files_commit(&s->files[i])) {
            return cannot("write in", s->folder);
        }
    }
    return true;
}

void saver_end(struct saver *s)
{
    for (size_t i = 0; i < s->count; i++) {
        files_drop(&s->files[i]);
    }
    free(s->files);
    if (s->made && !s->committed) {
        files_remove_folder(s->folder);
    }
    *s = (struct saver){0};
}
