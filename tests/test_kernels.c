/* The kernels of every level that this machine has, against sums in double precision and against
 * the plain loops. Sizes, strides and offsets are drawn, the same ones in every run. */
#include "tests/test.h"

#include "attention/kernels/kernels.h"
#include "attention/ops/product.h"

#include <math.h>

enum { ROUNDS = 150, ROOM = 4096, UNTOUCHED = 12345 };

/* ---- drawn numbers ---- */

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static ptrdiff_t draw_size(uint32_t *seed, uint32_t most)
{
    return (ptrdiff_t)(draw(seed) % (most + 1));
}

static void fill(float *values, size_t count, uint32_t *seed, bool whole)
{
    for (size_t i = 0; i < count; i++) {
        float v = (float)(draw(seed) % 2001) - 1000;
        values[i] = whole ? fmodf(v, 16) : v / 1000;
    }
}

/* Calls test with each level there is. */
static void each_level(void (*test)(const struct kernels *kernels))
{
    for (int level = 0; level < KERNELS_COUNT; level++) {
        const struct kernels *kernels = kernels_level((enum kernels_level)level);
        if (kernels) {
            test(kernels);
        }
    }
}

/* ---- products ---- */

struct matrices {
    struct kernel_product p;
    float *a, *b, *bias, *c;
    size_t a_count, b_count, c_count;
};

/* Strides for (rows, columns): in line, transposed, or with gaps; the floats that takes. */
static size_t lay_out(uint32_t *seed, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t *row,
                      ptrdiff_t *column)
{
    ptrdiff_t gap = draw_size(seed, 5), step = draw(seed) % 4 ? 1 : 3;
    bool transposed = draw(seed) % 2;
    *column = transposed ? rows * step + gap : step;
    *row = transposed ? step : columns * step + gap;
    return (size_t)((rows + 1) * (columns + 1) * step + (rows + columns) * (gap + step) + 1);
}

static struct matrices draw_matrices(uint32_t *seed, uint32_t most, bool whole)
{
    struct matrices m = {.p.n = draw_size(seed, most), .p.m = draw_size(seed, most)};
    ptrdiff_t offset = draw_size(seed, 7);
    m.p.k = draw(seed) % 8 ? draw_size(seed, most) : draw_size(seed, 700);
    m.a_count = lay_out(seed, m.p.n, m.p.k, &m.p.a.row, &m.p.a.column);
    m.b_count = lay_out(seed, m.p.k, m.p.m, &m.p.b.row, &m.p.b.column);
    m.c_count = lay_out(seed, m.p.n, m.p.m, &m.p.c_row, &m.p.c_column);
    m.a = malloc((m.a_count + 8) * sizeof(float));
    m.b = malloc((m.b_count + 8) * sizeof(float));
    m.c = malloc((m.c_count + 8) * sizeof(float));
    m.bias = malloc(((size_t)m.p.m + 1) * sizeof(float));
    fill(m.a, m.a_count + 8, seed, whole);
    fill(m.b, m.b_count + 8, seed, whole);
    fill(m.bias, (size_t)m.p.m + 1, seed, whole);
    m.p.a.at = m.a + offset;
    m.p.b.at = m.b + offset;
    m.p.c = m.c + offset;
    m.p.bias = draw(seed) % 2 ? m.bias : NULL;
    return m;
}

static void free_matrices(struct matrices *m)
{
    free(m->a);
    free(m->b);
    free(m->c);
    free(m->bias);
}

static double sum_of(const struct kernel_product *p, ptrdiff_t i, ptrdiff_t j)
{
    double sum = p->bias ? (double)p->bias[j] : 0;
    for (ptrdiff_t t = 0; t < p->k; t++) {
        sum += (double)p->a.at[i * p->a.row + t * p->a.column] *
               (double)p->b.at[t * p->b.row + j * p->b.column];
    }
    return sum;
}

