/* Paths: begun at a point, led on by lines and curves, and ended by what they look like.
 *
 * Curves become points as they are added, always as many: so a path is the same page at every density,
 * and two paths made by the same calls can be blended point by point. No angle is asked for, so no
 * machine's sine draws it otherwise. A point that is no number, or too many of them, and the whole path
 * is left out; a point far beyond any window is brought nearer. */
#ifndef APP_SCENE_PATH_H
#define APP_SCENE_PATH_H

#include "app/scene/scene.h"

enum { PATH_CURVE = 48, PATH_MOST = 4096 }; /* points of a curve; of a path */

struct path {
    struct scene *scene;
    struct point at; /* where the last piece ended */
    int first, count;
    bool broken;
};

struct path path_begin(struct scene *scene, float x, float y);
void path_line(struct path *path, float x, float y);
/* A cubic Bézier curve to (x, y); the two before it are its handles. */
void path_curve(struct path *path, float x1, float y1, float x2, float y2, float x, float y);
/* A quarter of an ellipse to (x, y): leaves along x where `flat`, and arrives along y; or the other way. */
void path_quarter(struct path *path, float x, float y, bool flat);
/* From a width to a width as a ribbon: a curve to (x, y) that leaves and arrives along x, or along y. */
void path_flow(struct path *path, float x, float y, bool along_x);
/* Adds it: filled, its stroke so wide and dotted if dash > 0; `shut` strokes back to the start. */
void path_end(struct path *path, enum colour fill, enum colour stroke, float width, float dash,
              bool shut);

/* A stroke from point to point. */
void path_stroke(struct scene *scene, float x0, float y0, float x1, float y1, enum colour stroke,
                 float width);

#endif
