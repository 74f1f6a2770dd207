/* Scenes become pixels: exact edges at every density, texts where they belong. No display is needed. */
#include "tests/easel.h"

#include "app/scene/heatmap.h"

#include <SDL.h>

enum { WIDTH = 120, HEIGHT = 80 };

static void paint(struct easel *s, float density)
{
    struct platform_error error = {""};
    s->density = density;
    fonts_set_density(s->fonts, density);
    if (!painter_paint(s->painter, &s->scene, WIDTH, HEIGHT, density, THEME_LIGHT, &error)) {
        fail_msg("%s", error.text);
    }
}

static uint32_t pixel(const struct easel *s, int x, int y)
{
    int width, height, pitch;
    const uint32_t *pixels = painter_pixels(s->painter, &width, &height, &pitch);
    assert_in_range(x, 0, width - 1);
    assert_in_range(y, 0, height - 1);
    return pixels[(size_t)y * (size_t)(pitch / 4) + (size_t)x];
}

static uint32_t plain(enum colour colour)
{
    return 0xff000000u | theme_rgba(THEME_LIGHT, colour) >> 8;
}

/* The smallest box around all pixels that are not the ground's; w is 0 when there are none. */
static SDL_Rect inked(const struct easel *s)
{
    int width, height, pitch, x0 = 1 << 20, y0 = 1 << 20, x1 = -1, y1 = -1;
    (void)painter_pixels(s->painter, &width, &height, &pitch);
    for (int i = 0; i < width * height; i++) {
        int x = i % width, y = i / width;
        if (pixel(s, x, y) != plain(COLOUR_GROUND)) {
            x0 = x < x0 ? x : x0;
            x1 = x > x1 ? x : x1;
            y0 = y < y0 ? y : y0;
            y1 = y > y1 ? y : y1;
        }
    }
    return x1 < 0 ? (SDL_Rect){0, 0, 0, 0} : (SDL_Rect){x0, y0, x1 - x0 + 1, y1 - y0 + 1};
}

/* Copies the picture; the caller frees. */
static uint32_t *copied(const struct easel *s, size_t *bytes)
{
    int width, height, pitch;
    const uint32_t *pixels = painter_pixels(s->painter, &width, &height, &pitch);
    *bytes = (size_t)height * (size_t)pitch;
    uint32_t *copy = malloc(*bytes);
    assert_non_null(copy);
    memcpy(copy, pixels, *bytes);
    return copy;
}

/* ---- shapes ---- */

static void a_rectangle_has_exact_pixels(void **state)
{
    struct easel *s = *state;
    scene_rect(&s->scene, (struct rect){10, 20, 30, 5}, COLOUR_ACCENT);
    for (int density = 1; density <= 2; density++) {
        paint(s, (float)density);
        SDL_Rect ink = inked(s);
        assert_int_equal(ink.x, 10 * density);
        assert_int_equal(ink.y, 20 * density);
        assert_int_equal(ink.w, 30 * density);
        assert_int_equal(ink.h, 5 * density);
        assert_int_equal(pixel(s, 10 * density, 20 * density), plain(COLOUR_ACCENT));
        assert_int_equal(pixel(s, 40 * density - 1, 25 * density - 1), plain(COLOUR_ACCENT));
    }
}

static void a_stroke_lies_inside_the_edge(void **state)
{
    struct easel *s = *state;
    scene_box(&s->scene, (struct rect){10, 10, 40, 20}, 5, COLOUR_PANEL, COLOUR_INK, 1);
    paint(s, 2);
    SDL_Rect ink = inked(s);
    assert_int_equal(ink.x, 20);
    assert_int_equal(ink.w, 80);
    assert_int_equal(pixel(s, 20, 20), plain(COLOUR_GROUND)); /* the corner is round */
    assert_int_equal(pixel(s, 60, 21), plain(COLOUR_INK));
    assert_int_equal(pixel(s, 60, 22), plain(COLOUR_PANEL));
    assert_int_equal(pixel(s, 99, 40), plain(COLOUR_INK));
}

static void round_corners_are_symmetric_and_smooth(void **state)
{
    struct easel *s = *state;
    int between = 0;
    scene_box(&s->scene, (struct rect){10, 10, 40, 20}, 8, COLOUR_INK, COLOUR_NONE, 0);
    paint(s, 1);
    for (int i = 0; i < 8 * 8; i++) {
        int x = i % 8, y = i / 8;
        uint32_t corner = pixel(s, 10 + x, 10 + y);
        assert_int_equal(corner, pixel(s, 49 - x, 10 + y));
        assert_int_equal(corner, pixel(s, 10 + x, 29 - y));
        between += corner != plain(COLOUR_INK) && corner != plain(COLOUR_GROUND);
    }
    assert_true(between >= 6);
}

