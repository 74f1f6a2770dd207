/* Beats, and a presenter's keys. */
#include "app/platform/keys.h"
#include "tests/screen.h"

#include <SDL.h>
#include <stdlib.h>

static void press(struct screen *s, int key, int modifiers)
{
    model_update(&s->model, keys_action(key, modifiers, model_focus(&s->model)));
}

/* A step with more than one beat and nothing asked, and one behind it. */
static void go_to_beats(struct screen *s)
{
    model_go(&s->model, SINGLE_HEAD, 0);
    for (int i = 0; i < 9 && model_beats(&s->model) < 2; i++) {
        screen_do(s, ACTION_NEXT, 0, 0);
    }
}

static void space_goes_from_beat_to_beat_and_then_on(void **state)
{
    struct screen *s = *state;
    go_to_beats(s);
    int step = s->model.step, beats = model_beats(&s->model);
    for (int i = 1; i < beats; i++) {
        press(s, SDLK_SPACE, KMOD_NONE);
        assert_int_equal(s->model.beat, i);
        assert_int_equal(s->model.step, step);
    }
    press(s, SDLK_SPACE, KMOD_NONE);
    assert_int_equal(s->model.step, step + 1);
    assert_int_equal(s->model.beat, 0);
}

static void shift_space_goes_back_to_the_last_beat_of_the_step_before(void **state)
{
    struct screen *s = *state;
    go_to_beats(s);
    int step = s->model.step, beats = model_beats(&s->model);
    screen_do(s, ACTION_NEXT, 0, 0);
    press(s, SDLK_SPACE, KMOD_LSHIFT);
    assert_int_equal(s->model.step, step);
    assert_int_equal(s->model.beat, beats - 1);
    press(s, SDLK_SPACE, KMOD_LSHIFT);
    assert_int_equal(s->model.beat, beats - 2);
}

static void the_first_beat_of_all_stays_where_it_is(void **state)
{
    struct screen *s = *state;
    press(s, SDLK_SPACE, KMOD_LSHIFT);
    assert_int_equal(s->model.lesson + s->model.step + s->model.beat, 0);
}

static void while_a_step_asks_its_beats_are_those_before_the_question(void **state)
{
    (void)state;
    static const char text[] = "---\ntitle: T\n---\n\n## A\n\nOne.\n\nTwo.\n\n- of two\n\n"
                               "```headwise\nshow: Q\nask: shape Q\n```\n\nThree.\n";
    struct lesson_error error;
    struct lesson *lesson = lesson_parse(NULL, "01-t.md", text, sizeof text - 1, &error);
    struct course course = {.lessons = &lesson, .count = 1};
    struct model *model = calloc(1, sizeof *model);
    assert_true(lesson && model && model_init(model, &course));
    model->asking = true;
    model_go(model, 0, 0);
    assert_int_equal(model_beats(model), 2);
    assert_int_equal(model_beat_of(model, 2), 1);
    model_update(model, (struct action){.kind = ACTION_ESCAPE});
    assert_int_equal(model_beats(model), 3);
    model_clear(model);
    free(model);
    lesson_free(lesson);
}

static void page_keys_turn_lessons_and_steps_while_presenting(void **state)
{
    struct screen *s = *state;
    press(s, SDLK_PAGEDOWN, KMOD_NONE);
    assert_int_equal(s->model.lesson, 1);
    go_to_beats(s);
    int step = s->model.step;
    press(s, SDLK_F5, KMOD_NONE);
    assert_true(s->model.presenting && model_full_screen(&s->model));
    press(s, SDLK_PAGEDOWN, KMOD_NONE);
    assert_int_equal(s->model.beat, 1);
    press(s, SDLK_PAGEUP, KMOD_NONE);
    assert_int_equal(s->model.beat, 0);
    press(s, SDLK_ESCAPE, KMOD_NONE);
    assert_false(s->model.presenting || model_full_screen(&s->model));
    press(s, SDLK_PAGEDOWN, KMOD_NONE);
    assert_int_equal(s->model.lesson, SINGLE_HEAD + 1);
    assert_int_equal(s->model.step + step, step);
}

