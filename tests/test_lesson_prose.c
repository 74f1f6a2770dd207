/* Prose: Markdown as blocks of runs, and text as editors save it. */
#include "tests/lesson.h"

static void a_paragraph_is_runs_in_styles(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("A **row** of `scores`,\n*one* word asking.");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->block_count, 1);
    assert_block(&step->blocks[0], LESSON_PARAGRAPH, 0, "A *row* of `scores`, _one_ word asking.");
    lesson_free(lesson);
}

static void prose_around_a_block_stays_in_order(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_prose_of("First.\n\nSecond.\n\n```matrix x\n1 2\n3 4\n```\n\nThird.");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->block_count, 3);
    assert_block(&step->blocks[0], LESSON_PARAGRAPH, 0, "First.");
    assert_block(&step->blocks[1], LESSON_PARAGRAPH, 0, "Second.");
    assert_block(&step->blocks[2], LESSON_PARAGRAPH, 0, "Third.");
    lesson_free(lesson);
}

static void items_are_numbered_as_their_list(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("3. three\n4. **four**\n\ntext\n\n- a\n- b");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->block_count, 5);
    assert_block(&step->blocks[0], LESSON_ITEM, 3, "three");
    assert_block(&step->blocks[1], LESSON_ITEM, 4, "*four*");
    assert_block(&step->blocks[2], LESSON_PARAGRAPH, 0, "text");
    assert_block(&step->blocks[3], LESSON_ITEM, 0, "a");
    assert_block(&step->blocks[4], LESSON_ITEM, 0, "b");
    lesson_free(lesson);
}

static void a_list_in_a_list_keeps_both(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("1. one\n   - inner\n   - more\n2. two");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->block_count, 4);
    assert_block(&step->blocks[0], LESSON_ITEM, 1, "one");
    assert_block(&step->blocks[1], LESSON_ITEM, 0, "inner");
    assert_block(&step->blocks[2], LESSON_ITEM, 0, "more");
    assert_block(&step->blocks[3], LESSON_ITEM, 2, "two");
    lesson_free(lesson);
}

static void a_loose_item_s_second_paragraph_is_one(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("1. one\n\n   more of it\n\n2. two");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->block_count, 3);
    assert_block(&step->blocks[0], LESSON_ITEM, 1, "one");
    assert_block(&step->blocks[1], LESSON_PARAGRAPH, 0, "more of it");
    assert_block(&step->blocks[2], LESSON_ITEM, 2, "two");
    lesson_free(lesson);
}

static void code_keeps_its_lines_indentation_and_headings(void **state)
{
    (void)state;
    struct lesson *lesson =
        parse_prose_of("Code:\n\n```python\ndef f(x):\n    return `x`\n\n## no step\n```\n\nText.");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(lesson->step_count, 1);
    assert_int_equal(step->block_count, 3);
    assert_int_equal(step->blocks[1].run_count, 4);
    assert_block(&step->blocks[1], LESSON_CODE_BLOCK, 0,
                 "def f(x):\n    return `x`\n\n## no step\n");
    assert_block(&step->blocks[2], LESSON_PARAGRAPH, 0, "Text.");
    lesson_free(lesson);
}

static void code_indented_far_is_one_run_a_line(void **state)
{
    (void)state;
    char prose[600], expected[600];
    snprintf(prose, sizeof prose, "```\n%*sx\n```", 300, "");
    snprintf(expected, sizeof expected, "%*sx\n", 300, "");
    struct lesson *lesson = parse_prose_of(prose);
    assert_int_equal(lesson->steps[0].blocks[0].run_count, 1);
    assert_block(&lesson->steps[0].blocks[0], LESSON_CODE_BLOCK, 0, expected);
    lesson_free(lesson);
}

static void html_is_text(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("a <b>c</b> d");
    assert_block(&lesson->steps[0].blocks[0], LESSON_PARAGRAPH, 0, "a <b>c</b> d");
    lesson_free(lesson);
}

static void styles_may_nest_as_deeply_as_they_like(void **state)
{
    (void)state;
    struct lesson *lesson = parse_prose_of("*a **b *c **d *e **f *g **h *i **j `k` "
                                           "j** i* h** g* f** e* d** c* b** a* `end`");
    const struct lesson_block *block = &lesson->steps[0].blocks[0];
    assert_int_equal(block->runs[0].style, LESSON_EMPHASIS);
    assert_int_equal(block->runs[1].style, LESSON_STRONG);
    assert_int_equal(block->runs[block->run_count - 1].style, LESSON_CODE);
    assert_int_equal(block->runs[block->run_count - 2].style, LESSON_PLAIN);
    lesson_free(lesson);
}

