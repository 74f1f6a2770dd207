/* Writing: what the pen puts where, in which face and colour; numbers as they are read; the themes'
 * colours. A character is half its size wide here. */
#include "tests/screen.h"

#include "app/scene/number.h"
#include "app/scene/pen.h"

static float half(void *context, enum face face, float size, const char *text, size_t bytes)
{
    float width = 0;
    (void)context;
    (void)face;
    for (size_t i = 0; i < bytes; i++) {
        width += ((unsigned char)text[i] & 0xc0) != 0x80 ? size / 2 : 0;
    }
    return width;
}

static const struct measure measure = {half, NULL};

static int open_scene(void **state)
{
    *state = calloc(1, sizeof(struct scene));
    return *state ? 0 : -1;
}

static int close_scene(void **state)
{
    scene_clear(*state);
    free(*state);
    return 0;
}

/* ---- the pen ---- */

static struct pen pen_on(struct scene *scene)
{
    scene_begin(scene);
    return (struct pen){scene, &measure, 100, 50, FACE_PROSE, 10, COLOUR_INK};
}

/* All that was written, a piece after the other; the caller frees. */
static char *written(const struct scene *scene)
{
    char *text = calloc((size_t)scene->char_count + 1, 1);
    memcpy(text, scene->chars, (size_t)scene->char_count);
    return text;
}

static void assert_written(const struct scene *scene, const char *should)
{
    char *text = written(scene);
    assert_string_equal(text, should);
    free(text);
}

static void a_shape_is_written_as_python_writes_it(void **state)
{
    static const struct {
        int rank, size[4];
        bool swapped;
        const char *text;
    } rows[] = {{0, {0}, false, "()"},
                {1, {8}, false, "(8,)"},
                {2, {5, 8}, false, "(5, 8)"},
                {2, {5, 8}, true, "(8, 5)"},
                {3, {2, 5, 8}, true, "(2, 8, 5)"},
                {4, {2, 4, 5, 8}, false, "(2, 4, 5, 8)"},
                {4, {2, 4, 5, 8}, true, "(2, 4, 8, 5)"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pen pen = pen_on(*state);
        struct attn_shape shape = {.rank = rows[i].rank};
        memcpy(shape.size, rows[i].size, sizeof rows[i].size);
        pen_shape(&pen, &shape, rows[i].swapped);
        assert_written(*state, rows[i].text);
        assert_int_equal(pen.face, FACE_PROSE);
        assert_true(pen.x == 100 + 5 * (float)strlen(rows[i].text));
    }
}

static void each_size_of_a_shape_has_its_axis_colour(void **state)
{
    struct scene *scene = *state;
    struct attn_shape shape = {
        .rank = 2, .size = {5, 8}, .axis = {ATTN_AXIS_TOKEN, ATTN_AXIS_EMBED}};
    static const enum colour should[] = {COLOUR_INK, COLOUR_TOKEN, COLOUR_INK, COLOUR_EMBED,
                                         COLOUR_INK};
    struct pen pen = pen_on(scene);
    pen_shape(&pen, &shape, false);
    assert_int_equal(scene->item_count, 5);
    for (int i = 0; i < scene->item_count; i++) {
        assert_int_equal(scene->items[i].fill, should[i]);
        assert_int_equal(scene->items[i].face, FACE_CODE);
    }
}

static void a_transposed_s_t_is_small_and_raised(void **state)
{
    struct scene *scene = *state;
    struct pen pen = pen_on(scene);
    pen_formula(&pen, "Q·Kᵀ / 2");
    assert_written(scene, "Q·KT / 2");
    const struct item *t = &scene->items[1];
    assert_true(t->rect.x == 115 && t->size == 7 && t->rect.y < 50 && t->rect.y > 40);
    assert_true(scene->items[2].rect.x == 118.5f && scene->items[2].rect.y == 50);
    assert_true(scene->items[2].size == 10);
}

static void a_piece_in_another_colour_leaves_the_pen_s_own(void **state)
{
    struct scene *scene = *state;
    struct pen pen = pen_on(scene);
    pen_colour(&pen, COLOUR_ERROR, "no");
    pen_write(&pen, "so");
    assert_int_equal(scene->items[0].fill, COLOUR_ERROR);
    assert_int_equal(scene->items[1].fill, COLOUR_INK);
    assert_true(scene->items[1].rect.x == 110 && pen.x == 120);
}

static void a_pen_without_a_scene_only_moves(void **state)
{
    struct pen pen = pen_on(*state);
    pen.scene = NULL;
    pen_write(&pen, "four");
    assert_true(pen.x == 120);
}

static void text_is_set_by_its_middle_and_its_right_end(void **state)
{
    struct scene *scene = *state;
    scene_begin(scene);
    pen_centred(scene, &measure, 100, 9, FACE_CODE, 10, COLOUR_HEAD, "four");
    pen_right(scene, &measure, 100, 8, FACE_CODE, 10, COLOUR_HEAD, "four");
    assert_true(scene->items[0].rect.x == 90 && scene->items[0].rect.y == 9);
    assert_true(scene->items[1].rect.x == 80 && scene->items[1].rect.y == 8);
    assert_int_equal(scene->items[1].face, FACE_CODE);
    assert_int_equal(scene->items[1].fill, COLOUR_HEAD);
}

static void what_does_not_fit_ends_in_dots(void **state)
{
    static const struct {
        float width;
        const char *text, *should;
    } rows[] = {{20, "four", "four"}, {19, "four", "fo…"}, {15, "four", "fo…"}, {14, "four", "f…"},
                {15, "→→→→", "→→…"},  {5, "four", "…"},    {3, "four", "…"}};
    struct scene *scene = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene_begin(scene);
        pen_fitted(scene, &measure, 0, 0, rows[i].width, FACE_PROSE, 10, COLOUR_INK, rows[i].text);
        assert_written(scene, rows[i].should);
    }
}

