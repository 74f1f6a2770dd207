/* Errors as values. Every text that PyTorch would print is made in errors.c and nowhere else. */
#ifndef ATTENTION_NUMBERS_ERRORS_H
#define ATTENTION_NUMBERS_ERRORS_H

#include "attention/attention.h"

/* Fills error (NULL: does nothing) and returns false, so that a caller can return it. */
bool error_set(struct attn_error *error, enum attn_error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool error_memory(struct attn_error *error);

/* PyTorch's words, as recorded from PyTorch 1.13.1. */
bool error_linear(struct attn_error *error, const struct attn_shape *input,
                  const struct attn_shape *weight);
bool error_matmul(struct attn_error *error, const struct attn_shape *a, const struct attn_shape *b);
/* Tensor.view to (B, T, heads, head_dim). */
bool error_view(struct attn_error *error, const struct attn_shape *wanted,
                const struct attn_shape *input);
/* The listings' own assert. */
bool error_check(struct attn_error *error);
bool error_broadcast(struct attn_error *error, int a, int b, int dimension);
bool error_dropout(struct attn_error *error, double p);

#endif
