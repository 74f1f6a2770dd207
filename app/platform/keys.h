/* Keys to actions: one table. */
#ifndef APP_PLATFORM_KEYS_H
#define APP_PLATFORM_KEYS_H

#include "app/scene/action.h"

/* What an SDL key code with SDL modifiers means; ACTION_NONE when nothing. */
struct action keys_action(int key, int modifiers);

/* The digit or comma that a key writes, for answers; 0 for any other. */
int keys_character(int key);

#endif
