/* What fonts.c gives to paint.c: pictures of texts, white with alpha, to be tinted. */
#ifndef APP_PLATFORM_FONTS_H
#define APP_PLATFORM_FONTS_H

#include "app/platform/platform.h"

#include <SDL.h>

/* A picture of a text, device pixels. */
struct text_picture {
    SDL_Surface
        *surface; /* belongs to the fonts' cache until the next call; NULL: nothing to see */
    int x, y;     /* where in it the baseline begins */
};

/* A prose text whole, or one character of a code text. */
struct text_picture fonts_picture(struct fonts *fonts, enum face face, float size, const char *text,
                                  size_t bytes, enum turn turn);
/* Whether a text was lost since the last call, measured or drawn: the frame is not to be trusted. */
bool fonts_take_lost(struct fonts *fonts);
/* Device pixels from one character of a code face to the next: always whole ones, so that code and
 * figures stand on a grid. */
int fonts_code_advance(const struct fonts *fonts, float size);

#endif
