/* The layout view, for view and transpose: the same floats in memory order, in runs of one head's
 * numbers of one token, coloured by the token that they belong to. Stripes stay stripes when a
 * reshape is right; when it is wrong, they mix. */
#include "app/stage/pictures.h"
#include "app/stage/stage.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

static const float NAME = 44, SIDE = 64, FIGURE = 24;
enum { RUNS_MOST = 4096 };

/* A table of runs: `rows` in memory order, each with its token and head. */
struct table {
    struct rect rect;
    int rows, columns;
    bool heads_first; /* row: head, column: token; else the other way round */
    bool mixed;       /* rows are cut from the heads-first order as they come */
    bool misread;     /* rows are heads, cut from the tokens-first order as they come */
    bool in_words;    /* each run is labelled by its token's word, for all of them fit */
    int tokens, heads;
};

static void source_of(const struct table *t, int row, int column, int *token, int *head)
{
    int run = row * t->columns + column;
    if ((t->heads_first && !t->misread) || t->mixed) {
        *head = run / t->tokens;
        *token = run % t->tokens;
    } else {
        *token = run / t->heads;
        *head = run % t->heads;
    }
}

/* "cat·0", or "2·0". */
static void run_label(const struct frame *frame, int token, int head, bool in_words, char text[64])
{
    char label[40];
    frame_label(frame, ATTN_AXIS_TOKEN, token, label, sizeof label);
    if (in_words) {
        snprintf(text, 64, "%.12s·%d", label, head);
    } else {
        snprintf(text, 64, "%d·%d", token, head);
    }
}

static bool fits(const struct frame *frame, const struct table *t, const char *text)
{
    return measure_width(frame->measure, FACE_CODE, TYPE_LABEL, text) <=
           t->rect.w / (float)t->columns - 4;
}

/* Words and numbers in one row would be two names for one thing. */
static bool words_fit(const struct frame *frame, const struct table *t)
{
    char text[64];
    for (int token = 0; token < t->tokens; token++) {
        run_label(frame, token, t->heads - 1, true, text);
        if (!fits(frame, t, text)) {
            return false;
        }
    }
    return true;
}

static void draw_run(const struct frame *frame, const struct table *t, int row, int column)
{
    int token, head;
    char text[64];
    source_of(t, row, column, &token, &head);
    struct rect r = heatmap_cell_rect(t->rect, t->rows, t->columns, row, column);
    float share = t->tokens > 1 ? (float)token / (float)(t->tokens - 1) : 0.5f;
    bool ours = head == frame->lens.head;
    scene_tint(frame->scene, (struct rect){r.x, r.y, r.w - 1, r.h - 1}, share);
    if (ours) {
        scene_box(frame->scene, (struct rect){r.x, r.y, r.w - 1, r.h - 1}, 0, COLOUR_NONE,
                  COLOUR_HEAD, 2);
    }
    if (r.w < FIGURE || r.h < 13) {
        return;
    }
    run_label(frame, token, head, t->in_words, text);
    if (!fits(frame, t, text)) {
        return;
    }
    struct heatmap map = {.map = HEATMAP_WEIGHTS, .range = 1};
    pen_centred(frame->scene, frame->measure, r.x + r.w / 2, r.y + r.h / 2 + 3.5f, FACE_CODE,
                TYPE_LABEL, heatmap_figure_colour(frame->model->theme, &map, share), text);
}

static void label_rows(const struct frame *frame, const struct table *t)
{
    float tall = t->rect.h / (float)t->rows;
    for (int i = 0; i < t->rows && tall >= 11; i++) {
        char text[40], label[40];
        snprintf(label, sizeof label, string(STRING_HEAD), i);
        enum colour colour = COLOUR_HEAD;
        if (!t->heads_first) {
            frame_label(frame, ATTN_AXIS_TOKEN, i, text, sizeof text);
            snprintf(label, sizeof label, "%.30s", text);
            colour = COLOUR_TOKEN;
        }
        pen_right(frame->scene, frame->measure, t->rect.x - 8,
                  t->rect.y + ((float)i + 0.5f) * tall + 4, FACE_PROSE, TYPE_LABEL, colour, label);
    }
}

