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

/* What this window changed takes the place of what another one saved meanwhile; the rest stays. */
static void merge_resume(const struct keep *keep, const struct resume *now, struct resume *theirs)
{
    const struct resume *was = &keep->saved;
    snprintf(theirs->place, sizeof theirs->place, "%s", now->place);
    if (now->theme != was->theme || !theirs->has_theme) {
        theirs->has_theme = true;
        theirs->theme = now->theme;
    }
    if (now->zoom < was->zoom || now->zoom > was->zoom || theirs->zoom <= 0) {
        theirs->zoom = now->zoom;
    }
    if (now->window.width > 0) {
        theirs->window = now->window;
    }
}

static void look(const struct keep *keep, const struct model *model, struct resume *now)
{
    *now = keep->saved;
    resume_take(now, model);
    if (keep->window && !model_full_screen(model)) {
        window_frame(keep->window, &now->window.width, &now->window.height, &now->window.x,
                     &now->window.y);
    }
}

/* The text with where one is in place of where one was; frees the old. */
static char *add_resume(struct keep *keep, const struct model *model, char *text, size_t *bytes)
{
    struct resume now, merged;
    if (!keep->resumes || !text) {
        return text;
    }
    look(keep, model, &now);
    resume_read(&merged, text, *bytes);
    merge_resume(keep, &now, &merged);
    char *whole = resume_text(&merged, text, *bytes, bytes);
    free(text);
    keep->saved = now;
    return whole;
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
    text = add_resume(keep, model, text, &bytes);
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
        resume_read(&keep->before, text, bytes);
    } else {
        tell(model, keep->path, strerror(errno));
    }
    free(text);
}

void keep_resume(struct keep *keep, const struct model *model, const struct window *window)
{
    keep->resumes = true;
    keep->window = window;
    keep->lesson = model->lesson;
    keep->step = model->step;
    look(keep, model, &keep->saved);
}

/* Another step, or another look: what it costs to save is nothing beside what it costs to lose. */
static bool is_elsewhere(const struct keep *keep, const struct model *model)
{
    return keep->resumes && (model->lesson != keep->lesson || model->step != keep->step ||
                             model->theme != keep->saved.theme || model->zoom < keep->saved.zoom ||
                             model->zoom > keep->saved.zoom);
}

static bool save_all(struct keep *keep, struct model *model)
{
    bool rose = false;
    keep->unsaved = !save(keep, model, &rose);
    keep->lesson = model->lesson;
    keep->step = model->step;
    keep->saved.theme = model->theme;
    keep->saved.zoom = model->zoom;
    model->marks_changed = false; /* tried; the next change is the next try */
    return tell(model, keep->path, keep->unsaved ? strerror(errno) : NULL) || rose;
}

bool keep_settle(struct keep *keep, struct model *model)
{
    bool due = model->marks_changed || is_elsewhere(keep, model);
    return due && keep->path[0] && save_all(keep, model);
}

void keep_end(struct keep *keep, struct model *model)
{
    struct resume now;
    bool due = keep->unsaved || model->marks_changed;
    if (keep->resumes) {
        look(keep, model, &now);
        due |= !resume_equal(&now, &keep->before);
    }
    if (due && keep->path[0]) {
        save_all(keep, model);
    }
}
