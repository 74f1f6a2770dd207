/* Marks that are no rectangles: how much they cover, where they end, what a bad one does. */
#include "tests/easel.h"

#include "app/scene/path.h"
#include "app/scene/svg.h"
#include "tests/dump.h"

#include <math.h>

enum { WIDTH = 200, HEIGHT = 200 };

/* What stands on the ground, 0 to 1: of black, whose channel is darkest. */
static double ink_at(const struct easel *s, int x, int y)
{
    int width, height, pitch;
    const uint32_t *pixels = painter_pixels(s->painter, &width, &height, &pitch);
    uint32_t ground = theme_rgba(THEME_LIGHT, COLOUR_GROUND) >> 16 & 255;
    uint32_t green = pixels[(ptrdiff_t)y * (pitch / 4) + x] >> 8 & 255;
    return ((double)ground - (double)green) / (double)ground;
}

/* Logical pixels that are covered, with what is covered in part. */
static double area(struct easel *s, float density)
{
    struct platform_error error;
    double sum = 0;
    int side = (int)(WIDTH * density);
    fonts_set_density(s->fonts, density);
    assert_true(painter_paint(s->painter, &s->scene, WIDTH, HEIGHT, density, THEME_LIGHT, &error));
    for (int i = 0; i < side * side; i++) {
        sum += ink_at(s, i % side, i / side);
    }
    return sum / (double)(density * density);
}

static void assert_area(struct easel *s, double wanted, double share)
{
    static const float densities[] = {1, 1.5f, 2};
    for (int i = 0; i < 3; i++) {
        double is = area(s, densities[i]);
        if (fabs(is - wanted) > share * wanted) {
            fail_msg("%g pixels at density %g, not %g", is, (double)densities[i], wanted);
        }
    }
}

static void a_disc_covers_pi_r_squared(void **state)
{
    struct easel *s = *state;
    static const float radii[] = {1.5f, 4, 20.3f, 90};
    for (int i = 0; i < 4; i++) {
        float r = radii[i];
        scene_begin(&s->scene);
        scene_disc(&s->scene, (struct rect){100.2f - r, 99.7f - r, 2 * r, 2 * r}, COLOUR_BLACK,
                   COLOUR_NONE, 0);
        assert_area(s, 3.14159265 * (double)(r * r), 0.01);
    }
}

static void a_ring_covers_what_lies_between_its_edges(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    scene_disc(&s->scene, (struct rect){20, 20, 160, 160}, COLOUR_NONE, COLOUR_BLACK, 10);
    assert_area(s, 3.14159265 * (80 * 80 - 70 * 70), 0.01);
}

static void a_stroke_is_as_long_as_it_is_and_as_wide(void **state)
{
    struct easel *s = *state;
    static const float ends[][2] = {{180, 30.5f}, {20.5f, 180}, {150.3f, 140.7f}, {23, 181}};
    for (int i = 0; i < 4; i++) {
        float dx = ends[i][0] - 20.5f, dy = ends[i][1] - 30.5f;
        scene_begin(&s->scene);
        path_stroke(&s->scene, 20.5f, 30.5f, ends[i][0], ends[i][1], COLOUR_BLACK, 7.5f);
        assert_area(s, sqrt((double)(dx * dx + dy * dy)) * 7.5, 0.01);
    }
}

static void half_a_ring_of_quarters_covers_half_a_ring(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, 100, 40);
    path_quarter(&path, 40, 100, true);
    path_quarter(&path, 100, 160, false);
    path_end(&path, COLOUR_NONE, COLOUR_BLACK, 24, 0, false);
    assert_area(s, 3.14159265 * (72 * 72 - 48 * 48) / 2, 0.01);
}

static void a_stroke_that_crosses_itself_counts_once(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    scene_fade(&s->scene, 0.5f);
    struct path path = path_begin(&s->scene, 20, 100);
    path_line(&path, 180, 100);
    path_line(&path, 20, 100);
    path_end(&path, COLOUR_NONE, COLOUR_BLACK, 20, 0, false);
    assert_area(s, 160 * 20 / 2.0, 0.01);
}

