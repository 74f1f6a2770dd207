/* Vectors of floats as GCC and clang have them: arithmetic and comparisons work lane by lane, a
 * comparison gives all ones where it holds. Included once by each level, which says first how wide
 * they are (WIDTH, in floats) and which instructions may be used (TARGET), and then adds what C has
 * no word for:
 *
 *     madd, fused               a * b + c
 *     larger                    b where it is larger than a, else a: of a NaN in either, a
 *     load_first, store_first   the first `count` lanes of a vector, 0 <= count < WIDTH; nothing
 *                               past them is touched. load_first has `fill` in the others. */
#ifndef ATTENTION_KERNELS_VECTOR_H
#define ATTENTION_KERNELS_VECTOR_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define INLINE TARGET static inline __attribute__((always_inline))

#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

/* For a pointer to numbers that stay where they are, and are not made into constants of the code. */
#ifndef IN_MEMORY
#define IN_MEMORY(pointer) ((void)(pointer))
#endif

typedef float vec __attribute__((vector_size(WIDTH * 4)));
typedef int32_t vec_int __attribute__((vector_size(WIDTH * 4)));
typedef uint32_t vec_word __attribute__((vector_size(WIDTH * 4)));
/* The same in memory, where it may stand anywhere. */
typedef float vec_at __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));
typedef uint32_t vec_word_at __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));

/* Four of them, the same at every level, with lanes that can change places. */
typedef float quad __attribute__((vector_size(16)));
typedef int32_t quad_int __attribute__((vector_size(16)));
typedef float quad_at __attribute__((vector_size(16), aligned(4), may_alias));

#if defined(__clang__) || __GNUC__ >= 12
#define SHUFFLE(a, b, i, j, k, l) __builtin_shufflevector(a, b, i, j, k, l)
#else
#define SHUFFLE(a, b, i, j, k, l) __builtin_shuffle(a, b, (quad_int){i, j, k, l})
#endif

INLINE quad load_quad(const float *from)
{
    return *(const quad_at *)from;
}

INLINE void store_quad(float *to, quad q)
{
    *(quad_at *)to = q;
}

INLINE vec load(const float *from)
{
    return *(const vec_at *)from;
}

INLINE void store(float *to, vec v)
{
    *(vec_at *)to = v;
}

INLINE vec_word load_words(const uint32_t *from)
{
    return *(const vec_word_at *)from;
}

INLINE void store_words(uint32_t *to, vec_word v)
{
    *(vec_word_at *)to = v;
}

/* Taking zero away changes no number, not even -0. */
INLINE vec splat(float value)
{
    return value - (vec){0};
}

/* a where mask is set, else b */
INLINE vec choose(vec_int mask, vec a, vec b)
{
    return (vec)((mask & (vec_int)a) | (~mask & (vec_int)b));
}

#endif
