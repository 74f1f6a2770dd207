/* Windows on floats: making them, walking them, checking that a size is one we can hold. */
#ifndef ATTENTION_NUMBERS_TENSOR_H
#define ATTENTION_NUMBERS_TENSOR_H

#include "attention/attention.h"

/* A window on row-major floats. */
struct attn_tensor tensor_dense(const struct attn_shape *shape, const float *data);
/* *product = a * b; false when it does not fit. */
bool size_multiply(size_t a, size_t b, size_t *product);
/* Bytes of a tensor of that shape; false when they do not fit a size_t. */
bool shape_bytes(const struct attn_shape *shape, size_t *bytes);
/* Cells of all axes but the last `inner`. */
size_t shape_outer(const struct attn_shape *shape, int inner);
/* The last axis' size, or 1 of a single number. */
int shape_last(const struct attn_shape *shape);

#endif
