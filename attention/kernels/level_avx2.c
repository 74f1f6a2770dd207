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

INLINE vec larger(vec a, vec b)
{
    return (vec)_mm256_max_ps((__m256)b, (__m256)a);
}

/* All ones in the first `count` lanes. */
INLINE vec_int first(size_t count)
{
    return (vec_int){0, 1, 2, 3, 4, 5, 6, 7} < (int32_t)count;
}

INLINE vec load_first(const float *from, size_t count, float fill)
{
    vec_int lanes = first(count);
    return choose(lanes, (vec)_mm256_maskload_ps(from, (__m256i)lanes), splat(fill));
}

INLINE void store_first(float *to, vec v, size_t count)
{
    _mm256_maskstore_ps(to, (__m256i)first(count), (__m256)v);
}

#include "attention/kernels/level.h"

const struct kernels kernels_avx2 = LEVEL_TABLE("avx2");

#endif
