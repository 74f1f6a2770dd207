/* What all arrangements share: notes beside the result, and the light on rows, columns, cells. */
#include "app/stage/stage.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

float stage_notes(const struct frame *frame, const struct plate *result, float x, float y,
                  float width)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, result->op);
    int rank = op->shape.rank;
    float top = y;
    if (y + 20 > frame->layout.stage.y + frame->layout.stage.h) {
        return 0;
    }
    if (rank > 1 && op->shape.axis[rank - 2] == ATTN_AXIS_QUERY) {
        struct pen pen = frame_pen(frame, x, y, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED);
        pen_write(&pen, string(STRING_ROW_QUERY));
        pen.x = x;
        pen.baseline = y += 16;
        pen_write(&pen, string(STRING_COLUMN_KEY));
        y += 14;
    } else {
        y -= 8;
    }
    if (y + 44 > frame->layout.stage.y + frame->layout.stage.h) {
        return y - top; /* no room for all of the bar: better none */
    }
    plate_colour_bar(frame, result, x, y, width);
    y += 42;
    if (lens_own_range(&frame->lens, result->op).hidden) {
        scene_hatch(frame->scene, (struct rect){x, y + 8, 12, 12}, COLOUR_MUTED);
        scene_text(frame->scene, x + 19, y + 18, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
                   string(STRING_HIDDEN));
        y += 24;
    }
    return y - top;
}

void stage_lights(const struct frame *frame, const struct plate *plates, int count, int result)
{
    const struct lens_cell *cell = &frame->lens.cell;
    struct attn_explanation e;
    if (!lens_explain(&frame->lens, &e)) {
        return;
    }
    for (int i = 0; i < count; i++) {
        if (plates[i].rect.w == 0) {
            continue;
        }
        for (int k = 0; k < e.read_count; k++) {
            plate_frame_region(frame, &plates[i], &e.reads[k], COLOUR_INK);
        }
        if (plates[i].op == cell->op && plates[i].part == ATTN_PART_VALUE &&
            !plates[i].transposed) {
            plate_frame_cell(frame, &plates[i], cell->row, cell->column, COLOUR_ACCENT);
        }
    }
    bool focused = frame->model->focus == FOCUS_STAGE;
    if (focused) { /* a visible focus: the result as a whole wears a ring */
        struct rect r = plates[result].rect;
        scene_box(frame->scene, (struct rect){r.x - 6, r.y - 6, r.w + 12, r.h + 12}, 6, COLOUR_NONE,
                  COLOUR_ACCENT_MID, 2);
    }
}
