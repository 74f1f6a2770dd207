/* The clash, to scale, under the stage's rulers: two sizes that should be one, what overshoots hatched; or
 * a width cut in pieces, with the rest. */
#include "app/panels/clinic.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/ruler.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    BAR = 28,
    BELOW = 8, /* to the ruler */
    ROW = 64,  /* a bar, its ruler and the ruler's text */
    NAMES = 132,
    RIGHT = 48, /* what is written at a ruler's end */
    LINE = 20,
    PIECES_MOST = 64,
};
static const float LEAST = 6; /* what can be seen */

/* The axis that clashes, counted from the left, and of how many; -1: not told. */
static int clash_axis(const struct clinic_answer *a, int *rank)
{
    *rank = a->left.rank;
    for (int i = 0; i < a->left.rank && a->left.rank == a->right.rank; i++) {
        if (a->left.size[i] == a->clash[0] && a->right.size[i] == a->clash[1]) {
            return i;
        }
    }
    return -1;
}

enum colour clinic_hue(const struct clinic_answer *a)
{
    int rank, axis = clash_axis(a, &rank);
    switch (a->class) {
    case CLINIC_CLASS_BMM:
        return COLOUR_HEAD_DIM;
    case CLINIC_CLASS_INDEX:
    case CLINIC_CLASS_LENGTH:
    case CLINIC_CLASS_MASK:
    case CLINIC_CLASS_CAT:
        return COLOUR_TOKEN;
    case CLINIC_CLASS_BROADCAST:
    case CLINIC_CLASS_EXPAND:
        return axis == 0 && rank > 2    ? COLOUR_BATCH
               : axis == 1 && rank == 4 ? COLOUR_HEAD
               : axis == 2 && rank == 3 ? COLOUR_EMBED
                                        : COLOUR_TOKEN;
    default:
        return COLOUR_EMBED;
    }
}

/* ---- two sizes ---- */

/* What the two are called where no code line says it. */
static const char *name_of(const struct clinic_answer *a, bool right)
{
    static const enum string names[CLINIC_CLASS_COUNT][2] = {
        [CLINIC_CLASS_MM] = {STRING_CLINIC_ARRIVES, STRING_CLINIC_TAKES},
        [CLINIC_CLASS_BMM] = {STRING_CLINIC_LEFT, STRING_CLINIC_RIGHT},
        [CLINIC_CLASS_VIEW] = {STRING_CLINIC_THERE, STRING_CLINIC_ASKED},
        [CLINIC_CLASS_EXPAND] = {STRING_CLINIC_WANTED, STRING_CLINIC_CAME},
        [CLINIC_CLASS_MASK] = {STRING_CLINIC_WANTED, STRING_CLINIC_CAME},
        [CLINIC_CLASS_LAYER_NORM] = {STRING_CLINIC_WANTED, STRING_CLINIC_CAME},
        [CLINIC_CLASS_WIDTH] = {STRING_CLINIC_WANTED, STRING_CLINIC_CAME},
    };
    const char *own = right ? a->right_name : a->left_name;
    enum string name = names[a->class][right];
    return own[0]      ? own
           : name != 0 ? string(name)
           : right     ? string(STRING_CLINIC_OTHER)
                       : string(STRING_CLINIC_ONE);
}

/* "(?, 350, ?)" */
static void shape_text(const struct clinic_told *t, char *text, size_t bytes)
{
    size_t used = (size_t)snprintf(text, bytes, t->rank > 0 ? "(" : "");
    for (int i = 0; i < t->rank && used + 24 < bytes; i++) {
        used += (size_t)snprintf(text + used, bytes - used, t->size[i] < 0 ? "%s?" : "%s%lld",
                                 i ? ", " : "", t->size[i]);
    }
    if (t->rank > 0) {
        snprintf(text + used, bytes - used, ")");
    }
}

static void draw_name(const struct clinic_flow *flow, struct rect row, bool right)
{
    const struct frame *frame = flow->frame;
    const struct clinic_answer *a = &flow->clinic->answer;
    char shape[CLINIC_AXES_MAX * 24];
    shape_text(right ? &a->right : &a->left, shape, sizeof shape);
    pen_fitted(frame->scene, frame->measure, row.x, row.y + 13, NAMES - 12, FACE_CODE, TYPE_SMALL,
               COLOUR_INK, name_of(a, right));
    pen_fitted(frame->scene, frame->measure, row.x, row.y + 31, NAMES - 12, FACE_CODE, TYPE_LABEL,
               COLOUR_MUTED, shape);
}

/* A bar of a size, with its ruler. */
static void draw_bar(const struct clinic_flow *flow, struct rect row, long long size, float width)
{
    char text[24];
    struct rect bar = {row.x + NAMES, row.y, width, BAR};
    snprintf(text, sizeof text, "%lld", size);
    scene_box(flow->frame->scene, bar, 2, COLOUR_SOFT, COLOUR_NONE, 0);
    scene_rect(flow->frame->scene, (struct rect){bar.x, bar.y, bar.w, 3}, flow->hue);
    ruler_draw(flow->frame, bar.x, width, bar.y + BAR + BELOW, flow->hue, 2, FACE_CODE_BOLD,
               TYPE_SMALL, text);
}

