/* What a learner does to the settings over several steps: what is turned back is the step's again, a
 * painted mask lives as long as its tokens, a mark once right stays right, and what is typed is read. */
#include "tests/lesson.h"
#include "tests/test.h"

#include "app/model/model.h"
#include "app/stage/frame.h"

enum { SINGLE = 1, EIGHT_FULL, SLICED, PROJECTED }; /* lessons of the course below */

static int open_model(void **state)
{
    struct lesson_error error;
    struct model *model = calloc(1, sizeof *model);
    struct course *course = course_load(lessons_on_disk(), "tests/courses/drawn", &error);
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

static void do_(struct model *model, enum action_kind kind, int index, int other)
{
    model_update(model, (struct action){.kind = kind, .index = index, .other = other});
}

static void answer(struct model *model, const char *text)
{
    for (; *text; text++) {
        model_update(model, (struct action){.kind = ACTION_TYPE, .text = {*text}});
    }
    do_(model, ACTION_PRESS, 0, 0);
}

/* ---- turned and turned back ---- */

static void check_turn(struct model *model, int control)
{
    int count = control_choices(control_at(control));
    int home = control_choice(control_at(control), &model->config);
    for (int choice = 0; home >= 0 && choice < count; choice++) {
        do_(model, ACTION_CHOOSE, control, choice);
        assert_int_equal(model->changed[control],
                         choice != home && model->error.kind == ATTN_ERROR_NONE);
    }
    if (home >= 0) {
        do_(model, ACTION_CHOOSE, control, home);
        assert_false(model->changed[control] || model_is_changed(model));
    }
}

static void every_setting_turned_back_is_the_step_s_again(void **state)
{
    struct model *model = *state;
    for (int control = 0; control < CONTROL_COUNT; control++) {
        model_go(model, PROJECTED, 2);
        check_turn(model, control);
        model_go(model, SINGLE, 3);
        check_turn(model, control);
    }
}

static void heads_switched_on_again_are_the_step_s(void **state)
{
    struct model *model = *state;
    model_go(model, PROJECTED, 2);
    do_(model, ACTION_SWITCH_HEAD, 2, 0);
    do_(model, ACTION_SWITCH_HEAD, 5, 0);
    assert_true(model_is_changed(model));
    do_(model, ACTION_SWITCH_HEAD, 2, 0);
    assert_true(model_is_changed(model));
    do_(model, ACTION_SWITCH_HEAD, 5, 0);
    assert_false(model_is_changed(model));
}

static void a_setting_without_a_control_is_left_alone(void **state)
{
    struct model *model = *state;
    model_go(model, SINGLE, 3);
    do_(model, ACTION_CYCLE, CONTROL_VALID, 1);
    do_(model, ACTION_CHOOSE, CONTROL_OFF, 0);
    assert_false(model_is_changed(model));
}

/* ---- the painted mask ---- */

static void paint(struct model *model, int row, int column)
{
    int mask = attn_trace_find(model->trace, "mask");
    model_go(model, SINGLE, 6);
    do_(model, ACTION_PAINTING, 0, 0);
    model_update(model,
                 (struct action){.kind = ACTION_PICK, .index = mask, .row = row, .column = column});
}

static float mask_at(const struct model *model, int row, int column)
{
    int mask = attn_trace_find(model->trace, "mask");
    struct attn_tensor tensor = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    return attn_tensor_at(&tensor, (int[ATTN_RANK_MAX]){row, column});
}

static void a_painted_mask_stays_while_other_settings_turn(void **state)
{
    struct model *model = *state;
    model_go(model, SINGLE, 6);
    paint(model, 0, 3);
    do_(model, ACTION_CYCLE, CONTROL_SCALE, 1);
    assert_int_equal(model->config.mask, ATTN_MASK_GIVEN);
    assert_true(mask_at(model, 0, 3) > 0 && mask_at(model, 0, 2) < 1);
}

static void a_painted_mask_goes_with_the_tokens(void **state)
{
    struct model *model = *state;
    model_go(model, SINGLE, 6);
    paint(model, 0, 3);
    int was = model->config.tokens;
    do_(model, ACTION_CYCLE, CONTROL_TOKENS, 1);
    assert_int_not_equal(model->config.tokens, was);
    assert_int_equal(model->painted_tokens, 0);
    assert_int_equal(model->config.mask, model_step(model)->config.mask);
    assert_true(mask_at(model, 0, 1) < 1 && mask_at(model, 1, 0) > 0); /* causal again */
}

static void a_painted_mask_stays_among_the_choices(void **state)
{
    struct model *model = *state;
    model_go(model, SINGLE, 6);
    paint(model, 0, 3);
    assert_true(model->changed[CONTROL_MASK]);
    do_(model, ACTION_CHOOSE, CONTROL_MASK, ATTN_MASK_CAUSAL);
    assert_false(model_is_changed(model));
    assert_true(mask_at(model, 0, 3) < 1);
    do_(model, ACTION_CYCLE, CONTROL_MASK, 1); /* padding */
    do_(model, ACTION_CYCLE, CONTROL_MASK, 1);
    assert_true(model_is_painted(model) && mask_at(model, 0, 3) > 0);
}

static void without_a_mask_scaled_stands_in_for_masked(void **state)
{
    struct model *model = *state;
    model_go(model, SINGLE, 6);
    do_(model, ACTION_CHOOSE, CONTROL_MASK, ATTN_MASK_NONE);
    assert_string_equal(attn_trace_op(model->trace, model->shown)->name, "scaled");
    assert_false(model->wandered);
    do_(model, ACTION_CHOOSE, CONTROL_MASK, ATTN_MASK_CAUSAL);
    assert_string_equal(attn_trace_op(model->trace, model->shown)->name, "masked");
}

/* ---- marks ---- */

static void a_right_mark_never_turns_wrong(void **state)
{
    struct model *model = *state;
    model->asking = true;
    model_go(model, EIGHT_FULL, 2);
    answer(model, "(32, 10, 2048)");
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_RIGHT);
    model_go(model, EIGHT_FULL, 2);
    answer(model, "1, 2");
    do_(model, ACTION_ANSWER, 0, 0);
    do_(model, ACTION_ESCAPE, 0, 0);
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_RIGHT);
}

