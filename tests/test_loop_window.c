/* What the loop asks of the window and is told by it: address, pasted text, title, full screen; and
 * when all is drawn. */
#include "tests/loop.h"

#include "app/scene/strings.h"

#include <SDL.h>

static void what_a_key_writes_counts_only_where_the_key_did_nothing(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_QUESTION},
                                   {.kind = INPUT_TEXT, .text = "?"},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.over, OVER_HELP);
    const struct input german[] = {
        {.kind = INPUT_KEY, .key = 223}, {.kind = INPUT_TEXT, .text = "?"}, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, german));
    assert_int_equal(s->model.over, OVER_NOTHING);
}

static void what_came_in_together_is_drawn_once(void **state)
{
    struct window w = {.together = true};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_RIGHT},
                                   {.kind = INPUT_KEY, .key = SDLK_RIGHT},
                                   {.kind = INPUT_KEY, .key = SDLK_F12},
                                   {.kind = INPUT_NONE}};
    struct screen *s = *state;
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.step, 2);
    assert_int_equal(w.draws, 2);
}

static void an_address_opens_and_shows_what_is_on_view(void **state)
{
    struct screen *s = *state;
    struct window w = {.pasted = "2/3?mask=causal&colour=red"};
    const struct input inputs[] = {{.kind = INPUT_ADDRESS}, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.lesson, 1);
    assert_int_equal(s->model.step, 2);
    assert_string_equal(w.view, "single-head/k-what-each-word-answers-to?v=1&mask=causal");
    assert_non_null(strstr(w.said, "colour"));
    assert_int_equal(w.draws, 2);
}

static void an_address_of_no_step_is_told_of_and_the_view_s_is_shown(void **state)
{
    struct screen *s = *state;
    struct window w = {.pasted = "no-such/1"};
    const struct input inputs[] = {{.kind = INPUT_ADDRESS}, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_string_equal(w.said, string(STRING_NO_ADDRESS));
    assert_string_equal(w.view, "one-number/x-one-row-a-word?v=1");
}

/* Where nothing is typed a figure is a lesson's; where an answer is, it is part of that. */
static void what_is_pasted_is_an_answer_or_a_link(void **state)
{
    struct screen *s = *state;
    struct window w = {.pasted = "2"};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_v, .modifiers = KMOD_LCTRL},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.lesson, 1);
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 1);
    assert_int_equal(model_focus(&s->model), FOCUS_PICKS);
    assert_true(loop_feed(&w, s, inputs));
    assert_string_equal(s->model.answer.text, "2");
    w.pasted = "2/1";
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.lesson, 1);
}

static void what_is_pasted_and_no_link_opens_the_clinic(void **state)
{
    struct screen *s = *state;
    struct window w = {.pasted = "\nIndexError: index out of range in self\n"};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_v, .modifiers = KMOD_LCTRL},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, s, inputs));
    assert_true(s->model.clinic.open);
    assert_int_equal(s->model.clinic.answer.class, CLINIC_CLASS_INDEX);
    w.pasted = "x = emb[ids]";
    assert_true(loop_feed(&w, s, inputs));
    assert_string_equal(s->model.clinic.fields[0].text, "x = emb[ids]");
    w.pasted = "RuntimeError: shape '[2, 100, 10, 51]' is invalid for input of size 102400";
    assert_true(loop_feed(&w, s, inputs));
    assert_int_equal(s->model.clinic.answer.class, CLINIC_CLASS_VIEW);
}

static void the_title_names_the_step_when_it_is_another(void **state)
{
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_EXPOSE},
                                   {.kind = INPUT_KEY, .key = SDLK_RIGHT},
                                   {.kind = INPUT_EXPOSE},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, *state, inputs));
    assert_string_equal(w.title, "one-number/2 · Headwise");
    assert_int_equal(w.titles, 2);
    assert_int_equal(w.draws, 4);
}

static void full_screen_is_asked_for_once_and_left_once(void **state)
{
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_F11},
                                   {.kind = INPUT_KEY, .key = SDLK_F5}, /* it is full already */
                                   {.kind = INPUT_KEY, .key = SDLK_ESCAPE},
                                   {.kind = INPUT_KEY, .key = SDLK_F11},
                                   {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, *state, inputs));
    assert_int_equal(w.fulls, 101);
}

static void what_settles_is_drawn_too(void **state)
{
    struct window w = {.settled = true};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_F12}, {.kind = INPUT_NONE}};
    assert_true(loop_feed(&w, *state, inputs));
    assert_int_equal(w.draws, 2);
    assert_int_equal(w.settles, 3); /* at first, after the key, after the end */
}

static void a_frame_that_cannot_be_drawn_ends_it(void **state)
{
    struct window w = {.fails = true};
    const struct input inputs[] = {{.kind = INPUT_NONE}};
    assert_false(loop_feed(&w, *state, inputs));
    assert_int_equal(w.shows, 0);
    assert_int_equal(w.titles, 0);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(what_a_key_writes_counts_only_where_the_key_did_nothing),
        WITH_SCREEN(what_came_in_together_is_drawn_once),
        WITH_SCREEN(an_address_opens_and_shows_what_is_on_view),
        WITH_SCREEN(an_address_of_no_step_is_told_of_and_the_view_s_is_shown),
        WITH_SCREEN(what_is_pasted_is_an_answer_or_a_link),
        WITH_SCREEN(what_is_pasted_and_no_link_opens_the_clinic),
        WITH_SCREEN(the_title_names_the_step_when_it_is_another),
        WITH_SCREEN(full_screen_is_asked_for_once_and_left_once),
        WITH_SCREEN(what_settles_is_drawn_too),
        WITH_SCREEN(a_frame_that_cannot_be_drawn_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
