/* Writing on a line. */
#include "app/scene/pen.h"

#include <stdio.h>
#include <string.h>

float pen_width(const struct pen *pen, const char *text)
{
    return measure_width(pen->measure, pen->face, pen->size, text);
}

void pen_write(struct pen *pen, const char *text)
{
    if (pen->scene) {
        scene_text(pen->scene, pen->x, pen->baseline, pen->face, pen->size, pen->colour, text);
    }
    pen->x += pen_width(pen, text);
}

void pen_colour(struct pen *pen, enum colour colour, const char *text)
{
    enum colour before = pen->colour;
    pen->colour = colour;
    pen_write(pen, text);
    pen->colour = before;
}

void pen_raised_t(struct pen *pen)
{
    struct pen small = *pen;
    small.size = pen->size * 0.7f;
    small.baseline -= pen->size * 0.36f;
    pen_write(&small, "T");
    pen->x = small.x;
}

void pen_formula(struct pen *pen, const char *text)
{
    static const char raised[] = "ᵀ";
    for (const char *t = strstr(text, raised); t; t = strstr(text, raised)) {
        char before[200];
        snprintf(before, sizeof before, "%.*s", (int)(t - text), text);
        if (before[0]) {
            pen_write(pen, before);
        }
        pen_raised_t(pen);
        text = t + strlen(raised);
    }
    if (*text) {
        pen_write(pen, text);
    }
}

void pen_shape(struct pen *pen, const struct attn_shape *shape, bool swapped)
{
    enum face face = pen->face;
    pen->face = FACE_CODE;
    pen_write(pen, "(");
    for (int i = 0; i < shape->rank; i++) {
        bool last_two = swapped && i >= shape->rank - 2;
        int axis = last_two ? 2 * shape->rank - 3 - i : i;
        char size[16];
        snprintf(size, sizeof size, "%d", shape->size[axis]);
        pen_write(pen, i ? ", " : "");
        pen_colour(pen, theme_axis_colour(shape->axis[axis]), size);
    }
    pen_write(pen, shape->rank == 1 ? ",)" : ")");
    pen->face = face;
}

void pen_flow(struct pen *pen, float width, float leading, const char *text)
{
    float left = pen->x, space = pen_width(pen, " ");
    while (*text) {
        size_t bytes = strcspn(text, " ");
        float wide = pen->measure->width(pen->measure->context, pen->face, pen->size, text, bytes);
        if (pen->x > left && pen->x + wide > left + width) {
            pen->x = left;
            pen->baseline += leading;
        }
        if (pen->scene) {
            scene_text_bytes(pen->scene, pen->x, pen->baseline, pen->face, pen->size, pen->colour,
                             text, bytes);
        }
        pen->x += wide + space;
        text += bytes;
        text += strspn(text, " ");
    }
}

void pen_centred(struct scene *scene, const struct measure *measure, float x, float baseline,
                 enum face face, float size, enum colour colour, const char *text)
{
    float width = measure_width(measure, face, size, text);
    scene_text(scene, x - width / 2, baseline, face, size, colour, text);
}

void pen_right(struct scene *scene, const struct measure *measure, float x, float baseline,
               enum face face, float size, enum colour colour, const char *text)
{
    float width = measure_width(measure, face, size, text);
    scene_text(scene, x - width, baseline, face, size, colour, text);
}

/* Bytes of text before the last whole character at or before `bytes`. */
static size_t whole_characters(const char *text, size_t bytes)
{
    while (bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80) {
        bytes--;
    }
    return bytes;
}

void pen_fitted(struct scene *scene, const struct measure *measure, float x, float baseline,
                float width, enum face face, float size, enum colour colour, const char *text)
{
    static const char dots[] = "…";
    size_t bytes = strlen(text);
    if (measure_width(measure, face, size, text) <= width) {
        scene_text(scene, x, baseline, face, size, colour, text);
        return;
    }
    float room = width - measure_width(measure, face, size, dots);
    while (bytes > 0 && measure->width(measure->context, face, size, text, bytes) > room) {
        bytes = whole_characters(text, bytes - 1);
    }
    float end = measure->width(measure->context, face, size, text, bytes);
    scene_text_bytes(scene, x, baseline, face, size, colour, text, bytes);
    scene_text(scene, x + end, baseline, face, size, colour, dots);
}
