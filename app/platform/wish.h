/* What the desktop asks of every program. */
#ifndef APP_PLATFORM_WISH_H
#define APP_PLATFORM_WISH_H

#include <stdbool.h>
#include <stddef.h>

/* Whether animations are switched off, by the files in which GTK and KDE keep that. */
bool wish_still(void);
/* The same, of such a file's text. */
bool wish_still_in(const char *text, size_t bytes);

#endif
