/* The parts of the clinic's model, private to it. */
#ifndef APP_MODEL_CLINIC_PARTS_H
#define APP_MODEL_CLINIC_PARTS_H

#include "app/model/clinic.h"

/* Explains what was pasted with what the fields say now. */
void clinic_explain_again(struct model *model);
/* Whether an error is in a text, in the end of it that is kept. */
bool clinic_is_error(const char *text);
/* Looks for a layer that raises the answer's numbers, and for its twin. */
void clinic_find_layer(struct clinic *clinic);
/* Goes to a step of the course with that layer, or the twin, in place of its own. */
void clinic_open_layer(struct model *model, bool twin);

#endif
