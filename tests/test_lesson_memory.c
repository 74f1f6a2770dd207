/* Every allocation of reading, loading and holding lessons made to fail once: never a part of a
 * lesson, never an expectation that seems to hold, and nothing kept. */
#include "tests/layer.h"
#include "tests/lesson.h"

#include "app/platform/files.h"

#include <errno.h>

static void assert_out_of_memory(const struct lesson_error *error)
{
    const char *end = strstr(error->text, "out of memory");
    if (!end || strcmp(end, "out of memory") != 0) {
        fail_msg("told '%s'", error->text);
    }
}

/* ---- reading ---- */

/* Whether allocation `fail_at` of reading the file was one: then there is no lesson. */
static bool parse_fails(const struct lesson_file *file, int fail_at)
{
    struct counter counter = {.fail_at = fail_at};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct lesson_source source = {.allocator = &allocator};
    struct lesson_error error = {0};
    struct lesson *lesson = lesson_parse(&source, file->name, file->data, file->bytes, &error);
    bool failed = counter.calls >= fail_at;
    if (!lesson == !failed) {
        fail_msg("%s: allocation %d fails, and the lesson is %s", file->name, fail_at,
                 lesson ? "there" : error.text);
    }
    if (failed) {
        assert_string_equal(error.text, "out of memory");
        assert_int_equal(error.line, 0);
    }
    lesson_free(lesson);
    assert_int_equal(counter.held, 0);
    return failed;
}

static void a_lesson_is_read_whole_or_not_at_all(void **state)
{
    (void)state;
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        int failures = 0;
        if (strncmp(file->name, "course/", 7) != 0) {
            continue;
        }
        while (parse_fails(file, failures + 1)) {
            failures++;
        }
        assert_in_range(failures, 10, 5000);
    }
}

/* ---- loading ---- */

/* A disk of which one call fails. Its functions take no context, so this is the test's own. */
static struct {
    int calls, fail_at;
} disk_state;

static bool disk_fails(void)
{
    errno = ENOMEM;
    return ++disk_state.calls == disk_state.fail_at;
}

static char *failing_read(const char *path, size_t *bytes)
{
    return disk_fails() ? NULL : files_read(path, bytes);
}

static bool failing_list(const char *folder, bool (*each)(void *context, const char *name),
                         void *context)
{
    return !disk_fails() && files_list(folder, each, context);
}

static const struct lesson_disk failing_disk = {failing_read, failing_list};

/* Whether allocation `memory`, or call `disk` of the disk, was one: then there is no course. */
static bool load_fails(int memory, int disk)
{
    struct counter counter = {.fail_at = memory};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct lesson_source source = {.disk = &failing_disk, .allocator = &allocator};
    struct lesson_error error = {0};
    disk_state.calls = 0;
    disk_state.fail_at = disk;
    struct course *course = course_load(&source, "tests/courses/both", &error);
    bool failed =
        (memory && counter.calls >= memory) || (disk && disk_state.calls >= disk_state.fail_at);
    if (failed) {
        assert_null(course);
        assert_out_of_memory(&error);
    } else {
        assert_int_equal(course->count, 3);
    }
    course_free(course);
    assert_int_equal(counter.held, 0);
    return failed;
}

static void a_course_is_loaded_whole_or_not_at_all(void **state)
{
    (void)state;
    int failures = 0;
    while (load_fails(failures + 1, 0)) {
        failures++;
    }
    assert_in_range(failures, 20, 5000);
}

static void a_disk_without_memory_is_told_as_that(void **state)
{
    (void)state;
    int failures = 0;
    while (load_fails(0, failures + 1)) {
        failures++;
    }
    assert_in_range(failures, 4, 20); /* the folder, three lessons, their listings */
}

static void without_a_disk_there_is_no_folder(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    assert_null(course_load(NULL, "tests/courses/both", &error));
    assert_string_equal(error.text, "this lesson folder cannot be read: Function not implemented");
    assert_null(lesson_load(NULL, "tests/courses/plain/01-first.md", &error));
    assert_string_equal(error.text, "cannot be read: Function not implemented");
}

/* ---- holding ---- */

static const char held[] =
    "---\ntitle: T\nembed: 2\ntokens: 2\nheads: 2\nwiring: projected\n---\n## A\n"
    "```matrix x\n1 2\n3 4\n```\n"
    "```headwise\nshow: out\nbeside: wiring=fused\nnudge: 0\nexpect: value x[1, 0] 3.00\n"
    "expect: sum x[0] 3\nexpect: equal heads.0.dropped heads.0.weights\nexpect: near out 0.001\n"
    "expect: moved heads.0.Q\nexpect: std x 1.29\n```\n";

/* Whether allocation `fail_at` of holding the lesson was one: then it does not seem to hold. */
static bool check_fails(int fail_at)
{
    struct counter counter = {0};
    struct attn_allocator allocator = counter_allocator(&counter);
    struct lesson_source source = {.allocator = &allocator};
    struct lesson_error error = {0};
    struct lesson *lesson = lesson_parse(&source, "a.md", held, sizeof held - 1, &error);
    assert_non_null(lesson);
    counter.calls = 0;
    counter.fail_at = fail_at;
    bool good = lesson_check(lesson, &error), failed = counter.calls >= fail_at;
    if (good == failed) {
        fail_msg("allocation %d: %s", fail_at, good ? "it seems to hold" : error.text);
    }
    if (failed) {
        assert_out_of_memory(&error);
    }
    lesson_free(lesson);
    assert_int_equal(counter.held, 0);
    return failed;
}

static void what_cannot_be_computed_does_not_hold(void **state)
{
    (void)state;
    int failures = 0;
    while (check_fails(failures + 1)) {
        failures++;
    }
    assert_in_range(failures, 20, 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_read_whole_or_not_at_all),
        cmocka_unit_test(a_course_is_loaded_whole_or_not_at_all),
        cmocka_unit_test(a_disk_without_memory_is_told_as_that),
        cmocka_unit_test(without_a_disk_there_is_no_folder),
        cmocka_unit_test(what_cannot_be_computed_does_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
