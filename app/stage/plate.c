/* One tensor as a plate: which of its numbers are on view, in which colours, where its cells lie. */
#include "app/stage/plate.h"

#include "app/model/role.h"
#include "app/scene/heatmap.h"

int plate_row_axis(const struct plate *plate, int rank)
{
    return plate->transposed ? rank - 1 : rank - 2;
}

int plate_column_axis(const struct plate *plate, int rank)
{
    return plate->transposed ? rank - 2 : rank - 1;
}

static struct attn_tensor tensor_of(const struct frame *frame, const struct plate *plate)
{
    return attn_trace_tensor(frame->lens.trace, plate->op, plate->part);
}

struct plate plate_of(const struct frame *frame, int op, enum attn_part part, bool transposed)
{
    struct plate plate = {.op = op, .part = part, .transposed = transposed};
    struct attn_shape shape = tensor_of(frame, &plate).shape;
    int rows = plate_row_axis(&plate, shape.rank), columns = plate_column_axis(&plate, shape.rank);
    bool there = shape.rank > 0;
    plate.rows = there && rows >= 0 && shape.size[rows] > 0 ? shape.size[rows] : 1;
    plate.columns = there && columns >= 0 && shape.size[columns] > 0 ? shape.size[columns] : 1;
    return plate;
}

bool plate_is_weights(const struct attn_op *op, enum attn_part part)
{
    bool shares = role_of(op) == ROLE_MASK || attn_kind_about(op->kind)->shares;
    return part == ATTN_PART_EXPS || part == ATTN_PART_KEEP || (part == ATTN_PART_VALUE && shares);
}

/* The rows and columns of the batch item and head on view. */
static struct attn_tensor window_of(const struct frame *frame, const struct plate *plate)
{
    struct attn_tensor tensor = tensor_of(frame, plate);
    struct attn_tensor window = {.data = attn_shape_count(&tensor.shape) ? tensor.data : NULL};
    int rank = tensor.shape.rank;
    int axes[2] = {plate_row_axis(plate, rank), plate_column_axis(plate, rank)};
    for (int i = 0; i < rank - 2 && window.data; i++) {
        window.data += tensor.stride[i] * lens_index(&frame->lens, tensor.shape.axis[i]);
    }
    window.shape.rank = 2;
    for (int i = 0; i < 2; i++) {
        bool there = axes[i] >= 0;
        window.shape.size[i] = there ? tensor.shape.size[axes[i]] : 1;
        window.shape.axis[i] = there ? tensor.shape.axis[axes[i]] : ATTN_AXIS_TOKEN;
        window.stride[i] = there ? tensor.stride[axes[i]] : 0;
    }
    return window;
}

struct heatmap plate_heatmap(const struct frame *frame, const struct plate *plate)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, plate->op);
    const struct range range = lens_range(&frame->lens, plate->op);
    bool weights = plate_is_weights(op, plate->part);
    float cell = plate->rect.w / (float)plate->columns;
    struct heatmap map = {.tensor = window_of(frame, plate),
                          .map = weights ? HEATMAP_WEIGHTS : HEATMAP_SIGNED,
                          .gap = cell >= 6 ? 1 : 0,
                          .revision = op->revision,
                          .op = plate->op,
                          .part = plate->part};
    bool own = plate->part == ATTN_PART_VALUE && range.known;
    map.range = own ? range.largest : 1;
    if (weights && map.range < 1) {
        map.range = 1;
    }
    if (map.range <= 0) {
        map.range = 1;
    }
    return map;
}

/* ---- frames ---- */

static void frame_cells(const struct frame *frame, const struct plate *plate, int row0, int row1,
                        int column0, int column1, enum colour colour)
{
    struct rect a = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, row0, column0);
    struct rect b =
        heatmap_cell_rect(plate->rect, plate->rows, plate->columns, row1 - 1, column1 - 1);
    struct rect r = {a.x - 1.5f, a.y - 1.5f, b.x + b.w - a.x + 3, b.y + b.h - a.y + 3};
    scene_box(frame->scene, r, 3, COLOUR_NONE, colour, 2);
}

void plate_frame_cell(const struct frame *frame, const struct plate *plate, int row, int column,
                      enum colour colour)
{
    frame_cells(frame, plate, row, row + 1, column, column + 1, colour);
}

void plate_frame_region(const struct frame *frame, const struct plate *plate,
                        const struct attn_region *region, enum colour colour)
{
    if (region->op != plate->op || region->part != plate->part) {
        return;
    }
    int rank = attn_trace_op(frame->lens.trace, plate->op)->shape.rank;
    int rows = plate_row_axis(plate, rank), columns = plate_column_axis(plate, rank);
    if (region->from[columns] >= region->to[columns]) {
        return; /* a sum of no terms reads nothing */
    }
    frame_cells(frame, plate, rows < 0 ? 0 : region->from[rows], rows < 0 ? 1 : region->to[rows],
                region->from[columns], region->to[columns], colour);
}
