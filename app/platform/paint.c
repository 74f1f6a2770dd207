/* Scenes to pixels, on one SDL surface. Edges lie on whole device pixels; round corners, texts and
 * heatmaps are pictures that are made once and kept. */
#include "app/platform/fonts.h"

#include "app/heatmap.h"

#include <SDL_image.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DISCS = 32,
    MAPS = 64,
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
    uint64_t clock; /* counts uses, to find the least recent */
    float density;
    enum theme theme;
};

struct painter *painter_new(struct fonts *fonts, struct platform_error *error)
{
    struct painter *painter = calloc(1, sizeof *painter);
    if (!painter) {
        snprintf(error->text, sizeof error->text, "out of memory for a painter");
        return NULL;
    }
    painter->fonts = fonts;
    return painter;
}

void painter_free(struct painter *painter)
{
    if (!painter) {
        return;
    }
    for (int i = 0; i < DISCS; i++) {
        SDL_FreeSurface(painter->discs[i].surface);
    }
    for (int i = 0; i < MAPS; i++) {
        SDL_FreeSurface(painter->maps[i].surface);
    }
    SDL_FreeSurface(painter->surface);
    free(painter);
}

/* ---- places ---- */

static int px(const struct painter *p, float logical)
{
    return (int)floorf(logical * p->density + 0.5f);
}

static SDL_Rect snapped(const struct painter *p, struct rect r)
{
    int x0 = px(p, r.x), y0 = px(p, r.y);
    return (SDL_Rect){x0, y0, px(p, r.x + r.w) - x0, px(p, r.y + r.h) - y0};
}

