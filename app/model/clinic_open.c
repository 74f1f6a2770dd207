/* From an answer into the course: the step that suits the layer best, with the layer's own sizes. */
#include "app/model/clinic_parts.h"
#include "app/model/link.h"
#include "app/model/model.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

/* How well a step suits: it is of this wiring; it shows what fails; it asks nothing. */
static int suits(const struct lesson_step *step, const struct clinic_layer *layer)
{
    bool wiring = step->config.wiring == layer->config.wiring;
    bool plain = step->config.mask != ATTN_MASK_GIVEN && !step->layer;
    bool shows = strcmp(step->show, layer->op) == 0, told = step->ask == LESSON_ASK_NOTHING;
    return !plain ? 0 : wiring ? 3 + 2 * shows + told : 1;
}

static void find_step(const struct model *model, const struct clinic_layer *layer, int *lesson,
                      int *step)
{
    int best = 0;
    for (int l = 0; l < model->course->count; l++) {
        for (int s = 0; s < model->course->lessons[l]->step_count; s++) {
            int fit = suits(&model->course->lessons[l]->steps[s], layer);
            if (fit > best) {
                best = fit;
                *lesson = l;
                *step = s;
            }
        }
    }
}

/* The layer's sizes, in all else as shipped; it is to run, so the step's budget holds. */
static struct attn_config config_of(const struct clinic *c, const struct lesson_step *step,
                                    bool twin)
{
    struct attn_config config = twin ? c->twin : c->layer.config;
    config.budget = step->config.budget;
    config.seed = step->config.seed;
    return config;
}

void clinic_open_layer(struct model *model, bool twin)
{
    struct clinic *c = &model->clinic;
    struct link link;
    struct link_notes notes = {0};
    int lesson = model->lesson, step = model->step;
    find_step(model, &c->layer, &lesson, &step);
    const struct lesson_step *to = &model->course->lessons[lesson]->steps[step];
    link_begin(&link, to);
    link.config = config_of(c, to, twin);
    if (!twin) {
        snprintf(link.show, sizeof link.show, "%s", c->layer.op);
    }
    if (link_apply(model, lesson, step, &link, &notes) != LINK_OPENED) {
        return;
    }
    c->open = false;
    if (notes.count > 0) {
        link_tell(model, &notes);
    } else {
        model_say(model, string(twin ? STRING_CLINIC_AT_TWIN : STRING_CLINIC_AT_LAYER), true);
    }
}
