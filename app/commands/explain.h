/* headwise explain in two halves: explain.c takes the words, explain_answer.c prints the answer. */
#ifndef APP_COMMANDS_EXPLAIN_H
#define APP_COMMANDS_EXPLAIN_H

#include "lessons/lesson.h"

/* Prints what a diagnosis of `text` found, at most 80 columns wide. course may be NULL: no lesson is
 * named then. */
void print_answer(const char *text, const struct attn_diagnosis *diagnosis,
                  const struct attn_hints *hints, const struct course *course);

#endif
