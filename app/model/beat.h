/* Beats: a step's prose a paragraph at a time. */
#ifndef APP_MODEL_BEAT_H
#define APP_MODEL_BEAT_H

struct model;

/* How many beats the step has, at least one: while it asks, those before its question. */
int model_beats(const struct model *model);
/* The beat of the step's block of that number. */
int model_beat_of(const struct model *model, int block);
/* The blocks of a beat that may be read: from *first to before *last. */
void model_beat_blocks(const struct model *model, int beat, int *first, int *last);

#endif
