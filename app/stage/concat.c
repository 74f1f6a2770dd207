/* Heads side by side, to scale, and below them, at the same scale, the weight that must take them all. */
#include "app/stage/blocks.h"
#include "app/stage/pictures.h"

/* The product that takes operation `index` as its first operand, or -1. */
static int consumer_of(const struct frame *frame, int index)
{
    for (int i = index + 1; i < attn_trace_count(frame->lens.trace); i++) {
        const struct attn_op *op = attn_trace_op(frame->lens.trace, i);
        if (attn_kind_about(op->kind)->product && op->operands[0] == index) {
            return i;
        }
    }
    return -1;
}

bool picture_concat_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op), *in;
    return picture_takes(frame, op, &in) && o->shape.axis[o->shape.rank - 1] == ATTN_AXIS_CONCAT &&
           attn_kind_about(o->kind)->form == ATTN_FORM_SAME;
}

void picture_concat(const struct frame *frame, int op, const struct space *space)
{
    struct blocks b = {.top = plate_of(frame, op, ATTN_PART_VALUE, false),
                       .consumer = consumer_of(frame, op)};
    blocks_draw(frame, &b, space->below);
}
