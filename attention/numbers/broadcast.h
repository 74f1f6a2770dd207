/* Broadcasting, the one rule and the one walk: shapes are laid right to right, and an axis of 1, or
 * one that is not there, goes with any size. */
#ifndef ATTENTION_NUMBERS_BROADCAST_H
#define ATTENTION_NUMBERS_BROADCAST_H

#include "attention/attention.h"

/* The shape that a and b make together, its axes named as a's where a has them whole. False, with
 * *clash the axis of the result where they disagree, when they make none. b's axes keep their names
 * where a's are stretched. together may be a or b. */
bool shape_broadcast(const struct attn_shape *a, const struct attn_shape *b,
                     struct attn_shape *together, int *clash);
/* Axis number axis of a result of that rank, as the operand counts it; -1 where it has none. */
int broadcast_axis(const struct attn_shape *operand, int rank, int axis);
/* The operand's cell that stands at at[] of a result of that rank; all of in[] is written. */
void broadcast_cell(const struct attn_shape *operand, int rank, const int *at, int *in);
/* The tensor seen in a shape that it broadcasts to: what is stretched has stride 0. */
struct attn_tensor tensor_stretch(const struct attn_tensor *tensor, const struct attn_shape *shape);

/* Whether the cells lie in line, row-major without a gap. */
bool tensor_is_dense(const struct attn_tensor *tensor);
/* Copies any window to out, row-major. */
void tensor_copy(float *out, const struct attn_tensor *tensor);

/* A walk over a row-major result and what one or two windows have for it, in the longest runs that
 * lie in line in all of them:
 *
 *     for (struct walk w = walk_begin(&shape, &a, &b); walk_next(&w);) {
 *         ... out[w.done + i] from w.from[0][i] and w.from[1][i], i < w.run
 *     }
 */
struct walk {
    struct attn_tensor in[2];
    int count;                 /* windows: 1 or 2 */
    struct attn_shape leading; /* the axes that are stepped over */
    int at[ATTN_RANK_MAX];
    const float *from[2];
    size_t run, done, cells;
    bool begun;
};
/* b may be NULL. Both broadcast to shape. */
struct walk walk_begin(const struct attn_shape *shape, const struct attn_tensor *a,
                       const struct attn_tensor *b);
bool walk_next(struct walk *walk);

#endif
