/* Whatever a file holds, its reader returns a lesson or an error that can be shown: some damage of each
 * lesson, and large things. tests/slow_robust.c does more damage. */
#include "tests/damage.h"

enum { STRIDE = 53, DAMAGES = 300 };

static void every_beginning_of_a_lesson_is_a_lesson_or_an_error(void **state)
{
    (void)state;
    damage_cut(STRIDE);
}

static void a_damaged_lesson_is_a_lesson_or_an_error(void **state)
{
    (void)state;
    damage_many(DAMAGES);
}

/* ---- large things ---- */

#define FRONT "---\ntitle: Large\nembed: 2\ntokens: 2\n---\n\n## A\n\n"
#define SHOW_X "\n```headwise\nshow: x\n```\n"

static char *append(char *end, const char *text)
{
    while (*text) {
        *end++ = *text++;
    }
    return end;
}

/* before, then piece so often, then after; the caller frees it. */
static char *repeated(const char *before, const char *piece, int times, const char *after)
{
    size_t bytes = strlen(before) + strlen(piece) * (size_t)times + strlen(after);
    char *text = malloc(bytes + 1);
    char *end = append(text, before);
    for (int i = 0; i < times; i++) {
        end = append(end, piece);
    }
    *append(end, after) = '\0';
    return text;
}

static void assert_told(const char *before, const char *piece, int times, const char *after,
                        int line, const char *expected)
{
    struct lesson_error error = {0};
    char *text = repeated(before, piece, times, after);
    assert_null(damage_parse(text, strlen(text), &error));
    assert_true(damage_can_be_shown(&error, text, strlen(text)));
    free(text);
    assert_string_equal(error.text, expected);
    assert_int_equal(error.line, line);
}

static void assert_fine(const char *before, const char *piece, int times, const char *after)
{
    struct lesson_error error = {0};
    char *text = repeated(before, piece, times, after), message[1024];
    struct lesson *lesson = damage_parse(text, strlen(text), &error);
    free(text);
    if (!lesson) {
        fail_msg("%s", lesson_error_text(&error, message, sizeof message));
    }
    lesson_free(lesson);
}

static void a_file_above_1_mib_is_refused(void **state)
{
    (void)state;
    assert_told(FRONT, "prose\n", 180000, SHOW_X, 0, "larger than 1 MiB");
}

static void very_long_lines_are_read(void **state)
{
    (void)state;
    assert_fine(FRONT, "word ", 200000, "\n" SHOW_X);
    assert_fine("---\ntitle: ", "long ", 200000, "\n---\n## A\n" SHOW_X);
    assert_fine("---\ntitle: T\n---\n## A", " long", 200000, "\n" SHOW_X);
}

static void a_fault_in_a_very_long_line_is_still_told(void **state)
{
    (void)state;
    assert_told(
        FRONT "```headwise\n", "show", 200000, ": x\n```\n", 10,
        "unknown directive 'showshowshowshowshowshowshowshowshowshowshowshowshowshowshowsho'"
        "; there are show, cell, code, wrong, ask, question, pick, why, hides, beside, "
        "beside-code, head, item, nudge, nudge-item, layer, words, id, picture, listing, values, "
        "expect and settings");
    assert_told(FRONT "```headwise\nshow: ", "x", 900000, "\n```\n", 10,
                "this layer has no tensor 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'");
    assert_told(FRONT "```matrix x\n", "9", 900000, "\n```\n" SHOW_X, 10,
                "'999999999999999999999999999999999999999' is not a number from -1000000 to "
                "1000000");
}

/* Every title is compared with every other: 100,000 of them would look like a hang. */
static void steps_and_matrices_without_end_are_refused(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    size_t used = 0, size = 1 << 20;
    char *text = malloc(size);
    used += (size_t)snprintf(text, size, "---\ntitle: T\n---\n");
    for (int i = 0; used < size - 40; i++) {
        used += (size_t)snprintf(text + used, size - used, "## %d\n```matrix m%d\n1\n```\n", i, i);
    }
    assert_null(damage_parse(text, used, &error));
    assert_string_equal(error.text, "more than 1000 steps");
    assert_int_equal(error.line, 4 + 4 * 1000);
    used = (size_t)snprintf(text, size, "---\ntitle: T\n---\n## A\n");
    for (int i = 0; used < size - 40; i++) {
        used += (size_t)snprintf(text + used, size - used, "```matrix m%d\n1\n```\n", i);
    }
    assert_null(damage_parse(text, used, &error));
    assert_string_equal(error.text, "more than 5000 matrices");
    assert_int_equal(error.line, 5 + 3 * 5000);
    free(text);
}

static void huge_matrices_are_counted_before_they_are_refused(void **state)
{
    (void)state;
    assert_told(FRONT "```matrix x\n", "1 2 3 4 5 6 7 8\n", 60000, "```\n" SHOW_X, 9,
                "'x' is 2 x 2 here, these are 60000 x 8 numbers");
    assert_told(FRONT "```matrix x\n", "1 ", 500000, "\n```\n" SHOW_X, 9,
                "'x' is 2 x 2 here, these are 1 x 500000 numbers");
}

static void deep_markdown_is_read(void **state)
{
    (void)state;
    assert_fine(FRONT, "> ", 5000, "quoted\n" SHOW_X);
    assert_fine(FRONT, "- ", 5000, "listed\n" SHOW_X);
    assert_fine(FRONT, "*a **b ", 5000, "\n" SHOW_X);
    assert_fine(FRONT, "[", 50000, "\n" SHOW_X);
    assert_fine(FRONT, "1. ", 5000, "listed\n" SHOW_X);
    assert_fine(FRONT "```\n", "    ", 200000, "code\n```\n" SHOW_X);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_beginning_of_a_lesson_is_a_lesson_or_an_error),
        cmocka_unit_test(a_damaged_lesson_is_a_lesson_or_an_error),
        cmocka_unit_test(a_file_above_1_mib_is_refused),
        cmocka_unit_test(very_long_lines_are_read),
        cmocka_unit_test(a_fault_in_a_very_long_line_is_still_told),
        cmocka_unit_test(steps_and_matrices_without_end_are_refused),
        cmocka_unit_test(huge_matrices_are_counted_before_they_are_refused),
        cmocka_unit_test(deep_markdown_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
