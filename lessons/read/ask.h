/* A question while it is read: ask.c reads its lines and puts it together, ask_answers.c knows the
 * answers of each kind. */
#ifndef LESSONS_READ_ASK_H
#define LESSONS_READ_ASK_H

#include "lessons/read/read.h"

/* A question being put together. */
struct asking {
    struct parser *p;
    struct lesson_step *step;
    const struct step_places *places;
    const struct attn_trace *trace;
    struct lesson_option options[LESSON_OPTIONS_MAX];
    int count; /* the right one is the first */
    int line;
};

/* Adds an option, which is copied; one that is there already, or for which there is no room, is
 * left out. */
bool ask_add(struct asking *asking, const char *text, size_t bytes, enum lesson_slip slip);
/* Which of the words (NULL-ended) it is, or -1 after an error that names the nearest; `what` they
 * are, and `all` of them as a list. */
int ask_word(struct parser *parser, int line, struct span word, const char *const *words,
             const char *what, const char *all);

/* The kinds: each adds the right answer, then the wrong ones that it knows by itself. */
bool ask_shape(struct asking *asking, struct span rest);
bool ask_number(struct asking *asking, struct span rest);
bool ask_largest(struct asking *asking, struct span rest);
bool ask_head(struct asking *asking, struct span rest);
bool ask_one(struct asking *asking, struct span rest);
bool ask_verdict(struct asking *asking, struct span rest);

#endif
