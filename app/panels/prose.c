/* The prose column: what happens in this step, the listing with the current line lit, and the
 * experiment. Prose that does not fit scrolls. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float SIZE = 13.5f, LEADING = 21, GAP = 9, PAD = 24, INDENT = 16, MORE = 22;

/* Where the next word goes. */
struct flow {
    const struct frame *frame;
    float left, right; /* of the lines */
    float x, baseline;
    float first, last; /* baselines outside these are not drawn: no line is cut in half */
};

/* A piece of text without spaces, in one style. */
struct piece {
    const struct lesson_run *run;
    const char *text;
    size_t bytes;
    bool space_before;
};

static enum face face_of(enum lesson_style style)
{
    return style == LESSON_CODE                                 ? FACE_CODE
           : style == LESSON_STRONG || style == LESSON_EMPHASIS ? FACE_PROSE_BOLD
                                                                : FACE_PROSE;
}

static float size_of(enum lesson_style style)
{
    return style == LESSON_CODE ? SIZE - 1 : SIZE;
}

static float piece_width(const struct flow *flow, const struct piece *piece)
{
    const struct measure *m = flow->frame->measure;
    enum lesson_style style = piece->run->style;
    return m->width(m->context, face_of(style), size_of(style), piece->text, piece->bytes);
}

/* The operation whose name a code span is, or -1. */
static int named_op(const struct frame *frame, const struct piece *piece)
{
    char name[ATTN_NAME_MAX];
    if (piece->run->style != LESSON_CODE || piece->bytes >= sizeof name) {
        return -1;
    }
    memcpy(name, piece->text, piece->bytes);
    name[piece->bytes] = '\0';
    return attn_trace_find(frame->model->trace, name);
}

static void draw_piece(struct flow *flow, const struct piece *piece)
{
    const struct frame *frame = flow->frame;
    enum lesson_style style = piece->run->style;
    float width = piece_width(flow, piece);
    int op = named_op(frame, piece);
    if (flow->baseline < flow->first || flow->baseline > flow->last) {
        flow->x += width;
        return;
    }
    scene_text_bytes(frame->scene, flow->x, flow->baseline, face_of(style), size_of(style),
                     op >= 0 ? COLOUR_ACCENT : COLOUR_INK, piece->text, piece->bytes);
    if (op >= 0) { /* a live name: point to light its heatmap, click to go there */
        struct rect rect = {flow->x - 2, flow->baseline - 14, width + 4, 20};
        scene_target(frame->scene, rect, (struct action){.kind = ACTION_SHOW, .index = op});
        scene_target(frame->scene, rect, (struct action){.kind = ACTION_LIGHT, .index = op});
        scene_line(frame->scene, flow->x, flow->baseline + 3, flow->x + width, flow->baseline + 3,
                   COLOUR_ACCENT_MID, 1, 2);
    }
    flow->x += width;
}

/* The next piece after `from` bytes of run number *run; false at the end. */
static bool next_piece(const struct lesson_block *block, int *run, size_t *from,
                       struct piece *piece)
{
    bool space = false;
    while (*run < block->run_count) {
        const struct lesson_run *r = &block->runs[*run];
        while (*from < r->bytes && r->text[*from] == ' ') {
            space = true;
            (*from)++;
        }
        if (*from == r->bytes) {
            (*run)++;
            *from = 0;
            continue;
        }
        size_t end = *from;
        while (end < r->bytes && r->text[end] != ' ') {
            end++;
        }
        *piece = (struct piece){r, r->text + *from, end - *from, space};
        *from = end;
        return true;
    }
    return false;
}

/* Width of what follows without a space: it stays on the same line. */
static float glued_width(const struct flow *flow, const struct lesson_block *block, int run,
                         size_t from)
{
    struct piece piece;
    float width = 0;
    while (next_piece(block, &run, &from, &piece) && !piece.space_before) {
        width += piece_width(flow, &piece);
    }
    return width;
}

static void draw_block(struct flow *flow, const struct lesson_block *block)
{
    struct piece piece;
    int run = 0;
    size_t from = 0;
    float indent = block->kind == LESSON_ITEM ? INDENT : 0;
    float space = measure_width(flow->frame->measure, FACE_PROSE, SIZE, " ");
    flow->x = flow->left + indent;
    if (block->kind == LESSON_ITEM) {
        char mark[16] = "·";
        if (block->number > 0) {
            snprintf(mark, sizeof mark, "%d.", block->number);
        }
        scene_text(flow->frame->scene, flow->left + 3, flow->baseline, FACE_PROSE, SIZE,
                   COLOUR_MUTED, mark);
    }
    while (next_piece(block, &run, &from, &piece)) {
        bool start = flow->x <= flow->left + indent;
        float before = piece.space_before && !start ? space : 0;
        float width = piece_width(flow, &piece) + glued_width(flow, block, run, from);
        if (!start && piece.space_before && flow->x + before + width > flow->right) {
            flow->x = flow->left + indent;
            flow->baseline += LEADING;
            before = 0;
        }
        flow->x += before;
        draw_piece(flow, &piece);
    }
    flow->baseline += LEADING + GAP;
}

/* A line of code goes on in the next where it is too long, indented. */
static void draw_code_line(struct flow *flow, const struct lesson_run *run)
{
    const size_t hang = 2;
    float advance = measure_width(flow->frame->measure, FACE_CODE, 11.5f, "0");
    size_t room = (size_t)((flow->right - flow->left - 8) / advance), from = 0;
    do {
        size_t indent = from > 0 ? hang : 0, bytes = run->bytes - from;
        if (bytes > room - indent) {
            bytes = room - indent;
            while (bytes > 1 && run->text[from + bytes - 1] != ' ' &&
                   run->text[from + bytes - 1] != '(') {
                bytes--;
            }
            bytes = bytes > 1 ? bytes : room - indent;
        }
        if (flow->baseline >= flow->first && flow->baseline <= flow->last) {
            scene_text_bytes(flow->frame->scene, flow->left + 8 + (float)indent * advance,
                             flow->baseline, FACE_CODE, 11.5f, COLOUR_INK, run->text + from, bytes);
        }
        flow->baseline += 18;
        from += bytes;
    } while (from < run->bytes);
}

