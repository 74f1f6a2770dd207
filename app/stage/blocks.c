/* Heads side by side, their widths, and the weight that must take them all. */
#include "app/stage/blocks.h"

#include "app/stage/ruler.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

static const float NAME = BLOCKS_NAME, ROW_LEAST = 3, ROW_MOST = 28;
static const float NAMED = 150; /* what the name and the shape take of that line */

static const struct attn_op *op_at(const struct frame *frame, int index)
{
    return attn_trace_op(frame->lens.trace, index);
}

int blocks_width(const struct frame *frame, const struct plate *plate)
{
    const struct attn_shape *s = &op_at(frame, plate->op)->shape;
    return s->rank > 0 ? s->size[s->rank - 1] : plate->columns;
}

static float row_height(const struct plate *plate, float room)
{
    return fminf(fmaxf(room / (float)plate->rows, ROW_LEAST), fmaxf(ROW_MOST, 0));
}

void blocks_size(struct plate *plate, float x, float y, float scale, float room)
{
    float row = scale >= 12 ? fminf(scale, room / (float)plate->rows) : row_height(plate, room);
    plate->rect =
        (struct rect){x, y, scale * (float)plate->columns, fminf(row * (float)plate->rows, room)};
}

/* ---- heads side by side ---- */

/* In the least window widths and what is taken are told by the shapes alone. */
static bool is_tight(const struct frame *frame)
{
    return frame->layout.kind == LAYOUT_LEAST || frame->layout.kind == LAYOUT_PRESENTING;
}

void blocks_label(const struct frame *frame, struct rect block, int h, int width, bool all)
{
    bool off = attn_config_off(frame->lens.config, h), here = h == frame->lens.head;
    char text[32];
    snprintf(text, sizeof text, string(block.w < 46 ? STRING_HEAD_SHORT : STRING_HEAD), h);
    if (all) {
        pen_centred(frame->scene, frame->measure, block.x + block.w / 2, block.y - 7,
                    here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL,
                    off ? COLOUR_MUTED
                        : theme_head_colour(COLOUR_HEAD_INK, h, lens_heads(&frame->lens)),
                    text);
        snprintf(text, sizeof text, "%d", width);
        if (!is_tight(frame)) {
            ruler_draw(frame, block.x + 1, block.w - 3, block.y + block.h + 10, COLOUR_HEAD, 1,
                       FACE_CODE, TYPE_LABEL, text);
        }
    }
    if (off) {
        scene_rect(frame->scene, block, COLOUR_SHADE);
        pen_centred(frame->scene, frame->measure, block.x + block.w / 2, block.y + block.h / 2 + 4,
                    FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_WHITE, string(STRING_OFF));
    }
    struct rect label = {block.x, block.y - 24, block.w, 24};
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
        blocks_label(frame, block, h, width, count <= BLOCKS_LABELLED);
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
    int columns = blocks_width(frame, plate);
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
    float y = top->rect.y + top->rect.h +
              (heads > 0 && heads <= BLOCKS_LABELLED && !is_tight(frame) ? 40 : 12);
    whole_text(frame, top, heads, text, sizeof text);
    ruler_draw(frame, top->rect.x, top->rect.w, y, clash ? COLOUR_ERROR : COLOUR_INK, 2,
               FACE_CODE_BOLD, TYPE_PROSE, text);
}

