/* Lessons in a string, for the tests of their parser. */
#ifndef TESTS_LESSON_H
#define TESTS_LESSON_H

#include "tests/test.h"

#include "lessons/lesson.h"

/* Lessons with a disk, and all else as it comes. */
const struct lesson_source *lessons_on_disk(void);
/* The same with batches of 5 for 32, where what a test holds does not hang on their numbers: under the
 * sanitizers the course's own products take most of the time. */
const struct lesson_source *lessons_made_small(void);
/* The lesson in text, as course/07-small-lesson.md; a fault in it fails the test. */
struct lesson *parse_good(const char *text);
/* Front matter of two words and width 2, then one step with the prose and a block that shows x. */
struct lesson *parse_prose_of(const char *prose);
/* Fails the test unless the block's runs, one after the other, read so. A run that is not plain
 * stands between *strong*, _emphasis_ or `code` marks. */
void assert_block(const struct lesson_block *block, enum lesson_block_kind kind, int number,
                  const char *expected);

#endif
