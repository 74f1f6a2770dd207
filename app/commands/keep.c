/* One file of marks for all windows: a lock beside it, read again, merged, replaced at once. A file
 * that cannot be read is never replaced: it may hold more than we know. */
#include "app/commands/keep.h"

#include "app/model/progress.h"
#include "app/platform/files.h"
#include "app/scene/strings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool keep_path(char *path, size_t bytes)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n = -1;
    if (data && data[0] == '/') {
        n = snprintf(path, bytes, "%s/headwise/progress", data);
    } else if (home && home[0] == '/') {
        n = snprintf(path, bytes, "%s/.local/share/headwise/progress", home);
    }
    return n > 0 && (size_t)n < bytes;
}

/* The file as it is, empty where there is none; NULL where it cannot be read. */
static char *read_file(const struct keep *keep, size_t *bytes)
{
    char *text = files_read(keep->path, bytes);
    if (!text && errno == ENOENT) {
        *bytes = 0;
        return calloc(1, 1);
    }
    return text;
}

static bool merge_and_save(struct keep *keep, struct model *model, bool *rose)
{
    size_t old_bytes = 0, bytes = 0;
    char *old = read_file(keep, &old_bytes);
    if (!old) {
        return false;
    }
    *rose = progress_merge(model, old, old_bytes);
    char *text = progress_text(model, old, old_bytes, &bytes);
    bool good = text && files_save(keep->path, text, bytes);
    int reason = errno;
    free(old);
    free(text);
    errno = reason;
    return good;
}

/* Under the lock: another window's marks, saved in between, would be lost. */
static bool save(struct keep *keep, struct model *model, bool *rose)
{
    char path[KEEP_PATH + 8];
    snprintf(path, sizeof path, "%s.lock", keep->path);
    if (!files_make_parents(keep->path)) {
        return false;
    }
    int lock = files_lock(path);
    bool good = lock >= 0 && merge_and_save(keep, model, rose);
    int reason = errno;
    files_unlock(lock);
    errno = reason;
    return good;
}

/* Tells in the window why, or no more; whether that is new. */
static bool tell(struct model *model, const char *path, const char *why)
{
    char notice[MODEL_NOTICE] = "";
    if (why) {
        snprintf(notice, sizeof notice, string(STRING_NOT_KEPT), why, path);
    }
    return model_tell(model, notice);
}

void keep_begin(struct keep *keep, struct model *model, const char *path)
{
    size_t bytes;
    *keep = (struct keep){.path = ""};
    if (path) {
        snprintf(keep->path, sizeof keep->path, "%s", path);
    } else if (!keep_path(keep->path, sizeof keep->path)) {
        keep->path[0] = '\0';
        return;
    }
    char *text = read_file(keep, &bytes);
    if (text) {
        progress_merge(model, text, bytes);
    } else {
        tell(model, keep->path, strerror(errno));
    }
    free(text);
}

bool keep_settle(struct keep *keep, struct model *model)
{
    bool rose = false;
    if (!model->marks_changed || !keep->path[0]) {
        return false;
    }
    keep->unsaved = !save(keep, model, &rose);
    model->marks_changed = false; /* tried; the next change is the next try */
    return tell(model, keep->path, keep->unsaved ? strerror(errno) : NULL) || rose;
}

void keep_end(struct keep *keep, struct model *model)
{
    model->marks_changed |= keep->unsaved;
    keep_settle(keep, model);
}
