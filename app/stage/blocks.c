/* Wide tensors to scale, with a ruler: heads side by side, the weight that must take them all at the
 * same scale, and a slice under the place that it is cut from. */
#include "app/stage/stage.h"

#include "app/stage/ruler.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float NAME = 30, CELL_MOST = 44, ROW_LEAST = 3, ROW_MOST = 15;
enum { LABELLED_MOST = 20 };

/* Two tensors, one above the other, drawn to one scale along their columns. */
struct blocks {
    struct plate top, below;
    int consumer; /* the linear layer that takes the top, or -1 */
    float scale;  /* logical pixels a column */
};

static const struct attn_op *op_at(const struct frame *frame, int index)
{
    return attn_trace_op(frame->lens.trace, index);
}

/* The product that takes operation `index` as its first operand, or -1. */
static int consumer_of(const struct frame *frame, int index)
{
    for (int i = index + 1; i < attn_trace_count(frame->lens.trace); i++) {
        const struct attn_op *op = op_at(frame, i);
        if (attn_kind_about(op->kind)->product && op->operands[0] == index) {
            return i;
        }
    }
    return -1;
}

/* Columns of the tensor: none of a head of no width, which still is drawn as one. */
static int width_of(const struct frame *frame, const struct plate *plate)
{
    const struct attn_shape *s = &op_at(frame, plate->op)->shape;
    return s->rank > 0 ? s->size[s->rank - 1] : plate->columns;
}

static float row_height(const struct plate *plate, float room)
{
    return fminf(fmaxf(room / (float)plate->rows, ROW_LEAST), fmaxf(ROW_MOST, 0));
}

static void size_plate(struct plate *plate, float x, float y, float scale, float room)
{
    float row = scale >= 12 ? fminf(scale, room / (float)plate->rows) : row_height(plate, room);
    plate->rect =
        (struct rect){x, y, scale * (float)plate->columns, fminf(row * (float)plate->rows, room)};
}

/* ---- heads side by side ---- */

static void label_block(const struct frame *frame, struct rect block, int h, int width, bool all)
{
    bool off = attn_config_off(frame->lens.config, h), here = h == frame->lens.head;
    char text[32];
    snprintf(text, sizeof text, string(block.w < 46 ? STRING_HEAD_SHORT : STRING_HEAD), h);
    if (all) {
        text_centred(frame->scene, frame->measure, block.x + block.w / 2, block.y - 7,
                     here ? FACE_PROSE_BOLD : FACE_PROSE, 11, off ? COLOUR_MUTED : COLOUR_HEAD,
                     text);
        snprintf(text, sizeof text, "%d", width);
        ruler_draw(frame, block.x + 1, block.w - 3, block.y + block.h + 10, COLOUR_HEAD, 1,
                   FACE_CODE, 10.5f, text);
    }
    if (off) {
        scene_rect(frame->scene, block, COLOUR_SHADE);
        text_centred(frame->scene, frame->measure, block.x + block.w / 2, block.y + block.h / 2 + 4,
                     FACE_PROSE_BOLD, 11, COLOUR_WHITE, string(STRING_OFF));
    }
    struct rect label = {block.x, block.y - 20, block.w, 18};
    scene_target(frame->scene, label, (struct action){.kind = ACTION_SWITCH_HEAD, .index = h});
}

/* Whether its columns are heads side by side, as they were: not a parameter for such, nor its product. */
static bool joins_heads(const struct attn_op *op)
{
    int last = op->shape.rank - 1;
    return last >= 0 && op->shape.axis[last] == ATTN_AXIS_CONCAT &&
           attn_kind_about(op->kind)->form == ATTN_FORM_SAME;
}

/* Lines between the heads' blocks, their labels and widths. Returns their number. */
static int draw_heads(const struct frame *frame, const struct plate *plate, float scale)
{
    const struct attn_op *op = op_at(frame, plate->op);
    float x = plate->rect.x;
    int count = joins_heads(op) ? op->heads > 0 ? op->heads : op->operand_count : 0;
    for (int h = 0; h < count; h++) {
        int width = plate->columns / count;
        if (op->heads == 0) { /* each is an operand of its own width */
            const struct attn_shape *s = &op_at(frame, op->operands[h])->shape;
            width = s->size[s->rank - 1];
        }
        struct rect block = {x, plate->rect.y, (float)width * scale, plate->rect.h};
        label_block(frame, block, h, width, count <= LABELLED_MOST);
        x += block.w;
        if (h + 1 < count) {
            scene_rect(frame->scene, (struct rect){x - 1, block.y, 2, block.h}, COLOUR_GROUND);
        }
    }
    return count;
}

