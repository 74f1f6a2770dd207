/* Going on where one left off: as text, and from one window to the next. */
#include "app/commands/keep.h"
#include "tests/command.h"
#include "tests/screen.h"

#include <stdlib.h>
#include <string.h>

static void what_is_kept_comes_back(void **state)
{
    struct screen *s = *state;
    struct resume before = {0}, after;
    model_go(&s->model, SINGLE_HEAD, 4);
    screen_do(s, ACTION_THEME, 0, 0);
    screen_do(s, ACTION_LARGER, 0, 0);
    resume_take(&before, &s->model);
    before.window = (struct resume_window){1280, 800, -20, 50};
    size_t bytes;
    char *text = resume_text(&before, "", 0, &bytes);
    resume_read(&after, text, bytes);
    assert_true(resume_equal(&before, &after));
    free(text);
}

static void lines_of_progress_stay_and_old_entries_go(void **state)
{
    (void)state;
    static const char old[] = "one-number/x seen\ntheme dark\nresume a/b\nmine, not yours";
    struct resume r = {.has_theme = true};
    size_t bytes;
    char *text = resume_text(&r, old, sizeof old - 1, &bytes);
    assert_string_equal(text, "one-number/x seen\nmine, not yours\ntheme light\n");
    free(text);
}

static void what_makes_no_sense_is_no_entry(void **state)
{
    (void)state;
    static const char text[] = "text 99\nwindow 5x5+0+0\ntheme mauve\nwindow 1e9x2+1+1\nresume \n";
    struct resume r;
    resume_read(&r, text, sizeof text - 1);
    assert_true(r.zoom == 0 && r.window.width == 0 && !r.has_theme && !r.place[0]);
}

/* A window that opens, where the file at path says. */
static void open_window(struct keep *keep, struct model *model, const char *path)
{
    struct link_notes notes = {0};
    keep_begin(keep, model, path);
    resume_give(&keep->before, model);
    if (keep->before.place[0]) {
        link_open(model, keep->before.place, &notes);
    }
    keep_resume(keep, model, NULL);
}

static void the_next_window_opens_where_the_last_one_was(void **state)
{
    struct screen *s = *state;
    struct model *next = calloc(1, sizeof *next);
    struct keep keep;
    char path[256];
    open_window(&keep, &s->model, scratch_path("resume", path));
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, 1);
    screen_do(s, ACTION_THEME, 0, 0);
    keep_end(&keep, &s->model);
    assert_true(model_init(next, s->course));
    open_window(&keep, next, path);
    assert_int_equal(next->lesson, PROJECTED);
    assert_int_equal(next->step, 2);
    assert_int_equal(next->theme, THEME_DARK);
    assert_int_equal(next->config.scale, s->model.config.scale);
    model_clear(next);
    free(next);
}

static void another_step_is_saved_at_once(void **state)
{
    struct screen *s = *state;
    struct keep keep;
    struct resume r;
    char path[256];
    size_t bytes;
    open_window(&keep, &s->model, scratch_path("at-once", path));
    model_go(&s->model, SINGLE_HEAD, 1);
    keep_settle(&keep, &s->model);
    char *text = file_read(path, &bytes);
    resume_read(&r, text, bytes);
    free(text);
    assert_memory_equal(r.place, "single-head/", 12);
}

static void two_windows_lose_neither_theme_nor_text(void **state)
{
    struct screen *s = *state;
    struct model *other = calloc(1, sizeof *other), *third = calloc(1, sizeof *third);
    struct keep first, second, last;
    char path[256];
    assert_true(model_init(other, s->course) && model_init(third, s->course));
    open_window(&first, &s->model, scratch_path("both", path));
    open_window(&second, other, path);
    screen_do(s, ACTION_THEME, 0, 0);
    keep_end(&first, &s->model);
    model_update(other, (struct action){.kind = ACTION_LARGER});
    model_go(other, 1, 1);
    keep_end(&second, other);
    open_window(&last, third, path);
    assert_int_equal(third->theme, THEME_DARK);
    assert_true(third->zoom > 1);
    assert_int_equal(third->lesson, 1);
    model_clear(other);
    model_clear(third);
    free(other);
    free(third);
}

static int marked(const struct model *model, int lesson)
{
    int count = 0;
    for (int i = 0; i < model->course->lessons[lesson]->step_count; i++) {
        count += model_mark(model, lesson, i) != MARK_NONE;
    }
    return count;
}

static void a_lesson_is_done_when_all_its_steps_are(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    int steps = s->course->lessons[ONE_NUMBER]->step_count;
    for (int i = 0; i < steps; i++) {
        model_go(&s->model, ONE_NUMBER, i);
        assert_int_equal(marked(&s->model, ONE_NUMBER), i + 1);
    }
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(what_is_kept_comes_back),
        cmocka_unit_test(lines_of_progress_stay_and_old_entries_go),
        cmocka_unit_test(what_makes_no_sense_is_no_entry),
        WITH_SCREEN(the_next_window_opens_where_the_last_one_was),
        WITH_SCREEN(another_step_is_saved_at_once),
        WITH_SCREEN(two_windows_lose_neither_theme_nor_text),
        WITH_SCREEN(a_lesson_is_done_when_all_its_steps_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
