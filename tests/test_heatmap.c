/* Colour maps, checked by computing them: order, contrast, colour blindness; and what a heatmap
 * never loses: a hot cell, a NaN. */
#include "app/scene/heatmap.h"

#include <math.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { VALUES = 256, SIDE = 64 };

static struct heatmap a_map(enum heatmap_map map)
{
    return (struct heatmap){.map = map, .range = 2};
}

static struct heatmap of_cells(const float *cells, int rows, int columns)
{
    struct heatmap h = {.map = HEATMAP_SIGNED, .range = 1};
    h.tensor.data = cells;
    h.tensor.shape = (struct attn_shape){.rank = 2, .size = {rows, columns}};
    h.tensor.stride[0] = columns;
    h.tensor.stride[1] = 1;
    return h;
}

/* Value i of VALUES across the map's range. */
static float value_at(const struct heatmap *h, int i)
{
    float t = (float)i / (VALUES - 1);
    return h->range * (h->map == HEATMAP_SIGNED ? 2 * t - 1 : t);
}

struct linear {
    double r, g, b;
};

static double channel(uint32_t byte)
{
    double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static struct linear linear_of(uint32_t rgb)
{
    return (struct linear){channel(rgb >> 16 & 255), channel(rgb >> 8 & 255), channel(rgb & 255)};
}

/* WCAG 2. */
static double luminance(struct linear c)
{
    return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(linear_of(a)), y = luminance(linear_of(b));
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* Full protanopia and deuteranopia on linear RGB (Machado, Oliveira, Fernandes 2009). */
static const double sights[3][9] = {
    {1, 0, 0, 0, 1, 0, 0, 0, 1},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
};

static struct linear seen(struct linear c, const double *m)
{
    return (struct linear){m[0] * c.r + m[1] * c.g + m[2] * c.b,
                           m[3] * c.r + m[4] * c.g + m[5] * c.b,
                           m[6] * c.r + m[7] * c.g + m[8] * c.b};
}

static double distance(struct linear a, struct linear b)
{
    return fabs(cbrt(a.r) - cbrt(b.r)) + fabs(cbrt(a.g) - cbrt(b.g)) + fabs(cbrt(a.b) - cbrt(b.b));
}

/* ---- colours ---- */

static void zero_is_the_middle_and_the_ends_are_the_ends(void **state)
{
    (void)state;
    static const uint32_t signed_want[THEME_COUNT][3] = {{0xff245a9c, 0xfff6f5f2, 0xffc2571a},
                                                         {0xff6db3f2, 0xff23272e, 0xfff59e5b}};
    static const uint32_t weight_want[THEME_COUNT][2] = {{0xfff5f7f4, 0xff063b3a},
                                                         {0xff20262a, 0xffd8fff2}};
    struct heatmap s = a_map(HEATMAP_SIGNED), w = a_map(HEATMAP_WEIGHTS);
    for (int i = 0; i < THEME_COUNT; i++) {
        enum theme theme = (enum theme)i;
        assert_int_equal(heatmap_colour(theme, &s, -2), signed_want[i][0]);
        assert_int_equal(heatmap_colour(theme, &s, 0), signed_want[i][1]);
        assert_int_equal(heatmap_colour(theme, &s, -0.0f), signed_want[i][1]);
        assert_int_equal(heatmap_colour(theme, &s, 2), signed_want[i][2]);
        assert_int_equal(heatmap_colour(theme, &w, 0), weight_want[i][0]);
        assert_int_equal(heatmap_colour(theme, &w, 2), weight_want[i][1]);
    }
}

static void beyond_the_range_is_the_end_of_it(void **state)
{
    (void)state;
    struct heatmap h = a_map(HEATMAP_SIGNED);
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, 1e30f), heatmap_colour(THEME_LIGHT, &h, 2));
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, -9), heatmap_colour(THEME_LIGHT, &h, -2));
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, INFINITY), heatmap_colour(THEME_LIGHT, &h, 2));
}

