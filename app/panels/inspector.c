/* The cell inspector: how one number was made, written out. A dot product term by term: all terms
 * where they fit, else the first few, the largest, and the sum. */
#include "app/panels/panels.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float COLUMN_LEAST = 46, COLUMN_MOST = 92, APART = 11, SUM = 92, PAD = 16,
                   TERM = 10.5f;
enum { COLUMNS_MAX = 40 };

/* One thing in the row of terms. */
struct column {
    int term; /* or one of the below */
    int left; /* MORE: how many are not shown */
};
enum { TERM_BIAS = -1, TERM_MORE = -2 };

static const struct attn_op *op_of(const struct frame *frame, int index)
{
    return attn_trace_op(frame->model->trace, index);
}

/* "scores[it, cat]", the words in the token colour. */
static void write_cell(const struct frame *frame, struct pen *pen, const struct attn_cell *cell)
{
    const struct attn_op *op = op_of(frame, cell->op);
    int rank = op->shape.rank, from = rank > 3 ? 1 : rank > 2 ? rank - 2 : 0;
    pen_write(pen, op->name);
    pen_write(pen, "[");
    for (int i = from; i < rank; i++) {
        char label[40];
        frame_label(frame, op->shape.axis[i], cell->at[i], label, sizeof label);
        pen_write(pen, i > from ? ", " : "");
        pen_colour(pen, axis_colour(op->shape.axis[i]), label);
    }
    pen_write(pen, "]");
}

/* ---- sums of products ---- */

static int largest_term(const struct frame *frame, const struct attn_explanation *e, int from)
{
    int best = from;
    float most = -1;
    for (int k = from; k < e->term_count; k++) {
        struct attn_term term = attn_explain_term(frame->model->trace, e, k);
        if (fabsf(term.value) > most) {
            most = fabsf(term.value);
            best = k;
        }
    }
    return best;
}

/* Which terms to show in `room` columns. */
static int choose_columns(const struct frame *frame, const struct attn_explanation *e, int room,
                          bool bias, struct column *columns)
{
    int count = 0, terms = e->term_count;
    room = room < COLUMNS_MAX ? room : COLUMNS_MAX;
    bool all = terms + bias <= room;
    int first = all ? terms : room - 2 - bias;
    first = first < 0 ? 0 : first;
    for (int k = 0; k < first; k++) {
        columns[count++] = (struct column){.term = k};
    }
    if (!all) {
        columns[count++] = (struct column){.term = TERM_MORE, .left = terms - first};
        int largest = e->kind == ATTN_KIND_SOFTMAX ? e->own_term : largest_term(frame, e, first);
        columns[count++] = (struct column){.term = largest};
    }
    if (bias) {
        columns[count++] = (struct column){.term = TERM_BIAS};
    }
    return count;
}

static void draw_bar(const struct frame *frame, float x, float y, float width, float share,
                     enum colour colour)
{
    scene_rect(frame->scene, (struct rect){x, y + 2, width, 2}, COLOUR_SOFT);
    if (share > 0) {
        scene_box(frame->scene, (struct rect){x, y, fmaxf(1.5f, width * share), 6}, 1, colour,
                  COLOUR_NONE, 0);
    }
}

/* In place of the terms that do not fit: how many, and that the largest follows. */
static void draw_more(const struct frame *frame, int left, float x, float y)
{
    char text[40];
    snprintf(text, sizeof text, string(STRING_MORE_TERMS), left);
    scene_text(frame->scene, x, y, FACE_PROSE, 10.5f, COLOUR_MUTED, text);
    scene_text(frame->scene, x, y + 28, FACE_PROSE, 10.5f, COLOUR_MUTED, string(STRING_LARGEST));
}

/* "2.3·2.5", or "bias". */
static void term_text(const struct frame *frame, const struct attn_explanation *e, int term,
                      char *text, size_t bytes)
{
    char a[NUMBER_MAX], b[NUMBER_MAX];
    if (term < 0) {
        snprintf(text, bytes, "%s", string(STRING_BIAS));
        return;
    }
    struct attn_term t = attn_explain_term(frame->model->trace, e, term);
    if (t.b.op < 0) {
        snprintf(text, bytes, "%s", number_brief(a, (double)t.a_value, 4));
        return;
    }
    snprintf(text, bytes, "%s·%s", number_brief(a, (double)t.a_value, 2),
             number_brief(b, (double)t.b_value, 2));
}

