/* A lesson as text. */
#ifndef APP_COMMANDS_READER_H
#define APP_COMMANDS_READER_H

#include "lessons/lesson.h"

#include <stdio.h>

/* All of it; the questions and what stands before them; these with their answers. */
enum reader_part { READER_ALL, READER_QUESTIONS, READER_ANSWERS };

/* Prints a lesson, or one step of it (-1: all), fit for a terminal; an exit code. mask takes the place
 * of a given one, or is NULL. Without memory nothing at all is printed, but why. */
int reader_print(FILE *out, const struct lesson *lesson, int step, const float *mask,
                 enum reader_part part);

/* Parts of it: blocks of prose (reader_prose.c); a question, with its options, its answer, and a step as
 * an exercise (exercise.c). */
void reader_blocks(FILE *out, const struct lesson_step *step, int from, int to);
int reader_characters(const char *text, size_t bytes);
void exercise_question(FILE *out, const struct lesson_step *step, bool options);
void exercise_answer(FILE *out, const struct lesson_step *step);
void exercise_print(FILE *out, const struct lesson *lesson, int step, bool answers);

#endif
