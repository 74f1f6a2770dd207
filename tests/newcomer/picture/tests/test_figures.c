/* A newcomer's picture: the step that names it gets it, and no other. */
#include "tests/lesson.h"
#include "tests/test.h"

#include "app/stage/pictures.h"

static const char *picture_at(int step)
{
    struct model model = {0};
    struct lesson_error error;
    struct course *course = course_load(lessons_on_disk(), "tests/newcomer/picture/course", &error);
    if (!course) {
        fail_msg("%s", error.text);
    }
    assert_true(model_init(&model, course));
    model_go(&model, 0, step);
    struct frame frame = {.model = &model, .lens = model_lens(&model)};
    const char *name = picture_of(&frame, model.shown)->name;
    model_clear(&model);
    course_free(course);
    return name;
}

static void the_step_that_names_it_is_drawn_by_it(void **state)
{
    (void)state;
    assert_string_equal(picture_at(0), "figures");
}

static void no_other_step_is(void **state)
{
    (void)state;
    assert_string_equal(picture_at(1), "cellwise");
    assert_string_equal(picture_at(2), "product");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_step_that_names_it_is_drawn_by_it),
        cmocka_unit_test(no_other_step_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
