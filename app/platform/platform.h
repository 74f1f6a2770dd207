/* The platform: the only folder that knows SDL. Fonts measure and draw text, paint turns a scene
 * into pixels, picture writes PNG files, window opens, waits for input and shows, loop runs it, files
 * reads and writes the disk. */
#ifndef APP_PLATFORM_PLATFORM_H
#define APP_PLATFORM_PLATFORM_H

#include "app/scene/scene.h"

/* A one-line reason, for main to print. */
struct platform_error {
    char text[256];
};

/* ---- fonts (fonts.c) ------------------------------------------------------------------------- */

struct fonts;
/* Opens the four faces, compiled in, or from folder dir when that is not NULL. Needs no display.
 * NULL with the name of the file that cannot be read. */
struct fonts *fonts_new(const char *dir, float density, struct platform_error *error);
void fonts_free(struct fonts *fonts);
/* Changes the density of what is drawn from now on; cached texts are dropped. */
void fonts_set_density(struct fonts *fonts, float density);
/* For building scenes; valid as long as fonts. */
struct measure fonts_measure(struct fonts *fonts);

/* ---- painting (paint.c) ---------------------------------------------------------------------- */

/* Paints scenes into a picture of its own, 32-bit, with SDL's software renderer. */
struct painter;
struct painter *painter_new(struct fonts *fonts, struct platform_error *error);
void painter_free(struct painter *painter);
/* Paints scene at width x height logical pixels times density. False with a reason. */
bool painter_paint(struct painter *painter, const struct scene *scene, float width, float height,
                   float density, enum theme theme, struct platform_error *error);
/* The picture: 0xAARRGGBB a pixel, rows of `pitch` bytes, until the next paint. */
const uint32_t *painter_pixels(const struct painter *painter, int *width, int *height, int *pitch);
/* The picture as a PNG file, whole or not at all (picture.c); false with a reason. */
bool painter_save_png(const struct painter *painter, const char *path,
                      struct platform_error *error);
/* The same of a part of it, in pixels; what lies outside of the picture is left out. */
bool painter_save_part(const struct painter *painter, struct rect part, const char *path,
                       struct platform_error *error);

/* ---- the window (window.c) ------------------------------------------------------------------- */

struct window;
/* Opens a resizable window, at least 640x480. NULL when there is no display, with SDL's reason. */
struct window *window_new(const char *title, int width, int height, struct platform_error *error);
void window_free(struct window *window);
void window_title(struct window *window, const char *title);
/* Size and place on the screen, for window_move; what is not known stays. */
void window_frame(const struct window *window, int *width, int *height, int *x, int *y);
/* Moves it there, as far as there is a screen. */
void window_move(struct window *window, int x, int y);
/* Takes all of the screen, or no more; false where it is refused. */
bool window_full_screen(struct window *window, bool full);
/* Whether the pointer is on what can be clicked: then it is a hand. */
void window_point(struct window *window, bool clickable);
/* Puts text into the clipboard; false with a reason. */
bool window_copy(struct window *window, const char *text, struct platform_error *error);
/* The same of a text that is no link: a browser puts its page's address before those. */
bool window_copy_text(struct window *window, const char *text, struct platform_error *error);
/* Whether what is in it comes by itself, as Ctrl+V would bring it: a browser has to ask first. */
bool window_pastes_later(struct window *window);
/* What is in it, "" where there is no text; NULL without memory. After ADDRESS: that. */
char *window_paste(struct window *window);
void window_paste_free(char *text); /* NULL is fine */
/* What is on view, as a link: a browser's address shows it. */
void window_view(struct window *window, const char *link);
/* The scene on view, each of its pixels `scale` of the window's; it stays the caller's. A browser's page
 * looks where one can write, and may be asked what it says. */
void window_scene(struct window *window, const struct scene *scene, float scale);
/* Whether it is a page in a browser, whose own keys stay the browser's. */
bool window_is_page(const struct window *window);
/* Whether the desktop, or the browser, asks for less motion. */
bool window_wishes_still(const struct window *window);
/* Logical size, and drawable pixels to a logical pixel. */
void window_size(const struct window *window, int *width, int *height, float *density);
/* Copies the painter's picture to the screen. */
bool window_show(struct window *window, const struct painter *painter,
                 struct platform_error *error);

/* What came in. POINTER carries where; its meaning is for scene_hit. */
enum input_kind {
    INPUT_NONE,
    INPUT_KEY,     /* key, modifiers: as SDL counts them */
    INPUT_TEXT,    /* text: what that key wrote, if anything; follows it */
    INPUT_POINTER, /* moved to x, y */
    INPUT_CLICK,   /* pressed at x, y */
    INPUT_WHEEL,   /* amount: lines, down positive, at x, y */
    INPUT_SWIPE,   /* amount: steps on, or back */
    INPUT_PINCH,   /* amount: text sizes up, or down */
    INPUT_THEME,   /* the system turned dark (amount 1) or light (0) */
    INPUT_ADDRESS, /* a browser's address is another: window_paste has the link in it */
    INPUT_RESIZE,
    INPUT_EXPOSE, /* what is on screen was lost */
    INPUT_QUIT,
    INPUT_RELEASE /* what was pressed by CLICK is no more, at x, y */
};
struct input {
    enum input_kind kind;
    float x, y;
    int amount;
    int key, modifiers;
    char text[32]; /* UTF-8 */
};
/* Waits until something comes in, or at most timeout_ms (-1: for ever; 0: not at all). A browser's
 * window never waits: what has come in, or nothing. */
struct input window_wait(struct window *window, int timeout_ms);
/* Another turn is due, though nothing comes in: what waits for the next need not be told. */
void window_again(struct window *window);
/* Calls turn, which waits by itself, until it returns false. A browser calls it whenever something
 * came in; then this does not return, and context and all that stands on the stack stay. */
void window_run(struct window *window, bool (*turn)(void *context), void *context);

#endif
