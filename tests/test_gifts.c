/* Numbers that the caller gives: given, given again, taken back and changed around, the layer's
 * numbers are those of a fresh one with the same gifts. */
#include "tests/layer.h"
#include "tests/test.h"

enum { MOVES = 200, CELLS_MAX = 512 };

/* What is given, by what it is: x, the first parameter, the mask. */
enum gift { GIFT_X, GIFT_PARAMETER, GIFT_MASK, GIFT_COUNT };

/* A layer, and all that its numbers depend on. */
struct game {
    struct attn_trace *trace;
    struct attn_config config;
    uint32_t dice;
    char names[GIFT_COUNT][ATTN_NAME_MAX]; /* "" where nothing is given */
    struct attn_shape shapes[GIFT_COUNT];
    int seeds[GIFT_COUNT];
};

static int dice(struct game *game, int below)
{
    game->dice = game->dice * 1664525u + 1013904223u;
    return (int)((game->dice >> 8) % (uint32_t)below);
}

/* Numbers that follow from the seed: a mask's are 0 and 1. */
static void give(struct attn_trace *trace, const char *name, const struct attn_shape *shape,
                 int seed)
{
    float values[CELLS_MAX];
    bool mask = strcmp(name, "mask") == 0;
    assert_true(attn_shape_count(shape) <= CELLS_MAX);
    for (int i = 0; i < CELLS_MAX; i++) {
        values[i] = mask ? (float)((i * 5 + seed) % 3 != 0) : (float)((i * 7 + seed) % 11 - 5) / 4;
    }
    assert_true(attn_trace_give(trace, name, shape, values, NULL));
}

static void plan(struct attn_trace *trace, const struct attn_config *config)
{
    struct attn_error error = {0};
    if (!attn_trace_plan(trace, config, &error)) {
        fail_msg("%s: %s", layer_wiring_name(config->wiring), error.text);
    }
}

static struct attn_trace *fresh(const struct game *game)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    for (int i = 0; i < GIFT_COUNT; i++) {
        if (game->names[i][0]) {
            give(trace, game->names[i], &game->shapes[i], game->seeds[i]);
        }
    }
    plan(trace, &game->config);
    assert_true(attn_trace_run_all(trace, NULL));
    return trace;
}

/* ---- moves ---- */

/* Often refused, where a gift no longer fits: then nothing changes. */
static void move_setting(struct game *game)
{
    static const char *const changes[][2] = {
        {"tokens", "2"},      {"tokens", "3"},    {"embed", "4"},       {"embed", "6"},
        {"heads", "2"},       {"heads", "3"},     {"seed", "1"},        {"seed", "2"},
        {"mask", "none"},     {"mask", "causal"}, {"mask", "padding"},  {"valid", "1"},
        {"polarity", "keep"}, {"bias", "yes"},    {"polarity", "drop"}, {"bias", "no"},
        {"dropout", "0.5"},   {"off", "1"},       {"dropout", "0"},     {"off", "none"},
        {"mode", "train"},    {"mode", "eval"},   {"check", "no"},      {"check", "yes"},
    };
    const char *const *change = changes[dice(game, sizeof changes / sizeof *changes)];
    struct attn_config next = game->config;
    assert_true(attn_config_set(&next, change[0], change[1], NULL));
    if (attn_trace_plan(game->trace, &next, NULL)) {
        game->config = next;
    }
}

static void move_gift(struct game *game)
{
    int gift = dice(game, GIFT_COUNT);
    int op = gift == GIFT_MASK ? attn_trace_find(game->trace, "mask") : gift;
    if (op < 0 || attn_trace_op(game->trace, op)->source == ATTN_SOURCE_NONE) {
        return; /* there is no mask, or the assert stands before all parameters */
    }
    snprintf(game->names[gift], ATTN_NAME_MAX, "%s", attn_trace_op(game->trace, op)->name);
    game->shapes[gift] = attn_trace_op(game->trace, op)->shape;
    game->seeds[gift] = dice(game, 3);
    game->config.mask = gift == GIFT_MASK ? ATTN_MASK_GIVEN : game->config.mask;
    give(game->trace, game->names[gift], &game->shapes[gift], game->seeds[gift]);
    plan(game->trace, &game->config);
}

static void move_back(struct game *game)
{
    int gift = dice(game, GIFT_COUNT);
    if (!game->names[gift][0]) {
        return;
    }
    bool lost = gift == GIFT_MASK && game->config.mask == ATTN_MASK_GIVEN;
    attn_trace_take_back(game->trace, game->names[gift]);
    game->names[gift][0] = '\0';
    game->config.mask = lost ? ATTN_MASK_NONE : game->config.mask;
    plan(game->trace, &game->config);
}

static void move(struct game *game)
{
    switch (dice(game, 6)) {
    case 0:
        move_gift(game);
        break;
    case 1:
        move_back(game);
        break;
    case 2:
    case 3: /* some numbers are there at the next change, and some are not */
        attn_trace_run(game->trace, dice(game, attn_trace_count(game->trace)), NULL);
        break;
    default:
        move_setting(game);
    }
}

static void assert_as_fresh(const struct game *game, int moves)
{
    char what[80];
    struct attn_trace *full = fresh(game);
    snprintf(what, sizeof what, "%s, move %d", layer_wiring_name(game->config.wiring), moves);
    assert_true(attn_trace_run_all(game->trace, NULL));
    assert_layers_equal(game->trace, full, what);
    attn_trace_free(full);
}

