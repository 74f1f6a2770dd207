/* Marks of what is done. */
#ifndef APP_PANELS_DONE_H
#define APP_PANELS_DONE_H

#include "app/stage/frame.h"

enum { DONE_MARK = 16 };

/* A tick in the middle of (x, y): seen. */
void done_tick(const struct frame *frame, float x, float y, enum colour colour, float size);
/* A disc for what was right at once, half of one for a second try, a ring for what is not asked. */
void done_disc(const struct frame *frame, float x, float y, float side, enum mark mark,
               enum colour ground);
/* Of a lesson's step the one that it deserves, or none. */
void done_step(const struct frame *frame, float x, float y, int lesson, int step,
               enum colour ground);

#endif
