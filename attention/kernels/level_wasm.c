/* Kernels for a browser: WebAssembly's vectors of four floats. */
#include "attention/kernels/levels.h"

#if KERNELS_HAVE_WASM

#define TARGET __attribute__((target("simd128")))
#define WIDTH 4
#define ROWS 2
#define COLUMNS 4 /* an x86-64 below has sixteen registers */

/* A browser puts a constant together in general registers, each time that it is used; to read it is
 * one instruction. */
#define IN_MEMORY(pointer) __asm__("" : "+r"(pointer))

#include "attention/kernels/vector.h"

typedef double wide __attribute__((vector_size(WIDTH * 8)));
typedef int64_t wide_int __attribute__((vector_size(WIDTH * 8)));

/* a * b + c, rounded as the machine likes: it has no other */
INLINE vec madd(vec a, vec b, vec c)
{
    return a * b + c;
}

/* a * b + c, rounded once. The product of two floats is exact as a double. What the sum loses there
 * shows in a float only where that lies half way between two; fmaf, a call for each lane, is left to
 * decide those. */
INLINE vec fused(vec a, vec b, vec c)
{
    wide sum = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide) +
               __builtin_convertvector(c, wide);
    wide_int half_way = ((wide_int)sum & 0x1fffffff) == 0x10000000;
    vec v = __builtin_convertvector(sum, vec);
    for (int i = 0; i < WIDTH; i++) {
        if (half_way[i]) {
            v[i] = fmaf(a[i], b[i], c[i]);
        }
    }
    return v;
}

INLINE vec larger(vec a, vec b)
{
    return __builtin_wasm_pmax_f32x4(a, b);
}

INLINE vec load_first(const float *from, size_t count, float fill)
{
    vec v = splat(fill);
    if (count > 0) {
        v[0] = from[0];
    }
    if (count > 1) {
        v[1] = from[1];
    }
    if (count > 2) {
        v[2] = from[2];
    }
    return v;
}

INLINE void store_first(float *to, vec v, size_t count)
{
    if (count > 0) {
        to[0] = v[0];
    }
    if (count > 1) {
        to[1] = v[1];
    }
    if (count > 2) {
        to[2] = v[2];
    }
}

#include "attention/kernels/level.h"

const struct kernels kernels_wasm = LEVEL_TABLE("wasm");

#endif
