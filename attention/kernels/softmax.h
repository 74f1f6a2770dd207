/* Softmax in three passes over a row: its maximum, the exponentials and their sum, the quotients.
 * Rows along the last axis go a vector of cells at a time; along another axis, a vector of rows.
 * Past the end of a row stands -inf, which is never the maximum and whose exponential is 0. */
#ifndef ATTENTION_KERNELS_SOFTMAX_H
#define ATTENTION_KERNELS_SOFTMAX_H

#include "attention/kernels/some.h"

/* What exponential() reckons with: -ln 2 in two pieces, of which the first has few digits, and the
 * coefficients of Cephes' expf, the highest first. `magic`, added, leaves no room for a fraction. */
struct exp_numbers {
    float least, per_ln2, magic, ln2_most, ln2_rest, one, power[6];
};

static const struct exp_numbers exp_numbers = {
    .least = -104,
    .per_ln2 = 0x1.715476p0f,
    .magic = 0x1.8p23f,
    .ln2_most = -0x1.63p-1f,
    .ln2_rest = 0x1.bd0106p-13f,
    .one = 1,
    .power = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f,
              1.6666665459e-1f, 5.0000001201e-1f},
};

/* e to the v for v <= 0, within 2 units in the last place; -inf gives 0, NaN gives NaN. With
 * v = n ln 2 + r it is 2^n times e^r, the latter by a polynomial on |r| <= ln 2 / 2. */
INLINE vec exponential(vec v)
{
    const struct exp_numbers *k = &exp_numbers;
    IN_MEMORY(k);
    vec magic = splat(k->magic), one = splat(k->one);
    v = larger(v, splat(k->least));
    vec shifted = madd(v, splat(k->per_ln2), magic);
    vec n = shifted - magic;
    vec r = madd(n, splat(k->ln2_most), v); /* the product is exact */
    r = madd(n, splat(k->ln2_rest), r);
    vec p = splat(k->power[0]);
    UNROLL
    for (int i = 1; i < 6; i++) {
        p = madd(p, r, splat(k->power[i]));
    }
    p = madd(p, r * r, r) + one;
    /* 2^n in two factors: alone it has no exponent where the result is subnormal. In unsigned
     * words, for of a NaN they are anything. */
    vec_word whole = (vec_word)shifted - (vec_word)magic, half = (vec_word)((vec_int)whole >> 1);
    vec_word first = (half << 23) + (vec_word)one, second = ((whole - half) << 23) + (vec_word)one;
    return p * (vec)first * (vec)second;
}

/* The larger, lane by lane; NaN if there is one. */
INLINE quad larger_quad(quad most, quad v)
{
    quad_int takes = (v > most) | (v != v);
    return (quad)((takes & (quad_int)v) | (~takes & (quad_int)most));
}

/* Reductions go by halves: the upper half onto the lower, then quarters, always in this order. Four
 * lanes are left at the end of the loop. */
INLINE float largest_lane(vec v)
{
    float lanes[WIDTH];
    store(lanes, v);
    for (int half = WIDTH / 2; half >= 4; half /= 2) {
        for (int i = 0; i < half; i += 4) {
            store_quad(lanes + i, larger_quad(load_quad(lanes + i), load_quad(lanes + i + half)));
        }
    }
    quad q = load_quad(lanes);
    q = larger_quad(q, SHUFFLE(q, q, 2, 3, 0, 1));
    return larger_quad(q, SHUFFLE(q, q, 1, 0, 3, 2))[0];
}

INLINE float sum_lanes(vec v)
{
    float lanes[WIDTH];
    store(lanes, v);
    for (int half = WIDTH / 2; half >= 4; half /= 2) {
        for (int i = 0; i < half; i += 4) {
            store_quad(lanes + i, load_quad(lanes + i) + load_quad(lanes + i + half));
        }
    }
    quad q = load_quad(lanes);
    q += SHUFFLE(q, q, 2, 3, 0, 1);
    return q[0] + q[1];
}

/* in, exps, out (n), dense */
TARGET static void softmax_row(const float *in, float *exps, float *out, size_t n, float *row_max,
                               float *row_sum)
{
    vec most = splat(-INFINITY), sum = splat(0);
    vec_int is_nan = {0};
    for (size_t i = 0; i < n; i += WIDTH) {
        vec v = load_some(in + i, n - i, -INFINITY);
        most = larger(most, v);
        is_nan |= v != v;
    }
    *row_max = largest_lane(choose(is_nan, splat(NAN), most));
    most = splat(*row_max);
    for (size_t i = 0; i < n; i += WIDTH) {
        vec e = exponential(load_some(in + i, n - i, -INFINITY) - most);
        store_some(exps + i, e, n - i);
        sum += e;
    }
    *row_sum = sum_lanes(sum);
    sum = splat(*row_sum);
    for (size_t i = 0; i < n; i += WIDTH) {
        store_some(out + i, load_some(exps + i, n - i, 0) / sum, n - i);
    }
}

/* in, exps, out (n, step): `count` columns of them, at most a vector. row_max, row_sum (count) */
TARGET static void softmax_columns(const float *in, float *exps, float *out, size_t n, size_t step,
                                   size_t count, float *row_max, float *row_sum)
{
    vec most = splat(-INFINITY), sum = splat(0);
    vec_int is_nan = {0};
    for (size_t i = 0; i < n; i++) {
        vec v = load_some(in + i * step, count, 0);
        most = larger(most, v);
        is_nan |= v != v;
    }
    most = choose(is_nan, splat(NAN), most);
    for (size_t i = 0; i < n; i++) {
        vec e = exponential(load_some(in + i * step, count, 0) - most);
        store_some(exps + i * step, e, count);
        sum += e;
    }
    for (size_t i = 0; i < n; i++) {
        store_some(out + i * step, load_some(exps + i * step, count, 0) / sum, count);
    }
    store_some(row_max, most, count);
    store_some(row_sum, sum, count);
}

TARGET static void softmax(const struct kernel_softmax *s)
{
    for (size_t o = 0; o < s->outer; o++) {
        size_t from = o * s->n * s->step, row = o * s->step;
        if (s->step == 1) {
            softmax_row(s->in + from, s->exps + from, s->out + from, s->n, s->row_max + row,
                        s->row_sum + row);
            continue;
        }
        for (size_t j = 0; j < s->step; j += WIDTH) {
            softmax_columns(s->in + from + j, s->exps + from + j, s->out + from + j, s->n, s->step,
                            s->step - j, s->row_max + row + j, s->row_sum + row + j);
        }
    }
}

#endif
