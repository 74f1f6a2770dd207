/* The window's loop with a window that is none: it hands in what a test says, and counts what is
 * drawn. The linker puts it in the real one's place. */
#include "tests/screen.h"

#include "app/model/layout.h"
#include "app/platform/loop.h"
#include "app/scene/strings.h"

#include <SDL.h>

bool __wrap_window_show(struct window *w, const struct painter *p, struct platform_error *error);
void __wrap_window_size(const struct window *w, int *width, int *height, float *density);
void __wrap_window_title(struct window *window, const char *title);
bool __wrap_window_full_screen(struct window *window, bool full);
void __wrap_window_view(struct window *window, const char *link);
char *__wrap_window_paste(struct window *window);
struct input __wrap_window_wait(struct window *window, int timeout_ms);
void __wrap_window_run(struct window *w, bool (*turn)(void *context), void *context);

/* The window, and all that a test looks at. */
struct window {
    struct screen *screen;
    const struct input *inputs; /* up to one of kind NONE; then it is closed */
    bool together;              /* all came in before the first was handled */
    int draws, shows, titles, settles, fulls, hands;
    int width, height;
    float density;
    char title[128];
    char view[256]; /* as an address shows it */
    char said[MODEL_NOTICE];
    const char *pasted; /* what there is to paste, or in an edited address */
    bool fails, settled;
};

bool __wrap_window_show(struct window *w, const struct painter *p, struct platform_error *error)
{
    (void)p;
    (void)error;
    w->shows++;
    return true;
}

void __wrap_window_size(const struct window *w, int *width, int *height, float *density)
{
    *width = w->width;
    *height = w->height;
    *density = 2;
}

void __wrap_window_title(struct window *window, const char *title)
{
    window->titles++;
    snprintf(window->title, sizeof window->title, "%s", title);
}

bool __wrap_window_full_screen(struct window *window, bool full)
{
    window->fulls += full ? 1 : 100;
    return true;
}

void __wrap_window_view(struct window *window, const char *link)
{
    snprintf(window->view, sizeof window->view, "%s", link);
}

char *__wrap_window_paste(struct window *window)
{
    return SDL_strdup(window->pasted);
}

struct input __wrap_window_wait(struct window *window, int timeout_ms)
{
    struct input none = {.kind = INPUT_NONE};
    if (timeout_ms == 0 && !window->together) {
        return none;
    }
    if (window->inputs->kind != INPUT_NONE) {
        return *window->inputs++;
    }
    return timeout_ms == 0 ? none : (struct input){.kind = INPUT_QUIT};
}

void __wrap_window_run(struct window *w, bool (*turn)(void *context), void *context)
{
    (void)w;
    while (turn(context)) {
    }
}

void __wrap_window_point(struct window *window, bool clickable);

void __wrap_window_point(struct window *window, bool clickable)
{
    window->hands += clickable;
}

static bool draw(void *context, float density, struct platform_error *error)
{
    struct window *w = context;
    w->draws++;
    w->density = density;
    screen_view(w->screen);
    snprintf(w->said, sizeof w->said, "%s", w->screen->model.said);
    snprintf(error->text, sizeof error->text, "%s", w->fails ? "no room" : "");
    return !w->fails;
}

static bool settle(void *context)
{
    struct window *w = context;
    w->settles++;
    return w->settled && w->settles == 2;
}

/* Runs the loop until all came in. */
static bool run(struct window *w, struct screen *s, const struct input *inputs)
{
    struct platform_error error = {""};
    struct loop loop = {.window = w,
                        .model = &s->model,
                        .scene = &s->scene,
                        .draw = draw,
                        .settle = settle,
                        .context = w};
    w->screen = s;
    w->inputs = inputs;
    w->width = w->width ? w->width : 1280;
    w->height = w->height ? w->height : 800;
    s->model.quit = false;
    return loop_run(&loop, &error);
}

