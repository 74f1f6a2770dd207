/* What a layer raised: PyTorch's message in large type, its numbers spelled out, and the trail from the
 * wrong size back to where it was born: each stop can be gone to. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PAD = 16,
    KIND = 24,    /* first baseline */
    GROUND = 8,   /* around the message */
    SPELLED = 28, /* for the numbers, spelled out */
    LABEL = 28,
    STOP = 32,
    GAP = 8,
    EXPLAIN = 24,
    ARROW = 24,
    STOPS_MOST = 8,
    ABOVE = 130, /* the headline, and air */
    PICTURE_LEAST = 250,
};

static const struct attn_op *failed_op(const struct frame *frame)
{
    return attn_trace_op(frame->model->trace, attn_trace_failed(frame->model->trace));
}

bool failure_shown(const struct model *model)
{
    return attn_trace_op(model->trace, model->shown)->state == ATTN_STATE_FAILED &&
           !model_hides(model, model->shown);
}

/* ---- the message ---- */

/* "320 = 32 batch × 10 tokens, flattened by Linear": the rows of mat1. */
static void write_rows(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    const struct attn_shape *s = &attn_trace_op(frame->model->trace, op->operands[0])->shape;
    char text[96];
    if (!attn_kind_about(op->kind)->flattens || s->rank != 3) {
        return;
    }
    snprintf(text, sizeof text, "%d = ", s->size[0] * s->size[1]);
    pen_write(pen, text);
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "%d", s->size[i]);
        pen->face = FACE_PROSE_BOLD;
        pen_colour(pen, theme_axis_colour(s->axis[i]), text);
        pen->face = FACE_PROSE;
        snprintf(text, sizeof text, " %s%s",
                 i == 0 ? attn_axis_name(s->axis[0]) : string(STRING_TOKENS),
                 i == 0 ? " × " : string(STRING_FLATTENED));
        pen_write(pen, text);
    }
}

/* "2048 = 8 heads × 256": the columns of mat1, where heads were joined. */
static void write_columns(const struct frame *frame, struct pen *pen, const struct attn_op *op)
{
    const struct attn_trace *trace = frame->model->trace;
    const struct attn_shape *left = &attn_trace_op(trace, op->operands[0])->shape;
    struct attn_origin born;
    char text[96];
    if (left->rank == 0 ||
        attn_trace_origin(trace, op->operands[0], left->rank - 1, &born, 1) < 1 || born.times < 2) {
        return;
    }
    snprintf(text, sizeof text, "%d = ", born.size);
    pen_write(pen, text);
    snprintf(text, sizeof text, "%d", born.times);
    pen->face = FACE_PROSE_BOLD;
    pen_colour(pen, COLOUR_HEAD, text);
    pen->face = FACE_PROSE;
    pen_write(pen, string(STRING_HEADS_OF));
    snprintf(text, sizeof text, "%d", born.size / born.times);
    pen->face = FACE_PROSE_BOLD;
    pen_colour(pen, COLOUR_HEAD_DIM, text);
    pen->face = FACE_PROSE;
    pen_write(pen, string(STRING_EACH_HEAD));
}

/* Whether a line of a listing, from 1, stands in forward(). */
static bool in_forward(const struct lesson_listing *listing, int line)
{
    for (int i = line - 1; i >= 0; i--) {
        if (strstr(listing->lines[i], "def ")) {
            return strstr(listing->lines[i], "def forward") != NULL;
        }
    }
    return false;
}

void failure_write_line(const struct frame *frame, struct pen *pen)
{
    const struct lesson_step *step = model_step(frame->model);
    char text[64];
    if (step->code_line > 0 && !frame->model->wandered &&
        in_forward(&step->listing, step->code_line)) {
        snprintf(text, sizeof text, string(STRING_TRACEBACK), step->code_line);
        pen->x += 16;
        pen->face = FACE_CODE;
        pen_colour(pen, COLOUR_MUTED_TINTED, text);
    }
}