/* ---- numbers ---- */

static void numbers_are_as_people_read_them(void **state)
{
    char text[NUMBER_MAX];
    (void)state;
    assert_string_equal(number_text(text, -0.5, 2), "−0.50");
    assert_string_equal(number_text(text, -0.001, 2), "0.00");
    assert_string_equal(number_text(text, -1e9, 2), "−1e9");
    assert_string_equal(number_text(text, 1.25e10, 2), "1.25e10");
    assert_string_equal(number_brief(text, 0.25, 4), "0.25");
    assert_string_equal(number_brief(text, 3, 4), "3");
    assert_string_equal(number_signed(text, 0.25, 2), "+0.25");
    assert_string_equal(number_signed(text, -0.25, 2), "−0.25");
    assert_string_equal(number_signed(text, 0, 2), "+0");
}

static void a_number_takes_the_room_of_its_cell(void **state)
{
    static const struct {
        double value;
        int decimals;
        bool weights;
        int chars;
        const char *text;
    } rows[] = {
        {0.43, 2, true, 4, ".43"},   {0.43, 2, true, 3, ".43"},  {0.43, 2, true, 2, ".4"},
        {1, 2, true, 3, "1.0"},      {1, 2, true, 1, "1"},       {-0.5, 2, false, 5, "−0.50"},
        {-0.5, 2, false, 4, "−.50"}, {-0.5, 2, false, 3, "−.5"}, {-0.5, 2, false, 2, ""},
        {12.3, 1, false, 4, "12.3"}, {12.3, 1, false, 2, "12"},  {12.3, 1, false, 1, ""},
        {9.4, 1, false, 1, ""},      {0, 2, false, 1, "0"},      {0.5, 2, false, 3, ".50"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[NUMBER_MAX];
        number_cell(text, rows[i].value, rows[i].decimals, rows[i].weights, rows[i].chars);
        if (strcmp(text, rows[i].text) != 0) {
            fail_msg("%g in %d is '%s', not '%s'", rows[i].value, rows[i].chars, text,
                     rows[i].text);
        }
    }
}

static void small_numbers_have_more_decimals(void **state)
{
    (void)state;
    assert_int_equal(number_decimals(100, false), 0);
    assert_int_equal(number_decimals(99, false), 1);
    assert_int_equal(number_decimals(1, false), 1);
    assert_int_equal(number_decimals(0.99, false), 2);
    assert_int_equal(number_decimals(0.1, false), 2);
    assert_int_equal(number_decimals(0.099, false), 3);
    assert_int_equal(number_decimals(0.099, true), 0);
}

/* ---- themes ---- */

static int channel(uint32_t rgba, int which)
{
    return (int)(rgba >> (24 - 8 * which) & 255);
}

static void what_went_wrong_is_red_and_what_is_done_is_blue(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        uint32_t error = theme_rgba((enum theme)theme, COLOUR_ERROR);
        uint32_t accent = theme_rgba((enum theme)theme, COLOUR_ACCENT);
        assert_true(channel(error, 0) > channel(error, 1) + 80);
        assert_true(channel(accent, 2) > channel(accent, 0) + 80);
    }
}

static void every_role_has_the_colour_that_is_kept(void **state)
{
    char text[4096] = "";
    (void)state;
    for (int c = COLOUR_GROUND; c < COLOUR_COUNT; c++) {
        sprintf(text + strlen(text), "%d: light %08x, dark %08x\n", c,
                (unsigned)theme_rgba(THEME_LIGHT, (enum colour)c),
                (unsigned)theme_rgba(THEME_DARK, (enum colour)c));
    }
    screen_hold("theme", text);
}

int main(void)
{
#define WITH_SCENE(test) cmocka_unit_test_setup_teardown(test, open_scene, close_scene)
    const struct CMUnitTest tests[] = {
        WITH_SCENE(a_shape_is_written_as_python_writes_it),
        WITH_SCENE(each_size_of_a_shape_has_its_axis_colour),
        WITH_SCENE(a_transposed_s_t_is_small_and_raised),
        WITH_SCENE(a_piece_in_another_colour_leaves_the_pen_s_own),
        WITH_SCENE(a_pen_without_a_scene_only_moves),
        WITH_SCENE(text_is_set_by_its_middle_and_its_right_end),
        WITH_SCENE(what_does_not_fit_ends_in_dots),
        cmocka_unit_test(numbers_are_as_people_read_them),
        cmocka_unit_test(a_number_takes_the_room_of_its_cell),
        cmocka_unit_test(small_numbers_have_more_decimals),
        cmocka_unit_test(what_went_wrong_is_red_and_what_is_done_is_blue),
        cmocka_unit_test(every_role_has_the_colour_that_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
