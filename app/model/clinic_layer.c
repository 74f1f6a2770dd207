/* From an answer to the course: a layer that raises these very numbers, and the same layer of sizes at
 * which its mistake does not show. */
#include "app/model/clinic_parts.h"
#include "app/model/link.h"
#include "app/model/model.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

/* Whether it runs to its end. */
static bool runs(const struct attn_config *config)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    bool good = trace && attn_trace_plan(trace, config, NULL) && attn_trace_failed(trace) < 0;
    attn_trace_free(trace);
    return good;
}

/* With one head a head's width is the layer's: what was mistaken for what is the same size. */
static void find_twin(struct clinic *c)
{
    enum attn_wiring wiring = c->layer.config.wiring;
    c->twin = c->layer.config;
    c->twin.heads = 1;
    bool hides = wiring == ATTN_WIRING_FULL_WIDTH || wiring == ATTN_WIRING_HEAD_DIM;
    c->has_twin = c->has_layer && hides && c->answer.class == CLINIC_CLASS_MM &&
                  c->layer.config.heads > 1 && runs(&c->twin);
}

void clinic_find_layer(struct clinic *c)
{
    c->has_layer = clinic_layers(&c->answer, NULL, &c->layer, 1) > 0;
    find_twin(c);
}

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