/* What the widest of the first terms needs. */
static float column_width(const struct frame *frame, const struct attn_explanation *e)
{
    float most = COLUMN_LEAST;
    for (int k = 0; k < e->term_count && k < COLUMNS_MAX; k++) {
        char text[2 * NUMBER_MAX + 8];
        term_text(frame, e, k, text, sizeof text);
        most = fmaxf(most, measure_width(frame->measure, FACE_CODE, TERM, text) + APART);
    }
    return fminf(most, COLUMN_MOST);
}

static void draw_term(const struct frame *frame, const struct attn_explanation *e,
                      struct column column, float x, float y, float width, float most)
{
    char sum[NUMBER_MAX], text[2 * NUMBER_MAX + 8];
    if (column.term == TERM_MORE) {
        draw_more(frame, column.left, x, y);
        return;
    }
    term_text(frame, e, column.term, text, sizeof text);
    text_fitted(frame->scene, frame->measure, x, y, width + 10, FACE_CODE, TERM, COLOUR_INK, text);
    float value = e->constant;
    if (column.term >= 0) {
        value = attn_explain_term(frame->model->trace, e, column.term).value;
    }
    float share = most > 0 && isfinite(value) ? fabsf(value) / most : 0;
    draw_bar(frame, x, y + 8, width, share, value < 0 ? COLOUR_NEGATIVE : COLOUR_POSITIVE);
    snprintf(text, sizeof text, "%s", number_signed(sum, (double)value, 2));
    struct pen pen = frame_pen(frame, x, y + 28, FACE_CODE, 10.5f, COLOUR_MUTED);
    pen_write(&pen, text);
}

/* One share of a softmax row: the key's word, a bar, its exponential. */
static void draw_share(const struct frame *frame, const struct attn_explanation *e,
                       struct column column, float x, float y, float width)
{
    char label[40], value[NUMBER_MAX];
    if (column.term == TERM_MORE) {
        draw_more(frame, column.left, x, y);
        return;
    }
    const struct attn_op *op = op_of(frame, e->cell.op);
    struct attn_term term = attn_explain_term(frame->model->trace, e, column.term);
    bool own = column.term == e->own_term;
    enum attn_axis axis = op->shape.axis[op->axis];
    frame_label(frame, axis, column.term, label, sizeof label);
    scene_text(frame->scene, x, y, own ? FACE_PROSE_BOLD : FACE_PROSE, 11.5f,
               own ? COLOUR_ACCENT : axis_colour(axis), label);
    draw_bar(frame, x, y + 8, width, isfinite(term.b_value) ? term.b_value : 0, COLOUR_WEIGHT);
    scene_text(frame->scene, x, y + 28, FACE_CODE, 10.5f, own ? COLOUR_INK : COLOUR_MUTED,
               number_text(value, (double)term.value, 3));
}

static void draw_terms(const struct frame *frame, const struct attn_explanation *e, struct rect box)
{
    struct column columns[COLUMNS_MAX];
    bool softmax = e->kind == ATTN_KIND_SOFTMAX;
    bool bias = e->kind == ATTN_KIND_LINEAR && op_of(frame, e->cell.op)->operand_count > 2;
    float least = softmax ? 64 : column_width(frame, e);
    int room = (int)((box.w - 2 * PAD - SUM) / least);
    int count = choose_columns(frame, e, room < 3 ? 3 : room, bias, columns);
    float pitch = fminf((box.w - 2 * PAD - SUM) / (float)count, COLUMN_MOST);
    float y = box.y + 48, most = 0;
    for (int i = 0; i < count; i++) {
        float value = columns[i].term == TERM_BIAS ? e->constant : 0;
        if (columns[i].term >= 0) {
            value = attn_explain_term(frame->model->trace, e, columns[i].term).value;
        }
        most = fmaxf(most, isfinite(value) ? fabsf(value) : 0);
    }
    float x = box.x + PAD;
    for (int i = 0; i < count; i++, x += pitch) {
        if (softmax) {
            draw_share(frame, e, columns[i], x, y, pitch - APART);
        } else {
            draw_term(frame, e, columns[i], x, y, pitch - APART, most);
        }
    }
    char sum[NUMBER_MAX], text[NUMBER_MAX + 8];
    number_text(sum, (double)(softmax ? e->row_sum : e->value), softmax ? 3 : 2);
    if (!softmax) {
        number_brief(sum, (double)e->value, 4);
    }
    snprintf(text, sizeof text, "Σ = %s", sum);
    text_right(frame->scene, frame->measure, box.x + box.w - PAD, y + 28, FACE_CODE_BOLD, 11,
               COLOUR_INK, text);
}

