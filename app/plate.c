/* Drawing one tensor. */
#include "app/plate.h"

#include "app/heatmap.h"
#include "app/number.h"
#include "app/strings.h"

#include <math.h>
#include <stdio.h>

static const float FIGURE_LEAST = 17; /* cells narrower than this carry no figure */

/* The axes of the tensor that are drawn as rows and as columns; -1 for none. */
static int row_axis(const struct plate *plate, int rank)
{
    return plate->transposed ? rank - 1 : rank - 2;
}

static int column_axis(const struct plate *plate, int rank)
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
    int rows = row_axis(&plate, shape.rank), columns = column_axis(&plate, shape.rank);
    plate.rows = rows >= 0 && shape.rank > 0 ? shape.size[rows] : 1;
    plate.columns = columns >= 0 && shape.rank > 0 ? shape.size[columns] : 1;
    return plate;
}

bool op_is_weights(const struct attn_op *op, enum attn_part part)
{
    bool mask = op->kind == ATTN_KIND_INPUT && op->shape.rank == 2;
    return part == ATTN_PART_EXPS || part == ATTN_PART_KEEP || mask ||
           (part == ATTN_PART_VALUE &&
            (op->kind == ATTN_KIND_SOFTMAX || op->kind == ATTN_KIND_DROPOUT));
}

/* The rows and columns of the batch item on view. */
static struct attn_tensor window_of(const struct frame *frame, const struct plate *plate)
{
    struct attn_tensor tensor = tensor_of(frame, plate);
    struct attn_tensor window = {.data = tensor.data};
    int rank = tensor.shape.rank;
    int axes[2] = {row_axis(plate, rank), column_axis(plate, rank)};
    if (rank > 2 && tensor.data) {
        window.data += tensor.stride[0] * frame->model->item;
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
    const struct range *range = &frame->model->ranges[plate->op];
    bool weights = op_is_weights(op, plate->part);
    float cell = plate->rect.w / (float)plate->columns;
    struct heatmap map = {.tensor = window_of(frame, plate),
                          .map = weights ? HEATMAP_WEIGHTS : HEATMAP_SIGNED,
                          .gap = cell >= 6 ? 1 : 0,
                          .revision = op->revision,
                          .op = plate->op,
                          .part = plate->part};
    bool own = plate->part == ATTN_PART_VALUE && range->known;
    map.range = own ? range->largest : 1;
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

/* ---- labels ---- */

/* The row and the column that the explained cell lights; -1 where none. */
struct lights {
    int row, column;
};

static struct lights lights_of(const struct frame *frame, const struct plate *plate)
{
    int row, column;
    int op = model_focus_cell(frame->model, &row, &column);
    struct lights lights = {-1, -1};
    if (attn_trace_op(frame->model->trace, op)->state != ATTN_STATE_READY) {
        return lights;
    }
    if (op == plate->op) {
        lights = plate->transposed ? (struct lights){column, row} : (struct lights){row, column};
        return lights;
    }
    int at[ATTN_RANK_MAX];
    model_at(frame->model, attn_trace_op(frame->model->trace, op), row, column, at);
    struct attn_explanation e = attn_explain(frame->model->trace, op, at);
    int rank = attn_trace_op(frame->model->trace, plate->op)->shape.rank;
    for (int i = 0; i < e.read_count; i++) {
        const struct attn_region *r = &e.reads[i];
        int rows = row_axis(plate, rank), columns = column_axis(plate, rank);
        if (r->op == plate->op && r->part == plate->part && rows >= 0) {
            lights.row = r->to[rows] - r->from[rows] == 1 ? r->from[rows] : -1;
            lights.column = r->to[columns] - r->from[columns] == 1 ? r->from[columns] : -1;
        }
    }
    return lights;
}

static void draw_label(const struct frame *frame, struct rect cell, bool column,
                       enum attn_axis axis, int index, bool lit)
{
    char text[40];
    frame_label(frame, axis, index, text, sizeof text);
    enum face face = lit ? FACE_PROSE_BOLD : FACE_PROSE;
    enum colour colour = lit ? COLOUR_INK : axis_colour(axis);
    float width = measure_width(frame->measure, face, 11, text);
    if (!column) {
        text_right(frame->scene, frame->measure, cell.x - 10, cell.y + cell.h / 2 + 4, face, 11,
                   colour, text);
    } else if (width <= cell.w + 4) {
        text_centred(frame->scene, frame->measure, cell.x + cell.w / 2, cell.y - 7, face, 11,
                     colour, text);
    } else {
        text_fitted(frame->scene, frame->measure, cell.x + 1, cell.y - 7, cell.w + 2, face, 10,
                    colour, text);
    }
}

static bool worth_labels(const struct frame *frame, enum attn_axis axis, float cell)
{
    bool token = axis_colour(axis) == COLOUR_TOKEN;
    return token && cell >= 13 && model_lesson(frame->model)->word_count > 0;
}

static void draw_labels(const struct frame *frame, const struct plate *plate,
                        const struct attn_tensor *window)
{
    struct lights lights = lights_of(frame, plate);
    float cell = plate->rect.w / (float)plate->columns, tall = plate->rect.h / (float)plate->rows;
    enum attn_axis rows = window->shape.axis[0], columns = window->shape.axis[1];
    if (plate->labels & PLATE_ROWS && worth_labels(frame, rows, tall)) {
        for (int i = 0; i < plate->rows; i++) {
            struct rect r = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, i, 0);
            draw_label(frame, r, false, rows, i, i == lights.row);
        }
    }
    if (plate->labels & PLATE_COLUMNS && worth_labels(frame, columns, cell)) {
        for (int j = 0; j < plate->columns; j++) {
            struct rect r = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, 0, j);
            draw_label(frame, r, true, columns, j, j == lights.column);
        }
    }
    if (plate->labels & PLATE_AXIS_BELOW) {
        text_centred(frame->scene, frame->measure, plate->rect.x + plate->rect.w / 2,
                     plate->rect.y + plate->rect.h + 16, FACE_PROSE, 11, axis_colour(columns),
                     attn_axis_name(columns));
    }
    if (plate->labels & PLATE_AXIS_RIGHT) {
        const char *name = attn_axis_name(rows);
        float length = measure_width(frame->measure, FACE_PROSE, 11, name);
        scene_text_down(frame->scene, plate->rect.x + plate->rect.w + 9,
                        plate->rect.y + plate->rect.h / 2 - length / 2, FACE_PROSE, 11,
                        axis_colour(rows), name);
    }
}

