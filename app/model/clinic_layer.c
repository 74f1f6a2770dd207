/* From an answer to the course: a layer that raises these very numbers, and the same layer of sizes at
 * which its mistake does not show. */
#include "app/model/clinic_parts.h"

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
