/* How a cell was made from many terms: a dot product term by term, or a share beside its fellows. */
#include "app/panels/cell.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float COLUMN_LEAST = 54, COLUMN_MOST = 104, APART = 14, TERM = TYPE_LABEL;
enum { COLUMNS_MAX = 40, MORE = 104 };

/* One thing in the row of terms. */
struct column {
    int term;         /* or one of the below */
    int left;         /* MORE: how many are not shown, */
    enum string then; /* and which of them follows */
};
enum { TERM_CONSTANT = -1, TERM_MORE = -2 };

static bool is_share(const struct attn_explanation *e)
{
    return attn_kind_about(e->kind)->form == ATTN_FORM_SHARES;
}

/* What is added to the terms; "" where nothing is. */
static void constant_text(const struct frame *frame, const struct attn_explanation *e, char *text,
                          size_t bytes)
{
    attn_explain_text(frame->model->trace, e, attn_kind_about(e->kind)->constant, text, bytes);
}

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
                          bool constant, struct column *columns)
{
    int count = 0, terms = e->term_count;
    room = room < COLUMNS_MAX ? room : COLUMNS_MAX;
    bool all = terms + constant <= room;
    int first = all ? terms : room - 2 - constant;
    first = first < 0 ? 0 : first;
    for (int k = 0; k < first; k++) {
        columns[count++] = (struct column){.term = k};
    }
    if (!all) {
        bool own = is_share(e) && e->own_term >= first;
        enum string then = own ? STRING_THIS_ONE : STRING_LARGEST;
        columns[count++] = (struct column){TERM_MORE, terms - first, then};
        columns[count++] =
            (struct column){.term = own ? e->own_term : largest_term(frame, e, first)};
    }
    if (constant) {
        columns[count++] = (struct column){.term = TERM_CONSTANT};
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

/* In place of the terms that do not fit: how many, and which of them follows, where there is room for
 * the words. */
static void draw_more(const struct frame *frame, struct column column, float x, float y,
                      float width)
{
    char text[40];
    bool room = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, string(column.then)) <= width;
    snprintf(text, sizeof text, string(STRING_MORE_TERMS), column.left);
    pen_fitted(frame->scene, frame->measure, x, y, width, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               text);
    scene_text(frame->scene, x, y + 30, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               room ? string(column.then) : "→");
}

/* "2.3·2.5", or "bias". */
static void term_text(const struct frame *frame, const struct attn_explanation *e, int term,
                      char *text, size_t bytes)
{
    char a[NUMBER_MAX], b[NUMBER_MAX];
    if (term < 0) {
        constant_text(frame, e, text, bytes);
        return;
    }
    struct attn_term t = attn_explain_term(frame->model->trace, e, term);
    if (t.b.op < 0) {
        snprintf(text, bytes, "%s", number_brief(a, (double)t.a_value, 4));
        return;
    }
    number_brief(a, (double)t.a_value, 2);
    number_brief(b, (double)t.b_value, 2);
    snprintf(text, bytes, strncmp(b, "−", strlen("−")) == 0 ? "%s·(%s)" : "%s·%s", a, b);
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
        draw_more(frame, column, x, y, width + APART - 6);
        return;
    }
    term_text(frame, e, column.term, text, sizeof text);
    pen_fitted(frame->scene, frame->measure, x, y, width + APART - 4, FACE_CODE, TERM, COLOUR_INK,
               text);
    float value = e->constant;
    if (column.term >= 0) {
        value = attn_explain_term(frame->model->trace, e, column.term).value;
    }
    float share = most > 0 && isfinite(value) ? fabsf(value) / most : 0;
    draw_bar(frame, x, y + 8, width, share, value < 0 ? COLOUR_NEGATIVE : COLOUR_POSITIVE);
    snprintf(text, sizeof text, "%s", number_signed(sum, (double)value, 2));
    struct pen pen = frame_pen(frame, x, y + 30, FACE_CODE, TYPE_LABEL, COLOUR_MUTED);
    pen_write(&pen, text);
}

/* One share of a softmax row: the key's word, its exponential as a bar and as a number. */
static void draw_share(const struct frame *frame, const struct attn_explanation *e,
                       struct column column, float x, float y, float width)
{
    char label[40], value[NUMBER_MAX];
    if (column.term == TERM_MORE) {
        draw_more(frame, column, x, y, width + APART - 6);
        return;
    }
    const struct attn_op *op = attn_trace_op(frame->model->trace, e->cell.op);
    struct attn_term term = attn_explain_term(frame->model->trace, e, column.term);
    bool own = column.term == e->own_term;
    enum attn_axis axis = op->shape.axis[op->axis];
    frame_label(frame, axis, column.term, label, sizeof label);
    scene_text(frame->scene, x, y, own ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL,
               own ? COLOUR_ACCENT : theme_axis_colour(axis), label);
    draw_bar(frame, x, y + 8, width, isfinite(term.value) ? term.value : 0, COLOUR_WEIGHT);
    scene_text(frame->scene, x, y + 30, FACE_CODE, TYPE_LABEL, own ? COLOUR_INK : COLOUR_MUTED,
               number_text(value, (double)term.value, 3));
}

/* "Σ = 2.31" */
static void sum_text(const struct attn_explanation *e, char *text, size_t bytes)
{
    char sum[NUMBER_MAX];
    if (is_share(e)) {
        number_text(sum, (double)e->row_sum, 3);
    } else {
        number_brief(sum, (double)e->value, 4);
    }
    snprintf(text, bytes, "Σ = %s", sum);
}

/* The largest magnitude of what is shown: its bar is whole. */
static float largest_shown(const struct frame *frame, const struct attn_explanation *e,
                           const struct column *columns, int count)
{
    float most = 0;
    for (int i = 0; i < count; i++) {
        float value = columns[i].term == TERM_CONSTANT ? e->constant : 0;
        if (columns[i].term >= 0) {
            value = attn_explain_term(frame->model->trace, e, columns[i].term).value;
        }
        most = fmaxf(most, isfinite(value) ? fabsf(value) : 0);
    }
    return most;
}

void cell_terms(const struct frame *frame, const struct attn_explanation *e, struct rect box)
{
    struct column columns[COLUMNS_MAX];
    char constant[40], sum[NUMBER_MAX + 8];
    bool shares = is_share(e);
    constant_text(frame, e, constant, sizeof constant);
    float least = shares ? 76 : column_width(frame, e);
    sum_text(e, sum, sizeof sum);
    float wide = box.w - 2 * CELL_PAD - APART -
                 measure_width(frame->measure, FACE_CODE_BOLD, TYPE_LABEL, sum);
    least = (int)(wide / least) < e->term_count + 1 ? fmaxf(least, MORE) : least;
    int room = (int)(wide / least);
    int count = choose_columns(frame, e, room < 3 ? 3 : room, constant[0] != '\0', columns);
    float pitch = fminf(wide / (float)count, COLUMN_MOST);
    float y = box.y + 52, most = largest_shown(frame, e, columns, count);
    float x = box.x + CELL_PAD;
    for (int i = 0; i < count; i++, x += pitch) {
        if (shares) {
            draw_share(frame, e, columns[i], x, y, pitch - APART);
        } else {
            draw_term(frame, e, columns[i], x, y, pitch - APART, most);
        }
    }
    pen_right(frame->scene, frame->measure, box.x + box.w - CELL_PAD, y + 30, FACE_CODE_BOLD,
              TYPE_LABEL, COLOUR_INK, sum);
}
