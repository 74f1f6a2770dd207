/* What stands at the top of the stage: the step's title, the operation's formula with its shapes,
 * and a note of the batch item on view. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static void write_piece(void *pen, const char *piece)
{
    pen_formula(pen, piece);
}

/* An operand's shape, unless it is what the step asks for. */
static void write_operand(const struct frame *frame, struct pen *pen, int op, bool transposed)
{
    if (model_hides(frame->model, op)) {
        pen_write(pen, "?");
    } else {
        pen_shape(pen, &attn_trace_op(frame->model->trace, op)->shape, transposed);
    }
}

/* "(1, 5, 8) · (1, 8, 5) → (1, 5, 5)", each size in its axis' colour. */
static void write_shapes(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    const struct attn_kind_about *about = attn_kind_about(op->kind);
    pen->colour = COLOUR_MUTED;
    if (op->operand_count > 0) {
        write_operand(frame, pen, op->operands[0], false);
        if (about->product) {
            pen_write(pen, " · ");
            write_operand(frame, pen, op->operands[1], op->transposed);
        }
        pen_write(pen, " → ");
    }
    if (model_hides(frame->model, frame->model->shown)) {
        pen_write(pen, "?");
    } else if (op->shape.rank > 0) {
        pen_shape(pen, &op->shape, false);
    } else if (op->state == ATTN_STATE_FAILED) {
        pen->face = FACE_PROSE_BOLD;
        pen_colour(pen, COLOUR_ERROR, about->failed ? about->failed : string(STRING_RAISES));
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
    pen_fitted(frame->scene, frame->measure, left, stage.y + 34, right - left, FACE_PROSE_BOLD, 18,
               failed ? COLOUR_ERROR : COLOUR_INK, title);
    float wide = left + measure_width(frame->measure, FACE_PROSE_BOLD, 18, title);
    struct pen pen = frame_pen(frame, left, stage.y + 57, FACE_PROSE_BOLD, 12.5f, COLOUR_INK);
    pen_write(&pen, op->name);
    pen.face = FACE_PROSE;
    if (op->operand_count > 0) {
        pen_write(&pen, " = ");
        attn_op_formula_pieces(model->trace, model->shown, (struct attn_writer){write_piece, &pen});
    }
    wide = fmaxf(wide, pen.x);
    pen.x += 22;
    pen.size = 12;
    if (shapes_end(frame, &pen, op) >
        (attn_kind_about(op->kind)->product ? left + 0.45f * stage.w : right)) {
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
        pen_fitted(frame->scene, frame->measure, stage.x + 12, stage.y + stage.h - 6, stage.w - 24,
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
    pen_right(frame->scene, frame->measure, stage.x + stage.w - 12, stage.y + 34, FACE_PROSE, 11.5f,
              COLOUR_BATCH, text);
}

struct rect title_draw(const struct frame *frame)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    struct rect title = draw_title(frame, op);
    bool product = attn_kind_about(op->kind)->product && op->state == ATTN_STATE_READY &&
                   !model_hides(frame->model, frame->model->shown);
    draw_note(frame, product && !frame->model->beside.there, &title);
    return title;
}
