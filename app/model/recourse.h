/* Another reading of the course under a model that goes on. */
#ifndef APP_MODEL_RECOURSE_H
#define APP_MODEL_RECOURSE_H

#include "app/model/model.h"

/* Puts course in place of the model's own, which is the caller's to free; the model stays at its step
 * by name, with its settings and marks. False without memory, or where the lesson that is open is not
 * in it: then all is as it was. */
bool recourse(struct model *model, const struct course *course);
/* Tells a lesson's fault in the window, "file:line: what", or "" where there is none; whether that is
 * new. */
bool recourse_tell(struct model *model, const struct lesson_error *fault);

#endif
