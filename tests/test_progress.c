/* A learner's marks: they only rise, nothing of a file is lost, two windows share one. */
#include "app/commands/keep.h"
#include "app/model/progress.h"
#include "app/stage/frame.h"
#include "tests/command.h"
#include "tests/dump.h"
#include "tests/lesson.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROJECTED = 4, QUESTION = 2 };

static int open_model(void **state)
{
    struct lesson_error error;
    struct model *model = calloc(1, sizeof *model);
    struct course *course = course_load(lessons_on_disk(), "tests/courses/drawn", &error);
    *state = model;
    return course && model_init(model, course) ? 0 : -1;
}

static int close_model(void **state)
{
    struct model *model = *state;
    struct course *course = (struct course *)(uintptr_t)model->course;
    model_clear(model);
    course_free(course);
    free(model);
    return 0;
}

/* The line of a step with that mark. */
static const char *line_of(const struct model *model, int lesson, int step, const char *mark)
{
    static char line[160];
    const struct lesson *l = model->course->lessons[lesson];
    snprintf(line, sizeof line, "%s/%s %s\n", l->slug, l->steps[step].slug, mark);
    return line;
}

static void holds(const char *path, const char *text)
{
    size_t bytes;
    char *data = file_read(path, &bytes);
    assert_string_equal(data, text);
    free(data);
}

/* ---- text ---- */

static void marks_rise_and_never_fall(void **state)
{
    struct model *model = *state;
    static const char *const marks[] = {"seen", "passed", "second", "right"};
    static const enum mark kinds[] = {MARK_SEEN, MARK_PASSED, MARK_SECOND, MARK_RIGHT};
    for (int from = 0; from < 4; from++) {
        for (int to = 0; to < 4; to++) {
            const char *line = line_of(model, 0, 1, marks[to]);
            model_set_mark(model, 0, 1, kinds[from]);
            assert_int_equal(progress_merge(model, line, strlen(line)), to > from);
            assert_int_equal(model_mark(model, 0, 1), kinds[to > from ? to : from]);
        }
    }
}

static void lines_that_are_not_understood_are_kept_as_they_are(void **state)
{
    struct model *model = *state;
    char old[1024], expected[1024];
    static const char strange[] =
        "other-course/first right\n\none-number/renamed seen\r\n/ \n#\t\x1b\n"
        "no newline, no slash";
    size_t bytes;
    strcpy(old, line_of(model, 0, 0, "seen"));
    strcat(strcat(old, line_of(model, 0, 1, "glowing")), strange);
    assert_true(progress_merge(model, old, strlen(old)));
    char *text = progress_text(model, old, strlen(old), &bytes);
    strcat(strcpy(expected, line_of(model, 0, 1, "glowing")), strange);
    strcat(strcat(expected, "\n"), line_of(model, 0, 0, "seen"));
    assert_int_equal(bytes, strlen(expected));
    assert_string_equal(text, expected);
    free(text);
}

static void a_text_is_the_same_when_it_is_written_again(void **state)
{
    struct model *model = *state;
    size_t bytes, again_bytes;
    model_set_mark(model, 0, 1, MARK_RIGHT);
    model_set_mark(model, PROJECTED, 0, MARK_SEEN);
    char *text = progress_text(model, "x/y z\n", 6, &bytes);
    char *again = progress_text(model, text, bytes, &again_bytes);
    assert_string_equal(again, text);
    free(text);
    free(again);
}

static void bytes_of_any_kind_do_no_harm(void **state)
{
    struct model *model = *state;
    char junk[512];
    unsigned seed = 1;
    for (int round = 0; round < 200; round++) {
        size_t bytes;
        for (size_t i = 0; i < sizeof junk; i++) {
            seed = seed * 1103515245u + 12345u;
            junk[i] = (char)(seed >> 16);
        }
        progress_merge(model, junk, sizeof junk);
        char *text = progress_text(model, junk, sizeof junk, &bytes);
        assert_true(bytes >= sizeof junk);
        assert_memory_equal(text, junk, sizeof junk);
        free(text);
    }
}

/* ---- the file ---- */

static void marks_are_kept_and_read_back(void **state)
{
    struct model *model = *state;
    struct keep keep;
    char path[256];
    keep_begin(&keep, model, scratch_path("deep/er/progress", path));
    model_set_mark(model, PROJECTED, QUESTION, MARK_RIGHT);
    keep_settle(&keep, model);
    assert_false(model->marks_changed || keep.unsaved);
    model_set_mark(model, PROJECTED, QUESTION, MARK_NONE);
    model->marks_changed = false;
    keep_begin(&keep, model, path);
    assert_int_equal(model_mark(model, PROJECTED, QUESTION), MARK_RIGHT);
    assert_false(model->marks_changed);
}

static void another_course_s_marks_outlive_this_one_s(void **state)
{
    struct model *model = *state;
    struct keep keep;
    char path[256], expected[400];
    static const char theirs[] = "built-in/one right\nbuilt-in/two seen\n";
    file_write(scratch_path("courses", path), theirs, sizeof theirs - 1);
    keep_begin(&keep, model, path);
    model_set_mark(model, 0, 0, MARK_SEEN);
    keep_settle(&keep, model);
    strcat(strcpy(expected, theirs), line_of(model, 0, 0, "seen"));
    holds(path, expected);
}

