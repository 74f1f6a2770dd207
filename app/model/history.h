/* Undo: one list of whole states with a cursor. A state is all that a learner chose: the place and its
 * beat, the settings, the painted mask, own words, what is on view of the layer, how it looks. What is
 * learned stays: no undo takes a mark back, or covers an answer again.
 *
 * The list has room for the last HISTORY_MAX states, all of it made at the start. */
#ifndef APP_MODEL_HISTORY_H
#define APP_MODEL_HISTORY_H

#include <stdbool.h>

struct model;
struct history;

enum { HISTORY_MAX = 128 };

/* An empty list; NULL without memory. */
struct history *history_new(void);
void history_free(struct history *history); /* NULL is fine */

/* Forgets all, and begins with the model as it is. */
void history_begin(struct model *model);
/* Something was done: where the state is another one it is added, in place of all that was undone. It
 * takes the last one's place where it goes on with the same (join), and where both are no more than
 * another cell chosen. */
void history_note(struct model *model, bool join);
/* Whether there is a state to go to: by is -1 or 1. */
bool history_can(const struct model *model, int by);
/* Goes there; false where there is none, or no memory for it: the model is whole all the same. */
bool history_go(struct model *model, int by);

#endif
