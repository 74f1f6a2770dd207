/* Lessons as they are meant: front matter, steps, settings, matrices, expectations. */
#include "tests/lesson.h"

#define FRONT "---\ntitle: Small\nsummary: Two words.\nembed: 2\nwords: the cat\n---\n\n"
#define SHOW_X "```headwise\nshow: x\n```\n"

static void front_matter_sets_title_summary_words_and_listing(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good("---\ntitle: Small: one head\nsummary: Two words.\n"
                                       "words: the cat\nlisting: single.py\n---\n\n## A\n" SHOW_X);
    assert_string_equal(lesson->title, "Small: one head");
    assert_string_equal(lesson->summary, "Two words.");
    assert_int_equal(lesson->word_count, 2);
    assert_string_equal(lesson->words[1], "cat");
    assert_string_equal(lesson->listing.name, "single.py");
    assert_true(lesson->listing.count > 20);
    lesson_free(lesson);
}

static void the_file_name_gives_number_and_slug(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n" SHOW_X);
    assert_int_equal(lesson->number, 7);
    assert_string_equal(lesson->slug, "small-lesson");
    assert_string_equal(lesson->file, "course/07-small-lesson.md");
    lesson_free(lesson);
}

static void a_file_name_without_a_number_is_lesson_0(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    const char *text = FRONT "## A\n" SHOW_X;
    struct lesson *lesson = lesson_parse(NULL, "mine.md", text, strlen(text), &error);
    assert_non_null(lesson);
    assert_int_equal(lesson->number, 0);
    assert_string_equal(lesson->slug, "mine");
    lesson_free(lesson);
}

static void only_the_title_is_needed(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good("---\ntitle: T\n---\n## A\n" SHOW_X);
    assert_null(lesson->summary);
    assert_null(lesson->listing.lines);
    assert_int_equal(lesson->word_count, 0);
    assert_int_equal(lesson->steps[0].config.tokens, attn_config_default().tokens);
    lesson_free(lesson);
}

static void words_set_the_number_of_tokens(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n" SHOW_X);
    assert_int_equal(lesson->steps[0].config.tokens, 2);
    lesson_free(lesson);
}

static void steps_have_titles_slugs_and_lines(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## Scores: every query, every key!\n" SHOW_X
                                             "\n## 2. √8 ist größer\n" SHOW_X);
    assert_int_equal(lesson->step_count, 2);
    assert_string_equal(lesson->steps[0].title, "Scores: every query, every key!");
    assert_string_equal(lesson->steps[0].slug, "scores-every-query-every-key");
    assert_int_equal(lesson->steps[0].line, 8);
    assert_string_equal(lesson->steps[1].slug, "2-√8-ist-größer");
    assert_int_equal(lesson->steps[1].line, 13);
    lesson_free(lesson);
}

static void a_step_is_found_by_number_and_by_slug(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## First\n" SHOW_X "## Second one\n" SHOW_X);
    assert_int_equal(lesson_find_step(lesson, "1"), 0);
    assert_int_equal(lesson_find_step(lesson, "second-one"), 1);
    assert_int_equal(lesson_find_step(lesson, "3"), -1);
    assert_int_equal(lesson_find_step(lesson, "0"), -1);
    assert_int_equal(lesson_find_step(lesson, ""), -1);
    lesson_free(lesson);
}

static void a_step_s_settings_hold_for_that_step_alone(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_good(FRONT "## A\n" SHOW_X "## B\n```headwise\nshow: masked\nmask: causal\n"
                         "scale: none\n```\n## C\n" SHOW_X);
    assert_int_equal(lesson->steps[0].config.mask, ATTN_MASK_NONE);
    assert_int_equal(lesson->steps[1].config.mask, ATTN_MASK_CAUSAL);
    assert_int_equal(lesson->steps[1].config.scale, ATTN_SCALE_NONE);
    assert_int_equal(lesson->steps[1].config.embed, 2);
    assert_int_equal(lesson->steps[2].config.mask, ATTN_MASK_NONE);
    lesson_free(lesson);
}

