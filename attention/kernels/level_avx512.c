/* Kernels for x86-64 with AVX-512: thirty-two registers of sixteen floats. */
#include "attention/kernels/levels.h"

#if KERNELS_HAVE_AVX

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512dq")))
#define WIDTH 16
#define ROWS 8
#define COLUMNS 3

#include "attention/kernels/vector.h"

/* a * b + c, rounded once */
INLINE vec madd(vec a, vec b, vec c)
{
    return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
}

INLINE vec fused(vec a, vec b, vec c)
{
    return madd(a, b, c);
}

INLINE vec larger(vec a, vec b)
{
    return (vec)_mm512_max_ps((__m512)b, (__m512)a);
}

INLINE vec load_first(const float *from, size_t count, float fill)
{
    __mmask16 lanes = (__mmask16)((1u << count) - 1u);
    return (vec)_mm512_mask_loadu_ps((__m512)splat(fill), lanes, from);
}

INLINE void store_first(float *to, vec v, size_t count)
{
    __mmask16 lanes = (__mmask16)((1u << count) - 1u);
    _mm512_mask_storeu_ps(to, lanes, (__m512)v);
}

#include "attention/kernels/level.h"

const struct kernels kernels_avx512 = LEVEL_TABLE("avx512");

#endif