/* "8 × 256 = 2048", or "256" where no heads were joined. */
static void whole_text(const struct frame *frame, const struct plate *plate, int heads, char *text,
                       size_t bytes)
{
    int columns = width_of(frame, plate);
    if (heads > 0 && columns % heads == 0) {
        snprintf(text, bytes, "%d × %d = %d", heads, columns / heads, columns);
    } else {
        snprintf(text, bytes, "%d", columns);
    }
}

static void draw_top(const struct frame *frame, const struct blocks *b, bool clash)
{
    const struct plate *top = &b->top;
    char text[64];
    plate_draw(frame, top);
    int heads = draw_heads(frame, top, b->scale);
    float y = top->rect.y + top->rect.h + (heads > 0 && heads <= LABELLED_MOST ? 40 : 12);
    whole_text(frame, top, heads, text, sizeof text);
    ruler_draw(frame, top->rect.x, top->rect.w, y, clash ? COLOUR_ERROR : COLOUR_INK, 2,
               FACE_CODE_BOLD, 14, text);
}

/* What stands beyond the end of the narrower one: nothing to meet. */
static void draw_missing(const struct frame *frame, const struct blocks *b)
{
    const struct plate *shorter = b->top.columns < b->below.columns ? &b->top : &b->below;
    const struct plate *longer = shorter == &b->top ? &b->below : &b->top;
    int missing = width_of(frame, longer) - width_of(frame, shorter);
    float x = shorter->rect.x + shorter->rect.w, right = longer->rect.x + longer->rect.w;
    struct rect rect = {x, shorter->rect.y, right - x, shorter->rect.h};
    char text[120];
    scene_hatch(frame->scene, rect, COLOUR_LINE);
    scene_line(frame->scene, rect.x, rect.y, right, rect.y, COLOUR_ERROR, 1, 4);
    scene_line(frame->scene, rect.x, rect.y + rect.h, right, rect.y + rect.h, COLOUR_ERROR, 1, 4);
    scene_line(frame->scene, right, rect.y, right, rect.y + rect.h, COLOUR_ERROR, 1, 4);
    snprintf(text, sizeof text, string(STRING_NOTHING_TO_MEET), missing,
             op_at(frame, longer->op)->name);
    float wide = measure_width(frame->measure, FACE_PROSE, 12.5f, text) + 16;
    struct rect label = {x + (rect.w - wide) / 2, rect.y + rect.h / 2 - 11, wide, 22};
    if (wide < rect.w) {
        scene_box(frame->scene, label, 4, COLOUR_GROUND, COLOUR_NONE, 0);
        text_centred(frame->scene, frame->measure, x + rect.w / 2, label.y + 15, FACE_PROSE, 12.5f,
                     COLOUR_ERROR, text);
    }
}

/* The weight, a column for each number that it takes. */
static void draw_below(const struct frame *frame, const struct blocks *b, bool clash)
{
    const struct plate *below = &b->below;
    char text[80];
    plate_draw(frame, below);
    snprintf(text, sizeof text, string(STRING_TAKES), width_of(frame, below));
    float y = below->rect.y + below->rect.h + 12;
    enum colour colour = clash ? COLOUR_ERROR : COLOUR_ACCENT;
    float width = measure_width(frame->measure, FACE_CODE_BOLD, 14, text);
    if (width < below->rect.w) {
        ruler_draw(frame, below->rect.x, below->rect.w, y, colour, 2, FACE_CODE_BOLD, 14, text);
        return;
    }
    ruler_draw(frame, below->rect.x, below->rect.w, y, colour, 2, FACE_CODE_BOLD, 14, "");
    scene_text(frame->scene, below->rect.x, y + 18, FACE_CODE_BOLD, 14, colour, text);
}

static void note(const struct frame *frame, struct rect area, const struct plate *top)
{
    char text[120];
    snprintf(text, sizeof text, string(STRING_TO_SCALE), frame->lens.item + 1,
             frame->lens.config->batch, top->rows);
    text_right(frame->scene, frame->measure, area.x + area.w - 2, area.y + NAME - 18, FACE_PROSE,
               11, COLOUR_MUTED, text);
}

/* The tensor above, the consumer's weight below, one scale. */
static void draw_pair(const struct frame *frame, struct blocks *b, struct rect area)
{
    const struct attn_op *taker = b->consumer >= 0 ? op_at(frame, b->consumer) : NULL;
    bool clash =
        taker && taker->state == ATTN_STATE_FAILED && !model_hides(frame->model, b->consumer);
    float left = fmaxf(18, plate_label_room(frame)), columns = (float)b->top.columns;
    if (taker) {
        b->below = plate_of(frame, taker->operands[1], ATTN_PART_VALUE, false);
        b->below.labels = PLATE_NAME;
        columns = fmaxf(columns, (float)b->below.columns);
    }
    b->scale = fminf(CELL_MOST, (area.w - left - 8) / columns);
    float rest = area.h - 2 * NAME - 64 - 34 - (taker ? 0 : -80);
    size_plate(&b->top, area.x + left, area.y + NAME + 18, b->scale,
               fmaxf(30, rest * (taker ? 0.46f : 0.8f)));
    b->top.labels = PLATE_NAME | PLATE_ROWS;
    b->top.name_up = 20;
    note(frame, area, &b->top);
    draw_top(frame, b, clash);
    if (taker) {
        float y = b->top.rect.y + b->top.rect.h + 64 + NAME;
        size_plate(&b->below, area.x + left, y, b->scale, fmaxf(24, area.y + area.h - y - 34));
        draw_below(frame, b, clash);
        if (clash) {
            draw_missing(frame, b);
        }
    }
    stage_lights(frame, &b->top, 1, 0);
}

