/* A sheet over the frame: what is read or chosen, and then put away again. */
#ifndef APP_PANELS_SHEET_H
#define APP_PANELS_SHEET_H

#include "app/stage/frame.h"

enum { SHEET_PAD = 24, SHEET_HEAD = 56 };

/* A veil, a sheet of at most that size in the middle, its title, and × that closes it; nothing behind
 * it can be clicked, and a click beside it closes it too. Returns what is inside, below the title. */
struct rect sheet_draw(const struct frame *frame, float width, float height, const char *title,
                       enum action_kind close);

/* How far down a list one is: a bar at the right of its rectangle; nothing where all is on view. */
void sheet_bar(const struct frame *frame, struct rect rect, int lines, int most, float line);

#endif
