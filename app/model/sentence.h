/* The learner's own sentence: a word a token. Where x is drawn, each distinct word has a row of the
 * seed's draws of its own, in the order of their first coming, and the same word the same row. Where a
 * teaching layer has rows for words, it has those; others it does not know. */
#ifndef APP_MODEL_SENTENCE_H
#define APP_MODEL_SENTENCE_H

#include "app/model/model.h"

/* The teaching layer of the step, or NULL; and which of its words one is, or -1. */
const struct lesson_layer *sentence_layer(const struct model *model);
int sentence_known(const struct lesson_layer *layer, const char *word);
/* The words that may be used here, ended by NULL; NULL: any. Their number in count. */
const char *const *sentence_vocabulary(const struct model *model, int *count);
/* Gives a trace that is planned x of the words, where they are as many as its tokens, and plans it
 * again; whether it did is in *gave. False without memory. */
bool sentence_give(const struct model *model, struct attn_trace *trace, bool *gave,
                   struct attn_error *error);

#endif