static void a_long_setting_is_taken_whole(void **state)
{
    (void)state;
    char off[200] = "0", text[512], back[512];
    for (int i = 1; i < 40; i++) {
        snprintf(off + strlen(off), sizeof off - strlen(off), ",%d", i);
    }
    snprintf(text, sizeof text,
             "---\ntitle: T\nwiring: projected\nembed: 40\nheads: 40\n---\n## A\n"
             "```headwise\nshow: x\noff: %s\n```\n",
             off);
    struct lesson *lesson = parse_good(text);
    assert_string_equal(attn_config_get(&lesson->steps[0].config, "off", back, sizeof back), off);
    lesson_free(lesson);
}

static void show_and_cell_say_where_to_look(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(FRONT "## A\n```headwise\nshow: scores\ncell: cat the\n```\n"
                                             "## B\n```headwise\ncell: 1\nshow: key.bias\n```\n"
                                             "## C\n" SHOW_X);
    assert_string_equal(lesson->steps[0].show, "scores");
    assert_true(lesson->steps[0].has_cell);
    assert_memory_equal(lesson->steps[0].at, ((int[]){0, 1, 0, 0}), sizeof(int[4]));
    assert_memory_equal(lesson->steps[1].at, ((int[]){1, 0, 0, 0}), sizeof(int[4]));
    assert_false(lesson->steps[2].has_cell);
    lesson_free(lesson);
}

static void code_is_found_in_the_listing(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_good("---\ntitle: T\nlisting: single.py\n---\n## A\n```headwise\nshow: V\n"
                   "code: V = self.value(x)\n```\n## B\n" SHOW_X);
    const char *line = lesson->listing.lines[lesson->steps[0].code_line - 1];
    assert_string_equal(line, "        V = self.value(x)");
    assert_int_equal(lesson->steps[1].code_line, 0);
    lesson_free(lesson);
}

static void matrices_are_rows_of_numbers(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(
        FRONT
        "## A\n```matrix x\n 1  -2.5\n\n\t−3 4e1\n```\n```matrix key.bias\n0 1\n```\n" SHOW_X);
    const struct lesson_matrix *x = &lesson->matrices[0];
    assert_int_equal(lesson->matrix_count, 2);
    assert_string_equal(x->name, "x");
    assert_int_equal(x->rows, 2);
    assert_int_equal(x->columns, 2);
    assert_memory_equal(x->values, ((float[]){1, -2.5f, -3, 40}), 4 * sizeof(float));
    assert_string_equal(lesson->matrices[1].name, "key.bias");
    assert_int_equal(lesson->matrices[1].rows, 1);
    lesson_free(lesson);
}

static float x_of_step(const struct lesson *lesson, int step)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error;
    const struct lesson_step *s = &lesson->steps[step];
    assert_true(lesson_prepare(lesson, s, &s->config, NULL, trace, &error));
    int op = attn_trace_find(trace, "x");
    assert_true(attn_trace_run(trace, op, &error));
    struct attn_tensor x = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    float value = attn_tensor_at(&x, (int[ATTN_RANK_MAX]){x.shape.size[0] - 1, 1, 1});
    attn_trace_free(trace);
    return value;
}

static void matrices_hold_in_every_step_but_those_with_random_values(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_good(FRONT "## A\n" SHOW_X "## B\n```matrix x\n1 2\n3 4\n```\n" SHOW_X
                         "## C\n```headwise\nvalues: random\nshow: x\n```\n"
                         "## D\n```headwise\nshow: x\nvalues: written\nbatch: 2\n```\n");
    assert_true(x_of_step(lesson, 0) == 4);
    assert_true(x_of_step(lesson, 1) == 4);
    assert_true(lesson->steps[2].random_values);
    assert_true(x_of_step(lesson, 2) < 1);
    assert_true(x_of_step(lesson, 3) == 4); /* every batch item has the same */
    lesson_free(lesson);
}