static uint32_t rgba(const struct painter *p, enum colour colour)
{
    return theme_rgba(p->theme, colour);
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

/* Lays a colour on through the alpha of a mask, its part `from` at (x, y). (SDL would do it, but
 * allocates whenever the colour turns white or back.) */
static void stain(struct painter *p, const SDL_Surface *mask, SDL_Rect from, int x, int y,
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

static void fill(struct painter *p, SDL_Rect r, enum colour colour)
{
    uint32_t c = rgba(p, colour);
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
    if (!s) {
        return;
    }
    for (int i = 0; i < 4; i++) {
        bool right = i & 1, low = i & 2;
        SDL_Rect from = {right ? radius : 0, low ? radius : 0, radius, radius};
        stain(p, s, from, right ? r.x + r.w - radius : r.x, low ? r.y + r.h - radius : r.y,
              rgba(p, colour));
    }
}

static void fill_round(struct painter *p, SDL_Rect r, int radius, enum colour colour)
{
    fill(p, (SDL_Rect){r.x + radius, r.y, r.w - 2 * radius, r.h}, colour);
    fill(p, (SDL_Rect){r.x, r.y + radius, radius, r.h - 2 * radius}, colour);
    fill(p, (SDL_Rect){r.x + r.w - radius, r.y + radius, radius, r.h - 2 * radius}, colour);
    corners(p, r, radius, 0, colour);
}

static void stroke_round(struct painter *p, SDL_Rect r, int radius, int w, enum colour colour)
{
    fill(p, (SDL_Rect){r.x + radius, r.y, r.w - 2 * radius, w}, colour);
    fill(p, (SDL_Rect){r.x + radius, r.y + r.h - w, r.w - 2 * radius, w}, colour);
    fill(p, (SDL_Rect){r.x, r.y + radius, w, r.h - 2 * radius}, colour);
    fill(p, (SDL_Rect){r.x + r.w - w, r.y + radius, w, r.h - 2 * radius}, colour);
    if (radius > 0) {
        corners(p, r, radius, w, colour);
    }
}

static void paint_rect(struct painter *p, const struct item *item)
{
    SDL_Rect r = snapped(p, item->rect);
    int radius = px(p, item->radius), half = (r.w < r.h ? r.w : r.h) / 2;
    radius = radius > half ? half : radius;
    if (item->fill != COLOUR_NONE && radius > 0) {
        fill_round(p, r, radius, item->fill);
    } else if (item->fill != COLOUR_NONE) {
        fill(p, r, item->fill);
    }
    if (item->stroke != COLOUR_NONE && item->width > 0) {
        int w = px(p, item->width);
        stroke_round(p, r, radius, w < 1 ? 1 : w, item->stroke);
    }
}

/* ---- lines, hatches ---- */

static void paint_line(struct painter *p, const struct item *item)
{
    int w = px(p, item->width) < 1 ? 1 : px(p, item->width);
    SDL_Rect r = snapped(p, item->rect);
    bool across = r.w != 0;
    int length = across ? r.w : r.h, dash = px(p, item->dash);
    dash = item->dash > 0 && dash < 1 ? 1 : dash;
    if (length < 0) {
        length = -length;
        *(across ? &r.x : &r.y) -= length;
    }
    for (int at = 0; at<length; at += dash> 0 ? 2 * dash : length) {
        int piece = dash > 0 && dash < length - at ? dash : length - at;
        SDL_Rect mark =
            across ? (SDL_Rect){r.x + at, r.y, piece, w} : (SDL_Rect){r.x, r.y + at, w, piece};
        fill(p, mark, item->stroke);
    }
}

static void paint_hatch(struct painter *p, const struct item *item)
{
    SDL_Rect r = snapped(p, item->rect), clip;
    struct hatch hatch = {.period = (int)fmaxf(4, roundf(5 * p->density)),
                          .thick = fmaxf(1, p->density),
                          .ink = rgba(p, item->stroke) >> 8};
    SDL_GetClipRect(p->surface, &clip);
    if (item->stroke != COLOUR_NONE && SDL_IntersectRect(&r, &clip, &r)) {
        heatmap_hatch(p->surface->pixels, p->surface->pitch / 4, &hatch, r.x, r.y, r.x + r.w,
                      r.y + r.h);
    }
}

/* ---- texts ---- */

static void put_picture(struct painter *p, struct text_picture picture, int x, int y,
                        uint32_t colour)
{
    if (picture.surface) {
        SDL_Rect whole = {0, 0, picture.surface->w, picture.surface->h};
        stain(p, picture.surface, whole, x, y, colour);
    }
}

/* A text or a character whose baseline begins at (x, y), device pixels. */
static void put_text(struct painter *p, const struct item *item, const char *text, size_t bytes,
                     int x, int y)
{
    struct text_picture c =
        fonts_picture(p->fonts, item->face, item->size, text, bytes, item->vertical);
    if (item->vertical) {
        put_picture(p, c, x - c.ascent, y, rgba(p, item->fill));
    } else {
        put_picture(p, c, x, y - c.ascent, rgba(p, item->fill));
    }
}

static void paint_code(struct painter *p, const struct item *item, const char *text)
{
    int advance = fonts_code_advance(p->fonts, item->size);
    int x = px(p, item->rect.x), y = px(p, item->rect.y);
    size_t bytes = (size_t)item->bytes;
    for (size_t i = 0, n; i < bytes; i += n) {
        n = character_bytes(text + i, bytes - i);
        if (text[i] != ' ') {
            put_text(p, item, text + i, n, x, y);
        }
        *(item->vertical ? &y : &x) += advance;
    }
}

static void paint_text(struct painter *p, const struct scene *scene, const struct item *item)
{
    const char *text = scene_item_text(scene, item);
    if (item->fill == COLOUR_NONE) {
        return;
    }
    if (face_is_code(item->face)) {
        paint_code(p, item, text);
    } else {
        put_text(p, item, text, (size_t)item->bytes, px(p, item->rect.x), px(p, item->rect.y));
    }
}

/* ---- heatmaps ---- */

static bool same_map(const struct heatmap *a, const struct heatmap *b)
{
    const struct attn_tensor *s = &a->tensor, *t = &b->tensor;
    return a->map == b->map && a->range == b->range && a->gap == b->gap &&
           a->revision == b->revision && a->op == b->op && a->part == b->part && a->bar == b->bar &&
           s->data == t->data && attn_shape_equal(&s->shape, &t->shape) &&
           s->stride[0] == t->stride[0] && s->stride[1] == t->stride[1];
}

static bool same_place(const struct heatmap_place *a, const struct heatmap_place *b)
{
    return a->left == b->left && a->top == b->top && a->width == b->width && a->height == b->height;
}

/* The kept picture that is the same in all but its pixels, or NULL. */
static struct painted_map *kept(struct painter *p, const struct painted_map *wanted)
{
    for (int i = 0; i < MAPS; i++) {
        struct painted_map *m = &p->maps[i];
        if (m->surface && m->width == wanted->width && m->height == wanted->height &&
            m->theme == wanted->theme && m->density == wanted->density &&
            same_place(&m->place, &wanted->place) && same_map(&m->map, &wanted->map)) {
            return m;
        }
    }
    return NULL;
}

static void forget(struct painted_map *m)
{
    SDL_FreeSurface(m->surface);
    *m = (struct painted_map){0};
}

/* A free slot, once as many of the least recently used are forgotten as it takes to keep `pixels`
 * more. */
static struct painted_map *make_room(struct painter *p, int64_t pixels)
{
    int64_t most = (int64_t)p->surface->w * p->surface->h * MAP_PICTURES;
    for (;;) {
        struct painted_map *spare = NULL, *oldest = NULL;
        int64_t sum = pixels;
        for (int i = 0; i < MAPS; i++) {
            struct painted_map *m = &p->maps[i];
            sum += (int64_t)m->width * m->height;
            if (!m->surface) {
                spare = m;
            } else if (!oldest || m->used < oldest->used) {
                oldest = m;
            }
        }
        if (spare && (sum <= most || !oldest)) {
            return spare;
        }
        forget(oldest);
    }
}

static struct painted_map *keep(struct painter *p, const struct painted_map *wanted)
{
    int w = wanted->width, h = wanted->height;
    struct painted_map *m = make_room(p, (int64_t)w * h);
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!s) {
        return NULL;
    }
    SDL_SetSurfaceBlendMode(s, SDL_BLENDMODE_NONE);
    heatmap_paint_at(s->pixels, w, h, s->pitch / 4, &wanted->place, wanted->density, wanted->theme,
                     &wanted->map);
    *m = *wanted;
    m->surface = s;
    return m;
}

static void paint_map(struct painter *p, const struct item *item)
{
    SDL_Rect r = snapped(p, item->rect);
    if (r.w <= 0 || r.h <= 0 || r.w > SIDE_MOST || r.h > SIDE_MOST) {
        return;
    }
    const struct rect *at = &item->rect;
    struct painted_map wanted = {
        .map = item->heatmap,
        .width = r.w,
        .height = r.h,
        .place = {at->x * p->density - (float)r.x, at->y * p->density - (float)r.y,
                  at->w * p->density, at->h * p->density},
        .theme = p->theme,
        .density = p->density,
    };
    struct painted_map *m = kept(p, &wanted);
    m = m ? m : keep(p, &wanted);
    if (m) {
        m->used = ++p->clock;
        SDL_BlitSurface(m->surface, NULL, p->surface, &r);
    }
}

/* ---- the picture ---- */

static bool resize(struct painter *p, int width, int height, struct platform_error *error)
{
    if (p->surface && p->surface->w == width && p->surface->h == height) {
        return true;
    }
    SDL_FreeSurface(p->surface);
    p->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!p->surface) {
        snprintf(error->text, sizeof error->text, "no picture of %dx%d: %.150s", width, height,
                 SDL_GetError());
    }
    return p->surface != NULL;
}

