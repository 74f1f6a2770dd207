/* What paint.c and shapes.c share: the painter, and how plain shapes get onto its picture. */
#ifndef APP_PLATFORM_PAINTER_H
#define APP_PLATFORM_PAINTER_H

#include "app/scene/heatmap.h"
#include "app/platform/fonts.h"

#include <SDL.h>

enum {
    DISCS = 32,
    MAPS = 64,
    BAND = 32,        /* rows of a path that are covered at once */
    MAP_PICTURES = 2, /* kept heatmaps are together at most this many times the whole picture */
    SIDE_MOST = 16384
};

/* A disc, or a ring `stroke` wide, of that radius: its quarters are round corners. */
struct disc {
    int radius, stroke; /* stroke 0: full */
    SDL_Surface *surface;
};

struct painted_map {
    struct heatmap map;
    struct heatmap_place place;
    int width, height;
    enum theme theme;
    float density;
    uint64_t used;
    SDL_Surface *surface;
};

struct painter {
    struct fonts *fonts;
    SDL_Surface *surface;
    struct disc discs[DISCS];
    struct painted_map maps[MAPS];
    float *cover;   /* BAND rows of coverage */
    float faded;    /* of the item that is painted */
    bool lost;      /* something could not be painted, for want of memory */
    uint64_t clock; /* counts uses, to find the least recent */
    float density;
    enum theme theme;
};

/* Logical pixels to device pixels. */
int shape_px(const struct painter *painter, float logical);
/* The device pixels nearest to a logical rectangle: neighbours share their edge. */
SDL_Rect shape_place(const struct painter *painter, struct rect rect);
/* 0xRRGGBBAA of a role in the painter's theme, as much of it as has not faded. */
uint32_t shape_rgba(const struct painter *painter, enum colour colour);
/* Lays a colour on through the alpha of a mask, its part `from` at (x, y). (SDL would do it, but
 * allocates whenever the colour turns white or back.) */
void shape_stain(struct painter *painter, const SDL_Surface *mask, SDL_Rect from, int x, int y,
                 uint32_t colour);
/* Lays a surface on, as much of it as has not faded. */
void shape_lay(struct painter *painter, SDL_Surface *from, SDL_Rect to);
/* Lays a colour on a row from x on, as much of it as each share of 1 says. */
void shape_row(struct painter *painter, int x, int y, const float *shares, int count,
               uint32_t colour);
void shape_fill(struct painter *painter, SDL_Rect rect, enum colour colour);
void shape_rect(struct painter *painter, const struct item *item);
void shape_line(struct painter *painter, const struct item *item);
void shape_tint(struct painter *painter, const struct item *item);
void shape_hatch(struct painter *painter, const struct item *item);
/* Paths and discs (curves.c). */
void curve_path(struct painter *painter, const struct scene *scene, const struct item *item);
void curve_disc(struct painter *painter, const struct item *item);

#endif
