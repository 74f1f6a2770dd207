/* What the rail tells of what is pointed at. */
#ifndef APP_PANELS_TIP_H
#define APP_PANELS_TIP_H

#include "app/stage/frame.h"

/* A lesson: its title, what it is about, how much is done, its steps; beside (x, y), inside the window. */
void tip_lesson(const struct frame *frame, float x, float y, int lesson);
/* One line, with a key. */
void tip_line(const struct frame *frame, float x, float y, const char *text, const char *key);

#endif