static void every_kind_of_expectation_is_read(void **state)
{
    (void)state;
    struct lesson *lesson = parse_good(
        FRONT
        "## A\n```headwise\nshow: x\nbeside: seed=1\nnudge: 1\nexpect: shape x (1, 2, 2)\n"
        "expect: value scores[cat, 0] −2.50\nexpect: largest weights[cat] the\n"
        "expect: between weights 0 1.5\nexpect: range x 0.2 40\nexpect: sum weights[1] 1.000\n"
        "expect: equal dropped weights\nexpect: std scores 0.5\n"
        "expect: entropy weights 0.6\nexpect: parameters 24\nexpect: work Q 16\n"
        "expect: near x 0.01\n"
        "expect: moved Q\nexpect: still K\nexpect: raises mat1 and mat2: 3, 4\n```\n");
    const struct lesson_expect *e = lesson->steps[0].expects;
    assert_int_equal(lesson->steps[0].expect_count, LESSON_EXPECT_COUNT);
    for (int i = 0; i < LESSON_EXPECT_COUNT; i++) {
        assert_int_equal(e[i].kind, i);
        assert_int_equal(e[i].line, 13 + i);
        assert_int_equal(e[i].column, 9);
    }
    assert_int_equal(e[0].shape.rank, 3);
    assert_memory_equal(e[1].at, ((int[]){1, 0}), sizeof(int[2]));
    assert_true(e[1].value == -2.5);
    assert_int_equal(e[1].digits, 2);
    assert_true(e[2].value == 0);
    assert_true(e[3].value == 0 && e[3].high == 1.5);
    assert_true(e[4].digits == 1 && e[4].high == 40 && e[4].high_digits == 0);
    assert_int_equal(e[5].digits, 3);
    assert_string_equal(e[6].name, "dropped");
    assert_string_equal(e[6].other, "weights");
    assert_string_equal(e[LESSON_EXPECT_RAISES].text, "mat1 and mat2: 3, 4");
    assert_string_equal(e[LESSON_EXPECT_RAISES].source, "expect: raises mat1 and mat2: 3, 4");
    lesson_free(lesson);
}

static void every_kind_of_expectation_may_hold(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    struct lesson *lesson = parse_good(
        FRONT
        "## A\n```matrix x\n1 2\n3 4\n```\n```headwise\nshow: x\nmask: causal\n"
        "expect: shape x (1, 2, 2)\nexpect: shape query.bias (2,)\nexpect: value x[cat, 1] 4\n"
        "expect: value masked[the, cat] -inf\nexpect: largest x[cat] 1\n"
        "expect: between x 1 4\nexpect: sum x[0, cat] 7\nexpect: equal dropped weights\n```\n"
        "## B\n```headwise\nshow: weights\nmask: causal\npolarity: drop\n"
        "expect: value weights[cat, the] nan\n```\n");
    assert_true(lesson_check(lesson, &error));
    lesson_free(lesson);
}

static void a_value_equals_what_rounds_to_it(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    struct lesson *lesson =
        parse_good(FRONT "## A\n```matrix x\n0.849 0.846\n0 0\n```\n```headwise\n"
                         "show: x\nexpect: value x[0, 0] 0.85\n"
                         "expect: value x[0, 1] 0.85\nexpect: value x[0, 0] 1\n"
                         "expect: value x[0, 0] 0.84\n```\n");
    assert_false(lesson_check(lesson, &error));
    assert_int_equal(error.line, 18); /* the last one alone */
    assert_string_equal(error.text, "x: expected 0.84, computed 0.8490");
    lesson_free(lesson);
}

static void every_builtin_lesson_holds(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    char text[1024];
    struct course *course = course_load(NULL, NULL, &error);
    assert_non_null(course);
    for (int i = 0; i < course->count; i++) {
        if (!lesson_check(course->lessons[i], &error)) {
            fail_msg("%s", lesson_error_text(&error, text, sizeof text));
        }
    }
    course_free(course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_sets_title_summary_words_and_listing),
        cmocka_unit_test(the_file_name_gives_number_and_slug),
        cmocka_unit_test(a_file_name_without_a_number_is_lesson_0),
        cmocka_unit_test(only_the_title_is_needed),
        cmocka_unit_test(words_set_the_number_of_tokens),
        cmocka_unit_test(steps_have_titles_slugs_and_lines),
        cmocka_unit_test(a_step_is_found_by_number_and_by_slug),
        cmocka_unit_test(a_step_s_settings_hold_for_that_step_alone),
        cmocka_unit_test(a_long_setting_is_taken_whole),
        cmocka_unit_test(show_and_cell_say_where_to_look),
        cmocka_unit_test(code_is_found_in_the_listing),
        cmocka_unit_test(matrices_are_rows_of_numbers),
        cmocka_unit_test(matrices_hold_in_every_step_but_those_with_random_values),
        cmocka_unit_test(every_kind_of_expectation_is_read),
        cmocka_unit_test(every_kind_of_expectation_may_hold),
        cmocka_unit_test(a_value_equals_what_rounds_to_it),
        cmocka_unit_test(every_builtin_lesson_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
