/* Between two frames: one function makes the scene between two scenes.
 *
 * A mark that has a key in both slides, stretches and changes colour, mark by mark of one kind in the
 * order in which they were added; so does what stands where it stood. Everything else fades: what was
 * goes first, what comes comes last, so that no two texts cross. What answers to the pointer is the new
 * scene's from the first frame on. Pure: the same scenes and the same time give the same scene. */
#ifndef APP_SCENE_TWEEN_H
#define APP_SCENE_TWEEN_H

#include "app/scene/scene.h"

enum { TWEEN_MS = 600 };

/* out, emptied, is what is seen `at` of the way, 0 to 1: at 0 `from`, mark for mark, at 1 `to`. Once out
 * is warm nothing is allocated; where memory runs out, out is full. */
void tween(struct scene *out, const struct scene *from, const struct scene *to, float at);
/* What is to be left behind, its numbers planned anew: its heatmaps are drawn only where the painter still
 * has a picture of them. */
void tween_leave(struct scene *scene);

#endif
