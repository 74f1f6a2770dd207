/* c = a times b, in tiles that stay in registers.
 *
 *     for each DEPTH of k            so that what is copied fits the stack, and the first cache
 *       for each panel of b          COLUMNS vectors wide, copied so that its rows lie in line
 *         for each tile of c         ROWS high (2, 4 or 8): all its sums are kept in registers
 *           for t in the depth       one column of a times one row of the panel
 *
 * A cell's sum runs over t in order within a depth, and over the depths in order: the same bits
 * wherever in a tile it stands. a is read where it is. ROWS is 8 at most, since rows that are a
 * multiple of 4 KB apart share one set of the first cache, and that holds eight. */
#ifndef ATTENTION_KERNELS_PRODUCT_H
#define ATTENTION_KERNELS_PRODUCT_H

#include "attention/kernels/some.h"

enum { DEPTH = 256, PANEL = COLUMNS * WIDTH, FEW_ROWS = 16 };

/* One depth of one panel: what a tile needs besides its rows of a. */
struct strip {
    const struct kernel_product *p;
    ptrdiff_t from, depth;     /* of k */
    ptrdiff_t column, columns; /* of c */
    const float *b;            /* (depth, columns), rows b_row apart */
    ptrdiff_t b_row;
    const float *bias; /* (columns), at the last depth; else NULL */
};

/* A cell's sum is added to what the depths before it left; the last one adds the bias. */
INLINE vec finished(const struct strip *s, const float *c, vec v, ptrdiff_t column, size_t count)
{
    v = s->from > 0 ? load_some(c, count, 0) + v : v;
    return s->bias ? v + load_some(s->bias + column, count, 0) : v;
}

TARGET static void finish_row(const struct strip *s, ptrdiff_t row, const float *sums)
{
    const struct kernel_product *p = s->p;
    float *c = p->c + row * p->c_row + s->column * p->c_column;
    for (ptrdiff_t j = 0; p->c_column == 1 && j < s->columns; j += WIDTH) {
        size_t count = (size_t)(s->columns - j);
        store_some(c + j, finished(s, c + j, load(sums + j), j, count), count);
    }
    for (ptrdiff_t j = 0; p->c_column != 1 && j < s->columns; j++, c += p->c_column) {
        float v = s->from > 0 ? *c + sums[j] : sums[j];
        *c = s->bias ? v + s->bias[j] : v;
    }
}

/* Any strip: by way of memory. */
INLINE void finish_rows(const struct strip *s, ptrdiff_t row, vec sums[ROWS][COLUMNS],
                        const int rows, const int vectors)
{
    float done[ROWS][PANEL];
    UNROLL
    for (int i = 0; i < rows; i++) {
        UNROLL
        for (int j = 0; j < vectors; j++) {
            store(done[i] + j * WIDTH, sums[i][j]);
        }
    }
    for (int i = 0; i < rows; i++) {
        finish_row(s, row + i, done[i]);
    }
}

/* The same straight from the registers, where all vectors are full and their cells in line. */
INLINE void finish_full(const struct strip *s, ptrdiff_t row, vec sums[ROWS][COLUMNS],
                        const int rows, const int vectors)
{
    float *c = s->p->c + row * s->p->c_row + s->column;
    UNROLL
    for (int i = 0; i < rows; i++, c += s->p->c_row) {
        UNROLL
        for (int j = 0; j < vectors; j++) {
            store(c + j * WIDTH, finished(s, c + j * WIDTH, sums[i][j], j * WIDTH, WIDTH));
        }
    }
}

/* rows and vectors are constants wherever this is called, and every loop over them unrolls: sums
 * live in registers until they are written out, once, whatever becomes of them then. */
INLINE void tile(const struct strip *s, ptrdiff_t row, const int rows, const int vectors)
{
    const struct kernel_window *in = &s->p->a;
    const float *a = in->at + row * in->row + s->from * in->column, *b = s->b;
    vec sums[ROWS][COLUMNS] = {{{0}}};
    for (ptrdiff_t t = 0; t < s->depth; t++, a += in->column, b += s->b_row) {
        UNROLL
        for (int i = 0; i < rows; i++) {
            UNROLL
            for (int j = 0; j < vectors; j++) {
                sums[i][j] = madd(splat(a[i * in->row]), load(b + j * WIDTH), sums[i][j]);
            }
        }
    }
    if (s->columns == vectors * WIDTH && s->p->c_column == 1) {
        finish_full(s, row, sums, rows, vectors);
    } else {
        finish_rows(s, row, sums, rows, vectors);
    }
}

/* As many rows as there are: a tile for each count, its loops unrolled. */
INLINE void tile_of(const struct strip *s, ptrdiff_t row, int rows, const int vectors)
{
    switch (rows) {
    case 1:
        tile(s, row, 1, vectors);
        break;
#if ROWS > 2
    case 2:
        tile(s, row, 2, vectors);
        break;
    case 3:
        tile(s, row, 3, vectors);
        break;
#endif
#if ROWS > 4
    case 4:
        tile(s, row, 4, vectors);
        break;
    case 5:
        tile(s, row, 5, vectors);
        break;
    case 6:
        tile(s, row, 6, vectors);
        break;
    case 7:
        tile(s, row, 7, vectors);
        break;
#endif
    default:
        tile(s, row, ROWS, vectors);
    }
}

/* All rows of a in full tiles; what is left above one tile goes in two halves, since a low tile has
 * too few sums under way at once to keep the adders busy. */
