/* The frame: every panel once, back to front. */
#include "app/panels/panels.h"

void view(const struct model *model, const struct measure *measure, struct scene *scene)
{
    struct frame frame = {model, model_lens(model), scene, measure, layout_of(model)};
    scene_begin(scene);
    scene_rect(scene, frame.layout.window, COLOUR_GROUND);
    if (model->blank) {
        scene_rect(scene, frame.layout.window, COLOUR_BLACK);
        return;
    }
    for (int i = 0; i < panels_count(); i++) {
        const struct panel *panel = panel_at(i);
        if (panel_place(panel, &frame.layout).w > 0) {
            panel->draw(&frame);
        }
    }
}