/* How often one input makes it draw, after the first time. */
static int draws_for(struct screen *s, struct input input)
{
    struct window w = {0};
    const struct input inputs[] = {input, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    assert_int_equal(w.draws, w.shows);
    return w.draws - 1;
}

static int draws_for_key(struct screen *s, int key, int modifiers)
{
    return draws_for(s, (struct input){.kind = INPUT_KEY, .key = key, .modifiers = modifiers});
}

/* A pointer that has come from somewhere else. */
static int draws_at(struct screen *s, enum input_kind kind, float x, float y)
{
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = -9, .y = -9},
                                   {.kind = kind, .x = x, .y = y},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    return w.draws - 1;
}

static int draws_by(struct screen *s, enum input_kind kind, int amount)
{
    return draws_for(s, (struct input){.kind = kind, .amount = amount});
}

/* The middle of the last target with that action. */
static struct rect middle_of(struct screen *s, enum action_kind kind, int index, int other)
{
    screen_view(s);
    for (int i = s->scene.target_count - 1; i >= 0; i--) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == kind && t->action.index == index && t->action.other == other) {
            return (struct rect){t->rect.x + t->rect.w / 2, t->rect.y + t->rect.h / 2, 0, 0};
        }
    }
    fail_msg("nothing does %d %d %d", kind, index, other);
    return (struct rect){0};
}

static void a_key_that_means_something_is_drawn_once(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_for_key(s, SDLK_RIGHT, 0), 1);
    assert_int_equal(s->model.step, 1);
    assert_int_equal(draws_for_key(s, SDLK_LEFT, 0), 1);
    assert_int_equal(s->model.step, 0);
    assert_int_equal(draws_for_key(s, SDLK_F12, 0), 0);
}

static void the_pointer_lights_a_cell_until_it_leaves(void **state)
{
    struct screen *s = *state;
    struct rect at = middle_of(s, ACTION_POINT, s->model.shown, 0);
    assert_int_equal(draws_at(s, INPUT_POINTER, at.x, at.y), 1);
    assert_true(s->model.pointing);
    assert_int_equal(draws_at(s, INPUT_POINTER, at.x, at.y), 0);
    assert_int_equal(draws_at(s, INPUT_POINTER, -1, -1), 1);
    assert_false(s->model.pointing);
    assert_int_equal(draws_at(s, INPUT_POINTER, -1, -1), 0);
}

static void a_resting_pointer_changes_nothing(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    struct rect at = middle_of(s, ACTION_POINT, s->model.shown, 0);
    struct input there = {.kind = INPUT_POINTER, .x = at.x, .y = at.y}, moved = there;
    moved.x += 1;
    const struct input still[] = {there, there, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, still));
    assert_false(s->model.pointing);
    assert_int_equal(w.draws, 1);
    const struct input then[] = {there, moved, there, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, then));
    assert_true(s->model.pointing);
}

static void a_pointer_that_stays_pressed_paints(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    int mask = attn_trace_find(s->model.trace, "mask");
    struct rect at = middle_of(s, ACTION_POINT, mask, 0), cells = {0};
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        cells = t->rows == 5 && t->action.index == mask ? t->rect : cells;
    }
    float cell = cells.w / 5, x = cells.x + cell / 2 + 2 * cell, y = cells.y + cell / 2;
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = at.x, .y = at.y},
                                   {.kind = INPUT_CLICK, .x = x, .y = y},
                                   {.kind = INPUT_POINTER, .x = x + 2 * cell, .y = y},
                                   {.kind = INPUT_RELEASE, .x = x + 2 * cell, .y = y},
                                   {.kind = INPUT_POINTER, .x = x, .y = y + cell},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    for (int column = 0; column < 5; column++) {
        bool shut = s->model.painted[column] == 0;
        assert_int_equal(shut, column == 1); /* of the first row 2, 3 and 4 are open now */
    }
    assert_true(s->model.painted[5 + 2] == 0);
}

