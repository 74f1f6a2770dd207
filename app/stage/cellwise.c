/* What goes cell by cell, or row by row: what comes in on the left, what comes out on the right,
 * and between them what it passes through: the mask, the exponentials, which cells are kept. */
#include "app/stage/pictures.h"
#include "app/stage/stage.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float CELL_MOST = 80, ABOVE = 52, BELOW = 108, SUMS = 44, ASPECT = 1.4f, LOW = 270,
                   ASIDE = 112;

enum { PLATES_MAX = 3 };

struct chain {
    struct plate plates[PLATES_MAX];
    int count;
    float between, cell_w, cell_h, sums, labels, below;
    bool aside; /* the notes stand beside the result, not below it */
};

static bool keeps(const struct frame *frame, int index, enum attn_part part)
{
    return attn_trace_tensor(frame->lens.trace, index, part).data != NULL;
}

/* Whether its shares add up to 1 down the columns, not along the rows. */
static bool goes_down(const struct attn_op *op)
{
    return attn_kind_about(op->kind)->form == ATTN_FORM_SHARES && op->axis == op->shape.rank - 2;
}

/* What it passes through: a second operand, or a part that it keeps. False where there is none. */
static bool middle_plate(const struct frame *frame, const struct attn_op *op, int index,
                         struct plate *plate)
{
    if (op->operand_count > 1) {
        *plate = plate_of(frame, op->operands[1], ATTN_PART_VALUE, false);
        return true;
    }
    bool exps = keeps(frame, index, ATTN_PART_EXPS);
    *plate = plate_of(frame, index, exps ? ATTN_PART_EXPS : ATTN_PART_KEEP, false);
    plate->name = string(!exps ? STRING_KEEP : goes_down(op) ? STRING_EXPS_DOWN : STRING_EXPS);
    return exps || keeps(frame, index, ATTN_PART_KEEP);
}

/* Whether a column of numbers stands right of each plate: the rows' maxima and sums. */
static bool has_columns(const struct attn_op *op)
{
    return attn_kind_about(op->kind)->form == ATTN_FORM_SHARES;
}

static struct chain chain_of(const struct frame *frame, int index, struct rect area)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    struct chain c = {.labels = plate_label_room(frame), .below = BELOW};
    c.plates[c.count++] = plate_of(frame, op->operands[0], ATTN_PART_VALUE, false);
    c.count += middle_plate(frame, op, index, &c.plates[c.count]);
    c.plates[c.count++] = plate_of(frame, index, ATTN_PART_VALUE, false);
    c.sums = attn_kind_about(op->kind)->shares ? SUMS : 0;
    float columns = 0;
    for (int i = 0; i < c.count; i++) {
        columns += (float)c.plates[i].columns;
        c.plates[i].labels = PLATE_COLUMNS | PLATE_NAME | (i == 0 ? PLATE_ROWS : 0);
    }
    c.between = has_columns(op) ? 68 : c.count > 2 ? 46 : 84;
    c.below += lens_own_range(&frame->lens, index).hidden ? 24 : 0;
    c.below += goes_down(op) ? 22 : 0;
    c.aside = area.h < LOW;
    c.below = c.aside ? 14 : c.below;
    float gaps = (float)(c.count - 1) * c.between + (c.aside ? ASIDE : 0);
    float wide = (area.w - c.labels - gaps - c.sums - 12) / columns;
    float high = (area.h - ABOVE - c.below) / (float)c.plates[0].rows;
    float square = fminf(CELL_MOST, fminf(wide, high));
    c.cell_w = square < 4 ? fminf(wide, 4 * high) : fminf(wide, fmaxf(square, ASPECT * square));
    c.cell_h = square < 4 ? fminf(high, 4 * wide) : square;
    return c;
}

static void place(struct chain *c, struct rect area)
{
    float width = c->labels + c->sums + (float)(c->count - 1) * c->between + (c->aside ? ASIDE : 0);
    for (int i = 0; i < c->count; i++) {
        width += c->cell_w * (float)c->plates[i].columns;
    }
    float x = area.x + c->labels + fmaxf(0, (area.w - width) / 2);
    float height = c->cell_h * (float)c->plates[0].rows;
    float y = area.y + ABOVE + fmaxf(0, (area.h - ABOVE - c->below - height) / 2);
    for (int i = 0; i < c->count; i++) {
        struct plate *plate = &c->plates[i];
        plate->rect =
            (struct rect){x, y, c->cell_w * (float)plate->columns, c->cell_h * (float)plate->rows};
        plate->name_room = plate->rect.w + c->between - 6;
        x += plate->rect.w + c->between;
    }
}

/* What happens between two plates, in the gap's middle: "÷ 2.83". */
static void draw_between(const struct frame *frame, const struct chain *c, int index)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    const char *does = attn_kind_about(op->kind)->between;
    float y = c->plates[0].rect.y + c->plates[0].rect.h / 2;
    char text[48];
    attn_op_text(frame->lens.trace, index, does ? does : "→", text, sizeof text);
    for (int i = 1; i < c->count; i++) {
        const struct plate *before = &c->plates[i - 1];
        float right = before->rect.x + before->rect.w;
        bool factor = c->plates[i].part == ATTN_PART_KEEP;
        const char *sign = i == c->count - 1 ? text : factor ? "×" : "→";
        float x = has_columns(op) ? right + c->between - 13 : right + c->between / 2;
        pen_centred(frame->scene, frame->measure, x, y + 5, FACE_PROSE, TYPE_PROSE, COLOUR_MUTED,
                    sign);
    }
}

