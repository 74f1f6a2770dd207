/* What a learner has done, as text and back: one line a step, "lesson/step mark". Steps go by their
 * names, so that a lesson may grow, and lessons by theirs, wherever they come from: a teacher's copy
 * of a lesson has the marks of the original. Nothing here touches the disk.
 *
 * Marks only rise, from seen to passed to second to right, so that two windows' marks can be merged. A line that
 * is not understood, of another course, a renamed step, a newer headwise, is kept as it is. */
#ifndef APP_MODEL_PROGRESS_H
#define APP_MODEL_PROGRESS_H

#include "app/model/model.h"

/* Raises the model's marks to what the text says; model->marks_changed stays as it was. Returns
 * whether any rose. */
bool progress_merge(struct model *model, const char *text, size_t bytes);
/* The model's marks as text, behind the lines of the old text that are not about them; malloc'd,
 * ended by a 0 that is not counted, or NULL without memory. */
char *progress_text(const struct model *model, const char *old, size_t old_bytes, size_t *bytes);

#endif
