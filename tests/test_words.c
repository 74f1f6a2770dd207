/* Scenes in words, and the frame on a telephone. */
#include "tests/screen.h"

#include "app/model/layout.h"
#include "app/scene/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What words_write makes of a scene, whole. */
static void assert_words(const struct scene *scene, float scale, const char *expected)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    assert_non_null(out);
    words_write(out, scene, scale);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void texts_and_targets_have_a_line_each(void **state)
{
    struct scene scene;
    (void)state;
    scene_init(&scene);
    scene_begin(&scene);
    scene_text(&scene, 10, 20, FACE_PROSE, 12, COLOUR_INK, "Next");
    scene_target(&scene, (struct rect){1, 2, 3, 4}, (struct action){.kind = ACTION_NEXT});
    scene_target_cells(&scene, (struct rect){0, 0, 8, 6}, 3, 4,
                       (struct action){.kind = ACTION_POINT, .index = 7});
    char expected[200];
    snprintf(expected, sizeof expected,
             "text 20.00 40.00 Next\n"
             "target %d 0 0 0 0 0 2.00 4.00 6.00 8.00\n"
             "target %d 7 0 3 4 1 0.00 0.00 16.00 12.00\n",
             ACTION_NEXT, ACTION_POINT);
    assert_words(&scene, 2, expected);
    scene_clear(&scene);
}

static struct layout on(struct screen *s, float width, float height)
{
    s->model.width = width;
    s->model.height = height;
    return layout_of(&s->model);
}

static void upright_a_telephone_has_the_buttons_below_the_beat(void **state)
{
    struct layout l = on(*state, 420, 909);
    assert_true(l.scale >= 1);
    assert_true(l.stage.w == 420 && l.column.y == l.stage.h);
    assert_true(l.foot.y > l.column.y && l.foot.y + l.foot.h == 909);
}

static void on_its_side_it_has_the_beat_beside_the_picture(void **state)
{
    struct layout l = on(*state, 844, 390);
    assert_true(l.scale >= 1);
    assert_true(l.stage.h == 390 && l.column.x == l.stage.w);
    assert_true(l.foot.y > l.column.y && l.foot.x == l.column.x);
}

static void a_small_window_has_them_below_as_before(void **state)
{
    struct layout l = on(*state, 640, 480);
    assert_true(l.stage.w == 640 && l.foot.y == l.column.y);
}

/* How often just that is written. */
static int written(const struct screen *s, const char *key)
{
    int shown = 0;
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        shown += item->kind == ITEM_TEXT && item->bytes == (int)strlen(key) &&
                 memcmp(scene_item_text(&s->scene, item), key, strlen(key)) == 0;
    }
    return shown;
}

static void in_a_page_the_menu_names_no_key_of_the_browser(void **state)
{
    struct screen *s = *state;
    screen_do(s, ACTION_MENU, 0, 0);
    screen_view(s);
    assert_int_equal(written(s, "F11"), 1);
    s->model.in_page = true;
    screen_view(s);
    assert_int_equal(written(s, "F11"), 0);
    assert_int_equal(written(s, "F5"), 0);
    assert_int_equal(written(s, "F1"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_targets_have_a_line_each),
        cmocka_unit_test_setup_teardown(upright_a_telephone_has_the_buttons_below_the_beat,
                                        screen_open, screen_close),
        cmocka_unit_test_setup_teardown(on_its_side_it_has_the_beat_beside_the_picture, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(a_small_window_has_them_below_as_before, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(in_a_page_the_menu_names_no_key_of_the_browser, screen_open,
                                        screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
