/* Each kind of expectation at its edge: what just holds, and what just does not. */
#include "tests/lesson.h"

struct said_of {
    const char *expect;
    bool holds;
};

/* Width 2, two words; Q, K and V are x itself: 1 2 over 3 4. */
#define FRONT(settings)                                                                            \
    "---\ntitle: T\nembed: 2\nwords: the cat\nbias: no\n" settings "---\n## A\n"                   \
    "```matrix query.weight\n1 0\n0 1\n```\n```matrix key.weight\n1 0\n0 1\n```\n"                 \
    "```matrix value.weight\n1 0\n0 1\n```\n"
#define X "```matrix x\n1 2\n3 4\n```\n"
#define COUNT(cases) (int)(sizeof(cases) / sizeof *(cases))

/* Fails the test where one of the lines does not end as it should, in a step with `directives`. */
static void check_cases(const char *front, const char *directives, const struct said_of *cases,
                        int count)
{
    for (int i = 0; i < count; i++) {
        char text[1024];
        struct lesson_error error = {0};
        snprintf(text, sizeof text, "%s```headwise\nshow: x\n%sexpect: %s\n```\n", front,
                 directives, cases[i].expect);
        struct lesson *lesson = parse_good(text);
        bool holds = lesson_check(lesson, &error);
        if (holds != cases[i].holds) {
            fail_msg("'%s' %s: %s", cases[i].expect, holds ? "holds" : "does not hold", error.text);
        }
        assert_true(holds || error.line > 0);
        lesson_free(lesson);
    }
}

static void a_value_is_rounded_to_the_digits_written(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"value x[0, 0] 0.125", true},    {"value x[0, 0] 0.126", false},
        {"value x[0, 0] 0.12", true},     {"value x[0, 0] 0.13", true}, /* the very edge */
        {"value x[0, 0] 0.14", false},    {"value x[0, 0] 0.11", false},
        {"value x[0, 1] 0.13", true},     {"value x[0, 1] 0.12", false}, /* 0.126 */
        {"value x[1, 0] -0.13", true},    {"value x[1, 0] -0.12", false},
        {"value x[1, 0] 0.13", false},    {"value x[1, 1] 4", true},
        {"value x[1, 1] 3", false},       {"value x[1, 1] 3.5", true},
        {"value x[1, 1] 3.51", true},     {"value x[1, 1] nan", false},
        {"value x[1, 1] inf", false},     {"value x[1, 1] 3.510001", true},
        {"value x[1, 1] 3.51001", false},
    };
    check_cases(FRONT("") "```matrix x\n0.125 0.126\n-0.126 3.51\n```\n", "", cases, COUNT(cases));
}

static void a_value_is_found_by_word_and_by_index(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"value x[the, 1] 2", true}, {"value x[cat, 0] 3", true}, {"value x[0, cat] 2", true},
        {"value x[1, 0] 2", false},  {"value x[0, 1] 3", false},  {"value x[1, 1, 0] 3", true},
        {"value x[1] 2", true}, /* of the first row */
        {"value x 1", true},         {"value x 2", false},
    };
    check_cases(FRONT("batch: 2\n") X, "", cases, COUNT(cases));
}

static void a_cell_of_four_axes_is_found(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"value Q_heads[1, 0, 0] 2", true},    {"value Q_heads[0, 1, 0] 3", true},
        {"value Q_heads[0, 0, 1, 0] 3", true}, {"value Q_heads[1, 0, 0] 3", false},
        {"sum scores[1, 0] 12", true}, /* 2 2 + 2 4 */
        {"sum scores[0, 1] 12", true}, /* 3 1 + 3 3 */
        {"sum scores[0, 0] 12", false},
    };
    check_cases(FRONT("wiring: fused\nheads: 2\n") X, "", cases, COUNT(cases));
}

static void what_is_no_number_is_written_as_that(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"value masked[0, 0] -inf", true},  {"value masked[0, 0] inf", false},
        {"value masked[0, 0] nan", false},  {"value masked[0, 0] 0", false},
        {"value weights[0, 0] nan", true},  {"value weights[0, 0] 0", false},
        {"value weights[0, 0] inf", false}, {"sum weights[0] nan", true},
        {"sum weights[0] 1", false},        {"sum weights[1] 1", true},
        {"largest weights[0] 0", false},    {"between weights 0 1", false},
    };
    check_cases(FRONT("") X "```matrix mask\n0 0\n1 0\n```\n", "mask: given\n", cases,
                COUNT(cases));
}

