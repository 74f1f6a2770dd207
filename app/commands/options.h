/* Reading the command line: options anywhere, the other words in order. */
#ifndef APP_COMMANDS_OPTIONS_H
#define APP_COMMANDS_OPTIONS_H

#include "app/commands/commands.h"

enum { WORDS_MAX = 256 };

/* Sorts argv into options and words, at most WORDS_MAX, of argv's own texts; an exit code, 0 when
 * all was understood. */
int options_read(int argc, char **argv, struct options *options, const char **words);
/* Whether that option is there. */
bool options_given(const struct options *options, const char *name);
/* The name of an option and what it takes, for the help; NULL past the last. */
const char *options_name(int index, const char **takes);

#endif