/* What stands beyond the end of the narrower one: nothing to meet. */
static void draw_missing(const struct frame *frame, const struct blocks *b)
{
    const struct plate *shorter = b->top.columns < b->below.columns ? &b->top : &b->below;
    const struct plate *longer = shorter == &b->top ? &b->below : &b->top;
    int missing = blocks_width(frame, longer) - blocks_width(frame, shorter);
    float x = shorter->rect.x + shorter->rect.w, right = longer->rect.x + longer->rect.w;
    struct rect rect = {x, shorter->rect.y, right - x, shorter->rect.h};
    char text[120];
    scene_hatch(frame->scene, rect, COLOUR_LINE);
    scene_line(frame->scene, rect.x, rect.y, right, rect.y, COLOUR_ERROR, 1, 4);
    scene_line(frame->scene, rect.x, rect.y + rect.h, right, rect.y + rect.h, COLOUR_ERROR, 1, 4);
    scene_line(frame->scene, right, rect.y, right, rect.y + rect.h, COLOUR_ERROR, 1, 4);
    snprintf(text, sizeof text, string(STRING_NOTHING_TO_MEET), missing,
             op_at(frame, longer->op)->name);
    float wide = measure_width(frame->measure, FACE_PROSE, TYPE_SMALL, text) + 16;
    struct rect label = {x + (rect.w - wide) / 2, rect.y + rect.h / 2 - 11, wide, 22};
    if (wide < rect.w) {
        scene_box(frame->scene, label, 4, COLOUR_GROUND, COLOUR_NONE, 0);
        pen_centred(frame->scene, frame->measure, x + rect.w / 2, label.y + 15, FACE_PROSE,
                    TYPE_SMALL, COLOUR_ERROR, text);
    }
}

/* The weight, a column for each number that it takes. */
static void draw_below(const struct frame *frame, const struct blocks *b, bool clash)
{
    const struct plate *below = &b->below;
    char text[80];
    plate_draw(frame, below);
    snprintf(text, sizeof text, string(STRING_TAKES), blocks_width(frame, below));
    float y = below->rect.y + below->rect.h + 12;
    enum colour colour = clash ? COLOUR_ERROR : COLOUR_ACCENT;
    float width = measure_width(frame->measure, FACE_CODE_BOLD, TYPE_PROSE, text);
    if (is_tight(frame)) {
        return;
    }
    if (width < below->rect.w) {
        ruler_draw(frame, below->rect.x, below->rect.w, y, colour, 2, FACE_CODE_BOLD, TYPE_PROSE,
                   text);
        return;
    }
    ruler_draw(frame, below->rect.x, below->rect.w, y, colour, 2, FACE_CODE_BOLD, TYPE_PROSE, "");
    scene_text(frame->scene, below->rect.x, y + 18, FACE_CODE_BOLD, TYPE_PROSE, colour, text);
}

static void note(const struct frame *frame, struct rect area, const struct plate *top)
{
    char text[120];
    snprintf(text, sizeof text, string(STRING_TO_SCALE), frame->lens.item + 1,
             frame->lens.config->batch, top->rows);
    float width = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, text);
    if (width + NAMED < area.w) {
        pen_right(frame->scene, frame->measure, area.x + area.w - 2, area.y + NAME - 18, FACE_PROSE,
                  TYPE_LABEL, COLOUR_MUTED, text);
    }
}

void blocks_draw(const struct frame *frame, struct blocks *b, struct rect area)
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
    b->scale = fminf((float)BLOCKS_CELL, (area.w - left - 8) / columns);
    float rest = area.h - 2 * NAME - (is_tight(frame) ? 58 : 98) - (taker ? 0 : -80);
    blocks_size(&b->top, area.x + left, area.y + NAME + 18, b->scale,
                fmaxf(is_tight(frame) ? 18 : 30, rest * (taker ? 0.46f : 0.8f)));
    b->top.labels = PLATE_NAME | PLATE_ROWS;
    b->top.name_up = 20;
    note(frame, area, &b->top);
    draw_top(frame, b, clash);
    if (taker) {
        float y = b->top.rect.y + b->top.rect.h + (is_tight(frame) ? 36 : 64) + NAME;
        blocks_size(
            &b->below, area.x + left, y, b->scale,
            fmaxf(is_tight(frame) ? 14 : 24, area.y + area.h - y - (is_tight(frame) ? 4 : 34)));
        draw_below(frame, b, clash);
        if (clash) {
            draw_missing(frame, b);
        }
    }
    stage_lights(frame, &b->top, 1, 0);
}
