/* A flow of blocks, and what of it has the focus. */
#include "app/panels/clinic.h"

bool clinic_block(struct clinic_flow *flow, float height, struct rect *rect)
{
    const float air = 0.5f;
    struct rect v = flow->view;
    *rect = (struct rect){v.x, v.y + flow->y - flow->offset, v.w, height};
    flow->y += height;
    return !flow->dry && rect->y >= v.y - air && rect->y + height <= v.y + v.h + air;
}

void clinic_gap(struct clinic_flow *flow, float height)
{
    flow->y += height;
}

bool clinic_focused(const struct clinic_flow *flow, enum clinic_stop stop)
{
    return flow->clinic->stop == stop && flow->frame->model->over == OVER_NOTHING;
}

void clinic_stop_in(struct clinic_flow *flow, float height, enum clinic_stop stop)
{
    if (flow->clinic->stop == stop) {
        flow->focus = flow->y;
        flow->focus_to = flow->y + height;
    }
}

void clinic_button(struct clinic_flow *flow, struct rect rect, const struct button *button,
                   enum clinic_stop stop)
{
    struct button b = *button;
    b.focused = clinic_focused(flow, stop);
    b.action = (struct action){.kind = ACTION_CLINIC_STOP, .index = (int)stop};
    button_draw(flow->frame, rect, &b);
}
