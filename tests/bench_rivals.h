/* What the bench measures us against, where it is installed: OpenBLAS for single products, eager
 * PyTorch for whole layers. Both on one thread. */
#ifndef TESTS_BENCH_RIVALS_H
#define TESTS_BENCH_RIVALS_H

#include "attention/attention.h"

#include <stdio.h>

double now_ms(void);

typedef void sgemm(int order, int transpose_a, int transpose_b, int n, int m, int k, float alpha,
                   const float *a, int a_row, const float *b, int b_row, float beta, float *c,
                   int c_row);

/* cblas_sgemm of libopenblas, or NULL. */
sgemm *rival_blas(void);

/* out, dense = a (.., n, k) times b (.., k, m), or (.., m, k) transposed; b may lack the leading
 * axes. Milliseconds, or -1 when a window is of a kind that sgemm cannot take. */
double rival_product(sgemm *run, float *out, const struct attn_tensor *a,
                     const struct attn_tensor *b, bool transposed);

/* tests/reference/bench.py at the other end of two pipes. */
struct rival_torch {
    FILE *to, *from;
    char title[512]; /* which PyTorch, and which BLAS it loaded */
};

/* False where there is no PyTorch. */
bool rival_torch_begin(struct rival_torch *torch);
void rival_torch_end(struct rival_torch *torch);
/* Milliseconds of `count` forward passes; false when PyTorch has no such wiring here. */
bool rival_torch_forward(struct rival_torch *torch, const char *layer, double *ms, int count);

#endif
