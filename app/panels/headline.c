/* What stands at the top of the stage: where one is, the step's title, the operation's formula with its
 * shapes, the batch item on view, the link to this view, and off the path the way back. What the world
 * refused is told in place of where one is. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"
#include "app/stage/pictures.h"

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

enum {
    PLACE = 28,    /* baselines: where one is, */
    CLAIM = 68,    /* the title, */
    FORMULA = 100, /* the formula; */
    CLAIM_LEAST = 30,
    CLAIM_PRESENTED = 58, /* what is presented does not say where one is */
    FORMULA_LEAST = 58,   /* in the least window no line says where one is */
    SIGN = 28,            /* the signs that stand here where there is no rail */
    SIGN_GAP = 12,
    BUTTON = 28,
    LINE = 20,
    AIR = 6,
};

/* Where the lines begin and end, and their baselines. */
struct lines {
    float left, right, place_left, place_right, claim_left;
    float place, claim, formula;
    bool least;
};

static struct lines lines_of(const struct frame *frame)
{
    struct rect s = frame->layout.stage;
    bool least = frame->layout.kind == LAYOUT_LEAST, signs = frame->layout.rail.w == 0;
    struct lines l = {.left = s.x + LAYOUT_MARGIN, .right = s.x + s.w - LAYOUT_MARGIN};
    float aside = signs && frame->layout.kind != LAYOUT_PRESENTING ? SIGN + SIGN_GAP : 0;
    l.least = least;
    l.place_left = l.left + aside;
    l.place_right = l.right - aside;
    l.claim_left = least ? l.place_left : l.left;
    bool presented = frame->layout.kind == LAYOUT_PRESENTING;
    l.place = s.y + PLACE;
    l.claim = s.y + (least ? CLAIM_LEAST : presented ? CLAIM_PRESENTED : CLAIM);
    l.formula = l.claim + (least ? FORMULA_LEAST - CLAIM_LEAST : FORMULA - CLAIM);
    return l;
}

/* A button that ends at `right`. Returns where what stands left of it ends. */
static float draw_button(const struct frame *frame, float right, const struct button *button)
{
    float width = button_width(frame, button);
    struct rect rect = {right - width, frame->layout.stage.y + 8, width, BUTTON};
    button_draw(frame, rect, button);
    return rect.x - SIGN_GAP;
}

/* The link to this view; where there is no room the menu alone has it. */
static float draw_link(const struct frame *frame, const struct lines *l)
{
    struct button link = {.kind = BUTTON_QUIET,
                          .label = string(STRING_LINK_BUTTON),
                          .action = {.kind = ACTION_COPY_LINK}};
    bool room = !l->least && frame->layout.kind != LAYOUT_PRESENTING;
    return room ? draw_button(frame, l->place_right, &link) : l->place_right;
}

/* From the picture to the numbers, and back. */
static float draw_closer(const struct frame *frame, float right)
{
    bool closer = frame->model->closer && !frame->model->wandered;
    struct button button = {.kind = BUTTON_QUIET,
                            .label = string(closer ? STRING_BACK_TO_PICTURE : STRING_CLOSER),
                            .key = "L",
                            .action = {.kind = ACTION_CLOSER}};
    return closer || picture_claim(frame) ? draw_button(frame, right, &button) : right;
}

/* The way back to the path. */
static float draw_back(const struct frame *frame, float right)
{
    struct button back = {.kind = BUTTON_QUIET,
                          .label = string(STRING_BACK_TO_PATH),
                          .key = "Esc",
                          .action = {.kind = ACTION_ESCAPE}};
    return frame->model->wandered ? draw_button(frame, right, &back) : right;
}

/* "A single head › weights", or what was said of the last thing done, or what the world refused. */
static void draw_place(const struct frame *frame, const struct lines *l, float right)
{
    const struct model *model = frame->model;
    const char *told = model->error.kind  ? model->error.text
                       : model->said[0]   ? model->said
                       : model->notice[0] ? model->notice
                                          : NULL;
    bool well = !model->error.kind && model->said[0] && model->said_well;
    if (told) {
        pen_fitted(frame->scene, frame->measure, l->place_left, l->place, right - l->place_left,
                   FACE_PROSE_BOLD, TYPE_SMALL, well ? COLOUR_ACCENT : COLOUR_ERROR, told);
        return;
    }
    if (l->least || frame->layout.kind == LAYOUT_PRESENTING) {
        return;
    }
    const char *lesson = model_lesson(model)->title;
    const char *name = attn_trace_op(model->trace, model->shown)->name;
    float end = l->place_left + measure_width(frame->measure, FACE_PROSE_BOLD, TYPE_LABEL, lesson);
    pen_fitted(frame->scene, frame->measure, l->place_left, l->place, right - l->place_left,
               FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_MUTED, lesson);
    struct pen pen = frame_pen(frame, end + 8, l->place, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED);
    if (pen.x + 20 + pen_width(&pen, name) < right) {
        pen_colour(&pen, COLOUR_FAINT, "›");
        pen.x += 8;
        pen_write(&pen, name);
    }
}

