/* Scenes to pixels, on one SDL surface. Edges lie on whole device pixels; texts and heatmaps are
 * pictures that are made once and kept. */
#include "app/platform/painter.h"

#include "app/platform/faces.h"
#include "app/scene/cover.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    free(painter->cover);
    free(painter);
}

/* ---- texts ---- */

static void put_picture(struct painter *p, struct text_picture picture, int x, int y,
                        uint32_t colour)
{
    if (picture.surface) {
        SDL_Rect whole = {0, 0, picture.surface->w, picture.surface->h};
        shape_stain(p, picture.surface, whole, x, y, colour);
    }
}

/* A text or a character whose baseline begins at (x, y), device pixels. */
static void put_text(struct painter *p, const struct item *item, const char *text, size_t bytes,
                     int x, int y)
{
    struct text_picture c =
        fonts_picture(p->fonts, item->face, item->size, text, bytes, item->turn);
    put_picture(p, c, x - c.x, y - c.y, shape_rgba(p, item->fill));
}

/* Bytes of the UTF-8 letter that text begins with, at most `bytes`. */
static size_t letter_bytes(const char *text, size_t bytes)
{
    size_t n = 1;
    while (n < bytes && ((unsigned char)text[n] & 0xc0) == 0x80) {
        n++;
    }
    return n;
}

static void paint_code(struct painter *p, const struct item *item, const char *text)
{
    static const float along[][2] = {[TURN_NONE] = {1, 0},
                                     [TURN_DOWN] = {0, 1},
                                     [TURN_UP] = {0, -1},
                                     [TURN_RISING] = {0.70710678f, -0.70710678f}};
    int advance = fonts_code_advance(p->fonts, item->size), gone = 0;
    int x = shape_px(p, item->rect.x), y = shape_px(p, item->rect.y);
    size_t bytes = (size_t)item->bytes;
    for (size_t i = 0, n; i < bytes; i += n, gone += advance) {
        n = letter_bytes(text + i, bytes - i);
        if (text[i] != ' ') {
            put_text(p, item, text + i, n, x + (int)lrintf((float)gone * along[item->turn][0]),
                     y + (int)lrintf((float)gone * along[item->turn][1]));
        }
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
        put_text(p, item, text, (size_t)item->bytes, shape_px(p, item->rect.x),
                 shape_px(p, item->rect.y));
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
    heatmap_paint(s->pixels, w, h, s->pitch / 4, &wanted->place, wanted->density, wanted->theme,
                  &wanted->map);
    *m = *wanted;
    m->surface = s;
    return m;
}

static void paint_map(struct painter *p, const struct item *item)
{
    SDL_Rect r = shape_place(p, item->rect);
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
    if (!m && item->heatmap.left) {
        return;
    }
    m = m ? m : keep(p, &wanted);
    if (m) {
        m->used = ++p->clock;
    }
    p->lost |= !m;
    if (m) {
        shape_lay(p, m->surface, r);
    }
}

/* ---- the picture ---- */

static bool resize(struct painter *p, int width, int height, struct platform_error *error)
{
    if (p->surface && p->surface->w == width && p->surface->h == height) {
        return true;
    }
    SDL_FreeSurface(p->surface);
    free(p->cover);
    p->cover = calloc((size_t)(width + COVER_EDGE) * BAND, sizeof *p->cover);
    p->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!p->surface || !p->cover) {
        snprintf(error->text, sizeof error->text, "no picture of %dx%d: %.150s", width, height,
                 p->surface ? "out of memory" : SDL_GetError());
        SDL_FreeSurface(p->surface);
        p->surface = NULL;
    }
    return p->surface != NULL;
}

static void paint_item(struct painter *p, const struct scene *scene, const struct item *item)
{
    SDL_Rect clip;
    p->faded = item->faded;
    switch (item->kind) {
    case ITEM_RECT:
        shape_rect(p, item);
        break;
    case ITEM_LINE:
        shape_line(p, item);
        break;
    case ITEM_TEXT:
        paint_text(p, scene, item);
        break;
    case ITEM_HEATMAP:
        paint_map(p, item);
        break;
    case ITEM_TINT:
        shape_tint(p, item);
        break;
    case ITEM_HATCH:
        shape_hatch(p, item);
        break;
    case ITEM_PATH:
        curve_path(p, scene, item);
        break;
    case ITEM_DISC:
        curve_disc(p, item);
        break;
    case ITEM_CLIP:
        clip = shape_place(p, item->rect);
        SDL_SetClipRect(p->surface, item->rect.w > 0 ? &clip : NULL);
        break;
    }
}

bool painter_paint(struct painter *p, const struct scene *scene, float width, float height,
                   float density, enum theme theme, struct platform_error *error)
{
    p->density = density;
    p->theme = theme;
    p->lost = false;
    p->faded = 0;
    if (!resize(p, (int)lrintf(width * density), (int)lrintf(height * density), error)) {
        return false;
    }
    SDL_SetClipRect(p->surface, NULL);
    shape_fill(p, (SDL_Rect){0, 0, p->surface->w, p->surface->h}, COLOUR_GROUND);
    for (int i = 0; i < scene->item_count; i++) {
        paint_item(p, scene, &scene->items[i]);
    }
    p->lost |= fonts_take_lost(p->fonts);
    if (p->lost) {
        snprintf(error->text, sizeof error->text, "out of memory for a picture");
    }
    return !p->lost;
}

const uint32_t *painter_pixels(const struct painter *p, int *width, int *height, int *pitch)
{
    *width = p->surface->w;
    *height = p->surface->h;
    *pitch = p->surface->pitch;
    return p->surface->pixels;
}