static void zero_is_the_middle_of_an_empty_range_too(void **state)
{
    (void)state;
    struct heatmap h = a_map(HEATMAP_SIGNED), empty = {.map = HEATMAP_SIGNED};
    assert_int_equal(heatmap_colour(THEME_DARK, &empty, 0), heatmap_colour(THEME_DARK, &h, 0));
    assert_int_equal(heatmap_colour(THEME_DARK, &empty, 1), heatmap_colour(THEME_DARK, &h, 2));
}

static void figures_read_well_on_every_cell(void **state)
{
    (void)state;
    for (int i = 0; i < THEME_COUNT * 2 * (VALUES + 2); i++) {
        enum theme theme = (enum theme)(i % 2);
        struct heatmap h = a_map(i / 2 % 2 ? HEATMAP_SIGNED : HEATMAP_WEIGHTS);
        int step = i / 4;
        float value = step < VALUES ? value_at(&h, step) : step == VALUES ? NAN : -INFINITY;
        enum colour figure = heatmap_figure_colour(theme, &h, value);
        enum colour other = figure == COLOUR_BLACK ? COLOUR_WHITE : COLOUR_BLACK;
        uint32_t ground = heatmap_colour(theme, &h, value);
        double got = contrast(theme_rgba(theme, figure) >> 8, ground);
        if (got < 4.5 || got < contrast(theme_rgba(theme, other) >> 8, ground)) {
            fail_msg("theme %d map %d value %g: contrast %.2f", theme, h.map, (double)value, got);
        }
    }
}

/* For every sight: the larger the weight, the darker (light theme) or lighter (dark theme). One
 * step may fall back by what rounding to bytes makes of it; eight may not. */
static void weights_are_ordered_by_luminance_for_every_sight(void **state)
{
    (void)state;
    struct heatmap h = a_map(HEATMAP_WEIGHTS);
    for (int i = 0; i < THEME_COUNT * 3; i++) {
        enum theme theme = (enum theme)(i % 2);
        double sign = theme == THEME_LIGHT ? -1 : 1, now[VALUES];
        for (int v = 0; v < VALUES; v++) {
            uint32_t colour = heatmap_colour(theme, &h, value_at(&h, v));
            now[v] = sign * luminance(seen(linear_of(colour), sights[i / 2]));
            if ((v >= 1 && now[v] < now[v - 1] - 3e-4) || (v >= 8 && now[v] <= now[v - 8])) {
                fail_msg("theme %d sight %d step %d: %.5f", theme, i / 2, v, now[v]);
            }
        }
    }
}

/* Each half of the signed map goes one way in luminance; the halves never look alike. */
static void signed_values_are_ordered_and_signs_differ_for_every_sight(void **state)
{
    (void)state;
    struct heatmap h = a_map(HEATMAP_SIGNED);
    for (int i = 0; i < THEME_COUNT * 3; i++) {
        enum theme theme = (enum theme)(i % 2);
        double sign = theme == THEME_LIGHT ? -1 : 1, last[2] = {-2, -2};
        for (int v = 0; v < 128; v++) {
            struct linear side[2];
            for (int s = 0; s < 2; s++) {
                float value = h.range * (float)v / 127 * (s ? -1 : 1);
                side[s] = seen(linear_of(heatmap_colour(theme, &h, value)), sights[i / 2]);
                double now = sign * luminance(side[s]);
                if (now < last[s] - 1e-4) {
                    fail_msg("theme %d sight %d side %d step %d: %.5f after %.5f", theme, i / 2, s,
                             v, now, last[s]);
                }
                last[s] = now;
            }
            if (v > 32 && distance(side[0], side[1]) < 0.05) {
                fail_msg("theme %d sight %d: +%d looks like -%d", theme, i / 2, v, v);
            }
        }
    }
}

/* ---- painting ---- */

struct picture {
    uint32_t pixels[SIDE * SIDE];
};

