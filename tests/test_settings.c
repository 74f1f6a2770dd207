/* The table of settings: what each takes and refuses, at its edges and beyond, by text and by
 * configuration; and that what is set can be read back. */
#include "tests/layer.h"
#include "tests/test.h"

#include <math.h>

static bool takes(const char *name, const char *value)
{
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    return attn_config_set(&config, name, value, &error);
}

/* Refused, in words that name setting and value, and nothing changes. */
static void refuses(const char *name, const char *value)
{
    struct attn_config config = attn_config_default(), before = config;
    struct attn_error error = {0};
    if (attn_config_set(&config, name, value, &error)) {
        fail_msg("%s takes '%s'", name, value);
    }
    assert_true(error.kind == ATTN_ERROR_SETTING || error.kind == ATTN_ERROR_VALUE);
    if (!strstr(error.text, name) || strchr(error.text, '\n')) {
        fail_msg("%s='%s': '%s'", name, value, error.text);
    }
    assert_memory_equal(&config, &before, sizeof config);
}

static void whole_numbers_are_taken_from_min_to_max_and_no_further(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        char text[40];
        if (setting->kind != ATTN_SETTING_INT) {
            continue;
        }
        const double edges[] = {setting->min, setting->max}, past[] = {-1, 1};
        for (int edge = 0; edge < 2; edge++) {
            snprintf(text, sizeof text, "%.0f", edges[edge]);
            assert_true(takes(setting->name, text));
            snprintf(text, sizeof text, "%.0f", edges[edge] + past[edge]);
            refuses(setting->name, text);
        }
    }
}

static void what_is_no_number_is_refused_by_every_number(void **state)
{
    (void)state;
    static const char *const junk[] = {
        "",    " ",    "x",      "1x",  " 1", "1 ",  "\t1", "\n1", "--1",
        "1,0", "1.5x", "0x1z",   "one", "1e", "+-1", "-",   "+",   ".",
        "nan", "inf",  "1e9999", "①",   "١",  "NaN", "1;",  "1\n", "\v1",
    };
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        bool number = setting->kind == ATTN_SETTING_INT || setting->kind == ATTN_SETTING_NUMBER ||
                      setting->kind == ATTN_SETTING_SEED;
        for (size_t j = 0; number && j < sizeof junk / sizeof *junk; j++) {
            refuses(setting->name, junk[j]);
        }
    }
}

static void numbers_too_long_for_their_type_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"batch", "tokens", "embed", "heads", "valid"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        refuses(names[i], "2147483648");
        refuses(names[i], "4294967297"); /* 1, were it cut to 32 bits */
        refuses(names[i], "18446744073709551617");
        refuses(names[i], "99999999999999999999999999999999");
        refuses(names[i], "1.5");
    }
    refuses("seed", "18446744073709551616");
    refuses("seed", "-1");
    refuses("seed", "1.5");
    assert_true(takes("seed", "18446744073709551615"));
}

static void a_dropout_outside_0_to_1_is_refused_in_pytorchs_words(void **state)
{
    (void)state;
    static const char *const outside[] = {"-0.1", "1.1", "2", "-1e-300", "1e300"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        refuses("dropout", outside[i]);
    }
    assert_true(takes("dropout", "0") && takes("dropout", "1") && takes("dropout", ".5"));
}

static void lists_of_heads_are_taken_whole_or_not_at_all(void **state)
{
    (void)state;
    static const char *const bad[] = {"",    ",",    "0,", ",0", "0,,1", "a",
                                      "0,a", "1024", "-1", "0 ", "0;1",  "none,0"};
    struct attn_config config = attn_config_default();
    char text[40];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        refuses("off", bad[i]);
    }
    assert_true(attn_config_set(&config, "off", "1023,0,64", NULL));
    assert_true(attn_config_off(&config, 64) && !attn_config_off(&config, 63));
    assert_string_equal(attn_config_get(&config, "off", text, sizeof text), "0,64,1023");
    assert_string_equal(attn_config_get(&config, "off", text, 5), "0,64"); /* what fits */
    assert_true(attn_config_set(&config, "off", "none", NULL) && !attn_config_off(&config, 0));
}

