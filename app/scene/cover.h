/* Coverage: how much of each pixel lies inside an outline, exactly. No SDL: the same shares everywhere.
 *
 * A band is some rows of the picture. Edges of closed outlines are added to it, in any order; where
 * outlines that go round the same way lie over each other, that counts once. */
#ifndef APP_SCENE_COVER_H
#define APP_SCENE_COVER_H

#include "app/scene/scene.h"

struct cover {
    float *cells; /* height rows of width + COVER_EDGE, the caller's */
    int left, top, width, height;
};
enum { COVER_EDGE = 2 };

void cover_clear(struct cover *cover);
/* Pixels; the outline is shut by itself. */
void cover_fill(struct cover *cover, const struct point *points, int count, float scale);
/* A line along the points, `width` pixels wide, with flat ends and cut corners; dash > 0: so many pixels
 * on, so many off. */
void cover_stroke(struct cover *cover, const struct point *points, int count, float scale,
                  float width, float dash, bool shut);
/* The points of the ellipse in a rectangle, COVER_ROUND of them. */
enum { COVER_ROUND = 128 };
void cover_ellipse(struct rect rect, struct point *points);
/* Turns a row, from 0, into shares from 0 to 1: its first `width` cells. */
float *cover_row(struct cover *cover, int row);

#endif