/* Runs p and compares every cell; the tolerance is relative to the largest sum. */
static void check_product(const struct kernels *kernels, const struct matrices *m, double tolerance)
{
    const struct kernel_product *p = &m->p;
    double largest = 0;
    kernels->product(p);
    for (ptrdiff_t i = 0; i < p->n * p->m; i++) {
        largest = fmax(largest, fabs(sum_of(p, i / p->m, i % p->m)));
    }
    for (ptrdiff_t i = 0; i < p->n * p->m; i++) {
        ptrdiff_t row = i / p->m, column = i % p->m;
        double got = (double)p->c[row * p->c_row + column * p->c_column];
        double wanted = sum_of(p, row, column);
        if (!(fabs(got - wanted) <= tolerance * largest)) {
            fail_msg("%s (%td, %td)(%td, %td) cell (%td, %td): %.9g, not %.9g", kernels->name, p->n,
                     p->k, p->k, p->m, row, column, got, wanted);
        }
    }
}

static void check_products(const struct kernels *kernels, uint32_t most, bool whole)
{
    uint32_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        struct matrices m = draw_matrices(&seed, most, whole);
        check_product(kernels, &m, whole ? 0 : 1e-5);
        free_matrices(&m);
    }
}

static void check_drawn_products(const struct kernels *kernels)
{
    check_products(kernels, 6, false);
    check_products(kernels, 70, false);
}

static void products_of_any_size_and_stride_are_near_the_exact_sums(void **state)
{
    (void)state;
    each_level(check_drawn_products);
}

static void check_whole_products(const struct kernels *kernels)
{
    check_products(kernels, 50, true);
}

static void products_of_whole_numbers_are_exact(void **state)
{
    (void)state;
    each_level(check_whole_products);
}

static void check_surroundings(const struct kernels *kernels)
{
    uint32_t seed = 2;
    for (int i = 0; i < ROUNDS; i++) {
        struct matrices m = draw_matrices(&seed, 20, false);
        size_t touched = 0;
        for (size_t j = 0; j < m.c_count + 8; j++) {
            m.c[j] = UNTOUCHED;
        }
        kernels->product(&m.p);
        for (size_t j = 0; j < m.c_count + 8; j++) {
            touched += m.c[j] != UNTOUCHED;
        }
        assert_int_equal(touched, m.p.n * m.p.m);
        free_matrices(&m);
    }
}

static void a_product_writes_its_own_cells_and_no_others(void **state)
{
    (void)state;
    each_level(check_surroundings);
}

static void check_empty_sum(const struct kernels *kernels)
{
    float bias[] = {3, -4}, c[] = {9, 9, 9, 9};
    struct kernel_product p = {.n = 2, .m = 2, .bias = bias, .c = c, .c_row = 2, .c_column = 1};
    p.a.at = p.b.at = bias;
    kernels->product(&p);
    assert_memory_equal(c, ((float[]){3, -4, 3, -4}), sizeof c);
    p.bias = NULL;
    kernels->product(&p);
    assert_memory_equal(c, ((float[]){0, 0, 0, 0}), sizeof c);
}

static void a_product_over_nothing_is_the_bias_or_zero(void **state)
{
    (void)state;
    each_level(check_empty_sum);
}

static bool same_special(float a, float b)
{
    return isnan(a) || isnan(b) ? isnan(a) && isnan(b) : isinf(a) || isinf(b) ? a == b : true;
}

static void check_specials(const struct kernels *kernels)
{
    uint32_t seed = 3;
    const float special[] = {0, NAN, INFINITY, -INFINITY};
    for (int i = 0; i < ROUNDS; i++) {
        struct matrices m = draw_matrices(&seed, 40, true);
        float *wanted = malloc((m.c_count + 8) * sizeof *wanted);
        for (int j = 0; j < 4; j++) {
            m.a[draw(&seed) % m.a_count] = special[j];
            m.b[draw(&seed) % m.b_count] = special[j];
        }
        struct kernel_product plain = m.p;
        plain.c = wanted + (m.p.c - m.c);
        kernels_level(KERNELS_PLAIN)->product(&plain);
        kernels->product(&m.p);
        for (ptrdiff_t j = 0; j < m.p.n * m.p.m; j++) {
            ptrdiff_t cell = j / m.p.m * m.p.c_row + j % m.p.m * m.p.c_column;
            assert_true(same_special(m.p.c[cell], plain.c[cell]));
        }
        free(wanted);
        free_matrices(&m);
    }
}

