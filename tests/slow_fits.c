/* All of the course at every size of window and of text. */
#include "tests/fits.h"

static void at_every_size_all_is_readable_and_can_be_hit(void **state)
{
    struct fits fits = {0};
    fits_course(&fits, *state);
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
