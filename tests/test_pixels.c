/* Each kind of item in pixels, in both themes and at three densities, as tests/golden/pixels.txt keeps
 * it: how many pixels are not the ground's, and a sum of all. No text: its letters are FreeType's.
 * `UPDATE_GOLDEN=1 make test` writes the file anew: look at the pictures first. */
#include "tests/screen.h"
#include "tests/easel.h"

#include <math.h>

enum { WIDTH = 64, HEIGHT = 48, TEXT = 1 << 14 };

static const float numbers[] = {0, 0.5f, -0.5f, 1, -1, -INFINITY, NAN, 0.1f, -2, 2, 0.25f, 0.75f};

static void add_map(struct scene *scene, struct rect rect, enum heatmap_map map, int rows)
{
    struct heatmap h = {.map = map, .range = 2, .gap = 1};
    h.tensor.data = (float *)(uintptr_t)numbers;
    h.tensor.shape = (struct attn_shape){.rank = 2, .size = {rows, 12 / rows}};
    h.tensor.stride[0] = 12 / rows;
    h.tensor.stride[1] = 1;
    scene_heatmap(scene, rect, &h);
}

static const struct rect place = {5.5f, 4, 40, 30};

static void plain(struct scene *s)
{
    scene_rect(s, place, COLOUR_ACCENT);
}

static void round_box(struct scene *s)
{
    scene_box(s, place, 8, COLOUR_ERROR_SOFT, COLOUR_ERROR, 1.5f);
}

static void rounder_than_high(struct scene *s)
{
    scene_box(s, (struct rect){4, 4, 40, 8}, 20, COLOUR_HEAD, COLOUR_NONE, 0);
}

static void hollow_box(struct scene *s)
{
    scene_box(s, place, 0, COLOUR_NONE, COLOUR_EMBED, 2);
}

static void shade(struct scene *s)
{
    scene_rect(s, place, COLOUR_WEIGHT);
    scene_box(s, (struct rect){10, 8, 40, 20}, 4, COLOUR_SHADE, COLOUR_NONE, 0);
}

static void lines(struct scene *s)
{
    scene_line(s, 4, 6, 50, 6, COLOUR_INK, 1, 0);
    scene_line(s, 50, 12, 4, 12, COLOUR_TOKEN, 2, 3);
    scene_line(s, 9, 16, 9, 40, COLOUR_MUTED, 0.2f, 0);
    scene_line(s, 20, 40, 20, 16, COLOUR_ERROR, 1.5f, 0.2f);
}

static void hatch(struct scene *s)
{
    scene_hatch(s, place, COLOUR_LINE);
}

static void tints(struct scene *s)
{
    for (int i = 0; i < 5; i++) {
        scene_tint(s, (struct rect){4 + 10 * (float)i, 4, 9, 30}, (float)i / 4);
    }
}

static void signed_map(struct scene *s)
{
    add_map(s, place, HEATMAP_SIGNED, 3);
}

static void weights_map(struct scene *s)
{
    add_map(s, place, HEATMAP_WEIGHTS, 3);
}

static void crowded_map(struct scene *s)
{
    add_map(s, (struct rect){4, 4, 5, 30}, HEATMAP_SIGNED, 1);
}

static void planned_map(struct scene *s)
{
    struct heatmap h = {.range = 1, .tensor = {.shape = {.rank = 2, .size = {3, 4}}}};
    scene_heatmap(s, place, &h);
}

static void bars(struct scene *s)
{
    struct heatmap h = {.range = 1, .bar = true, .op = -1};
    scene_heatmap(s, (struct rect){4, 4, 50, 9}, &h);
    h.map = HEATMAP_WEIGHTS;
    scene_heatmap(s, (struct rect){4, 20, 50, 9}, &h);
}

static void clipped(struct scene *s)
{
    scene_clip(s, (struct rect){10, 10, 20, 20});
    round_box(s);
    signed_map(s);
    hatch(s);
    scene_unclip(s);
    scene_rect(s, (struct rect){50, 40, 9, 6}, COLOUR_BATCH);
}

static const struct row {
    const char *name;
    void (*build)(struct scene *scene);
} rows[] = {
    {"a plain box", plain},
    {"a round box with an edge", round_box},
    {"a box rounder than it is high", rounder_than_high},
    {"an edge alone", hollow_box},
    {"a veil", shade},
    {"lines", lines},
    {"a hatch", hatch},
    {"tints", tints},
    {"signed cells", signed_map},
    {"weights", weights_map},
    {"more cells than pixels", crowded_map},
    {"planned cells", planned_map},
    {"colour bars", bars},
    {"a clip", clipped},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* "1x light 1200 0badcafe" */
static void say_picture(struct easel *s, float density, enum theme theme, char *text)
{
    struct platform_error error = {""};
    int width, height, pitch, inked = 0;
    assert_true(painter_paint(s->painter, &s->scene, WIDTH, HEIGHT, density, theme, &error));
    const uint32_t *pixels = painter_pixels(s->painter, &width, &height, &pitch);
    uint32_t sum = 2166136261u, ground = 0xff000000u | theme_rgba(theme, COLOUR_GROUND) >> 8;
    for (int i = 0; i < width * height; i++) {
        uint32_t pixel = pixels[i / width * (pitch / 4) + i % width];
        inked += pixel != ground;
        sum = (sum ^ pixel) * 16777619u;
        sum ^= sum >> 15;
    }
    sprintf(text + strlen(text), "  %gx %s %d %08x\n", (double)density,
            theme == THEME_DARK ? "dark" : "light", inked, (unsigned)sum);
}

static void each_kind_of_item_has_the_pixels_that_are_kept(void **state)
{
    static const float densities[] = {1, 1.5f, 2};
    struct easel *s = *state;
    char *text = calloc(TEXT, 1);
    for (int i = 0; i < ROWS; i++) {
        scene_begin(&s->scene);
        rows[i].build(&s->scene);
        sprintf(text + strlen(text), "%s\n", rows[i].name);
        for (int d = 0; d < 6; d++) {
            say_picture(s, densities[d / 2], d % 2 ? THEME_DARK : THEME_LIGHT, text);
        }
    }
    screen_hold("pixels", text);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_kind_of_item_has_the_pixels_that_are_kept, easel_open,
                                        easel_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
