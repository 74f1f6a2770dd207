/* The pipeline: a thumbnail, the name and the shape of every tensor of the layer, in order. */
#include "app/panels/panels.h"

#include "app/plate.h"
#include "app/strings.h"

#include <math.h>

enum { MOST = MODEL_HISTORY_MAX };

static const float THUMB_HIGH = 40, THUMB_WIDE = 66, MARGIN = 14, NAME = 24, SHAPE = 9;

static void draw_thumbnail(const struct frame *frame, struct rect box, int op)
{
    struct plate plate = plate_of(frame, op, ATTN_PART_VALUE, false);
    float high = fminf(THUMB_HIGH, box.h - 46);
    float cell = fminf(THUMB_WIDE / (float)plate.columns, high / (float)plate.rows);
    cell = fminf(cell, 8);
    plate.rect.w = fmaxf(cell * (float)plate.columns, 4);
    plate.rect.h = fmaxf(cell * (float)plate.rows, 4);
    plate.rect.x = box.x + (box.w - plate.rect.w) / 2;
    plate.rect.y = box.y + 8 + (high - plate.rect.h) / 2;
    struct heatmap map = plate_heatmap(frame, &plate);
    map.gap = 0;
    scene_heatmap(frame->scene, plate.rect, &map);
}

static void draw_state(const struct frame *frame, struct rect box, const struct attn_op *op)
{
    float middle = box.x + box.w / 2, line = box.y + box.h - SHAPE;
    if (op->state == ATTN_STATE_FAILED || op->state == ATTN_STATE_NOT_REACHED) {
        bool failed = op->state == ATTN_STATE_FAILED;
        text_centred(frame->scene, frame->measure, middle, line, FACE_CODE, 10.5f,
                     failed ? COLOUR_ERROR : COLOUR_MUTED,
                     string(failed ? STRING_RAISES : STRING_NOT_REACHED));
        return;
    }
    char text[64];
    attn_shape_text(&op->shape, text, sizeof text);
    float width = measure_width(frame->measure, FACE_CODE, 10.5f, text);
    struct pen pen = frame_pen(frame, middle - width / 2, line, FACE_CODE, 10.5f, COLOUR_MUTED);
    pen_shape(&pen, &op->shape, false);
}

static void draw_stop(const struct frame *frame, struct rect box, int index)
{
    const struct model *model = frame->model;
    const struct attn_op *op = attn_trace_op(model->trace, index);
    bool here = index == model->shown, lit = index == model->lit;
    if (here || lit) {
        bool focused = here && model->focus == FOCUS_PIPELINE;
        scene_box(frame->scene, box, 8, here ? COLOUR_ACCENT_SOFT : COLOUR_NONE, COLOUR_ACCENT,
                  focused || lit ? 2 : 1);
    }
    draw_thumbnail(frame, box, index);
    text_fitted(frame->scene, frame->measure,
                box.x +
                    fmaxf(4, (box.w - measure_width(frame->measure, FACE_PROSE, 12, op->name)) / 2),
                box.y + box.h - NAME, box.w - 8, FACE_PROSE, 12, COLOUR_INK, op->name);
    draw_state(frame, box, op);
    scene_target(frame->scene, box, (struct action){.kind = ACTION_SHOW, .index = index});
}

void panel_pipeline(const struct frame *frame)
{
    struct rect panel = frame->layout.pipeline;
    int ops[MOST];
    int count = model_pipeline(frame->model, ops, MOST);
    scene_rect(frame->scene, panel, COLOUR_PANEL);
    scene_line(frame->scene, 0, panel.y, panel.w, panel.y, COLOUR_LINE, 1, 0);
    float pitch = (panel.w - 2 * MARGIN) / (float)count;
    for (int i = 0; i < count; i++) {
        float x = panel.x + MARGIN + (float)i * pitch;
        draw_stop(frame, (struct rect){x + 4, panel.y + 5, pitch - 8, panel.h - 10}, ops[i]);
        if (i > 0) {
            text_centred(frame->scene, frame->measure, x, panel.y + panel.h / 2 - 11, FACE_PROSE,
                         12, COLOUR_MUTED, "›");
        }
    }
}
