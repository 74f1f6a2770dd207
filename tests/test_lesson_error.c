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
    assert_string_equal(
        told("a.md", "---\ntitle: T\n\ta\tb: 1\n---\n", text, sizeof text),
        "a.md:3:2: unknown key 'a b'; there are title, summary, words, listing, layer "
        "and the settings\n"
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

static void what_is_not_utf_8_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",
        "\xbf",
        "\xc0\xaf",
        "\xc1\x81",
        "\xc3",
        "\xc3(",
        "\xe0\x80\x9b",
        "\xe0\x9f\xbf",
        "\xed\xa0\x80",
        "\xe2\x82",
        "\xf0\x80\x80\x9b",
        "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char lesson[64], text[1024];
        snprintf(lesson, sizeof lesson, "---\ntitle: %s\n---\n", wrong[i]);
        told("a.md", lesson, text, sizeof text);
        if (!strstr(text, "a.md:2:8: this is not text in UTF-8: byte 0x")) {
            fail_msg("%zu: %s", i, text);
        }
    }
}

static void the_ends_of_each_length_are_text(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good("---\ntitle: \xc2\xa0\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf"
                                       "\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\n---\n"
                                       "## A\n```headwise\nshow: x\n```\n");
    assert_int_equal(strlen(lesson->title), 21);
    lesson_free(lesson);
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
        cmocka_unit_test(what_is_not_utf_8_is_refused),
        cmocka_unit_test(the_ends_of_each_length_are_text),
        cmocka_unit_test(line_ends_of_other_systems_are_no_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