static void gifts_and_changes_end_where_a_fresh_layer_begins(void **state)
{
    (void)state;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct game game = {.config = layer_config((enum attn_wiring)wiring), .dice = 11};
        game.trace = layer_planned(&game.config);
        for (int i = 0; i < MOVES; i++) {
            move(&game);
            if (dice(&game, 4) == 0) {
                assert_as_fresh(&game, i);
            }
        }
        attn_trace_free(game.trace);
    }
}

/* ---- masks ---- */

static void a_given_mask_works_like_the_rule_of_the_same_numbers(void **state)
{
    (void)state;
    const float causal[9] = {1, 0, 0, 1, 1, 0, 1, 1, 1};
    const struct attn_shape shape = {2, {3, 3}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        struct attn_trace *rule = layer_run(&config), *given = attn_trace_new(NULL);
        assert_true(attn_trace_give(given, "mask", &shape, causal, NULL));
        config.mask = ATTN_MASK_GIVEN;
        plan(given, &config);
        assert_true(attn_trace_run_all(given, NULL));
        assert_layers_equal(rule, given, layer_wiring_name(config.wiring));
        attn_trace_free(rule);
        attn_trace_free(given);
    }
}

static void a_given_mask_that_was_not_given_is_refused(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    struct attn_error error = {0};
    struct attn_trace *trace = layer_planned(&config);
    config.mask = ATTN_MASK_GIVEN;
    assert_false(attn_trace_plan(trace, &config, &error));
    assert_string_equal(error.text, "mask is to be given, but no mask was");
    assert_int_equal(attn_trace_config(trace)->mask, ATTN_MASK_CAUSAL);
    attn_trace_free(trace);
}

static void a_given_mask_waits_while_another_is_asked_for(void **state)
{
    (void)state;
    const float open[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    const struct attn_shape shape = {2, {3, 3}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    struct attn_trace *rule = layer_run(&config), *trace = attn_trace_new(NULL);
    assert_true(attn_trace_give(trace, "mask", &shape, open, NULL));
    plan(trace, &config);
    assert_true(attn_trace_run_all(trace, NULL));
    assert_layers_equal(rule, trace, "causal, whatever was given");
    config.mask = ATTN_MASK_GIVEN;
    plan(trace, &config);
    assert_true(attn_trace_run_all(trace, NULL));
    struct attn_tensor mask =
        attn_trace_tensor(trace, attn_trace_find(trace, "mask"), ATTN_PART_VALUE);
    assert_memory_equal(mask.data, open, sizeof open);
    attn_trace_free(rule);
    attn_trace_free(trace);
}

/* ---- memory ---- */

/* x given as `first` and zeros, or false without memory. */
static bool give_x(struct attn_trace *trace, float first, struct attn_error *error)
{
    const float x[2 * 3 * 6] = {first};
    return attn_trace_give(trace, "x", &attn_trace_op(trace, 0)->shape, x, error);
}

static float first_of_x(struct attn_trace *trace)
{
    struct attn_config config = *attn_trace_config(trace);
    plan(trace, &config);
    assert_true(attn_trace_run(trace, 0, NULL));
    return attn_trace_tensor(trace, 0, ATTN_PART_VALUE).data[0];
}

static struct attn_trace *counted(struct counter *counter)
{
    struct attn_allocator allocator = counter_allocator(counter);
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_trace *trace = attn_trace_new(&allocator);
    plan(trace, &config);
    return trace;
}

/* The one in use is kept until the next plan, and found again. */
static void of_gifts_without_a_plan_between_the_last_counts(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_trace *trace = counted(&counter);
    assert_true(give_x(trace, 1, NULL));
    assert_true(first_of_x(trace) == 1);
    assert_true(give_x(trace, 2, NULL) && give_x(trace, 1, NULL));
    assert_true(first_of_x(trace) == 1);
    assert_true(give_x(trace, 3, NULL) && give_x(trace, 1, NULL) && give_x(trace, 3, NULL));
    assert_true(first_of_x(trace) == 3);
    attn_trace_free(trace);
}

static void a_gift_without_memory_leaves_the_one_before(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_trace *trace = counted(&counter);
    struct attn_error error = {0};
    assert_true(give_x(trace, 1, NULL));
    for (int fail = 1; fail <= 2; fail++) { /* the gift, and its copy of the numbers */
        counter.fail_at = counter.calls + fail;
        assert_false(give_x(trace, 5, &error));
        assert_int_equal(error.kind, ATTN_ERROR_MEMORY);
        assert_true(first_of_x(trace) == 1);
    }
    assert_true(give_x(trace, 5, NULL));
    assert_true(first_of_x(trace) == 5);
    attn_trace_free(trace);
    assert_int_equal(counter.held, 0);
}

static void a_hundred_gifts_take_the_room_of_one(void **state)
{
    (void)state;
    struct counter counter = {0};
    struct attn_trace *trace = counted(&counter);
    assert_true(give_x(trace, -1, NULL));
    assert_true(first_of_x(trace) == -1);
    int held = counter.held;
    for (int i = 0; i < 100; i++) {
        assert_true(give_x(trace, (float)i, NULL));
        assert_true(first_of_x(trace) == (float)i);
    }
    assert_int_equal(counter.held, held);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gifts_and_changes_end_where_a_fresh_layer_begins),
        cmocka_unit_test(a_given_mask_works_like_the_rule_of_the_same_numbers),
        cmocka_unit_test(a_given_mask_that_was_not_given_is_refused),
        cmocka_unit_test(a_given_mask_waits_while_another_is_asked_for),
        cmocka_unit_test(of_gifts_without_a_plan_between_the_last_counts),
        cmocka_unit_test(a_gift_without_memory_leaves_the_one_before),
        cmocka_unit_test(a_hundred_gifts_take_the_room_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
