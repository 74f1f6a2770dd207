/* The screen without a screen: the scene's texts, hits, the glyphs that the course needs. */
#include "tests/test.h"

#include "app/stage/frame.h"
#include "app/scene/heatmap.h"
#include "app/platform/platform.h"

#include <math.h>

struct screen {
    struct course *course;
    struct model model;
    struct fonts *fonts;
    struct scene scene;
};

static int open_screen(void **state)
{
    struct screen *s = calloc(1, sizeof *s);
    struct lesson_error error;
    struct platform_error reason;
    s->course = course_load(NULL, NULL, &error);
    s->fonts = fonts_new(NULL, 1, &reason);
    *state = s;
    return s->course && s->fonts && model_init(&s->model, s->course) ? 0 : -1;
}

static int close_screen(void **state)
{
    struct screen *s = *state;
    scene_clear(&s->scene);
    model_clear(&s->model);
    fonts_free(s->fonts);
    course_free(s->course);
    free(s);
    return 0;
}

static void draw(struct screen *s)
{
    struct measure measure = fonts_measure(s->fonts);
    view(&s->model, &measure, &s->scene);
    assert_false(s->scene.full);
}

static const struct item *find_text(const struct screen *s, const char *text)
{
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        if (item->kind == ITEM_TEXT && (size_t)item->bytes == strlen(text) &&
            memcmp(scene_item_text(&s->scene, item), text, strlen(text)) == 0) {
            return item;
        }
    }
    return NULL;
}

static void every_step_shows_its_title_and_its_numbers(void **state)
{
    struct screen *s = *state;
    for (int i = 0; i < s->course->count; i++) {
        for (int k = 0; k < s->course->lessons[i]->step_count; k++) {
            model_go(&s->model, i, k);
            draw(s);
            assert_non_null(find_text(s, s->course->lessons[i]->steps[k].title));
            assert_int_equal(s->model.error.kind, ATTN_ERROR_NONE);
        }
    }
}

static void nothing_lies_outside_the_window(void **state)
{
    struct screen *s = *state;
    struct action small = {.kind = ACTION_RESIZE, .width = 960, .height = 600};
    model_update(&s->model, small);
    for (int k = 0; k < s->course->lessons[1]->step_count; k++) {
        model_go(&s->model, 1, k);
        draw(s);
        for (int i = 0; i < s->scene.item_count; i++) {
            const struct item *item = &s->scene.items[i];
            if (item->kind == ITEM_HEATMAP) {
                assert_true(item->rect.x >= 0 && item->rect.x + item->rect.w <= 960);
                assert_true(item->rect.y >= 48 && item->rect.y + item->rect.h <= 600);
            }
        }
    }
}

static void the_inspector_writes_the_dot_product_out(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, course_find(s->course, "one-number"), 4);
    draw(s);
    assert_non_null(find_text(s, "1·3"));
    assert_non_null(find_text(s, "2·1"));
    assert_non_null(find_text(s, "Σ = 5"));
}

static void pointing_at_a_cell_explains_it(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, course_find(s->course, "one-number"), 4);
    draw(s);
    const struct target *cells = NULL;
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        cells = t->action.kind == ACTION_POINT && t->action.index == s->model.shown ? t : cells;
    }
    if (!cells) {
        fail_msg("no cells to point at");
        return;
    }
    struct action hit = scene_hit(&s->scene, cells->rect.x + 1, cells->rect.y + 1, true);
    assert_true(model_update(&s->model, hit));
    assert_false(model_update(&s->model, hit));
    draw(s);
    assert_non_null(find_text(s, "Σ = 3"));
}

static void a_toggled_mask_adds_a_tensor_and_is_marked(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, 1, 7);
    model_update(&s->model,
                 (struct action){.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1});
    draw(s);
    assert_non_null(find_text(s, "masked"));
    assert_true(s->model.changed[CONTROL_MASK]);
    model_update(&s->model, (struct action){.kind = ACTION_RESET});
    draw(s);
    assert_null(find_text(s, "masked"));
    assert_false(model_is_changed(&s->model));
}