static void a_hairline_is_one_crisp_row(void **state)
{
    struct easel *s = *state;
    scene_line(&s->scene, 10, 30, 50, 30, COLOUR_INK, 1, 0);
    paint(s, 1);
    SDL_Rect ink = inked(s);
    assert_int_equal(ink.h, 1);
    assert_int_equal(ink.w, 40);
    assert_int_equal(pixel(s, 25, 30), plain(COLOUR_INK));
}

static void dashes_leave_gaps_of_their_own_length(void **state)
{
    struct easel *s = *state;
    scene_line(&s->scene, 10, 10, 10, 50, COLOUR_INK, 1, 2);
    paint(s, 1);
    assert_int_equal(pixel(s, 10, 10), plain(COLOUR_INK));
    assert_int_equal(pixel(s, 10, 11), plain(COLOUR_INK));
    assert_int_equal(pixel(s, 10, 12), plain(COLOUR_GROUND));
    assert_int_equal(pixel(s, 10, 14), plain(COLOUR_INK));
}

static void nothing_is_drawn_outside_a_clip(void **state)
{
    struct easel *s = *state;
    scene_clip(&s->scene, (struct rect){20, 20, 30, 30});
    scene_rect(&s->scene, (struct rect){0, 0, 100, 25}, COLOUR_ACCENT);
    scene_hatch(&s->scene, (struct rect){0, 0, 100, 70}, COLOUR_INK);
    scene_rect(&s->scene, (struct rect){0, 0, 100, 70}, COLOUR_SHADE);
    scene_text(&s->scene, 0, 40, FACE_PROSE, 14, COLOUR_INK, "far wider than what is shown");
    scene_unclip(&s->scene);
    paint(s, 1);
    SDL_Rect ink = inked(s);
    assert_true(ink.x == 20 && ink.y == 20 && ink.w == 30 && ink.h == 30);
}

static void a_hatch_is_smooth(void **state)
{
    struct easel *s = *state;
    int between = 0, ground = 0;
    scene_hatch(&s->scene, (struct rect){0, 0, 40, 40}, COLOUR_INK);
    paint(s, 1);
    for (int x = 0; x < 40; x++) {
        uint32_t c = pixel(s, x, 7);
        ground += c == plain(COLOUR_GROUND);
        between += c != plain(COLOUR_GROUND) && c != plain(COLOUR_INK);
    }
    assert_true(between > 0 && ground > 0);
}

/* ---- heatmaps ---- */

static const float cells[5 * 7] = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1,
                                   1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1};

static struct heatmap checkers(void)
{
    struct heatmap h = {.map = HEATMAP_SIGNED, .range = 1};
    h.tensor.data = cells;
    h.tensor.shape = (struct attn_shape){.rank = 2, .size = {5, 7}};
    h.tensor.stride[0] = 7;
    h.tensor.stride[1] = 1;
    return h;
}

/* Paints every cell's frame over its cell: no pixel of the heatmap may remain around or between. */
static void frames_cover_exactly_the_painted_cells(void **state)
{
    struct easel *s = *state;
    struct rect whole = {7.3f, 5.6f, 91, 52.5f};
    const float densities[] = {1, 1.1f, 1.25f, 1.5f, 2};
    struct heatmap h = checkers();
    for (int i = 0; i < 5 * 5 * 7; i++) {
        int cell = i % 35;
        struct rect r = heatmap_cell_rect(whole, 5, 7, cell / 7, cell % 7);
        scene_begin(&s->scene);
        scene_heatmap(&s->scene, whole, &h);
        paint(s, densities[i / 35]);
        size_t bytes;
        uint32_t *before = copied(s, &bytes), own = heatmap_colour(THEME_LIGHT, &h, cells[cell]);
        scene_rect(&s->scene, r, COLOUR_INK);
        paint(s, densities[i / 35]);
        for (size_t p = 0; p < bytes / 4; p++) {
            int width, height, pitch;
            const uint32_t *now = painter_pixels(s->painter, &width, &height, &pitch);
            if (now[p] != before[p]) {
                assert_int_equal(before[p], own);
            }
        }
        free(before);
    }
}

static void a_heatmap_is_painted_anew_when_its_revision_changes(void **state)
{
    struct easel *s = *state;
    float one = 1;
    struct heatmap h = checkers();
    h.tensor.data = &one;
    h.tensor.shape.size[0] = h.tensor.shape.size[1] = 1;
    scene_heatmap(&s->scene, (struct rect){0, 0, 10, 10}, &h);
    paint(s, 1);
    assert_int_equal(pixel(s, 5, 5), heatmap_colour(THEME_LIGHT, &h, 1));
    one = -1;
    h.revision++;
    scene_begin(&s->scene);
    scene_heatmap(&s->scene, (struct rect){0, 0, 10, 10}, &h);
    paint(s, 1);
    assert_int_equal(pixel(s, 5, 5), heatmap_colour(THEME_LIGHT, &h, -1));
}

