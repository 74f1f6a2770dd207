/* Rectangles, round corners, lines and hatches, to whole device pixels. A round corner is a quarter
 * of a disc that is made once and kept. */
#include "app/platform/painter.h"

#include <math.h>
#include <stddef.h>

int shape_px(const struct painter *p, float logical)
{
    return (int)floorf(logical * p->density + 0.5f);
}

SDL_Rect shape_place(const struct painter *p, struct rect r)
{
    int x0 = shape_px(p, r.x), y0 = shape_px(p, r.y);
    return (SDL_Rect){x0, y0, shape_px(p, r.x + r.w) - x0, shape_px(p, r.y + r.h) - y0};
}

uint32_t shape_rgba(const struct painter *p, enum colour colour)
{
    uint32_t rgba = theme_rgba(p->theme, colour);
    uint32_t alpha = (uint32_t)lrintf((float)(rgba & 255) * (1 - p->faded));
    return (rgba & ~255u) | alpha;
}

/* ---- fills ---- */

/* over, as much of it as alpha of 255 says, on under; both 0xRRGGBB. */
static uint32_t mixed(uint32_t over, uint32_t under, uint32_t alpha)
{
    uint32_t mix = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
        uint32_t o = over >> shift & 255, u = under >> shift & 255;
        mix = mix << 8 | (o * alpha + u * (255 - alpha) + 127) / 255;
    }
    return mix;
}

static uint32_t *row_of(const SDL_Surface *s, int y)
{
    return (void *)((char *)s->pixels + (ptrdiff_t)y * s->pitch);
}

/* Mixes a colour that lets the ground through. */
static void veil(struct painter *p, SDL_Rect r, uint32_t colour)
{
    SDL_Rect clip;
    SDL_GetClipRect(p->surface, &clip);
    if (!SDL_IntersectRect(&r, &clip, &r)) {
        return;
    }
    for (int y = r.y; y < r.y + r.h; y++) {
        uint32_t *row = row_of(p->surface, y);
        for (int x = r.x; x < r.x + r.w; x++) {
            row[x] = mixed(colour >> 8, row[x], colour & 255);
        }
    }
}

void shape_stain(struct painter *p, const SDL_Surface *mask, SDL_Rect from, int x, int y,
                 uint32_t colour)
{
    SDL_Rect clip, to = {x, y, from.w, from.h};
    SDL_GetClipRect(p->surface, &clip);
    if (!SDL_IntersectRect(&to, &clip, &to)) {
        return;
    }
    for (int i = to.y; i < to.y + to.h; i++) {
        const uint32_t *shape = row_of(mask, from.y + i - y) + from.x - x;
        uint32_t *row = row_of(p->surface, i);
        for (int k = to.x; k < to.x + to.w; k++) {
            uint32_t alpha = shape[k] >> 24;
            if (alpha > 0) {
                row[k] = mixed(colour >> 8, row[k], alpha * (colour & 255) / 255);
            }
        }
    }
}

void shape_lay(struct painter *p, SDL_Surface *from, SDL_Rect to)
{
    SDL_Rect clip, r;
    SDL_GetClipRect(p->surface, &clip);
    if (p->faded <= 0) {
        p->lost |= SDL_BlitSurface(from, NULL, p->surface, &to) != 0;
    } else if (SDL_IntersectRect(&to, &clip, &r)) {
        uint32_t alpha = (uint32_t)lrintf(255 * (1 - p->faded));
        for (int y = r.y; y < r.y + r.h; y++) {
            const uint32_t *line = row_of(from, y - to.y) - to.x;
            uint32_t *row = row_of(p->surface, y);
            for (int x = r.x; x < r.x + r.w; x++) {
                row[x] = mixed(line[x], row[x], alpha);
            }
        }
    }
}

void shape_row(struct painter *p, int x, int y, const float *shares, int count, uint32_t colour)
{
    uint32_t *row = row_of(p->surface, y) + x;
    for (int i = 0; i < count; i++) {
        uint32_t alpha = (uint32_t)(shares[i] * (float)(colour & 255) + 0.5f);
        if (alpha > 0) {
            row[i] = mixed(colour >> 8, row[i], alpha);
        }
    }
}

void shape_fill(struct painter *p, SDL_Rect r, enum colour colour)
{
    uint32_t c = shape_rgba(p, colour);
    if (r.w <= 0 || r.h <= 0) {
        return;
    }
    if ((c & 255) == 255) {
        SDL_FillRect(p->surface, &r, 0xff000000u | c >> 8);
    } else {
        veil(p, r, c);
    }
}

/* ---- round corners ---- */

/* Share of a pixel, of 255, that lies between the two radii, from 64 samples. */
static int coverage(int x, int y, float outer, float inner)
{
    int inside = 0;
    for (int i = 0; i < 64; i++) {
        float dx = (float)x + ((float)(i % 8) + 0.5f) / 8 - outer;
        float dy = (float)y + ((float)(i / 8) + 0.5f) / 8 - outer;
        float distance = sqrtf(dx * dx + dy * dy);
        inside += distance <= outer && distance >= inner;
    }
    return inside * 255 / 64;
}

static SDL_Surface *make_disc(int radius, int stroke)
{
    int side = 2 * radius;
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, side, side, 32, SDL_PIXELFORMAT_ARGB8888);
    float inner = stroke ? (float)(radius - stroke) : -1;
    for (int y = 0; s && y < side; y++) {
        uint32_t *row = row_of(s, y);
        for (int x = 0; x < side; x++) {
            uint32_t alpha = (uint32_t)coverage(x, y, (float)radius, inner);
            row[x] = alpha << 24 | 0xffffffu;
        }
    }
    if (s) {
        SDL_SetSurfaceBlendMode(s, SDL_BLENDMODE_BLEND);
    }
    return s;
}

