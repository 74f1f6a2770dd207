/* A teacher's lessons, read again when a file of theirs changes. */
#ifndef APP_COMMANDS_WATCH_H
#define APP_COMMANDS_WATCH_H

#include "app/commands/studio.h"

enum { WATCH_MS = 500 }; /* between two looks */

struct watch {
    const char *dir; /* NULL: nothing is watched */
    uint64_t stamp;
};

/* Begins with the files as they are, and tells what is wrong with them. dir is the caller's. */
void watch_begin(struct watch *watch, const char *dir, struct studio *studio);
/* Looks; what has changed is read again in place, and what is wrong with it told in the window. Returns
 * whether the model changed. */
bool watch_settle(struct watch *watch, struct studio *studio);

#endif
