/* The rows' largest shares as figures: a picture for whatever holds shares of 1. */
#include "app/stage/pictures.h"

#include "app/scene/number.h"
#include "app/stage/plate.h"

bool picture_figures_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    return o->state == ATTN_STATE_READY && plate_is_weights(o, ATTN_PART_VALUE);
}

void picture_figures(const struct frame *frame, int op, const struct space *space)
{
    struct plate plate = plate_of(frame, op, ATTN_PART_VALUE, false);
    struct attn_tensor window = plate_heatmap(frame, &plate).tensor;
    for (int i = 0; i < plate.rows; i++) {
        char text[NUMBER_MAX];
        float most = 0;
        for (int j = 0; j < plate.columns; j++) {
            float share = attn_tensor_at(&window, (int[ATTN_RANK_MAX]){i, j});
            most = share > most ? share : most;
        }
        pen_centred(frame->scene, frame->measure, space->below.x + space->below.w / 2,
                     space->below.y + 40 + 24 * (float)i, FACE_CODE, 16, COLOUR_INK,
                     number_text(text, (double)most, 3));
    }
}
