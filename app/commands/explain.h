/* headwise explain: explain.c takes the words, explain_answer.c says what they mean,
 * explain_layers.c which layers raise it. */
#ifndef APP_COMMANDS_EXPLAIN_H
#define APP_COMMANDS_EXPLAIN_H

#include "lessons/clinic/clinic.h"
#include "lessons/lesson.h"

/* Prints what a diagnosis of `text` found, at most 80 columns wide. course may be NULL: no lesson is
 * named then. False without memory: a part is missing. */
bool explain_answer(const char *text, const struct clinic_diagnosis *diagnosis,
                    const struct course *course);

/* The answer's sections; those of candidates need one at least. */
bool explain_candidates(const struct clinic_diagnosis *diagnosis);
void explain_mends(const struct clinic_diagnosis *diagnosis);
void explain_next(const struct clinic_diagnosis *diagnosis, const struct course *course);

/* A paragraph from column `left` on, its later lines `indent` further in. */
void explain_say(int left, int indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void explain_title(const char *text);

#endif
