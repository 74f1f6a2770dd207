/* How often layers are planned: once for a change of the layer, once for the layer beside. Every call
 * of attn_trace_plan is counted: the Makefile links it wrapped. */
#include "tests/test.h"

#include "app/model/model.h"

bool __real_attn_trace_plan(struct attn_trace *trace, const struct attn_config *config,
                            struct attn_error *error);
bool __wrap_attn_trace_plan(struct attn_trace *trace, const struct attn_config *config,
                            struct attn_error *error);

static int plans;

bool __wrap_attn_trace_plan(struct attn_trace *trace, const struct attn_config *config,
                            struct attn_error *error)
{
    plans++;
    return __real_attn_trace_plan(trace, config, error);
}

static int open_model(void **state)
{
    struct lesson_error error;
    struct model *model = calloc(1, sizeof *model);
    struct course *course = course_load(NULL, NULL, &error);
    *state = model;
    return course && model_init(model, course) ? 0 : -1;
}

static int close_model(void **state)
{
    struct model *model = *state;
    struct course *course = (struct course *)(uintptr_t)model->course;
    model_clear(model);
    course_free(course);
    free(model);
    return 0;
}

static void go(struct model *model, const char *lesson, int step)
{
    model_go(model, course_find(model->course, lesson), step - 1);
}

/* Plans that an action takes. */
static int plans_of(struct model *model, enum action_kind kind, int index)
{
    plans = 0;
    model_update(model, (struct action){.kind = kind, .index = index, .other = 1});
    return plans;
}

static void a_toggle_plans_the_layer_once(void **state)
{
    struct model *model = *state;
    go(model, "single-head", 7); /* with numbers that the lesson writes out */
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_MASK), 1);
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_TOKENS), 1);
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_BATCH), 1);
    assert_int_equal(plans_of(model, ACTION_RESET, 0), 1);
}

static void a_toggle_plans_the_layer_beside_once(void **state)
{
    struct model *model = *state;
    go(model, "single-head", 7);
    assert_int_equal(plans_of(model, ACTION_COMPARE, 0), 1);
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_MASK), 2);
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_DROPOUT), 2);
}

static void stacked_weights_beside_take_no_plan_of_their_own(void **state)
{
    struct model *model = *state;
    go(model, "one-big-linear", 6); /* fused, with the stacked weights of projected */
    assert_true(model->beside.there);
    assert_int_equal(plans_of(model, ACTION_CYCLE, CONTROL_MASK), 2);
    assert_true(model->beside.comparable);
}

static void looking_around_plans_nothing(void **state)
{
    struct model *model = *state;
    go(model, "project-per-head", 3);
    assert_int_equal(plans_of(model, ACTION_HEAD, 2), 0);
    assert_int_equal(plans_of(model, ACTION_BATCH, 0), 0);
    assert_int_equal(plans_of(model, ACTION_RANGE, 0), 0);
    assert_int_equal(plans_of(model, ACTION_THEME, 0), 0);
}

int main(void)
{
#define WITH_MODEL(test) cmocka_unit_test_setup_teardown(test, open_model, close_model)
    const struct CMUnitTest tests[] = {
        WITH_MODEL(a_toggle_plans_the_layer_once),
        WITH_MODEL(a_toggle_plans_the_layer_beside_once),
        WITH_MODEL(stacked_weights_beside_take_no_plan_of_their_own),
        WITH_MODEL(looking_around_plans_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
