/* The card: one cell, its value, the rule that made it, and that rule with its numbers. It stands where
 * the picture leaves room, as near to the cell as that is, and never over the row, the column and the
 * cell that it speaks of: those are framed, and a frame is the last thing that it would cover. */
#include "app/panels/panels.h"

#include "app/panels/cell.h"
#include "app/scene/number.h"
#include "app/scene/type.h"
#include "app/stage/pictures.h"

#include <math.h>
#include <string.h>

enum {
    HIGH = 104,
    HIGH_COMPACT = 92,
    WIDE = 544,
    LEAST_WIDE = 300,
    AIR = 10,  /* around it */
    GRID = 12, /* logical pixels: so finely is looked for room, or less so on a large stage */
    ACROSS_MOST = 96,
    DOWN_MOST = 72,
    FRAMED = 1000, /* what is framed counts as so many */
};

/* How much is drawn above and left of each point of a grid: what a rectangle covers is four of them. */
struct crowd {
    struct rect stage;
    float grid;
    int across, down;
    int sum[DOWN_MOST + 1][ACROSS_MOST + 1];
};

static float card_height(const struct frame *frame)
{
    return frame->layout.compact ? HIGH_COMPACT : HIGH;
}

/* ---- what is there ---- */

static int grid_of(const struct crowd *c, float at, int most)
{
    int i = (int)floorf(at / c->grid);
    return i < 0 ? 0 : i > most ? most : i;
}

static void add_rect(struct crowd *c, struct rect r, int weight)
{
    int x0 = grid_of(c, r.x - c->stage.x, c->across), y0 = grid_of(c, r.y - c->stage.y, c->down);
    int x1 = grid_of(c, r.x + r.w - c->stage.x + c->grid - 1, c->across);
    int y1 = grid_of(c, r.y + r.h - c->stage.y + c->grid - 1, c->down);
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            c->sum[y + 1][x + 1] += weight;
        }
    }
}

static void add_item(const struct frame *frame, struct crowd *c, const struct item *item)
{
    struct rect r = item->rect;
    if (item->kind == ITEM_CLIP) {
        return;
    }
    if (item->kind == ITEM_TEXT) {
        const char *text = scene_item_text(frame->scene, item);
        float wide = frame->measure->width(frame->measure->context, item->face, item->size, text,
                                           (size_t)item->bytes);
        r = item->turn == TURN_DOWN ? (struct rect){r.x, r.y, item->size, wide}
            : item->turn            ? scene_text_box(item, wide)
                                    : (struct rect){r.x, r.y - item->size, wide, item->size * 1.3f};
    }
    if (item->kind == ITEM_LINE) {
        r = (struct rect){fminf(r.x, r.x + r.w), fminf(r.y, r.y + r.h), fabsf(r.w) + 1,
                          fabsf(r.h) + 1};
    }
    bool framed = item->kind == ITEM_RECT && item->fill == COLOUR_NONE && item->width >= 2;
    add_rect(c, r, framed ? FRAMED : 1);
}

static void take_in(const struct frame *frame, struct crowd *c)
{
    float side = LAYOUT_MARGIN - AIR;
    c->stage = frame->layout.stage;
    c->stage.x += side;
    c->stage.w -= 2 * side;
    c->grid = fmaxf(GRID, fmaxf(c->stage.w / ACROSS_MOST, c->stage.h / DOWN_MOST));
    c->across = (int)(c->stage.w / c->grid);
    c->down = (int)(c->stage.h / c->grid);
    for (int y = 0; y <= c->down; y++) {
        memset(c->sum[y], 0, sizeof c->sum[y]);
    }
    for (int i = 0; i < frame->scene->item_count; i++) {
        if (frame->scene->items[i].rect.w < frame->layout.stage.w) { /* but for the ground */
            add_item(frame, c, &frame->scene->items[i]);
        }
    }
    if (frame->layout.rail.w == 0) { /* the signs at the top stand over all */
        add_rect(c, (struct rect){c->stage.x, c->stage.y, c->stage.w, 40}, FRAMED);
    }
    for (int y = 1; y <= c->down; y++) {
        for (int x = 1; x <= c->across; x++) {
            c->sum[y][x] += c->sum[y - 1][x] + c->sum[y][x - 1] - c->sum[y - 1][x - 1];
        }
    }
}