/* The message's size, the largest in which it fits into one line, or the least: then it takes two. */
static float message_size(const struct frame *frame, const char *text, float width, int *lines)
{
    static const float sizes[] = {TYPE_CLAIM, TYPE_PROSE, TYPE_SMALL, TYPE_LABEL};
    *lines = 1;
    for (int i = 0; i < 4; i++) {
        if (measure_width(frame->measure, FACE_CODE, sizes[i], text) <= width) {
            return sizes[i];
        }
    }
    *lines = 2;
    return TYPE_LABEL;
}

static void draw_message(const struct frame *frame, struct rect box, float y, const char *text,
                         float size, int lines)
{
    float width = box.w - 2 * PAD;
    size_t bytes = strlen(text), cut = bytes;
    while (lines > 1 && cut > 0 &&
           (text[cut] != ' ' ||
            frame->measure->width(frame->measure->context, FACE_CODE, size, text, cut) > width)) {
        cut--;
    }
    cut = cut > 0 ? cut : bytes;
    scene_text_bytes(frame->scene, box.x + PAD, y, FACE_CODE, size, COLOUR_INK, text, cut);
    if (cut < bytes) {
        pen_fitted(frame->scene, frame->measure, box.x + PAD, y + size * 1.4f, width, FACE_CODE,
                   size, COLOUR_INK, text + cut + 1);
    }
}

static float message_height(const struct frame *frame, float width)
{
    int lines;
    const char *text = failed_op(frame)->error.text;
    float size = message_size(frame, text, width - 2 * PAD, &lines);
    return GROUND + KIND + size * 1.4f * (float)lines + GROUND + 4;
}

/* The way to the clinic, in the box's corner. Returns where it begins. */
static float draw_explain(const struct frame *frame, struct rect box)
{
    struct button b = {.kind = BUTTON_QUIET,
                       .label = string(STRING_CLINIC_FROM_STEP),
                       .action = {.kind = ACTION_CLINIC, .index = CLINIC_FROM_LAYER}};
    float width = button_width(frame, &b);
    struct rect rect = {box.x + box.w - width - 6, box.y + 4, width, EXPLAIN};
    button_draw(frame, rect, &b);
    return rect.x;
}

/* Returns where its box ends. */
static float draw_error(const struct frame *frame, struct rect box)
{
    const struct attn_op *op = failed_op(frame);
    int lines;
    float size = message_size(frame, op->error.text, box.w - 2 * PAD, &lines);
    box.h = message_height(frame, box.w);
    scene_box(frame->scene, box, 8, COLOUR_ERROR_SOFT, COLOUR_NONE, 0);
    struct pen pen =
        frame_pen(frame, box.x + PAD, box.y + KIND, FACE_CODE_BOLD, TYPE_SMALL, COLOUR_ERROR);
    pen_write(&pen, attn_error_kind_name(op->error.kind));
    struct pen trial = pen;
    trial.scene = NULL;
    failure_write_line(frame, &trial);
    if (trial.x < draw_explain(frame, box)) {
        failure_write_line(frame, &pen);
    }
    draw_message(frame, box, box.y + KIND + 4 + size * 1.2f, op->error.text, size, lines);
    return box.y + box.h;
}

/* The message's numbers, in words. */
static void draw_spelled(const struct frame *frame, struct rect box, float y)
{
    const struct attn_op *op = failed_op(frame);
    struct pen pen = frame_pen(frame, box.x + PAD, y, FACE_PROSE, TYPE_LABEL, COLOUR_INK);
    write_rows(frame, &pen, op);
    if (op->operand_count > 0) {
        pen.x += pen.x > box.x + PAD ? 32 : 0;
        write_columns(frame, &pen, op);
    }
}

static bool has_spelled(const struct frame *frame)
{
    const struct attn_op *op = failed_op(frame);
    return op->operand_count > 0 && frame->layout.kind != LAYOUT_LEAST &&
           frame->layout.kind != LAYOUT_PRESENTING;
}

/* ---- the trail ---- */

static int trail_of(const struct frame *frame, struct attn_origin *stops)
{
    const struct attn_op *op = failed_op(frame);
    int operand = op->clash_operand[0];
    if (operand < 0 || operand >= op->operand_count) {
        return 0;
    }
    int count = attn_trace_origin(frame->model->trace, op->operands[operand], op->clash_axis[0],
                                  stops, STOPS_MOST);
    return count < STOPS_MOST ? count : STOPS_MOST;
}

