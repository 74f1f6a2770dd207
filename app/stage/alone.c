/* A tensor by itself: what goes in, and parameters. */
#include "app/stage/pictures.h"
#include "app/stage/stage.h"

#include <math.h>

static const float ABOVE = 52;

bool picture_alone_fits(const struct frame *frame, int op)
{
    enum attn_state state = attn_trace_op(frame->lens.trace, op)->state;
    return state == ATTN_STATE_READY || state == ATTN_STATE_PLANNED;
}

void picture_alone(const struct frame *frame, int index, const struct space *space)
{
    struct rect area = space->below;
    struct plate plate = plate_of(frame, index, ATTN_PART_VALUE, false);
    plate.labels = PLATE_ROWS | PLATE_COLUMNS | PLATE_NAME | PLATE_AXIS_BELOW;
    float labels = plate_label_room(frame);
    float below = plate_below_room(frame, &plate) + 18;
    float wide = (area.w - labels - 150) / (float)plate.columns;
    float high = (area.h - ABOVE - below) / (float)plate.rows;
    float cell = fminf(96, fminf(wide, high));
    plate.rect.w = (cell < 4 ? wide : cell) * (float)plate.columns;
    plate.rect.h = (cell < 4 ? high : cell) * (float)plate.rows;
    plate.rect.x = area.x + labels + fmaxf(0, (area.w - labels - 150 - plate.rect.w) / 2);
    plate.rect.y = area.y + ABOVE + fmaxf(0, (area.h - ABOVE - below - plate.rect.h) / 2);
    plate_draw(frame, &plate);
    stage_notes(frame, &plate, plate.rect.x + plate.rect.w + 24, plate.rect.y + 10, 108);
    stage_lights(frame, &plate, 1, 0);
}

bool picture_takes(const struct frame *frame, int op, const struct attn_op **in)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    if (!picture_alone_fits(frame, op) || o->operand_count == 0 || o->shape.rank == 0) {
        return false;
    }
    *in = attn_trace_op(frame->lens.trace, o->operands[0]);
    return true;
}