static void draw_code_block(struct flow *flow, const struct lesson_block *block)
{
    for (int i = 0; i < block->run_count; i++) {
        draw_code_line(flow, &block->runs[i]);
    }
    flow->baseline += GAP;
}

/* Draws the step's prose from flow->baseline down, which then is the last line's. */
static void draw_blocks(struct flow *flow)
{
    const struct lesson_step *step = model_step(flow->frame->model);
    int count = flow->frame->model->answer.open ? step->before : step->block_count;
    for (int i = 0; i < count; i++) {
        if (step->blocks[i].kind == LESSON_CODE_BLOCK) {
            draw_code_block(flow, &step->blocks[i]);
        } else {
            draw_block(flow, &step->blocks[i]);
        }
    }
    flow->baseline -= LEADING + GAP;
}

/* Off the path: what this kind of operation does, in the program's own words. */
static void draw_about(struct flow *flow)
{
    const struct frame *frame = flow->frame;
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    char text[320];
    attn_op_text(frame->model->trace, frame->model->shown, attn_kind_about(op->kind)->sentence,
                 text, sizeof text);
    struct lesson_run runs[2] = {{LESSON_CODE, op->name, strlen(op->name)},
                                 {LESSON_PLAIN, text, strlen(text)}};
    draw_block(flow, &(struct lesson_block){.runs = &runs[0], .run_count = 1});
    draw_block(flow, &(struct lesson_block){.runs = &runs[1], .run_count = 1});
    scene_text(frame->scene, flow->left, flow->baseline, FACE_PROSE, 11.5f, COLOUR_MUTED,
               string(STRING_WANDERED));
}

/* Draws the prose with its first baseline at `from`, moved up by `slid`; lines outside first..last
 * are left out. Returns the last line's baseline. */
static float draw_lines(const struct frame *frame, struct rect rect, float from, float slid,
                        float last)
{
    struct flow flow = {.frame = frame,
                        .left = rect.x + PAD,
                        .right = rect.x + rect.w - PAD,
                        .baseline = from - slid,
                        .first = from - 1,
                        .last = last};
    if (frame->model->wandered) {
        draw_about(&flow);
    } else {
        draw_blocks(&flow);
    }
    return flow.baseline;
}

static void draw_prose(const struct frame *frame, struct rect rect)
{
    struct scene *scene = frame->scene;
    const float bottom = rect.y + rect.h;
    float from = rect.y + 34;
    if (!frame->layout.compact) {
        scene_text(scene, rect.x + PAD, rect.y + 36, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
                   string(STRING_WHAT_HAPPENS));
        from = rect.y + 62;
    }
    int items = scene->item_count, chars = scene->char_count, targets = scene->target_count;
    float over = draw_lines(frame, rect, from, 0, bottom) + 6 - bottom;
    if (over <= 0) {
        return;
    }
    scene->item_count = items; /* again, with room for the note that there is more */
    scene->char_count = chars;
    scene->target_count = targets;
    float most = ceilf((over + MORE) / LEADING) * LEADING;
    scene->scroll_most = (int)(most / LEADING + 0.5f);
    float slid = fminf((float)frame->model->scroll * LEADING, most);
    float end = draw_lines(frame, rect, from, slid, bottom - MORE);
    if (end > bottom - MORE) {
        pen_right(scene, frame->measure, rect.x + rect.w - PAD, bottom - 4, FACE_PROSE, 11,
                  COLOUR_ACCENT, string(STRING_SCROLL));
    }
}

/* What stands below the prose, from the bottom up; returns where it begins. */
static float draw_foot(const struct frame *frame, struct rect panel, float bottom)
{
    float left = panel.x + PAD, width = panel.w - 2 * PAD, high = 0;
    if (!model_asks(frame->model)) { /* a setting turned would tell, or ask something else */
        float trail = failure_trail_height(frame);
        high = trail > 0 ? trail : experiment_height(frame, width);
        (trail > 0 ? failure_draw_trail
                   : experiment_draw)(frame, (struct rect){left, bottom - high, width, high});
        bottom -= high + 8;
    }
    float code = listing_height(frame, width, panel.h - high);
    listing_draw(frame, (struct rect){left, bottom - code, width, code});
    return bottom - code - (code > 0 ? 12 : 4);
}

void panel_prose(const struct frame *frame)
{
    struct rect panel = frame->layout.prose;
    if (panel.w == 0) {
        return;
    }
    scene_rect(frame->scene, panel, COLOUR_PANEL);
    scene_line(frame->scene, panel.x, panel.y, panel.x, panel.y + panel.h, COLOUR_LINE, 1, 0);
    float bottom = panel.y + panel.h - 10;
    if (frame->model->settings) {
        experiment_draw_all(
            frame, (struct rect){panel.x + PAD, panel.y + 22, panel.w - 2 * PAD, panel.h - 40});
        return;
    }
    if (!frame->layout.compact) {
        scene_text(frame->scene, panel.x + PAD, bottom, FACE_PROSE, 11, COLOUR_MUTED,
                   string(STRING_BACK_NEXT));
        bottom -= 18;
    }
    bottom = draw_foot(frame, panel, bottom);
    draw_prose(frame, (struct rect){panel.x, panel.y, panel.w, bottom - panel.y});
}