static void b_and_a_point_blank_the_screen_only_while_presenting(void **state)
{
    struct screen *s = *state;
    int batch = s->model.config.batch;
    press(s, SDLK_b, KMOD_NONE);
    assert_true(s->model.config.batch != batch && !s->model.blank);
    press(s, SDLK_F5, KMOD_NONE);
    batch = s->model.config.batch;
    press(s, SDLK_b, KMOD_NONE);
    assert_true(s->model.blank && s->model.config.batch == batch);
    press(s, SDLK_b, KMOD_NONE);
    assert_false(s->model.blank);
    press(s, SDLK_PERIOD, KMOD_NONE);
    assert_true(s->model.blank);
    press(s, SDLK_ESCAPE, KMOD_NONE); /* opens the curtain and no more */
    assert_true(!s->model.blank && s->model.presenting);
}

static void whatever_is_pressed_opens_the_curtain_and_is_done(void **state)
{
    struct screen *s = *state;
    press(s, SDLK_F5, KMOD_NONE);
    press(s, SDLK_PERIOD, KMOD_NONE);
    screen_do(s, ACTION_LEAVE, 0, 0);
    assert_true(s->model.blank);
    press(s, SDLK_RIGHT, KMOD_NONE);
    assert_false(s->model.blank);
    assert_int_equal(s->model.step, 1);
}

static void a_remote_blanks_the_screen_even_where_an_answer_is_asked(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 2);
    assert_int_equal(model_focus(&s->model), FOCUS_PICKS);
    press(s, SDLK_F5, KMOD_NONE);
    const char *text = ".";
    model_update(&s->model, keys_text(&text, model_focus(&s->model)));
    assert_true(s->model.blank);
    assert_string_equal(s->model.answer.text, "");
}

/* A question with options, on the screen of all. */
static void present_a_question(struct screen *s)
{
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 2);
    press(s, SDLK_F5, KMOD_NONE);
    assert_true(model_asks(&s->model) && model_step(&s->model)->option_count > 1);
}

static void digits_and_enter_answer_what_is_asked_while_presenting(void **state)
{
    struct screen *s = *state;
    present_a_question(s);
    int head = s->model.head, right = model_step(&s->model)->right;
    press(s, SDLK_1 + right, KMOD_NONE);
    assert_int_equal(s->model.answer.option, right);
    press(s, SDLK_RETURN, KMOD_NONE);
    assert_false(model_asks(&s->model));
    press(s, SDLK_1, KMOD_NONE); /* a head again */
    assert_int_equal(s->model.head, head == 1 ? head : 1);
}

static void the_arrows_of_a_remote_go_on_while_something_is_asked(void **state)
{
    struct screen *s = *state;
    present_a_question(s);
    int option = s->model.answer.option, batch = s->model.config.batch, step = s->model.step;
    press(s, SDLK_DOWN, KMOD_NONE);
    assert_int_not_equal(s->model.answer.option, option);
    press(s, SDLK_b, KMOD_NONE);
    assert_true(s->model.blank && s->model.config.batch == batch);
    press(s, SDLK_RIGHT, KMOD_NONE);
    assert_int_equal(s->model.step, step + 1);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(space_goes_from_beat_to_beat_and_then_on),
        WITH_SCREEN(shift_space_goes_back_to_the_last_beat_of_the_step_before),
        WITH_SCREEN(the_first_beat_of_all_stays_where_it_is),
        WITH_SCREEN(while_a_step_asks_its_beats_are_those_before_the_question),
        WITH_SCREEN(page_keys_turn_lessons_and_steps_while_presenting),
        WITH_SCREEN(b_and_a_point_blank_the_screen_only_while_presenting),
        WITH_SCREEN(whatever_is_pressed_opens_the_curtain_and_is_done),
        WITH_SCREEN(digits_and_enter_answer_what_is_asked_while_presenting),
        WITH_SCREEN(the_arrows_of_a_remote_go_on_while_something_is_asked),
        WITH_SCREEN(a_remote_blanks_the_screen_even_where_an_answer_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
