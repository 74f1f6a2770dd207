/* What every panel is handed: the model to show and the lens to look at its layer through, the scene to
 * add to, and how wide texts are. */
#ifndef APP_STAGE_FRAME_H
#define APP_STAGE_FRAME_H

#include "app/model/layout.h"
#include "app/scene/pen.h"

struct frame {
    const struct model *model;
    struct lens lens; /* the model's own, or another head's, item's or layer's */
    struct scene *scene;
    const struct measure *measure;
    struct layout layout;
};

struct pen frame_pen(const struct frame *frame, float x, float baseline, enum face face, float size,
                     enum colour colour);
/* The label of a position along an axis: the lesson's word for a token, else its number. */
const char *frame_label(const struct frame *frame, enum attn_axis axis, int index, char *buffer,
                        size_t bytes);
/* Whether the pointer is on a rectangle that can be clicked. */
bool frame_hovered(const struct frame *frame, struct rect rect);
/* The ring of what has the focus: 2 px of accent, 2 px away. */
void frame_ring(const struct frame *frame, struct rect rect, float radius);

/* Builds the whole frame. scene is emptied first. */
void view(const struct model *model, const struct measure *measure, struct scene *scene);

#endif