static void a_step_that_asks_nothing_is_never_wrong(void **state)
{
    struct model *model = *state;
    model->asking = true;
    model_go(model, SINGLE, 0);
    assert_int_equal(model_step(model)->ask, LESSON_ASK_NOTHING);
    do_(model, ACTION_ANSWER, 0, 0);
    model_update(model, (struct action){.kind = ACTION_TYPE, .text = "2"});
    model_update(model, (struct action){.kind = ACTION_TYPE, .text = " "});
    assert_string_equal(model->answer.text, "");
    assert_int_equal(model->step, 0);
    do_(model, ACTION_ESCAPE, 0, 0);
    assert_int_equal(model_mark(model, SINGLE, 0), MARK_SEEN);
}

/* ---- scrolling ---- */

static float width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context;
    (void)face;
    (void)text;
    return (float)bytes * size / 2;
}

/* Draws, turns the wheel in the middle, and says how far down the sheet of prose is. */
static int wheel(struct model *model, struct scene *scene, int lines)
{
    view(model, &(struct measure){width, NULL}, scene);
    model_update(model, scene_scroll(scene, model->width / 2, model->height / 2, lines));
    return model->scroll[SCROLL_PROSE];
}

static void scrolling_stops_at_the_end_of_the_prose(void **state)
{
    struct model *model = *state;
    struct scene scene;
    scene_init(&scene);
    model_update(model, (struct action){.kind = ACTION_RESIZE, .width = 640, .height = 180});
    model_go(model, SINGLE, 3);
    do_(model, ACTION_PROSE, 0, 0);
    assert_int_equal(wheel(model, &scene, -5), 0);
    int most = wheel(model, &scene, 5000);
    assert_true(most > 0 && most < 100);
    assert_int_equal(most, scene.scrolls[SCROLL_PROSE].most);
    assert_int_equal(wheel(model, &scene, 1), most);
    assert_int_equal(wheel(model, &scene, -1), most - 1); /* at once, not after 4,900 more */
    scene_clear(&scene);
}

static void prose_that_is_all_on_view_does_not_scroll(void **state)
{
    struct model *model = *state;
    struct scene scene;
    scene_init(&scene);
    model_update(model, (struct action){.kind = ACTION_RESIZE, .width = 1280, .height = 1000});
    model_go(model, SINGLE, 3);
    assert_int_equal(wheel(model, &scene, 3), 0);
    do_(model, ACTION_PROSE, 0, 0);
    assert_int_equal(wheel(model, &scene, 3), 0);
    scene_clear(&scene);
}

