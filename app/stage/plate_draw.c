/* Drawing a plate: its heatmap, a figure in every cell that has room, its labels; and its colour bar. */
#include "app/stage/plate.h"

#include "app/model/role.h"
#include "app/scene/heatmap.h"
#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>

static const float FIGURE_LEAST = 24; /* cells narrower than this carry no figure */

/* Whether the cell, as drawn, is what the step asks for. */
static bool covered(const struct frame *frame, const struct plate *plate, int i, int j)
{
    return !frame->lens.beside && plate->part == ATTN_PART_VALUE &&
           model_covers_cell(frame->model, plate->op, plate->transposed ? j : i,
                             plate->transposed ? i : j);
}

static void draw_covers(const struct frame *frame, const struct plate *plate)
{
    for (int i = 0; i < plate->rows; i++) {
        for (int j = 0; j < plate->columns; j++) {
            if (covered(frame, plate, i, j)) {
                struct rect r = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, i, j);
                scene_box(frame->scene, r, 3, COLOUR_ACCENT_SOFT, COLOUR_ACCENT, 1.5f);
                pen_centred(frame->scene, frame->measure, r.x + r.w / 2, r.y + r.h / 2 + 4.5f,
                            FACE_PROSE_BOLD, 12, COLOUR_ACCENT, "?");
            }
        }
    }
}

static void draw_figures(const struct frame *frame, const struct plate *plate,
                         const struct heatmap *map)
{
    struct range range = lens_own_range(&frame->lens, plate->op);
    float cell = plate->rect.w / (float)plate->columns;
    float tall = plate->rect.h / (float)plate->rows;
    float side = fminf(cell, tall);
    float size = side >= 56 ? TYPE_PROSE : side >= 44 ? TYPE_SMALL : side >= 30 ? TYPE_LABEL : 11;
    float figure = measure_width(frame->measure, FACE_CODE, size, "0");
    int chars = (int)((cell - 3) / figure);
    bool weights = map->map == HEATMAP_WEIGHTS;
    bool whole = plate->part == ATTN_PART_VALUE && range.whole && !weights;
    bool flags = plate->part == ATTN_PART_KEEP ||
                 role_of(attn_trace_op(frame->lens.trace, plate->op)) == ROLE_MASK;
    int decimals = weights ? (flags ? 0 : 2) : number_decimals((double)range.largest, whole);
    if (cell < FIGURE_LEAST || tall < 12 || !map->tensor.data) {
        return;
    }
    for (int i = 0; i < plate->rows; i++) {
        for (int j = 0; j < plate->columns; j++) {
            char text[NUMBER_MAX];
            float value = attn_tensor_at(&map->tensor, (int[ATTN_RANK_MAX]){i, j});
            if (covered(frame, plate, i, j)) {
                continue;
            }
            struct rect r = heatmap_cell_rect(plate->rect, plate->rows, plate->columns, i, j);
            number_cell(text, (double)value, decimals, weights, chars);
            pen_centred(frame->scene, frame->measure, r.x + r.w / 2, r.y + r.h / 2 + size * 0.36f,
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
    if (model_covers(frame->model, plate->op)) {
        draw_covers(frame, plate);
    }
    plate_draw_labels(frame, plate, &map.tensor);
    if (frame->lens.lit == plate->op) {
        struct rect r = plate->rect;
        scene_box(frame->scene, (struct rect){r.x - 4, r.y - 4, r.w + 8, r.h + 8}, 4, COLOUR_NONE,
                  COLOUR_ACCENT, 2);
    }
    if (plate->part == ATTN_PART_VALUE && !plate->transposed && !frame->lens.beside &&
        map.tensor.data) {
        struct action action = {.kind = ACTION_POINT, .index = plate->op};
        scene_target_cells(frame->scene, plate->rect, plate->rows, plate->columns, action);
        action.kind = ACTION_PICK;
        action.other = frame->model->painting && plate->op == model_mask_op(frame->model);
        scene_target_cells(frame->scene, plate->rect, plate->rows, plate->columns, action);
    }
}

/* ---- the colour bar ---- */

void plate_colour_bar(const struct frame *frame, const struct plate *plate, float x, float y,
                      float width)
{
    struct heatmap own = plate_heatmap(frame, plate);
    bool heads = attn_trace_op(frame->lens.trace, plate->op)->head >= 0;
    bool weights = own.map == HEATMAP_WEIGHTS;
    struct heatmap bar = {.map = own.map, .range = 1, .op = -1, .bar = true};
    scene_heatmap(frame->scene, (struct rect){x, y, width, 9}, &bar);
    char low[NUMBER_MAX], high[NUMBER_MAX];
    number_brief(low, weights ? 0 : -(double)own.range, 1 + (own.range < 1));
    number_brief(high, (double)own.range, 1 + (own.range < 1));
    float baseline = y + 23;
    scene_text(frame->scene, x, baseline, FACE_CODE, TYPE_LABEL, COLOUR_MUTED, low);
    if (!weights) {
        pen_centred(frame->scene, frame->measure, x + width / 2, baseline, FACE_CODE, TYPE_LABEL,
                    COLOUR_MUTED, "0");
    }
    pen_right(frame->scene, frame->measure, x + width, baseline, FACE_CODE, TYPE_LABEL,
              COLOUR_MUTED, high);
    scene_text(frame->scene, x, baseline + 16, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               string(heads && frame->lens.all_heads ? STRING_RANGE_HEADS : STRING_RANGE_TENSOR));
}
