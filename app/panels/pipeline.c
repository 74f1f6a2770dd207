/* The pipeline: the layer as one line, a dot a tensor, with its name and its shape. The one on stage has a
 * thumbnail; where the layer raised the line ends in a ring. What there is no room for is left out: first
 * shapes, then names, never a dot. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/plate.h"

#include <math.h>
#include <stdio.h>

enum { NAME = 25, SHAPE = 42, THUMB = 24, GAP = 14, HIT = 24, NAME_SMALL = 24 };

/* How much is written at the stops that are not on stage. */
enum detail { WITH_SHAPES, WITH_NAMES, DOTS_ONLY, DETAILS };

struct stop {
    int op;
    float x, width;
};

struct line {
    struct stop stops[MODEL_PIPELINE_MAX];
    int count;
    enum detail detail;
};

static const struct attn_op *op_at(const struct frame *frame, int op)
{
    return attn_trace_op(frame->model->trace, op);
}

static bool two_lines(const struct frame *frame)
{
    return frame->layout.kind == LAYOUT_FULL;
}

/* "weights", or "8 × weights" where each head has its own. */
static const char *name_of(const struct frame *frame, int op, char *text, size_t bytes)
{
    const struct attn_op *o = op_at(frame, op);
    if (o->head < 0) {
        return o->name;
    }
    snprintf(text, bytes, string(STRING_HEADS_TIMES), model_heads(frame->model), op_own_name(o));
    return text;
}

/* "32·10·256", or why there is none. */
static const char *shape_of(const struct frame *frame, int op, char *text, size_t bytes)
{
    const struct attn_op *o = op_at(frame, op);
    size_t used = 0;
    text[0] = '\0';
    if (model_hides(frame->model, op)) {
        return "?";
    }
    if (o->state == ATTN_STATE_FAILED || o->state == ATTN_STATE_NOT_REACHED) {
        return o->state == ATTN_STATE_FAILED ? string(STRING_RAISES) : "";
    }
    for (int i = 0; i < o->shape.rank && used < bytes; i++) {
        used += (size_t)snprintf(text + used, bytes - used, "%s%d", i ? "·" : "", o->shape.size[i]);
    }
    return text;
}

static float name_width(const struct frame *frame, int op, bool here)
{
    char text[64];
    return measure_width(frame->measure, here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL,
                         name_of(frame, op, text, sizeof text));
}

static float shape_width(const struct frame *frame, int op)
{
    char text[64];
    return measure_width(frame->measure, FACE_CODE, TYPE_LABEL,
                         shape_of(frame, op, text, sizeof text));
}

/* What a stop needs: the one on stage its thumbnail, its name and its shape, whatever the others have. */
static float stop_width(const struct frame *frame, int op, enum detail detail)
{
    bool here = op == frame->model->shown, two = two_lines(frame);
    float name = name_width(frame, op, here), shape = shape_width(frame, op);
    if (here) {
        return THUMB + 8 + (two ? fmaxf(name, shape) : name + 8 + shape);
    }
    return detail == WITH_SHAPES && two ? fmaxf(name, shape) : detail == DOTS_ONLY ? 10 : name;
}

static float needed(const struct frame *frame, struct line *line)
{
    float sum = 0;
    for (int i = 0; i < line->count; i++) {
        line->stops[i].width = stop_width(frame, line->stops[i].op, line->detail);
        sum += line->stops[i].width + GAP;
    }
    return sum - GAP;
}

/* The stops with as much detail as there is room for, the rest of the room shared out between them. */
static void lay_line(const struct frame *frame, struct line *line)
{
    int ops[MODEL_PIPELINE_MAX];
    int count = model_pipeline(frame->model, ops, MODEL_PIPELINE_MAX);
    float room = frame->layout.band.w - 2 * LAYOUT_MARGIN, wide = 0;
    for (int i = 0; i < count; i++) {
        if (ops[i] != PIPELINE_MORE_HEADS) {
            line->stops[line->count++].op = ops[i];
        }
    }
    for (int d = WITH_SHAPES; d < DETAILS; d++) {
        line->detail = (enum detail)d;
        wide = needed(frame, line);
        if (wide <= room) {
            break;
        }
    }
    float spare = line->count > 1 ? (room - wide) / (float)line->count : 0, most = 60;
    spare = spare > most ? most : spare;
    float x = frame->layout.band.x + LAYOUT_MARGIN;
    for (int i = 0; i < line->count; i++) {
        line->stops[i].x = x;
        x += line->stops[i].width + GAP + spare;
    }
}

/* ---- drawing ---- */

static void draw_thumbnail(const struct frame *frame, struct rect box, int op)
{
    enum attn_state state = op_at(frame, op)->state;
    if (model_hides(frame->model, op)) {
        scene_box(frame->scene, box, 4, COLOUR_PANEL, COLOUR_ACCENT, 1);
        pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + 17, FACE_PROSE_BOLD,
                    TYPE_SMALL, COLOUR_ACCENT, "?");
        return;
    }
    if (state != ATTN_STATE_READY) {
        scene_hatch(frame->scene, box, COLOUR_FAINT);
        return;
    }
    struct plate plate = plate_of(frame, op, ATTN_PART_VALUE, false);
    float aspect = (float)plate.columns / (float)plate.rows;
    float wide = aspect >= 1 ? THUMB : fmaxf(8, THUMB * aspect);
    float high = aspect >= 1 ? fmaxf(8, THUMB / aspect) : THUMB;
    plate.rect = (struct rect){box.x + (THUMB - wide) / 2, box.y + (THUMB - high) / 2, wide, high};
    struct heatmap map = plate_heatmap(frame, &plate);
    map.gap = 0;
    scene_heatmap(frame->scene, plate.rect, &map);
}

