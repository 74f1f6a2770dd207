/* A product: the left operand at the bottom left, the right operand above the result, so that a
 * result cell stands where its row and its column cross. A Linear's bias lies between them. */
#include "app/stage/pictures.h"
#include "app/stage/stage.h"
#include "app/scene/type.h"

#include <math.h>

static const float CELL_MOST = 72, BETWEEN = 44, NOTES = 128, ABOVE = 50, MIDDLE = 34, STRIP = 8,
                   ASPECT = 1.5f, SQUARE_LEAST = 8;

enum { LEFT, RIGHT, BIAS, RESULT, PLATES };

struct product {
    struct plate plates[PLATES];
    bool bias, notes;
    float labels, below;
    float cell_w, cell_h;          /* of the result */
    float left_w, right_h, bias_h; /* of the operands, where theirs differ */
};

/* A share of `room` for what wants `wanted`, so that the rest, which wants `others`, gets its own:
 * each what it wants where both fit, else neither less than its half or what it wants. */
static float share_of(float room, float wanted, float others)
{
    float rest = room - fminf(others, room / 2);
    return fminf(wanted, rest);
}

/* Long inner dimensions: the operands are squeezed along it, so that the result stays large enough
 * to read. Rows and columns still stand in line. */
static void squeeze(struct product *p, float wide, float high)
{
    const struct plate *left = &p->plates[LEFT], *right = &p->plates[RIGHT];
    float k = (float)left->columns, m = (float)right->columns, n = (float)left->rows;
    float bias = p->bias ? 14 : 0;
    float result = share_of(wide, m * 30, k * 6);
    p->cell_w = result / m;
    p->left_w = fminf(CELL_MOST, (wide - result) / k);
    result = share_of(high - bias, n * 20, k * 6);
    p->cell_h = result / n;
    p->right_h = fminf(CELL_MOST, (high - bias - result) / k);
    p->bias_h = bias;
}

/* The largest cells that fit, square if they can be; a little wider where height is short, so that
 * figures still fit. */
static void choose_cells(struct product *p, struct rect area)
{
    const struct plate *left = &p->plates[LEFT], *right = &p->plates[RIGHT];
    float rows = (float)(right->rows + left->rows + (p->bias ? 1 : 0));
    float columns = (float)(left->columns + right->columns);
    float width = area.w - p->labels - BETWEEN - (p->notes ? NOTES : 20);
    float height = area.h - ABOVE - MIDDLE - p->below - (p->bias ? STRIP : 0);
    float wide = width / columns, high = height / rows;
    float square = fminf(CELL_MOST, fminf(wide, high));
    if (square < SQUARE_LEAST) {
        squeeze(p, width, height);
        return;
    }
    p->cell_w = fminf(wide, fmaxf(square, ASPECT * high));
    p->cell_w = floorf(2 * fminf(p->cell_w, square > 30 ? square : 30)) / 2;
    p->cell_h = floorf(2 * square) / 2;
    p->left_w = p->cell_w;
    p->right_h = p->bias_h = p->cell_h;
}

static void size_plate(struct plate *plate, float x, float y, float cell_w, float cell_h)
{
    plate->rect = (struct rect){x, y, cell_w * (float)plate->columns, cell_h * (float)plate->rows};
}

static void place_plates(struct product *p, struct rect area)
{
    struct plate *left = &p->plates[LEFT], *right = &p->plates[RIGHT];
    float left_w = p->left_w * (float)left->columns, right_h = p->right_h * (float)right->rows;
    float total =
        p->labels + left_w + p->cell_w * (float)right->columns + BETWEEN + (p->notes ? NOTES : 0);
    float x = area.x + p->labels + fmaxf(0, (area.w - total) / 2);
    float column = x + left_w + BETWEEN;
    float height = right_h + p->cell_h * (float)left->rows + ABOVE + MIDDLE + p->below +
                   (p->bias ? STRIP + p->bias_h : 0);
    float top = area.y + ABOVE + fmaxf(0, (area.h - height) / 2);
    float y = top + right_h;
    size_plate(right, column, top, p->cell_w, p->right_h);
    if (p->bias) {
        size_plate(&p->plates[BIAS], column, y + STRIP, p->cell_w, p->bias_h);
        y += STRIP + p->bias_h;
    }
    size_plate(left, x, y + MIDDLE, p->left_w, p->cell_h);
    size_plate(&p->plates[RESULT], column, y + MIDDLE, p->cell_w, p->cell_h);
}

