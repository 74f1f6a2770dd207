/* The window: opens, waits, shows. Pixels go straight to the window's surface: nothing to set up,
 * so the first frame comes quickly, and at rest nothing runs. */
#include "app/platform/platform.h"
#include "app/platform/wish.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_WIDTH = 640, LEAST_HEIGHT = 480 };

struct window {
    SDL_Window *window;
    SDL_Cursor *arrow, *hand;
};

static struct window *give_up(struct platform_error *error, const char *reason)
{
    snprintf(error->text, sizeof error->text, "%.200s", reason);
    SDL_Quit();
    return NULL;
}

struct window *window_new(const char *title, int width, int height, struct platform_error *error)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return give_up(error, SDL_GetError());
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    if (driver && (strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0)) {
        return give_up(error, "the video driver draws nowhere");
    }
    struct window *window = calloc(1, sizeof *window);
    if (!window) {
        return give_up(error, "out of memory");
    }
    window->window = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                                      height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window->window) {
        free(window);
        return give_up(error, SDL_GetError());
    }
    SDL_SetWindowMinimumSize(window->window, LEAST_WIDTH, LEAST_HEIGHT);
    window->arrow = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW);
    window->hand = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_HAND);
    return window;
}

void window_free(struct window *window)
{
    if (window) {
        /* The window goes with the process, right after. SDL wakes itself by events that it sends
         * over a second connection; one that arrives after the window was destroyed would end the
         * program with an error of X. */
        SDL_HideWindow(window->window);
        SDL_FreeCursor(window->arrow);
        SDL_FreeCursor(window->hand);
        free(window);
    }
}

void window_title(struct window *window, const char *title)
{
    SDL_SetWindowTitle(window->window, title);
}

void window_frame(const struct window *window, int *width, int *height, int *x, int *y)
{
    SDL_GetWindowSize(window->window, width, height);
    SDL_GetWindowPosition(window->window, x, y);
}

/* On a screen that is gone it would never be seen again. */
void window_move(struct window *window, int x, int y)
{
    int width, height;
    SDL_GetWindowSize(window->window, &width, &height);
    SDL_Rect there = {x, y, width, height}, screen;
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
        SDL_Point corner = {x + width / 2, y + 8};
        if (SDL_GetDisplayUsableBounds(i, &screen) == 0 && SDL_HasIntersection(&screen, &there) &&
            SDL_PointInRect(&corner, &screen)) {
            SDL_SetWindowPosition(window->window, x, y);
            return;
        }
    }
}

bool window_full_screen(struct window *window, bool full)
{
    return SDL_SetWindowFullscreen(window->window, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) == 0;
}

void window_view(struct window *window, const char *link)
{
    (void)window;
    (void)link;
}

void window_scene(struct window *window, const struct scene *scene, float scale)
{
    (void)window;
    (void)scene;
    (void)scale;
}

bool window_is_page(const struct window *window)
{
    (void)window;
    return false;
}

bool window_wishes_still(const struct window *window)
{
    (void)window;
    return wish_still();
}

void window_point(struct window *window, bool clickable)
{
    SDL_SetCursor(clickable ? window->hand : window->arrow);
}

bool window_copy(struct window *window, const char *text, struct platform_error *error)
{
    (void)window; /* all windows have one clipboard */
    bool good = SDL_SetClipboardText(text) == 0;
    if (!good) {
        snprintf(error->text, sizeof error->text, "%.200s", SDL_GetError());
    }
    return good;
}

bool window_copy_text(struct window *window, const char *text, struct platform_error *error)
{
    return window_copy(window, text, error);
}

bool window_pastes_later(struct window *window)
{
    (void)window;
    return false;
}

char *window_paste(struct window *window)
{
    (void)window;
    return SDL_GetClipboardText();
}

void window_paste_free(char *text)
{
    SDL_free(text);
}

void window_size(const struct window *window, int *width, int *height, float *density)
{
    int pixels = 0;
    SDL_GetWindowSize(window->window, width, height);
    SDL_GetWindowSizeInPixels(window->window, &pixels, NULL);
    *density = *width > 0 && pixels > 0 ? (float)pixels / (float)*width : 1;
}