static SDL_Surface *disc(struct painter *p, int radius, int stroke)
{
    struct disc *place = &p->discs[(radius * 5 + stroke) % DISCS];
    for (int i = 0; i < DISCS; i++) {
        struct disc *d = &p->discs[i];
        if (d->surface && d->radius == radius && d->stroke == stroke) {
            return d->surface;
        }
        place = d->surface ? place : d;
    }
    SDL_FreeSurface(place->surface);
    *place = (struct disc){radius, stroke, make_disc(radius, stroke)};
    return place->surface;
}

/* The four quarters of a disc in the corners of r. */
static void corners(struct painter *p, SDL_Rect r, int radius, int stroke, enum colour colour)
{
    SDL_Surface *s = disc(p, radius, stroke);
    p->lost |= !s;
    for (int i = 0; s && i < 4; i++) {
        bool right = i & 1, low = i & 2;
        SDL_Rect from = {right ? radius : 0, low ? radius : 0, radius, radius};
        shape_stain(p, s, from, right ? r.x + r.w - radius : r.x, low ? r.y + r.h - radius : r.y,
                    shape_rgba(p, colour));
    }
}

static void fill_round(struct painter *p, SDL_Rect r, int radius, enum colour colour)
{
    shape_fill(p, (SDL_Rect){r.x + radius, r.y, r.w - 2 * radius, r.h}, colour);
    shape_fill(p, (SDL_Rect){r.x, r.y + radius, radius, r.h - 2 * radius}, colour);
    shape_fill(p, (SDL_Rect){r.x + r.w - radius, r.y + radius, radius, r.h - 2 * radius}, colour);
    corners(p, r, radius, 0, colour);
}

static void stroke_round(struct painter *p, SDL_Rect r, int radius, int w, enum colour colour)
{
    shape_fill(p, (SDL_Rect){r.x + radius, r.y, r.w - 2 * radius, w}, colour);
    shape_fill(p, (SDL_Rect){r.x + radius, r.y + r.h - w, r.w - 2 * radius, w}, colour);
    shape_fill(p, (SDL_Rect){r.x, r.y + radius, w, r.h - 2 * radius}, colour);
    shape_fill(p, (SDL_Rect){r.x + r.w - w, r.y + radius, w, r.h - 2 * radius}, colour);
    if (radius > 0) {
        corners(p, r, radius, w, colour);
    }
}

void shape_rect(struct painter *p, const struct item *item)
{
    SDL_Rect r = shape_place(p, item->rect);
    int radius = shape_px(p, item->radius), half = (r.w < r.h ? r.w : r.h) / 2;
    radius = radius > half ? half : radius;
    if (item->fill != COLOUR_NONE && radius > 0) {
        fill_round(p, r, radius, item->fill);
    } else if (item->fill != COLOUR_NONE) {
        shape_fill(p, r, item->fill);
    }
    if (item->stroke != COLOUR_NONE && item->width > 0) {
        int w = shape_px(p, item->width);
        stroke_round(p, r, radius, w < 1 ? 1 : w, item->stroke);
    }
}

/* ---- lines, hatches ---- */

void shape_line(struct painter *p, const struct item *item)
{
    int w = shape_px(p, item->width) < 1 ? 1 : shape_px(p, item->width);
    SDL_Rect r = shape_place(p, item->rect);
    bool across = r.w != 0;
    int length = across ? r.w : r.h, dash = shape_px(p, item->dash);
    dash = item->dash > 0 && dash < 1 ? 1 : dash;
    if (length < 0) {
        length = -length;
        *(across ? &r.x : &r.y) -= length;
    }
    for (int at = 0; at<length; at += dash> 0 ? 2 * dash : length) {
        int piece = dash > 0 && dash < length - at ? dash : length - at;
        SDL_Rect mark =
            across ? (SDL_Rect){r.x + at, r.y, piece, w} : (SDL_Rect){r.x, r.y + at, w, piece};
        shape_fill(p, mark, item->stroke);
    }
}

void shape_tint(struct painter *p, const struct item *item)
{
    SDL_Rect r = shape_place(p, item->rect);
    struct heatmap map = {.map = HEATMAP_WEIGHTS, .range = 1};
    uint32_t colour = heatmap_colour(p->theme, &map, item->width);
    if (r.w > 0 && r.h > 0 && p->faded > 0) {
        veil(p, r, colour << 8 | (uint32_t)lrintf(255 * (1 - p->faded)));
    } else if (r.w > 0 && r.h > 0) {
        SDL_FillRect(p->surface, &r, colour);
    }
}

void shape_hatch(struct painter *p, const struct item *item)
{
    SDL_Rect r = shape_place(p, item->rect), clip;
    struct hatch hatch = {.period = (int)fmaxf(4, roundf(5 * p->density)),
                          .thick = fmaxf(1, p->density),
                          .ink = shape_rgba(p, item->stroke) >> 8,
                          .faded = p->faded};
    SDL_GetClipRect(p->surface, &clip);
    if (item->stroke != COLOUR_NONE && SDL_IntersectRect(&r, &clip, &r)) {
        heatmap_hatch(p->surface->pixels, p->surface->pitch / 4, &hatch, r.x, r.y, r.x + r.w,
                      r.y + r.h);
    }
}
