/* KEY=VALUE words: a layer's settings on the command line. */
#ifndef APP_COMMANDS_WORDS_H
#define APP_COMMANDS_WORDS_H

#include "app/commands/commands.h"

#include "app/model/link.h"

/* Takes the words from words[first] on, of settings alone or of a view's keys, too; with a trace also
 * mask=FILE.npy, which it is given. An exit code, 0 when all were taken. */
int words_take(const struct options *options, int first, bool view, struct link *link,
               struct attn_trace *trace);
/* The same, then plans. */
int words_plan(const struct options *options, int first, bool view, struct link *link,
               struct attn_trace *trace);

#endif
