/* Answering what a step asks: an answer is picked, or typed where it is a shape or a number. */
#ifndef APP_MODEL_ANSWER_H
#define APP_MODEL_ANSWER_H

#include "attention/attention.h"

struct model;

enum { ANSWER_MAX = 32 };

/* What the learner was told. */
enum reply {
    REPLY_NONE,
    REPLY_UNREAD, /* what was typed is no shape, no number */
    REPLY_WRONG,
    REPLY_RIGHT,
    REPLY_SHOWN /* the answer, unanswered */
};

/* The learner's answer to what a step asks. */
struct answer {
    char text[ANSWER_MAX]; /* typed so far */
    int caret;             /* bytes of it before the caret */
    bool typing;           /* the field has the focus, not the options */
    int option;            /* with the focus: what Enter takes */
    unsigned tried;        /* a bit an option that was taken and is wrong */
    enum reply reply;
    int wrong; /* the option that the reply is about, or -1: none of them was typed */
    bool open; /* still to be answered: what it asks for is hidden */
};

/* Whether the step asks something that is not answered yet; whether that can be typed; whether the
 * question is on view, with its answer when there is one. */
bool model_asks(const struct model *model);
bool model_asks_text(const struct model *model);
bool model_question(const struct model *model);
/* What the learner is told: the reason, or NULL where the program's own words will do. */
const char *answer_reason(const struct model *model);
/* Prepares what the step asks. */
void answer_begin(struct model *model);
/* A step's question is left behind, still open. */
void answer_pass(struct model *model, int lesson, int step);
void answer_type(struct model *model, const char *text);
void answer_erase(struct model *model);
/* Moves the caret by characters. */
void answer_move(struct model *model, int by);
/* Gives the options the focus, and moves it among them; to option `index`. */
void answer_step(struct model *model, int by);
void answer_aim(struct model *model, int index);
void answer_pick(struct model *model, int option);
void answer_submit(struct model *model);
void answer_reveal(struct model *model);

#endif
