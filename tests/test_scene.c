/* Scenes are data: what goes in can be hit, dumped and compared. */
#include "app/scene/scene.h"
#include "tests/dump.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
    struct scene *scene = malloc(sizeof *scene);
    if (!scene) {
        return -1;
    }
    scene_init(scene);
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    scene_clear(*state);
    free(*state);
    return 0;
}

static struct action act(enum action_kind kind, int index)
{
    return (struct action){.kind = kind, .index = index};
}

static void a_click_hits_the_target_on_top(void **state)
{
    struct scene *scene = *state;
    scene_target(scene, (struct rect){0, 0, 100, 100}, act(ACTION_SHOW, 1));
    scene_target(scene, (struct rect){50, 50, 100, 100}, act(ACTION_SHOW, 2));
    assert_int_equal(scene_hit(scene, 60, 60, false).index, 2);
    assert_int_equal(scene_hit(scene, 20, 20, false).index, 1);
    assert_int_equal(scene_hit(scene, 120, 20, false).kind, ACTION_NONE);
}

static void a_target_ends_before_its_right_and_lower_edge(void **state)
{
    struct scene *scene = *state;
    scene_target(scene, (struct rect){10, 10, 5, 5}, act(ACTION_NEXT, 0));
    assert_int_equal(scene_hit(scene, 10, 10, false).kind, ACTION_NEXT);
    assert_int_equal(scene_hit(scene, 15, 12, false).kind, ACTION_NONE);
    assert_int_equal(scene_hit(scene, 12, 15, false).kind, ACTION_NONE);
}

static void pointing_and_clicking_do_not_mix(void **state)
{
    struct scene *scene = *state;
    scene_target(scene, (struct rect){0, 0, 10, 10}, act(ACTION_PICK, 1));
    scene_target(scene, (struct rect){0, 0, 10, 10}, act(ACTION_POINT, 2));
    assert_int_equal(scene_hit(scene, 5, 5, false).kind, ACTION_PICK);
    assert_int_equal(scene_hit(scene, 5, 5, true).kind, ACTION_POINT);
}

static void a_hit_on_cells_names_row_and_column(void **state)
{
    struct scene *scene = *state;
    scene_target_cells(scene, (struct rect){100, 200, 80, 30}, 3, 8, act(ACTION_PICK, 7));
    struct action first = scene_hit(scene, 100, 200, false);
    struct action last = scene_hit(scene, 179.9f, 229.9f, false);
    struct action middle = scene_hit(scene, 125, 215, false);
    assert_int_equal(first.row, 0);
    assert_int_equal(first.column, 0);
    assert_int_equal(last.row, 2);
    assert_int_equal(last.column, 7);
    assert_int_equal(middle.row, 1);
    assert_int_equal(middle.column, 2);
    assert_int_equal(middle.index, 7);
}

static void dump_says_every_item_in_order(void **state)
{
    struct scene *scene = *state;
    char dump[512];
    scene_rect(scene, (struct rect){1, 2, 3, 4}, COLOUR_INK);
    scene_text(scene, 5, 6, FACE_CODE, 12.5f, COLOUR_MUTED, "softmax");
    scene_line(scene, 0, 10, 20, 10, COLOUR_LINE, 1, 0);
    size_t bytes = scene_dump(scene, dump, sizeof dump);
    assert_int_equal(bytes, strlen(dump));
    const char *rect = strstr(dump, "rect 1.0 2.0 3.0 4.0");
    const char *text = strstr(dump, "\"softmax\"\n");
    const char *line = strstr(dump, "line 0.0 10.0 20.0 0.0");
    assert_true(rect && text && line && rect < text && text < line);
}

static void dump_that_does_not_fit_is_cut_and_says_how_long_it_is(void **state)
{
    struct scene *scene = *state;
    char whole[256], cut[10];
    scene_rect(scene, (struct rect){1, 2, 3, 4}, COLOUR_INK);
    size_t bytes = scene_dump(scene, whole, sizeof whole);
    assert_int_equal(scene_dump(scene, cut, sizeof cut), bytes);
    assert_int_equal(scene_dump(scene, NULL, 0), bytes);
    assert_int_equal(strlen(cut), sizeof cut - 1);
    assert_memory_equal(cut, whole, sizeof cut - 1);
}

