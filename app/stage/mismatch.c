/* A product whose two sides do not meet: what comes in, and the weight that is too short or too long. */
#include "app/stage/blocks.h"
#include "app/stage/pictures.h"

bool picture_mismatch_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    return o->state == ATTN_STATE_FAILED && attn_kind_about(o->kind)->flattens;
}

void picture_mismatch(const struct frame *frame, int op, const struct space *space)
{
    int in = attn_trace_op(frame->lens.trace, op)->operands[0];
    struct blocks b = {.top = plate_of(frame, in, ATTN_PART_VALUE, false), .consumer = op};
    blocks_draw(frame, &b, space->below);
}