static void a_word_that_is_no_choice_names_the_nearest_or_all(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    for (int i = 0; i < attn_setting_count(); i++) {
        if (attn_setting(i)->choices) {
            refuses(attn_setting(i)->name, "");
            refuses(attn_setting(i)->name,
                    "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
                    "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
        }
    }
    assert_false(attn_config_set(&config, "mask", "xyzzyxyzzy", &error));
    assert_string_equal(error.text, "mask cannot be 'xyzzyxyzzy'; it is one of: none, causal, "
                                    "padding");
    assert_false(attn_config_set(&config, "xyzzyxyzzy", "1", &error));
    assert_non_null(strstr(error.text, "there are: wiring, heads, embed"));
    assert_false(attn_config_set(&config, "xyzzyxyzzy", "1", NULL)); /* nobody wants to know */
}

/* ---- back again ---- */

static void every_choice_can_be_set_and_read_back(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    char text[40];
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        for (const char *const *c = setting->choices; c && *c; c++) {
            assert_true(attn_config_set(&config, setting->name, *c, NULL));
            attn_config_get(&config, setting->name, text, sizeof text);
            assert_string_equal(text, *c);
        }
    }
    assert_string_equal(attn_config_get(&config, "nothing", text, sizeof text), "");
}

static void setting_what_was_read_changes_nothing(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SLICED), copy = attn_config_default();
    attn_config_set_off(&config, 2, true);
    config.seed = UINT64_MAX;
    config.dropout = 0.1;
    for (int i = 0; i < attn_setting_count(); i++) {
        const char *name = attn_setting(i)->name;
        char text[80], again[80];
        attn_config_get(&config, name, text, sizeof text);
        assert_true(attn_config_set(&copy, name, text, NULL));
        assert_string_equal(attn_config_get(&copy, name, again, sizeof again), text);
    }
    assert_true(copy.seed == UINT64_MAX && copy.wiring == ATTN_WIRING_SLICED);
    assert_true(attn_config_off(&copy, 2) && copy.dropout >= 0.1 && copy.dropout <= 0.1);
}

/* ---- configurations that never were text ---- */

static void plan_refuses(const struct attn_config *config, const char *words)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_false(attn_trace_plan(trace, config, &error));
    if (!strstr(error.text, words)) {
        fail_msg("'%s' does not say '%s'", error.text, words);
    }
    assert_int_equal(attn_trace_count(trace), 0);
    attn_trace_free(trace);
}

static void a_plan_refuses_numbers_out_of_range(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        if (setting->kind != ATTN_SETTING_INT) {
            continue;
        }
        int least =
            setting->preset[0] > '9' ? ATTN_UNSET : (int)setting->min; /* a word stands for it */
        const int wrong[] = {least - 1, (int)setting->max + 1, INT32_MIN, INT32_MAX};
        for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
            struct attn_config config = attn_config_default();
            memcpy((char *)&config + setting->offset, &wrong[j], sizeof wrong[j]);
            plan_refuses(&config, setting->name);
        }
    }
}

static void a_plan_refuses_a_dropout_that_is_no_probability(void **state)
{
    (void)state;
    const double wrong[] = {-0.5, 1.5, (double)NAN, (double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct attn_config config = attn_config_default();
        config.dropout = wrong[i];
        plan_refuses(&config, "dropout");
    }
}

static void a_plan_refuses_heads_and_keys_that_are_not_there(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    attn_config_set_off(&config, 2, true);
    plan_refuses(&config, "off=2: there are 2 heads, counted from 0");
    config = attn_config_default();
    config.valid = 5;
    plan_refuses(&config, "valid=5 is more than tokens=4");
    config = attn_config_default();
    config.mask = ATTN_MASK_GIVEN;
    plan_refuses(&config, "mask is to be given, but no mask was");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_taken_from_min_to_max_and_no_further),
        cmocka_unit_test(what_is_no_number_is_refused_by_every_number),
        cmocka_unit_test(numbers_too_long_for_their_type_are_refused),
        cmocka_unit_test(a_dropout_outside_0_to_1_is_refused_in_pytorchs_words),
        cmocka_unit_test(lists_of_heads_are_taken_whole_or_not_at_all),
        cmocka_unit_test(a_word_that_is_no_choice_names_the_nearest_or_all),
        cmocka_unit_test(every_choice_can_be_set_and_read_back),
        cmocka_unit_test(setting_what_was_read_changes_nothing),
        cmocka_unit_test(a_plan_refuses_numbers_out_of_range),
        cmocka_unit_test(a_plan_refuses_a_dropout_that_is_no_probability),
        cmocka_unit_test(a_plan_refuses_heads_and_keys_that_are_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
