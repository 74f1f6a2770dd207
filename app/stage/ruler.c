/* A bracket and its text. */
#include "app/stage/ruler.h"

static const float TICK = 6;

void ruler_draw(const struct frame *frame, float x, float width, float y, enum colour colour,
                float thick, enum face face, float size, const char *text)
{
    scene_line(frame->scene, x, y, x + width, y, colour, thick, 0);
    scene_line(frame->scene, x, y - TICK, x, y + thick, colour, thick, 0);
    scene_line(frame->scene, x + width - thick, y - TICK, x + width - thick, y + thick, colour,
               thick, 0);
    pen_centred(frame->scene, frame->measure, x + width / 2, y + size + 4, face, size, colour,
                text);
}