INLINE void strip_rows(const struct strip *s, const int vectors)
{
    ptrdiff_t rows, n = s->p->n;
    for (ptrdiff_t i = 0; i < n; i += rows) {
        ptrdiff_t left = n - i;
        rows = left >= 2 * ROWS || left == ROWS ? ROWS : left > ROWS ? (left + 1) / 2 : left;
        tile_of(s, i, (int)rows, vectors);
    }
}

TARGET static void strip_1(const struct strip *s)
{
    strip_rows(s, 1);
}

TARGET static void strip_full(const struct strip *s)
{
    strip_rows(s, COLUMNS);
}

#if COLUMNS > 2
TARGET static void strip_2(const struct strip *s)
{
    strip_rows(s, 2);
}
#endif

#if COLUMNS > 3
TARGET static void strip_3(const struct strip *s)
{
    strip_rows(s, 3);
}
#endif

TARGET static void strip_of(const struct strip *s, ptrdiff_t vectors)
{
    switch (vectors) {
    case 1:
        strip_1(s);
        break;
#if COLUMNS > 2
    case 2:
        strip_2(s);
        break;
#endif
#if COLUMNS > 3
    case 3:
        strip_3(s);
        break;
#endif
    default:
        strip_full(s);
    }
}

/* to[t][j] = from[j][t], four by four; rows of to are `width` apart */
INLINE void transpose_four(float *to, ptrdiff_t width, const float *const *from, ptrdiff_t t)
{
    quad a = load_quad(from[0] + t), b = load_quad(from[1] + t);
    quad c = load_quad(from[2] + t), d = load_quad(from[3] + t);
    quad ac = SHUFFLE(a, c, 0, 4, 1, 5), bd = SHUFFLE(b, d, 0, 4, 1, 5);
    quad ac_high = SHUFFLE(a, c, 2, 6, 3, 7), bd_high = SHUFFLE(b, d, 2, 6, 3, 7);
    store_quad(to, SHUFFLE(ac, bd, 0, 4, 1, 5));
    store_quad(to + width, SHUFFLE(ac, bd, 2, 6, 3, 7));
    store_quad(to + 2 * width, SHUFFLE(ac_high, bd_high, 0, 4, 1, 5));
    store_quad(to + 3 * width, SHUFFLE(ac_high, bd_high, 2, 6, 3, 7));
}

/* Four columns of b, each in line, from b[0..3] (depth) to panel (depth, width). */
INLINE void pack_four(float *panel, ptrdiff_t width, const float *const *b, ptrdiff_t depth)
{
    ptrdiff_t t = 0;
    for (; t + 4 <= depth; t += 4) {
        transpose_four(panel + t * width, width, b, t);
    }
    for (; t < depth; t++) {
        for (int j = 0; j < 4; j++) {
            panel[t * width + j] = b[j][t];
        }
    }
}

/* Copies b (depth, columns) to panel (depth, width), width the next multiple of four. What a tile
 * makes of the cells past the last column (copies of it, or the next row) is never looked at. */
TARGET static void pack(float *panel, ptrdiff_t width, const struct kernel_window *b,
                        ptrdiff_t depth, ptrdiff_t columns)
{
    if (b->row == 1) {
        for (ptrdiff_t j = 0; j < width; j += 4) {
            const float *from[4]; /* past the last column, that one again */
            for (ptrdiff_t i = 0; i < 4; i++) {
                from[i] = b->at + (j + i < columns ? j + i : columns - 1) * b->column;
            }
            pack_four(panel + j, width, from, depth);
        }
        return;
    }
    for (ptrdiff_t t = 0; t < depth; t++, panel += width) {
        const float *from = b->at + t * b->row;
        ptrdiff_t j = 0;
        for (; b->column == 1 && j + WIDTH <= columns; j += WIDTH) {
            store(panel + j, load(from + j));
        }
        for (; j < width; j++) {
            panel[j] = from[(j < columns ? j : columns - 1) * b->column];
        }
    }
}

/* Rows of b that are in line already are read in place when there are too few of a to pay for a
 * copy. */
TARGET static void strip_run(struct strip *s, float *panel)
{
    const struct kernel_product *p = s->p;
    struct kernel_window b = p->b;
    ptrdiff_t vectors = (s->columns + WIDTH - 1) / WIDTH, width = (s->columns + 3) / 4 * 4;
    b.at += s->from * b.row + s->column * b.column;
    s->b = b.at;
    s->b_row = b.row;
    s->bias = p->bias && s->from + s->depth == p->k ? p->bias + s->column : NULL;
    if (b.column != 1 || s->columns < vectors * WIDTH || p->n > FEW_ROWS) {
        pack(panel, width, &b, s->depth, s->columns);
        store(panel + s->depth * width, splat(0)); /* the last row's vectors reach over its end */
        s->b = panel;
        s->b_row = width;
    }
    strip_of(s, vectors);
}

TARGET static void product(const struct kernel_product *p)
{
    float panel[DEPTH * PANEL + WIDTH] __attribute__((aligned(64)));
    struct strip s = {.p = p};
    do { /* once when k is 0: every sum is 0 then */
        s.depth = p->k - s.from < DEPTH ? p->k - s.from : DEPTH;
        for (s.column = 0; s.column < p->m; s.column += PANEL) {
            s.columns = p->m - s.column < PANEL ? p->m - s.column : PANEL;
            strip_run(&s, panel);
        }
        s.from += s.depth;
    } while (s.from < p->k);
}

#endif