static void a_click_does_what_is_drawn_there_at_any_text_size(void **state)
{
    struct screen *s = *state;
    for (int larger = 0; larger < 3; larger++) {
        model_go(&s->model, 0, 0);
        struct window w = {.width = 1600, .height = 1100};
        struct action size = {.kind = ACTION_RESIZE, .width = 1600, .height = 1100};
        model_update(&s->model, size);
        struct rect at = middle_of(s, ACTION_SHOW, attn_trace_find(s->model.trace, "V"), 0);
        float zoom = layout_scale(&s->model);
        const struct input inputs[] = {{.kind = INPUT_CLICK, .x = at.x * zoom, .y = at.y * zoom},
                                       {.kind = INPUT_NONE}};
        assert_true(run(&w, s, inputs));
        assert_int_equal(s->model.step, 3);
        screen_do(s, ACTION_LARGER, 0, 0);
    }
}

static void what_can_be_clicked_shows_that_the_pointer_is_on_it(void **state)
{
    struct screen *s = *state;
    struct rect at = middle_of(s, ACTION_ONWARD, 0, 0);
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_POINTER, .x = at.x, .y = at.y},
                                   {.kind = INPUT_POINTER, .x = at.x + 1, .y = at.y},
                                   {.kind = INPUT_POINTER, .x = -1, .y = -1},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    assert_int_equal(w.draws, 3); /* when it comes and when it leaves */
    assert_int_equal(w.hands, 1);
    assert_true(s->model.hover_x == -1);
}

static void a_click_on_nothing_draws_nothing(void **state)
{
    assert_int_equal(draws_at(*state, INPUT_CLICK, -5, -5), 0);
}

static void fingers_step_and_change_the_text_size(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_by(s, INPUT_SWIPE, 1), 1);
    assert_int_equal(s->model.step, 1);
    draws_by(s, INPUT_SWIPE, -1);
    assert_int_equal(s->model.step, 0);
    draws_by(s, INPUT_PINCH, 1);
    assert_true(s->model.zoom > 1);
    draws_by(s, INPUT_PINCH, -1);
    draws_by(s, INPUT_PINCH, -1);
    assert_true(s->model.zoom < 1);
}

static void the_system_s_theme_is_taken_over_once(void **state)
{
    struct screen *s = *state;
    assert_int_equal(draws_by(s, INPUT_THEME, 0), 0);
    assert_int_equal(draws_by(s, INPUT_THEME, 1), 1);
    assert_int_equal(s->model.theme, THEME_DARK);
    assert_int_equal(draws_by(s, INPUT_THEME, 1), 0);
    assert_int_equal(draws_by(s, INPUT_THEME, 0), 1);
    assert_int_equal(s->model.theme, THEME_LIGHT);
}

static void the_wheel_scrolls_where_there_is_more_to_read(void **state)
{
    struct screen *s = *state;
    struct window w = {.width = 960, .height = 600};
    const struct input inputs[] = {{.kind = INPUT_WHEEL, .amount = 1, .x = 480, .y = 300},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    assert_int_equal(w.draws, 1); /* nothing scrolls in the frame */
    screen_do(s, ACTION_HELP, 0, 0);
    assert_true(run(&w, s, inputs));
    assert_true(s->scene.scrolls[SCROLL_HELP].most >= 1);
    assert_int_equal(s->model.scroll[SCROLL_HELP], 1);
}

static void a_window_of_another_size_is_drawn_so(void **state)
{
    struct screen *s = *state;
    struct window w = {.width = 1000, .height = 700};
    const struct input inputs[] = {{.kind = INPUT_RESIZE}, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    assert_true(s->model.width == 1000 && s->model.height == 700 && w.density == 2);
    assert_int_equal(w.draws, 2);
    assert_int_equal(draws_by(s, INPUT_EXPOSE, 0), 1);
}

static void what_a_key_writes_counts_only_where_the_key_did_nothing(void **state)
{
    struct screen *s = *state;
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_QUESTION},
                                   {.kind = INPUT_TEXT, .text = "?"},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
    assert_int_equal(s->model.over, OVER_HELP);
    const struct input german[] = {
        {.kind = INPUT_KEY, .key = 223}, {.kind = INPUT_TEXT, .text = "?"}, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, german));
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
    assert_true(run(&w, s, inputs));
    assert_int_equal(s->model.step, 2);
    assert_int_equal(w.draws, 2);
}