static void a_sum_is_that_of_its_row(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"sum x[0] 3", true},  {"sum x[1] 7", true},      {"sum x[0] 4", false},
        {"sum x[0] 7", false}, {"sum x[0] 10", false},    {"sum x[0] 3.0000", true},
        {"sum x 3", true},     {"sum x[0] 2.999", false}, {"sum x[0, 1] 7", true},
    };
    check_cases(FRONT("") X, "", cases, COUNT(cases));
}

static void of_two_largest_the_first_is_meant(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"largest x[0] 0", true},           {"largest x[0] 1", false},
        {"largest x[1] 1", true},           {"largest x[1] 0", false},
        {"largest x[cat] 1", true},         {"largest scores[the] cat", true},
        {"largest scores[the] the", false},
    };
    check_cases(FRONT("") "```matrix x\n2 2\n-4 -3\n```\n", "", cases, 5);
    check_cases(FRONT("") X, "", cases + 5, 2);
}

static void between_holds_its_two_ends(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"between x 1 4", true},      {"between x 0 5", true},  {"between x 1.001 4", false},
        {"between x 1 3.999", false}, {"between x 4 1", false},
    };
    check_cases(FRONT("") X, "", cases, COUNT(cases));
}

static void a_range_is_rounded_to_the_digits_of_each_end(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"range x 0.08 0.12", true},   {"range x 0.080 0.119", true},
        {"range x 0.0802 0.12", true}, {"range x 0.081 0.119", false},
        {"range x 0.08 0.120", false}, {"range x 0.12 0.08", false},
    };
    check_cases(FRONT("") "```matrix x\n0.0802 0.1\n0.1 0.1194\n```\n", "", cases, COUNT(cases));
}

static void a_deviation_divides_by_one_less(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"std x 1.29", true},  {"std x 1.291", true}, {"std x 1.28", false},
        {"std x 1.30", false}, {"std x 1.12", false}, /* that of all there is */
    };
    check_cases(FRONT("") X, "", cases, COUNT(cases));
}

static void entropy_is_the_mean_of_the_rows(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"entropy weights 0.347", true},  {"entropy weights 0.346", false},
        {"entropy weights 0.348", false}, {"entropy weights 0.693", false},
        {"entropy weights 0.5", false}, /* in bits */
    };
    check_cases(FRONT("mask: causal\n") "```matrix x\n0 0\n0 0\n```\n", "", cases, COUNT(cases));
}

static void a_shape_has_each_of_its_sizes(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"shape x (3, 2, 4)", true},     {"shape x (1, 2, 4)", false}, {"shape x (3, 3, 4)", false},
        {"shape x (3, 2, 5)", false},    {"shape x (2, 4)", false},    {"shape x (3, 2)", false},
        {"shape x (3, 2, 4, 1)", false}, {"shape x (3,2,4)", true},    {"shape x (24)", false},
    };
    check_cases("---\ntitle: T\nbatch: 3\ntokens: 2\nembed: 4\n---\n## A\n", "", cases,
                COUNT(cases));
}

static void parameters_are_counted_to_the_last(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"parameters 12", true},
        {"parameters 11", false},
        {"parameters 13", false},
        {"parameters 12.4", false},
    };
    check_cases(FRONT("") X, "", cases, COUNT(cases));
}

static void equal_is_to_the_bit(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"equal dropped weights", true},
        {"equal Q K", true},
        {"equal Q x", true},
        {"equal Q scores", false},
        {"equal scores scaled", false},
        {"equal weights scaled", false},
    };
    check_cases(FRONT("") X, "", cases, COUNT(cases));
    static const struct said_of last[] = {{"equal K V", false}, {"equal Q V", true}};
    check_cases("---\ntitle: T\nembed: 2\ntokens: 2\nbias: no\n---\n## A\n"
                "```matrix query.weight\n1 0\n0 1\n```\n```matrix key.weight\n1 0\n0 1.0001\n```\n"
                "```matrix value.weight\n1 0\n0 1\n```\n" X,
                "", last, COUNT(last));
}

/* scores of 5, 11 and 25; halved by scale=embed of width 4, whole without. */
static void near_holds_at_its_distance(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"near scaled 12.5", true},    {"near scaled 12.499999999", false},
        {"near scaled 12.6", true},    {"near scaled 12.4", false},
        {"near scores 0", true},       {"near weights 1", true},
        {"near weights 0.001", false},
    };
    check_cases("---\ntitle: T\nembed: 4\ntokens: 2\nbias: no\n---\n## A\n"
                "```matrix query.weight\n1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1\n```\n"
                "```matrix key.weight\n1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1\n```\n"
                "```matrix x\n1 2 0 0\n3 4 0 0\n```\n",
                "beside: scale=none\n", cases, COUNT(cases));
}

