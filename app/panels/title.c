/* What stands at the top of the stage: the step's title, the operation's formula with its shapes,
 * and a note of the batch item on view. */
#include "app/panels/panels.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const char *name_of(const struct frame *frame, const struct attn_op *op, int operand)
{
    return attn_trace_op(frame->model->trace, op->operands[operand])->name;
}

/* "Q = x · query.weightᵀ + query.bias": what is computed, in the names of the trace. */
static void write_formula(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    char number[NUMBER_MAX], text[80];
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
    case ATTN_KIND_SLICE:
        pen_write(pen, name_of(frame, op, 0));
        if (op->shape.rank > 0) { /* else it is not reached, and has no width */
            snprintf(text, sizeof text, "[..., %d:%d]", op->start,
                     op->start + op->shape.size[op->shape.rank - 1]);
            pen_write(pen, text);
        }
        return;
    case ATTN_KIND_SPLIT:
    case ATTN_KIND_JOIN:
        pen_write(pen, name_of(frame, op, 0));
        pen_write(pen, op->kind == ATTN_KIND_SPLIT ? ".view.transpose"
                       : op->transposed            ? ".transpose.reshape"
                                                   : ".reshape");
        return;
    case ATTN_KIND_CONCAT:
    case ATTN_KIND_MEAN:
        snprintf(text, sizeof text, "%s(%s … %d)", op->kind == ATTN_KIND_MEAN ? "mean" : "cat",
                 name_of(frame, op, 0), op->operand_count - 1);
        pen_write(pen, text);
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
    if (model_hides(frame->model, frame->model->shown)) {
        pen_write(pen, "?");
    } else if (op->shape.rank > 0) {
        pen_shape(pen, &op->shape, false);
    } else if (op->state == ATTN_STATE_FAILED) {
        pen->face = FACE_PROSE_BOLD;
        pen_colour(pen, COLOUR_ERROR,
                   string(op->kind == ATTN_KIND_CHECK ? STRING_RAISES : STRING_NO_SUCH));
    }
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
    bool failed = op->state == ATTN_STATE_FAILED && !model_hides(model, model->shown);
    const float left = stage.x + 12, right = stage.x + stage.w - 12;
    text_fitted(frame->scene, frame->measure, left, stage.y + 34, right - left, FACE_PROSE_BOLD, 18,
                failed ? COLOUR_ERROR : COLOUR_INK, title);
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

/* Which batch item is on view: at the top right, or below the title where a product's second operand
 * stands there. */
static void draw_note(const struct frame *frame, bool product, struct rect *title)
{
    const struct model *model = frame->model;
    struct rect stage = frame->layout.stage;
    char text[64];
    if (model->error.kind) {
        text_fitted(frame->scene, frame->measure, stage.x + 12, stage.y + stage.h - 6, stage.w - 24,
                    FACE_PROSE_BOLD, 12, COLOUR_ERROR, model->error.text);
    }
    if (model->config.batch < 2) {
        return;
    }
    snprintf(text, sizeof text, string(STRING_BATCH_ITEM), model->item + 1, model->config.batch);
    if (product) {
        title->h += 18;
        scene_text(frame->scene, title->x, title->y + title->h - 6, FACE_PROSE, 11.5f, COLOUR_BATCH,
                   text);
        return;
    }
    text_right(frame->scene, frame->measure, stage.x + stage.w - 12, stage.y + 34, FACE_PROSE,
               11.5f, COLOUR_BATCH, text);
}

struct rect title_draw(const struct frame *frame)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    struct rect title = draw_title(frame, op);
    draw_note(frame, is_product(op) && op->state == ATTN_STATE_READY && !frame->model->beside.there,
              &title);
    return title;
}
