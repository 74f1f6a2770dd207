/* What SDL says came in, as the loop is told: events are put into SDL's queue, no window is there. */
#include "tests/test.h"

#include "app/platform/platform.h"

#include <SDL.h>

static int start(void **state)
{
    (void)state;
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    return SDL_Init(SDL_INIT_EVENTS);
}

static int stop(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

/* What the loop is told of one event. */
static struct input told(SDL_Event event)
{
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    assert_int_equal(SDL_PushEvent(&event), 1);
    return window_wait(NULL, 0);
}

static void a_key_comes_with_what_is_held_down(void **state)
{
    (void)state;
    SDL_Event event = {.key = {.type = SDL_KEYDOWN}};
    event.key.keysym.sym = SDLK_t;
    event.key.keysym.mod = KMOD_LSHIFT;
    struct input input = told(event);
    assert_int_equal(input.kind, INPUT_KEY);
    assert_int_equal(input.key, SDLK_t);
    assert_int_equal(input.modifiers, KMOD_LSHIFT);
    event.key.type = SDL_KEYUP;
    assert_int_equal(told(event).kind, INPUT_NONE);
}

static void what_a_key_writes_comes_whole(void **state)
{
    (void)state;
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT, .text = "ß?"}};
    struct input input = told(event);
    assert_int_equal(input.kind, INPUT_TEXT);
    assert_string_equal(input.text, "ß?");
}

static void only_the_left_button_clicks(void **state)
{
    (void)state;
    SDL_Event event = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT}};
    event.button.x = 30;
    event.button.y = 40;
    struct input input = told(event);
    assert_int_equal(input.kind, INPUT_CLICK);
    assert_true(input.x == 30 && input.y == 40);
    event.button.button = SDL_BUTTON_RIGHT;
    assert_int_equal(told(event).kind, INPUT_NONE);
    event.button.button = SDL_BUTTON_MIDDLE;
    assert_int_equal(told(event).kind, INPUT_NONE);
}

static void the_wheel_towards_one_goes_down(void **state)
{
    (void)state;
    SDL_Event event = {.wheel = {.type = SDL_MOUSEWHEEL, .y = -3}};
    struct input input = told(event);
    assert_int_equal(input.kind, INPUT_WHEEL);
    assert_int_equal(input.amount, 3);
    event.wheel.y = 0;
    event.wheel.x = 2;
    assert_int_equal(told(event).kind, INPUT_NONE);
}

static void of_motions_that_wait_the_last_counts(void **state)
{
    (void)state;
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION}};
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    for (int i = 1; i <= 3; i++) {
        event.motion.x = 10 * i;
        event.motion.y = 20 * i;
        assert_int_equal(SDL_PushEvent(&event), 1);
    }
    struct input input = window_wait(NULL, 0);
    assert_int_equal(input.kind, INPUT_POINTER);
    assert_true(input.x == 30 && input.y == 60);
    assert_int_equal(window_wait(NULL, 0).kind, INPUT_NONE);
}

static void push_motion(int x)
{
    SDL_Event motion = {.type = SDL_MOUSEMOTION};
    motion.motion.x = x;
    motion.motion.y = 1;
    assert_int_equal(SDL_PushEvent(&motion), 1);
}

static void a_click_between_two_motions_keeps_its_place(void **state)
{
    (void)state;
    SDL_Event click = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT}};
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    push_motion(1);
    SDL_PushEvent(&click);
    push_motion(9);
    assert_true(window_wait(NULL, 0).x == 1);
    assert_int_equal(window_wait(NULL, 0).kind, INPUT_CLICK);
    assert_true(window_wait(NULL, 0).x == 9);
}

static void the_window_s_own_events_are_told_apart(void **state)
{
    static const struct {
        int event;
        enum input_kind kind;
    } rows[] = {{SDL_WINDOWEVENT_SIZE_CHANGED, INPUT_RESIZE},
                {SDL_WINDOWEVENT_EXPOSED, INPUT_EXPOSE},
                {SDL_WINDOWEVENT_LEAVE, INPUT_POINTER},
                {SDL_WINDOWEVENT_MOVED, INPUT_NONE}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SDL_Event event = {.window = {.type = SDL_WINDOWEVENT}};
        event.window.event = (Uint8)rows[i].event;
        struct input input = told(event);
        assert_int_equal(input.kind, rows[i].kind);
        assert_true(input.kind != INPUT_POINTER || (input.x < 0 && input.y < 0));
    }
    assert_int_equal(told((SDL_Event){.type = SDL_QUIT}).kind, INPUT_QUIT);
}

static void what_means_nothing_is_passed_over(void **state)
{
    (void)state;
    SDL_Event nothing, key;
    nothing = (SDL_Event){.type = SDL_KEYUP};
    key = (SDL_Event){.key = {.type = SDL_KEYDOWN}};
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    SDL_PushEvent(&nothing);
    SDL_PushEvent(&key);
    assert_int_equal(window_wait(NULL, 0).kind, INPUT_KEY);
    assert_int_equal(window_wait(NULL, 0).kind, INPUT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_comes_with_what_is_held_down),
        cmocka_unit_test(what_a_key_writes_comes_whole),
        cmocka_unit_test(only_the_left_button_clicks),
        cmocka_unit_test(the_wheel_towards_one_goes_down),
        cmocka_unit_test(of_motions_that_wait_the_last_counts),
        cmocka_unit_test(a_click_between_two_motions_keeps_its_place),
        cmocka_unit_test(the_window_s_own_events_are_told_apart),
        cmocka_unit_test(what_means_nothing_is_passed_over),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