static void nan_and_infinity_reach_the_cells_that_they_should_and_no_others(void **state)
{
    (void)state;
    each_level(check_specials);
}

/* Row by row and far from where it was, the bits are those of the whole. */
static void check_bits(const struct kernels *kernels)
{
    uint32_t seed = 4;
    for (int i = 0; i < ROUNDS; i++) {
        struct matrices m = draw_matrices(&seed, 60, false);
        float *moved = malloc((m.a_count + 24) * sizeof *moved), alone[60];
        ptrdiff_t by = draw_size(&seed, 15);
        struct kernel_product row = m.p;
        memcpy(moved + by, m.a, (m.a_count + 8) * sizeof *moved);
        kernels->product(&m.p);
        row.n = m.p.n > 0;
        row.c = alone;
        row.c_column = 1;
        row.a.at = moved + by + (m.p.a.at - m.a) + m.p.n / 2 * m.p.a.row;
        kernels->product(&row);
        for (ptrdiff_t j = 0; j < row.n * row.m; j++) {
            const float *whole = m.p.c + m.p.n / 2 * m.p.c_row + j * m.p.c_column;
            assert_memory_equal(whole, &alone[j], sizeof *alone);
        }
        free(moved);
        free_matrices(&m);
    }
}

static void a_cells_bits_depend_on_its_row_and_column_alone(void **state)
{
    (void)state;
    each_level(check_bits);
}

/* (2, 3, 4, 5) seen as (2, 4, 3, 5): what a transpose of heads and tokens leaves. */
static void matmul_follows_the_strides_of_views(void **state)
{
    (void)state;
    uint32_t seed = 5;
    float a[120], b[120], out[96];
    struct attn_tensor left = {{4, {2, 3, 4, 5}, {0}}, {60, 5, 15, 1}, a};
    struct attn_tensor right = {{4, {2, 3, 4, 5}, {0}}, {60, 20, 5, 1}, b};
    fill(a, 120, &seed, true);
    fill(b, 120, &seed, true);
    product_run(out, &left, &right, true, NULL);
    for (int i = 0; i < 96; i++) {
        int z = i / 48, h = i / 16 % 3, row = i / 4 % 4, column = i % 4;
        float sum = 0;
        for (int t = 0; t < 5; t++) {
            sum += attn_tensor_at(&left, (int[]){z, h, row, t}) *
                   attn_tensor_at(&right, (int[]){z, h, column, t});
        }
        assert_true(out[i] == sum);
    }
}

/* x[..., 2:5] of (2, 3, 7), with the rows of both batches in one product. */
static void matmul_uses_one_b_for_every_batch(void **state)
{
    (void)state;
    uint32_t seed = 6;
    float x[42], w[12], bias[4], out[24];
    struct attn_tensor slice = {{3, {2, 3, 3}, {0}}, {21, 7, 1}, x + 2};
    struct attn_tensor weight = {{2, {4, 3}, {0}}, {3, 1}, w};
    fill(x, 42, &seed, true);
    fill(w, 12, &seed, true);
    fill(bias, 4, &seed, true);
    product_run(out, &slice, &weight, true, bias);
    for (int i = 0; i < 24; i++) {
        const float *a = x + 2 + i / 4 * 7, *b = w + i % 4 * 3;
        assert_true(out[i] == a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + bias[i % 4]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_any_size_and_stride_are_near_the_exact_sums),
        cmocka_unit_test(products_of_whole_numbers_are_exact),
        cmocka_unit_test(a_product_writes_its_own_cells_and_no_others),
        cmocka_unit_test(a_product_over_nothing_is_the_bias_or_zero),
        cmocka_unit_test(nan_and_infinity_reach_the_cells_that_they_should_and_no_others),
        cmocka_unit_test(a_cells_bits_depend_on_its_row_and_column_alone),
        cmocka_unit_test(matmul_follows_the_strides_of_views),
        cmocka_unit_test(matmul_uses_one_b_for_every_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
