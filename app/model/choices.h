/* What a control offers in the layer that is planned: the values of its row; of the mask also the one
 * that the learner painted, or that the lesson wrote out. */
#ifndef APP_MODEL_CHOICES_H
#define APP_MODEL_CHOICES_H

#include "app/model/model.h"

/* How many it has, by number: those of control_at(control), and one more where there is such a mask. */
int choices_count(const struct model *model, int control);
/* The one that the layer has, or -1: it is none of them. */
int choices_current(const struct model *model, int control);
/* Whether to offer it: not where the layer would come out as it is now, or as by an earlier one. */
bool choices_offers(const struct model *model, int control, int choice);
/* As a person reads it. */
const char *choices_text(const struct model *model, int control, int choice);
/* What the layer has, in words: a choice's, or the setting's own in buffer. */
const char *choices_current_text(const struct model *model, int control, char *buffer,
                                 size_t bytes);

#endif