static struct picture painted(const struct heatmap *h, int width, int height)
{
    struct picture p;
    memset(&p, 0, sizeof p);
    struct heatmap_place whole = {0, 0, (float)width, (float)height};
    heatmap_paint(p.pixels, width, height, SIDE, &whole, 1, THEME_LIGHT, h);
    return p;
}

static bool shows(const struct picture *p, uint32_t colour)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (p->pixels[i] == colour) {
            return true;
        }
    }
    return false;
}

static void a_hot_cell_survives_any_size(void **state)
{
    (void)state;
    static float cells[300 * 200];
    struct heatmap h = of_cells(cells, 300, 200);
    cells[217 * 200 + 133] = -1;
    uint32_t hot = heatmap_colour(THEME_LIGHT, &h, -1);
    for (int side = 1; side <= SIDE; side += 3) {
        struct picture p = painted(&h, side, SIDE - side + 1);
        assert_true(shows(&p, hot));
    }
}

static void a_crowd_in_one_direction_keeps_its_borders_in_the_other(void **state)
{
    (void)state;
    static float cells[200 * 3];
    struct heatmap h = of_cells(cells, 200, 3);
    cells[50 * 3 + 1] = 1;
    struct picture p = painted(&h, 31, 20);
    uint32_t hot = heatmap_colour(THEME_LIGHT, &h, 1);
    int first = SIDE, last = -1;
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (p.pixels[i] == hot) {
            first = i % SIDE < first ? i % SIDE : first;
            last = i % SIDE > last ? i % SIDE : last;
        }
    }
    assert_int_equal(first, 10); /* round(31 / 3), as a frame around the cell */
    assert_int_equal(last, 20);  /* round(62 / 3) - 1 */
}

static void a_nan_survives_a_crowd(void **state)
{
    (void)state;
    static float cells[SIDE * 4 * 9];
    struct heatmap h = of_cells(cells, 9, SIDE * 4);
    struct picture plain = painted(&h, SIDE, 9);
    cells[5] = NAN;
    struct picture p = painted(&h, SIDE, 9);
    assert_true(memcmp(&plain, &p, sizeof p) != 0);
}

/* Two colours at least in the cell, and none of them a value's. */
static void patterns_look_like_no_value(void **state)
{
    (void)state;
    const float cells[2] = {NAN, -INFINITY};
    for (int i = 0; i < 2 * 2; i++) {
        struct heatmap h = of_cells(&cells[i % 2], 1, 1);
        h.map = i / 2 ? HEATMAP_WEIGHTS : HEATMAP_SIGNED;
        struct picture p = painted(&h, 24, 24);
        int plain = 0, inked = 0;
        for (int at = 0; at < 24; at++) {
            uint32_t pixel = p.pixels[at * SIDE + 3];
            plain += pixel == heatmap_colour(THEME_LIGHT, &h, cells[i % 2]);
            inked += pixel != heatmap_colour(THEME_LIGHT, &h, cells[i % 2]);
        }
        assert_true(plain > 0 && inked > 0);
        for (int v = 0; v < VALUES; v++) {
            assert_int_not_equal(heatmap_colour(THEME_LIGHT, &h, value_at(&h, v)),
                                 heatmap_colour(THEME_LIGHT, &h, cells[i % 2]));
        }
    }
}

static void nan_and_what_a_mask_hides_differ(void **state)
{
    (void)state;
    const float cells[2] = {NAN, -INFINITY};
    struct heatmap a = of_cells(&cells[0], 1, 1), b = of_cells(&cells[1], 1, 1);
    struct picture p = painted(&a, 24, 24), q = painted(&b, 24, 24);
    assert_true(memcmp(&p, &q, sizeof p) != 0);
}

/* A NaN is hatched both ways: mirrored it is the same; what a mask hides leans one way. */
static void only_a_nan_is_hatched_both_ways(void **state)
{
    (void)state;
    for (int crossed = 0; crossed < 2; crossed++) {
        uint32_t pixels[12 * 12];
        int mirrored = 0;
        memset(pixels, 0xff, sizeof pixels);
        heatmap_hatch(pixels, 12, &(struct hatch){.period = 6, .thick = 1.5f, .crossed = crossed},
                      0, 0, 12, 12);
        for (int i = 0; i < 12 * 12; i++) { /* about column 6, where a line begins */
            mirrored += pixels[i] == pixels[i / 12 * 12 + (12 - i % 12) % 12];
        }
        assert_int_equal(mirrored == 12 * 12, crossed);
    }
}