bool painter_paint(struct painter *p, const struct scene *scene, int width, int height,
                   float density, enum theme theme, struct platform_error *error)
{
    p->density = density;
    p->theme = theme;
    if (!resize(p, (int)lrintf((float)width * density), (int)lrintf((float)height * density),
                error)) {
        return false;
    }
    SDL_SetClipRect(p->surface, NULL);
    fill(p, (SDL_Rect){0, 0, p->surface->w, p->surface->h}, COLOUR_GROUND);
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        SDL_Rect clip;
        switch (item->kind) {
        case ITEM_RECT:
            paint_rect(p, item);
            break;
        case ITEM_LINE:
            paint_line(p, item);
            break;
        case ITEM_TEXT:
            paint_text(p, scene, item);
            break;
        case ITEM_HEATMAP:
            paint_map(p, item);
            break;
        case ITEM_HATCH:
            paint_hatch(p, item);
            break;
        case ITEM_CLIP:
            clip = snapped(p, item->rect);
            SDL_SetClipRect(p->surface, item->rect.w > 0 ? &clip : NULL);
            break;
        }
    }
    return true;
}

const uint32_t *painter_pixels(const struct painter *p, int *width, int *height, int *pitch)
{
    *width = p->surface->w;
    *height = p->surface->h;
    *pitch = p->surface->pitch;
    return p->surface->pixels;
}

bool painter_save_png(const struct painter *p, const char *path, struct platform_error *error)
{
    if (!p->surface || IMG_SavePNG(p->surface, path) != 0) {
        snprintf(error->text, sizeof error->text, "cannot write '%.100s': %.100s", path,
                 SDL_GetError());
        return false;
    }
    return true;
}
