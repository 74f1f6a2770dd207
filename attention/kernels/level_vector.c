/* Kernels with vectors of four floats: SSE2 on any x86-64, NEON on any aarch64, and elsewhere
 * whatever the compiler makes of them. */
#include "attention/kernels/levels.h"

#if KERNELS_HAVE_VECTOR

#define TARGET
#if defined(__aarch64__)
#include <arm_neon.h>
#define WIDTH 4
#define ROWS 8
#define COLUMNS 3 /* thirty-two registers */
#else
#define WIDTH 4
#define ROWS 4
#define COLUMNS 2 /* sixteen */
#endif

#include "attention/kernels/vector.h"

#if defined(__aarch64__)
/* a * b + c, rounded once */
INLINE vec madd(vec a, vec b, vec c)
{
    return (vec)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
}

INLINE vec fused(vec a, vec b, vec c)
{
    return madd(a, b, c);
}
#else
/* a * b + c, rounded as the machine likes */
INLINE vec madd(vec a, vec b, vec c)
{
    return a * b + c;
}

/* a * b + c, rounded once */
INLINE vec fused(vec a, vec b, vec c)
{
    for (int i = 0; i < WIDTH; i++) {
        c[i] = fmaf(a[i], b[i], c[i]);
    }
    return c;
}
#endif

INLINE vec larger(vec a, vec b)
{
    return choose(b > a, b, a);
}

INLINE vec load_first(const float *from, size_t count, float fill)
{
    vec v = splat(fill);
    for (size_t i = 0; i < count; i++) {
        v[i] = from[i];
    }
    return v;
}

INLINE void store_first(float *to, vec v, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i] = v[i];
    }
}

#include "attention/kernels/level.h"

const struct kernels kernels_vector = LEVEL_TABLE("vector");

#endif