static void dashes_are_half_of_it(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, 20, 20);
    path_line(&path, 140, 110);
    path_end(&path, COLOUR_NONE, COLOUR_BLACK, 4, 5, false);
    assert_area(s, 150 * 4 / 2.0, 0.02);
}

static void a_ribbon_is_as_wide_as_its_ends_all_along(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, 20, 30);
    path_flow(&path, 180, 120, true);
    path_line(&path, 180, 150);
    path_flow(&path, 20, 60, true);
    path_end(&path, COLOUR_BLACK, COLOUR_NONE, 0, 0, true);
    assert_area(s, 160 * 30, 0.005);
}

static void what_is_off_the_picture_covers_nothing_and_shuts_in_all(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, -1e30f, -1e9f);
    path_line(&path, 1e30f, -1e9f);
    path_line(&path, 1e30f, 1e9f);
    path_line(&path, -1e30f, 1e9f);
    path_end(&path, COLOUR_BLACK, COLOUR_NONE, 0, 0, true);
    assert_area(s, WIDTH * HEIGHT, 0.001);
    scene_begin(&s->scene);
    scene_disc(&s->scene, (struct rect){300, -50, 90, 90}, COLOUR_BLACK, COLOUR_NONE, 0);
    path_stroke(&s->scene, -9, 500, 900, 300, COLOUR_BLACK, 40);
    assert_true(area(s, 1) < 1e-9);
}

/* A slope from far left of the picture to far right of it is a slope inside of it. */
static void an_edge_keeps_its_slope_where_it_leaves_the_picture(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, -10000, 0);
    path_line(&path, 10200, 200);
    path_line(&path, -10000, 200);
    path_end(&path, COLOUR_BLACK, COLOUR_NONE, 0, 0, true);
    assert_area(s, WIDTH * HEIGHT / 2.0, 0.002);
}

static void a_clip_cuts_curves_too(void **state)
{
    struct easel *s = *state;
    scene_begin(&s->scene);
    scene_clip(&s->scene, (struct rect){100, 0, 100, 200});
    scene_disc(&s->scene, (struct rect){20, 20, 160, 160}, COLOUR_BLACK, COLOUR_NONE, 0);
    assert_area(s, 3.14159265 * 80 * 80 / 2, 0.01);
}

static void what_is_no_path_is_left_out(void **state)
{
    struct easel *s = *state;
    const float bad[] = {NAN, INFINITY};
    scene_begin(&s->scene);
    for (int i = 0; i < 2; i++) {
        path_stroke(&s->scene, 0, 0, 10, bad[i], COLOUR_BLACK, 2);
        path_stroke(&s->scene, 0, 0, 10, 10, COLOUR_BLACK, bad[i]);
        scene_disc(&s->scene, (struct rect){0, 0, bad[i], 9}, COLOUR_BLACK, COLOUR_BLACK, 1);
        scene_disc(&s->scene, (struct rect){bad[i], 0, 9, 9}, COLOUR_BLACK, COLOUR_BLACK, 1);
    }
    struct path lone = path_begin(&s->scene, 5, 5);
    path_end(&lone, COLOUR_BLACK, COLOUR_BLACK, 3, 0, true);
    struct path many = path_begin(&s->scene, 5, 5);
    for (int i = 0; i < 2 * PATH_MOST; i++) {
        path_line(&many, (float)(i % 7), 9);
    }
    path_end(&many, COLOUR_BLACK, COLOUR_NONE, 0, 0, true);
    path_stroke(&s->scene, 50, 50, 50, 50, COLOUR_BLACK, 9);
    assert_true(area(s, 1) < 1e-9);
    assert_true(s->scene.point_count <= 2);
}

