/* A model's life: it begins on the course's first step, and ends. */
#include "app/model/model.h"

#include <stdlib.h>

bool model_init(struct model *model, const struct course *course)
{
    *model = (struct model){.course = course,
                            .zoom = 1,
                            .lit = -1,
                            .control = CONTROL_MASK,
                            .hover_x = -1,
                            .hover_y = -1};
    model->width = 1280;
    model->height = 800;
    model->trace = attn_trace_new(NULL);
    model->nudged = attn_trace_new(NULL);
    model->beside.trace = attn_trace_new(NULL);
    model->marks = calloc((size_t)model_step_index(model, course->count, 0) + 1, 1);
    model->history = history_new();
    if (!model->trace || !model->nudged || !model->beside.trace || !model->marks ||
        !model->history) {
        return false;
    }
    model_go(model, 0, 0);
    history_begin(model);
    return attn_trace_count(model->trace) > 0;
}

void model_clear(struct model *model)
{
    attn_trace_free(model->trace);
    attn_trace_free(model->nudged);
    attn_trace_free(model->beside.trace);
    history_free(model->history);
    free(model->beside.ranges);
    free(model->marks);
    free(model->ranges);
    *model = (struct model){0};
}
