/* MT19937 after Matsumoto and Nishimura (1998), with the outputs that PyTorch's
 * at::CPUGeneratorImpl and its uniform and bernoulli distributions make of it. How its words are
 * made is in kernels/plain.c. */
#include "attention/numbers/generator.h"

#include "attention/kernels/kernels.h"

#include <math.h>

enum { WORDS = ATTN_GENERATOR_WORDS };

void generator_seed(struct attn_generator *g, uint32_t seed)
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

/* Leaves out as many as there are left before the next twist, or count; says how many. */
static size_t pass(struct attn_generator *g, uint64_t count)
{
    if (g->next == WORDS) {
        kernels_best()->twist(g->state);
        g->next = 0;
    }
    uint64_t left = (uint64_t)(WORDS - g->next);
    uint64_t step = count < left ? count : left;
    g->next += (int)step;
    g->drawn += step;
    return (size_t)step;
}

void generator_skip(struct attn_generator *g, uint64_t count)
{
    while (count > 0) {
        count -= pass(g, count);
    }
}

void generator_words(struct attn_generator *g, uint32_t *out, size_t count)
{
    while (count > 0) {
        size_t step = pass(g, count);
        kernels_best()->temper(out, g->state + g->next - step, step);
        out += step;
        count -= step;
    }
}

/* torch writes unit * (high - low) + low, and its kernels for CPUs with FMA (all of AVX2 and later)
 * round that once, not twice. */
void generator_uniform(struct attn_generator *g, float *out, size_t count, float low, float high)
{
    uint32_t words[WORDS] = {0};
    for (size_t i = 0; i < count; i += WORDS) {
        size_t step = count - i < WORDS ? count - i : WORDS;
        generator_words(g, words, step);
        kernels_best()->uniform(out + i, words, step, low, high);
    }
}

/* bits * 2^-53 < p, without rounding: 2^53 p is exact, and bits are whole. */
void generator_keep(struct attn_generator *g, float *out, size_t count, double p)
{
    uint32_t words[WORDS] = {0};
    uint64_t limit = (uint64_t)ceil(p * 0x1p53);
    for (size_t i = 0; i < count; i += WORDS / 2) {
        size_t step = count - i < WORDS / 2 ? count - i : WORDS / 2;
        generator_words(g, words, 2 * step);
        for (size_t j = 0; j < step; j++) {
            uint64_t bits = (uint64_t)(words[2 * j] & 0x1fffffu) << 32 | words[2 * j + 1];
            out[i + j] = bits < limit ? 1.0f : 0.0f;
        }
    }
}
