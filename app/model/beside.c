/* The layer beside: the step's, or where it names none the one that works. Its tensors are paired
 * with the model's by role, so that both can be stepped through together. */
#include "app/model/model.h"

#include "app/model/limit.h"
#include "app/model/role.h"
#include "app/model/sentence.h"

static bool plan(struct model *model, struct attn_error *error)
{
    struct attn_config other = model->config;
    if (model->beside.with >= 0) {
        other.wiring = (enum attn_wiring)model->beside.with;
        return lesson_prepare(model_lesson(model), model_step(model), &other, model_mask(model),
                              model->beside.trace, error);
    }
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
    bool own = false;
    b->there = b->shown && plan(model, &error) && sentence_give(model, b->trace, &own, &error) &&
               ranges_refresh(b->trace, &b->ranges, &b->range_capacity, &error);
    if (error.kind == ATTN_ERROR_MEMORY) {
        model->error = error;
    }
}

void beside_turn(struct model *model, int by)
{
    struct beside *b = &model->beside;
    b->with = b->shown ? b->with : -1; /* from the step's own */
    do {
        b->with = (b->with + 1 + by + ATTN_WIRING_COUNT + 1) % (ATTN_WIRING_COUNT + 1) - 1;
    } while (b->with == (int)model->config.wiring);
    b->shown = true;
    beside_refresh(model);
}

int beside_pair(const struct model *model, int index)
{
    return role_find(model->beside.trace, attn_trace_op(model->trace, index)->name, model->head);
}

struct lens beside_lens(const struct model *model)
{
    const struct beside *b = &model->beside;
    struct lens lens = {.trace = b->trace,
                        .config = attn_trace_config(b->trace),
                        .ranges = b->ranges,
                        .range_count = b->range_capacity,
                        .shown = beside_pair(model, model->shown),
                        .cell.op = -1,
                        .lit = model->lit < 0 ? -1 : beside_pair(model, model->lit),
                        .all_heads = model->all_heads,
                        .beside = true};
    lens.item = limit(model->item, 0, lens.config->batch - 1);
    lens.head = limit(model->head, 0, lens_heads(&lens) - 1);
    if (lens.shown >= 0) {
        const struct attn_op *op = attn_trace_op(b->trace, lens.shown);
        int rows, columns;
        op_grid(op, &rows, &columns);
        lens.cell.row = limit(model->row, 0, rows - 1);
        lens.cell.column = limit(model->column, 0, columns - 1);
        lens.cell.op = op_has_cell(op, lens.cell.row, lens.cell.column) ? lens.shown : -1;
    }
    return lens;
}

/* Of a tensor of all heads the head on view, without its axis. */
static struct attn_tensor one_head(const struct model *model, struct attn_tensor tensor)
{
    if (tensor.shape.rank != 4 || tensor.shape.axis[1] != ATTN_AXIS_HEAD || !tensor.data) {
        return tensor;
    }
    if (model->head >= tensor.shape.size[1]) {
        return (struct attn_tensor){0};
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
    if (pair < 0) {
        b->comparable = false;
        b->of[0] = NULL; /* measured again when there is a pair */
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
