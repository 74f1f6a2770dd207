/* Every fault that a lesson can have, one file each in tests/broken: NAME.md, and in NAME.expected
 * what its writer is told. UPDATE_GOLDEN=1 writes the latter: read them. */
#include "tests/lesson.h"

#include <dirent.h>

enum { MOST = 400, PATH = 300, TEXT = 1024 };

struct names {
    char name[MOST][PATH];
    int count;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void list_lessons(struct names *names)
{
    DIR *folder = opendir("tests/broken");
    assert_non_null(folder);
    names->count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".md") == 0) {
            assert_true(names->count < MOST);
            snprintf(names->name[names->count++], PATH, "%.*s", (int)(dot - entry->d_name),
                     entry->d_name);
        }
    }
    closedir(folder);
    qsort(names->name, (size_t)names->count, sizeof names->name[0], by_name);
}

/* What the writer of that lesson is told; empty when nothing is wrong with it. */
static void complaint(const char *path, char *text)
{
    struct lesson_error error = {0};
    struct lesson_source source = {.disk = lessons_on_disk()->disk, .listings = "lessons/listings"};
    struct lesson *lesson = lesson_load(&source, path, &error);
    text[0] = '\0';
    if (!lesson || !lesson_check(lesson, &error)) {
        lesson_error_text(&error, text, TEXT);
    }
    lesson_free(lesson);
}

static bool read_expected(const char *path, char *text)
{
    FILE *file = fopen(path, "rb");
    size_t bytes = file ? fread(text, 1, TEXT - 1, file) : 0;
    text[bytes] = '\0';
    if (file) {
        fclose(file);
    }
    return file != NULL;
}

static void write_expected(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static bool as_expected(const char *name)
{
    char lesson[PATH + 32], golden[PATH + 32], text[TEXT], expected[TEXT] = "";
    snprintf(lesson, sizeof lesson, "tests/broken/%s.md", name);
    snprintf(golden, sizeof golden, "tests/broken/%s.expected", name);
    complaint(lesson, text);
    if (getenv("UPDATE_GOLDEN")) {
        write_expected(golden, text);
    }
    bool good = read_expected(golden, expected) && text[0] && strcmp(text, expected) == 0;
    if (!good) {
        print_error("%s\n  expected: %s\n  told:     %s\n", lesson, expected, text);
    }
    return good;
}

static void every_broken_lesson_is_told_what_is_wrong(void **state)
{
    (void)state;
    static struct names names;
    int bad = 0;
    list_lessons(&names);
    assert_true(names.count > 0);
    for (int i = 0; i < names.count; i++) {
        bad += !as_expected(names.name[i]);
    }
    assert_int_equal(bad, 0);
}

static void an_expected_text_without_its_lesson_is_a_leftover(void **state)
{
    (void)state;
    DIR *folder = opendir("tests/broken");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[PATH + 32];
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".expected") != 0) {
            continue;
        }
        snprintf(path, sizeof path, "tests/broken/%.*s.md", (int)(dot - entry->d_name),
                 entry->d_name);
        FILE *lesson = fopen(path, "rb");
        if (!lesson) {
            fail_msg("%s is missing", path);
        }
        fclose(lesson);
    }
    closedir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_broken_lesson_is_told_what_is_wrong),
        cmocka_unit_test(an_expected_text_without_its_lesson_is_a_leftover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
