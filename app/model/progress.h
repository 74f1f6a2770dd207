/* What a learner has done, kept from one start to the next: one line a step, "lesson/step mark".
 * Steps go by their names, so that a lesson may grow. */
#ifndef APP_MODEL_PROGRESS_H
#define APP_MODEL_PROGRESS_H

#include "app/model/model.h"

/* The file in the user's data folder: $XDG_DATA_HOME/headwise/progress, or below
 * $HOME/.local/share. False where neither is set or it does not fit. */
bool progress_path(char *path, size_t bytes);
/* Marks the model's steps as the file says; unknown lines are passed over. A file that is not there
 * is no progress yet. */
void progress_load(struct model *model, const char *path);
/* Writes a new file beside the old one and puts it in its place at once. Folders are made. */
bool progress_save(struct model *model, const char *path);

#endif
