/* How the pictures look at the model's layer: not through what a question hides. */
#include "app/model/model.h"

struct lens model_lens(const struct model *model)
{
    struct lens lens = {.trace = model->trace,
                        .config = &model->config,
                        .ranges = model->ranges,
                        .range_count = model->range_capacity,
                        .shown = model->shown,
                        .item = model->item,
                        .head = model->head,
                        .lit = model->lit,
                        /* the range of all heads would tell of hidden ones */
                        .all_heads = model->all_heads && !model_hides_some(model)};
    lens.cell.op = model_focus_cell(model, &lens.cell.row, &lens.cell.column);
    return lens;
}