/* The page at density 2, each four pixels as one, is the page at density 1. */
static void at_twice_the_density_it_is_the_same_page(void **state)
{
    struct easel *s = *state;
    static double ones[WIDTH * HEIGHT];
    double sum = 0;
    scene_begin(&s->scene);
    struct path path = path_begin(&s->scene, 10, 90);
    path_curve(&path, 40, 10, 120, 190, 190, 20);
    path_end(&path, COLOUR_NONE, COLOUR_BLACK, 3, 7, false);
    scene_disc(&s->scene, (struct rect){20, 110, 60, 40}, COLOUR_BLACK, COLOUR_NONE, 0);
    area(s, 1);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        ones[i] = ink_at(s, i % WIDTH, i / WIDTH);
    }
    area(s, 2);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int x = 2 * (i % WIDTH), y = 2 * (i / WIDTH);
        double four = (ink_at(s, x, y) + ink_at(s, x + 1, y) + ink_at(s, x, y + 1) +
                       ink_at(s, x + 1, y + 1)) /
                      4;
        sum += fabs(four - ones[i]);
        if (fabs(four - ones[i]) > 0.15) { /* where two pieces of a stroke meet */
            fail_msg("at %d %d: %g, and at density 2 %g", x / 2, y / 2, ones[i], four);
        }
    }
    assert_true(sum < 0.005 * area(s, 1));
}

static void every_kind_fades(void **state)
{
    struct easel *s = *state;
    float cells[4] = {1, 1, 1, 1};
    struct heatmap map = {.map = HEATMAP_WEIGHTS, .range = 1};
    map.tensor = (struct attn_tensor){.data = cells, .shape = {.rank = 2, .size = {2, 2}}};
    map.tensor.stride[0] = 2;
    map.tensor.stride[1] = 1;
    for (int kind = ITEM_RECT; kind <= ITEM_DISC; kind++) {
        double sums[2] = {0, 0};
        for (int half = 0; kind != ITEM_CLIP && half < 2; half++) {
            scene_begin(&s->scene);
            scene_fade(&s->scene, half ? 0.5f : 0);
            struct rect r = {50, 50, 100, 100};
            kind == ITEM_RECT   ? scene_box(&s->scene, r, 8, COLOUR_BLACK, COLOUR_NONE, 0)
            : kind == ITEM_LINE ? scene_line(&s->scene, 50, 50, 150, 50, COLOUR_BLACK, 5, 0)
            : kind == ITEM_TEXT ? scene_text(&s->scene, 50, 90, FACE_PROSE, 34, COLOUR_BLACK, "Q")
            : kind == ITEM_HEATMAP ? scene_heatmap(&s->scene, r, &map)
            : kind == ITEM_TINT    ? scene_tint(&s->scene, r, 1)
            : kind == ITEM_HATCH   ? scene_hatch(&s->scene, r, COLOUR_BLACK)
            : kind == ITEM_PATH    ? path_stroke(&s->scene, 50, 50, 150, 99, COLOUR_BLACK, 9)
                                   : scene_disc(&s->scene, r, COLOUR_BLACK, COLOUR_NONE, 0);
            sums[half] = area(s, 1);
        }
        if (kind != ITEM_CLIP && (!(sums[0] > 50) || fabs(sums[1] / sums[0] - 0.5) > 0.03)) {
            fail_msg("kind %d: half of %g is %g", kind, sums[0], sums[1]);
        }
    }
}

/* Letters cover as much whichever way they are turned, and lie where their box says. */
static void a_text_turned_is_the_same_text(void **state)
{
    struct easel *s = *state;
    static const char words[] = "pronoun";
    double flat = 0;
    for (int turn = TURN_NONE; turn <= TURN_RISING; turn++) {
        scene_begin(&s->scene);
        scene_text_turned(&s->scene, 100, 100, (enum turn)turn, FACE_PROSE, 16, COLOUR_BLACK,
                          words);
        struct measure measure = fonts_measure(s->fonts);
        double is = area(s, 1);
        flat = turn == TURN_NONE ? is : flat;
        assert_true(is > 20 && fabs(is - flat) < 0.04 * flat);
        struct rect box =
            scene_text_box(&s->scene.items[0], measure_width(&measure, FACE_PROSE, 16, words));
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            float x = (float)(i % WIDTH), y = (float)(i / WIDTH), air = 6; /* 'p' hangs below */
            bool inside = x > box.x - air && x < box.x + box.w + air && y > box.y - air &&
                          y < box.y + box.h + air;
            assert_true(inside || ink_at(s, i % WIDTH, i / WIDTH) < 0.01);
        }
    }
}