/* ---- what is typed ---- */

static void what_is_no_shape_is_told_and_is_no_answer(void **state)
{
    static const char *const texts[] = {
        "(1,2,3,4,5)", "1,2,3,4,5,6,7,8,9", "x", "32 x 10 x 2048", "-1", "[()]", ",", "3.5"};
    struct model *model = *state;
    model->asking = true;
    model_go(model, EIGHT_FULL, 2);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        answer(model, texts[i]);
        assert_true(model_asks(model) && model->answer.reply == REPLY_UNREAD);
        assert_string_equal(model->answer.text, "");
        assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_NONE);
    }
    answer(model, "32,10,99999999999999999999");
    assert_int_equal(model->answer.reply, REPLY_WRONG);
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_PASSED);
}

static void shapes_may_be_written_as_one_likes(void **state)
{
    static const char *const texts[] = {"(32, 10, 2048)", "[32,10,2048]", "32 10 2048",
                                        "32,10,2048,", "(32 , 10,2048"};
    struct model *model = *state;
    model->asking = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        model_set_mark(model, EIGHT_FULL, 2, MARK_NONE);
        model_go(model, EIGHT_FULL, 2);
        answer(model, texts[i]);
        assert_false(model_asks(model));
        assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_RIGHT);
    }
}

static void space_passes_a_question_but_is_a_blank_in_its_field(void **state)
{
    struct model *model = *state;
    model->asking = true;
    model->focus = FOCUS_STAGE;
    model_go(model, EIGHT_FULL, 2);
    assert_int_equal(model_focus(model), FOCUS_PICKS); /* whatever had it before */
    do_(model, ACTION_FIELD, 0, 0);
    assert_int_equal(model_focus(model), FOCUS_ANSWER);
    model_update(model, (struct action){.kind = ACTION_TYPE, .text = " "});
    assert_string_equal(model->answer.text, " ");
    assert_int_equal(model->step, 2);
    do_(model, ACTION_ESCAPE, 0, 0);
    do_(model, ACTION_NEXT, 0, 0);
    assert_int_equal(model->step, 3);
    assert_int_equal(model_mark(model, EIGHT_FULL, 2), MARK_PASSED);
    assert_int_equal(model_focus(model), FOCUS_STEPS);
}

static void a_character_is_erased_whole(void **state)
{
    struct model *model = *state;
    model->asking = true;
    model_go(model, EIGHT_FULL, 2);
    model_update(model, (struct action){.kind = ACTION_TYPE, .text = "3"});
    model_update(model, (struct action){.kind = ACTION_TYPE, .text = "√"});
    assert_string_equal(model->answer.text, "3√");
    do_(model, ACTION_ERASE, 0, 0);
    assert_string_equal(model->answer.text, "3");
}

int main(void)
{
#define WITH_MODEL(test) cmocka_unit_test_setup_teardown(test, open_model, close_model)
    const struct CMUnitTest tests[] = {
        WITH_MODEL(every_setting_turned_back_is_the_step_s_again),
        WITH_MODEL(heads_switched_on_again_are_the_step_s),
        WITH_MODEL(a_setting_without_a_control_is_left_alone),
        WITH_MODEL(a_painted_mask_stays_while_other_settings_turn),
        WITH_MODEL(a_painted_mask_goes_with_the_tokens),
        WITH_MODEL(a_painted_mask_stays_among_the_choices),
        WITH_MODEL(without_a_mask_scaled_stands_in_for_masked),
        WITH_MODEL(a_right_mark_never_turns_wrong),
        WITH_MODEL(a_step_that_asks_nothing_is_never_wrong),
        WITH_MODEL(scrolling_stops_at_the_end_of_the_prose),
        WITH_MODEL(prose_that_is_all_on_view_does_not_scroll),
        WITH_MODEL(what_is_no_shape_is_told_and_is_no_answer),
        WITH_MODEL(shapes_may_be_written_as_one_likes),
        WITH_MODEL(space_passes_a_question_but_is_a_blank_in_its_field),
        WITH_MODEL(a_character_is_erased_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
