/* Changing one thing and computing only what depends on it gives what computing all anew gives, bit
 * for bit: for every setting of every wiring, and for long walks from layer to layer. */
#include "tests/layer.h"
#include "tests/test.h"

enum { VALUES_MAX = 12, STEPS = 300 };

/* Values worth trying, of the settings that are no choice; of another, those that it offers. */
static const struct {
    const char *name, *values[VALUES_MAX];
} tried[] = {
    {"batch", {"1", "2", "3"}},
    {"tokens", {"1", "2", "3", "5"}},
    {"embed", {"1", "2", "5", "6", "12"}},
    {"heads", {"1", "2", "3", "4", "6", "7"}},
    {"seed", {"0", "7", "8", "4294967303", "18446744073709551615"}},
    {"valid", {"0", "1", "2", "3", "default"}},
    {"dropout", {"0", "0.3", "0.7", "1"}},
    {"off", {"none", "0", "1", "0,2", "0,1,2", "6"}},
};

/* The values of a setting, ended by NULL. */
static const char *const *values_of(const struct attn_setting *setting)
{
    if (setting->choices) {
        return setting->choices;
    }
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        if (strcmp(tried[i].name, setting->name) == 0) {
            return tried[i].values;
        }
    }
    if (!setting->offered) {
        fail_msg("add values of '%s' to this test", setting->name);
    }
    return setting->offered;
}

/* Replans `trace` and holds it against a fresh one; false where both refuse, in the same words. */
static bool replanned_equals_fresh(struct attn_trace *trace, const struct attn_config *config,
                                   const char *what)
{
    struct attn_error error = {0}, fresh_error = {0};
    struct attn_trace *fresh = attn_trace_new(NULL);
    bool good = attn_trace_plan(trace, config, &error);
    if (good != attn_trace_plan(fresh, config, &fresh_error)) {
        fail_msg("%s: %s%s", what, error.text, fresh_error.text);
    }
    assert_string_equal(error.text, fresh_error.text);
    if (good) {
        assert_true(attn_trace_run_all(trace, &error));
        assert_true(attn_trace_run_all(fresh, &error));
        assert_layers_equal(trace, fresh, what);
    }
    attn_trace_free(fresh);
    return good;
}

/* One change of one setting, on a layer that has all its numbers, and back again. */
static void check_change(const struct attn_config *base, const char *name, const char *value)
{
    char what[160];
    struct attn_error error = {0};
    struct attn_config changed = *base;
    struct attn_trace *trace = layer_run(base);
    snprintf(what, sizeof what, "%s, %s=%s", layer_wiring_name(base->wiring), name, value);
    if (!attn_config_set(&changed, name, value, &error)) {
        fail_msg("%s: %s", what, error.text);
    }
    replanned_equals_fresh(trace, &changed, what);
    assert_true(replanned_equals_fresh(trace, base, what));
    attn_trace_free(trace);
}

static void check_changes_of(const struct attn_config *base)
{
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        for (const char *const *value = values_of(setting); *value; value++) {
            check_change(base, setting->name, *value);
        }
    }
}

static void every_single_change_computes_what_a_fresh_layer_does(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config base = layer_config((enum attn_wiring)wiring);
        check_changes_of(&base);
    }
}

static void every_single_change_of_a_layer_that_asserts_does_too(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config base = layer_config((enum attn_wiring)wiring);
        base.heads = 4; /* embed 6 is no multiple */
        check_changes_of(&base);
    }
}

/* ---- walks ---- */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Sets one setting to one of its values, by chance. */
static void change_one(struct attn_config *config, uint32_t *seed, char *what, size_t bytes)
{
    struct attn_error error = {0};
    const struct attn_setting *setting =
        attn_setting((int)(next_random(seed) % (uint32_t)attn_setting_count()));
    const char *const *values = values_of(setting);
    uint32_t count = 1; /* every setting has a value */
    while (values[count]) {
        count++;
    }
    const char *value = values[next_random(seed) % count];
    snprintf(what, bytes, "%s=%s", setting->name, value);
    assert_true(attn_config_set(config, setting->name, value, &error));
}

/* Computes some of the layer, so that the next plan finds some numbers there and some not. */
static void run_some(struct attn_trace *trace, uint32_t *seed)
{
    struct attn_error error;
    for (int i = 0; i < 3 && attn_trace_count(trace) > 0; i++) {
        int op = (int)(next_random(seed) % (uint32_t)attn_trace_count(trace));
        enum attn_state state = attn_trace_op(trace, op)->state;
        bool reached = state == ATTN_STATE_PLANNED || state == ATTN_STATE_READY;
        assert_int_equal(attn_trace_run(trace, op, &error), reached);
    }
}

static void a_long_walk_from_layer_to_layer_computes_what_fresh_ones_do(void **state)
{
    (void)state;
    for (uint32_t walk = 1; walk <= 8; walk++) {
        uint32_t seed = walk;
        char what[160], last[64];
        struct attn_config config = layer_config((enum attn_wiring)(walk % ATTN_WIRING_COUNT));
        struct attn_trace *trace = layer_planned(&config);
        for (int step = 0; step < STEPS; step++) {
            struct attn_config changed = config;
            change_one(&changed, &seed, last, sizeof last);
            snprintf(what, sizeof what, "walk %u, step %d, %s", (unsigned)walk, step, last);
            if (next_random(&seed) % 2 && attn_trace_plan(trace, &changed, NULL)) {
                run_some(trace, &seed); /* and on from there */
                config = changed;
            } else if (replanned_equals_fresh(trace, &changed, what)) {
                config = changed;
            }
        }
        attn_trace_free(trace);
    }
}

static void a_refused_plan_leaves_the_layer_as_it_was(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring), refused = config;
        struct attn_trace *trace = layer_run(&config), *fresh = layer_run(&config);
        refused.budget = 64;
        assert_false(attn_trace_plan(trace, &refused, NULL));
        refused = config;
        refused.tokens = 0;
        assert_false(attn_trace_plan(trace, &refused, NULL));
        assert_layers_equal(trace, fresh, layer_wiring_name((enum attn_wiring)wiring));
        attn_trace_free(trace);
        attn_trace_free(fresh);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_single_change_computes_what_a_fresh_layer_does),
        cmocka_unit_test(every_single_change_of_a_layer_that_asserts_does_too),
        cmocka_unit_test(a_long_walk_from_layer_to_layer_computes_what_fresh_ones_do),
        cmocka_unit_test(a_refused_plan_leaves_the_layer_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
