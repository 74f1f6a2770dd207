/* The clash of an answer as a scene: a product as two sheets, edge to edge; shapes lined up at the right
 * as boxes; a width as a bar cut in pieces. What agrees is grey, the clash is red. */
#include "app/commands/explain.h"

#include <stdio.h>
#include <string.h>

enum {
    LEFT = 16,
    TOP = 28,
    BOX = 72, /* of an axis */
    BOX_HIGH = 40,
    GAP = 10,
    SHEET = 150, /* the longest edge of a sheet */
    SHEET_LEAST = 34,
    FONT = 14,
    NAME = 70,
    CHAR = 8, /* about as wide as a figure of that font */
};

static void number(struct scene *scene, float x, float y, long long size, enum colour colour)
{
    char text[24];
    snprintf(text, sizeof text, size < 0 ? "?" : "%lld", size);
    scene_text(scene, x - (float)(strlen(text) * CHAR) / 2, y, FACE_CODE, FONT, colour, text);
}

/* ---- shapes lined up ---- */

static long long size_at(const struct clinic_told *t, int rank, int axis)
{
    int own = axis - (rank - t->rank);
    return own < 0 ? -2 : t->size[own]; /* -2: it has no such axis */
}

static bool clashes(long long x, long long y)
{
    return x > 1 && y > 1 && x != y;
}

static void draw_row(struct scene *scene, const struct clinic_told *t,
                     const struct clinic_told *other, int rank, float y)
{
    for (int axis = 0; axis < rank; axis++) {
        long long size = size_at(t, rank, axis);
        bool clash = clashes(size, size_at(other, rank, axis));
        float x = (float)(LEFT + NAME + axis * (BOX + GAP));
        if (size == -2) {
            continue;
        }
        scene_box(scene, (struct rect){x, y, BOX, BOX_HIGH}, 5,
                  clash ? COLOUR_ERROR_SOFT : COLOUR_SOFT, clash ? COLOUR_ERROR : COLOUR_LINE,
                  1.5f);
        number(scene, x + BOX / 2.0f, y + 26, size, clash ? COLOUR_ERROR : COLOUR_INK);
    }
}

static void draw_lined_up(struct scene *scene, const struct clinic_answer *a, const char *one,
                          const char *two, struct rect *size)
{
    int rank = a->left.rank > a->right.rank ? a->left.rank : a->right.rank;
    float below = TOP + BOX_HIGH + GAP;
    scene_text(scene, LEFT, TOP + 26, FACE_PROSE, FONT, COLOUR_MUTED, one);
    scene_text(scene, LEFT, below + 26, FACE_PROSE, FONT, COLOUR_MUTED, two);
    draw_row(scene, &a->left, &a->right, rank, TOP);
    draw_row(scene, &a->right, &a->left, rank, below);
    size->w = (float)(2 * LEFT + NAME + rank * (BOX + GAP));
    size->h = below + BOX_HIGH + TOP;
}

/* ---- a product ---- */

/* Edges to scale, the longest SHEET; a far shorter one stays visible. */
static float edge(long long size, long long longest)
{
    float e = size > 0 && longest > 0 ? (float)SHEET * (float)size / (float)longest : SHEET / 2.0f;
    return e < SHEET_LEAST ? SHEET_LEAST : e;
}

static void draw_product(struct scene *scene, const struct clinic_answer *a, struct rect *size)
{
    long long n = a->left.rank > 1 ? a->left.size[a->left.rank - 2] : -1, k = a->clash[0];
    long long j = a->clash[1], m = a->right.rank > 1 ? a->right.size[a->right.rank - 1] : -1;
    long long longest = k > j ? k : j;
    float wide = edge(k, longest), high = edge(j, longest);
    float left_high = edge(n > longest ? longest : n, longest),
          right_wide = edge(m > longest ? longest : m, longest);
    float x = LEFT + 40, y = TOP + high + GAP, right = x + wide + GAP;
    struct rect l = {x, y, wide, left_high}, r = {right, TOP, right_wide, high};
    scene_box(scene, l, 3, COLOUR_SOFT, COLOUR_LINE, 1);
    scene_box(scene, r, 3, COLOUR_SOFT, COLOUR_LINE, 1);
    scene_line(scene, x, y, x + wide, y, COLOUR_ERROR, 3, 0); /* each row of the left ... */
    scene_line(scene, right, TOP, right, TOP + high, COLOUR_ERROR, 3, 0); /* ... meets a column */
    number(scene, x + wide / 2, y - 8, k, COLOUR_ERROR);
    number(scene, right - 24, TOP + high / 2 + 5, j, COLOUR_ERROR);
    number(scene, x - 24, y + left_high / 2 + 5, n, COLOUR_MUTED);
    number(scene, right + right_wide / 2, TOP - 8, m, COLOUR_MUTED);
    size->w = right + right_wide + LEFT;
    size->h = y + left_high + TOP / 2.0f;
}

/* ---- a bar ---- */

static void draw_bar(struct scene *scene, long long whole, long long pieces, struct rect *size)
{
    float wide = 420, unit = wide / (float)whole;
    long long piece = whole / pieces;
    for (long long i = 0; i < pieces; i++) {
        struct rect r = {LEFT + (float)(i * piece) * unit, TOP, (float)piece * unit - 2, BOX_HIGH};
        scene_box(scene, r, 3, COLOUR_SOFT, COLOUR_LINE, 1);
        if (r.w > 30) {
            number(scene, r.x + r.w / 2, TOP + 26, piece, COLOUR_INK);
        }
    }
    long long rest = whole - piece * pieces;
    if (rest > 0) {
        float x = LEFT + (float)(piece * pieces) * unit;
        struct rect r = {x, TOP, (float)rest * unit < 6 ? 6 : (float)rest * unit, BOX_HIGH};
        scene_hatch(scene, r, COLOUR_ERROR);
        number(scene, r.x + r.w / 2, TOP - 8, rest, COLOUR_ERROR);
    }
    size->w = wide + 2 * LEFT + 10;
    size->h = TOP + BOX_HIGH + TOP / 2.0f;
}

bool explain_picture(struct scene *scene, const struct clinic_answer *a, struct rect *size)
{
    *size = (struct rect){0, 0, 0, 0};
    if ((a->class == CLINIC_CLASS_MM || a->class == CLINIC_CLASS_BMM) && a->clash[0] > 0 &&
        a->clash[1] > 0) {
        draw_product(scene, a, size);
    } else if (a->class == CLINIC_CLASS_DIVISIBLE && a->clash[0] > 0 && a->clash[1] > 0 &&
               a->clash[1] <= 64) {
        draw_bar(scene, a->clash[0], a->clash[1], size);
    } else if (a->left.rank > 0 && a->right.rank > 0) {
        bool load = a->class == CLINIC_CLASS_LOAD, there = a->class == CLINIC_CLASS_VIEW;
        bool wanted = a->class == CLINIC_CLASS_MASK || a->class == CLINIC_CLASS_EXPAND;
        draw_lined_up(scene, a,
                      load     ? "file"
                      : there  ? "there"
                      : wanted ? "wanted"
                               : "one",
                      load     ? "model"
                      : there  ? "asked"
                      : wanted ? "came"
                               : "other",
                      size);
    }
    return size->w > 0;
}
