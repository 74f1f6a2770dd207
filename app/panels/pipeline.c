/* The pipeline: a thumbnail, the name and the shape of every tensor of the layer, in order. */
#include "app/panels/panels.h"

#include "app/stage/plate.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float THUMB_HIGH = 40, THUMB_WIDE = 66, THUMB_LEAST = 16, TIGHT = 9, MARGIN = 14,
                   NAME = 24, SHAPE = 9;

/* What has no numbers: hatched. */
static void draw_empty(const struct frame *frame, struct rect box, enum colour edge)
{
    float high = fminf(THUMB_HIGH, box.h - 46) - 8, wide = fminf(48, box.w - 12);
    struct rect rect = {box.x + (box.w - wide) / 2, box.y + 12, wide, high};
    scene_hatch(frame->scene, rect, COLOUR_LINE);
    scene_box(frame->scene, rect, 2, COLOUR_NONE, edge, 1);
}

static void draw_thumbnail(const struct frame *frame, struct rect box, int op)
{
    enum attn_state state = attn_trace_op(frame->model->trace, op)->state;
    if (model_hides(frame->model, op)) {
        pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + 36, FACE_PROSE_BOLD,
                    18, COLOUR_ACCENT, "?");
        return;
    }
    if (state != ATTN_STATE_READY) {
        draw_empty(frame, box, state == ATTN_STATE_FAILED ? COLOUR_ERROR : COLOUR_LINE);
        return;
    }
    struct plate plate = plate_of(frame, op, ATTN_PART_VALUE, false);
    float high = fminf(THUMB_HIGH, box.h - 46);
    float wide = fminf(THUMB_WIDE, box.w - 8);
    float cell = fminf(wide / (float)plate.columns, high / (float)plate.rows);
    cell = fminf(cell, 8);
    plate.rect.w = fmaxf(cell * (float)plate.columns, THUMB_LEAST);
    plate.rect.h = fmaxf(cell * (float)plate.rows, THUMB_LEAST); /* wide ones are stretched */
    plate.rect.x = box.x + (box.w - plate.rect.w) / 2;
    plate.rect.y = box.y + 8 + (high - plate.rect.h) / 2;
    struct heatmap map = plate_heatmap(frame, &plate);
    map.gap = 0;
    scene_heatmap(frame->scene, plate.rect, &map);
}

/* "32,8,10,32": what goes into a narrow place. */
static void write_tight(const struct frame *frame, float middle, float line,
                        const struct attn_shape *shape)
{
    char text[64] = "";
    size_t used = 0;
    for (int i = 0; i < shape->rank; i++) {
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%d", i ? "," : "", shape->size[i]);
    }
    float width = measure_width(frame->measure, FACE_CODE, TIGHT, text);
    struct pen pen = frame_pen(frame, middle - width / 2, line, FACE_CODE, TIGHT, COLOUR_MUTED);
    for (int i = 0; i < shape->rank; i++) {
        snprintf(text, sizeof text, "%d", shape->size[i]);
        pen_write(&pen, i ? "," : "");
        pen_colour(&pen, theme_axis_colour(shape->axis[i]), text);
    }
}

/* "(32, 10, 256)", smaller or without spaces where that does not fit. */
static void write_shape(const struct frame *frame, float middle, float line, float room,
                        const struct attn_shape *shape, const char *before)
{
    char text[96];
    float size = 10.5f;
    size_t used = (size_t)snprintf(text, sizeof text, "%s", before);
    attn_shape_text(shape, text + used, sizeof text - used);
    float width = measure_width(frame->measure, FACE_CODE, size, text);
    while (width > room && size > TIGHT) {
        size -= 0.5f;
        width = measure_width(frame->measure, FACE_CODE, size, text);
    }
    if (width > room) {
        write_tight(frame, middle, line, shape);
        return;
    }
    struct pen pen = frame_pen(frame, middle - width / 2, line, FACE_CODE, size, COLOUR_MUTED);
    pen_write(&pen, before);
    pen_shape(&pen, shape, false);
}

static void draw_state(const struct frame *frame, struct rect box, const struct attn_op *op)
{
    float middle = box.x + box.w / 2, line = box.y + box.h - SHAPE;
    if (op->state == ATTN_STATE_FAILED || op->state == ATTN_STATE_NOT_REACHED) {
        bool failed = op->state == ATTN_STATE_FAILED;
        pen_centred(frame->scene, frame->measure, middle, line, FACE_CODE, 10.5f,
                    failed ? COLOUR_ERROR : COLOUR_MUTED,
                    string(failed ? STRING_RAISES : STRING_NOT_REACHED));
        return;
    }
    write_shape(frame, middle, line, box.w - 4, &op->shape, "");
}

static void write_name(const struct frame *frame, struct rect box, const char *name,
                       enum colour colour)
{
    float width = measure_width(frame->measure, FACE_PROSE, 12, name);
    pen_fitted(frame->scene, frame->measure, box.x + fmaxf(4, (box.w - width) / 2),
               box.y + box.h - NAME, box.w - 8, FACE_PROSE, 12, colour, name);
}

