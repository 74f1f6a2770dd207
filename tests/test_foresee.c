/* What would raise, marked in the settings: of the layer on view, whichever way one came there. */
#include "tests/lesson.h"

#include "app/model/model.h"

enum { EIGHT_FULL = 2, SLICED = 3 }; /* lessons of tests/courses/drawn */

static int open_models(void **state)
{
    struct lesson_error error;
    struct model *models = calloc(2, sizeof *models);
    struct course *course = course_load(lessons_on_disk(), "tests/courses/drawn", &error);
    *state = models;
    return course && model_init(&models[0], course) && model_init(&models[1], course) ? 0 : -1;
}

static int close_models(void **state)
{
    struct model *models = *state;
    struct course *course = (struct course *)(uintptr_t)models[0].course;
    model_clear(&models[0]);
    model_clear(&models[1]);
    course_free(course);
    free(models);
    return 0;
}

static void do_(struct model *model, enum action_kind kind, int index, int other)
{
    model_update(model, (struct action){.kind = kind, .index = index, .other = other});
}

/* Both are at one place, the first with its settings open all the way. */
static void assert_same_marks(struct model *models)
{
    do_(&models[1], ACTION_SETTINGS, 0, 0);
    assert_true(models[0].settings && models[1].settings);
    assert_memory_equal(models[0].raises, models[1].raises, sizeof models[0].raises);
}

static void a_step_with_another_layer_marks_its_own(void **state)
{
    struct model *models = *state;
    do_(&models[0], ACTION_SETTINGS, 0, 0);
    do_(&models[0], ACTION_GO, EIGHT_FULL, 4);
    do_(&models[1], ACTION_GO, EIGHT_FULL, 4);
    assert_same_marks(models);
    assert_true(models[0].raises[CONTROL_SEED][0]); /* the layer raises, whatever its seed */
}

static void settings_taken_back_take_their_marks_with_them(void **state)
{
    struct model *models = *state;
    do_(&models[0], ACTION_GO, SLICED, 0);
    do_(&models[1], ACTION_GO, SLICED, 0);
    do_(&models[0], ACTION_SETTINGS, 0, 0);
    do_(&models[0], ACTION_CHOOSE, CONTROL_WIRING, ATTN_WIRING_FULL_WIDTH);
    assert_true(models[0].raises[CONTROL_SEED][0]);
    do_(&models[0], ACTION_RESET, 0, 0);
    assert_same_marks(models);
}

static void a_painted_mask_raises_nothing(void **state)
{
    struct model *model = *state;
    do_(model, ACTION_GO, 1, 7);
    do_(model, ACTION_CHOOSE, CONTROL_MASK, 1);
    do_(model, ACTION_SHOW, attn_trace_find(model->trace, "masked"), 0);
    do_(model, ACTION_SETTINGS, 0, 0);
    do_(model, ACTION_PAINTING, 0, 0);
    do_(model, ACTION_PICK, attn_trace_find(model->trace, "mask"), 0);
    assert_int_equal(model->config.mask, ATTN_MASK_GIVEN);
    assert_false(model->raises[CONTROL_SEED][0]);
}

int main(void)
{
#define MODELS(test) cmocka_unit_test_setup_teardown(test, open_models, close_models)
    const struct CMUnitTest tests[] = {
        MODELS(a_step_with_another_layer_marks_its_own),
        MODELS(a_painted_mask_raises_nothing),
        MODELS(settings_taken_back_take_their_marks_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