/* ---- one line ---- */

static void write_scale(struct pen *pen, const struct attn_explanation *e,
                        const struct attn_term *term)
{
    char text[3 * NUMBER_MAX + 16], a[NUMBER_MAX], b[NUMBER_MAX], c[NUMBER_MAX];
    snprintf(text, sizeof text, "%s ÷ %s = %s", number_brief(a, (double)term->a_value, 4),
             number_brief(b, (double)e->constant, 4), number_brief(c, (double)e->value, 4));
    pen_write(pen, text);
}

static void write_mask(struct pen *pen, const struct attn_explanation *e,
                       const struct attn_term *term)
{
    char text[3 * NUMBER_MAX + 24], a[NUMBER_MAX], b[NUMBER_MAX], c[NUMBER_MAX];
    snprintf(text, sizeof text, "%s, mask %s → %s", number_brief(a, (double)term->a_value, 4),
             number_brief(b, (double)term->b_value, 0), number_brief(c, (double)e->value, 4));
    pen_write(pen, text);
    pen->face = FACE_PROSE;
    pen->colour = COLOUR_MUTED;
    pen->x += 16;
    bool hidden = isinf(e->value) && e->value < 0;
    pen_write(pen, string(hidden ? STRING_MASKED_AWAY : STRING_VISIBLE));
}

static void write_dropout(struct pen *pen, const struct attn_explanation *e,
                          const struct attn_term *term, const struct attn_op *op)
{
    char text[3 * NUMBER_MAX + 24], a[NUMBER_MAX], p[NUMBER_MAX], c[NUMBER_MAX], note[120];
    number_brief(a, (double)term->a_value, 4);
    number_brief(p, 1 - op->p, 4);
    number_brief(c, (double)e->value, 4);
    const char *why = string(STRING_DROPOUT_PASSES);
    if (term->b.op < 0) {
        snprintf(text, sizeof text, "%s", a);
    } else {
        bool kept = term->b_value != 0;
        snprintf(text, sizeof text, "%s %s = %s", a, kept ? "÷" : "× 0", c);
        if (kept) {
            snprintf(text, sizeof text, "%s ÷ %s = %s", a, p, c);
        }
        snprintf(note, sizeof note, string(kept ? STRING_KEPT : STRING_DROPPED), p);
        why = note;
    }
    pen_write(pen, text);
    pen->face = FACE_PROSE;
    pen->colour = COLOUR_MUTED;
    pen->x += 16;
    pen_write(pen, why);
}

/* The same float, seen at another place. */
static void write_same(const struct frame *frame, struct pen *pen, const struct attn_explanation *e,
                       const struct attn_term *term)
{
    char value[NUMBER_MAX];
    write_cell(frame, pen, &term->a);
    pen_write(pen, " = ");
    pen_write(pen, number_brief(value, (double)e->value, 4));
    pen->face = FACE_PROSE;
    pen->colour = COLOUR_MUTED;
    pen->x += 16;
    pen_write(pen, string(STRING_SAME_FLOAT));
}

/* Where a number that nothing computed comes from. */
static void write_source(struct pen *pen, const struct attn_op *op)
{
    char text[160], low[NUMBER_MAX], high[NUMBER_MAX];
    pen->face = FACE_PROSE;
    pen->size = 12;
    if (op->source == ATTN_SOURCE_GIVEN) {
        pen_write(pen, string(STRING_GIVEN));
        return;
    }
    if (op->source == ATTN_SOURCE_RULE) {
        snprintf(text, sizeof text,
                 string(op->mask == ATTN_MASK_CAUSAL ? STRING_RULE_CAUSAL : STRING_RULE_PADDING),
                 op->valid);
    } else {
        snprintf(text, sizeof text, string(STRING_DRAWN), number_brief(low, (double)op->low, 4),
                 number_brief(high, (double)op->high, 4));
    }
    pen_write(pen, text);
}

