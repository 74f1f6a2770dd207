/* MT19937 after Matsumoto and Nishimura (1998), with the outputs that PyTorch's
 * at::CPUGeneratorImpl and its uniform and bernoulli distributions make of it. */
#include "attention/generator.h"

#include <math.h>

enum { WORDS = ATTN_GENERATOR_WORDS, SHIFT = 397 };

void attn_generator_seed(struct attn_generator *g, uint32_t seed)
{
    g->state[0] = seed;
    for (int i = 1; i < WORDS; i++) {
        uint32_t before = g->state[i - 1];
        g->state[i] = 1812433253u * (before ^ (before >> 30)) + (uint32_t)i;
    }
    g->next = WORDS;
    g->seed = seed;
    g->drawn = 0;
}

static uint32_t mix(uint32_t upper, uint32_t lower)
{
    uint32_t joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return (joined >> 1) ^ ((lower & 1u) ? 0x9908b0dfu : 0u);
}

/* Makes the next 624 words from the last. */
static void twist(struct attn_generator *g)
{
    uint32_t *s = g->state;
    for (int i = 0; i < WORDS - SHIFT; i++) {
        s[i] = s[i + SHIFT] ^ mix(s[i], s[i + 1]);
    }
    for (int i = WORDS - SHIFT; i < WORDS - 1; i++) {
        s[i] = s[i + SHIFT - WORDS] ^ mix(s[i], s[i + 1]);
    }
    s[WORDS - 1] = s[SHIFT - 1] ^ mix(s[WORDS - 1], s[0]);
    g->next = 0;
}

uint32_t attn_generator_u32(struct attn_generator *g)
{
    if (g->next == WORDS) {
        twist(g);
    }
    g->drawn++;
    uint32_t y = g->state[g->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

void attn_generator_skip(struct attn_generator *g, uint64_t count)
{
    g->drawn += count;
    while (count > 0) {
        if (g->next == WORDS) {
            twist(g);
        }
        uint64_t left = (uint64_t)(WORDS - g->next);
        uint64_t step = count < left ? count : left;
        g->next += (int)step;
        count -= step;
    }
}

/* torch writes unit * (high - low) + low, and its kernels for CPUs with FMA (all of AVX2 and later)
 * round that once, not twice. */
float attn_generator_uniform(struct attn_generator *g, float low, float high)
{
    float unit = (float)(attn_generator_u32(g) & 0xffffffu) * 0x1p-24f;
    return fmaf(unit, high - low, low);
}

bool attn_generator_keep(struct attn_generator *g, double p)
{
    uint64_t high = attn_generator_u32(g);
    uint64_t low = attn_generator_u32(g);
    uint64_t bits = ((high << 32) | low) & ((UINT64_C(1) << 53) - 1);
    return (double)bits * 0x1p-53 < p;
}
