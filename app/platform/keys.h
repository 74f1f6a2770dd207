/* Keys to actions: one table. */
#ifndef APP_PLATFORM_KEYS_H
#define APP_PLATFORM_KEYS_H

#include "app/model/model.h"

enum { KEYS_PLAIN = 1, KEYS_SHIFT = 2, KEYS_CTRL = 4, KEYS_CTRL_SHIFT = 8 };

struct keys_row {
    int key;           /* as SDL counts them */
    int with;          /* bits of KEYS_PLAIN, KEYS_SHIFT ...: what it may come with */
    unsigned in;       /* bit f: where focus f is */
    const char *shown; /* what the help calls it */
    struct action action;
};
int keys_count(void);
const struct keys_row *keys_at(int index);

/* What an SDL key code with SDL modifiers means where that focus is; ACTION_NONE when nothing. */
struct action keys_action(int key, int modifiers, enum focus focus);

/* What the first character of a text means that was written there, UTF-8 and not empty; *text goes
 * on to the next one. An answer takes every character. */
struct action keys_text(const char **text, enum focus focus);

#endif
