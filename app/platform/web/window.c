/* The browser's window: a canvas. The page puts in what came in and calls for a turn; nothing waits
 * here, and nothing runs between two turns. */
#include "app/platform/web/window.h"

#include "app/platform/platform.h"
#include "app/scene/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUEUE = 256 };

struct window {
    int width, height;
    float density;
    struct input queue[QUEUE]; /* a ring */
    int first, count;
    char text[sizeof((struct input *)0)->text]; /* the page writes here */
    char *link;                                 /* or here: of the address or pasted */
    uint32_t *shown;                            /* the last frame, as a canvas wants it */
    int shown_pixels;
    const struct scene *scene; /* on view */
    float scale;
    char *words; /* of it, as they were asked for last */
    bool again;  /* another turn is due, though nothing comes in */
    bool (*turn)(void *context);
    void *context;
};

struct window *window_new(const char *title, int width, int height, struct platform_error *error)
{
    struct window *window = calloc(1, sizeof *window);
    if (!window) {
        snprintf(error->text, sizeof error->text, "out of memory");
        return NULL;
    }
    *window = (struct window){.width = width, .height = height, .density = 1};
    web_title(title);
    web_open(window, width, height);
    return window;
}

void window_free(struct window *window)
{
    if (window) {
        free(window->link);
        free(window->shown);
        free(window->words);
        free(window);
    }
}

void window_title(struct window *window, const char *title)
{
    (void)window;
    web_title(title);
}

/* A page's place is the browser's. */
void window_frame(const struct window *window, int *width, int *height, int *x, int *y)
{
    (void)window, (void)width, (void)height, (void)x, (void)y;
}

void window_move(struct window *window, int x, int y)
{
    (void)window, (void)x, (void)y;
}

bool window_full_screen(struct window *window, bool full)
{
    (void)window;
    web_full_screen(full);
    return true;
}

void window_size(const struct window *window, int *width, int *height, float *density)
{
    *width = window->width;
    *height = window->height;
    *density = window->density;
}

void window_view(struct window *window, const char *link)
{
    (void)window;
    web_view(link);
}

/* Two fields that stand together are one place. */
static struct rect around(struct rect a, struct rect b)
{
    float right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    float end = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    float x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    return a.w == 0 ? b : (struct rect){x, y, right - x, end - y};
}

void window_scene(struct window *window, const struct scene *scene, float scale)
{
    struct rect field = {0, 0, 0, 0}, paints = field;
    window->scene = scene;
    window->scale = scale;
    for (int i = 0; i < scene->target_count; i++) {
        const struct target *target = &scene->targets[i];
        field = target->action.kind == ACTION_FIELD ? around(field, target->rect) : field;
        bool paint = target->action.kind == ACTION_PICK && target->action.other;
        paints = paint ? target->rect : paints;
    }
    web_writes(field.x * scale, field.y * scale, field.w * scale, field.h * scale);
    web_paints(paints.x * scale, paints.y * scale, paints.w * scale, paints.h * scale);
}

const char *web_scene_text(struct window *window)
{
    size_t bytes = 0;
    free(window->words);
    window->words = NULL;
    FILE *out = open_memstream(&window->words, &bytes);
    if (!out) {
        return "";
    }
    words_write(out, window->scene, window->scale);
    return fclose(out) == 0 && window->words ? window->words : "";
}

bool window_is_page(const struct window *window)
{
    (void)window;
    return true;
}

bool window_wishes_still(const struct window *window)
{
    (void)window;
    return web_wishes_still();
}

/* A page's pointer is the page's. */
void window_point(struct window *window, bool clickable)
{
    (void)window;
    (void)clickable;
}

bool window_copy(struct window *window, const char *text, struct platform_error *error)
{
    (void)window;
    snprintf(error->text, sizeof error->text, "the browser refuses");
    return web_copy(text);
}

bool window_copy_text(struct window *window, const char *text, struct platform_error *error)
{
    (void)window;
    snprintf(error->text, sizeof error->text, "the browser refuses");
    return web_copy_text(text);
}

