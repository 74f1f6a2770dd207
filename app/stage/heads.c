/* All heads at once, as small multiples below the large one: the same tensor of each head, in one
 * range of colours or each in its own. Click one to look at it. Where no heads are, the batch's items
 * stand there in the same way. */
#include "app/stage/pictures.h"
#include "app/stage/stage.h"

#include "app/scene/number.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

static const float HEAD_LINE = 20, LABEL = 30, THUMB_MOST = 84, GAP = 12;
enum { HEADS_SHOWN = 16, ITEMS_SHOWN = 8 };

/* Whether its operands are a tensor of each head, as those of a mean are. */
static bool sums_heads(const struct frame *frame, const struct attn_op *op)
{
    const struct attn_kind_about *about = attn_kind_about(op->kind);
    return about->form == ATTN_FORM_SUM && !about->product && op->operand_count > 1 &&
           attn_trace_op(frame->lens.trace, op->operands[0])->head >= 0;
}

/* Whether the operation has a tensor for each head. */
static bool of_heads(const struct frame *frame, const struct attn_op *op)
{
    bool split = op->shape.rank == 4 && op->shape.axis[1] == ATTN_AXIS_HEAD;
    return lens_heads(&frame->lens) > 1 && (op->head >= 0 || split || sums_heads(frame, op));
}

/* Whether it has one for each batch item, and room below: what is drawn to scale needs its own. */
static bool of_items(const struct frame *frame, int index)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    bool wide = picture_concat_fits(frame, index) || picture_slice_fits(frame, index);
    return frame->lens.config->batch > 1 && !wide && op->shape.rank > 2 &&
           op->shape.axis[0] == ATTN_AXIS_BATCH && !frame->layout.compact;
}

bool heads_shown(const struct frame *frame, int index)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, index);
    return op->state == ATTN_STATE_READY && !model_hides(frame->model, index) &&
           (of_heads(frame, op) || of_items(frame, index));
}

float heads_height(const struct frame *frame)
{
    return frame->layout.compact ? 84 : 132;
}

/* One of the small multiples: head or batch item number n of operation `index`. */
struct multiple {
    int index, n;
    bool item;
};

/* What is shown of it: the head's own operation, or a part of this one. */
static struct plate plate_of_multiple(const struct frame *frame, const struct multiple *m)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, m->index);
    int shown = m->index;
    if (!m->item && sums_heads(frame, op) && m->n < op->operand_count) {
        shown = op->operands[m->n];
    } else if (!m->item) {
        shown = op_twin(frame->lens.trace, m->index, m->n);
    }
    return plate_of(frame, shown, ATTN_PART_VALUE, false);
}

/* plate_heatmap of another head or item than the one on view. */
static struct heatmap heatmap_of(const struct frame *frame, const struct plate *plate,
                                 const struct multiple *m)
{
    struct frame other = *frame;
    *(m->item ? &other.lens.item : &other.lens.head) = m->n;
    struct heatmap map = plate_heatmap(&other, plate);
    map.gap = 0;
    return map;
}

/* Under a nudge: how far this head's numbers moved. */
static void write_moved(const struct frame *frame, const struct plate *plate, float x, float y,
                        float room)
{
    double most = lens_own_range(&frame->lens, plate->op).moved;
    char text[64], number[NUMBER_MAX];
    if (model_step(frame->model)->nudge < 0) {
        return;
    }
    if (most > 0) {
        snprintf(text, sizeof text, string(STRING_MOVED), "0.0000");
        bool words = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, text) <= room;
        snprintf(text, sizeof text, words ? string(STRING_MOVED) : "%s",
                 number_brief(number, most, 4));
    }
    pen_centred(frame->scene, frame->measure, x, y, FACE_PROSE, TYPE_LABEL,
                most > 0 ? COLOUR_ACCENT : COLOUR_ERROR, most > 0 ? text : string(STRING_STILL));
}

static void draw_label(const struct frame *frame, struct rect box, const struct multiple *m,
                       bool here)
{
    bool off = !m->item && attn_config_off(frame->lens.config, m->n);
    char text[32];
    snprintf(text, sizeof text, string(box.w < 44 || m->item ? STRING_HEAD_SHORT : STRING_HEAD),
             m->n + (m->item ? 1 : 0));
    pen_centred(frame->scene, frame->measure, box.x + box.w / 2,
                box.y + box.h - (frame->layout.compact ? 7 : 9),
                here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL,
                off       ? COLOUR_MUTED
                : m->item ? COLOUR_BATCH
                          : theme_head_colour(COLOUR_HEAD_INK, m->n, lens_heads(&frame->lens)),
                text);
}