/* As many as a column has room for. */
static int decimals_of(double value)
{
    return fabs(value) < 99.995 ? 2 : fabs(value) < 999.95 ? 1 : 0;
}

/* One number a row, right of a plate: the row's maximum or sum. Rows of the batch item on view. */
static void draw_column(const struct frame *frame, const struct plate *plate, const char *head,
                        const float *values, ptrdiff_t step)
{
    float x = plate->rect.x + plate->rect.w + 38;
    float cell = plate->rect.h / (float)plate->rows;
    if (cell < 12) {
        return;
    }
    pen_right(frame->scene, frame->measure, x, plate->rect.y - 7, FACE_PROSE, TYPE_LABEL,
              COLOUR_MUTED, head);
    for (int i = 0; i < plate->rows; i++) {
        char text[NUMBER_MAX];
        number_text(text, (double)values[i * step], decimals_of((double)values[i * step]));
        pen_right(frame->scene, frame->measure, x, plate->rect.y + ((float)i + 0.5f) * cell + 4,
                  FACE_CODE, TYPE_LABEL, COLOUR_MUTED, text);
    }
}

static void draw_part_column(const struct frame *frame, const struct plate *plate, int op,
                             enum attn_part part, const char *head)
{
    struct attn_tensor tensor = attn_trace_tensor(frame->lens.trace, op, part);
    int rank = tensor.shape.rank;
    if (!tensor.data || tensor.shape.size[rank - 1] != 1) {
        return; /* along the wrong axis it is a row, not a column */
    }
    const float *values = tensor.data;
    for (int i = 0; i < rank - 2; i++) {
        values += tensor.stride[i] * lens_index(&frame->lens, tensor.shape.axis[i]);
    }
    draw_column(frame, plate, head, values, tensor.stride[rank - 2]);
}

/* What each row of the result adds up to, summed from the numbers on view. */
static void draw_sums(const struct frame *frame, const struct plate *plate)
{
    struct attn_tensor window = plate_heatmap(frame, plate).tensor;
    float cell = plate->rect.h / (float)plate->rows, x = plate->rect.x + plate->rect.w + 44;
    if (cell < 12 || !window.data || model_covers(frame->model, plate->op)) {
        return;
    }
    pen_right(frame->scene, frame->measure, x, plate->rect.y - 7, FACE_PROSE, TYPE_LABEL,
              COLOUR_MUTED, string(STRING_ROW_SUM));
    for (int i = 0; i < plate->rows; i++) {
        double sum = 0;
        char text[NUMBER_MAX];
        for (int j = 0; j < plate->columns; j++) {
            sum += (double)attn_tensor_at(&window, (int[ATTN_RANK_MAX]){i, j});
        }
        number_text(text, sum, decimals_of(sum));
        pen_right(frame->scene, frame->measure, x, plate->rect.y + ((float)i + 0.5f) * cell + 4,
                  FACE_CODE, TYPE_LABEL, COLOUR_MUTED, text);
    }
}

/* What each column of the result adds up to, below it. */
static void draw_sums_down(const struct frame *frame, const struct plate *plate)
{
    struct attn_tensor window = plate_heatmap(frame, plate).tensor;
    float cell = plate->rect.w / (float)plate->columns, y = plate->rect.y + plate->rect.h + 14;
    if (cell < 24 || !window.data || model_covers(frame->model, plate->op)) {
        return;
    }
    for (int j = 0; j < plate->columns; j++) {
        double sum = 0;
        char text[NUMBER_MAX];
        for (int i = 0; i < plate->rows; i++) {
            sum += (double)attn_tensor_at(&window, (int[ATTN_RANK_MAX]){i, j});
        }
        number_text(text, sum, decimals_of(sum));
        pen_centred(frame->scene, frame->measure, plate->rect.x + ((float)j + 0.5f) * cell, y,
                    FACE_CODE, 9, COLOUR_MUTED, text);
    }
    pen_right(frame->scene, frame->measure, plate->rect.x + plate->rect.w + 44, y, FACE_PROSE,
              10.5f, COLOUR_MUTED, string(STRING_ROW_SUM));
}

bool picture_cellwise_fits(const struct frame *frame, int op)
{
    const struct attn_op *in;
    return picture_takes(frame, op, &in) &&
           attn_shape_equal(&attn_trace_op(frame->lens.trace, op)->shape, &in->shape);
}

void picture_cellwise(const struct frame *frame, int index, const struct space *space)
{
    struct rect area = space->below;
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    struct chain c = chain_of(frame, index, area);
    place(&c, area);
    for (int i = 0; i < c.count; i++) {
        plate_draw(frame, &c.plates[i]);
    }
    draw_between(frame, &c, index);
    struct plate *result = &c.plates[c.count - 1];
    if (has_columns(op)) {
        draw_part_column(frame, &c.plates[0], index, ATTN_PART_ROW_MAX, string(STRING_ROW_MAX));
        draw_part_column(frame, &c.plates[1], index, ATTN_PART_ROW_SUM, string(STRING_ROW_SUM));
    }
    if (c.sums > 0) {
        draw_sums(frame, result);
    }
    float down = goes_down(op) ? 22 : 0;
    if (down > 0) {
        draw_sums_down(frame, result);
    }
    if (c.aside) {
        stage_notes(frame, result, result->rect.x + result->rect.w + c.sums + 12,
                    result->rect.y + 10, ASIDE - 18);
    } else {
        stage_notes(frame, result, result->rect.x, result->rect.y + result->rect.h + 24 + down,
                    fmaxf(result->rect.w, 108));
    }
    stage_lights(frame, c.plates, c.count, c.count - 1);
}
