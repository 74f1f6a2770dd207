/* A frame allocates nothing once warm: neither the scene nor the painting of it, nor a cell that
 * is pointed at, in any step of any lesson. Every call of ours for memory is counted (the Makefile
 * links this program with --wrap), SDL's and its fonts' too, and the scene keeps its memory. */
#include "tests/test.h"

#include "app/stage/frame.h"
#include "app/platform/platform.h"
#include "app/scene/tween.h"

#include <SDL.h>

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *memory, size_t bytes);
void __real_free(void *memory);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *memory, size_t bytes);
void __wrap_free(void *memory);

struct studio {
    struct course *course;
    struct model model;
    struct fonts *fonts;
    struct painter *painter;
    struct scene scene, left;
};

/* The linker hands every malloc to these: the counter can be nobody's but the program's. */
static SDL_atomic_t asked, held; /* calls; blocks that are not given back yet */

void *__wrap_malloc(size_t bytes)
{
    void *memory = __real_malloc(bytes);
    SDL_AtomicAdd(&asked, 1);
    SDL_AtomicAdd(&held, memory != NULL);
    return memory;
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    void *memory = __real_calloc(count, bytes);
    SDL_AtomicAdd(&asked, 1);
    SDL_AtomicAdd(&held, memory != NULL);
    return memory;
}

void *__wrap_realloc(void *memory, size_t bytes)
{
    void *grown = __real_realloc(memory, bytes);
    SDL_AtomicAdd(&asked, 1);
    SDL_AtomicAdd(&held, memory == NULL && grown != NULL);
    return grown;
}

void __wrap_free(void *memory)
{
    SDL_AtomicAdd(&asked, memory != NULL);
    SDL_AtomicAdd(&held, -(memory != NULL));
    __real_free(memory);
}

static int open_studio(void **state)
{
    struct studio *s = calloc(1, sizeof *s);
    struct lesson_error error;
    struct platform_error reason;
    SDL_SetMemoryFunctions(malloc, calloc, realloc, free);
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
    scene_clear(&s->left);
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

/* Points at cells of the result, at most `most` and spread over it, drawing each time. */
static void point_around(struct studio *s, int most)
{
    int rows, columns;
    op_grid(attn_trace_op(s->model.trace, s->model.shown), &rows, &columns);
    int cells = rows * columns, stride = cells / most + 1;
    for (int i = 0; i < cells; i += stride) {
        struct action point = {.kind = ACTION_POINT,
                               .index = s->model.shown,
                               .row = i / columns,
                               .column = i % columns};
        model_update(&s->model, point);
        draw(s);
    }
    draw(s);
}

static void a_warm_frame_allocates_nothing(void **state)
{
    struct studio *s = *state;
    model_go(&s->model, 1, 4);
    point_around(s, 1000);
    struct scene before = s->scene;
    int asked_before = SDL_AtomicGet(&asked);
    point_around(s, 1000);
    assert_int_equal(SDL_AtomicGet(&asked) - asked_before, 0);
    assert_ptr_equal(s->scene.items, before.items);
    assert_ptr_equal(s->scene.chars, before.chars);
    assert_ptr_equal(s->scene.targets, before.targets);
}

static void in_no_step_of_any_lesson(void **state)
{
    struct studio *s = *state;
    for (int i = 0; i < s->course->count; i++) {
        for (int k = 0; k < s->course->lessons[i]->step_count; k++) {
            model_go(&s->model, i, k);
            point_around(s, 4);
            int asked_before = SDL_AtomicGet(&asked);
            point_around(s, 4);
            if (SDL_AtomicGet(&asked) != asked_before) {
                fail_msg("%s/%d asks %d times", s->course->lessons[i]->slug, k + 1,
                         SDL_AtomicGet(&asked) - asked_before);
            }
        }
    }
}

/* There and back between two steps, some frames of each way. */
static void move_about(struct studio *s, struct scene *between)
{
    struct platform_error error;
    struct measure measure = fonts_measure(s->fonts);
    for (int k = 0; k < 2; k++) {
        struct scene before = s->scene;
        s->scene = s->left;
        s->left = before;
        tween_leave(&s->left);
        model_go(&s->model, 6, 2 + k);
        for (int i = 0; i < 10; i++) {
            view(&s->model, &measure, &s->scene);
            tween(between, &s->left, &s->scene, (float)i / 10);
            assert_true(painter_paint(s->painter, between, 1280, 800, 1, THEME_LIGHT, &error));
        }
    }
}

/* That one step on plans another layer is the model's; then each frame asks for nothing. */
static void a_warm_frame_between_two_asks_for_nothing(void **state)
{
    struct studio *s = *state;
    struct scene between = {0};
    struct platform_error error;
    move_about(s, &between);
    move_about(s, &between);
    int before = SDL_AtomicGet(&asked);
    for (int i = 0; i < 10; i++) {
        tween(&between, &s->left, &s->scene, (float)i / 10);
        assert_true(painter_paint(s->painter, &between, 1280, 800, 1, THEME_LIGHT, &error));
    }
    assert_int_equal(SDL_AtomicGet(&asked) - before, 0);
    scene_clear(&between);
}

static void what_the_program_asks_for_is_counted(void **state)
{
    struct studio *s = *state;
    int before = SDL_AtomicGet(&asked);
    struct scene fresh = {0};
    struct measure measure = fonts_measure(s->fonts);
    view(&s->model, &measure, &fresh);
    assert_true(SDL_AtomicGet(&asked) > before);
    scene_clear(&fresh);
}

/* A course, a model that has been everywhere, its scene, fonts and painter: opened, used, closed. */
static void use(void)
{
    static const enum action_kind kinds[] = {ACTION_SETTINGS, ACTION_COMPARE, ACTION_NEXT,
                                             ACTION_PRESS, ACTION_HELP};
    struct lesson_error error;
    struct platform_error reason;
    struct course *course = course_load(NULL, NULL, &error);
    struct fonts *fonts = fonts_new(NULL, 1, &reason);
    struct painter *painter = painter_new(fonts, &reason);
    struct measure measure = fonts_measure(fonts);
    struct model model;
    struct scene scene = {0};
    assert_true(course && painter && model_init(&model, course));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        model_update(&model, (struct action){.kind = kinds[i]});
        view(&model, &measure, &scene);
        assert_true(painter_paint(painter, &scene, 640, 400, 1, THEME_DARK, &reason));
    }
    for (int i = 0; i < course->count; i++) {
        model_go(&model, i, course->lessons[i]->step_count - 1);
    }
    painter_free(painter);
    fonts_free(fonts);
    scene_clear(&scene);
    model_clear(&model);
    course_free(course);
}

static void what_is_asked_for_is_given_back(void **state)
{
    (void)state;
    int before = SDL_AtomicGet(&held);
    use();
    assert_int_equal(SDL_AtomicGet(&held), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_is_given_back), /* first: SDL's memory is its own yet */
        cmocka_unit_test_setup_teardown(a_warm_frame_allocates_nothing, open_studio, close_studio),
        cmocka_unit_test_setup_teardown(in_no_step_of_any_lesson, open_studio, close_studio),
        cmocka_unit_test_setup_teardown(a_warm_frame_between_two_asks_for_nothing, open_studio,
                                        close_studio),
        cmocka_unit_test_setup_teardown(what_the_program_asks_for_is_counted, open_studio,
                                        close_studio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
