/* Damaged lessons: whatever a file holds, its reader returns a lesson or an error that can be shown: no
 * crash, no leak (SAN=1 looks), no hang. */
#ifndef TESTS_DAMAGE_H
#define TESTS_DAMAGE_H

#include "tests/test.h"

#include "lessons/lesson.h"

/* Reads a text; NULL, and the error, where it is none. */
struct lesson *damage_parse(const char *text, size_t bytes, struct lesson_error *error);
/* Whether the error of that text tells a place in it. */
bool damage_can_be_shown(const struct lesson_error *error, const char *text, size_t bytes);
/* Every lesson of the course, cut after each `stride` bytes. */
void damage_cut(size_t stride);
/* Every lesson of the course, with a few bytes wrong, so many times. */
void damage_many(uint32_t count);

#endif