static void an_address_opens_and_shows_what_is_on_view(void **state)
{
    struct screen *s = *state;
    struct window w = {.pasted = "2/3?mask=causal&colour=red"};
    const struct input inputs[] = {{.kind = INPUT_ADDRESS}, {.kind = INPUT_NONE}};
    assert_true(run(&w, s, inputs));
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
    assert_true(run(&w, s, inputs));
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
    assert_true(run(&w, s, inputs));
    assert_int_equal(s->model.lesson, 1);
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 1);
    assert_int_equal(model_focus(&s->model), FOCUS_PICKS);
    assert_true(run(&w, s, inputs));
    assert_string_equal(s->model.answer.text, "2");
    w.pasted = "2/1";
    assert_true(run(&w, s, inputs));
    assert_int_equal(s->model.lesson, 1);
}

static void the_title_names_the_step_when_it_is_another(void **state)
{
    struct window w = {0};
    const struct input inputs[] = {{.kind = INPUT_EXPOSE},
                                   {.kind = INPUT_KEY, .key = SDLK_RIGHT},
                                   {.kind = INPUT_EXPOSE},
                                   {.kind = INPUT_NONE}};
    assert_true(run(&w, *state, inputs));
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
    assert_true(run(&w, *state, inputs));
    assert_int_equal(w.fulls, 101);
}

static void what_settles_is_drawn_too(void **state)
{
    struct window w = {.settled = true};
    const struct input inputs[] = {{.kind = INPUT_KEY, .key = SDLK_F12}, {.kind = INPUT_NONE}};
    assert_true(run(&w, *state, inputs));
    assert_int_equal(w.draws, 2);
    assert_int_equal(w.settles, 3); /* at first, after the key, after the end */
}

static void a_frame_that_cannot_be_drawn_ends_it(void **state)
{
    struct window w = {.fails = true};
    const struct input inputs[] = {{.kind = INPUT_NONE}};
    assert_false(run(&w, *state, inputs));
    assert_int_equal(w.shows, 0);
    assert_int_equal(w.titles, 0);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(a_key_that_means_something_is_drawn_once),
        WITH_SCREEN(the_pointer_lights_a_cell_until_it_leaves),
        WITH_SCREEN(a_resting_pointer_changes_nothing),
        WITH_SCREEN(a_pointer_that_stays_pressed_paints),
        WITH_SCREEN(a_click_does_what_is_drawn_there_at_any_text_size),
        WITH_SCREEN(what_can_be_clicked_shows_that_the_pointer_is_on_it),
        WITH_SCREEN(a_click_on_nothing_draws_nothing),
        WITH_SCREEN(fingers_step_and_change_the_text_size),
        WITH_SCREEN(the_system_s_theme_is_taken_over_once),
        WITH_SCREEN(the_wheel_scrolls_where_there_is_more_to_read),
        WITH_SCREEN(a_window_of_another_size_is_drawn_so),
        WITH_SCREEN(what_a_key_writes_counts_only_where_the_key_did_nothing),
        WITH_SCREEN(what_came_in_together_is_drawn_once),
        WITH_SCREEN(an_address_opens_and_shows_what_is_on_view),
        WITH_SCREEN(an_address_of_no_step_is_told_of_and_the_view_s_is_shown),
        WITH_SCREEN(what_is_pasted_is_an_answer_or_a_link),
        WITH_SCREEN(the_title_names_the_step_when_it_is_another),
        WITH_SCREEN(full_screen_is_asked_for_once_and_left_once),
        WITH_SCREEN(what_settles_is_drawn_too),
        WITH_SCREEN(a_frame_that_cannot_be_drawn_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
