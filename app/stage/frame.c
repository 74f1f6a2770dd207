/* Small things that several panels draw. */
#include "app/stage/frame.h"

#include <stdio.h>

struct pen frame_pen(const struct frame *frame, float x, float baseline, enum face face, float size,
                     enum colour colour)
{
    return (struct pen){frame->scene, frame->measure, x, baseline, face, size, colour};
}

static bool is_token(enum attn_axis axis)
{
    return axis == ATTN_AXIS_TOKEN || axis == ATTN_AXIS_QUERY || axis == ATTN_AXIS_KEY;
}

const char *frame_label(const struct frame *frame, enum attn_axis axis, int index, char *buffer,
                        size_t bytes)
{
    const char *word = is_token(axis) ? model_word(frame->model, index) : NULL;
    if (word) {
        snprintf(buffer, bytes, "%s", word);
    } else {
        snprintf(buffer, bytes, "%d", index);
    }
    return buffer;
}

bool frame_hovered(const struct frame *frame, struct rect rect)
{
    float x = frame->model->hover_x / frame->layout.scale;
    float y = frame->model->hover_y / frame->layout.scale;
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

void frame_ring(const struct frame *frame, struct rect rect, float radius)
{
    const float away = 4;
    struct rect ring = {rect.x - away, rect.y - away, rect.w + 2 * away, rect.h + 2 * away};
    scene_box(frame->scene, ring, radius + away, COLOUR_NONE, COLOUR_ACCENT, 2);
}
