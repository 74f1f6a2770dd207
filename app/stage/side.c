/* Side by side: the operation on stage, and what plays its role in the layer beside. Shapes that
 * differ are marked; where they agree, the largest difference of two numbers is told. */
#include "app/stage/stage.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float GAP = 28, HEAD = 78, FOOT = 66, WAY = 26;

static const struct attn_op *op_of(const struct frame *side)
{
    return side->lens.shown < 0 ? NULL : attn_trace_op(side->lens.trace, side->lens.shown);
}

static bool is_hidden(const struct frame *side)
{
    const struct lens *lens = &side->lens;
    return lens->shown >= 0 && model_hides_in(side->model, lens->config, lens->trace, lens->shown);
}

/* What tells this side from the other: its listing, its wiring, or the setting that differs. */
static void side_title(const struct frame *side, const struct lens *other, char *text, size_t bytes)
{
    char own[64], theirs[64];
    const struct lesson_step *step = model_step(side->model);
    for (int i = 0; i < attn_setting_count(); i++) { /* the wiring first */
        const char *name = attn_setting(i)->name;
        attn_config_get(side->lens.config, name, own, sizeof own);
        attn_config_get(other->config, name, theirs, sizeof theirs);
        if (strcmp(own, theirs) != 0) {
            snprintf(text, bytes, i == 0 ? "%s%s" : "%s = %s", i == 0 ? "" : name, own);
            return;
        }
    }
    bool listings = step->beside_listing.name && step->listing.name;
    const char *listing = side->lens.beside ? step->beside_listing.name : step->listing.name;
    attn_config_get(side->lens.config, "wiring", own, sizeof own);
    snprintf(text, bytes, "%s", listings ? listing : own);
}

/* The line of each listing, where the two sides have one each. */
static void draw_code(const struct frame *side, struct rect box)
{
    const struct lesson_step *step = model_step(side->model);
    bool beside = side->lens.beside;
    int line = beside ? step->beside_line : step->code_line;
    if (step->beside_line == 0 || line == 0) {
        return;
    }
    const char *text = (beside ? &step->beside_listing : &step->listing)->lines[line - 1];
    pen_fitted(side->scene, side->measure, box.x, box.y + 58, box.w, FACE_CODE, TYPE_LABEL,
               COLOUR_INK, text + strspn(text, " "));
}

/* Yet another layer, or none: at the right of the head of the layer beside. */
static float draw_ways(const struct frame *side, struct rect box)
{
    static const struct {
        const char *label;
        enum action_kind kind;
        int other;
    } ways[] = {
        {"×", ACTION_COMPARE, 0}, {"›", ACTION_COMPARE_WITH, 1}, {"‹", ACTION_COMPARE_WITH, -1}};
    float x = box.x + box.w;
    for (int i = 0; i < 3 && !side->model->presenting; i++) {
        x -= WAY + 4;
        struct button way = {.kind = BUTTON_OPTION,
                             .label = ways[i].label,
                             .action = {.kind = ways[i].kind, .other = ways[i].other}};
        button_draw(side, (struct rect){x + 4, box.y - 4, WAY, WAY}, &way);
    }
    return x;
}