bool window_show(struct window *window, const struct painter *painter, struct platform_error *error)
{
    int width, height, pitch;
    const uint32_t *pixels = painter_pixels(painter, &width, &height, &pitch);
    SDL_Surface *screen = SDL_GetWindowSurface(window->window);
    SDL_Surface *picture = SDL_CreateRGBSurfaceWithFormatFrom(
        (void *)(uintptr_t)pixels, width, height, 32, pitch, SDL_PIXELFORMAT_ARGB8888);
    bool good = screen && picture;
    if (good) {
        SDL_SetSurfaceBlendMode(picture, SDL_BLENDMODE_NONE);
        good = SDL_BlitSurface(picture, NULL, screen, NULL) == 0 &&
               SDL_UpdateWindowSurface(window->window) == 0;
    }
    if (!good) {
        snprintf(error->text, sizeof error->text, "cannot draw: %.200s", SDL_GetError());
    }
    SDL_FreeSurface(picture);
    return good;
}

static struct input window_event(const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return (struct input){.kind = INPUT_RESIZE};
    case SDL_WINDOWEVENT_EXPOSED:
        return (struct input){.kind = INPUT_EXPOSE};
    case SDL_WINDOWEVENT_LEAVE:
        return (struct input){.kind = INPUT_POINTER, .x = -1, .y = -1};
    default:
        return (struct input){.kind = INPUT_NONE};
    }
}

/* Where the pointer is now: of the motions that wait, only the last one counts. */
static struct input pointer_event(const SDL_MouseMotionEvent *event)
{
    SDL_Event later;
    struct input input = {.kind = INPUT_POINTER, .x = (float)event->x, .y = (float)event->y};
    while (SDL_PeepEvents(&later, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
           later.type == SDL_MOUSEMOTION) {
        SDL_PeepEvents(&later, 1, SDL_GETEVENT, SDL_MOUSEMOTION, SDL_MOUSEMOTION);
        input.x = (float)later.motion.x;
        input.y = (float)later.motion.y;
    }
    return input;
}

static struct input key_event(const SDL_Keysym *key)
{
    return (struct input){.kind = INPUT_KEY, .key = key->sym, .modifiers = key->mod};
}

static struct input text_event(const char *text)
{
    struct input input = {.kind = INPUT_TEXT};
    snprintf(input.text, sizeof input.text, "%s", text);
    return input;
}

static struct input click_event(const SDL_MouseButtonEvent *event)
{
    return (struct input){.kind = event->button == SDL_BUTTON_LEFT ? INPUT_CLICK : INPUT_NONE,
                          .x = (float)event->x,
                          .y = (float)event->y};
}

static struct input release_event(const SDL_MouseButtonEvent *event)
{
    return (struct input){.kind = event->button == SDL_BUTTON_LEFT ? INPUT_RELEASE : INPUT_NONE,
                          .x = (float)event->x,
                          .y = (float)event->y};
}

static struct input wheel_event(const SDL_MouseWheelEvent *event)
{
    int x, y, lines = -event->y;
    SDL_GetMouseState(&x, &y);
    return (struct input){
        .kind = lines ? INPUT_WHEEL : INPUT_NONE, .x = (float)x, .y = (float)y, .amount = lines};
}

static struct input input_of(const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        return (struct input){.kind = INPUT_QUIT};
    case SDL_KEYDOWN:
        return key_event(&event->key.keysym);
    case SDL_TEXTINPUT:
        return text_event(event->text.text);
    case SDL_MOUSEMOTION:
        return pointer_event(&event->motion);
    case SDL_MOUSEBUTTONDOWN:
        return click_event(&event->button);
    case SDL_MOUSEBUTTONUP:
        return release_event(&event->button);
    case SDL_MOUSEWHEEL:
        return wheel_event(&event->wheel);
    case SDL_WINDOWEVENT:
        return window_event(&event->window);
    default:
        return (struct input){.kind = INPUT_NONE};
    }
}

struct input window_wait(struct window *window, int timeout_ms)
{
    (void)window; /* SDL waits for all of them */
    SDL_Event event;
    for (;;) { /* what means nothing does not wake anybody */
        int got = timeout_ms < 0    ? SDL_WaitEvent(&event)
                  : timeout_ms == 0 ? SDL_PollEvent(&event)
                                    : SDL_WaitEventTimeout(&event, timeout_ms);
        if (!got) {
            return (struct input){.kind = INPUT_NONE};
        }
        struct input input = input_of(&event);
        if (input.kind != INPUT_NONE || timeout_ms > 0) {
            return input;
        }
    }
}

void window_again(struct window *window)
{
    (void)window; /* there is one as soon as window_wait returns */
}

void window_run(struct window *window, bool (*turn)(void *context), void *context)
{
    (void)window;
    while (turn(context)) {
    }
}