static void marks_are_text_too(void **state)
{
    struct easel *s = *state;
    char dump[512], svg[4096];
    scene_begin(&s->scene);
    scene_fade(&s->scene, 0.25f);
    path_stroke(&s->scene, 10, 20, 30, 20, COLOUR_INK, 4);
    scene_fade(&s->scene, 0);
    scene_disc(&s->scene, (struct rect){1, 2, 8, 8}, COLOUR_INK, COLOUR_ERROR, 2);
    scene_text_turned(&s->scene, 5, 6, TURN_RISING, FACE_PROSE, 12, COLOUR_INK, "noun");
    scene_dump(&s->scene, dump, sizeof dump);
    assert_non_null(strstr(dump, "path 8.0 18.0 24.0 4.0 fill 0"));
    assert_non_null(strstr(dump, "points 2 faded 0.25\n"));
    assert_non_null(strstr(dump, "disc 1.0 2.0 8.0 8.0"));
    assert_non_null(strstr(dump, " rising \"noun\""));
    FILE *out = tmpfile();
    svg_write(out, &s->scene, THEME_LIGHT, 100, 50, "t");
    rewind(out);
    svg[fread(svg, 1, sizeof svg - 1, out)] = '\0';
    fclose(out);
    assert_non_null(strstr(svg, "<g opacity=\"0.75\">\n<path d=\"M10 20L30 20\""));
    assert_non_null(strstr(svg, "<ellipse cx=\"5\" cy=\"6\" rx=\"3\" ry=\"3\" fill=\"#1c2126\""));
    assert_non_null(strstr(svg, "rotate(-45 5 6)"));
}

static void a_copy_in_another_scene_is_the_same_mark(void **state)
{
    struct easel *s = *state;
    struct scene other = {0};
    scene_begin(&s->scene);
    scene_key(&s->scene, "head", 3);
    path_stroke(&s->scene, 10, 20, 30, 25, COLOUR_INK, 4);
    scene_text(&s->scene, 5, 6, FACE_PROSE, 12, COLOUR_INK, "noun");
    for (int i = 0; i < s->scene.item_count; i++) {
        scene_copy(&other, &s->scene, &s->scene.items[i]);
    }
    char one[512], two[512];
    scene_dump(&s->scene, one, sizeof one);
    scene_dump(&other, two, sizeof two);
    assert_string_equal(one, two);
    assert_true(other.item_count > 0);
    uint64_t key = other.item_count > 0 ? other.items[0].key : 0;
    assert_true(key == s->scene.key && key != 0);
    scene_key(&s->scene, "head", 4);
    assert_true(key != s->scene.key);
    scene_key(&s->scene, NULL, 4);
    assert_true(s->scene.key == 0);
    scene_clear(&other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, easel_open, easel_close)
    const struct CMUnitTest tests[] = {
        TEST(a_disc_covers_pi_r_squared),
        TEST(a_ring_covers_what_lies_between_its_edges),
        TEST(a_stroke_is_as_long_as_it_is_and_as_wide),
        TEST(half_a_ring_of_quarters_covers_half_a_ring),
        TEST(a_stroke_that_crosses_itself_counts_once),
        TEST(dashes_are_half_of_it),
        TEST(a_ribbon_is_as_wide_as_its_ends_all_along),
        TEST(what_is_off_the_picture_covers_nothing_and_shuts_in_all),
        TEST(an_edge_keeps_its_slope_where_it_leaves_the_picture),
        TEST(a_clip_cuts_curves_too),
        TEST(what_is_no_path_is_left_out),
        TEST(at_twice_the_density_it_is_the_same_page),
        TEST(every_kind_fades),
        TEST(a_text_turned_is_the_same_text),
        TEST(marks_are_text_too),
        TEST(a_copy_in_another_scene_is_the_same_mark),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