static void draw_head(const struct frame *side, const struct lens *other, struct rect box,
                      bool differ)
{
    char title[120];
    const struct attn_op *op = op_of(side);
    float end = side->lens.beside ? draw_ways(side, box) : box.x + box.w;
    side_title(side, other, title, sizeof title);
    pen_fitted(side->scene, side->measure, box.x, box.y + 16, end - box.x, FACE_PROSE_BOLD,
               TYPE_SMALL, COLOUR_ACCENT, title);
    draw_code(side, box);
    if (!op || is_hidden(side)) {
        return;
    }
    struct pen pen = frame_pen(side, box.x, box.y + 38, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
    pen_write(&pen, op->name);
    pen.x += 8;
    pen.size = TYPE_LABEL;
    pen.colour = COLOUR_MUTED;
    if (op->shape.rank > 0) {
        float from = pen.x;
        pen_shape(&pen, &op->shape, false);
        if (differ) {
            scene_line(side->scene, from, pen.baseline + 4, pen.x, pen.baseline + 4, COLOUR_ERROR,
                       1.5f, 0);
        }
    }
}

static void draw_message(const struct frame *side, struct rect box, const char *text, bool error)
{
    scene_hatch(side->scene, box, COLOUR_LINE);
    scene_box(side->scene, box, 4, COLOUR_NONE, error ? COLOUR_ERROR : COLOUR_LINE, 1);
    struct rect label = {box.x + 6, box.y + box.h / 2 - 13, box.w - 12, 26};
    scene_box(side->scene, label, 4, COLOUR_GROUND, COLOUR_NONE, 0);
    pen_fitted(side->scene, side->measure, label.x + 8, label.y + 17, label.w - 16,
               error ? FACE_CODE_BOLD : FACE_PROSE, error ? TYPE_LABEL : TYPE_SMALL,
               error ? COLOUR_ERROR : COLOUR_MUTED, text);
}

/* The rows and columns that both sides have room for: their cells are of one size. */
struct most {
    int rows, columns;
};

static void take_most(const struct frame *side, struct most *most)
{
    const struct attn_op *op = op_of(side);
    if (op && op->shape.rank > 0 && !is_hidden(side)) {
        struct plate plate = plate_of(side, side->lens.shown, ATTN_PART_VALUE, false);
        most->rows = plate.rows > most->rows ? plate.rows : most->rows;
        most->columns = plate.columns > most->columns ? plate.columns : most->columns;
    }
}

/* The tensor, as large as fits; high cells where it is wide. */
static void draw_tensor(const struct frame *side, struct rect box, struct most most)
{
    struct plate plate = plate_of(side, side->lens.shown, ATTN_PART_VALUE, false);
    float labels = plate_label_room(side);
    float wide = (box.w - labels) / (float)most.columns, high = (box.h - 26) / (float)most.rows;
    float cell = fminf(72, fminf(wide, high));
    plate.labels = PLATE_ROWS | PLATE_COLUMNS | PLATE_AXIS_BELOW;
    plate.rect =
        (struct rect){box.x + labels, box.y + 8, (cell < 5 ? wide : cell) * (float)plate.columns,
                      (cell < 5 ? fminf(high, 24) : cell) * (float)plate.rows};
    plate_draw(side, &plate);
    stage_lights(side, &plate, 1, 0);
}

static void draw_side(const struct frame *side, const struct lens *other, struct rect box,
                      bool differ, struct most most)
{
    const struct attn_op *op = op_of(side);
    struct rect body = {box.x, box.y + HEAD - 16, box.w, box.h - HEAD};
    struct rect note = {box.x, body.y + 8, box.w, 90};
    bool hidden = is_hidden(side);
    draw_head(side, other, box, differ && !hidden);
    if (hidden) {
        draw_message(side, note, string(STRING_ANSWER_FIRST), false);
    } else if (!op) {
        draw_message(side, note, string(STRING_NO_PAIR), false);
    } else if (op->state == ATTN_STATE_FAILED) {
        draw_message(side, note, op->error.text, true);
    } else if (op->state == ATTN_STATE_NOT_REACHED) {
        draw_message(side, note, string(STRING_NOT_REACHED), false);
    } else {
        draw_tensor(side, body, most);
    }
}

/* "263,168" */
static const char *grouped(uint64_t number, char *text, size_t bytes)
{
    char plain[32];
    int digits = snprintf(plain, sizeof plain, "%llu", (unsigned long long)number);
    size_t used = 0;
    for (int i = 0; i < digits && used + 2 < bytes; i++) {
        if (i > 0 && (digits - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = plain[i];
    }
    text[used] = '\0';
    return text;
}

static void draw_costs(const struct frame *side, struct rect box)
{
    int last = attn_trace_count(side->lens.trace) - 1;
    if (side->lens.beside ? model_hides_in(side->model, side->lens.config, side->lens.trace, last)
                          : model_hides(side->model, last)) {
        return; /* what is asked would show in the sum */
    }
    struct attn_cost cost = attn_trace_cost(side->lens.trace, -1);
    char a[32], b[32], text[120];
    snprintf(text, sizeof text, string(STRING_COSTS), grouped(cost.parameters, a, sizeof a),
             grouped(cost.multiply_adds, b, sizeof b));
    pen_fitted(side->scene, side->measure, box.x, box.y + box.h - 34, box.w, FACE_PROSE, TYPE_LABEL,
               COLOUR_MUTED, text);
}

/* How far the two are apart, or that their shapes differ. */
static void draw_verdict(const struct frame *frame, struct rect area, bool differ)
{
    const struct beside *b = &frame->model->beside;
    char text[160], number[32];
    snprintf(number, sizeof number, "%.3g", b->difference.most);
    if (!b->comparable && !differ) {
        return;
    }
    enum string what = !b->comparable              ? STRING_SHAPES_DIFFER
                       : differ                    ? STRING_HEAD_APART
                       : isinf(b->difference.most) ? STRING_NO_DISTANCE
                       : b->difference.cells > 0   ? STRING_APART
                                                   : STRING_SAME;
    snprintf(text, sizeof text, string(what), number);
    scene_text(frame->scene, area.x, area.y + area.h - 10, FACE_PROSE_BOLD, TYPE_LABEL,
               b->comparable ? COLOUR_ACCENT : COLOUR_ERROR, text);
}

void stage_beside(const struct frame *frame, struct rect area)
{
    struct frame sides[2] = {*frame, *frame};
    float width = (area.w - GAP) / 2;
    sides[1].lens = beside_lens(frame->model);
    const struct attn_op *a = op_of(&sides[0]), *b = op_of(&sides[1]);
    bool differ =
        a && b && a->shape.rank > 0 && b->shape.rank > 0 && !attn_shape_equal(&a->shape, &b->shape);
    struct most most = {1, 1};
    take_most(&sides[0], &most);
    take_most(&sides[1], &most);
    for (int i = 0; i < 2; i++) {
        struct rect box = {area.x + (float)i * (width + GAP), area.y + 4, width, area.h};
        draw_side(&sides[i], &sides[1 - i].lens,
                  (struct rect){box.x, box.y, box.w, box.h - FOOT + 20}, differ, most);
        draw_costs(&sides[i], box);
    }
    scene_line(frame->scene, area.x + width + GAP / 2, area.y + 8, area.x + width + GAP / 2,
               area.y + area.h - 30, COLOUR_LINE, 1, 0);
    if (!is_hidden(&sides[1])) {
        draw_verdict(frame, area, differ);
    }
}