/* A dot that switches the head off or on: full while it counts. */
static void draw_switch(const struct frame *frame, struct rect box, int head)
{
    bool off = attn_config_off(frame->lens.config, head);
    float y = box.y + box.h - (frame->layout.compact ? 11 : 13), x = box.x + box.w - 10;
    struct rect dot = {x - 5, y - 5, 10, 10}, around = {x - 16, y - 12, 26, 24};
    enum colour hue = theme_head_colour(COLOUR_HEAD_HUE, head, lens_heads(&frame->lens));
    scene_box(frame->scene, dot, 5, off ? COLOUR_PANEL : hue,
              frame_hovered(frame, around) ? COLOUR_INK : COLOUR_EDGE, 1.3f);
    scene_target(frame->scene, around, (struct action){.kind = ACTION_SWITCH_HEAD, .index = head});
}

static void draw_multiple(const struct frame *frame, struct rect box, const struct multiple *m)
{
    const struct lens *lens = &frame->lens;
    struct plate plate = plate_of_multiple(frame, m);
    float high = box.h - LABEL;
    float aspect = (float)plate.columns / (float)plate.rows;
    float w = fminf(box.w - 8, high * fmaxf(aspect, 0.6f));
    float tall = fminf(high, w / fminf(aspect, 3));
    bool here = m->n == (m->item ? lens->item : lens->head);
    plate.rect = (struct rect){box.x + (box.w - w) / 2, box.y + 4 + (high - tall) / 2, w, tall};
    struct heatmap map = heatmap_of(frame, &plate, m);
    if (model_hides(frame->model, plate.op)) {
        pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + 8 + high / 2,
                    FACE_PROSE_BOLD, TYPE_CLAIM, COLOUR_ACCENT, "?");
    } else {
        scene_heatmap(frame->scene, plate.rect, &map);
    }
    if (!m->item && attn_config_off(lens->config, m->n)) {
        scene_box(frame->scene, plate.rect, 2, COLOUR_SHADE, COLOUR_NONE, 0);
        pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + 8 + high / 2,
                    FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_WHITE, string(STRING_OFF));
    }
    scene_box(frame->scene, box, 6, COLOUR_NONE,
              here                        ? COLOUR_ACCENT
              : frame_hovered(frame, box) ? COLOUR_INK
                                          : COLOUR_EDGE,
              here ? 2 : 1);
    draw_label(frame, box, m, here);
    if (!m->item) {
        write_moved(frame, &plate, box.x + box.w / 2, box.y + box.h + 12, box.w);
    }
    struct action action = {.kind = ACTION_HEAD, .index = m->n};
    if (m->item) {
        action = (struct action){.kind = ACTION_BATCH, .other = m->n - lens->item};
    }
    scene_target(frame->scene, box, action);
    if (!m->item && box.w >= 60) {
        draw_switch(frame, box, m->n);
    }
}

/* What the head on view looks for, where the step's layer says it. */
static void write_job(const struct frame *frame, struct pen *pen, bool items)
{
    int head = frame->lens.head;
    const char *job = items ? NULL : lesson_job(model_step(frame->model), head);
    char text[120];
    if (job) {
        snprintf(text, sizeof text, string(STRING_HEAD_JOB), head, job);
        pen->x += 12;
        pen_colour(pen, COLOUR_HEAD, text);
    }
}

/* "All heads", or so many of them, and the keys. */
static void draw_caption(const struct frame *frame, struct rect area, bool items, int count,
                         int all)
{
    struct pen pen = frame_pen(frame, area.x, area.y + 12, FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_INK);
    char text[80];
    enum string what = items         ? STRING_SOME_ITEMS
                       : count < all ? STRING_SOME_HEADS
                                     : STRING_ALL_HEADS;
    snprintf(text, sizeof text, string(what), count, all);
    pen_write(&pen, text);
    write_job(frame, &pen, items);
    pen.x += 16;
    pen.size = TYPE_LABEL;
    pen.face = FACE_PROSE;
    pen.colour = COLOUR_MUTED;
    const char *keys = string(items ? STRING_ITEM_KEYS : STRING_HEAD_KEYS);
    if (pen.x + pen_width(&pen, keys) <= area.x + area.w) {
        pen_write(&pen, keys);
    }
}

void heads_draw(const struct frame *frame, int index, struct rect area)
{
    const struct lens *lens = &frame->lens;
    struct multiple m = {.index = index,
                         .item = !of_heads(frame, attn_trace_op(lens->trace, index))};
    int all = m.item ? lens->config->batch : lens_heads(lens);
    int here = m.item ? lens->item : lens->head, most = m.item ? ITEMS_SHOWN : HEADS_SHOWN;
    int count = all < most ? all : most;
    int first = here - count / 2;
    first = first < 0 ? 0 : first > all - count ? all - count : first;
    draw_caption(frame, area, m.item, count, all);
    float below = model_step(frame->model)->nudge >= 0 ? 14 : 0;
    float pitch = fminf((area.w + GAP) / (float)count, THUMB_MOST + 24);
    for (int i = 0; i < count; i++) {
        struct rect box = {area.x + (float)i * pitch, area.y + HEAD_LINE, pitch - GAP / 2,
                           area.h - HEAD_LINE - below};
        m.n = first + i;
        draw_multiple(frame, box, &m);
    }
}
