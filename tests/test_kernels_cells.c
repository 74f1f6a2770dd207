/* Softmax, the cell-by-cell kernels and the draws of every level that this machine has. */
#include "tests/test.h"

#include "attention/kernels/kernels.h"

#include <math.h>

enum { WORDS = 624, MOST = 40 };

static void each_level(void (*test)(const struct kernels *kernels))
{
    for (int level = 0; level < KERNELS_COUNT; level++) {
        const struct kernels *kernels = kernels_level((enum kernels_level)level);
        if (kernels) {
            test(kernels);
        }
    }
}

static void fill(float *values, size_t count, float low, float high)
{
    uint32_t seed = 1;
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        values[i] = low + (high - low) * (float)(seed >> 8) * 0x1p-24f;
    }
}

static float *floats(size_t count)
{
    return malloc(count * sizeof(float) + 1); /* no request for nothing */
}

/* ---- softmax ---- */

static struct kernel_softmax softmax_of(size_t outer, size_t n, size_t step, const float *in)
{
    size_t count = outer * n * step, rows = outer * step;
    struct kernel_softmax s = {.outer = outer, .n = n, .step = step, .in = in};
    s.exps = floats(count);
    s.out = floats(count);
    s.row_max = floats(rows);
    s.row_sum = floats(rows);
    return s;
}

static void softmax_free(struct kernel_softmax *s)
{
    free(s->exps);
    free(s->out);
    free(s->row_max);
    free(s->row_sum);
}

/* |got - wanted| in units of the last place of wanted, as a float. */
static double units(float got, double wanted)
{
    float near = (float)wanted;
    double unit = (double)nextafterf(near, INFINITY) - (double)near;
    return fabs((double)got - wanted) / unit;
}

/* A row of 0 and v has the exponentials 1 and e to the v. */
static float exponential(const struct kernels *kernels, float v)
{
    float in[] = {0, v}, exps[2], out[2], max, sum;
    struct kernel_softmax s = {1, 2, 1, in, exps, out, &max, &sum};
    kernels->softmax(&s);
    assert_true(exps[0] == 1);
    return exps[1];
}

static void check_exponential(const struct kernels *kernels)
{
    for (uint32_t bits = 0x80000000u; bits < 0xff800000u; bits += 4001) {
        float v;
        memcpy(&v, &bits, sizeof v);
        double off = units(exponential(kernels, v), exp((double)v));
        if (!(off <= 2)) {
            fail_msg("%s: e to the %.9g is off by %g units", kernels->name, (double)v, off);
        }
    }
}

static void exponentials_are_within_two_units_in_the_last_place(void **state)
{
    (void)state;
    each_level(check_exponential);
}

static void check_far_exponentials(const struct kernels *kernels)
{
    assert_true(exponential(kernels, -INFINITY) == 0);
    assert_true(exponential(kernels, -3e38f) == 0);
    assert_true(exponential(kernels, -104) == 0);
    assert_true(exponential(kernels, -100) > 0);
}

static void exponentials_underflow_to_zero_and_not_before(void **state)
{
    (void)state;
    each_level(check_far_exponentials);
}

static void check_close(const struct kernels *kernels, const char *what, const float *got,
                        const float *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double off = fabs((double)got[i] - (double)wanted[i]);
        bool same = isnan(wanted[i]) ? isnan(got[i])
                                     : got[i] == wanted[i] || off <= 1e-6 * fabs((double)wanted[i]);
        if (!same) {
            fail_msg("%s %s[%zu] is %.9g, not %.9g", kernels->name, what, i, (double)got[i],
                     (double)wanted[i]);
        }
    }
}

static void compare_softmax(const struct kernels *kernels, size_t outer, size_t n, size_t step,
                            const float *in)
{
    struct kernel_softmax got = softmax_of(outer, n, step, in);
    struct kernel_softmax wanted = softmax_of(outer, n, step, in);
    kernels->softmax(&got);
    kernels_level(KERNELS_PLAIN)->softmax(&wanted);
    check_close(kernels, "row_max", got.row_max, wanted.row_max, outer * step);
    check_close(kernels, "exps", got.exps, wanted.exps, outer * n * step);
    check_close(kernels, "row_sum", got.row_sum, wanted.row_sum, outer * step);
    check_close(kernels, "out", got.out, wanted.out, outer * n * step);
    softmax_free(&got);
    softmax_free(&wanted);
}

static void check_softmax_sizes(const struct kernels *kernels)
{
    for (size_t n = 0; n <= MOST; n++) {
        for (size_t step = 0; step <= MOST; step += step < 2 ? 1 : 5) {
            float *in = floats(3 * n * step);
            fill(in, 3 * n * step, -9, 9);
            compare_softmax(kernels, 3, n, step, in);
            free(in);
        }
    }
}

static void softmax_of_any_size_along_any_axis_is_near_the_plain_one(void **state)
{
    (void)state;
    each_level(check_softmax_sizes);
}