/* "Kᵀ (8, 5)" above the labels; the batch axis is left to the stage's note. */
static void draw_name(const struct frame *frame, const struct plate *plate)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, plate->op);
    struct attn_shape shape = tensor_of(frame, plate).shape;
    bool labelled = plate->labels & PLATE_COLUMNS;
    float baseline = plate->rect.y - (labelled ? 26.0f : 10.0f);
    struct pen pen = frame_pen(frame, plate->rect.x, baseline, FACE_PROSE_BOLD, 12.5f, COLOUR_INK);
    pen_write(&pen, plate->name ? plate->name : op->name);
    if (plate->transposed) {
        pen_raised_t(&pen);
    }
    pen.x += 8;
    pen.size = 11.5f;
    pen.colour = COLOUR_MUTED;
    pen_shape(&pen, &shape, plate->transposed);
}

void plate_draw(const struct frame *frame, const struct plate *plate)
{
    struct heatmap map = plate_heatmap(frame, plate);
    scene_heatmap(frame->scene, plate->rect, &map);
    draw_figures(frame, plate, &map);
    draw_labels(frame, plate, &map.tensor);
    if (plate->labels & PLATE_NAME) {
        draw_name(frame, plate);
    }
    if (frame->model->lit == plate->op) {
        struct rect r = plate->rect;
        scene_box(frame->scene, (struct rect){r.x - 4, r.y - 4, r.w + 8, r.h + 8}, 4, COLOUR_NONE,
                  COLOUR_ACCENT, 2);
    }
    if (plate->part == ATTN_PART_VALUE && !plate->transposed) {
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
    int rows = row_axis(plate, rank), columns = column_axis(plate, rank);
    frame_cells(frame, plate, rows < 0 ? 0 : region->from[rows], rows < 0 ? 1 : region->to[rows],
                region->from[columns], region->to[columns], colour);
}

/* ---- the colour bar ---- */

void plate_colour_bar(const struct frame *frame, const struct plate *plate, float x, float y,
                      float width)
{
    struct heatmap own = plate_heatmap(frame, plate);
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
               string(STRING_RANGE_TENSOR));
}
