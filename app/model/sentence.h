/* The learner's own sentence: a word a token. Where x is drawn, each distinct word has a row of the
 * seed's draws of its own, in the order of their first coming, and the same word the same row. Where a
 * teaching layer has rows for words, it has those; others it does not know. */
#ifndef APP_MODEL_SENTENCE_H
#define APP_MODEL_SENTENCE_H

#include "app/model/model.h"

/* Words of tokens, "": the lesson's; and the teaching layer of their step, or NULL. */
struct sentence {
    const char (*words)[OWN_WORD_MAX];
    int count;
    const struct lesson_layer *layer;
};

struct sentence sentence_of(const struct model *model);
/* The teaching layer of a step, or NULL; and which of its words one is, or -1. */
const struct lesson_layer *sentence_layer(const struct lesson_step *step);
int sentence_known(const struct lesson_layer *layer, const char *word);
/* The words that may be used here, ended by NULL; NULL: any. Their number in count. */
const char *const *sentence_vocabulary(const struct model *model, int *count);
/* Which of the rows that a trace draws for x each token has, one a token. False where each has its own,
 * or x is not drawn, or the words are not as many as its tokens. */
bool sentence_rows(const struct sentence *sentence, const struct attn_trace *trace,
                   int rows[OWN_WORDS_MAX]);
/* Gives a trace that is planned x of the words that its layer knows, or of those rows, and plans it
 * again; whether it did is in *gave. False without memory. */
bool sentence_give_known(const struct sentence *sentence, struct attn_trace *trace, bool *gave,
                         struct attn_error *error);
bool sentence_give_rows(struct attn_trace *trace, const int rows[OWN_WORDS_MAX],
                        struct attn_error *error);
/* Either, as the words are. */
bool sentence_give(const struct model *model, struct attn_trace *trace, bool *gave,
                   struct attn_error *error);

#endif
