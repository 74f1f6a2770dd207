/* The stage's frame: title, formula, and the arrangement that suits the operation's kind. */
#include "app/panels/panels.h"

#include "app/number.h"
#include "app/stage.h"
#include "app/strings.h"

#include <stdio.h>

static const char *name_of(const struct frame *frame, const struct attn_op *op, int operand)
{
    return attn_trace_op(frame->model->trace, op->operands[operand])->name;
}

/* "Q = x · query.weightᵀ + query.bias": what is computed, in the names of the trace. */
static void write_formula(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    char number[NUMBER_MAX];
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
        pen_write(pen, op->hide_ones ? ", −∞ where mask is 1" : ", −∞ where mask is 0");
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

/* "(1, 5, 8) · (1, 8, 5) → (1, 5, 5)", each size in its axis' colour. */
static void write_shapes(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    bool product = op->kind == ATTN_KIND_LINEAR || op->kind == ATTN_KIND_MATMUL;
    pen->colour = COLOUR_MUTED;
    if (op->operand_count > 0) {
        const struct attn_op *a = attn_trace_op(frame->model->trace, op->operands[0]);
        pen_shape(pen, &a->shape, false);
        if (product) {
            const struct attn_op *b = attn_trace_op(frame->model->trace, op->operands[1]);
            pen_write(pen, " · ");
            pen_shape(pen, &b->shape, op->kind == ATTN_KIND_LINEAR || op->transposed);
        }
        pen_write(pen, " → ");
    }
    pen_shape(pen, &op->shape, false);
}

static void draw_title(const struct frame *frame, const struct attn_op *op)
{
    const struct model *model = frame->model;
    struct rect stage = frame->layout.stage;
    const char *title = model->wandered ? op->name : model_step(model)->title;
    text_fitted(frame->scene, frame->measure, stage.x + 12, stage.y + 34, stage.w - 24,
                FACE_PROSE_BOLD, 18, COLOUR_INK, title);
    struct pen pen =
        frame_pen(frame, stage.x + 12, stage.y + 57, FACE_PROSE_BOLD, 12.5f, COLOUR_INK);
    pen_write(&pen, op->name);
    pen.face = FACE_PROSE;
    if (op->operand_count > 0) {
        pen_write(&pen, " = ");
        write_formula(frame, &pen, op);
    }
    pen.x += 22;
    pen.size = 12;
    struct pen trial = pen; /* shapes go on a line of their own where they do not fit */
    trial.scene = &(struct scene){0};
    write_shapes(frame, &trial, op);
    scene_clear(trial.scene);
    if (trial.x > stage.x + stage.w - 12) {
        pen.x = stage.x + 12;
        pen.baseline += 18;
    }
    write_shapes(frame, &pen, op);
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
    draw_title(frame, op);
    draw_note(frame);
    struct rect area = {stage.x + 12, stage.y + 66, stage.w - 24, stage.h - 72};
    int index = frame->model->shown;
    if (op->kind == ATTN_KIND_LINEAR || op->kind == ATTN_KIND_MATMUL) {
        area.y -= 66; /* its top right holds the second operand */
        area.h += 66;
        stage_product(frame, index, area);
    } else if (op->operand_count > 0) {
        stage_cellwise(frame, index, area);
    } else {
        stage_alone(frame, index, area);
    }
    scene_unclip(frame->scene);
}