static void an_empty_scene_dumps_to_nothing(void **state)
{
    char dump[4] = "abc";
    assert_int_equal(scene_dump(*state, dump, sizeof dump), 0);
    assert_string_equal(dump, "");
}

static void text_is_copied(void **state)
{
    struct scene *scene = *state;
    char text[] = "query";
    scene_text_bytes(scene, 0, 0, FACE_PROSE, 12, COLOUR_INK, text, 3);
    text[0] = 'x';
    assert_int_equal(scene->items[0].bytes, 3);
    assert_memory_equal(scene_item_text(scene, &scene->items[0]), "que", 3);
}

static void fill_up(struct scene *scene)
{
    for (int i = 0; i < 2000; i++) {
        scene_text(scene, 0, 0, FACE_PROSE, 12, COLOUR_INK, "a few words of prose");
        scene_target(scene, (struct rect){0, 0, 1, 1}, act(ACTION_NEXT, i));
    }
}

static void memory_is_kept_between_frames(void **state)
{
    struct scene *scene = *state;
    fill_up(scene);
    const struct item *items = scene->items;
    const char *chars = scene->chars;
    const struct target *targets = scene->targets;
    scene_begin(scene);
    assert_int_equal(scene->item_count, 0);
    assert_int_equal(scene_hit(scene, 0, 0, false).kind, ACTION_NONE);
    fill_up(scene);
    assert_ptr_equal(scene->items, items);
    assert_ptr_equal(scene->chars, chars);
    assert_ptr_equal(scene->targets, targets);
    assert_false(scene->full);
}

static void axes_of_positions_share_one_colour(void **state)
{
    (void)state;
    assert_int_equal(theme_axis_colour(ATTN_AXIS_TOKEN), COLOUR_TOKEN);
    assert_int_equal(theme_axis_colour(ATTN_AXIS_QUERY), COLOUR_TOKEN);
    assert_int_equal(theme_axis_colour(ATTN_AXIS_KEY), COLOUR_TOKEN);
    assert_int_equal(theme_axis_colour(ATTN_AXIS_HEAD_DIM), COLOUR_HEAD_DIM);
}

static void only_the_veil_lets_the_ground_through(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int colour = COLOUR_NONE + 1; colour < COLOUR_COUNT; colour++) {
            uint32_t alpha = theme_rgba((enum theme)theme, (enum colour)colour) & 255;
            assert_true(colour == COLOUR_SHADE ? alpha > 0 && alpha < 255 : alpha == 255);
        }
    }
}

/* Axes, and what is meant by a colour alone, are told apart in both themes. */
static void roles_have_colours_of_their_own(void **state)
{
    static const enum colour roles[] = {COLOUR_TOKEN, COLOUR_EMBED,    COLOUR_HEAD,
                                        COLOUR_BATCH, COLOUR_HEAD_DIM, COLOUR_ACCENT,
                                        COLOUR_ERROR, COLOUR_INK,      COLOUR_GROUND};
    enum { ROLES = sizeof roles / sizeof *roles };
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int i = 0; i < ROLES * ROLES; i++) {
            enum colour a = roles[i / ROLES], b = roles[i % ROLES];
            assert_int_equal(theme_rgba((enum theme)theme, a) == theme_rgba((enum theme)theme, b),
                             a == b);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_click_hits_the_target_on_top, setup, teardown),
        cmocka_unit_test_setup_teardown(a_target_ends_before_its_right_and_lower_edge, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(pointing_and_clicking_do_not_mix, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hit_on_cells_names_row_and_column, setup, teardown),
        cmocka_unit_test_setup_teardown(dump_says_every_item_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(dump_that_does_not_fit_is_cut_and_says_how_long_it_is,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_scene_dumps_to_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(text_is_copied, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_is_kept_between_frames, setup, teardown),
        cmocka_unit_test(axes_of_positions_share_one_colour),
        cmocka_unit_test(only_the_veil_lets_the_ground_through),
        cmocka_unit_test(roles_have_colours_of_their_own),
    };
    return cmocka_run_group_tests_name("scene", tests, NULL, NULL);
}
