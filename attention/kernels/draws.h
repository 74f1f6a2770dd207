/* The Mersenne Twister a vector of words at a time. A word is made of itself, the next one and one
 * that is 397 further on or 227 back, so that as many as a vector holds can be made at once; what
 * is left at the ends goes one by one. */
#ifndef ATTENTION_KERNELS_DRAWS_H
#define ATTENTION_KERNELS_DRAWS_H

#include "attention/kernels/some.h"

enum { WORDS = 624, SHIFT = 397 };

INLINE uint32_t twisted(uint32_t upper, uint32_t lower, uint32_t far)
{
    uint32_t joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return far ^ (joined >> 1) ^ ((0u - (lower & 1u)) & 0x9908b0dfu);
}

/* Words from..to of the state, each with the one `away` from it. */
INLINE void twist_range(uint32_t *s, int from, int to, int away)
{
    int i = from;
    for (; i + WIDTH <= to; i += WIDTH) {
        vec_word upper = load_words(s + i), lower = load_words(s + i + 1);
        vec_word joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
        vec_word odd = 0u - (lower & 1u);
        store_words(s + i, load_words(s + i + away) ^ (joined >> 1) ^ (odd & 0x9908b0dfu));
    }
    for (; i < to; i++) {
        s[i] = twisted(s[i], s[i + 1], s[i + away]);
    }
}

TARGET static void twist(uint32_t *s)
{
    twist_range(s, 0, WORDS - SHIFT, SHIFT);
    twist_range(s, WORDS - SHIFT, WORDS - 1, SHIFT - WORDS);
    s[WORDS - 1] = twisted(s[WORDS - 1], s[0], s[SHIFT - 1]);
}

INLINE vec_word tempered(vec_word y)
{
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

/* The first words of a vector that is not full. */
INLINE vec_word load_last(const uint32_t *from, size_t count)
{
    uint32_t lanes[WIDTH] = {0};
    memcpy(lanes, from, count * sizeof *from);
    return load_words(lanes);
}

TARGET static void temper(uint32_t *out, const uint32_t *words, size_t count)
{
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        store_words(out + i, tempered(load_words(words + i)));
    }
    if (i < count) {
        uint32_t lanes[WIDTH];
        store_words(lanes, tempered(load_last(words + i, count - i)));
        memcpy(out + i, lanes, (count - i) * sizeof *out);
    }
}

INLINE vec between(vec_word words, vec low, vec span)
{
    vec_int bits = (vec_int)(words & 0xffffffu);
    return fused(__builtin_convertvector(bits, vec) * 0x1p-24f, span, low);
}

TARGET static void uniform(float *out, const uint32_t *words, size_t count, float low, float high)
{
    vec from = splat(low), span = splat(high - low);
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        store(out + i, between(load_words(words + i), from, span));
    }
    if (i < count) {
        store_some(out + i, between(load_last(words + i, count - i), from, span), count - i);
    }
}

#endif
