/* The layer beside: the step's, or where it names none the one that works. Its tensors are paired
 * with the model's by role, so that both can be stepped through together. */
#include "app/model.h"

#include <stdio.h>
#include <string.h>

static bool plan(struct model *model, struct attn_error *error)
{
    struct attn_config other = model->config;
    if (model_step(model)->beside_count > 0) {
        return lesson_prepare_beside(model_lesson(model), model_step(model), &model->config,
                                     model_mask(model), model->trace, model->beside.trace, error);
    }
    other.wiring =
        other.wiring == ATTN_WIRING_PROJECTED ? ATTN_WIRING_FULL_WIDTH : ATTN_WIRING_PROJECTED;
    return lesson_prepare(model_lesson(model), model_step(model), &other, model_mask(model),
                          model->beside.trace, error);
}

void beside_refresh(struct model *model)
{
    struct beside *b = &model->beside;
    struct attn_error error = {0};
    b->of[0] = NULL; /* to be measured again */
    b->there = b->shown && plan(model, &error) &&
               ranges_refresh(b->trace, &b->ranges, &b->range_capacity, &error);
}

/* Where the names of one role differ: separate heads say "out", those in one tensor "context". */
static const char *const roles[][2] = {
    {"out", "context"}, {"Q", "Q_heads"}, {"K", "K_heads"}, {"V", "V_heads"}};

static int find_own(const struct attn_trace *trace, int head, const char *own)
{
    char name[ATTN_NAME_MAX];
    snprintf(name, sizeof name, "heads.%d.%.30s", head, own);
    int op = attn_trace_find(trace, name);
    return op >= 0 ? op : attn_trace_find(trace, own);
}

int beside_pair(const struct model *model, int index)
{
    const struct attn_op *op = attn_trace_op(model->trace, index);
    const struct attn_trace *trace = model->beside.trace;
    const char *own = op_own_name(op);
    bool in_head = op->head >= 0, split = op->shape.rank == 4;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        bool from = in_head && strcmp(own, roles[i][0]) == 0;
        bool to = split && strcmp(own, roles[i][1]) == 0;
        int found = from ? attn_trace_find(trace, roles[i][1])
                    : to ? find_own(trace, model->head, roles[i][0])
                         : -1;
        if (found >= 0) {
            return found;
        }
    }
    return in_head || split ? find_own(trace, model->head, own) : attn_trace_find(trace, op->name);
}

/* Of a tensor of all heads the head on view, without its axis. */
static struct attn_tensor one_head(const struct model *model, struct attn_tensor tensor)
{
    if (tensor.shape.rank != 4 || tensor.shape.axis[1] != ATTN_AXIS_HEAD || !tensor.data) {
        return tensor;
    }
    tensor.data += tensor.stride[1] * model->head;
    for (int i = 1; i < 3; i++) {
        tensor.shape.size[i] = tensor.shape.size[i + 1];
        tensor.shape.axis[i] = tensor.shape.axis[i + 1];
        tensor.stride[i] = tensor.stride[i + 1];
    }
    tensor.shape.rank = 3;
    return tensor;
}

void beside_measure(struct model *model)
{
    struct beside *b = &model->beside;
    int pair = b->there ? beside_pair(model, model->shown) : -1;
    b->comparable = b->comparable && pair >= 0;
    if (pair < 0) {
        return;
    }
    struct attn_tensor x =
        one_head(model, attn_trace_tensor(model->trace, model->shown, ATTN_PART_VALUE));
    struct attn_tensor y = one_head(model, attn_trace_tensor(b->trace, pair, ATTN_PART_VALUE));
    if (b->of[0] == x.data && b->of[1] == y.data && b->step == model->step) {
        return;
    }
    b->of[0] = x.data;
    b->of[1] = y.data;
    b->step = model->step;
    b->comparable = x.data && y.data && attn_measure_difference(&x, &y, &b->difference);
}
