/* Making an answer: a class proposes causes, each with the grounds that speak for it, and this ranks
 * them.
 *
 * The ranking is one rule: grounds are bits, the stronger the higher, and causes are sorted by them as
 * by numbers; so the strongest ground decides, weaker ones break a tie, and what is still equal stays
 * in the order it was proposed, the commonest first. Confidence follows from the best: Sure where the
 * layer's own text or arithmetic leaves no other reading, Likely where anything but custom speaks for
 * it, else Cannot tell. */
#ifndef LESSONS_CLINIC_ANSWER_H
#define LESSONS_CLINIC_ANSWER_H

#include "lessons/clinic/evidence.h"

enum answer_ground {
    GROUND_NONE = 0,
    GROUND_USUAL = 1 << 0,      /* it is what happens most; alone it makes no Likely */
    GROUND_AXIS = 1 << 1,       /* the axis is where this happens */
    GROUND_KNOWN = 1 << 2,      /* a number is a well-known size */
    GROUND_ARITHMETIC = 1 << 3, /* the numbers are in the very relation that it makes */
    GROUND_SAID = 1 << 4,       /* the text around names what belongs to it */
    GROUND_CODE = 1 << 5,       /* the code line does it */
    GROUND_TEXT = 1 << 6,       /* the message itself says that it is this */
    GROUND_SURE = 1 << 7,       /* and nothing else can be */
};

enum { ANSWER_CAUSES_MAX = 16 };

struct answer {
    struct clinic_answer *out;
    struct clinic_cause causes[ANSWER_CAUSES_MAX];
    int count;
    char cannot[CLINIC_LINE_MAX]; /* the verdict where nothing is likely */
};

#define ANSWER_FORMAT __attribute__((format(printf, 2, 3)))

/* Proposes a cause; its verdict is the sentence. Never NULL. */
struct clinic_cause *answer_cause(struct answer *a, unsigned grounds, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void answer_because(struct clinic_cause *cause, const char *format, ...) ANSWER_FORMAT;
void answer_mend(struct clinic_cause *cause, const char *format, ...) ANSWER_FORMAT;
void answer_cause_run(struct clinic_cause *cause, const char *format, ...) ANSWER_FORMAT;
void answer_cause_careful(struct clinic_cause *cause, const char *format, ...) ANSWER_FORMAT;
void answer_cause_not_it(struct clinic_cause *cause, const char *format, ...) ANSWER_FORMAT;

/* Of the whole answer, whatever the causes. */
void answer_cannot(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_sure(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_not_it(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_tell_me(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_run(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_careful(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_early(struct answer *a, const char *format, ...) ANSWER_FORMAT;
void answer_clash(struct answer *a, long long left, long long right);

/* Sorts the causes and fills the rest of the answer from the best. */
void answer_rank(struct answer *a);

#endif
