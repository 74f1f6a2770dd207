/* Asking before showing: what a step asks stays hidden until it is answered. */
#ifndef APP_MODEL_ANSWER_H
#define APP_MODEL_ANSWER_H

#include "attention/attention.h"

struct model;

enum { ANSWER_MAX = 32, PICKS_MAX = 4 };

/* The learner's answer to what a step asks. */
struct answer {
    char text[ANSWER_MAX]; /* typed so far */
    struct attn_shape picks[PICKS_MAX];
    int pick_count;
    int wrong;   /* the pick last taken that was wrong, or -1 */
    bool unread; /* what was typed last was no shape */
    bool told;   /* a wrong answer was given: the reason stands there */
    bool open;   /* still to be answered: what it asks for is hidden */
};

/* Whether the step asks something that is not answered yet; and whether that is a shape. */
bool model_asks(const struct model *model);
bool model_asks_shape(const struct model *model);
/* Whether operation `op` is what the step asks for, still hidden. */
bool model_hides(const struct model *model, int op);
/* Prepares what the step asks; takes a typed character, a pick, what is typed; gives up. */
void answer_begin(struct model *model);
void answer_type(struct model *model, const char *text);
void answer_erase(struct model *model);
void answer_pick(struct model *model, int pick);
void answer_submit(struct model *model);
void answer_reveal(struct model *model);

#endif