/* Moves everything right, or failing that down, until the second operand is clear of the title. */
static void clear_title(struct product *p, struct rect area, struct rect title)
{
    const struct plate *right = &p->plates[RIGHT], *result = &p->plates[RESULT];
    float under = title.y + title.h, beside = title.x + title.w + 20;
    if (right->rect.y - ABOVE + 8 > under || right->rect.x >= beside) {
        return;
    }
    float shift = beside - right->rect.x;
    float end = result->rect.x + result->rect.w + (p->notes ? NOTES : 20);
    if (end + shift <= area.x + area.w) {
        for (int i = 0; i < PLATES; i++) {
            p->plates[i].rect.x += shift;
        }
        return;
    }
    area.h -= under - area.y;
    area.y = under;
    choose_cells(p, area);
    place_plates(p, area);
}

static struct product product_of(const struct frame *frame, int index, struct rect area,
                                 struct rect title)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    bool transposed = op->transposed;
    struct product p = {
        .bias = op->operand_count > 2, .notes = area.w > 560, .labels = plate_label_room(frame)};
    p.plates[LEFT] = plate_of(frame, op->operands[0], ATTN_PART_VALUE, false);
    p.plates[RIGHT] = plate_of(frame, op->operands[1], ATTN_PART_VALUE, transposed);
    p.plates[RESULT] = plate_of(frame, index, ATTN_PART_VALUE, false);
    if (p.bias) {
        p.plates[BIAS] = plate_of(frame, op->operands[2], ATTN_PART_VALUE, false);
    }
    p.below =
        fmaxf(plate_below_room(frame, &p.plates[LEFT]), plate_below_room(frame, &p.plates[RESULT]));
    p.plates[LEFT].labels = PLATE_ROWS | PLATE_NAME | PLATE_AXIS_BELOW;
    p.plates[RIGHT].labels = PLATE_COLUMNS | PLATE_NAME | PLATE_AXIS_RIGHT;
    p.plates[RESULT].labels = PLATE_AXIS_BELOW;
    choose_cells(&p, area);
    place_plates(&p, area);
    clear_title(&p, area, title);
    return p;
}

/* The result's name stands beside it: above it is the second operand. */
static void draw_side(const struct frame *frame, const struct product *p)
{
    const struct plate *result = &p->plates[RESULT], *bias = &p->plates[BIAS];
    float x = result->rect.x + result->rect.w + 18;
    if (p->bias) {
        struct pen pen = frame_pen(frame, x - 8, bias->rect.y + bias->rect.h / 2 + 4,
                                   FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_INK);
        pen_colour(&pen, COLOUR_MUTED, "+ ");
        struct rect stage = frame->layout.stage;
        float room = fminf(NOTES - 24, stage.x + stage.w - LAYOUT_MARGIN - pen.x);
        if (room > 60) {
            pen_fitted(frame->scene, frame->measure, pen.x, pen.baseline, room, pen.face, pen.size,
                       pen.colour, op_own_name(attn_trace_op(frame->lens.trace, bias->op)));
        }
    }
    if (p->notes) {
        const struct attn_op *op = attn_trace_op(frame->lens.trace, result->op);
        struct pen pen =
            frame_pen(frame, x, result->rect.y + 11, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
        pen_write(&pen, op->name);
        pen = frame_pen(frame, x, result->rect.y + 29, FACE_CODE, TYPE_LABEL, COLOUR_MUTED);
        pen_shape(&pen, &op->shape, false);
        stage_notes(frame, result, x, result->rect.y + 48, NOTES - 20);
    }
}

/* A dotted line from the row on the left to the cell that it makes. */
static void draw_thread(const struct frame *frame, const struct product *p)
{
    const struct lens_cell *cell = &frame->lens.cell;
    const struct plate *left = &p->plates[LEFT], *result = &p->plates[RESULT];
    if (cell->op != result->op) {
        return;
    }
    float y = left->rect.y + ((float)cell->row + 0.5f) * p->cell_h;
    scene_line(frame->scene, left->rect.x + left->rect.w + 5, y,
               result->rect.x + (float)cell->column * p->cell_w - 3, y, COLOUR_INK, 1, 2);
}

bool picture_product_fits(const struct frame *frame, int op)
{
    return picture_alone_fits(frame, op) &&
           attn_kind_about(attn_trace_op(frame->lens.trace, op)->kind)->product;
}

void picture_product(const struct frame *frame, int index, const struct space *space)
{
    struct product p = product_of(frame, index, space->whole, space->title);
    draw_thread(frame, &p);
    plate_draw(frame, &p.plates[LEFT]);
    plate_draw(frame, &p.plates[RIGHT]);
    if (p.bias) {
        plate_draw(frame, &p.plates[BIAS]);
    }
    plate_draw(frame, &p.plates[RESULT]);
    draw_side(frame, &p);
    stage_lights(frame, p.plates, PLATES, RESULT);
}
