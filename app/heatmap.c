/* Colour maps are five (signed) or four (weights) stops, mixed in OKLab, where equal steps look
 * equal (Ottosson 2020). Zero is the middle of the signed map. */
#include "app/heatmap.h"

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
    return from_lab((struct lab){a.l + f * (b.l - a.l), a.a + f * (b.a - a.a),
                                 a.b + f * (b.b - a.b)});
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

static int step_of(const struct heatmap *h, float value)
{
    float t = fminf(fmaxf(value / h->range, -1), 1);
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

uint32_t heatmap_colour(enum theme theme, const struct heatmap *h, float value)
{
    if (isnan(value) || isinf(value)) {
        return role(theme, isnan(value) ? COLOUR_ERROR_SOFT : COLOUR_SOFT);
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

/* ---- cells ---- */

struct rect heatmap_cell_rect(struct rect whole, int rows, int columns, int row, int column)
{
    float w = whole.w / (float)columns, h = whole.h / (float)rows;
    return (struct rect){whole.x + w * (float)column, whole.y + h * (float)row, w, h};
}

/* The first pixel of cell i of `cells` over `length` pixels. */
static int edge(int i, int cells, int length)
{
    return (int)(((int64_t)i * length + cells / 2) / cells);
}

static void fill(uint32_t *pixels, int pitch, int x0, int y0, int x1, int y1, uint32_t colour)
{
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            pixels[(ptrdiff_t)y * pitch + x] = colour;
        }
    }
}

/* Diagonals over a cell: one way for -inf, both ways for NaN. */
static void hatch(uint32_t *pixels, int pitch, int x0, int y0, int x1, int y1, float density,
                  uint32_t ink, bool both)
{
    int period = (int)fmaxf(4, 6 * density), thick = (int)fmaxf(1, density);
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            bool rising = (x + y) % period < thick;
            bool falling = ((x - y) % period + period) % period < thick;
            if (rising || (both && falling)) {
                pixels[(ptrdiff_t)y * pitch + x] = ink;
            }
        }
    }
}

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
    float density;
    enum theme theme;
    const struct heatmap *heatmap;
    int gap; /* pixels between cells */
    uint32_t table[STEPS]; /* 0: not computed yet; colours are opaque */
};

static uint32_t colour_of(struct painting *p, float value)
{
    if (isnan(value) || isinf(value)) {
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
    if (isnan(value)) {
        hatch(p->pixels, p->pitch, x0, y0, x1, y1, p->density, role(p->theme, COLOUR_ERROR), true);
    } else if (isinf(value)) {
        hatch(p->pixels, p->pitch, x0, y0, x1, y1, p->density, role(p->theme, COLOUR_LINE), false);
    }
}

/* Every cell has a pixel at least. */
static void paint_cells(struct painting *p)
{
    const struct attn_tensor *t = &p->heatmap->tensor;
    int rows = t->shape.size[0], columns = t->shape.size[1];
    for (int i = 0; i < rows; i++) {
        int y0 = edge(i, rows, p->height), y1 = edge(i + 1, rows, p->height) - p->gap;
        for (int j = 0; j < columns; j++) {
            int x0 = edge(j, columns, p->width), x1 = edge(j + 1, columns, p->width) - p->gap;
            float value = attn_tensor_at(t, (int[ATTN_RANK_MAX]){i, j});
            paint_cell(p, value, x0, y0, x1, y1);
        }
    }
}

/* Every pixel has a cell at least. */
static void paint_crowd(struct painting *p)
{
    const struct attn_tensor *t = &p->heatmap->tensor;
    int rows = t->shape.size[0], columns = t->shape.size[1];
    for (int y = 0; y < p->height; y++) {
        int row0 = (int)((int64_t)y * rows / p->height);
        int row1 = (int)(((int64_t)(y + 1) * rows + p->height - 1) / p->height);
        for (int x = 0; x < p->width; x++) {
            int column0 = (int)((int64_t)x * columns / p->width);
            int column1 = (int)(((int64_t)(x + 1) * columns + p->width - 1) / p->width);
            paint_cell(p, hottest(t, row0, row1, column0, column1), x, y, x + 1, y + 1);
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

void heatmap_paint(uint32_t *pixels, int width, int height, int pitch, float density,
                   enum theme theme, const struct heatmap *h)
{
    struct painting p = {.pixels = pixels, .width = width, .height = height, .pitch = pitch,
                         .density = density, .theme = theme, .heatmap = h};
    const struct attn_shape *s = &h->tensor.shape;
    if (h->bar) {
        paint_bar(&p);
        return;
    }
    if (!h->tensor.data) {
        fill(pixels, pitch, 0, 0, width, height, role(theme, COLOUR_SOFT));
        hatch(pixels, pitch, 0, 0, width, height, density, role(theme, COLOUR_LINE), false);
        return;
    }
    bool large = width >= 6 * s->size[1] && height >= 6 * s->size[0];
    p.gap = h->gap > 0 && large ? (int)fmaxf(1, roundf(h->gap * density)) : 0;
    fill(pixels, pitch, 0, 0, width, height, role(theme, COLOUR_GROUND));
    if (width >= s->size[1] && height >= s->size[0]) {
        paint_cells(&p);
    } else {
        paint_crowd(&p);
    }
}