static int covered(const struct crowd *c, int x, int y, int across, int down)
{
    int x1 = x + across < c->across ? x + across : c->across;
    int y1 = y + down < c->down ? y + down : c->down;
    return c->sum[y1][x1] - c->sum[y][x1] - c->sum[y1][x] + c->sum[y][x];
}

/* ---- where the card goes ---- */

/* The cell's rectangle on stage; of no width where it is not drawn. */
static struct rect cell_rect(const struct frame *frame)
{
    const struct lens_cell *cell = &frame->lens.cell;
    for (int i = frame->scene->target_count - 1; i >= 0; i--) {
        const struct target *t = &frame->scene->targets[i];
        if (t->action.kind == ACTION_POINT && t->action.index == cell->op && t->rows > 0) {
            float w = t->rect.w / (float)t->columns, h = t->rect.h / (float)t->rows;
            return (struct rect){t->rect.x + (float)cell->column * w,
                                 t->rect.y + (float)cell->row * h, w, h};
        }
    }
    return (struct rect){0, 0, 0, 0};
}

static float gap(float a, float a_length, float b, float b_length)
{
    return fmaxf(0, fmaxf(b - a - a_length, a - b - b_length));
}

static struct rect nearest_room(const struct crowd *c, struct rect cell, float wide, float high,
                                int *cost)
{
    int across = (int)ceilf(wide / c->grid), down = (int)ceilf(high / c->grid);
    float best = 1e9f;
    struct rect found = {c->stage.x, c->stage.y + c->stage.h - high, wide, high};
    *cost = INT32_MAX;
    for (int y = 1; y + down <= c->down; y++) {
        for (int x = 0; x + across <= c->across; x++) {
            struct rect at = {c->stage.x + (float)x * c->grid, c->stage.y + (float)y * c->grid,
                              wide, high};
            int here = covered(c, x, y, across, down);
            float far = gap(at.y, high, cell.y, cell.h) + 0.5f * gap(at.x, wide, cell.x, cell.w) +
                        0.01f * (float)x;
            if (here < *cost || (here == *cost && far < best)) {
                *cost = here;
                best = far;
                found = at;
            }
        }
    }
    return found;
}

/* The widest card that covers nothing; failing that, the one that covers least. */
static struct rect place_card(const struct frame *frame, struct rect cell, int *covers)
{
    struct crowd crowd;
    int cost = 0, least = INT32_MAX;
    float most = fminf(WIDE, frame->layout.stage.w - 2 * LAYOUT_MARGIN);
    struct rect best = {0, 0, 0, 0};
    take_in(frame, &crowd);
    for (float wide = most; wide >= LEAST_WIDE && least > 0; wide -= 4 * GRID) {
        struct rect at =
            nearest_room(&crowd, cell, wide + 2 * AIR, card_height(frame) + 2 * AIR, &cost);
        if (cost < least) {
            least = cost;
            best = (struct rect){at.x + AIR, at.y + AIR, wide, card_height(frame)};
        }
    }
    *covers = least;
    return best;
}

/* ---- the card ---- */

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

static void draw_title(const struct frame *frame, struct rect box, const struct attn_explanation *e)
{
    char value[NUMBER_MAX];
    struct pen pen =
        frame_pen(frame, box.x + CELL_PAD, box.y + 26, FACE_CODE_BOLD, TYPE_SMALL, COLOUR_INK);
    cell_write(frame, &pen, &e->cell);
    pen_write(&pen, " = ");
    pen_write(&pen, number_brief(value, (double)e->value, 4));
    struct pen trial = pen;
    trial.scene = NULL;
    trial.face = FACE_PROSE;
    trial.size = TYPE_LABEL;
    write_rule(frame, &trial, e);
    float width = trial.x - pen.x, room = box.x + box.w - CELL_PAD - pen.x - 16;
    if (width <= room) {
        pen.x = box.x + box.w - CELL_PAD - width;
        pen.face = FACE_PROSE;
        pen.size = TYPE_LABEL;
        pen.colour = COLOUR_MUTED;
        write_rule(frame, &pen, e);
    }
}

