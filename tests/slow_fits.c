/* All of the course at every size of window and of text. */
#include "tests/fits.h"

#include "app/platform/platform.h"

static const float windows[][2] = {{640, 480}, {960, 600}, {1280, 800}, {1920, 1080}};
static const float zooms[] = {1, 1.3f, 1.75f};
enum { WINDOWS = sizeof windows / sizeof *windows, ZOOMS = sizeof zooms / sizeof *zooms };

static struct fonts *open_fonts(struct screen *s)
{
    struct platform_error error = {""};
    struct fonts *fonts = fonts_new(NULL, 1, &error);
    assert_non_null(fonts);
    s->measure = fonts_measure(fonts);
    return fonts;
}

static void at_every_size_all_is_readable_and_can_be_hit(void **state)
{
    struct screen *s = *state;
    struct fits fits = {0};
    struct fonts *fonts = open_fonts(s);
    for (int i = 0; i < WINDOWS * ZOOMS; i++) {
        s->model.width = windows[i / ZOOMS][0];
        s->model.height = windows[i / ZOOMS][1];
        s->model.zoom = zooms[i % ZOOMS];
        fits_course(&fits, s);
    }
    fonts_free(fonts);
    assert_int_equal(fits.complaints, 0);
}

static int open_course(void **state)
{
    struct lesson_error error;
    struct screen *s = calloc(1, sizeof *s);
    *state = s;
    s->course = course_load(NULL, NULL, &error);
    scene_init(&s->scene);
    return s->course && model_init(&s->model, s->course) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_every_size_all_is_readable_and_can_be_hit, open_course,
                                        screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
