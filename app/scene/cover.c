/* Signed areas: an edge adds to each pixel of a row how much more of the row it shuts in from there on;
 * the sum from the left is the share. */
#include "app/scene/cover.h"

#include <math.h>
#include <string.h>

void cover_clear(struct cover *c)
{
    memset(c->cells, 0, (size_t)(c->width + COVER_EDGE) * (size_t)c->height * sizeof *c->cells);
}

/* ---- edges ---- */

/* A piece of an edge inside one row and inside the band, from x0 to x1 >= x0, `d` high. */
static void add_inside(float *row, float x0, float x1, float d)
{
    int first = (int)x0, last = (int)ceilf(x1);
    if (last <= first + 1) {
        float middle = (x0 + x1) / 2 - (float)first;
        row[first] += d - d * middle;
        row[first + 1] += d * middle;
        return;
    }
    float s = d / (x1 - x0), before = 0, shown = 0; /* of d, up to this pixel; in the last one */
    for (int i = first; i < last; i++) {
        float a = fmaxf(x0 - (float)i, 0), b = fminf(x1 - (float)i, 1), high = (b - a) * s;
        float share = before + high * (1 - (a + b) / 2);
        row[i] += share - shown;
        before += high;
        shown = share;
    }
    row[last] += d - shown;
}

/* The same, wherever it is: what is left of the band shuts in all of it, what is right of it nothing. */
static void add_piece(const struct cover *c, float *row, float x0, float x1, float d)
{
    float right = (float)c->width, wide = x1 - x0;
    if (x1 <= 0) {
        row[0] += d;
    } else if (x0 < right) {
        float from = fmaxf(x0, 0), to = fminf(x1, right);
        float left = wide > 0 ? d * (from - x0) / wide : 0,
              in = wide > 0 ? d * (to - from) / wide : d;
        row[0] += left;
        add_inside(row, from, to, in);
    }
}

static void add_edge(struct cover *c, struct point a, struct point b)
{
    float sign = a.y < b.y ? 1 : -1;
    struct point low = a.y < b.y ? b : a, high = a.y < b.y ? a : b;
    float ax = high.x - (float)c->left, ay = high.y - (float)c->top, by = low.y - (float)c->top;
    float slope = by > ay ? (low.x - high.x) / (by - ay) : 0;
    float from = fmaxf(ay, 0), to = fminf(by, (float)c->height);
    for (int y = (int)from; from < to; y++) {
        float end = fminf((float)(y + 1), to);
        float x0 = ax + (from - ay) * slope, x1 = ax + (end - ay) * slope;
        add_piece(c, c->cells + (ptrdiff_t)y * (c->width + COVER_EDGE), fminf(x0, x1),
                  fmaxf(x0, x1), sign * (end - from));
        from = end;
    }
}

static struct point scaled(struct point p, float scale)
{
    return (struct point){p.x * scale, p.y * scale};
}

void cover_fill(struct cover *c, const struct point *points, int count, float scale)
{
    for (int i = 0; i < count; i++) {
        add_edge(c, scaled(points[i], scale), scaled(points[(i + 1) % count], scale));
    }
}

/* ---- strokes: four-sided pieces, and a wedge where two meet ---- */

/* A piece of a stroke, made to go round the one way. */
static void add_round(struct cover *c, struct point *p, int count)
{
    float area = 0;
    for (int i = 0; i < count; i++) {
        struct point a = p[i], b = p[(i + 1) % count];
        area += (a.x - p[0].x) * (b.y - p[0].y) - (b.x - p[0].x) * (a.y - p[0].y);
    }
    for (int i = 0; i < count; i++) {
        struct point a = p[i], b = p[(i + 1) % count];
        add_edge(c, area > 0 ? a : b, area > 0 ? b : a);
    }
}

static void add_bar(struct cover *c, struct point a, struct point b, struct point across)
{
    struct point bar[4] = {{a.x + across.x, a.y + across.y},
                           {b.x + across.x, b.y + across.y},
                           {b.x - across.x, b.y - across.y},
                           {a.x - across.x, a.y - across.y}};
    add_round(c, bar, 4);
}