static void check_softmax_specials(const struct kernels *kernels)
{
    const float special[] = {-INFINITY, NAN, INFINITY};
    float in[9 * 21];
    for (int which = 0; which < 3; which++) {
        for (int hit = 0; hit < 21; hit++) {
            fill(in, 9 * 21, -1, 1);
            in[21 * 4 + hit] = special[which];
            compare_softmax(kernels, 9, 21, 1, in);
            compare_softmax(kernels, 1, 9, 21, in);
        }
    }
    for (int i = 0; i < 21; i++) {
        in[21 * 4 + i] = -INFINITY;
    }
    compare_softmax(kernels, 9, 21, 1, in);
}

static void nan_and_infinity_spoil_their_own_row_of_a_softmax_and_no_other(void **state)
{
    (void)state;
    each_level(check_softmax_specials);
}

/* ---- cell by cell: the same bits as the plain loops ---- */

static void compare_cells(const struct kernels *kernels, const float *in, size_t count)
{
    const struct kernels *plain = kernels_level(KERNELS_PLAIN);
    size_t bytes = count * sizeof(float);
    float *got = floats(count), *wanted = floats(count), *mask = floats(count);
    for (size_t i = 0; i < count; i++) {
        mask[i] = i % 3 == 0;
    }
    kernels->divide(got, in, count, 2.8284271f);
    plain->divide(wanted, in, count, 2.8284271f);
    assert_memory_equal(got, wanted, bytes);
    kernels->hide(got, in, mask, count, 1);
    plain->hide(wanted, in, mask, count, 1);
    assert_memory_equal(got, wanted, bytes);
    kernels->drop(got, in, mask, count, 1.4285715f);
    plain->drop(wanted, in, mask, count, 1.4285715f);
    assert_memory_equal(got, wanted, bytes);
    free(got);
    free(wanted);
    free(mask);
}

static void check_cells(const struct kernels *kernels)
{
    for (size_t count = 0; count <= MOST; count++) {
        float *in = floats(count);
        fill(in, count, -5, 5);
        if (count > 4) {
            in[1] = INFINITY;
            in[2] = -0.0f;
        }
        compare_cells(kernels, in, count);
        free(in);
    }
}

static void scale_mask_and_dropout_have_the_plain_loops_bits(void **state)
{
    (void)state;
    each_level(check_cells);
}

/* ---- draws: the same bits too ---- */

static void first_words(uint32_t *words)
{
    uint32_t word = 5489;
    for (uint32_t i = 0; i < WORDS; i++) {
        words[i] = word;
        word = 1812433253u * (word ^ (word >> 30)) + i + 1;
    }
}

static void check_twists(const struct kernels *kernels)
{
    uint32_t got[WORDS], wanted[WORDS];
    first_words(got);
    first_words(wanted);
    for (int i = 0; i < 5; i++) {
        kernels->twist(got);
        kernels_level(KERNELS_PLAIN)->twist(wanted);
        assert_memory_equal(got, wanted, sizeof got);
    }
}

static void twists_have_the_plain_loops_bits(void **state)
{
    (void)state;
    each_level(check_twists);
}

static void check_outputs(const struct kernels *kernels)
{
    const struct kernels *plain = kernels_level(KERNELS_PLAIN);
    uint32_t words[WORDS] = {0}, got[WORDS], wanted[WORDS];
    float got_uniform[WORDS], wanted_uniform[WORDS];
    first_words(words);
    for (size_t count = 0; count <= WORDS; count += count < MOST ? 1 : 73) {
        kernels->temper(got, words, count);
        plain->temper(wanted, words, count);
        kernels->uniform(got_uniform, wanted, count, -0.0625f, 0.0625f);
        plain->uniform(wanted_uniform, wanted, count, -0.0625f, 0.0625f);
        assert_memory_equal(got, wanted, count * sizeof *got);
        assert_memory_equal(got_uniform, wanted_uniform, count * sizeof *got_uniform);
    }
}

static void draws_have_the_plain_loops_bits(void **state)
{
    (void)state;
    each_level(check_outputs);
}

/* std::mt19937's 10000th output of its default seed is in the C++ standard. */
static void the_plain_twister_is_the_one_of_the_standards(void **state)
{
    (void)state;
    uint32_t words[WORDS] = {0}, last;
    first_words(words);
    for (int i = 0; i <= 9999 / WORDS; i++) {
        kernels_level(KERNELS_PLAIN)->twist(words);
    }
    kernels_level(KERNELS_PLAIN)->temper(&last, words + 9999 % WORDS, 1);
    assert_int_equal(last, 4123659995u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponentials_are_within_two_units_in_the_last_place),
        cmocka_unit_test(exponentials_underflow_to_zero_and_not_before),
        cmocka_unit_test(softmax_of_any_size_along_any_axis_is_near_the_plain_one),
        cmocka_unit_test(nan_and_infinity_spoil_their_own_row_of_a_softmax_and_no_other),
        cmocka_unit_test(scale_mask_and_dropout_have_the_plain_loops_bits),
        cmocka_unit_test(twists_have_the_plain_loops_bits),
        cmocka_unit_test(draws_have_the_plain_loops_bits),
        cmocka_unit_test(the_plain_twister_is_the_one_of_the_standards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
