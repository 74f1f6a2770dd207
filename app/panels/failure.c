/* What a layer raised: PyTorch's traceback and message, its numbers spelled out, and the trail from
 * the wrong size back to where it was born. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

static const float PAD = 16, STOP = 28, STOP_GAP = 12;
enum { STOPS_MOST = 8 };

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

/* The line that raised, where the step names it. */
static float draw_traceback(const struct frame *frame, struct rect box, float y)
{
    const struct lesson_step *step = model_step(frame->model);
    char text[160];
    if (step->code_line == 0 || frame->model->wandered ||
        !in_forward(&step->listing, step->code_line)) {
        return y;
    }
    snprintf(text, sizeof text, string(STRING_TRACEBACK), step->listing.name, step->code_line);
    const char *line = step->listing.lines[step->code_line - 1];
    scene_text(frame->scene, box.x + PAD, y, FACE_CODE, 11, COLOUR_MUTED, text);
    scene_text(frame->scene, box.x + PAD + 16, y + 18, FACE_CODE, 11.5f, COLOUR_INK,
               line + strspn(line, " "));
    return y + 40;
}

void failure_draw(const struct frame *frame, struct rect box)
{
    const struct attn_op *op = failed_op(frame);
    char text[ATTN_TEXT_MAX + 32];
    scene_box(frame->scene, box, 8, COLOUR_ERROR_SOFT, COLOUR_ERROR, 1);
    scene_clip(frame->scene, box);
    float y = draw_traceback(frame, box, box.y + 24);
    snprintf(text, sizeof text, "%s: %s", attn_error_kind_name(op->error.kind), op->error.text);
    float size = 12;
    while (size > 9 &&
           measure_width(frame->measure, FACE_CODE_BOLD, size, text) > box.w - 2 * PAD) {
        size -= 0.5f;
    }
    pen_fitted(frame->scene, frame->measure, box.x + PAD, y, box.w - 2 * PAD, FACE_CODE_BOLD, size,
               COLOUR_ERROR, text);
    struct pen pen = frame_pen(frame, box.x + PAD, y + 26, FACE_PROSE, 12.5f, COLOUR_INK);
    write_rows(frame, &pen, op);
    if (op->operand_count > 0) {
        pen.x += pen.x > box.x + PAD ? 32 : 0;
        write_columns(frame, &pen, op);
    }
    scene_unclip(frame->scene);
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

static void draw_stop(const struct frame *frame, struct rect box, int size, const char *text,
                      bool last, int op)
{
    char number[24];
    snprintf(number, sizeof number, "%d", size);
    scene_box(frame->scene, box, 6, last ? COLOUR_ERROR_SOFT : COLOUR_PANEL,
              last ? COLOUR_ERROR : COLOUR_LINE, 1);
    scene_text(frame->scene, box.x + 12, box.y + 18.5f, FACE_CODE_BOLD, 11.5f,
               last ? COLOUR_ERROR : COLOUR_EMBED, number);
    pen_fitted(frame->scene, frame->measure, box.x + 58, box.y + 18.5f, box.w - 66, FACE_PROSE, 12,
               COLOUR_INK, text);
    scene_target(frame->scene, box, (struct action){.kind = ACTION_SHOW, .index = op});
}

float failure_trail_height(const struct frame *frame)
{
    struct attn_origin stops[STOPS_MOST];
    int count = failure_shown(frame->model) ? trail_of(frame, stops) : 0;
    return count > 0 ? 20 + (float)(count + 1) * (STOP + STOP_GAP) : 0;
}

void failure_draw_trail(const struct frame *frame, struct rect rect)
{
    struct attn_origin stops[STOPS_MOST];
    int count = trail_of(frame, stops);
    char text[120];
    if (count == 0) {
        return;
    }
    scene_text(frame->scene, rect.x, rect.y + 10, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               string(STRING_TRAIL));
    struct rect box = {rect.x, rect.y + 18, rect.w, STOP};
    for (int i = 0; i <= count; i++) {
        const struct attn_origin *stop = &stops[i < count ? i : count - 1];
        bool last = i == count;
        if (last) {
            snprintf(text, sizeof text, string(STRING_SETTING_OF), attn_size_name(stop->from));
        } else {
            stop_text(frame, stops, i, count, text, sizeof text);
        }
        draw_stop(frame, box, stop->size, text, last, stop->op);
        box.y += STOP + STOP_GAP;
        if (!last) {
            pen_centred(frame->scene, frame->measure, rect.x + rect.w / 2, box.y - 2, FACE_PROSE,
                        10, COLOUR_MUTED, "↑");
        }
    }
}