static const float LONGEST = 16384; /* pixels that are dashed: beyond, a float cannot count them */

/* How far along its dashes a stroke is. */
struct dashes {
    float dash, gone; /* gone: of one that is on and one that is off */
};

static void add_dashed(struct cover *c, struct point a, struct point b, struct point across,
                       float length, struct dashes *d)
{
    float at = 0;
    while (at < length) {
        bool on = d->gone < d->dash;
        float left = (on ? d->dash : 2 * d->dash) - d->gone;
        float piece = fminf(length - at, fmaxf(left, d->dash / 64));
        float from = at / length, to = (at + piece) / length;
        if (on) {
            add_bar(c, (struct point){a.x + from * (b.x - a.x), a.y + from * (b.y - a.y)},
                    (struct point){a.x + to * (b.x - a.x), a.y + to * (b.y - a.y)}, across);
        }
        at += piece;
        d->gone = fmodf(d->gone + piece, 2 * d->dash);
    }
}

static void add_wedge(struct cover *c, struct point at, struct point one, struct point other)
{
    float turn = one.x * other.y - one.y * other.x;
    float side = turn < 0 ? 1 : -1; /* the outer one */
    struct point wedge[3] = {at,
                             {at.x + side * one.x, at.y + side * one.y},
                             {at.x + side * other.x, at.y + side * other.y}};
    if (turn != 0) {
        add_round(c, wedge, 3);
    }
}

void cover_stroke(struct cover *c, const struct point *points, int count, float scale, float width,
                  float dash, bool shut)
{
    struct point last = {0, 0}, first = {0, 0};
    struct dashes dashes = {dash, 0};
    bool any = false, dashed = dash >= 0.5f;
    for (int i = 0; i + 1 < count + (shut && count > 2); i++) {
        struct point a = scaled(points[i], scale), b = scaled(points[(i + 1) % count], scale);
        float dx = b.x - a.x, dy = b.y - a.y, length = sqrtf(dx * dx + dy * dy);
        if (!(length > 0)) {
            continue;
        }
        struct point across = {-dy / length * width / 2, dx / length * width / 2};
        if (dashed && length < LONGEST) {
            add_dashed(c, a, b, across, length, &dashes);
        } else {
            add_bar(c, a, b, across);
        }
        if (any && !dashed) {
            add_wedge(c, a, last, across);
        }
        first = any ? first : across;
        last = across;
        any = true;
    }
    if (any && shut && count > 2 && !dashed) {
        add_wedge(c, scaled(points[0], scale), last, first);
    }
}

/* ---- rounds and rows ---- */

void cover_ellipse(struct rect r, struct point *points)
{
    const float quarter = COVER_ROUND / 4, k = 0.55228475f;
    for (int i = 0; i < COVER_ROUND; i++) { /* an eighth of the way round is a curve of its own */
        int q = i / (COVER_ROUND / 4);
        float t = (float)(i % (COVER_ROUND / 4)) / quarter, u = 1 - t;
        float a = u * u * u + 3 * u * u * t + 3 * u * t * t * k;
        float b = 3 * u * u * t * k + 3 * u * t * t + t * t * t;
        float x = q == 0 ? a : q == 1 ? -b : q == 2 ? -a : b;
        float y = q == 0 ? b : q == 1 ? a : q == 2 ? -b : -a;
        points[i] = (struct point){r.x + r.w / 2 * (1 + x), r.y + r.h / 2 * (1 + y)};
    }
}

float *cover_row(struct cover *c, int row)
{
    float *cells = c->cells + (ptrdiff_t)row * (c->width + COVER_EDGE), sum = 0;
    for (int i = 0; i < c->width; i++) {
        sum += cells[i];
        cells[i] = fminf(fabsf(sum), 1);
    }
    return cells;
}