static void draw_table(const struct frame *frame, const struct table *t, int op, const char *order)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    struct pen pen =
        frame_pen(frame, t->rect.x, t->rect.y - 24, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
    pen_write(&pen, o->name);
    pen.x += 8;
    pen.size = TYPE_LABEL;
    pen.colour = COLOUR_MUTED;
    if (o->shape.rank > 0) {
        pen_shape(&pen, &o->shape, false);
    }
    pen_fitted(frame->scene, frame->measure, t->rect.x, t->rect.y - 8, t->rect.w + 4, FACE_PROSE,
               TYPE_LABEL, COLOUR_MUTED, order);
    label_rows(frame, t);
    for (int i = 0; i < t->rows; i++) {
        for (int j = 0; j < t->columns; j++) {
            draw_run(frame, t, i, j);
        }
    }
}

static struct table table_of(const struct attn_config *config, int heads, bool heads_first,
                             bool mixed)
{
    struct table t = {
        .tokens = config->tokens, .heads = heads, .mixed = mixed, .heads_first = heads_first};
    t.rows = heads_first ? heads : config->tokens;
    t.columns = heads_first ? config->tokens : heads;
    return t;
}

/* A view that may not copy, where the floats of a row lie apart. */
static bool is_apart(const struct attn_op *o)
{
    return o->state == ATTN_STATE_FAILED && o->view && o->operand_count > 0;
}

bool picture_order_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op), *in;
    return is_apart(o) ||
           (picture_takes(frame, op, &in) && o->heads > 0 && o->shape.rank != in->shape.rank);
}

void picture_order(const struct frame *frame, int index, const struct space *space)
{
    struct rect area = space->below;
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    const struct attn_config *config = frame->lens.config;
    const struct attn_op *in = attn_trace_op(frame->lens.trace, op->operands[0]);
    bool apart = is_apart(op), split = !apart && op->shape.axis[1] == ATTN_AXIS_HEAD,
         mixed = !split && !op->transposed;
    struct table before = table_of(config, op->heads, !split, false);
    struct table after = table_of(config, op->heads, split, mixed);
    after.misread = split && !op->transposed;
    if (config->tokens * op->heads > RUNS_MOST) {
        picture_alone(frame, index, space);
        return;
    }
    float width = (area.w - 2 * SIDE - 40) / 2;
    float high = fminf(area.h - NAME - 40,
                       24 * (float)(before.rows > after.rows ? before.rows : after.rows));
    before.rect =
        (struct rect){area.x + SIDE, area.y + NAME, width, fminf(high, 24 * (float)before.rows)};
    after.rect = (struct rect){area.x + 2 * SIDE + width + 40, area.y + NAME, width,
                               fminf(high, 24 * (float)after.rows)};
    before.in_words = after.in_words = words_fit(frame, &before) && words_fit(frame, &after);
    draw_table(frame, &before, op->operands[0],
               string(split ? STRING_ORDER_TOKENS : STRING_ORDER_HEADS));
    draw_table(frame, &after, index,
               string(apart           ? STRING_ORDER_APART
                      : after.misread ? STRING_ORDER_MISREAD
                      : split         ? STRING_ORDER_VIEW
                      : mixed         ? STRING_ORDER_MIXED
                                      : STRING_ORDER_BACK));
    pen_centred(frame->scene, frame->measure, before.rect.x + width + 20, area.y + NAME + high / 2,
                FACE_PROSE, TYPE_PROSE, apart ? COLOUR_ERROR : COLOUR_MUTED, "→");
    char text[160];
    snprintf(text, sizeof text, string(STRING_RUN_OF),
             (split ? op : in)->shape.size[in->shape.rank - 1 + (split ? 1 : 0)]);
    scene_text(frame->scene, area.x + SIDE, area.y + NAME + high + 26, FACE_PROSE, TYPE_LABEL,
               COLOUR_MUTED, text);
}
