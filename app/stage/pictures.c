/* The table of pictures, which one is taken, and what the pictures of today fit. */
#include "app/stage/pictures.h"

#include "app/stage/stage.h"

#include <string.h>

#define PICTURE_ROW(name) {#name, picture_##name##_fits, picture_##name},
static const struct picture pictures[] = {PICTURES(PICTURE_ROW)};
enum { COUNT = sizeof pictures / sizeof *pictures };

#define PICTURE_NAME(name) #name,
const char *const picture_names[] = {PICTURES(PICTURE_NAME) NULL};

/* The picture of that name where it fits; NULL for a NULL name. */
static const struct picture *named(const struct frame *frame, int op, const char *name)
{
    for (int i = 0; name && i < COUNT; i++) {
        if (strcmp(pictures[i].name, name) == 0) {
            return pictures[i].fits(frame, op) ? &pictures[i] : NULL;
        }
    }
    return NULL;
}

const struct picture *picture_of(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    const struct model *model = frame->model;
    const struct picture *picture =
        named(frame, op, model->wandered ? NULL : model_step(model)->picture);
    picture = picture ? picture : named(frame, op, attn_kind_about(o->kind)->picture);
    for (int i = 0; !picture && i < COUNT; i++) {
        picture = pictures[i].fits(frame, op) ? &pictures[i] : NULL;
    }
    return picture;
}

/* ---- what each fits ---- */

static const struct attn_op *op_at(const struct frame *frame, int op)
{
    return attn_trace_op(frame->lens.trace, op);
}

/* Whether it has a shape, and operands, the first of which is *in. */
static bool has_operand(const struct frame *frame, int op, const struct attn_op **in)
{
    const struct attn_op *o = op_at(frame, op);
    if (!picture_alone_fits(frame, op) || o->operand_count == 0 || o->shape.rank == 0) {
        return false;
    }
    *in = op_at(frame, o->operands[0]);
    return true;
}

bool picture_alone_fits(const struct frame *frame, int op)
{
    enum attn_state state = op_at(frame, op)->state;
    return state == ATTN_STATE_READY || state == ATTN_STATE_PLANNED;
}

bool picture_mismatch_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op);
    return o->state == ATTN_STATE_FAILED && attn_kind_about(o->kind)->flattens;
}

bool picture_division_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op);
    return o->state == ATTN_STATE_FAILED && o->error.kind == ATTN_ERROR_ASSERTION;
}

bool picture_concat_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op), *in;
    return has_operand(frame, op, &in) && o->shape.axis[o->shape.rank - 1] == ATTN_AXIS_CONCAT &&
           attn_kind_about(o->kind)->form == ATTN_FORM_SAME;
}

bool picture_slice_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op), *in;
    return has_operand(frame, op, &in) && attn_kind_about(o->kind)->form == ATTN_FORM_SAME &&
           o->operand_count == 1 && o->shape.rank == in->shape.rank;
}

bool picture_order_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op), *in;
    return has_operand(frame, op, &in) && o->heads > 0 && o->shape.rank != in->shape.rank;
}

bool picture_product_fits(const struct frame *frame, int op)
{
    return picture_alone_fits(frame, op) && attn_kind_about(op_at(frame, op)->kind)->product;
}

bool picture_cellwise_fits(const struct frame *frame, int op)
{
    const struct attn_op *in;
    return has_operand(frame, op, &in) && attn_shape_equal(&op_at(frame, op)->shape, &in->shape);
}

/* ---- and how each is drawn ---- */

void picture_alone(const struct frame *frame, int op, const struct space *space)
{
    stage_alone(frame, op, space->below);
}

void picture_mismatch(const struct frame *frame, int op, const struct space *space)
{
    stage_mismatch(frame, op, space->below);
}

void picture_division(const struct frame *frame, int op, const struct space *space)
{
    (void)op;
    stage_division(frame, space->below);
}

void picture_concat(const struct frame *frame, int op, const struct space *space)
{
    stage_concat(frame, op, space->below);
}

void picture_slice(const struct frame *frame, int op, const struct space *space)
{
    stage_slice(frame, op, space->below);
}

void picture_order(const struct frame *frame, int op, const struct space *space)
{
    stage_layout(frame, op, space->below);
}

void picture_product(const struct frame *frame, int op, const struct space *space)
{
    stage_product(frame, op, space->whole, space->title);
}

void picture_cellwise(const struct frame *frame, int op, const struct space *space)
{
    stage_cellwise(frame, op, space->below);
}
