/* Keeps a learner's marks on the disk: from one start to the next, and from one window to another. */
#ifndef APP_COMMANDS_KEEP_H
#define APP_COMMANDS_KEEP_H

#include "app/model/resume.h"
#include "app/platform/platform.h"

enum { KEEP_PATH = 1024 };

struct keep {
    char path[KEEP_PATH];        /* empty: nothing is kept */
    bool unsaved;                /* the last try failed; the next change tries again */
    bool resumes;                /* where one is is kept, too: */
    const struct window *window; /* of which size and place are asked, or NULL */
    struct resume before;        /* as the file had it when it was read first */
    struct resume saved;         /* as this window saved it last, or found itself */
    int lesson, step;            /* there */
};

/* The file in the user's data folder: $XDG_DATA_HOME/headwise/progress, or below
 * $HOME/.local/share. False where neither is set or it does not fit. */
bool keep_path(char *path, size_t bytes);
/* Marks the model's steps as the file at `path` says (NULL: the one above). A file that is not there
 * is no progress yet; one that cannot be read is told in the window. */
void keep_begin(struct keep *keep, struct model *model, const char *path);
/* From now on it is kept where one is, too, beginning with where that is now. */
void keep_resume(struct keep *keep, const struct model *model, const struct window *window);
/* Saves marks that changed, and another step, theme or size of text, merged with what another window saved meanwhile. What cannot be saved is
 * told in the window. Returns whether the model changed. */
bool keep_settle(struct keep *keep, struct model *model);
/* Saves what a failed try left, and where one is at the end. */
void keep_end(struct keep *keep, struct model *model);

#endif