void stage_concat(const struct frame *frame, int index, struct rect area)
{
    struct blocks b = {.top = plate_of(frame, index, ATTN_PART_VALUE, false),
                       .consumer = consumer_of(frame, index)};
    draw_pair(frame, &b, area);
}

void stage_mismatch(const struct frame *frame, int index, struct rect area)
{
    struct blocks b = {
        .top = plate_of(frame, op_at(frame, index)->operands[0], ATTN_PART_VALUE, false),
        .consumer = index};
    draw_pair(frame, &b, area);
}

/* ---- a slice ---- */

void stage_slice(const struct frame *frame, int index, struct rect area)
{
    const struct attn_op *op = op_at(frame, index);
    struct plate plates[2] = {plate_of(frame, op->operands[0], ATTN_PART_VALUE, false),
                              plate_of(frame, index, ATTN_PART_VALUE, false)};
    float left = plate_label_room(frame);
    float scale = fminf(CELL_MOST, (area.w - left - 8) / (float)plates[0].columns);
    float room = (area.h - 2 * NAME - 90) / 2;
    char text[64];
    size_plate(&plates[0], area.x + left, area.y + NAME, scale, room);
    size_plate(&plates[1], area.x + left + (float)op->start * scale,
               area.y + 2 * NAME + plates[0].rect.h + 46, scale, room);
    plates[0].labels = PLATE_NAME | PLATE_ROWS;
    plates[1].labels = PLATE_NAME;
    struct rect cut = {plates[1].rect.x, plates[0].rect.y, plates[1].rect.w, plates[0].rect.h};
    for (int i = 0; i < 2; i++) {
        plate_draw(frame, &plates[i]);
    }
    scene_box(frame->scene, (struct rect){cut.x - 2, cut.y - 2, cut.w + 4, cut.h + 4}, 3,
              COLOUR_NONE, COLOUR_HEAD, 2);
    float from = cut.y + cut.h + 4, to = plates[1].rect.y - NAME;
    scene_line(frame->scene, cut.x, from, cut.x, to, COLOUR_HEAD, 1, 3);
    scene_line(frame->scene, cut.x + cut.w, from, cut.x + cut.w, to, COLOUR_HEAD, 1, 3);
    snprintf(text, sizeof text, "[%d:%d]", op->start, op->start + width_of(frame, &plates[1]));
    ruler_draw(frame, plates[1].rect.x, plates[1].rect.w, plates[1].rect.y + plates[1].rect.h + 12,
               COLOUR_HEAD, 2, FACE_CODE_BOLD, 13, text);
    stage_lights(frame, plates, 2, 1);
}

/* ---- the division ---- */

/* embed cut into heads of embed // heads, to scale, and what is left over. */
void stage_division(const struct frame *frame, struct rect area)
{
    const struct attn_config *config = frame->lens.config;
    int heads = config->heads, width = config->embed / heads, left = config->embed % heads;
    float scale = fminf(CELL_MOST, (area.w - 40) / (float)config->embed), x = area.x + 18;
    const float y = area.y + 60, high = 46;
    char text[96];
    for (int h = 0; h < heads && width > 0; h++, x += (float)width * scale) {
        struct rect block = {x, y, (float)width * scale, high};
        scene_box(frame->scene, (struct rect){x + 1, y, block.w - 2, high}, 3, COLOUR_SOFT,
                  COLOUR_HEAD, 1);
        label_block(frame, block, h, width, heads <= LABELLED_MOST);
    }
    struct rect rest = {x + 1, y, (float)left * scale, high};
    scene_hatch(frame->scene, rest, COLOUR_ERROR);
    scene_box(frame->scene, rest, 0, COLOUR_NONE, COLOUR_ERROR, 1);
    snprintf(text, sizeof text, "%d = %d × %d + %d", config->embed, heads, width, left);
    ruler_draw(frame, area.x + 18, (float)config->embed * scale, y + high + 40, COLOUR_ERROR, 2,
               FACE_CODE_BOLD, 14, text);
    snprintf(text, sizeof text, string(STRING_LEFT_OVER), left);
    scene_text(frame->scene, area.x + 18, y + high + 92, FACE_PROSE, 12.5f, COLOUR_ERROR, text);
}