static void draw_line(const struct frame *frame, const struct attn_explanation *e, struct rect box)
{
    const struct attn_op *op = op_of(frame, e->cell.op);
    struct pen pen = frame_pen(frame, box.x + PAD, box.y + 60, FACE_CODE, 13, COLOUR_INK);
    if (e->term_count == 0 && op->operand_count > 0) {
        pen_write(&pen, string(STRING_ZEROED));
        return;
    }
    if (e->term_count == 0) {
        write_source(&pen, op);
        return;
    }
    struct attn_term term = attn_explain_term(frame->model->trace, e, 0);
    if (e->kind == ATTN_KIND_SCALE) {
        write_scale(&pen, e, &term);
    } else if (e->kind == ATTN_KIND_MASK) {
        write_mask(&pen, e, &term);
    } else if (e->kind == ATTN_KIND_DROPOUT) {
        write_dropout(&pen, e, &term, op);
    } else {
        write_same(frame, &pen, e, &term);
    }
}

/* ---- the head line ---- */

static void write_rule(const struct frame *frame, struct pen *pen, const struct attn_explanation *e)
{
    const struct attn_op *op = op_of(frame, e->cell.op);
    char text[120], a[NUMBER_MAX], b[NUMBER_MAX], c[NUMBER_MAX];
    if (e->kind == ATTN_KIND_LINEAR || e->kind == ATTN_KIND_MATMUL) {
        const struct attn_op *left = op_of(frame, op->operands[0]);
        snprintf(text, sizeof text, string(STRING_SUM_OVER),
                 attn_axis_name(left->shape.axis[left->shape.rank - 1]));
        pen_write(pen, text);
        snprintf(text, sizeof text, " %s · %s", left->name, op_of(frame, op->operands[1])->name);
        pen_write(pen, text);
        if (e->kind == ATTN_KIND_LINEAR || op->transposed) {
            pen_raised_t(pen);
        }
    } else if (e->kind == ATTN_KIND_MEAN) {
        snprintf(text, sizeof text, string(STRING_MEAN_OF), op->operand_count);
        pen_write(pen, text);
    } else if (e->kind == ATTN_KIND_SOFTMAX && isnan(e->value)) {
        pen_colour(pen, COLOUR_ERROR, string(STRING_NAN_ROW));
    } else if (e->kind == ATTN_KIND_SOFTMAX) {
        struct attn_term term = attn_explain_term(frame->model->trace, e, e->own_term);
        snprintf(text, sizeof text, "exp(%s − %s) ÷ %s", number_brief(a, (double)term.a_value, 3),
                 number_brief(b, (double)e->row_max, 3), number_brief(c, (double)e->row_sum, 3));
        pen_write(pen, text);
    }
}

void panel_inspector(const struct frame *frame)
{
    int row, column, at[ATTN_RANK_MAX];
    int index = model_focus_cell(frame->model, &row, &column);
    struct rect box = frame->layout.inspector;
    if (failure_shown(frame->model)) {
        failure_draw(frame, box);
        return;
    }
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    const struct attn_op *op = index < 0 ? NULL : op_of(frame, index);
    if (!op || op->state != ATTN_STATE_READY || model_hides(frame->model, index)) {
        return;
    }
    model_at(frame->model, op, row, column, at);
    struct attn_explanation e = attn_explain(frame->model->trace, index, at);
    char value[NUMBER_MAX];
    struct pen pen = frame_pen(frame, box.x + PAD, box.y + 24, FACE_PROSE_BOLD, 13, COLOUR_INK);
    scene_clip(frame->scene, box);
    write_cell(frame, &pen, &e.cell);
    pen_write(&pen, " = ");
    pen_write(&pen, number_brief(value, (double)e.value, 4));
    pen.face = FACE_PROSE;
    pen.size = 11.5f;
    pen.colour = COLOUR_MUTED;
    pen.x += 24;
    write_rule(frame, &pen, &e);
    if (e.kind == ATTN_KIND_LINEAR || e.kind == ATTN_KIND_MATMUL || e.kind == ATTN_KIND_SOFTMAX ||
        (e.kind == ATTN_KIND_MEAN && e.term_count > 0)) {
        draw_terms(frame, &e, box);
    } else {
        draw_line(frame, &e, box);
    }
    scene_unclip(frame->scene);
}
