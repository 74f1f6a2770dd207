/* The rows of the table of settings: each has what the command line, the app and the manual ask of
 * it; and messages that list words name each of them whole, however many there are. */
#include "attention/numbers/words.h"
#include "tests/layer.h"
#include "tests/test.h"

#include "app/model/controls.h"

#include <string.h>

static void every_default_is_what_its_row_says(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    char text[40];
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *row = attn_setting(i);
        assert_string_equal(attn_config_get(&config, row->name, text, sizeof text), row->preset);
    }
    assert_true(config.batch == 1 && config.tokens == 4 && config.embed == 8 && config.heads == 2);
    assert_true(config.bias && config.check && config.seed == 0 && config.dropout <= 0);
    assert_true(config.budget == (size_t)1 << 30);
}

static void every_row_is_named_explained_and_offers_legal_values(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *row = attn_setting(i);
        assert_true(row->name[0] && row->help[0]);
        assert_int_equal(!row->key[0], !row->label[0]);
        assert_int_equal(!row->key[0], !row->offered);
        for (int k = 0; row->offered && row->offered[k]; k++) {
            struct attn_config config = attn_config_default();
            char text[40];
            assert_true(attn_config_set(&config, row->name, row->offered[k], NULL));
            assert_string_equal(attn_config_get(&config, row->name, text, sizeof text),
                                row->offered[k]);
        }
    }
}

static void every_choice_has_a_control_that_offers_all_of_it(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *row = attn_setting(i);
        for (int k = 0; row->choices && row->choices[k]; k++) {
            assert_true(control_exists(i) && control_choices(row) > k);
            assert_string_equal(row->choices[k], row->offered[k]);
        }
    }
}

static void every_control_is_offered_once_in_the_order_of_the_rows(void **state)
{
    (void)state;
    int order[CONTROL_COUNT], count = controls_list(order);
    int exist = 0;
    for (int i = 0; i < CONTROL_COUNT; i++) {
        exist += control_exists(i);
    }
    assert_int_equal(count, exist);
    for (int i = 1; i < count; i++) {
        assert_true(order[i - 1] < order[i] && control_exists(order[i]));
    }
}

/* A NUMBER is a double wherever it stands: a row of the same kind on another field works. */
static void no_setting_of_a_kind_is_taken_for_another_of_its_kind(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *row = attn_setting(i);
        struct attn_config config = attn_config_default();
        for (int k = 0; row->offered && row->offered[k]; k++) {
            assert_true(attn_config_set(&config, row->name, row->offered[k], NULL));
        }
        for (int j = 0; j < attn_setting_count(); j++) {
            char text[40];
            attn_config_get(&config, attn_setting(j)->name, text, sizeof text);
            assert_true(j == i || strcmp(text, attn_setting(j)->preset) == 0);
        }
    }
}

/* ---- what it is for ---- */

static bool differ(const struct attn_trace *a, const struct attn_trace *b)
{
    struct attn_difference difference;
    if (attn_trace_count(a) != attn_trace_count(b) ||
        attn_trace_failed(a) != attn_trace_failed(b)) {
        return true;
    }
    for (int i = 0; i < attn_trace_count(a); i++) {
        if (!attn_shape_equal(&attn_trace_op(a, i)->shape, &attn_trace_op(b, i)->shape)) {
            return true;
        }
    }
    return attn_trace_difference(a, b, &difference) >= 0;
}

/* Whether that value makes another layer, where the mask, dropout and all else are at work. */
static bool matters(const char *name, const char *value, int embed)
{
    struct attn_error error = {0};
    struct attn_config config = {0}, changed;
    config = attn_config_default();
    config.wiring = ATTN_WIRING_PROJECTED;
    config.embed = embed;
    config.mask = ATTN_MASK_PADDING;
    config.dropout = 0.3;
    config.mode = ATTN_MODE_TRAIN;
    changed = config;
    if (!attn_config_set(&changed, name, value, &error)) {
        fail_msg("%s", error.text);
    }
    struct attn_trace *a = layer_run(&config), *b = layer_run(&changed);
    bool other = differ(a, b);
    attn_trace_free(a);
    attn_trace_free(b);
    return other;
}

/* A row that nothing reads would be a control that does nothing. */
static void every_setting_changes_the_layer(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        static const char *const others[] = {"0", NULL}; /* of valid and off */
        const struct attn_setting *row = attn_setting(i);
        bool any = false;
        for (const char *const *v = row->offered ? row->offered : others; *v; v++) {
            any |= matters(row->name, *v, 8) || matters(row->name, *v, 7);
        }
        if (!any) {
            fail_msg("no value of '%s' changes anything", row->name);
        }
    }
}

/* ---- words in messages ---- */

static void a_wrong_choice_is_told_every_word_whole(void **state)
{
    (void)state;
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *row = attn_setting(i);
        struct attn_config config = attn_config_default();
        struct attn_error error = {0};
        for (int k = 0; row->choices && row->choices[k]; k++) {
            assert_false(attn_config_set(&config, row->name, "xyzzyxyzzyxyzzyxyzzy", &error));
            if (!strstr(error.text, row->choices[k])) {
                fail_msg("'%s' does not say '%s'", error.text, row->choices[k]);
            }
        }
    }
}

static void an_unknown_setting_is_told_every_name_whole(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_false(attn_config_set(&config, "xyzzyxyzzyxyzzyxyzzy", "1", &error));
    const char *last = attn_setting(attn_setting_count() - 1)->name;
    assert_string_equal(error.text + strlen(error.text) - strlen(last), last);
}

static void words_that_do_not_fit_are_left_out_whole(void **state)
{
    (void)state;
    static const char *const words[] = {"one", "three", "fifteen", NULL};
    char text[32];
    assert_string_equal(words_join(text, sizeof text, words), "one, three, fifteen");
    assert_string_equal(words_join(text, 20, words), "one, three, fifteen");
    assert_string_equal(words_join(text, 19, words), "one, three, ...");
    assert_string_equal(words_join(text, 16, words), "one, three, ...");
    assert_string_equal(words_join(text, 15, words), "one, ...");
    assert_string_equal(words_join(text, 8, words), "...");
}

static void a_list_longer_than_any_message_ends_in_dots(void **state)
{
    (void)state;
    const char *words[101] = {NULL};
    char text[ATTN_TEXT_MAX];
    for (int i = 0; i < 100; i++) {
        words[i] = "full-width";
    }
    words_join(text, sizeof text, words);
    assert_true(strlen(text) < sizeof text && strlen(text) > sizeof text - 20);
    assert_string_equal(text + strlen(text) - 15, "full-width, ...");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_default_is_what_its_row_says),
        cmocka_unit_test(every_row_is_named_explained_and_offers_legal_values),
        cmocka_unit_test(every_choice_has_a_control_that_offers_all_of_it),
        cmocka_unit_test(every_control_is_offered_once_in_the_order_of_the_rows),
        cmocka_unit_test(no_setting_of_a_kind_is_taken_for_another_of_its_kind),
        cmocka_unit_test(every_setting_changes_the_layer),
        cmocka_unit_test(a_wrong_choice_is_told_every_word_whole),
        cmocka_unit_test(an_unknown_setting_is_told_every_name_whole),
        cmocka_unit_test(words_that_do_not_fit_are_left_out_whole),
        cmocka_unit_test(a_list_longer_than_any_message_ends_in_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