bool window_pastes_later(struct window *window)
{
    (void)window;
    web_ask_paste();
    return true;
}

/* The page puts in what is pasted before it says so: a clipboard cannot be asked for at any time. */
char *window_paste(struct window *window)
{
    return strdup(window->link ? window->link : "");
}

void window_paste_free(char *text)
{
    free(text);
}

/* ---- out ---- */

/* 0xAARRGGBB to the bytes red, green, blue, 255. */
static uint32_t turned(uint32_t pixel)
{
    return 0xff000000u | (pixel & 0xffu) << 16 | (pixel & 0xff00u) | (pixel >> 16 & 0xffu);
}

static bool make_room(struct window *window, int pixels)
{
    if (pixels > window->shown_pixels) {
        uint32_t *grown = realloc(window->shown, (size_t)pixels * sizeof *grown);
        if (!grown) {
            return false;
        }
        window->shown = grown;
        window->shown_pixels = pixels;
    }
    return true;
}

bool window_show(struct window *window, const struct painter *painter, struct platform_error *error)
{
    int width, height, pitch;
    const uint32_t *pixels = painter_pixels(painter, &width, &height, &pitch);
    if (!make_room(window, width * height)) {
        snprintf(error->text, sizeof error->text, "out of memory for a frame");
        return false;
    }
    for (int y = 0; y < height; y++) {
        const uint32_t *from = pixels + (ptrdiff_t)y * (pitch / 4);
        uint32_t *to = window->shown + (ptrdiff_t)y * width;
        for (int x = 0; x < width; x++) {
            to[x] = turned(from[x]);
        }
    }
    web_show(window->shown, width, height);
    return true;
}

/* ---- in ---- */

/* The place for one more. A pointer that moves on takes the place of where it was; when the page
 * sends more than anybody can mean, the oldest goes. */
static struct input *next(struct window *window, enum input_kind kind)
{
    struct input *last = &window->queue[(window->first + window->count - 1 + QUEUE) % QUEUE];
    if (window->count > 0 && kind == INPUT_POINTER && last->kind == INPUT_POINTER) {
        return last;
    }
    if (window->count == QUEUE) {
        window->first = (window->first + 1) % QUEUE;
        window->count--;
    }
    return &window->queue[(window->first + window->count++) % QUEUE];
}

void web_size(struct window *window, int width, int height, float density)
{
    window->width = width;
    window->height = height;
    window->density = density;
    *next(window, INPUT_RESIZE) = (struct input){.kind = INPUT_RESIZE};
}

void web_input(struct window *window, int kind, float x, float y, int amount)
{
    *next(window, (enum input_kind)kind) =
        (struct input){.kind = (enum input_kind)kind, .x = x, .y = y, .amount = amount};
}

void web_key(struct window *window, int key, int modifiers)
{
    *next(window, INPUT_KEY) =
        (struct input){.kind = INPUT_KEY, .key = key, .modifiers = modifiers};
}

char *web_text_place(struct window *window)
{
    return window->text;
}

void web_text(struct window *window)
{
    struct input *input = next(window, INPUT_TEXT);
    *input = (struct input){.kind = INPUT_TEXT};
    window->text[sizeof window->text - 1] = '\0';
    memcpy(input->text, window->text, sizeof input->text);
}

char *web_link_place(struct window *window, int bytes)
{
    char *place = realloc(window->link, (size_t)bytes + 1);
    window->link = place ? place : window->link;
    return place;
}

struct input window_wait(struct window *window, int timeout_ms)
{
    (void)timeout_ms;
    if (window->count == 0) {
        return (struct input){.kind = INPUT_NONE};
    }
    struct input input = window->queue[window->first];
    window->first = (window->first + 1) % QUEUE;
    window->count--;
    return input;
}

void window_again(struct window *window)
{
    window->again = true;
}

void window_run(struct window *window, bool (*turn)(void *context), void *context)
{
    window->turn = turn;
    window->context = context;
    web_stay();
}

int web_turn(struct window *window)
{
    window->again = false;
    bool on = window->turn(window->context);
    return !on ? 0 : window->again ? 2 : 1;
}
