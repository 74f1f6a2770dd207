/* What the page calls and what it is called for; app/platform/web/window.c has the first,
 * assets/web/library.js the second. Not built but by emscripten. */
#ifndef APP_PLATFORM_WEB_WINDOW_H
#define APP_PLATFORM_WEB_WINDOW_H

#include <stdint.h>

struct window;

/* ---- called by the page ---------------------------------------------------------------------- */

/* How many logical pixels the canvas has, and device pixels to one of them. */
void web_size(struct window *window, int width, int height, float density);
/* Something came in: kind is an enum input_kind, the rest as in struct input. */
void web_input(struct window *window, int kind, float x, float y, int amount);
void web_key(struct window *window, int key, int modifiers);
/* A place for 32 bytes of UTF-8 with their end, which web_text then takes in. */
char *web_text_place(struct window *window);
void web_text(struct window *window);
/* A place for a link of so many bytes and an end, which INPUT_ADDRESS or Ctrl+V then takes in; NULL
 * without memory. */
char *web_link_place(struct window *window, int bytes);
/* What is on view in words, as app/scene/words.h says, until it is asked again. */
const char *web_scene_text(struct window *window);
/* Handles what came in and draws; 0 when the program is over, 2 where it goes on by itself: with the
 * next picture of the screen another turn is due. */
int web_turn(struct window *window);

/* ---- asked of the page ----------------------------------------------------------------------- */

/* The window is there: the page answers by web_size at once. */
void web_open(struct window *window, int width, int height);
/* A frame, 4 bytes a pixel: red, green, blue, 255. */
void web_show(const uint32_t *pixels, int width, int height);
void web_title(const char *title);
/* Where the browser refuses, the page stays as it is. */
void web_full_screen(int full);
/* Whether the browser asks for less motion. */
int web_wishes_still(void);
/* Where an answer can be typed, in logical pixels, for fingers have no keyboard; width 0: nowhere. */
void web_writes(float x, float y, float width, float height);
/* Where a finger's drag paints; width 0: nowhere. */
void web_paints(float x, float y, float width, float height);
/* The view for the address; and for the clipboard, behind the page's own: 0 where it is refused. */
void web_view(const char *link);
int web_copy(const char *link);
/* Another text for the clipboard; and what is in it is asked for, to come in as Ctrl+V. */
int web_copy_text(const char *text);
void web_ask_paste(void);
/* Leaves main without unwinding it: its stack stays. */
_Noreturn void web_stay(void);

#endif
