/* Names that a step gives and takes: its own, and its picture's. */
#include "tests/lesson.h"

#define FRONT "---\ntitle: Small\nembed: 2\nwords: the cat\n---\n\n"
#define STEP(title, directives) "## " title "\n```headwise\nshow: x\n" directives "```\n"

static void an_id_is_the_step_s_name(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_good(FRONT STEP("The heads, joined", "id: concat\n") STEP("B", ""));
    assert_string_equal(lesson->steps[0].slug, "concat");
    assert_string_equal(lesson->steps[0].title, "The heads, joined");
    assert_int_equal(lesson_find_step(lesson, "concat"), 0);
    assert_int_equal(lesson_find_step(lesson, "the-heads-joined"), -1);
    assert_int_equal(lesson_find_step(lesson, "b"), 1);
    lesson_free(lesson);
}

static void two_steps_of_one_title_may_differ_by_their_id(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT STEP("Again", "") STEP("Again", "id: again-2\n"));
    assert_int_equal(lesson_find_step(lesson, "again"), 0);
    assert_int_equal(lesson_find_step(lesson, "again-2"), 1);
    lesson_free(lesson);
}

static void the_first_words_of_a_name_will_do(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT STEP("A", "id: one-two-three\n"));
    assert_int_equal(lesson_find_step(lesson, "one-two"), 0);
    assert_int_equal(lesson_find_step(lesson, "one-tw"), -1);
    lesson_free(lesson);
}

static void a_step_without_a_picture_has_none(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT STEP("A", "") STEP("B", "picture: any-2\n"));
    assert_null(lesson->steps[0].picture);
    assert_string_equal(lesson->steps[1].picture, "any-2");
    lesson_free(lesson);
}

/* What the writer of a step with that directive is told, by a reader that knows two pictures. */
static const char *told(const char *text, char *buffer, size_t bytes)
{
    static const char *const pictures[] = {"heads", "blocks", NULL};
    struct lesson_source source = {.pictures = pictures};
    struct lesson_error error = {0};
    struct lesson *lesson = lesson_parse(&source, "a.md", text, strlen(text), &error);
    snprintf(buffer, bytes, "%s", lesson ? lesson->steps[0].picture : error.text);
    lesson_free(lesson);
    return buffer;
}

static void a_picture_is_one_of_those_handed_in(void **state)
{
    (void)state;
    char text[320];
    assert_string_equal(told(FRONT STEP("A", "picture: blocks\n"), text, sizeof text), "blocks");
    assert_string_equal(told(FRONT STEP("A", "picture: haeds\n"), text, sizeof text),
                        "no picture 'haeds'; did you mean 'heads'?");
    assert_string_equal(told(FRONT STEP("A", "picture: orchestra\n"), text, sizeof text),
                        "no picture 'orchestra'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_the_step_s_name),
        cmocka_unit_test(two_steps_of_one_title_may_differ_by_their_id),
        cmocka_unit_test(the_first_words_of_a_name_will_do),
        cmocka_unit_test(a_step_without_a_picture_has_none),
        cmocka_unit_test(a_picture_is_one_of_those_handed_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
