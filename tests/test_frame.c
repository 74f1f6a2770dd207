/* A frame allocates nothing once warm: neither the scene nor the painting of it, nor a cell that
 * is pointed at. All that SDL asks for is counted, and the scene keeps its memory. */
#include "tests/test.h"

#include "app/stage/frame.h"
#include "app/platform/platform.h"

#include <SDL.h>

struct studio {
    struct course *course;
    struct model model;
    struct fonts *fonts;
    struct painter *painter;
    struct scene scene;
};

/* SDL asks for all its memory here: the counter is SDL's to hold, one for the whole program. */
static SDL_atomic_t asked;

static void *count_malloc(size_t bytes)
{
    SDL_AtomicAdd(&asked, 1);
    return malloc(bytes);
}

static void *count_calloc(size_t count, size_t bytes)
{
    SDL_AtomicAdd(&asked, 1);
    return calloc(count, bytes);
}

static void *count_realloc(void *memory, size_t bytes)
{
    SDL_AtomicAdd(&asked, 1);
    return realloc(memory, bytes);
}

static int open_studio(void **state)
{
    struct studio *s = calloc(1, sizeof *s);
    struct lesson_error error;
    struct platform_error reason;
    SDL_SetMemoryFunctions(count_malloc, count_calloc, count_realloc, free);
    s->course = course_load(NULL, NULL, &error);
    s->fonts = fonts_new(NULL, 1, &reason);
    s->painter = s->fonts ? painter_new(s->fonts, &reason) : NULL;
    *state = s;
    return s->course && s->painter && model_init(&s->model, s->course) ? 0 : -1;
}

static int close_studio(void **state)
{
    struct studio *s = *state;
    painter_free(s->painter);
    scene_clear(&s->scene);
    model_clear(&s->model);
    fonts_free(s->fonts);
    course_free(s->course);
    free(s);
    return 0;
}

static void draw(struct studio *s)
{
    struct measure measure = fonts_measure(s->fonts);
    struct platform_error error;
    view(&s->model, &measure, &s->scene);
    assert_true(painter_paint(s->painter, &s->scene, 1280, 800, 1, s->model.theme, &error));
}

/* Points at every cell of the result in turn, drawing each time. */
static void point_everywhere(struct studio *s)
{
    int rows, columns;
    op_grid(attn_trace_op(s->model.trace, s->model.shown), &rows, &columns);
    for (int i = 0; i < rows * columns; i++) {
        struct action point = {.kind = ACTION_POINT,
                               .index = s->model.shown,
                               .row = i / columns,
                               .column = i % columns};
        model_update(&s->model, point);
        draw(s);
    }
}

static void a_warm_frame_allocates_nothing(void **state)
{
    struct studio *s = *state;
    model_go(&s->model, 1, 4);
    point_everywhere(s);
    struct scene before = s->scene;
    int asked_before = SDL_AtomicGet(&asked);
    point_everywhere(s);
    assert_int_equal(SDL_AtomicGet(&asked) - asked_before, 0);
    assert_ptr_equal(s->scene.items, before.items);
    assert_ptr_equal(s->scene.chars, before.chars);
    assert_ptr_equal(s->scene.targets, before.targets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_warm_frame_allocates_nothing, open_studio, close_studio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
