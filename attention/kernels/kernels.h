/* The loops that take the time, one table of them for each kind of machine.
 *
 * kernels_best picks the widest vectors that this processor has, by asking it on every call: that
 * is a load and a test, and nothing needs to be remembered. Levels differ in their last bits (some
 * multiply and add in one rounding), so a machine always uses the same one. What a cell comes to
 * depends on its own row, column and depth alone, never on alignment, on its neighbours or on what
 * ran before. NaN and infinities pass as in the plain loops (plain.c, which says in a few lines
 * what each kernel does); only the sign and payload of a NaN may differ.
 *
 * Nothing here allocates. A product copies the part of b that it works on into 50 KB of stack at
 * most: small enough for any thread, no caller has to size or own a buffer, and no product can
 * fail for want of memory. */
#ifndef ATTENTION_KERNELS_H
#define ATTENTION_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Cell (i, j) of a matrix is at[i * row + j * column]; strides count floats and may be anything. */
struct kernel_window {
    const float *at;
    ptrdiff_t row, column;
};

/* c (n, m) = a (n, k) times b (k, m), plus bias (m) in every row unless it is NULL. c overlaps
 * neither a nor b. b transposed is b with its strides swapped. */
struct kernel_product {
    ptrdiff_t n, k, m;
    struct kernel_window a, b;
    const float *bias;
    float *c;
    ptrdiff_t c_row, c_column;
};

/* in, exps and out (outer, n, step), row_max and row_sum (outer, step), all dense: softmax along
 * the axis of n. */
struct kernel_softmax {
    size_t outer, n, step;
    const float *in;
    float *exps, *out, *row_max, *row_sum;
};

struct kernels {
    const char *name;
    void (*product)(const struct kernel_product *product);
    void (*softmax)(const struct kernel_softmax *softmax);
    /* out = in / divisor */
    void (*divide)(float *out, const float *in, size_t count, float divisor);
    /* out = -inf where mask == hide, else in */
    void (*hide)(float *out, const float *in, const float *mask, size_t count, float hide);
    /* out = in * (keep * factor) */
    void (*drop)(float *out, const float *in, const float *keep, size_t count, float factor);
    /* The Mersenne Twister's next 624 words, in place. */
    void (*twist)(uint32_t *state);
    /* Its outputs, of words as they stand in its state. */
    void (*temper)(uint32_t *out, const uint32_t *words, size_t count);
    /* out = (word & 0xffffff) * 2^-24 * (high - low) + low; the last two are rounded once. */
    void (*uniform)(float *out, const uint32_t *words, size_t count, float low, float high);
};

enum kernels_level {
    KERNELS_PLAIN,  /* no vectors: any compiler, and what the tests hold the others to */
    KERNELS_VECTOR, /* 16 bytes: SSE2, NEON, or whatever the compiler makes of them */
    KERNELS_WASM,   /* 16 bytes, in a browser */
    KERNELS_AVX2,   /* 32 bytes, with FMA */
    KERNELS_AVX512, /* 64 bytes */
    KERNELS_COUNT
};

/* NULL where this machine or this build does not have it. */
const struct kernels *kernels_level(enum kernels_level level);
const struct kernels *kernels_best(void);

#endif
