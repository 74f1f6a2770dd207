/* Errors as they are printed: one fault, its line, a caret, and nothing that a terminal obeys. */
#include "tests/lesson.h"

static const char *told(const char *path, const char *text, char *buffer, size_t bytes)
{
    struct lesson_error error = {0};
    assert_null(lesson_parse(NULL, path, text, strlen(text), &error));
    return lesson_error_text(&error, buffer, bytes);
}

static void a_path_cannot_talk_to_the_terminal(void **state)
{
    (void)state;
    char text[1024];
    assert_string_equal(told("a\033[31m\n\xc2\x9b.md", "", text, sizeof text),
                        "a?[31m??.md: a lesson begins with '---' and its settings\n");
}

static void a_fault_cannot_talk_to_the_terminal(void **state)
{
    (void)state;
    char text[1024];
    assert_string_equal(told("a.md", "---\ntitle: T\nx\033[31m: 1\n---\n", text, sizeof text),
                        "a.md:3:2: a control character does not belong in a lesson: byte 0x1b\n"
                        "    x?[31m: 1\n"
                        "     ^\n");
}

static void a_tab_is_one_column_and_a_space(void **state)
{
    (void)state;
    char text[1024];
    assert_string_equal(told("a.md", "---\ntitle: T\n\ta\tb: 1\n---\n", text, sizeof text),
                        "a.md:3:2: unknown key 'a b'; there are title, summary, words, listing and "
                        "the settings\n"
                        "     a b: 1\n"
                        "     ^\n");
}

static void letters_of_many_bytes_are_one_column(void **state)
{
    (void)state;
    char text[1024];
    assert_string_equal(told("a.md", "---\ntitle: T\n√8 ist größer\n---\n", text, sizeof text),
                        "a.md:3:1: expected 'key: value'\n    √8 ist größer\n    ^\n");
    assert_string_equal(told("a.md", "---\ntitle: T\nembed: größer\n---\n", text, sizeof text),
                        "a.md:3:8: embed takes a whole number from 1 to 65536, not 'größer'\n"
                        "    embed: größer\n           ^\n");
}

static void line_ends_of_other_systems_are_no_control_characters(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(
        "---\r\ntitle: T\r\n---\r\n## A\r\n\r\na\tb\r\n```headwise\r\nshow: x\r\n```\r\n");
    assert_string_equal(lesson->title, "T");
    assert_string_equal(lesson->steps[0].show, "x");
    lesson_free(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_cannot_talk_to_the_terminal),
        cmocka_unit_test(a_fault_cannot_talk_to_the_terminal),
        cmocka_unit_test(a_tab_is_one_column_and_a_space),
        cmocka_unit_test(letters_of_many_bytes_are_one_column),
        cmocka_unit_test(line_ends_of_other_systems_are_no_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
