/* Quarter turns move pixels; an eighth mixes the four that a pixel comes from. */
#include "app/platform/turned.h"

#include <math.h>
#include <stddef.h>

static const float SLANT = 0.70710678f; /* of a diagonal, along an axis */

static uint32_t *pixel(const SDL_Surface *s, int x, int y)
{
    return (void *)((char *)s->pixels + (ptrdiff_t)y * s->pitch + 4 * (ptrdiff_t)x);
}

static float alpha_at(const SDL_Surface *s, int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < s->w && y < s->h;
    return inside ? (float)(*pixel(s, x, y) >> 24) : 0;
}

/* The alpha between four pixels; (0, 0) is the corner of the first. */
static uint32_t alpha_between(const SDL_Surface *s, float x, float y)
{
    x -= 0.5f;
    y -= 0.5f;
    int i = (int)floorf(x), k = (int)floorf(y);
    float u = x - (float)i, v = y - (float)k;
    float top = alpha_at(s, i, k) * (1 - u) + alpha_at(s, i + 1, k) * u;
    float low = alpha_at(s, i, k + 1) * (1 - u) + alpha_at(s, i + 1, k + 1) * u;
    return (uint32_t)(top * (1 - v) + low * v + 0.5f);
}

static SDL_Surface *surface_of(int width, int height)
{
    return SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
}

static SDL_Surface *quarter(const SDL_Surface *flat, bool down)
{
    SDL_Surface *tall = surface_of(flat->h, flat->w);
    for (int y = 0; tall && y < flat->h; y++) {
        for (int x = 0; x < flat->w; x++) {
            *(down ? pixel(tall, flat->h - 1 - y, x) : pixel(tall, y, flat->w - 1 - x)) =
                *pixel(flat, x, y);
        }
    }
    return tall;
}

/* How far below the turned picture's top its flat one's upper left corner lies. */
static float drop(int side)
{
    return SLANT * (float)side;
}

static SDL_Surface *eighth(const SDL_Surface *flat)
{
    int side = (int)ceilf(SLANT * (float)(flat->w + flat->h));
    SDL_Surface *s = surface_of(side, side);
    for (int y = 0; s && y < side; y++) {
        for (int x = 0; x < side; x++) {
            float right = (float)x + 0.5f, below = (float)y + 0.5f - drop(flat->w);
            uint32_t alpha = alpha_between(flat, SLANT * (right - below), SLANT * (right + below));
            *pixel(s, x, y) = alpha << 24 | 0xffffffu;
        }
    }
    return s;
}

static SDL_Point moved(const SDL_Surface *flat, enum turn turn, SDL_Point at)
{
    float slant = SLANT * (float)(at.x + at.y), back = SLANT * (float)(at.y - at.x);
    switch (turn) {
    case TURN_DOWN:
        return (SDL_Point){flat->h - at.y, at.x};
    case TURN_UP:
        return (SDL_Point){at.y, flat->w - at.x};
    case TURN_RISING:
        return (SDL_Point){(int)lrintf(slant), (int)lrintf(back + drop(flat->w))};
    default:
        return at;
    }
}

SDL_Surface *turned(SDL_Surface *flat, enum turn turn, SDL_Point *origin)
{
    if (turn == TURN_NONE) {
        return flat;
    }
    SDL_Surface *s = turn == TURN_RISING ? eighth(flat) : quarter(flat, turn == TURN_DOWN);
    *origin = moved(flat, turn, *origin);
    SDL_FreeSurface(flat);
    return s;
}
