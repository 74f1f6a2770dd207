/* Every kernel in its simplest words. It is what the others are held to by the tests, and what a
 * compiler without vector types gets. */
#include "attention/kernels/levels.h"

#include <math.h>

enum { WORDS = 624, SHIFT = 397 };

static void product(const struct kernel_product *p)
{
    for (ptrdiff_t i = 0; i < p->n; i++) {
        for (ptrdiff_t j = 0; j < p->m; j++) {
            const float *a = p->a.at + i * p->a.row, *b = p->b.at + j * p->b.column;
            float sum = 0;
            for (ptrdiff_t t = 0; t < p->k; t++) {
                sum += a[t * p->a.column] * b[t * p->b.row];
            }
            p->c[i * p->c_row + j * p->c_column] = p->bias ? sum + p->bias[j] : sum;
        }
    }
}

/* One row of n cells, step floats apart. */
static void softmax_row(const struct kernel_softmax *s, size_t from, size_t row)
{
    const float *in = s->in + from;
    float *exps = s->exps + from, *out = s->out + from;
    float max = -INFINITY, sum = 0;
    for (size_t i = 0; i < s->n; i++) {
        float v = in[i * s->step];
        max = v > max || isnan(v) ? v : max;
    }
    for (size_t i = 0; i < s->n; i++) {
        exps[i * s->step] = expf(in[i * s->step] - max);
        sum += exps[i * s->step];
    }
    for (size_t i = 0; i < s->n; i++) {
        out[i * s->step] = exps[i * s->step] / sum;
    }
    s->row_max[row] = max;
    s->row_sum[row] = sum;
}

static void softmax(const struct kernel_softmax *s)
{
    for (size_t o = 0; o < s->outer; o++) {
        for (size_t j = 0; j < s->step; j++) {
            softmax_row(s, o * s->n * s->step + j, o * s->step + j);
        }
    }
}

static void divide(float *out, const float *in, size_t count, float divisor)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = in[i] / divisor;
    }
}

static void hide(float *out, const float *in, const float *mask, size_t count, float hidden)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = mask[i] == hidden ? -INFINITY : in[i];
    }
}

static void drop(float *out, const float *in, const float *keep, size_t count, float factor)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = in[i] * (keep[i] * factor);
    }
}

static uint32_t mix(uint32_t upper, uint32_t lower)
{
    uint32_t joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return (joined >> 1) ^ ((lower & 1u) ? 0x9908b0dfu : 0u);
}

static void twist(uint32_t *s)
{
    for (int i = 0; i < WORDS - SHIFT; i++) {
        s[i] = s[i + SHIFT] ^ mix(s[i], s[i + 1]);
    }
    for (int i = WORDS - SHIFT; i < WORDS - 1; i++) {
        s[i] = s[i + SHIFT - WORDS] ^ mix(s[i], s[i + 1]);
    }
    s[WORDS - 1] = s[SHIFT - 1] ^ mix(s[WORDS - 1], s[0]);
}

static void temper(uint32_t *out, const uint32_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t y = words[i];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        out[i] = y ^ (y >> 18);
    }
}

static void uniform(float *out, const uint32_t *words, size_t count, float low, float high)
{
    for (size_t i = 0; i < count; i++) {
        float unit = (float)(words[i] & 0xffffffu) * 0x1p-24f;
        out[i] = fmaf(unit, high - low, low);
    }
}

const struct kernels kernels_plain = {
    .name = "plain",
    .product = product,
    .softmax = softmax,
    .divide = divide,
    .hide = hide,
    .drop = drop,
    .twist = twist,
    .temper = temper,
    .uniform = uniform,
};
