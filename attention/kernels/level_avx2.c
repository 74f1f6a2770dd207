/* Kernels for x86-64 with AVX2 and FMA: sixteen registers of eight floats. */
#include "attention/kernels/levels.h"

#if KERNELS_HAVE_AVX

#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 8
#define ROWS 4
#define COLUMNS 3

#include "attention/kernels/vector.h"

/* a * b + c, rounded once */
INLINE vec madd(vec a, vec b, vec c)
{
    return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}

INLINE vec fused(vec a, vec b, vec c)
{
    return madd(a, b, c);
}

#include "attention/kernels/level.h"

const struct kernels kernels_avx2 = LEVEL_TABLE("avx2");

#endif
