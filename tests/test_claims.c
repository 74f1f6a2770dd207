/* Small words that the window says of numbers: whose they are, and that a little is not nothing. */
#include "tests/screen.h"

#include <math.h>
#include <string.h>

/* How many texts of the scene begin so. */
static int said(const struct screen *s, const char *words)
{
    int count = 0;
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        bool text = item->kind == ITEM_TEXT && (size_t)item->bytes >= strlen(words);
        count +=
            text && memcmp(scene_item_text(&s->scene, item), words, strlen(words)) == 0 ? 1 : 0;
    }
    return count;
}

static void the_outline_counts_what_was_answered_right(void **state)
{
    struct screen *s = *state;
    int questions = 0;
    const struct lesson *asks = s->course->lessons[EIGHT_FULL];
    for (int i = 0; i < asks->step_count; i++) {
        if (asks->steps[i].ask != LESSON_ASK_NOTHING) {
            model_set_mark(&s->model, EIGHT_FULL, i, MARK_RIGHT);
            questions++;
        }
    }
    char score[48];
    snprintf(score, sizeof score, "%d of ", questions);
    assert_true(questions > 0);
    screen_do(s, ACTION_OUTLINE, 0, 0);
    screen_view(s);
    assert_int_equal(said(s, score), 1);
}

static void layers_a_little_apart_are_not_called_the_same(void **state)
{
    struct screen *s = *state;
    screen_do(s, ACTION_GO, PROJECTED, 0);
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "x"), 0);
    if (!s->model.beside.shown) {
        screen_do(s, ACTION_COMPARE, 0, 0);
    }
    assert_true(s->model.beside.comparable);
    s->model.beside.difference = (struct attn_difference){.cells = 1, .most = 1e-7};
    screen_view(s);
    assert_int_equal(said(s, "Same shape; numbers at most 1e-07 apart"), 1);
    s->model.beside.difference.most = HUGE_VAL; /* one of the two is NaN, or infinite */
    screen_view(s);
    assert_int_equal(said(s, "Same shape; some cells are NaN or ∞"), 1);
    s->model.beside.difference = (struct attn_difference){0};
    screen_view(s);
    assert_int_equal(said(s, "Same shape, same numbers"), 1);
}

/* The first step that asks for a shape. */
static void go_to_shape_asked(struct screen *s)
{
    const struct lesson *lesson = s->course->lessons[EIGHT_FULL];
    int step = 0;
    while (lesson->steps[step].ask != LESSON_ASK_SHAPE) {
        step++;
        assert_true(step < lesson->step_count);
    }
    s->model.asking = true;
    screen_do(s, ACTION_GO, EIGHT_FULL, step);
}

static void what_is_hidden_begins_at_the_tensor_that_is_asked_for(void **state)
{
    struct screen *s = *state;
    go_to_shape_asked(s);
    struct lesson_step *step = (struct lesson_step *)(uintptr_t)model_step(&s->model);
    int shown = model_step_op(&s->model), before = attn_trace_find(s->model.trace, "x");
    assert_true(before < shown && model_hides(&s->model, shown));
    assert_false(model_hides(&s->model, before));
    snprintf(step->ask_name, sizeof step->ask_name, "x"); /* not what the step shows */
    assert_true(model_hides(&s->model, before));
}

/* How many targets do this, of those in the window's first `high` pixels. */
static int targets(const struct screen *s, enum action_kind kind, int index, int other, float high)
{
    int count = 0;
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        const struct action *a = &t->action;
        count += a->kind == kind && a->index == index && a->other == other && t->rect.y < high;
    }
    return count;
}

static void each_choice_of_the_experiment_chooses_itself(void **state)
{
    struct screen *s = *state;
    screen_do(s, ACTION_GO, SINGLE_HEAD, 7);
    screen_view(s);
    for (int k = 0; k < control_choices(control_at(CONTROL_MASK)); k++) {
        assert_int_equal(targets(s, ACTION_CHOOSE, CONTROL_MASK, k, 2000), 1);
    }
}

/* A lesson's step of random numbers is no place to look at the written ones. */
static void showing_an_operation_keeps_the_numbers(void **state)
{
    struct screen *s = *state;
    screen_do(s, ACTION_GO, SINGLE_HEAD, 0);
    const struct lesson *lesson = model_lesson(&s->model);
    for (int i = 0; i < lesson->step_count; i++) { /* every other step is made a random one */
        struct lesson_step *step = (struct lesson_step *)(uintptr_t)&lesson->steps[i];
        step->random_values = i > 0;
    }
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, lesson->steps[1].show), 0);
    assert_int_equal(s->model.step, 0);
    assert_true(s->model.wandered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_outline_counts_what_was_answered_right, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(layers_a_little_apart_are_not_called_the_same, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(what_is_hidden_begins_at_the_tensor_that_is_asked_for,
                                        screen_open, screen_close),
        cmocka_unit_test_setup_teardown(each_choice_of_the_experiment_chooses_itself, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(showing_an_operation_keeps_the_numbers, screen_open,
                                        screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
