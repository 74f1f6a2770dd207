/* Drawing one tensor. */
#include "app/stage/plate.h"

#include "app/scene/heatmap.h"
#include "app/scene/number.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float FIGURE_LEAST = 17; /* cells narrower than this carry no figure */

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
    return attn_trace_tensor(frame->model->trace, plate->op, plate->part);
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

bool op_is_weights(const struct attn_op *op, enum attn_part part)
{
    bool mask = op->kind == ATTN_KIND_INPUT && op->shape.rank == 2;
    return part == ATTN_PART_EXPS || part == ATTN_PART_KEEP || mask ||
           (part == ATTN_PART_VALUE &&
            (op->kind == ATTN_KIND_SOFTMAX || op->kind == ATTN_KIND_DROPOUT));
}

/* The rows and columns of the batch item and head on view. */
static struct attn_tensor window_of(const struct frame *frame, const struct plate *plate)
{
    struct attn_tensor tensor = tensor_of(frame, plate);
    struct attn_tensor window = {.data = attn_shape_count(&tensor.shape) ? tensor.data : NULL};
    int rank = tensor.shape.rank;
    int axes[2] = {plate_row_axis(plate, rank), plate_column_axis(plate, rank)};
    for (int i = 0; i < rank - 2 && window.data; i++) {
        window.data += tensor.stride[i] * model_index(frame->model, tensor.shape.axis[i]);
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
    const struct attn_op *op = attn_trace_op(frame->model->trace, plate->op);
    const struct range range = model_range(frame->model, plate->op);
    bool weights = op_is_weights(op, plate->part);
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

/* ---- figures ---- */

static float clamp(float value, float low, float high)
{
    return fminf(fmaxf(value, low), high);
}

static void draw_figures(const struct frame *frame, const struct plate *plate,
                         const struct heatmap *map)
{
    const struct range *range = &frame->model->ranges[plate->op];
    float cell = plate->rect.w / (float)plate->columns;
    float tall = plate->rect.h / (float)plate->rows;
    float size = clamp(fminf(cell, tall) * 0.31f, 8, 11.5f);
    float figure = measure_width(frame->measure, FACE_CODE, size, "0");
    int chars = (int)((cell - 3) / figure);
    bool weights = map->map == HEATMAP_WEIGHTS;
    bool whole = plate->part == ATTN_PART_VALUE && range->whole && !weights;
    bool flags = plate->part == ATTN_PART_KEEP ||
                 attn_trace_op(frame->model->trace, plate->op)->kind == ATTN_KIND_INPUT;
    int decimals = weights ? (flags ? 0 : 2) : number_decimals((double)range->largest, whole);
    if (cell < FIGURE_LEAST || tall < 12 || !map->tensor.data) {
        return;
    }
    for (int i = 0; i < plate->rows; i++) {
        for (int j = 0; j < plate->columns; j++) {
            char text[NUMBER_MAX];
            float value = attn_tensor_at(&map->tensor, (int[ATTN_RANK_MAX]){i, j});
            struct rect r = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, i, j);
            number_cell(text, (double)value, decimals, weights, chars);
            text_centred(frame->scene, frame->measure, r.x + r.w / 2, r.y + r.h / 2 + size * 0.36f,
                         FACE_CODE, size, heatmap_figure_colour(frame->model->theme, map, value),
                         text);
        }
    }
}

void plate_draw(const struct frame *frame, const struct plate *plate)
{
    struct heatmap map = plate_heatmap(frame, plate);
    scene_heatmap(frame->scene, plate->rect, &map);
    draw_figures(frame, plate, &map);
    plate_draw_labels(frame, plate, &map.tensor);
    if (frame->model->lit == plate->op) {
        struct rect r = plate->rect;
        scene_box(frame->scene, (struct rect){r.x - 4, r.y - 4, r.w + 8, r.h + 8}, 4, COLOUR_NONE,
                  COLOUR_ACCENT, 2);
    }
    if (plate->part == ATTN_PART_VALUE && !plate->transposed && !plate->mute && map.tensor.data) {
        struct action action = {.kind = ACTION_POINT, .index = plate->op};
        scene_target_cells(frame->scene, plate->rect, plate->rows, plate->columns, action);
        action.kind = ACTION_PICK;
        scene_target_cells(frame->scene, plate->rect, plate->rows, plate->columns, action);
    }
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
    int rank = attn_trace_op(frame->model->trace, plate->op)->shape.rank;
    int rows = plate_row_axis(plate, rank), columns = plate_column_axis(plate, rank);
    if (region->from[columns] >= region->to[columns]) {
        return; /* a sum of no terms reads nothing */
    }
    frame_cells(frame, plate, rows < 0 ? 0 : region->from[rows], rows < 0 ? 1 : region->to[rows],
                region->from[columns], region->to[columns], colour);
}

/* ---- the colour bar ---- */

void plate_colour_bar(const struct frame *frame, const struct plate *plate, float x, float y,
                      float width)
{
    struct heatmap own = plate_heatmap(frame, plate);
    bool heads = attn_trace_op(frame->model->trace, plate->op)->head >= 0;
    bool weights = own.map == HEATMAP_WEIGHTS;
    struct heatmap bar = {.map = own.map, .range = 1, .op = -1, .bar = true};
    scene_heatmap(frame->scene, (struct rect){x, y, width, 9}, &bar);
    char low[NUMBER_MAX], high[NUMBER_MAX];
    number_brief(low, weights ? 0 : -(double)own.range, 1 + (own.range < 1));
    number_brief(high, (double)own.range, 1 + (own.range < 1));
    float baseline = y + 23;
    scene_text(frame->scene, x, baseline, FACE_CODE, 10.5f, COLOUR_MUTED, low);
    if (!weights) {
        text_centred(frame->scene, frame->measure, x + width / 2, baseline, FACE_CODE, 10.5f,
                     COLOUR_MUTED, "0");
    }
    text_right(frame->scene, frame->measure, x + width, baseline, FACE_CODE, 10.5f, COLOUR_MUTED,
               high);
    scene_text(frame->scene, x, baseline + 16, FACE_PROSE, 10.5f, COLOUR_MUTED,
               string(heads && frame->model->all_heads ? STRING_RANGE_HEADS : STRING_RANGE_TENSOR));
}