static void large_cells_are_parted_and_small_ones_are_not(void **state)
{
    (void)state;
    const float cells[4] = {1, 1, 1, 1};
    struct heatmap h = of_cells(cells, 2, 2);
    h.gap = 1;
    uint32_t ground = 0xff000000u | theme_rgba(THEME_LIGHT, COLOUR_GROUND) >> 8;
    struct picture large = painted(&h, 12, 12), small = painted(&h, 11, 11);
    assert_int_equal(large.pixels[5], ground);
    assert_int_equal(large.pixels[4], heatmap_colour(THEME_LIGHT, &h, 1));
    assert_int_equal(large.pixels[6], heatmap_colour(THEME_LIGHT, &h, 1));
    assert_false(shows(&small, ground));
}

static void planned_numbers_are_a_hatch(void **state)
{
    (void)state;
    struct heatmap h = of_cells(NULL, 4, 4);
    struct picture p = painted(&h, 32, 32);
    assert_true(shows(&p, 0xff000000u | theme_rgba(THEME_LIGHT, COLOUR_SOFT) >> 8));
    assert_int_not_equal(p.pixels[0], 0);
    assert_int_equal(p.pixels[32], 0); /* nothing outside */
}

static void a_bar_runs_from_end_to_end(void **state)
{
    (void)state;
    struct heatmap h = {.map = HEATMAP_SIGNED, .range = 3, .bar = true};
    struct picture p = painted(&h, 33, 4);
    assert_int_equal(p.pixels[0], heatmap_colour(THEME_LIGHT, &h, -3));
    assert_int_equal(p.pixels[16], heatmap_colour(THEME_LIGHT, &h, 0));
    assert_int_equal(p.pixels[SIDE * 3 + 32], heatmap_colour(THEME_LIGHT, &h, 3));
}

static void cells_tile_their_rectangle(void **state)
{
    (void)state;
    struct rect whole = {10, 20, 70, 33}, last = heatmap_cell_rect(whole, 3, 7, 2, 6);
    struct rect cell = heatmap_cell_rect(whole, 3, 7, 1, 2);
    assert_float_equal(cell.x, 30, 1e-5);
    assert_float_equal(cell.y, 31, 1e-5);
    assert_float_equal(last.x + last.w, 80, 1e-5);
    assert_float_equal(last.y + last.h, 53, 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zero_is_the_middle_and_the_ends_are_the_ends),
        cmocka_unit_test(beyond_the_range_is_the_end_of_it),
        cmocka_unit_test(zero_is_the_middle_of_an_empty_range_too),
        cmocka_unit_test(figures_read_well_on_every_cell),
        cmocka_unit_test(weights_are_ordered_by_luminance_for_every_sight),
        cmocka_unit_test(signed_values_are_ordered_and_signs_differ_for_every_sight),
        cmocka_unit_test(a_hot_cell_survives_any_size),
        cmocka_unit_test(a_crowd_in_one_direction_keeps_its_borders_in_the_other),
        cmocka_unit_test(a_nan_survives_a_crowd),
        cmocka_unit_test(patterns_look_like_no_value),
        cmocka_unit_test(nan_and_what_a_mask_hides_differ),
        cmocka_unit_test(only_a_nan_is_hatched_both_ways),
        cmocka_unit_test(large_cells_are_parted_and_small_ones_are_not),
        cmocka_unit_test(planned_numbers_are_a_hatch),
        cmocka_unit_test(a_bar_runs_from_end_to_end),
        cmocka_unit_test(cells_tile_their_rectangle),
    };
    return cmocka_run_group_tests_name("heatmap", tests, NULL, NULL);
}
