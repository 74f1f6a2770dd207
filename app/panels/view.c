/* The frame: every panel once, back to front. */
#include "app/panels/panels.h"

void view(const struct model *model, const struct measure *measure, struct scene *scene)
{
    struct frame frame = {model, model_lens(model), scene, measure, layout_of(model)};
    scene_begin(scene);
    scene_rect(scene, frame.layout.window, COLOUR_GROUND);
    panel_stage(&frame);
    panel_inspector(&frame);
    panel_outline(&frame);
    panel_prose(&frame);
    panel_pipeline(&frame);
    panel_topbar(&frame);
    panel_help(&frame);
}
