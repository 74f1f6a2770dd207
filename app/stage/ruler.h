/* Rulers: a bracket under a width, with what it measures. */
#ifndef APP_STAGE_RULER_H
#define APP_STAGE_RULER_H

#include "app/stage/frame.h"

/* A bracket from x to x + width, its ends pointing up from y, and text under its middle. */
void ruler_draw(const struct frame *frame, float x, float width, float y, enum colour colour,
                float thick, enum face face, float size, const char *text);

#endif
