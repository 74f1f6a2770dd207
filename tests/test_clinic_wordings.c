/* Every wording of the table, as it stands and as it comes: with a traceback above it, in colours, with
 * other quotes, broken across lines. */
#include "tests/clinic.h"
#include "tests/test.h"

static char text[4096];

static void is_class(const char *message, const char *class)
{
    const struct clinic_answer *a = clinic_says(message);
    if (strcmp(clinic_class_name(a->class), class) != 0) {
        fail_msg("%s, not %s: %s", clinic_class_name(a->class), class, message);
    }
}

static void alone(const char *message, const char *class)
{
    is_class(message, class);
    clinic_fits(clinic_says(message));
}

static void every_wording_is_of_its_class(void **state)
{
    (void)state;
    assert_true(clinic_each_wording(alone) >= 189);
}

static void is_answered(const char *message, const char *class)
{
    (void)class;
    const struct clinic_answer *a = clinic_says(message);
    if (!a->verdict[0] || !a->run[0] || (!a->mend[0] && a->confidence != CLINIC_CANNOT_TELL)) {
        fail_msg("verdict '%s', run '%s', mend '%s': %s", a->verdict, a->run, a->mend, message);
    }
}

static void every_wording_has_a_verdict_a_run_and_a_mend(void **state)
{
    (void)state;
    clinic_each_wording(is_answered);
}

/* ---- as it comes ---- */

static void below_a_traceback(const char *message, const char *class)
{
    snprintf(
        text, sizeof text,
        "Traceback (most recent call last):\n"
        "  File \"/home/u/train.py\", line 61, in <module>\n    out = model(batch)\n"
        "  File \"/opt/lib/python3.10/site-packages/torch/nn/modules/module.py\", line 1501, in "
        "_call_impl\n    return forward_call(*args, **kwargs)\n%s\n\n$ \n",
        message);
    is_class(text, class);
}

static void in_colours(const char *message, const char *class)
{
    snprintf(text, sizeof text, "\x1b[0;31mError\x1b[0m: \x1b[1;31m%s\x1b[0m\r\n", message);
    is_class(text, class);
}

static void with_a_prefix(const char *message, const char *class)
{
    snprintf(text, sizeof text, "[rank0]: 2024-05-01 12:00:01,123 ERROR worker.py:12 %s", message);
    is_class(text, class);
}

static void broken_across_lines(const char *message, const char *class)
{
    size_t used = 0, column = 0;
    for (const char *at = message; *at; at++, column++) {
        bool broken = *at == ' ' && column > 60;
        text[used++] = broken ? '\n' : *at;
        column = broken ? 0 : column;
        if (broken) {
            memcpy(text + used, "    ", 4);
            used += 4;
        }
    }
    text[used] = '\0';
    is_class(text, class);
}

static void in_other_quotes(const char *message, const char *class)
{
    size_t used = 0;
    for (const char *at = message; *at; at++) {
        bool quote = *at == '\'' || *at == '`';
        memcpy(text + used, quote ? "\xe2\x80\x99" : at, quote ? 3 : 1);
        used += quote ? 3 : 1;
    }
    text[used] = '\0';
    is_class(text, class);
}

static void a_wording_is_known_however_it_comes(void **state)
{
    (void)state;
    clinic_each_wording(below_a_traceback);
    clinic_each_wording(in_colours);
    clinic_each_wording(with_a_prefix);
    clinic_each_wording(broken_across_lines);
    clinic_each_wording(in_other_quotes);
}

/* ---- every row of the program's own table ---- */

/* An example of a pattern: each role with a size of its own. */
static void example(const char *pattern, char *out)
{
    int number = 40, used = 0;
    for (const char *at = pattern; *at; at++) {
        const char *close = *at == '<' ? strchr(at, '>') : NULL;
        bool role = close && at[1] != ' ' && at[1] != '=';
        if (!role) {
            out[used++] = *at;
            continue;
        }
        if (at[1] == '@') {
            used += sprintf(out + used, "[2, %d, %d]", number, number + 3);
        } else if (at[1] == '$') {
            used += sprintf(out + used, "word%d", number);
        } else if (at[1] == '~') {
            used += sprintf(out + used, "1 ");
        } else if (at[1] == '?') {
            used += sprintf(out + used, "%.*s", (int)(close - at - 2), at + 2);
        } else {
            used += sprintf(out + used, "%d", number);
        }
        number += 7;
        at = close;
    }
    out[used] = '\0';
}

static void every_row_recognises_its_own_example(void **state)
{
    (void)state;
    struct clinic_row row;
    int count = 0;
    for (; clinic_wording(count, &row); count++) {
        example(row.pattern, text);
        const struct clinic_answer *a = clinic_says(text);
        if (a->class != row.class) {
            fail_msg("%s, not %s: %s", clinic_class_name(a->class), clinic_class_name(row.class),
                     text);
        }
        assert_true(strcmp(row.known, "run") == 0 || strcmp(row.known, "read") == 0 ||
                    strcmp(row.known, "told") == 0);
    }
    assert_true(count > 300);
}

static void what_is_no_error_has_no_answer(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "hello", "segmentation fault", "mat1",
                                        "print(x.shape)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(clinic_says(texts[i])->class, CLINIC_CLASS_NONE);
    }
    assert_int_equal(clinic_says("FooError: the bar is not baz")->class, CLINIC_CLASS_UNKNOWN);
    assert_int_equal(clinic_says("FooError: (2, 3) is not (2, 4)")->class, CLINIC_CLASS_SHAPES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wording_is_of_its_class),
        cmocka_unit_test(every_wording_has_a_verdict_a_run_and_a_mend),
        cmocka_unit_test(a_wording_is_known_however_it_comes),
        cmocka_unit_test(every_row_recognises_its_own_example),
        cmocka_unit_test(what_is_no_error_has_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
