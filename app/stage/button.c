/* Drawing buttons: a ground, an edge, words; then the ring of the focus. */
#include "app/stage/button.h"

#include "app/scene/type.h"

#include <math.h>

static const float DASH = 3, GAP = 10, PAD = 16;

static const struct look {
    float radius, size;
    enum face face;
} looks[BUTTON_KINDS] = {
    [BUTTON_QUIET] = {8, TYPE_SMALL, FACE_PROSE_BOLD},
    [BUTTON_PRIMARY] = {8, TYPE_SMALL, FACE_PROSE_BOLD},
    [BUTTON_OPTION] = {6, TYPE_SMALL, FACE_PROSE},
    [BUTTON_CHIP] = {16, TYPE_LABEL, FACE_PROSE},
    [BUTTON_PLAIN] = {6, TYPE_PROSE, FACE_PROSE_BOLD},
};

void button_dash(const struct frame *frame, struct rect r, enum colour colour)
{
    scene_line(frame->scene, r.x, r.y, r.x + r.w, r.y, colour, 1, DASH);
    scene_line(frame->scene, r.x, r.y + r.h - 1, r.x + r.w, r.y + r.h - 1, colour, 1, DASH);
    scene_line(frame->scene, r.x, r.y, r.x, r.y + r.h, colour, 1, DASH);
    scene_line(frame->scene, r.x + r.w - 1, r.y, r.x + r.w - 1, r.y + r.h, colour, 1, DASH);
}

static float words_width(const struct frame *frame, const struct button *b)
{
    const struct look *look = &looks[b->kind];
    float label = measure_width(frame->measure, look->face, look->size, b->label);
    float key = b->key ? GAP + measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, b->key) : 0;
    return label + key;
}

float button_width(const struct frame *frame, const struct button *b)
{
    float pad = b->kind == BUTTON_OPTION || b->kind == BUTTON_CHIP ? PAD - 4 : PAD;
    return ceilf(words_width(frame, b) + 2 * pad);
}

static enum colour ink_of(const struct button *b)
{
    return b->disabled                 ? COLOUR_MUTED
           : b->kind == BUTTON_PRIMARY ? COLOUR_ON_ACCENT
           : b->chosen                 ? COLOUR_ACCENT
           : b->kind == BUTTON_PLAIN   ? COLOUR_MUTED_TINTED
                                       : COLOUR_INK;
}

static void draw_ground(const struct frame *frame, struct rect rect, const struct button *b)
{
    bool hovered = frame_hovered(frame, rect), primary = b->kind == BUTTON_PRIMARY;
    float radius = fminf(looks[b->kind].radius, rect.h / 2);
    enum colour fill = b->chosen ? COLOUR_ACCENT_SOFT : hovered ? COLOUR_SOFT : COLOUR_PANEL;
    enum colour edge = b->chosen ? COLOUR_ACCENT : hovered ? COLOUR_MUTED : COLOUR_EDGE;
    if (b->disabled) {
        button_dash(frame, rect, COLOUR_LINE);
        return;
    }
    if (primary) {
        fill = hovered ? COLOUR_ACCENT_HOVER : COLOUR_ACCENT;
    }
    if (b->kind == BUTTON_PLAIN && !b->chosen && !hovered) {
        return;
    }
    bool bare = primary || (b->kind == BUTTON_PLAIN && !b->chosen);
    scene_box(frame->scene, rect, radius, fill, bare ? COLOUR_NONE : edge, 1);
}

static void draw_words(const struct frame *frame, struct rect rect, const struct button *b)
{
    const struct look *look = &looks[b->kind];
    float width = words_width(frame, b), left = rect.x + fmaxf((rect.w - width) / 2, 4);
    float baseline = rect.y + rect.h / 2 + look->size * 0.36f;
    enum colour ink = ink_of(b), faint = b->kind == BUTTON_PRIMARY ? ink : COLOUR_MUTED;
    left = b->spread ? rect.x + PAD : left;
    float room = rect.x + rect.w - left - 2;
    pen_fitted(frame->scene, frame->measure, left, baseline, room, look->face, look->size, ink,
               b->label);
    if (b->key) {
        faint = b->chosen ? COLOUR_MUTED_TINTED : faint;
        pen_right(frame->scene, frame->measure, b->spread ? rect.x + rect.w - PAD : left + width,
                  baseline, FACE_PROSE, TYPE_LABEL, faint, b->key);
    }
}

void button_draw(const struct frame *frame, struct rect rect, const struct button *b)
{
    draw_ground(frame, rect, b);
    draw_words(frame, rect, b);
    if (b->focused) {
        frame_ring(frame, rect, fminf(looks[b->kind].radius, rect.h / 2));
    }
    if (!b->disabled) {
        scene_target(frame->scene, rect, b->action);
    }
}
