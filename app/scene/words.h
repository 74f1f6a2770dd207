/* A scene in words: what stands where, and what answers to a click, a line each. For whoever cannot
 * look: the browser's page is held against the native window by it. */
#ifndef APP_SCENE_WORDS_H
#define APP_SCENE_WORDS_H

#include "app/scene/scene.h"

#include <stdio.h>

/* "text X Y WORDS" and "target KIND INDEX OTHER ROWS COLUMNS HOVER X Y W H", KIND as enum action_kind
 * counts it; in the scene's order, all pixels times scale. Whether all of it arrived, out knows. */
void words_write(FILE *out, const struct scene *scene, float scale);

#endif
