/* Some columns under the place that they are cut from, at one scale: a slice is a window, no copy. */
#include "app/stage/blocks.h"
#include "app/stage/pictures.h"
#include "app/stage/ruler.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

static const float NAME = BLOCKS_NAME;

bool picture_slice_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op), *in;
    return picture_takes(frame, op, &in) && attn_kind_about(o->kind)->form == ATTN_FORM_SAME &&
           o->operand_count == 1 && o->shape.rank == in->shape.rank;
}

void picture_slice(const struct frame *frame, int index, const struct space *space)
{
    struct rect area = space->below;
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    struct plate plates[2] = {plate_of(frame, op->operands[0], ATTN_PART_VALUE, false),
                              plate_of(frame, index, ATTN_PART_VALUE, false)};
    float left = plate_label_room(frame);
    float scale = fminf((float)BLOCKS_CELL, (area.w - left - 8) / (float)plates[0].columns);
    float room = (area.h - 2 * NAME - 90) / 2;
    char text[64];
    blocks_size(&plates[0], area.x + left, area.y + NAME, scale, room);
    blocks_size(&plates[1], area.x + left + (float)op->start * scale,
                area.y + 2 * NAME + plates[0].rect.h + 46, scale, room);
    plates[0].labels = PLATE_NAME | PLATE_ROWS;
    plates[1].labels = PLATE_NAME;
    struct rect cut = {plates[1].rect.x, plates[0].rect.y, plates[1].rect.w, plates[0].rect.h};
    for (int i = 0; i < 2; i++) {
        plate_draw(frame, &plates[i]);
    }
    scene_box(frame->scene, (struct rect){cut.x - 2, cut.y - 2, cut.w + 4, cut.h + 4}, 3,
              COLOUR_NONE, COLOUR_HEAD, 2);
    float from = cut.y + cut.h + 4, to = plates[1].rect.y - NAME;
    scene_line(frame->scene, cut.x, from, cut.x, to, COLOUR_HEAD, 1, 3);
    scene_line(frame->scene, cut.x + cut.w, from, cut.x + cut.w, to, COLOUR_HEAD, 1, 3);
    snprintf(text, sizeof text, "[%d:%d]", op->start, op->start + blocks_width(frame, &plates[1]));
    ruler_draw(frame, plates[1].rect.x, plates[1].rect.w, plates[1].rect.y + plates[1].rect.h + 12,
               COLOUR_HEAD, 2, FACE_CODE_BOLD, TYPE_SMALL, text);
    stage_lights(frame, plates, 2, 1);
}