static void a_layer_beside_keeps_a_mask_that_is_given(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"near masked 0", true},
        {"near weights 0", true},
        {"value weights[0, 1] 0.00", true},
        {"value weights[1, 0] 0.00", true},
    };
    check_cases(FRONT("") X "```matrix mask\n1 0\n0 1\n```\n", "mask: given\nbeside: seed=3\n",
                cases, COUNT(cases));
    static const struct said_of other[] = {{"near weights 0.98", false},
                                           {"near weights 0.99", true}};
    check_cases(FRONT("") X "```matrix mask\n1 0\n0 1\n```\n", "mask: given\nbeside: mask=none\n",
                other, COUNT(other));
}

static void a_nudge_moves_its_own_head_alone(void **state)
{
    (void)state;
    static const struct said_of cases[] = {
        {"moved heads.1.Q", true},  {"still heads.1.Q", false}, {"still heads.0.Q", true},
        {"moved heads.0.Q", false}, {"moved out", true},        {"still heads.0.out", true},
    };
    check_cases("---\ntitle: T\nwiring: sliced\nheads: 2\nembed: 4\ntokens: 2\n---\n## A\n",
                "nudge: 2\n", cases, COUNT(cases));
}

static void an_error_is_held_to_its_last_letter(void **state)
{
    (void)state;
#define TEXT "mat1 and mat2 shapes cannot be multiplied (3x8 and 4x4)"
    static const struct said_of cases[] = {
        {"raises " TEXT, true},
        {"raises " TEXT ".", false},
        {"raises mat1 and mat2 shapes cannot be multiplied (3x8 and 4x4", false},
        {"raises mat1 and mat2 shapes cannot be multiplied (3x8 and 4x5)", false},
        {"raises at1 and mat2 shapes cannot be multiplied (3x8 and 4x4)", false},
        {"raises RuntimeError: " TEXT, false},
    };
    check_cases("---\ntitle: T\nwiring: head-dim\nheads: 2\nembed: 8\ntokens: 3\n---\n## A\n", "",
                cases, COUNT(cases));
    static const struct said_of runs[] = {{"raises " TEXT, false}};
    check_cases(FRONT(""), "", runs, COUNT(runs));
}

static void the_first_that_does_not_hold_is_told(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    struct lesson *lesson = parse_good(FRONT("") X "```headwise\nshow: x\nexpect: sum x[0] 3\n"
                                                   "expect: sum x[0] 4\nexpect: sum x[0] 5\n```\n");
    assert_false(lesson_check(lesson, &error));
    assert_string_equal(error.text, "sum of x: expected 4, computed 3.00");
    assert_string_equal(error.source, "expect: sum x[0] 4");
    lesson_free(lesson);
}

static void every_step_is_held(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    struct lesson *lesson =
        parse_good(FRONT("") X "```headwise\nshow: x\nexpect: sum x[0] 3\n```\n"
                               "## B\n```headwise\nshow: x\nexpect: sum x[0] 4\n```\n");
    assert_false(lesson_check(lesson, &error));
    assert_string_equal(error.source, "expect: sum x[0] 4");
    lesson_free(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_rounded_to_the_digits_written),
        cmocka_unit_test(a_value_is_found_by_word_and_by_index),
        cmocka_unit_test(a_cell_of_four_axes_is_found),
        cmocka_unit_test(what_is_no_number_is_written_as_that),
        cmocka_unit_test(a_sum_is_that_of_its_row),
        cmocka_unit_test(of_two_largest_the_first_is_meant),
        cmocka_unit_test(between_holds_its_two_ends),
        cmocka_unit_test(a_range_is_rounded_to_the_digits_of_each_end),
        cmocka_unit_test(a_deviation_divides_by_one_less),
        cmocka_unit_test(entropy_is_the_mean_of_the_rows),
        cmocka_unit_test(a_shape_has_each_of_its_sizes),
        cmocka_unit_test(parameters_are_counted_to_the_last),
        cmocka_unit_test(equal_is_to_the_bit),
        cmocka_unit_test(near_holds_at_its_distance),
        cmocka_unit_test(a_layer_beside_keeps_a_mask_that_is_given),
        cmocka_unit_test(a_nudge_moves_its_own_head_alone),
        cmocka_unit_test(an_error_is_held_to_its_last_letter),
        cmocka_unit_test(the_first_that_does_not_hold_is_told),
        cmocka_unit_test(every_step_is_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