/* The box behind a stop: where one is, what the pointer's word means, what failed. */
static void draw_box(const struct frame *frame, struct rect box, int index)
{
    const struct model *model = frame->model;
    bool here = index == model->shown, lit = index == model->lit;
    bool failed = attn_trace_op(model->trace, index)->state == ATTN_STATE_FAILED &&
                  !model_hides(model, index);
    if (!here && !lit && !failed) {
        return;
    }
    bool focused = here && model->focus == FOCUS_PIPELINE;
    enum colour fill = failed ? COLOUR_ERROR_SOFT : here ? COLOUR_ACCENT_SOFT : COLOUR_NONE;
    enum colour edge = !failed ? COLOUR_ACCENT : here ? COLOUR_ERROR : COLOUR_NONE;
    scene_box(frame->scene, box, 8, fill, edge, focused || lit ? 2 : 1);
}

static void draw_stop(const struct frame *frame, struct rect box, int index)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, index);
    draw_box(frame, box, index);
    draw_thumbnail(frame, box, index);
    bool hidden = model_hides(frame->model, index);
    bool failed = op->state == ATTN_STATE_FAILED && !hidden;
    write_name(frame, box, op_own_name(op), failed ? COLOUR_ERROR : COLOUR_INK);
    if (!hidden) {
        draw_state(frame, box, op);
    }
    scene_target(frame->scene, box, (struct action){.kind = ACTION_SHOW, .index = index});
}

/* What stands for the heads that are not on view: little sheets, their number, their shape. */
static void draw_more(const struct frame *frame, struct rect box, int last)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, last);
    int more = model_heads(frame->model) - 1;
    char text[48];
    snprintf(text, sizeof text, string(more == 1 ? STRING_MORE_HEAD : STRING_MORE_HEADS), more);
    for (int i = 2; i >= 0; i--) {
        float by = (float)i * 5;
        struct rect sheet = {box.x + box.w / 2 - 22 + by, box.y + 16 - by, 36, 24};
        scene_box(frame->scene, sheet, 3, COLOUR_PANEL, COLOUR_HEAD, 1);
    }
    write_name(frame, box, text, COLOUR_HEAD);
    if (op->shape.rank > 0 && !model_hides(frame->model, last)) {
        snprintf(text, sizeof text, "%d × ", more);
        write_shape(frame, box.x + box.w / 2, box.y + box.h - SHAPE, box.w - 4, &op->shape, text);
    }
    scene_target(frame->scene, box, (struct action){.kind = ACTION_NEXT_HEAD, .other = 1});
}

/* A line over the stops of the head on view, with its name. */
static void mark_heads(const struct frame *frame, const int *ops, int count, struct rect panel,
                       float pitch)
{
    int first = -1, last = -1;
    char text[32];
    for (int i = 0; i < count; i++) {
        if (ops[i] >= 0 && attn_trace_op(frame->model->trace, ops[i])->head >= 0) {
            first = first < 0 ? i : first;
            last = i;
        }
    }
    if (first < 0) {
        return;
    }
    float x = panel.x + MARGIN + (float)first * pitch + 6;
    float width = (float)(last - first + 1) * pitch - 12;
    snprintf(text, sizeof text, string(STRING_HEAD), frame->model->head);
    float label = measure_width(frame->measure, FACE_PROSE_BOLD, 10, text) + 12;
    scene_line(frame->scene, x, panel.y, x + width, panel.y, COLOUR_HEAD, 2, 0);
    struct rect tab = {x + 4, panel.y - 8, label, 16};
    scene_box(frame->scene, tab, 4, COLOUR_PANEL, COLOUR_HEAD, 1);
    pen_centred(frame->scene, frame->measure, tab.x + tab.w / 2, tab.y + 11.5f, FACE_PROSE_BOLD, 10,
                COLOUR_HEAD, text);
}

void panel_pipeline(const struct frame *frame)
{
    struct rect panel = frame->layout.pipeline;
    int ops[MODEL_PIPELINE_MAX];
    int count = model_pipeline(frame->model, ops, MODEL_PIPELINE_MAX);
    scene_rect(frame->scene, panel, COLOUR_PANEL);
    scene_line(frame->scene, 0, panel.y, panel.w, panel.y, COLOUR_LINE, 1, 0);
    float pitch = (panel.w - 2 * MARGIN) / (float)count, air = pitch > 90 ? 4 : 1;
    mark_heads(frame, ops, count, panel, pitch);
    for (int i = 0; i < count; i++) {
        float x = panel.x + MARGIN + (float)i * pitch;
        struct rect box = {x + air, panel.y + 5, pitch - 2 * air, panel.h - 10};
        if (ops[i] == PIPELINE_MORE_HEADS) {
            draw_more(frame, box, ops[i - 1]);
        } else {
            draw_stop(frame, box, ops[i]);
        }
        if (i > 0) {
            pen_centred(frame->scene, frame->measure, x, panel.y + panel.h / 2 - 11, FACE_PROSE, 12,
                        COLOUR_MUTED, "›");
        }
    }
}