/* The shape of the one on stage wears its axes' colours. */
static void write_shape(const struct frame *frame, int op, float x, float baseline, bool here)
{
    char text[64];
    const struct attn_shape *s = &op_at(frame, op)->shape;
    const char *plain = shape_of(frame, op, text, sizeof text);
    bool sized = here && op_at(frame, op)->state != ATTN_STATE_FAILED &&
                 op_at(frame, op)->state != ATTN_STATE_NOT_REACHED &&
                 !model_hides(frame->model, op);
    struct pen pen = frame_pen(frame, x, baseline, FACE_CODE, TYPE_LABEL, COLOUR_MUTED);
    if (!sized) {
        pen_write(&pen, plain);
        return;
    }
    for (int i = 0; i < s->rank; i++) {
        char size[16];
        snprintf(size, sizeof size, "%d", s->size[i]);
        pen_write(&pen, i ? "·" : "");
        pen_colour(&pen, theme_axis_colour(s->axis[i]), size);
    }
}

static void draw_words(const struct frame *frame, const struct line *line, const struct stop *stop)
{
    char text[64];
    struct rect band = frame->layout.band;
    bool here = stop->op == frame->model->shown, two = two_lines(frame);
    bool lit = stop->op == frame->model->lit;
    float x = stop->x, name = band.y + (two ? NAME : NAME_SMALL);
    if (line->detail == DOTS_ONLY && !here) {
        return;
    }
    if (here) {
        draw_thumbnail(frame, (struct rect){x, band.y + (two ? 16 : 8), THUMB, THUMB}, stop->op);
        x += THUMB + 8;
    }
    const char *label = name_of(frame, stop->op, text, sizeof text);
    scene_text(frame->scene, x, name, here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL,
               here  ? COLOUR_INK
               : lit ? COLOUR_ACCENT
                     : COLOUR_MUTED,
               label);
    if (two && (here || line->detail == WITH_SHAPES)) {
        write_shape(frame, stop->op, x, band.y + SHAPE, here);
    } else if (here) {
        write_shape(frame, stop->op, x + name_width(frame, stop->op, true) + 8, name, true);
    }
}

/* The dot, on the line: large where one is, a ring where it raised, faint behind that. */
static void draw_dot(const struct frame *frame, const struct stop *stop, bool passed, bool hovered)
{
    const struct attn_op *op = op_at(frame, stop->op);
    bool here = stop->op == frame->model->shown, lit = stop->op == frame->model->lit;
    float x = stop->x + 3, y = frame->layout.band.y, radius = here || lit || hovered ? 4 : 2.5f;
    struct rect dot = {x - radius, y - radius, 2 * radius, 2 * radius};
    if (op->state == ATTN_STATE_FAILED && !model_hides(frame->model, stop->op)) {
        struct rect ring = {x - 5, y - 5, 10, 10};
        scene_box(frame->scene, ring, 5, COLOUR_ERROR_SOFT, COLOUR_ERROR, 2);
        return;
    }
    scene_box(frame->scene, dot, radius,
              passed || here || lit || hovered ? COLOUR_ACCENT : COLOUR_FAINT, COLOUR_NONE, 0);
}

static void draw_stop(const struct frame *frame, const struct line *line, int i, int here)
{
    struct rect band = frame->layout.band;
    const struct stop *stop = &line->stops[i];
    float next = i + 1 < line->count ? line->stops[i + 1].x : stop->x + stop->width + GAP;
    struct rect box = {stop->x - 6, band.y - 4,
                       fmaxf(HIT, fminf(next - stop->x, stop->width + GAP)), band.h + 2};
    bool hovered = frame_hovered(frame, box);
    if (hovered && stop->op != frame->model->shown) {
        scene_box(frame->scene, (struct rect){box.x, band.y + 8, box.w, band.h - 12}, 6,
                  COLOUR_SOFT, COLOUR_NONE, 0);
    }
    draw_words(frame, line, stop);
    draw_dot(frame, stop, i <= here, hovered);
    if (i == here && frame->model->focus == FOCUS_PIPELINE) {
        scene_box(frame->scene, (struct rect){box.x, band.y + 8, box.w, band.h - 10}, 8,
                  COLOUR_NONE, COLOUR_ACCENT, 2);
    }
    scene_target(frame->scene, box, (struct action){.kind = ACTION_SHOW, .index = stop->op});
}

void panel_pipeline(const struct frame *frame)
{
    struct rect band = frame->layout.band;
    struct line line = {.count = 0};
    int here = -1;
    if (band.w == 0) {
        return;
    }
    lay_line(frame, &line);
    for (int i = 0; i < line.count; i++) {
        here = line.stops[i].op == frame->model->shown ? i : here;
    }
    scene_line(frame->scene, band.x, band.y, band.x + band.w, band.y, COLOUR_LINE, 1, 0);
    if (here >= 0) {
        scene_line(frame->scene, band.x, band.y - 0.5f, line.stops[here].x, band.y - 0.5f,
                   COLOUR_ACCENT, 1, 0);
    }
    for (int i = 0; i < line.count; i++) {
        draw_stop(frame, &line, i, here);
    }
}
