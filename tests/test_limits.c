/* How far options go: the last value that is taken and the first that is not, and what a value sets.
 * And that a picture has the size of what was asked last. */
#include "tests/test.h"

#include "app/commands/options.h"
#include "app/commands/say.h"
#include "app/platform/keys.h"
#include "app/platform/platform.h"

#include <SDL.h>

static int read_words(struct options *o, int count, const char *const *words)
{
    static const char *kept[64];
    char *argv[8] = {(char *)(uintptr_t) "headwise"};
    for (int i = 0; i < count; i++) {
        argv[i + 1] = (char *)(uintptr_t)words[i];
    }
    *o = (struct options){.words = kept, .width = 1280, .height = 800};
    return options_read(count + 1, argv, o, kept);
}

static void values_are_taken_up_to_their_ends(void **state)
{
    static const struct {
        const char *option, *value;
        int code;
    } rows[] = {{"--density", "0.5", 0},
                {"--density", "0.49", EXIT_USAGE},
                {"--density", "4", 0},
                {"--density", "4.01", EXIT_USAGE},
                {"--density", "nan", EXIT_USAGE},
                {"--density", "2x", EXIT_USAGE},
                {"--size", "100x100", 0},
                {"--size", "99x100", EXIT_USAGE},
                {"--size", "100x99", EXIT_USAGE},
                {"--size", "8192x8192", 0},
                {"--size", "8193x100", EXIT_USAGE},
                {"--size", "100x8193", EXIT_USAGE},
                {"--size", "100x100x", EXIT_USAGE},
                {"--size", "x100", EXIT_USAGE},
                {"--size", "100x", EXIT_USAGE},
                {"--theme", "dark", 0},
                {"--theme", "light", 0},
                {"--theme", "dusk", EXIT_USAGE},
                {"--npy", "", EXIT_USAGE},
                {"--lessons", "", EXIT_USAGE},
                {"--fonts", "", EXIT_USAGE}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct options o;
        int code = read_words(&o, 2, (const char *const[]){rows[i].option, rows[i].value});
        if (code != rows[i].code) {
            fail_msg("%s %s ends with %d", rows[i].option, rows[i].value, code);
        }
    }
}

static void an_option_sets_what_it_says(void **state)
{
    struct options o;
    (void)state;
    assert_int_equal(
        read_words(&o, 6,
                   (const char *const[]){"--size", "700x500", "--theme", "dark", "shot", "x"}),
        0);
    assert_int_equal(o.width, 700);
    assert_int_equal(o.height, 500);
    assert_true(o.dark && !o.help && !o.timing);
    assert_int_equal(o.word_count, 2);
    assert_int_equal(read_words(&o, 3, (const char *const[]){"--theme", "light", "--timing"}), 0);
    assert_true(!o.dark && o.timing);
    assert_int_equal(read_words(&o, 2, (const char *const[]){"--density", "1.5"}), 0);
    assert_true(o.density == 1.5f);
    assert_int_equal(read_words(&o, 1, (const char *const[]){"-h"}), 0);
    assert_true(o.help);
    assert_int_equal(read_words(&o, 1, (const char *const[]){"--size"}), EXIT_USAGE);
}

static void size_and_density_together_have_an_end_too(void **state)
{
    static const struct {
        const char *size, *density;
        int code;
    } rows[] = {{"4096x4096", "2", 0},
                {"4096x4097", "2", EXIT_USAGE},
                {"8192x1000", "2", 0},
                {"8192x1000", "2.01", EXIT_USAGE},
                {"1000x8192", "2.01", EXIT_USAGE}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct options o;
        const char *const words[] = {"--size", rows[i].size, "--density", rows[i].density};
        assert_int_equal(read_words(&o, 4, words), rows[i].code);
    }
}

/* AltGr writes signs; the other Alt is the desktop's. */
static void altgr_is_no_alt(void **state)
{
    (void)state;
    assert_int_equal(keys_action(SDLK_LEFTBRACKET, KMOD_RALT, FOCUS_STEPS).kind, ACTION_BATCH);
    assert_int_equal(keys_action(SDLK_LEFTBRACKET, KMOD_LALT, FOCUS_STEPS).kind, ACTION_NONE);
    assert_int_equal(keys_action(SDLK_LEFTBRACKET, KMOD_RGUI, FOCUS_STEPS).kind, ACTION_NONE);
}

static void a_picture_has_the_size_that_was_asked_last(void **state)
{
    static const int sizes[][2] = {{40, 30}, {40, 20}, {50, 20}, {40, 30}};
    struct platform_error error = {""};
    struct fonts *fonts = fonts_new(NULL, 1, &error);
    struct painter *painter = painter_new(fonts, &error);
    struct scene scene = {0};
    (void)state;
    for (int i = 0; i < 4; i++) {
        int width, height, pitch;
        assert_true(painter_paint(painter, &scene, (float)sizes[i][0], (float)sizes[i][1], 1.5f,
                                  THEME_DARK, &error));
        (void)painter_pixels(painter, &width, &height, &pitch);
        assert_int_equal(width, sizes[i][0] * 3 / 2);
        assert_int_equal(height, sizes[i][1] * 3 / 2);
    }
    painter_free(painter);
    fonts_free(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_taken_up_to_their_ends),
        cmocka_unit_test(an_option_sets_what_it_says),
        cmocka_unit_test(size_and_density_together_have_an_end_too),
        cmocka_unit_test(altgr_is_no_alt),
        cmocka_unit_test(a_picture_has_the_size_that_was_asked_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
