/* What the loop asks of its window. */
#include "tests/loop.h"

#include "app/platform/loop.h"

#include <SDL.h>

bool __wrap_window_show(struct window *w, const struct painter *p, struct platform_error *error);
void __wrap_window_size(const struct window *w, int *width, int *height, float *density);
void __wrap_window_title(struct window *window, const char *title);
bool __wrap_window_full_screen(struct window *window, bool full);
void __wrap_window_view(struct window *window, const char *link);
char *__wrap_window_paste(struct window *window);
struct input __wrap_window_wait(struct window *window, int timeout_ms);
void __wrap_window_run(struct window *w, bool (*turn)(void *context), void *context);
void __wrap_window_point(struct window *window, bool clickable);

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
    if (timeout_ms != 0) {
        window->waits++;
        window->timeout = timeout_ms;
    }
    if (timeout_ms > 0) {
        return none;
    }
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
    w->screen->model.moving = w->moves > w->draws;
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

bool loop_feed(struct window *w, struct screen *s, const struct input *inputs)
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
