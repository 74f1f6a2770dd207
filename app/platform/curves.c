/* Paths and discs, smooth: covered a band of rows at a time, then laid on. */
#include "app/platform/painter.h"

#include "app/scene/cover.h"

#include <math.h>

/* An outline, and what is made of it. */
struct curve {
    const struct point *points;
    int count;
    bool stroked;
    const struct item *item; /* its width, its dash, whether it is shut */
};

/* Device pixels that a curve may touch, as far as they can be seen. */
static SDL_Rect reach(const struct painter *p, struct rect r)
{
    SDL_Rect clip, seen;
    float d = p->density;
    SDL_GetClipRect(p->surface, &clip);
    float x0 = fmaxf(floorf(r.x * d), (float)clip.x), y0 = fmaxf(floorf(r.y * d), (float)clip.y);
    float x1 = fminf(ceilf((r.x + r.w) * d), (float)(clip.x + clip.w));
    float y1 = fminf(ceilf((r.y + r.h) * d), (float)(clip.y + clip.h));
    seen = (SDL_Rect){(int)x0, (int)y0, (int)(x1 - x0), (int)(y1 - y0)};
    return x1 > x0 && y1 > y0 ? seen : (SDL_Rect){0, 0, 0, 0};
}

static void lay(struct painter *p, const struct curve *curve, struct rect bounds, uint32_t colour)
{
    SDL_Rect seen = reach(p, bounds);
    for (int y = seen.y; y < seen.y + seen.h; y += BAND) {
        int rows = seen.y + seen.h - y < BAND ? seen.y + seen.h - y : BAND;
        struct cover cover = {p->cover, seen.x, y, seen.w, rows};
        cover_clear(&cover);
        if (curve->stroked) {
            cover_stroke(&cover, curve->points, curve->count, p->density,
                         curve->item->width * p->density, curve->item->dash * p->density,
                         curve->item->shut);
        } else {
            cover_fill(&cover, curve->points, curve->count, p->density);
        }
        for (int i = 0; i < rows; i++) {
            shape_row(p, seen.x, y + i, cover_row(&cover, i), seen.w, colour);
        }
    }
}

static void draw(struct painter *p, struct curve curve, const struct item *item)
{
    if (item->fill != COLOUR_NONE) {
        lay(p, &curve, item->rect, shape_rgba(p, item->fill));
    }
    if (item->stroke != COLOUR_NONE && item->width > 0) {
        curve.stroked = true;
        lay(p, &curve, item->rect, shape_rgba(p, item->stroke));
    }
}

void curve_path(struct painter *p, const struct scene *scene, const struct item *item)
{
    draw(p, (struct curve){scene->points + item->points, item->point_count, false, item}, item);
}

/* A ring's middle lies half its width inside the edge; so does the edge of what it fills. */
void curve_disc(struct painter *p, const struct item *item)
{
    struct point points[COVER_ROUND];
    struct item ring = *item;
    struct rect r = item->rect;
    float in = item->stroke != COLOUR_NONE && item->width > 0 ? item->width / 2 : 0;
    if (r.w > 2 * in && r.h > 2 * in && isfinite(r.x) && isfinite(r.y) && isfinite(r.w + r.h)) {
        ring.shut = true;
        cover_ellipse((struct rect){r.x + in, r.y + in, r.w - 2 * in, r.h - 2 * in}, points);
        draw(p, (struct curve){points, COVER_ROUND, false, &ring}, &ring);
    }
}
