/* Courses from folders: tests/courses holds one folder a case. */
#include "tests/lesson.h"

static struct course *load(const char *dir)
{
    struct lesson_error error = {0};
    char text[1024];
    struct course *course = course_load(lessons_on_disk(), dir, &error);
    if (!course) {
        fail_msg("%s", lesson_error_text(&error, text, sizeof text));
    }
    return course;
}

static void assert_refused(const char *dir, const char *expected)
{
    struct lesson_error error = {0};
    char text[1024];
    assert_null(course_load(lessons_on_disk(), dir, &error));
    assert_string_equal(lesson_error_text(&error, text, sizeof text), expected);
}

static void the_builtin_course_is_in_order(void **state)
{
    (void)state;
    struct course *course = load(NULL);
    assert_true(course->count >= 2);
    for (int i = 1; i < course->count; i++) {
        assert_true(course->lessons[i - 1]->number < course->lessons[i]->number);
    }
    assert_string_equal(course->lessons[0]->file, "lessons/course/01-one-number.md");
    course_free(course);
}

static void the_builtin_course_is_the_one_in_its_folder(void **state)
{
    (void)state;
    struct course *inside = load(NULL), *outside = load("lessons");
    assert_int_equal(inside->count, outside->count);
    for (int i = 0; i < inside->count; i++) {
        assert_string_equal(inside->lessons[i]->slug, outside->lessons[i]->slug);
        assert_int_equal(inside->lessons[i]->step_count, outside->lessons[i]->step_count);
    }
    course_free(inside);
    course_free(outside);
}

static void lessons_are_found_by_number_and_slug(void **state)
{
    (void)state;
    struct course *course = load("tests/courses/both");
    assert_int_equal(course_find(course, "10"), 2);
    assert_int_equal(course_find(course, "second"), 1);
    assert_int_equal(course_find(course, "1"), 0);
    assert_int_equal(course_find(course, "01"), -1);
    assert_int_equal(course_find(course, ""), -1);
    course_free(course);
}

static void a_folder_with_course_and_listings_is_read_by_number(void **state)
{
    (void)state;
    struct course *course = load("tests/courses/both");
    assert_int_equal(course->count, 3); /* notes.md is none */
    assert_string_equal(course->lessons[0]->slug, "first");
    assert_string_equal(course->lessons[1]->slug, "second");
    assert_string_equal(course->lessons[2]->slug, "tenth");
    assert_string_equal(course->lessons[0]->file, "tests/courses/both/course/01-first.md");
    course_free(course);
}

static void its_listings_are_its_own(void **state)
{
    (void)state;
    struct course *course = load("tests/courses/both");
    assert_string_equal(course->lessons[0]->listing.lines[0], "class Own:");
    assert_int_equal(course->lessons[0]->steps[0].code_line, 3);
    course_free(course);
}

static void a_folder_of_lessons_alone_will_do(void **state)
{
    (void)state;
    struct course *course = load("tests/courses/plain");
    assert_int_equal(course->count, 2);
    assert_string_equal(course->lessons[0]->file, "tests/courses/plain/01-first.md");
    assert_string_equal(course->lessons[0]->listing.lines[0], "# beside the lessons");
    course_free(course);
}

static void a_missing_folder_is_named(void **state)
{
    (void)state;
    assert_refused("tests/courses/none", "tests/courses/none: this lesson folder cannot be read: "
                                         "No such file or directory\n");
}

static void a_file_is_no_folder(void **state)
{
    (void)state;
    assert_refused("README.md", "README.md: this lesson folder cannot be read: Not a directory\n");
}

/* Nor is the folder around it taken instead: a link to itself cannot be opened by anybody. */
static void a_course_folder_that_cannot_be_opened_is_an_error(void **state)
{
    (void)state;
    assert_refused("tests/courses/looping",
                   "tests/courses/looping: this lesson folder cannot be read: "
                   "Too many levels of symbolic links\n");
}

static void a_folder_without_lessons_is_refused(void **state)
{
    (void)state;
    assert_refused("tests/courses/empty", "tests/courses/empty: holds no lesson (NN-slug.md)\n");
}

static void two_lessons_of_one_number_are_refused(void **state)
{
    (void)state;
    assert_refused("tests/courses/same-number",
                   "tests/courses/same-number/03-late.md: the lesson's number is also that of "
                   "tests/courses/same-number/3-early.md\n");
}

static void two_lessons_of_one_name_are_refused(void **state)
{
    (void)state;
    assert_refused("tests/courses/same-slug",
                   "tests/courses/same-slug/05-heads.md: the lesson's name is also that of "
                   "tests/courses/same-slug/01-heads.md\n");
}

static void of_several_broken_lessons_the_first_by_name_is_told(void **state)
{
    (void)state;
    assert_refused("tests/courses/two-faults",
                   "tests/courses/two-faults/01-a.md:8:7: this layer has no tensor 'xx'; "
                   "did you mean 'x'?\n    show: xx\n          ^\n");
}

static void a_lesson_that_cannot_be_read_says_why(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    char text[1024];
    assert_null(lesson_load(lessons_on_disk(), "tests/courses/none.md", &error));
    assert_string_equal(lesson_error_text(&error, text, sizeof text),
                        "tests/courses/none.md: cannot be read: No such file or directory\n");
    assert_null(lesson_load(lessons_on_disk(), "tests/courses", &error));
    assert_string_equal(lesson_error_text(&error, text, sizeof text),
                        "tests/courses: cannot be read: Is a directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_builtin_course_is_in_order),
        cmocka_unit_test(the_builtin_course_is_the_one_in_its_folder),
        cmocka_unit_test(lessons_are_found_by_number_and_slug),
        cmocka_unit_test(a_folder_with_course_and_listings_is_read_by_number),
        cmocka_unit_test(its_listings_are_its_own),
        cmocka_unit_test(a_folder_of_lessons_alone_will_do),
        cmocka_unit_test(a_missing_folder_is_named),
        cmocka_unit_test(a_file_is_no_folder),
        cmocka_unit_test(a_course_folder_that_cannot_be_opened_is_an_error),
        cmocka_unit_test(a_folder_without_lessons_is_refused),
        cmocka_unit_test(two_lessons_of_one_number_are_refused),
        cmocka_unit_test(two_lessons_of_one_name_are_refused),
        cmocka_unit_test(of_several_broken_lessons_the_first_by_name_is_told),
        cmocka_unit_test(a_lesson_that_cannot_be_read_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