/* Whether something is written between y0 and y1 at x. */
static bool is_written(const struct frame *frame, float x, float y0, float y1)
{
    for (int i = 0; i < frame->scene->item_count; i++) {
        const struct item *item = &frame->scene->items[i];
        if (item->kind == ITEM_TEXT && item->rect.y > y0 && item->rect.y - item->size < y1 &&
            item->rect.x - 1 < x) {
            float wide =
                frame->measure->width(frame->measure->context, item->face, item->size,
                                      scene_item_text(frame->scene, item), (size_t)item->bytes);
            if (item->rect.x + wide + 1 > x) {
                return true;
            }
        }
    }
    return false;
}

/* A thread from the cell down to its card, where that is below and nothing is written between. */
static void draw_thread(const struct frame *frame, struct rect box, struct rect cell)
{
    /* Between the cells; a sum that should be whole may end a hair below. */
    float x = floorf(cell.x + cell.w + 0.01f), from = cell.y + cell.h + 2;
    if (cell.w > 0 && x > box.x + 12 && x < box.x + box.w - 12 && from < box.y &&
        !is_written(frame, x, from, box.y)) {
        scene_line(frame->scene, x, from, x, box.y, COLOUR_ACCENT, 1, 0);
        scene_rect(frame->scene, (struct rect){x - 9, box.y - 1, 18, 3}, COLOUR_ACCENT);
    }
}

static bool explained(const struct frame *frame, struct attn_explanation *e)
{
    const struct lens_cell *cell = &frame->lens.cell;
    bool shown = !picture_claim(frame) && !failure_shown(frame->model) &&
                 !model_asks(frame->model) && cell->op >= 0 &&
                 !model_hides(frame->model, cell->op) && !frame->model->settings;
    return shown && lens_explain(&frame->lens, e);
}

/* Whether a product leaves room enough in the corner between its two operands: about what its cells
 * will be. */
static bool has_corner(const struct frame *frame)
{
    const float labels = 60, between = 44, notes = 128, most = 72, lines = 106;
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    struct rect stage = frame->layout.stage;
    int rows, columns, inner, unused, shown = frame->model->shown;
    bool hidden = model_hides(frame->model, shown) && !model_covers(frame->model, shown);
    if (hidden || !picture_product_fits(frame, shown) || frame->model->beside.there) {
        return false;
    }
    op_grid(op, &rows, &columns);
    op_grid(attn_trace_op(frame->model->trace, op->operands[0]), &unused, &inner);
    float width = stage.w - 2 * LAYOUT_MARGIN, height = stage.h - 124 - lines;
    float high = fminf(most, height / (float)(inner + rows));
    float wide = fminf(1.3f * high, (width - labels - between - notes) / (float)(inner + columns));
    float total = labels + between + notes + wide * (float)(inner + columns);
    float corner = fmaxf(0, (width - total) / 2) + labels + wide * (float)inner + between / 2;
    return corner >= LEAST_WIDE + 2 * AIR && high * (float)inner >= card_height(frame) - 20;
}

/* In the least window the card comes when a cell is pointed at, or has the focus, and goes again. */
static bool is_shown(const struct frame *frame, struct attn_explanation *e)
{
    bool asked = frame->model->pointing || frame->model->focus == FOCUS_STAGE;
    return frame->layout.kind != LAYOUT_PRESENTING &&
           (frame->layout.kind != LAYOUT_LEAST || asked) && explained(frame, e);
}

float card_room(const struct frame *frame)
{
    struct attn_explanation e;
    bool reserved = frame->layout.kind != LAYOUT_LEAST && is_shown(frame, &e) && !has_corner(frame);
    return reserved ? card_height(frame) + 2 * AIR : 0;
}

void panel_card(const struct frame *frame)
{
    struct attn_explanation e;
    if (!is_shown(frame, &e)) {
        return;
    }
    int covers = 0;
    bool asked = frame->model->pointing || frame->model->focus == FOCUS_STAGE;
    struct rect cell = cell_rect(frame), box = place_card(frame, cell, &covers);
    if (covers >= FRAMED || (covers > 0 && !asked)) {
        return; /* better no card than one over what it speaks of */
    }
    enum attn_form form = attn_kind_about(e.kind)->form;
    bool terms = form == ATTN_FORM_SHARES || form == ATTN_FORM_SUM;
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    scene_clip(frame->scene, box);
    draw_title(frame, box, &e);
    (terms && e.term_count > 0 ? cell_terms : cell_line)(frame, &e, box);
    scene_unclip(frame->scene);
    draw_thread(frame, box, cell);
}
