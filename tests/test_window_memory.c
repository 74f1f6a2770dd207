/* A window without memory: an allocation of a session fails, and the session goes on. Nothing crashes,
 * what is missing is said, and with memory again the window is what it would have been. */
#include "tests/dump.h"
#include "tests/failing/allocator.h"
#include "tests/lesson.h"

#include "app/stage/frame.h"

enum { DUMP_MOST = 1 << 19, SOME = 40 }; /* SWEEP=n: more, SWEEP=0: all */

/* All that plans, runs, looks over or draws: settings, layers beside, a nudge, a mask painted. */
static const struct action session[] = {
    {.kind = ACTION_GO, .index = 3, .other = 2},
    {.kind = ACTION_SETTINGS},
    {.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1},
    {.kind = ACTION_CYCLE, .index = CONTROL_TOKENS, .other = 1},
    {.kind = ACTION_SETTINGS},
    {.kind = ACTION_GO, .index = 6, .other = 2},
    {.kind = ACTION_COMPARE},
    {.kind = ACTION_NEXT_HEAD, .other = 1},
    {.kind = ACTION_SWITCH_HEAD, .index = 1},
    {.kind = ACTION_CYCLE, .index = CONTROL_HEADS, .other = 1},
    {.kind = ACTION_CYCLE, .index = CONTROL_WIRING, .other = -1},
    {.kind = ACTION_GO, .index = 9, .other = 3},
    {.kind = ACTION_COMPARE},
    {.kind = ACTION_GO, .index = 1, .other = 6},
    {.kind = ACTION_PICK, .index = 9, .row = 1, .column = 2},
    {.kind = ACTION_RESET},
    {.kind = ACTION_GO, .index = 10, .other = 1},
};
enum { ACTIONS = sizeof session / sizeof *session };

struct window {
    const struct course *course;
    struct model model;
    struct scene scene;
    char *right[ACTIONS], *now; /* the frames as they should be, and one as it is */
};

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context, (void)face, (void)text;
    return (float)bytes * size * 0.5f;
}

static void draw(struct window *w)
{
    struct measure measure = {plain_width, NULL};
    view(&w->model, &measure, &w->scene);
}

static void hold(struct window *w, int action, long fail_at)
{
    assert_true(scene_dump(&w->scene, w->now, DUMP_MOST) < DUMP_MOST);
    if (strcmp(w->now, w->right[action]) != 0) {
        fail_msg("allocation %ld: after action %d another frame, and not a word", fail_at, action);
    }
}

/* Whether the window says that there is no memory: in itself, or by giving up on the frame. */
static bool says(const struct window *w)
{
    return w->model.error.kind == ATTN_ERROR_MEMORY || w->scene.full;
}

/* The session with one allocation that fails. */
static void play(struct window *w, long fail_at)
{
    struct failing failing = {.fail_at = fail_at};
    bool said = false;
    failing_use(&failing);
    scene_init(&w->scene);
    bool open = model_init(&w->model, w->course);
    for (int i = 0; i < ACTIONS && open; i++) {
        model_update(&w->model, session[i]);
        said |= says(w);
        draw(w);
        said |= says(w);
        if (!said && failing.asked >= fail_at) {
            hold(w, i, fail_at);
        }
    }
    failing_use(NULL);
    if (open) {
        model_update(&w->model, session[ACTIONS - 1]);
        draw(w);
        hold(w, ACTIONS - 1, fail_at);
    }
}

static long asked_by_a_session(struct window *w)
{
    struct failing failing = {0};
    failing_use(&failing);
    scene_init(&w->scene);
    assert_true(model_init(&w->model, w->course));
    for (int i = 0; i < ACTIONS; i++) {
        model_update(&w->model, session[i]);
        draw(w);
        scene_dump(&w->scene, w->right[i], DUMP_MOST);
    }
    failing_use(NULL);
    scene_clear(&w->scene);
    model_clear(&w->model);
    return failing.asked;
}

static int open_window(void **state)
{
    struct lesson_error error;
    struct window *w = calloc(1, sizeof *w);
    w->course = course_load(lessons_made_small(), "lessons/course", &error);
    w->now = malloc(DUMP_MOST);
    for (int i = 0; i < ACTIONS; i++) {
        w->right[i] = malloc(DUMP_MOST);
    }
    *state = w;
    return w->course ? 0 : -1;
}

static int close_window(void **state)
{
    struct window *w = *state;
    for (int i = 0; i < ACTIONS; i++) {
        free(w->right[i]);
    }
    free(w->now);
    course_free((struct course *)(uintptr_t)w->course);
    free(w);
    return 0;
}

static void a_session_without_memory_says_so_and_goes_on(void **state)
{
    struct window *w = *state;
    const char *most = getenv("SWEEP");
    long asked = asked_by_a_session(w), runs = most ? atol(most) : SOME;
    assert_true(asked > 100);
    runs = runs > 0 && runs < asked ? runs : asked;
    for (long i = 0; i < runs; i++) {
        long at = 1 + i * asked / runs;
        play(w, at);
        scene_clear(&w->scene);
        model_clear(&w->model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_session_without_memory_says_so_and_goes_on, open_window,
                                        close_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