/* What one side has more, beside the other's end. */
static void draw_over(const struct clinic_flow *flow, struct rect row, long long more, float from,
                      float width)
{
    char text[40];
    struct rect over = {row.x + NAMES + from, row.y, width, BAR};
    snprintf(text, sizeof text, string(STRING_CLINIC_SHORT), more);
    scene_hatch(flow->frame->scene, over, COLOUR_ERROR);
    ruler_draw(flow->frame, over.x, over.w, over.y + BAR + BELOW, COLOUR_ERROR, 2, FACE_PROSE_BOLD,
               TYPE_LABEL, text);
}

/* The right side turned round, where that is the cause looked at: dashed, as long as the left. */
static void draw_turned(const struct clinic_flow *flow, struct rect row, float unit)
{
    const struct clinic_answer *a = &flow->clinic->answer;
    char size[24] = "?", text[80];
    long long last = a->right.rank > 0 ? a->right.size[a->right.rank - 1] : -1;
    if (!a->causes[flow->clinic->chosen].transposed || (last >= 0 && last != a->clash[0])) {
        return;
    }
    if (last >= 0) {
        snprintf(size, sizeof size, "%lld", last);
    }
    snprintf(text, sizeof text, string(STRING_CLINIC_TURNED), size);
    struct rect bar = {row.x + NAMES, row.y, (float)a->clash[0] * unit, BAR};
    button_dash(flow->frame, bar, flow->hue);
    pen_fitted(flow->frame->scene, flow->frame->measure, bar.x + 8, bar.y + 19, bar.w - 12,
               FACE_PROSE, TYPE_LABEL, COLOUR_INK, text);
}

static void draw_sizes(struct clinic_flow *flow)
{
    const long long *size = flow->clinic->answer.clash;
    long long most = size[0] > size[1] ? size[0] : size[1];
    float unit = (flow->view.w - NAMES - RIGHT) / (float)most;
    for (int i = 0; i < 2; i++) {
        struct rect row;
        float width = fmaxf((float)size[i] * unit, LEAST);
        if (!clinic_block(flow, ROW, &row)) {
            continue;
        }
        draw_name(flow, row, i == 1);
        draw_bar(flow, row, size[i],
                 fminf(width, (float)most * unit - (size[i] < most ? LEAST : 0)));
        if (i == 1) {
            draw_turned(flow, row, unit);
        }
        if (size[i] < most) {
            float from = fminf(width, (float)most * unit - LEAST);
            draw_over(flow, row, most - size[i], from, (float)most * unit - from);
        }
    }
}

/* ---- pieces ---- */

static void draw_pieces(struct clinic_flow *flow)
{
    long long whole = flow->clinic->answer.clash[0], pieces = flow->clinic->answer.clash[1];
    long long piece = whole / pieces, rest = whole % pieces;
    struct rect row;
    char text[40];
    if (!clinic_block(flow, ROW, &row)) {
        return;
    }
    float unit = (row.w - RIGHT) / (float)whole, rest_wide = fmaxf((float)rest * unit, LEAST);
    float wide = (row.w - RIGHT - (rest > 0 ? rest_wide : 0)) / (float)pieces;
    for (long long i = 0; i < pieces; i++) {
        struct rect r = {row.x + (float)i * wide, row.y, wide - 2, BAR};
        scene_box(flow->frame->scene, r, 2, COLOUR_SOFT, COLOUR_LINE, 1);
    }
    snprintf(text, sizeof text, "%lld × %lld", pieces, piece);
    ruler_draw(flow->frame, row.x, wide * (float)pieces - 2, row.y + BAR + BELOW, flow->hue, 2,
               FACE_CODE_BOLD, TYPE_SMALL, text);
    if (rest > 0) {
        float from = row.x + wide * (float)pieces;
        snprintf(text, sizeof text, string(STRING_CLINIC_REST), rest);
        scene_hatch(flow->frame->scene, (struct rect){from, row.y, rest_wide, BAR}, COLOUR_ERROR);
        ruler_draw(flow->frame, from, rest_wide, row.y + BAR + BELOW, COLOUR_ERROR, 2,
                   FACE_PROSE_BOLD, TYPE_LABEL, text);
    }
}

/* ---- in characters ---- */

static void draw_lines(struct clinic_flow *flow)
{
    const struct clinic_answer *a = &flow->clinic->answer;
    for (int i = 0; i < a->picture_lines; i++) {
        struct rect line;
        if (clinic_block(flow, LINE, &line)) {
            pen_fitted(flow->frame->scene, flow->frame->measure, line.x, line.y + 15, line.w,
                       FACE_CODE, TYPE_SMALL, COLOUR_INK, a->picture[i]);
        }
    }
}

void clinic_picture(struct clinic_flow *flow)
{
    const struct clinic_answer *a = &flow->clinic->answer;
    bool sizes = a->clash[0] > 0 && a->clash[1] > 0 && a->clash[0] != a->clash[1];
    if (sizes && a->class == CLINIC_CLASS_DIVISIBLE && a->clash[1] <= PIECES_MOST) {
        draw_pieces(flow);
    } else if (sizes && a->class != CLINIC_CLASS_DIVISIBLE) {
        draw_sizes(flow);
    } else {
        draw_lines(flow);
    }
}