static void more_heatmaps_than_are_kept_are_all_right(void **state)
{
    struct easel *s = *state;
    struct heatmap h = checkers();
    for (int i = 0; i < 200; i++) {
        h.op = i;
        scene_heatmap(&s->scene, (struct rect){(float)(i % 20) * 2, 0, 70, 50}, &h);
    }
    paint(s, 1);
    paint(s, 1);
    assert_int_equal(pixel(s, 40, 2), heatmap_colour(THEME_LIGHT, &h, 1));
}

/* ---- texts ---- */

static void text_stands_on_its_baseline(void **state)
{
    struct easel *s = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        for (int density = 1; density <= 2; density++) {
            scene_begin(&s->scene);
            scene_text(&s->scene, 20, 40, (enum face)face, 14, COLOUR_INK, "HEH");
            paint(s, (float)density);
            SDL_Rect ink = inked(s);
            struct measure measure = fonts_measure(s->fonts);
            float width = measure_width(&measure, (enum face)face, 14, "HEH");
            assert_in_range(ink.x, 20 * density, 23 * density);
            assert_in_range(ink.x + ink.w, (int)(18 + width) * density,
                            (int)(21 + width) * density);
            assert_in_range(ink.y + ink.h, 40 * density - 1, 40 * density + 1);
            assert_in_range(ink.h, 9 * density, 12 * density);
        }
    }
}

static void text_reads_downwards(void **state)
{
    struct easel *s = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        scene_begin(&s->scene);
        scene_text_turned(&s->scene, 30, 10, TURN_DOWN, (enum face)face, 12, COLOUR_INK, "HEIHEI");
        paint(s, 1);
        SDL_Rect ink = inked(s);
        assert_true(ink.h > 3 * ink.w);
        assert_in_range(ink.x, 29, 31);
        assert_in_range(ink.y, 10, 13);
    }
}

/* A ligature would draw "->" otherwise than "-" and ">" in their places. */
static void code_has_no_ligatures(void **state)
{
    struct easel *s = *state;
    struct measure m = fonts_measure(s->fonts);
    const char *pairs[] = {"->", ">=", "!=", "==", "**", "www"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t bytes;
        scene_begin(&s->scene);
        scene_text(&s->scene, 10, 40, FACE_CODE, 14, COLOUR_INK, pairs[i]);
        paint(s, 2);
        uint32_t *together = copied(s, &bytes);
        float advance = measure_width(&m, FACE_CODE, 14, "0");
        scene_begin(&s->scene);
        for (size_t c = 0; pairs[i][c]; c++) {
            scene_text_bytes(&s->scene, 10 + advance * (float)c, 40, FACE_CODE, 14, COLOUR_INK,
                             pairs[i] + c, 1);
        }
        paint(s, 2);
        int width, height, pitch;
        assert_memory_equal(together, painter_pixels(s->painter, &width, &height, &pitch), bytes);
        free(together);
    }
}

static void the_same_scene_gives_the_same_pixels(void **state)
{
    struct easel *s = *state;
    struct heatmap h = checkers();
    scene_heatmap(&s->scene, (struct rect){5, 5, 70, 50}, &h);
    scene_box(&s->scene, (struct rect){5, 5, 80, 60}, 6, COLOUR_NONE, COLOUR_ACCENT, 2);
    scene_text(&s->scene, 10, 40, FACE_PROSE_BOLD, 13.5f, COLOUR_INK, "scores");
    size_t bytes;
    int width, height, pitch;
    paint(s, 1);
    uint32_t *first = copied(s, &bytes);
    paint(s, 2);
    paint(s, 1);
    assert_memory_equal(first, painter_pixels(s->painter, &width, &height, &pitch), bytes);
    free(first);
}

static void a_window_needs_a_display(void **state)
{
    struct platform_error error = {""};
    (void)state;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    assert_null(window_new("test", 960, 600, &error));
    assert_true(error.text[0] != '\0');
}

#define painting(test) cmocka_unit_test_setup_teardown(test, easel_open, easel_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        painting(a_rectangle_has_exact_pixels),
        painting(a_stroke_lies_inside_the_edge),
        painting(round_corners_are_symmetric_and_smooth),
        painting(a_hairline_is_one_crisp_row),
        painting(dashes_leave_gaps_of_their_own_length),
        painting(nothing_is_drawn_outside_a_clip),
        painting(a_hatch_is_smooth),
        painting(frames_cover_exactly_the_painted_cells),
        painting(a_heatmap_is_painted_anew_when_its_revision_changes),
        painting(more_heatmaps_than_are_kept_are_all_right),
        painting(text_stands_on_its_baseline),
        painting(text_reads_downwards),
        painting(code_has_no_ligatures),
        painting(the_same_scene_gives_the_same_pixels),
        cmocka_unit_test(a_window_needs_a_display),
    };
    return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
