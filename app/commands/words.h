/* KEY=VALUE words: a layer's settings on the command line. */
#ifndef APP_COMMANDS_WORDS_H
#define APP_COMMANDS_WORDS_H

#include "app/commands/commands.h"

/* Sets and plans the words from words[first] on; an exit code, 0 when all were taken. */
int words_plan(const struct options *options, int first, struct attn_trace *trace,
               struct attn_config *config);

#endif
