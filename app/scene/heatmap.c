/* Colour maps are five (signed) or four (weights) stops, mixed in OKLab, where equal steps look
 * equal (Ottosson 2020). Zero is the middle of the signed map. */
#include "app/scene/heatmap.h"

#include <math.h>

static const uint32_t signed_stops[THEME_COUNT][5] = {
    {0x245a9c, 0x9dbfe3, 0xf6f5f2, 0xf0b98a, 0xc2571a},
    {0x6db3f2, 0x2a5584, 0x23272e, 0x8a4f24, 0xf59e5b},
};
static const uint32_t weight_stops[THEME_COUNT][4] = {
    {0xf5f7f4, 0x8ccabd, 0x0f6b63, 0x063b3a},
    {0x20262a, 0x1d5f5a, 0x3fb5a3, 0xd8fff2},
};

/* ---- colour ---- */

struct lab {
    float l, a, b;
};

static float to_linear(uint32_t byte)
{
    float c = (float)byte / 255.0f;
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static uint32_t to_byte(float c)
{
    c = c <= 0.0031308f ? 12.92f * c : 1.055f * powf(c, 1 / 2.4f) - 0.055f;
    return (uint32_t)lrintf(fminf(fmaxf(c, 0), 1) * 255.0f);
}

static struct lab to_lab(uint32_t rgb)
{
    float r = to_linear(rgb >> 16 & 255), g = to_linear(rgb >> 8 & 255), b = to_linear(rgb & 255);
    float l = cbrtf(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
    float m = cbrtf(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
    float s = cbrtf(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
    return (struct lab){0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
                        1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
                        0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

static uint32_t from_lab(struct lab c)
{
    float l = c.l + 0.3963377774f * c.a + 0.2158037573f * c.b;
    float m = c.l - 0.1055613458f * c.a - 0.0638541728f * c.b;
    float s = c.l - 0.0894841775f * c.a - 1.2914855480f * c.b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return to_byte(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s) << 16 |
           to_byte(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s) << 8 |
           to_byte(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s);
}

/* The colour at 0 <= t <= 1 along evenly spaced stops. */
static uint32_t along(const uint32_t *stops, int count, float t)
{
    float place = t * (float)(count - 1);
    int i = (int)place;
    i = i > count - 2 ? count - 2 : i;
    float f = place - (float)i;
    struct lab a = to_lab(stops[i]), b = to_lab(stops[i + 1]);
    return from_lab(
        (struct lab){a.l + f * (b.l - a.l), a.a + f * (b.a - a.a), a.b + f * (b.b - a.b)});
}

static uint32_t opaque(uint32_t rgb)
{
    return 0xff000000u | rgb;
}

static uint32_t role(enum theme theme, enum colour colour)
{
    return opaque(theme_rgba(theme, colour) >> 8);
}

/* Colours come in 255 (signed) or 256 (weights) steps, so that a table can hold them all. */
enum { STEPS = 256, MIDDLE = 127 };

/* A map without a range has two colours left: zero, and the end that a value lies towards. */
static int step_of(const struct heatmap *h, float value)
{
    float t = value == 0 ? 0 : h->range > 0 ? value / h->range : copysignf(1, value);
    t = fminf(fmaxf(t, -1), 1);
    return h->map == HEATMAP_WEIGHTS ? (int)lrintf(fmaxf(t, 0) * (STEPS - 1))
                                     : MIDDLE + (int)lrintf(t * MIDDLE);
}

static uint32_t step_colour(enum theme theme, enum heatmap_map map, int step)
{
    if (map == HEATMAP_WEIGHTS) {
        return opaque(along(weight_stops[theme], 4, (float)step / (STEPS - 1)));
    }
    return opaque(along(signed_stops[theme], 5, (float)step / (2 * MIDDLE)));
}

/* Numbers that are no place on the map: NaN, and the -inf of what a mask hides. */
static bool is_pattern(float value)
{
    return isnan(value) || value == -INFINITY;
}

uint32_t heatmap_colour(enum theme theme, const struct heatmap *h, float value)
{
    if (is_pattern(value)) {
        return role(theme, COLOUR_SOFT);
    }
    return step_colour(theme, h->map, step_of(h, value));
}

/* Relative luminance of WCAG 2. */
static float luminance(uint32_t rgb)
{
    return 0.2126f * to_linear(rgb >> 16 & 255) + 0.7152f * to_linear(rgb >> 8 & 255) +
           0.0722f * to_linear(rgb & 255);
}

enum colour heatmap_figure_colour(enum theme theme, const struct heatmap *h, float value)
{
    float ground = luminance(heatmap_colour(theme, h, value));
    float on_black = (ground + 0.05f) / (luminance(theme_rgba(theme, COLOUR_BLACK) >> 8) + 0.05f);
    float on_white = 1.05f / (ground + 0.05f);
    return on_black >= on_white ? COLOUR_BLACK : COLOUR_WHITE;
}

/* ---- places ---- */

struct rect heatmap_cell_rect(struct rect whole, int rows, int columns, int row, int column)
{
    float w = whole.w / (float)columns, h = whole.h / (float)rows;
    return (struct rect){whole.x + w * (float)column, whole.y + h * (float)row, w, h};
}

static void fill(uint32_t *pixels, int pitch, int x0, int y0, int x1, int y1, uint32_t colour)
{
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            pixels[(ptrdiff_t)y * pitch + x] = colour;
        }
    }
}

/* ---- hatches ---- */

/* Share of a pixel below a diagonal that lies t off its centre, along x + y. */
static float below(float t)
{
    t = fminf(fmaxf(t, -1), 1);
    return t < 0 ? (1 + t) * (1 + t) / 2 : 1 - (1 - t) * (1 - t) / 2;
}

/* Share of a pixel that a diagonal covers; k is x + y or x - y. */
static float cover(const struct hatch *hatch, int k)
{
    int off = (k % hatch->period + hatch->period) % hatch->period;
    float t = (float)(off > hatch->period / 2 ? off - hatch->period : off);
    float half = hatch->thick * 0.70710678f;
    return below(t + half) - below(t - half);
}

static uint32_t mixed(uint32_t under, uint32_t over, float share)
{
    uint32_t result = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
        float a = (float)(under >> shift & 255), b = (float)(over >> shift & 255);
        result = result << 8 | (uint32_t)lrintf(a + share * (b - a));
    }
    return result;
}

void heatmap_hatch(uint32_t *pixels, int pitch, const struct hatch *hatch, int x0, int y0, int x1,
                   int y1)
{
    for (int y = y0; y < y1; y++) {
        uint32_t *row = pixels + (ptrdiff_t)y * pitch;
        for (int x = x0; x < x1; x++) {
            float share = cover(hatch, x + y);
            share = hatch->crossed ? fmaxf(share, cover(hatch, x - y)) : share;
            if (share > 0) {
                row[x] = mixed(row[x], hatch->ink, share * (1 - hatch->faded));
            }
        }
    }
}

/* ---- cells ---- */

/* The number of largest magnitude among some cells; NaN before all, then what is finite. */
static float hottest(const struct attn_tensor *t, int row0, int row1, int column0, int column1)
{
    float best = attn_tensor_at(t, (int[ATTN_RANK_MAX]){row0, column0});
    for (int i = row0; i < row1; i++) {
        for (int j = column0; j < column1; j++) {
            float v = attn_tensor_at(t, (int[ATTN_RANK_MAX]){i, j});
            if (isnan(v)) {
                return v;
            }
            if (isinf(best) || (isfinite(v) && fabsf(v) > fabsf(best))) {
                best = v;
            }
        }
    }
    return best;
}

struct painting {
    uint32_t *pixels;
    int width, height, pitch;
    struct heatmap_place place;
    enum theme theme;
    const struct heatmap *heatmap;
    struct hatch hidden, broken; /* -inf, NaN */
    int gap;                     /* pixels between cells */
    uint32_t table[STEPS];       /* 0: not computed yet; colours are opaque */
};

static uint32_t colour_of(struct painting *p, float value)
{
    if (is_pattern(value)) {
        return heatmap_colour(p->theme, p->heatmap, value);
    }
    int step = step_of(p->heatmap, value);
    if (!p->table[step]) {
        p->table[step] = step_colour(p->theme, p->heatmap->map, step);
    }
    return p->table[step];
}

static void paint_cell(struct painting *p, float value, int x0, int y0, int x1, int y1)
{
    fill(p->pixels, p->pitch, x0, y0, x1, y1, colour_of(p, value));
    if (is_pattern(value)) {
        heatmap_hatch(p->pixels, p->pitch, isnan(value) ? &p->broken : &p->hidden, x0, y0, x1, y1);
    }
}

/* The first pixel of cell i: the nearest to its edge, as for a frame drawn around the cell. */
static int edge(float start, float length, int cells, int i, int pixels)
{
    int at = (int)floorf(start + length / (float)cells * (float)i + 0.5f);
    return at < 0 ? 0 : at > pixels ? pixels : at;
}

/* Every cell has a pixel at least. */
static void paint_cells(struct painting *p)
{
    const struct attn_tensor *t = &p->heatmap->tensor;
    const struct heatmap_place *at = &p->place;
    int rows = t->shape.size[0], columns = t->shape.size[1];
    for (int i = 0; i < rows; i++) {
        int y0 = edge(at->top, at->height, rows, i, p->height);
        int y1 = edge(at->top, at->height, rows, i + 1, p->height) - p->gap;
        for (int j = 0; j < columns; j++) {
            int x0 = edge(at->left, at->width, columns, j, p->width);
            int x1 = edge(at->left, at->width, columns, j + 1, p->width) - p->gap;
            float value = attn_tensor_at(t, (int[ATTN_RANK_MAX]){i, j});
            paint_cell(p, value, x0, y0, x1, y1);
        }
    }
}

struct span {
    int from, to;
};

/* The cells that pixel i of `pixels` shows: one where there is room for every cell, else all that
 * it touches. */
static struct span cells_at(int i, int pixels, int cells)
{
    if (cells <= pixels) {
        int cell = (int)((2 * (int64_t)i + 1) * cells / (2 * (int64_t)pixels));
        return (struct span){cell, cell + 1};
    }
    return (struct span){(int)((int64_t)i * cells / pixels),
                         (int)(((int64_t)(i + 1) * cells + pixels - 1) / pixels)};
}

/* Some pixels show more than one cell. */
static void paint_crowd(struct painting *p)
{
    const struct attn_tensor *t = &p->heatmap->tensor;
    for (int y = 0; y < p->height; y++) {
        struct span rows = cells_at(y, p->height, t->shape.size[0]);
        for (int x = 0; x < p->width; x++) {
            struct span columns = cells_at(x, p->width, t->shape.size[1]);
            float value = hottest(t, rows.from, rows.to, columns.from, columns.to);
            paint_cell(p, value, x, y, x + 1, y + 1);
        }
    }
}

static void paint_bar(struct painting *p)
{
    float last = (float)(p->width > 1 ? p->width - 1 : 1);
    for (int x = 0; x < p->width; x++) {
        float t = (float)x / last;
        float value = p->heatmap->map == HEATMAP_WEIGHTS ? t : 2 * t - 1;
        paint_cell(p, value * p->heatmap->range, x, 0, x + 1, p->height);
    }
}

static void paint_tensor(struct painting *p, float density)
{
    const struct attn_shape *s = &p->heatmap->tensor.shape;
    int rows = s->size[0], columns = s->size[1];
    bool large = p->width >= 6 * columns && p->height >= 6 * rows;
    p->gap = p->heatmap->gap > 0 && large ? (int)fmaxf(1, roundf(p->heatmap->gap * density)) : 0;
    if (p->place.width >= (float)columns && p->place.height >= (float)rows) {
        fill(p->pixels, p->pitch, 0, 0, p->width, p->height, role(p->theme, COLOUR_GROUND));
        paint_cells(p);
    } else {
        paint_crowd(p);
    }
}

void heatmap_paint(uint32_t *pixels, int width, int height, int pitch,
                   const struct heatmap_place *place, float density, enum theme theme,
                   const struct heatmap *h)
{
    int period = (int)fmaxf(4, roundf(6 * density));
    float thick = fmaxf(1, density);
    /* Not the full colour: "NaN" is written on it. */
    uint32_t error = mixed(role(theme, COLOUR_SOFT), role(theme, COLOUR_ERROR), 0.4f);
    struct painting p = {
        .pixels = pixels,
        .width = width,
        .height = height,
        .pitch = pitch,
        .place = *place,
        .theme = theme,
        .heatmap = h,
        .hidden = {period, thick, role(theme, COLOUR_LINE), false, 0},
        .broken = {period, thick, error, true, 0},
    };
    if (h->bar) {
        paint_bar(&p);
    } else if (h->tensor.data) {
        paint_tensor(&p, density);
    } else {
        fill(pixels, pitch, 0, 0, width, height, role(theme, COLOUR_SOFT));
        heatmap_hatch(pixels, pitch, &p.hidden, 0, 0, width, height);
    }
}
