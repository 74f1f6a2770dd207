/* A lesson as text. */
#ifndef APP_COMMANDS_READER_H
#define APP_COMMANDS_READER_H

#include "lessons/lesson.h"

#include <stdio.h>

/* Prints a lesson, or one step of it (-1: all), fit for a terminal; an exit code. mask takes the place
 * of a given one, or is NULL. Without memory nothing at all is printed, but why. */
int reader_print(FILE *out, const struct lesson *lesson, int step, const float *mask);

#endif
