/* Listings: which file is read, and which of its lines a step means. The disk is the test's own. */
#include "tests/lesson.h"

#include <errno.h>

static const char listing[] = "class A:\n"
                              "    y = f(x)\n" /* 2 */
                              "    z = g(x)\n"
                              "    def forward(self, x):\n"
                              "        y = f(x)\n" /* 5 */
                              "        w = h(x, x)\n"
                              "        y = f(x)\n"
                              "        q = h(x)\n" /* 8 */
                              "\n";

/* own.py stands beside the lesson, or one folder up; bad.py is no text. */
static char *read_listing(const char *path, size_t *bytes)
{
    const char *text = strcmp(path, "a/listings/own.py") == 0      ? listing
                       : strcmp(path, "a/../listings/up.py") == 0  ? "up\n"
                       : strcmp(path, "a/listings/single.py") == 0 ? "mine\n"
                       : strcmp(path, "a/listings/bad.py") == 0    ? "good\n\033[31m\n"
                       : strcmp(path, "elsewhere/own.py") == 0     ? "elsewhere\n"
                                                                   : NULL;
    if (!text) {
        errno = strcmp(path, "a/listings/shut.py") == 0 ? EACCES : ENOENT;
        return NULL;
    }
    *bytes = strlen(text);
    char *copy = malloc(*bytes + 1);
    memcpy(copy, text, *bytes + 1);
    return copy;
}

/* A lesson of one step, in folder a, with that listing and directives; or the error. */
static struct lesson *read_with(const char *name, const char *directives, const char *folder,
                                struct lesson_error *error)
{
    static const struct lesson_disk disk = {.read = read_listing};
    struct lesson_source source = {.disk = &disk, .listings = folder};
    char text[1024];
    snprintf(text, sizeof text,
             "---\ntitle: T\nlisting: %s\n---\n## A\n```headwise\nshow: x\n%s```\n", name,
             directives);
    return lesson_parse(&source, "a/01-b.md", text, strlen(text), error);
}

static struct lesson *good(const char *name, const char *directives)
{
    struct lesson_error error = {0};
    struct lesson *lesson = read_with(name, directives, NULL, &error);
    if (!lesson) {
        fail_msg("%s", error.text);
    }
    return lesson;
}

static int code_line(const char *code)
{
    char directives[100];
    snprintf(directives, sizeof directives, "code: %s\n", code);
    struct lesson *lesson = good("own.py", directives);
    int line = lesson->steps[0].code_line;
    lesson_free(lesson);
    return line;
}

static void of_a_line_that_stands_twice_the_first_in_forward_is_meant(void **state)
{
    (void)state;
    assert_int_equal(code_line("y = f(x)"), 5);
    assert_int_equal(code_line("z = g(x)"), 3);
    assert_int_equal(code_line("q = h(x)"), 8);
}

static void what_is_wrong_is_looked_for_where_the_step_is(void **state)
{
    (void)state;
    struct lesson *lesson = good("own.py", "code: q = h(x)\nwrong: h(x\n");
    assert_int_equal(lesson->steps[0].wrong_line, 8);
    assert_int_equal(lesson->steps[0].wrong_from, 12);
    assert_int_equal(lesson->steps[0].wrong_bytes, 3);
    lesson_free(lesson);
}

static void what_is_wrong_elsewhere_is_found_from_the_top(void **state)
{
    (void)state;
    struct lesson *lesson = good("own.py", "code: q = h(x)\nwrong: f(x)\n");
    assert_int_equal(lesson->steps[0].wrong_line, 2);
    assert_int_equal(lesson->steps[0].wrong_from, 8);
    lesson_free(lesson);
}

static void what_is_wrong_may_end_the_line(void **state)
{
    (void)state;
    struct lesson *lesson = good("own.py", "wrong: x, x)\n");
    assert_int_equal(lesson->steps[0].wrong_line, 6);
    lesson_free(lesson);
}