/* Two windows, each with what the other has not seen. */
static void two_windows_keep_the_marks_of_both(void **state)
{
    struct model *model = *state;
    struct model other;
    struct keep first, second;
    char path[256];
    assert_true(model_init(&other, model->course));
    keep_begin(&first, model, scratch_path("shared", path));
    keep_begin(&second, &other, path);
    model_set_mark(model, 0, 0, MARK_RIGHT);
    model_set_mark(model, 0, 1, MARK_SEEN);
    keep_settle(&first, model);
    model_set_mark(&other, 0, 0, MARK_SEEN);
    model_set_mark(&other, 1, 0, MARK_SEEN);
    assert_true(keep_settle(&second, &other));
    assert_int_equal(model_mark(&other, 0, 0), MARK_RIGHT);
    assert_int_equal(model_mark(&other, 0, 1), MARK_SEEN);
    model_set_mark(model, 1, 1, MARK_SEEN);
    assert_true(keep_settle(&first, model));
    assert_int_equal(model_mark(model, 1, 0), MARK_SEEN);
    model_clear(&other);
}

/* As root no permission bites: a folder in the file's place cannot be read either. */
static void what_cannot_be_read_is_told_and_not_replaced(void **state)
{
    struct model *model = *state;
    struct keep keep;
    char path[256];
    struct stat there;
    mkdir(scratch_path("blocked", path), 0777);
    keep_begin(&keep, model, path);
    assert_non_null(strstr(model->notice, "Is a directory"));
    model_set_mark(model, 0, 0, MARK_SEEN);
    keep_settle(&keep, model);
    assert_non_null(strstr(model->notice, "Is a directory"));
    assert_int_equal(stat(path, &there), 0);
    assert_true(S_ISDIR(there.st_mode));
}

static void a_failed_save_is_told_and_tried_again(void **state)
{
    struct model *model = *state;
    struct keep keep;
    char path[256];
    keep_begin(&keep, model, scratch_path("later", path));
    mkdir(path, 0777);
    model_set_mark(model, 0, 0, MARK_SEEN);
    assert_true(keep_settle(&keep, model));
    assert_true(keep.unsaved && model->notice[0]);
    assert_false(keep_settle(&keep, model)); /* nothing changed: not tried */
    rmdir(path);
    model_set_mark(model, 0, 1, MARK_SEEN);
    assert_true(keep_settle(&keep, model));
    assert_false(keep.unsaved || model->notice[0]);
    assert_int_equal(access(path, F_OK), 0);
}

static void what_a_failed_save_left_is_saved_at_the_end(void **state)
{
    struct model *model = *state;
    struct keep keep;
    char path[256];
    keep_begin(&keep, model, scratch_path("last", path));
    mkdir(path, 0777);
    model_set_mark(model, 0, 0, MARK_SEEN);
    keep_settle(&keep, model);
    rmdir(path);
    keep_end(&keep, model);
    holds(path, line_of(model, 0, 0, "seen"));
}

static float width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context, (void)face, (void)text;
    return 0.6f * size * (float)bytes;
}

static void what_is_told_is_in_the_window(void **state)
{
    struct model *model = *state;
    enum { DUMP_MOST = 1 << 20 };
    const struct measure measure = {width, NULL};
    struct scene scene = {0};
    char *dump = calloc(1, DUMP_MOST);
    assert_true(model_tell(model, "Progress is not saved (the disk is full)"));
    assert_false(model_tell(model, "Progress is not saved (the disk is full)"));
    for (int told = 1; told >= 0; told--) {
        view(model, &measure, &scene);
        scene_dump(&scene, dump, DUMP_MOST);
        assert_int_equal(strstr(dump, "Progress is not saved (the disk is full)") != NULL, told);
        model_tell(model, "");
    }
    scene_clear(&scene);
    free(dump);
}

static void a_later_lesson_opened_marks_no_earlier_one(void **state)
{
    struct model *model = *state;
    model_go(model, 1, 1);
    model->asking = true;
    answer_begin(model);
    assert_int_equal(model_mark(model, 0, 0), MARK_NONE);
    assert_int_equal(model_mark(model, 1, 1), MARK_SEEN);
}

static void the_file_is_in_the_user_s_data_folder(void **state)
{
    (void)state;
    char path[256], small[8];
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_true(keep_path(path, sizeof path));
    assert_string_equal(path, "/data/headwise/progress");
    assert_false(keep_path(small, sizeof small));
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/ada", 1);
    assert_true(keep_path(path, sizeof path));
    assert_string_equal(path, "/home/ada/.local/share/headwise/progress");
}

int main(void)
{
#define WITH_MODEL(test) cmocka_unit_test_setup_teardown(test, open_model, close_model)
    const struct CMUnitTest tests[] = {
        WITH_MODEL(marks_rise_and_never_fall),
        WITH_MODEL(lines_that_are_not_understood_are_kept_as_they_are),
        WITH_MODEL(a_text_is_the_same_when_it_is_written_again),
        WITH_MODEL(bytes_of_any_kind_do_no_harm),
        WITH_MODEL(marks_are_kept_and_read_back),
        WITH_MODEL(another_course_s_marks_outlive_this_one_s),
        WITH_MODEL(two_windows_keep_the_marks_of_both),
        WITH_MODEL(what_cannot_be_read_is_told_and_not_replaced),
        WITH_MODEL(a_failed_save_is_told_and_tried_again),
        WITH_MODEL(what_a_failed_save_left_is_saved_at_the_end),
        WITH_MODEL(what_is_told_is_in_the_window),
        WITH_MODEL(a_later_lesson_opened_marks_no_earlier_one),
        cmocka_unit_test(the_file_is_in_the_user_s_data_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
