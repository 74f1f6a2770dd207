/* Finding a place of the course by the words of a person. */
#ifndef APP_COMMANDS_PLACE_H
#define APP_COMMANDS_PLACE_H

#include "app/commands/commands.h"

/* Lessons compiled in, or from the disk. */
const struct lesson_source *place_source(void);
/* The course, or NULL after saying why not. */
struct course *place_course(const struct options *options);
/* Finds LESSON[/STEP]; false after naming the word and the nearest. step is -1 when left out. */
bool place_find(const struct course *course, const char *word, int *lesson, int *step);
/* Says a lesson's fault on stderr: file, line, column, the line with a caret. */
void place_complain(const struct lesson_error *error);

#endif
