/* How many numbers the layer learns, in the stage's corner. */
#include "app/panels/panels.h"

#include <stdio.h>

void panel_badge(const struct frame *frame)
{
    struct rect stage = frame->layout.stage;
    struct attn_cost cost = attn_trace_cost(frame->lens.trace, -1);
    char text[40];
    snprintf(text, sizeof text, "%llu learned", (unsigned long long)cost.parameters);
    pen_right(frame->scene, frame->measure, stage.x + stage.w - 12, stage.y + stage.h - 12,
               FACE_PROSE, 11, COLOUR_MUTED, text);
}
