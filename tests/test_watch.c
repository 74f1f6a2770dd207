/* A teacher's folder: one broken lesson stops no other, and what is changed is read again in place. */
#include "app/commands/watch.h"
#include "app/model/recourse.h"
#include "app/platform/files.h"
#include "tests/command.h"
#include "tests/lesson.h"
#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FRONT "---\ntitle: T\ntokens: 3\n---\n\n"
#define STEP(name, show) "## " name "\n\nProse.\n\n```headwise\nshow: " show "\n```\n\n"

static void write_lesson(const char *folder, const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file_write(path, text, strlen(text));
}

/* A folder of two lessons, and a window's model on the second step of the first. */
static void begin(const char *name, char folder[256], struct watch *watch, struct studio *s)
{
    struct lesson_error error;
    mkdir(scratch_path(name, folder), 0777);
    write_lesson(folder, "01-one.md", FRONT STEP("A", "Q") STEP("B", "K"));
    write_lesson(folder, "02-two.md", FRONT STEP("C", "V"));
    *s = (struct studio){.course = course_load_some(lessons_on_disk(), folder, &error)};
    assert_true(s->course && model_init(&s->model, s->course));
    model_go(&s->model, 0, 1);
    watch_begin(watch, folder, s);
}

static void end(struct studio *s)
{
    model_clear(&s->model);
    course_free(s->course);
}

static void nothing_is_read_again_while_nothing_changes(void **state)
{
    (void)state;
    struct studio s;
    struct watch watch;
    char folder[256];
    begin("still", folder, &watch, &s);
    struct course *course = s.course;
    assert_false(watch_settle(&watch, &s));
    assert_ptr_equal(s.course, course);
    end(&s);
}

static void a_changed_lesson_is_read_again_and_the_step_stays(void **state)
{
    (void)state;
    struct studio s;
    struct watch watch;
    char folder[256];
    begin("changed", folder, &watch, &s);
    model_set_mark(&s.model, 0, 1, MARK_RIGHT);
    model_update(&s.model,
                 (struct action){.kind = ACTION_CHOOSE, .index = CONTROL_MASK, .other = 1});
    write_lesson(folder, "01-one.md", FRONT STEP("New", "x") STEP("A", "Q") STEP("B", "scores"));
    assert_true(watch_settle(&watch, &s));
    assert_int_equal(s.model.step, 2);
    assert_string_equal(model_step(&s.model)->slug, "b");
    assert_string_equal(attn_trace_op(s.model.trace, s.model.shown)->name, "scores");
    assert_int_equal(s.model.config.mask, ATTN_MASK_CAUSAL);
    assert_int_equal(model_mark(&s.model, 0, 2), MARK_RIGHT);
    assert_false(watch_settle(&watch, &s));
    end(&s);
}

static void a_fault_in_the_open_lesson_is_told_and_the_old_one_stays(void **state)
{
    (void)state;
    struct studio s;
    struct watch watch;
    char folder[256];
    begin("fault", folder, &watch, &s);
    write_lesson(folder, "01-one.md", FRONT STEP("A", "nonsense"));
    assert_true(watch_settle(&watch, &s));
    assert_int_equal(model_lesson(&s.model)->step_count, 2);
    assert_non_null(strstr(s.model.notice, "01-one.md:"));
    write_lesson(folder, "01-one.md", FRONT STEP("A", "Q") STEP("B", "K") STEP("More", "V"));
    assert_true(watch_settle(&watch, &s));
    assert_int_equal(model_lesson(&s.model)->step_count, 3);
    assert_string_equal(s.model.notice, "");
    end(&s);
}

static void a_step_of_another_name_keeps_its_number(void **state)
{
    (void)state;
    struct studio s;
    struct watch watch;
    char folder[256];
    begin("renamed", folder, &watch, &s);
    write_lesson(folder, "01-one.md", FRONT STEP("A", "Q") STEP("Bee", "K"));
    assert_true(watch_settle(&watch, &s));
    assert_string_equal(model_step(&s.model)->slug, "bee");
    end(&s);
}

static void one_broken_lesson_stops_no_other(void **state)
{
    (void)state;
    struct lesson_error error;
    char folder[256];
    mkdir(scratch_path("broken", folder), 0777);
    write_lesson(folder, "01-one.md", FRONT STEP("A", "Q"));
    write_lesson(folder, "02-two.md", FRONT STEP("C", "nonsense"));
    struct course *course = course_load_some(lessons_on_disk(), folder, &error);
    assert_non_null(course);
    assert_int_equal(course->count, 1);
    assert_int_equal(course->fault_count, 1);
    assert_non_null(strstr(course->faults[0].file, "02-two.md"));
    assert_true(course->faults[0].line > 0);
    course_free(course);
    assert_null(course_load(lessons_on_disk(), folder, &error));
}

static void a_folder_is_another_by_size_time_and_name(void **state)
{
    (void)state;
    char folder[256];
    mkdir(scratch_path("stamps", folder), 0777);
    uint64_t empty = files_stamp(folder);
    write_lesson(folder, "a", "1");
    uint64_t one = files_stamp(folder);
    assert_true(one != empty && files_stamp(folder) == one);
    write_lesson(folder, "a", "12");
    assert_true(files_stamp(folder) != one);
    assert_true(files_stamp("/no/such/folder") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_read_again_while_nothing_changes),
        cmocka_unit_test(a_changed_lesson_is_read_again_and_the_step_stays),
        cmocka_unit_test(a_fault_in_the_open_lesson_is_told_and_the_old_one_stays),
        cmocka_unit_test(a_step_of_another_name_keeps_its_number),
        cmocka_unit_test(one_broken_lesson_stops_no_other),
        cmocka_unit_test(a_folder_is_another_by_size_time_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
