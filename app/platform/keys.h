/* Keys to actions: one table. */
#ifndef APP_PLATFORM_KEYS_H
#define APP_PLATFORM_KEYS_H

#include "app/action.h"

/* What an SDL key code with SDL modifiers means; ACTION_NONE when nothing. */
struct action keys_action(int key, int modifiers);

#endif
