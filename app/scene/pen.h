/* A pen: writes pieces of text one after the other on a line, each in its face and colour, with
 * shapes coloured by axis and a small raised T for transposed. */
#ifndef APP_SCENE_PEN_H
#define APP_SCENE_PEN_H

#include "app/scene/scene.h"

struct pen {
    struct scene *scene; /* NULL: nothing is written, only measured */
    const struct measure *measure;
    float x, baseline;
    enum face face;
    float size;
    enum colour colour;
};

void pen_write(struct pen *pen, const char *text);
/* One piece in another colour. */
void pen_colour(struct pen *pen, enum colour colour, const char *text);
/* The raised T of a transposed matrix; and text in which each ᵀ, which no font has, is one. */
void pen_raised_t(struct pen *pen);
void pen_formula(struct pen *pen, const char *text);
/* "(1, 5, 8)" in the code face, each size in its axis' colour; swapped: the last two the other way
 * round, as of a transposed matrix. */
void pen_shape(struct pen *pen, const struct attn_shape *shape, bool swapped);
/* Width of text in the pen's face and size. */
float pen_width(const struct pen *pen, const char *text);

/* Sets words in lines `width` wide, from where the pen is; it then is behind the last word. */
void pen_flow(struct pen *pen, float width, float leading, const char *text);

/* Text whose middle, or right end, is at x. */
void pen_centred(struct scene *scene, const struct measure *measure, float x, float baseline,
                 enum face face, float size, enum colour colour, const char *text);
void pen_right(struct scene *scene, const struct measure *measure, float x, float baseline,
               enum face face, float size, enum colour colour, const char *text);
/* Writes text, or as much of it as fits width with "…" after it. */
void pen_fitted(struct scene *scene, const struct measure *measure, float x, float baseline,
                float width, enum face face, float size, enum colour colour, const char *text);

#endif