/* ---- as editors save it ---- */

static const char unix_text[] =
    "---\ntitle: Größe\nembed: 2\nwords: the Katze√\n---\n\n## Über x\n\nÄ line,\nand *one*.\n\n"
    "```\ncode\n```\n\n```matrix x\n1 2\n3 4\n```\n\n"
    "```headwise\nshow: x\ncell: Katze√ 1\nexpect: value x[Katze√, 1] 4\n```\n";

static void assert_same_lesson(struct lesson *lesson)
{
    struct lesson_error error = {0};
    assert_string_equal(lesson->title, "Größe");
    assert_string_equal(lesson->words[1], "Katze√");
    assert_string_equal(lesson->steps[0].title, "Über x");
    assert_int_equal(lesson->steps[0].line, 7);
    assert_int_equal(lesson->steps[0].block_count, 2);
    assert_block(&lesson->steps[0].blocks[0], LESSON_PARAGRAPH, 0, "Ä line, and _one_.");
    assert_block(&lesson->steps[0].blocks[1], LESSON_CODE_BLOCK, 0, "code\n");
    assert_int_equal(lesson->steps[0].at[1], 1);
    assert_int_equal(lesson->matrices[0].rows, 2);
    assert_true(lesson_check(lesson, &error));
    lesson_free(lesson);
}

static void text_is_utf_8(void **state)
{
    (void)state;
    assert_same_lesson(parse_good(unix_text));
}

static void windows_line_ends_change_nothing(void **state)
{
    (void)state;
    char text[2 * sizeof unix_text];
    size_t n = 0;
    for (const char *c = unix_text; *c; c++) {
        if (*c == '\n') {
            text[n++] = '\r';
        }
        text[n++] = *c;
    }
    text[n] = '\0';
    assert_same_lesson(parse_good(text));
}

static void a_missing_last_line_end_changes_nothing(void **state)
{
    (void)state;
    char text[sizeof unix_text];
    snprintf(text, sizeof text, "%.*s", (int)strlen(unix_text) - 1, unix_text);
    assert_same_lesson(parse_good(text));
}

static void a_byte_order_mark_changes_nothing(void **state)
{
    (void)state;
    char text[sizeof unix_text + 3];
    snprintf(text, sizeof text, "\xef\xbb\xbf%s", unix_text);
    assert_same_lesson(parse_good(text));
}

static int lone_bullet(const char *prose)
{
    struct lesson *lesson = parse_prose_of(prose);
    int line = lesson->steps[0].lone_bullet, heading = lesson->steps[0].line;
    lesson_free(lesson);
    return line > 0 ? line - heading : 0;
}

static void a_sentence_that_goes_on_as_a_list_of_one_is_noticed(void **state)
{
    (void)state;
    assert_int_equal(lone_bullet("So 0.1\n+ 0.2 is it.\n"), 3);
    assert_int_equal(lone_bullet("So 0.1 +\n0.2 is it.\n"), 0);
    assert_int_equal(lone_bullet("Three:\n- one\n- two\n"), 0);
    assert_int_equal(lone_bullet("One:\n\n- alone\n"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_is_runs_in_styles),
        cmocka_unit_test(prose_around_a_block_stays_in_order),
        cmocka_unit_test(items_are_numbered_as_their_list),
        cmocka_unit_test(a_list_in_a_list_keeps_both),
        cmocka_unit_test(a_loose_item_s_second_paragraph_is_one),
        cmocka_unit_test(code_keeps_its_lines_indentation_and_headings),
        cmocka_unit_test(code_indented_far_is_one_run_a_line),
        cmocka_unit_test(html_is_text),
        cmocka_unit_test(styles_may_nest_as_deeply_as_they_like),
        cmocka_unit_test(text_is_utf_8),
        cmocka_unit_test(windows_line_ends_change_nothing),
        cmocka_unit_test(a_missing_last_line_end_changes_nothing),
        cmocka_unit_test(a_byte_order_mark_changes_nothing),
        cmocka_unit_test(a_sentence_that_goes_on_as_a_list_of_one_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
