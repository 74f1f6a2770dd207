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

float frame_button(const struct frame *frame, struct rect rect, const char *label, const char *key,
                   bool current, bool focused, struct action action)
{
    enum colour edge = focused || current ? COLOUR_ACCENT : COLOUR_LINE;
    enum colour ink = current ? COLOUR_ACCENT : COLOUR_INK;
    struct pen pen = frame_pen(frame, 0, 0, FACE_PROSE, 12, ink);
    float label_width = pen_width(&pen, label);
    float key_width = key ? 7 + pen_width(&pen, key) : 0;
    if (rect.w == 0) {
        rect.w = label_width + key_width + 28;
    }
    scene_box(frame->scene, rect, 6, current ? COLOUR_ACCENT_SOFT : COLOUR_PANEL, edge,
              focused ? 2 : 1);
    pen.x = rect.x + (rect.w - label_width - key_width) / 2;
    pen.baseline = rect.y + rect.h / 2 + 4.3f;
    pen_write(&pen, label);
    if (key) {
        pen.x += 7;
        pen_colour(&pen, COLOUR_MUTED, key);
    }
    scene_target(frame->scene, rect, action);
    return rect.w;
}
