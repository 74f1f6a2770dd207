/* What the pictures share, and what stands on the stage beside or below one. */
#ifndef APP_STAGE_STAGE_H
#define APP_STAGE_STAGE_H

#include "app/scene/heatmap.h"
#include "app/stage/plate.h"

/* The operation on stage beside its counterpart in another layer. */
void stage_beside(const struct frame *frame, struct rect area);

/* What is asked for: what goes in, and a box. */
void stage_unknown(const struct frame *frame, int op, struct rect area);

/* All heads below the one on view: whether there are any to show, how high, and themselves. */
bool heads_shown(const struct frame *frame, int op);
float heads_height(const struct frame *frame);
void heads_draw(const struct frame *frame, int op, struct rect area);

/* Notes beside the result: what rows and columns are, the colour bar. Returns their height. */
float stage_notes(const struct frame *frame, const struct plate *result, float x, float y,
                  float width);
/* Frames what the explained cell reads, and the cell itself. */
void stage_lights(const struct frame *frame, const struct plate *plates, int count, int result);

#endif
