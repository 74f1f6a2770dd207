/* A scene as a picture of vectors: each item an element of SVG, text as text, so that it can be read,
 * searched and translated. */
#ifndef APP_SCENE_SVG_H
#define APP_SCENE_SVG_H

#include "app/scene/scene.h"

#include <stdio.h>

/* Writes an <svg> element that stands in HTML as it is, width by height logical pixels. title is what a
 * screen reader says. Whether all of it arrived, out knows (ferror). */
void svg_write(FILE *out, const struct scene *scene, enum theme theme, float width, float height,
               const char *title);
/* Writes a text with & < > " as entities; bytes that are no UTF-8 and control characters as ?. */
void svg_text(FILE *out, const char *text, size_t bytes);

#endif
