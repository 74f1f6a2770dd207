/* The cell inspector: one cell, its value, the rule that made it, and that rule with its numbers. */
#include "app/panels/panels.h"

#include "app/panels/cell.h"
#include "app/scene/number.h"

/* What the kind says of it, in the error's colour where that is what went wrong. */
static void write_rule(const struct frame *frame, struct pen *pen, const struct attn_explanation *e)
{
    const struct attn_kind_about *about = attn_kind_about(e->kind);
    const struct attn_trace *trace = frame->model->trace;
    char text[200];
    attn_explain_text(trace, e, about->fault, text, sizeof text);
    if (text[0]) {
        pen_colour(pen, COLOUR_ERROR, text);
        return;
    }
    pen_formula(pen, attn_explain_text(trace, e, about->rule, text, sizeof text));
    attn_explain_text(trace, e, about->terms, text + 1, sizeof text - 1);
    if (text[1]) {
        text[0] = ' ';
        pen_formula(pen, text);
    }
}

void panel_inspector(const struct frame *frame)
{
    int row, column, at[ATTN_RANK_MAX];
    int index = model_focus_cell(frame->model, &row, &column);
    struct rect box = frame->layout.inspector;
    if (ask_height(frame, box.w) > 0) {
        ask_draw(frame, box);
        return;
    }
    if (failure_shown(frame->model)) {
        failure_draw(frame, box);
        return;
    }
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    const struct attn_op *op = index < 0 ? NULL : attn_trace_op(frame->model->trace, index);
    if (!op || op->state != ATTN_STATE_READY || model_hides(frame->model, index)) {
        return;
    }
    model_at(frame->model, op, row, column, at);
    struct attn_explanation e = attn_explain(frame->model->trace, index, at);
    enum attn_form form = attn_kind_about(e.kind)->form;
    char value[NUMBER_MAX];
    struct pen pen =
        frame_pen(frame, box.x + CELL_PAD, box.y + 24, FACE_PROSE_BOLD, 13, COLOUR_INK);
    scene_clip(frame->scene, box);
    cell_write(frame, &pen, &e.cell);
    pen_write(&pen, " = ");
    pen_write(&pen, number_brief(value, (double)e.value, 4));
    pen.face = FACE_PROSE;
    pen.size = 11.5f;
    pen.colour = COLOUR_MUTED;
    pen.x += 24;
    write_rule(frame, &pen, &e);
    bool terms = form == ATTN_FORM_SHARES || form == ATTN_FORM_SUM;
    (terms && e.term_count > 0 ? cell_terms : cell_line)(frame, &e, box);
    scene_unclip(frame->scene);
}
