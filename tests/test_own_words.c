/* A sentence of one's own, in the view's string: the same numbers in the window, in `trace` and in the
 * script of `pytorch`. */
#include "tests/command.h"
#include "tests/test.h"

#include "app/model/link.h"

#include <stdlib.h>

static int open_model(void **state)
{
    struct lesson_error error;
    struct course *course = course_load(NULL, NULL, &error);
    struct model *model = calloc(1, sizeof *model);
    *state = model;
    return course && model && model_init(model, course) ? 0 : -1;
}

static int close_model(void **state)
{
    struct model *model = *state;
    struct course *course = (struct course *)model->course;
    model_clear(model);
    course_free(course);
    free(model);
    return 0;
}

/* The line of `trace` about x, as the window's numbers make it. */
static void holds_in_trace(struct model *model, const char *link)
{
    char line[160], shape[64], arguments[300];
    struct link_notes notes = {0};
    assert_int_equal(link_open(model, link, &notes), LINK_OPENED);
    assert_true(notes.count == 0 && model->own_x);
    int op = attn_trace_count(model->trace) - 1;
    struct attn_tensor tensor = attn_trace_tensor(model->trace, op, ATTN_PART_VALUE);
    struct attn_summary s = attn_tensor_summary(&tensor);
    snprintf(line, sizeof line, "\n%-18s %-18s %12.6g %12.6g %12.6g\n",
             attn_trace_op(model->trace, op)->name,
             attn_shape_text(&tensor.shape, shape, sizeof shape), (double)s.min, s.mean,
             (double)s.max);
    snprintf(arguments, sizeof arguments, "trace '%s'", link);
    const char *out = headwise(arguments)->out;
    if (!strstr(out, line)) {
        fail_msg("trace '%s' lacks%sand says\n%s", link, line, out);
    }
}

static void trace_has_the_windows_numbers_of_words_that_come_twice(void **state)
{
    holds_in_trace(*state, "project-per-head/4?tokens=4&words=a+b+a+c&batch=2");
    holds_in_trace(*state, "playground/1?tokens=5&words=oh+my+oh+my+oh");
}

static void trace_has_the_windows_numbers_of_words_that_a_layer_knows(void **state)
{
    holds_in_trace(*state, "what-each-head-adds/1?tokens=3&words=the+dog+saw");
}

static void the_script_draws_each_word_once(void **state)
{
    (void)state;
    const char *text = headwise("pytorch 'eight-full-heads/2?tokens=4&words=a+b+a+c'")->out;
    assert_non_null(strstr(text, "torch.rand(32, 4, 256)[:, [0, 1, 0, 2]]"));
    assert_null(strstr(text, "given"));
}

static void the_script_gives_the_rows_of_words_that_a_layer_knows(void **state)
{
    (void)state;
    const char *text = headwise("pytorch 'what-each-head-adds/1?tokens=2&words=dog+the'")->out;
    assert_non_null(strstr(text, "\"x\": torch.tensor([\n        [0, 1, 0, 0, 0, 0, 0, 0, 1, "));
    assert_non_null(strstr(text, "torch.rand(1, 2, 32)  # drawn"));
}

static void words_of_the_lessons_own_are_like_no_other(void **state)
{
    struct model *model = *state;
    struct link_notes notes = {0};
    link_open(model, "playground/1?tokens=3&words=++", &notes);
    assert_false(model->own_x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trace_has_the_windows_numbers_of_words_that_come_twice),
        cmocka_unit_test(trace_has_the_windows_numbers_of_words_that_a_layer_knows),
        cmocka_unit_test(the_script_draws_each_word_once),
        cmocka_unit_test(the_script_gives_the_rows_of_words_that_a_layer_knows),
        cmocka_unit_test(words_of_the_lessons_own_are_like_no_other),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