/* "concat: 8 heads × 256", "heads.0.value: Linear(256, 256)", "x" */
static void stop_text(const struct frame *frame, const struct attn_origin *stops, int i, int count,
                      char *text, size_t bytes)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, stops[i].op);
    if (stops[i].times > 1 && i + 1 < count) {
        snprintf(text, bytes, "%s: %d heads × %d", op->name, stops[i].times, stops[i + 1].size);
    } else if (attn_kind_about(op->kind)->learned && op->shape.rank == 2) {
        int layer = (int)(strlen(op->name) - strlen(strrchr(op->name, '.')));
        snprintf(text, bytes, "%.*s = Linear(%d, %d)", layer, op->name, op->shape.size[1],
                 op->shape.size[0]);
    } else {
        snprintf(text, bytes, "%s", op->name);
    }
}

/* One stop of the trail, and what it is: the last one is the setting. */
static int describe_stop(const struct frame *frame, const struct attn_origin *stops, int i,
                         int count, char *text, size_t bytes)
{
    char what[120];
    const struct attn_origin *stop = &stops[i < count ? i : count - 1];
    if (i == count) {
        snprintf(what, sizeof what, string(STRING_SETTING_OF), attn_size_name(stop->from));
    } else {
        stop_text(frame, stops, i, count, what, sizeof what);
    }
    snprintf(text, bytes, "%d  %.110s", stop->size, what);
    return stop->op;
}

/* The stops in lines, each with an arrow to the one that it comes from; returns their height. Without
 * draw it only measures. */
static float flow_trail(const struct frame *frame, struct rect rect, bool draw)
{
    struct attn_origin stops[STOPS_MOST];
    int count = trail_of(frame, stops);
    float x = rect.x, y = rect.y;
    for (int i = 0; count > 0 && i <= count; i++) {
        char text[140];
        int op = describe_stop(frame, stops, i, count, text, sizeof text);
        struct button stop = {.kind = BUTTON_OPTION,
                              .label = text,
                              .chosen = i == count,
                              .action = {.kind = ACTION_SHOW, .index = op}};
        float width = fminf(button_width(frame, &stop), rect.w - ARROW);
        if (x > rect.x && x + ARROW + width > rect.x + rect.w) {
            x = rect.x;
            y += STOP + GAP;
        }
        if (i > 0 && draw) {
            pen_centred(frame->scene, frame->measure, x + ARROW / 2.0f, y + 21, FACE_PROSE,
                        TYPE_SMALL, COLOUR_MUTED, "←");
        }
        x += i > 0 ? ARROW : 0;
        if (draw) {
            button_draw(frame, (struct rect){x, y, width, STOP}, &stop);
        }
        x += width;
    }
    return count > 0 ? y + STOP - rect.y : 0;
}

/* ---- all of it ---- */

/* Where there is little room the message stands alone: the picture needs the rest. */
static bool has_trail(const struct frame *frame, float width)
{
    float trail = flow_trail(frame, (struct rect){0, 0, width, 0}, false);
    float rest = frame->layout.stage.h - ABOVE - message_height(frame, width) - SPELLED - trail;
    return trail > 0 && rest >= PICTURE_LEAST;
}

static float label_height(const struct frame *frame)
{
    return frame->layout.compact ? 0 : LABEL;
}

float failure_height(const struct frame *frame, float width)
{
    float trail = flow_trail(frame, (struct rect){0, 0, width, 0}, false);
    return message_height(frame, width) + (has_spelled(frame) ? SPELLED : 0) +
           (has_trail(frame, width) ? trail + label_height(frame) + GAP : 0);
}

void failure_draw(const struct frame *frame, struct rect box)
{
    float y = draw_error(frame, box);
    if (has_spelled(frame)) {
        draw_spelled(frame, box, y + 20);
        y += SPELLED;
    }
    if (!has_trail(frame, box.w)) {
        return;
    }
    if (label_height(frame) > 0) {
        scene_text(frame->scene, box.x, y + 20, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
                   string(STRING_TRAIL));
        y += LABEL;
    }
    flow_trail(frame, (struct rect){box.x, y + GAP, box.w, 0}, true);
}