static void with_the_focus_on_the_cells_the_arrows_move_the_cell(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, 1, 4);
    int row = s->model.row, step = s->model.step;
    model_update(&s->model, (struct action){.kind = ACTION_FOCUS_NEXT});
    model_update(&s->model, (struct action){.kind = ACTION_UP});
    assert_int_equal(s->model.row, row - 1);
    assert_int_equal(s->model.step, step);
    model_update(&s->model, (struct action){.kind = ACTION_ESCAPE});
    model_update(&s->model, (struct action){.kind = ACTION_RIGHT});
    assert_int_equal(s->model.step, step + 1);
}

static void a_frame_keeps_the_scenes_memory(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, 1, 4);
    draw(s);
    const struct item *items = s->scene.items;
    int capacity = s->scene.item_capacity;
    draw(s);
    assert_ptr_equal(items, s->scene.items);
    assert_int_equal(capacity, s->scene.item_capacity);
}

/* ---- colours ---- */

static float channel(uint32_t byte)
{
    float c = (float)byte / 255.0f;
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static float luminance(uint32_t argb)
{
    return 0.2126f * channel(argb >> 16 & 255) + 0.7152f * channel(argb >> 8 & 255) +
           0.0722f * channel(argb & 255);
}

static void figures_on_cells_can_be_read(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int map = 0; map < 2; map++) {
            struct heatmap h = {.map = (enum heatmap_map)map, .range = 1};
            for (int i = -100; i <= 100; i++) {
                float v = (float)i / 100;
                enum colour ink = heatmap_figure_colour((enum theme)theme, &h, v);
                float a = luminance(heatmap_colour((enum theme)theme, &h, v));
                float b = luminance(theme_rgba((enum theme)theme, ink) >> 8);
                float contrast = (fmaxf(a, b) + 0.05f) / (fminf(a, b) + 0.05f);
                assert_true(contrast >= 4.2f);
            }
        }
    }
}

static void zero_has_the_middle_colour_and_hidden_cells_another(void **state)
{
    (void)state;
    struct heatmap h = {.map = HEATMAP_SIGNED, .range = 2};
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, 0), 0xfff6f5f2);
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, 2), 0xffc2571a);
    assert_int_equal(heatmap_colour(THEME_LIGHT, &h, -9), 0xff245a9c);
    assert_int_not_equal(heatmap_colour(THEME_LIGHT, &h, -INFINITY),
                         heatmap_colour(THEME_LIGHT, &h, -2));
    assert_int_not_equal(heatmap_colour(THEME_LIGHT, &h, NAN), heatmap_colour(THEME_LIGHT, &h, 0));
}

static void a_hot_cell_survives_more_cells_than_pixels(void **state)
{
    (void)state;
    float *values = calloc(1000, sizeof *values);
    uint32_t pixels[10];
    struct heatmap h = {.map = HEATMAP_SIGNED, .range = 1};
    values[537] = -1;
    h.tensor = (struct attn_tensor){
        .shape = {.rank = 2, .size = {1, 1000}}, .stride = {1000, 1}, .data = values};
    heatmap_paint(pixels, 10, 1, 10, &(struct heatmap_place){0, 0, 10, 1}, 1, THEME_LIGHT, &h);
    assert_int_equal(pixels[5], 0xff245a9c);
    assert_int_equal(pixels[4], 0xfff6f5f2);
    free(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_step_shows_its_title_and_its_numbers, open_screen,
                                        close_screen),
        cmocka_unit_test_setup_teardown(nothing_lies_outside_the_window, open_screen, close_screen),
        cmocka_unit_test_setup_teardown(the_inspector_writes_the_dot_product_out, open_screen,
                                        close_screen),
        cmocka_unit_test_setup_teardown(pointing_at_a_cell_explains_it, open_screen, close_screen),
        cmocka_unit_test_setup_teardown(a_toggled_mask_adds_a_tensor_and_is_marked, open_screen,
                                        close_screen),
        cmocka_unit_test_setup_teardown(with_the_focus_on_the_cells_the_arrows_move_the_cell,
                                        open_screen, close_screen),
        cmocka_unit_test_setup_teardown(a_frame_keeps_the_scenes_memory, open_screen, close_screen),
        cmocka_unit_test(figures_on_cells_can_be_read),
        cmocka_unit_test(zero_has_the_middle_colour_and_hidden_cells_another),
        cmocka_unit_test(a_hot_cell_survives_more_cells_than_pixels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
