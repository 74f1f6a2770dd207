/* The stage's frame: title, formula, and the arrangement that suits the operation's kind. */
#include "app/panels/panels.h"

#include "app/number.h"
#include "app/stage.h"
#include "app/strings.h"

#include <math.h>
#include <stdio.h>

static const char *name_of(const struct frame *frame, const struct attn_op *op, int operand)
{
    return attn_trace_op(frame->model->trace, op->operands[operand])->name;
}

/* "Q = x · query.weightᵀ + query.bias": what is computed, in the names of the trace. */
static void write_formula(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    char number[NUMBER_MAX], text[48];
    switch (op->kind) {
    case ATTN_KIND_LINEAR:
    case ATTN_KIND_MATMUL:
        pen_write(pen, name_of(frame, op, 0));
        pen_write(pen, " · ");
        pen_write(pen, name_of(frame, op, 1));
        if (op->kind == ATTN_KIND_LINEAR || op->transposed) {
            pen_raised_t(pen);
        }
        if (op->operand_count > 2) {
            pen_write(pen, " + ");
            pen_write(pen, name_of(frame, op, 2));
        }
        return;
    case ATTN_KIND_SCALE:
        pen_write(pen, name_of(frame, op, 0));
        pen_write(pen, " ÷ ");
        pen_write(pen, number_brief(number, (double)op->divisor, 4));
        return;
    case ATTN_KIND_MASK:
        pen_write(pen, name_of(frame, op, 0));
        snprintf(text, sizeof text, string(STRING_WHERE_MASK), op->hide_ones ? 1 : 0);
        pen_write(pen, text);
        return;
    case ATTN_KIND_SOFTMAX:
    case ATTN_KIND_DROPOUT:
        pen_write(pen, attn_kind_name(op->kind));
        pen_write(pen, "(");
        pen_write(pen, name_of(frame, op, 0));
        pen_write(pen, ")");
        return;
    default:
        return;
    }
}

static bool is_product(const struct attn_op *op)
{
    return op->kind == ATTN_KIND_LINEAR || op->kind == ATTN_KIND_MATMUL;
}

/* "(1, 5, 8) · (1, 8, 5) → (1, 5, 5)", each size in its axis' colour. */
static void write_shapes(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    pen->colour = COLOUR_MUTED;
    if (op->operand_count > 0) {
        const struct attn_op *a = attn_trace_op(frame->model->trace, op->operands[0]);
        pen_shape(pen, &a->shape, false);
        if (is_product(op)) {
            const struct attn_op *b = attn_trace_op(frame->model->trace, op->operands[1]);
            pen_write(pen, " · ");
            pen_shape(pen, &b->shape, op->kind == ATTN_KIND_LINEAR || op->transposed);
        }
        pen_write(pen, " → ");
    }
    pen_shape(pen, &op->shape, false);
}

/* Where a piece of writing would end. */
static float shapes_end(const struct frame *frame, const struct pen *pen, const struct attn_op *op)
{
    struct pen trial = *pen;
    trial.scene = NULL;
    write_shapes(frame, &trial, op);
    return trial.x;
}

/* Title, formula and shapes; these go on a line of their own where they do not fit, or would take
 * the place of a product's second operand. Returns what is taken. */
static struct rect draw_title(const struct frame *frame, const struct attn_op *op)
{
    const struct model *model = frame->model;
    struct rect stage = frame->layout.stage;
    const char *title = model->wandered ? op->name : model_step(model)->title;
    const float left = stage.x + 12, right = stage.x + stage.w - 12;
    text_fitted(frame->scene, frame->measure, left, stage.y + 34, right - left, FACE_PROSE_BOLD, 18,
                COLOUR_INK, title);
    float wide = left + measure_width(frame->measure, FACE_PROSE_BOLD, 18, title);
    struct pen pen = frame_pen(frame, left, stage.y + 57, FACE_PROSE_BOLD, 12.5f, COLOUR_INK);
    pen_write(&pen, op->name);
    pen.face = FACE_PROSE;
    if (op->operand_count > 0) {
        pen_write(&pen, " = ");
        write_formula(frame, &pen, op);
    }
    wide = fmaxf(wide, pen.x);
    pen.x += 22;
    pen.size = 12;
    if (shapes_end(frame, &pen, op) > (is_product(op) ? left + 0.45f * stage.w : right)) {
        pen.x = left;
        pen.baseline += 20;
    }
    write_shapes(frame, &pen, op);
    return (struct rect){left, stage.y, fmaxf(wide, pen.x) - left, pen.baseline + 6 - stage.y};
}

static void draw_note(const struct frame *frame)
{
    const struct model *model = frame->model;
    struct rect stage = frame->layout.stage;
    if (model->config.batch > 1) {
        char text[64];
        snprintf(text, sizeof text, string(STRING_BATCH_ITEM), model->item + 1,
                 model->config.batch);
        text_right(frame->scene, frame->measure, stage.x + stage.w - 12, stage.y + 34, FACE_PROSE,
                   11.5f, COLOUR_BATCH, text);
    }
    if (model->error.kind) {
        text_fitted(frame->scene, frame->measure, stage.x + 12, stage.y + stage.h - 6, stage.w - 24,
                    FACE_PROSE_BOLD, 12, COLOUR_ERROR, model->error.text);
    }
}

void panel_stage(const struct frame *frame)
{
    struct rect stage = frame->layout.stage;
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    scene_clip(frame->scene, stage);
    struct rect title = draw_title(frame, op);
    draw_note(frame);
    struct rect area = {stage.x + 12, stage.y, stage.w - 24, stage.h - 6};
    struct rect below = {area.x, title.y + title.h, area.w, area.h - title.h};
    int index = frame->model->shown;
    if (is_product(op)) {
        stage_product(frame, index, area, title);
    } else if (op->operand_count > 0) {
        stage_cellwise(frame, index, below);
    } else {
        stage_alone(frame, index, below);
    }
    scene_unclip(frame->scene);
}