static void of_what_is_wrong_only_the_marked_part_is_meant(void **state)
{
    (void)state;
    struct lesson *lesson = good("own.py", "code: w = h(x, x)\nwrong: h(x, \u2039x\u203a)\n");
    assert_int_equal(lesson->steps[0].wrong_line, 6);
    assert_int_equal(lesson->steps[0].wrong_from, 17);
    assert_int_equal(lesson->steps[0].wrong_bytes, 1);
    assert_int_equal(lesson->steps[0].wrong[0], 'x');
    lesson_free(lesson);
}

static void a_line_is_meant_as_the_settings_write_it(void **state)
{
    (void)state;
    struct lesson *lesson =
        good("projected.py", "wiring: projected\nembed: 32\nscale: embed\nsoftmax: query\n"
                             "code: scaled = scores / 32 ** 0.5\nwrong: dim=-2\n");
    const struct lesson_step *step = &lesson->steps[0];
    assert_string_equal(step->listing.lines[step->code_line - 1],
                        "        scaled = scores / self.width ** 0.5"); /* as it stands there */
    assert_true(step->wrong_line > step->code_line);
    lesson_free(lesson);
}

static void another_listing_stands_beside_with_a_line_of_its_own(void **state)
{
    (void)state;
    struct lesson *lesson =
        good("own.py", "beside: wiring=single listing=up.py\nbeside-code: up\n");
    assert_string_equal(lesson->steps[0].beside_listing.name, "up.py");
    assert_int_equal(lesson->steps[0].beside_line, 1);
    lesson_free(lesson);
}

static void assert_first_line(const char *name, const char *folder, const char *expected)
{
    struct lesson_error error = {0};
    struct lesson *lesson = read_with(name, "", folder, &error);
    assert_non_null(lesson);
    assert_string_equal(lesson->listing.name, name);
    assert_string_equal(lesson->listing.lines[0], expected);
    assert_ptr_equal(lesson->steps[0].listing.lines, lesson->listing.lines);
    lesson_free(lesson);
}

static void a_listing_comes_from_beside_the_lesson_first(void **state)
{
    (void)state;
    assert_first_line("own.py", NULL, "class A:");
    assert_first_line("up.py", NULL, "up");
    assert_first_line("single.py", NULL, "mine");
    assert_first_line("own.py", "elsewhere", "elsewhere");
}

static void a_listing_that_is_nowhere_comes_from_the_binary(void **state)
{
    (void)state;
    struct lesson *lesson = good("fused.py", "");
    assert_true(lesson->listing.count > 20);
    lesson_free(lesson);
}

static void assert_told(const char *name, const char *folder, const char *expected)
{
    struct lesson_error error = {0};
    assert_null(read_with(name, "", folder, &error));
    assert_string_equal(error.text, expected);
}

static void a_listing_that_cannot_be_read_says_why(void **state)
{
    (void)state;
    assert_told("shut.py", NULL, "cannot read 'a/listings/shut.py': Permission denied");
    assert_told("bad.py", NULL, "line 2 of 'bad.py' is not text");
    assert_told("own.py", "nowhere", "no listing 'own.py'; did you mean 'mean.py'?");
    assert_told("../listings/own.py", NULL, "no listing '../listings/own.py'");
    assert_told("fusd.py", NULL, "no listing 'fusd.py'; did you mean 'fused.py'?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_line_that_stands_twice_the_first_in_forward_is_meant),
        cmocka_unit_test(what_is_wrong_is_looked_for_where_the_step_is),
        cmocka_unit_test(what_is_wrong_elsewhere_is_found_from_the_top),
        cmocka_unit_test(what_is_wrong_may_end_the_line),
        cmocka_unit_test(of_what_is_wrong_only_the_marked_part_is_meant),
        cmocka_unit_test(a_line_is_meant_as_the_settings_write_it),
        cmocka_unit_test(another_listing_stands_beside_with_a_line_of_its_own),
        cmocka_unit_test(a_listing_comes_from_beside_the_lesson_first),
        cmocka_unit_test(a_listing_that_is_nowhere_comes_from_the_binary),
        cmocka_unit_test(a_listing_that_cannot_be_read_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
