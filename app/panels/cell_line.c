/* A cell's name, and how it was made where that is one line. */
#include "app/panels/cell.h"

#include "app/model/role.h"
#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <stdio.h>

/* "scores[it, cat]", the words in the token colour. */
void cell_write(const struct frame *frame, struct pen *pen, const struct attn_cell *cell)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, cell->op);
    int rank = op->shape.rank, from = rank > 3 ? 1 : rank > 2 ? rank - 2 : 0;
    pen_write(pen, op->name);
    pen_write(pen, "[");
    for (int i = from; i < rank; i++) {
        char label[40];
        const char *feature = op_counts_features(op, i)
                                  ? lesson_feature(model_step(frame->model), cell->at[i])
                                  : NULL;
        frame_label(frame, op->shape.axis[i], cell->at[i], label, sizeof label);
        pen_write(pen, i > from ? ", " : "");
        pen_colour(pen, theme_axis_colour(op->shape.axis[i]), feature ? feature : label);
    }
    pen_write(pen, "]");
}

/* What the line means, after a gap, or below it. */
static void write_note(const struct frame *frame, struct pen *pen, const struct attn_explanation *e,
                       struct rect box)
{
    char text[200];
    float right = box.x + box.w - CELL_PAD;
    attn_explain_text(frame->model->trace, e, attn_kind_about(e->kind)->note, text, sizeof text);
    pen->face = FACE_PROSE;
    pen->colour = COLOUR_MUTED;
    pen->x += 16;
    if (pen->x + pen_width(pen, text) > right) {
        pen->x = box.x + CELL_PAD;
        pen->size = TYPE_LABEL;
        pen->baseline += 20;
    }
    if (text[0]) {
        pen_fitted(frame->scene, frame->measure, pen->x, pen->baseline, right - pen->x, pen->face,
                   pen->size, pen->colour, text);
    }
}

/* "x[0, 4] = 0.27": the same float, seen at another place. */
static void write_same(const struct frame *frame, struct pen *pen, const struct attn_explanation *e)
{
    char value[NUMBER_MAX];
    struct attn_term term = attn_explain_term(frame->model->trace, e, 0);
    cell_write(frame, pen, &term.a);
    pen_write(pen, " = ");
    pen_write(pen, number_brief(value, (double)e->value, 4));
}

void cell_line(const struct frame *frame, const struct attn_explanation *e, struct rect box)
{
    const struct attn_kind_about *about = attn_kind_about(e->kind);
    const struct attn_op *op = attn_trace_op(frame->model->trace, e->cell.op);
    struct pen pen =
        frame_pen(frame, box.x + CELL_PAD, box.y + 62, FACE_CODE, TYPE_SMALL, COLOUR_INK);
    char text[200];
    bool empty = e->term_count == 0 && op->operand_count > 0;
    if (about->form == ATTN_FORM_SOURCE) {
        pen.face = FACE_PROSE;
        pen.size = TYPE_SMALL;
    }
    if (op->source == ATTN_SOURCE_GIVEN && role_of(op) == ROLE_MASK &&
        model_is_painted(frame->model)) {
        pen_write(&pen, string(STRING_PAINTED_BY_YOU));
    } else if (role_of(op) == ROLE_INPUT && frame->model->own_x) {
        pen_write(&pen, string(STRING_ROW_OF_WORD));
    } else if (about->form == ATTN_FORM_SAME && !empty) {
        write_same(frame, &pen, e);
    } else {
        attn_explain_text(frame->model->trace, e, empty ? about->empty : about->line, text,
                          sizeof text);
        if (about->form == ATTN_FORM_SOURCE) {
            pen_flow(&pen, box.w - 2 * CELL_PAD, 20, text);
        } else {
            pen_formula(&pen, text);
        }
    }
    if (!empty) {
        write_note(frame, &pen, e, box);
    }
}