/* The step's title, or off the path the operation's name, as large as it fits. */
static void draw_claim(const struct frame *frame, const struct lines *l, const struct attn_op *op,
                       float right)
{
    static const float sizes[] = {TYPE_CLAIM, TYPE_PROSE, TYPE_SMALL};
    const struct model *model = frame->model;
    const char *title = model->wandered ? op->name : model_step(model)->title;
    bool told = model->error.kind || model->said[0] || model->notice[0];
    int size = l->least ? 1 : 0;
    if (l->least && told) {
        return;
    }
    while (size < 2 && measure_width(frame->measure, FACE_PROSE_BOLD, sizes[size], title) >
                           right - l->claim_left) {
        size++;
    }
    pen_fitted(frame->scene, frame->measure, l->claim_left, l->claim, right - l->claim_left,
               FACE_PROSE_BOLD, sizes[size], COLOUR_INK, title);
}

/* The step's one number, before what it claims. Returns where that begins. */
static float draw_number(const struct frame *frame, const struct lines *l,
                         const struct picture *claim)
{
    float size = l->least ? TYPE_PROSE : frame->layout.compact ? TYPE_CLAIM : TYPE_NUMBER;
    struct pen pen = frame_pen(frame, l->claim_left, l->claim, FACE_CODE, size, COLOUR_INK);
    scene_key(frame->scene, "number", 0);
    claim->number(frame, frame->model->shown, &pen);
    scene_key(frame->scene, NULL, 0);
    return pen.x > l->claim_left ? pen.x + 18 : pen.x;
}

static void write_formula(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    const struct model *model = frame->model;
    pen_write(pen, op->name);
    pen->face = FACE_PROSE;
    if (op->operand_count > 0) {
        pen_write(pen, " = ");
        attn_op_formula_pieces(model->trace, model->shown, (struct attn_writer){write_piece, pen});
    }
}

/* Where the formula begins; in smaller type where it is long and the stage is not. */
static struct pen formula_pen(const struct frame *frame, const struct lines *l,
                              const struct attn_op *op)
{
    struct pen pen = frame_pen(frame, l->left, l->formula, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
    struct pen trial = pen;
    trial.scene = NULL;
    write_formula(frame, &trial, op);
    pen.size = trial.x > l->right ? TYPE_LABEL : TYPE_SMALL;
    return pen;
}

/* Which batch item is on view, at the right of the formula where that leaves room. Returns where it
 * begins. */
static float draw_item(const struct frame *frame, const struct lines *l, const struct attn_op *op)
{
    const struct model *model = frame->model;
    struct pen trial = formula_pen(frame, l, op);
    char text[64];
    trial.scene = NULL;
    write_formula(frame, &trial, op);
    snprintf(text, sizeof text, string(STRING_BATCH_ITEM), model->item + 1, model->config.batch);
    float width = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, text);
    if (model->config.batch < 2 || trial.x + SIGN_GAP > l->right - width) {
        return l->right;
    }
    scene_text(frame->scene, l->right - width, l->formula, FACE_PROSE, TYPE_LABEL, COLOUR_BATCH,
               text);
    return l->right - width - 24;
}

/* Formula and shapes, these on a line of their own where they do not fit. Returns the last baseline. */
static float draw_formula(const struct frame *frame, const struct lines *l,
                          const struct attn_op *op, float right)
{
    struct pen pen = formula_pen(frame, l, op);
    write_formula(frame, &pen, op);
    pen.x += 22;
    pen.size = TYPE_LABEL;
    if (shapes_end(frame, &pen, op) > right) {
        pen.x = l->left;
        pen.baseline += LINE;
    }
    write_shapes(frame, &pen, op);
    return pen.baseline;
}

struct rect headline_draw(const struct frame *frame, float bottom)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    struct lines l = lines_of(frame);
    struct rect stage = frame->layout.stage;
    const struct picture *claim = picture_claim(frame);
    float right = draw_back(frame, draw_closer(frame, draw_link(frame, &l)));
    draw_place(frame, &l, right);
    float end = l.place;
    if (l.claim + AIR < bottom) {
        l.claim_left = claim ? draw_number(frame, &l, claim) : l.claim_left;
        draw_claim(frame, &l, op, l.least ? right : l.right);
        end = l.claim;
    }
    if (!claim && l.formula + LINE + AIR < bottom) {
        end = draw_formula(frame, &l, op, draw_item(frame, &l, op));
    }
    return (struct rect){l.left, stage.y, l.right - l.left, end + 8 - stage.y};
}
