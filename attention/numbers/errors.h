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
/* a @ b, or a @ b.transpose(-1, -2), with so many pairs of matrices. */
bool error_matmul(struct attn_error *error, const struct attn_shape *a, const struct attn_shape *b,
                  bool transposed, size_t pairs);
/* Tensor.view to (B, T, heads, head_dim). */
bool error_view(struct attn_error *error, const struct attn_shape *wanted,
                const struct attn_shape *input);
/* Tensor.view of floats that do not lie in that order. */
bool error_stride(struct attn_error *error);
/* The listings' own assert. */
bool error_check(struct attn_error *error);
/* torch.cat along dimension `along`: tensor number `number` has `got` where the first has `expected`,
 * or another rank. */
bool error_concat(struct attn_error *error, int along, int expected, int got, int number);
bool error_ranks(struct attn_error *error, const struct attn_shape *first,
                 const struct attn_shape *other);
/* torch.stack */
bool error_stack(struct attn_error *error, const struct attn_shape *first,
                 const struct attn_shape *other, int number);
bool error_broadcast(struct attn_error *error, int a, int b, int dimension);
bool error_dropout(struct attn_error *error, double p);

#endif
