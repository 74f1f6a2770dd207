/* The prose column: what happens in this step, the listing with the current line lit, and the
 * experiment. Prose that does not fit scrolls. */
#include "app/panels/panels.h"

#include "app/strings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float SIZE = 13.5f, LEADING = 21, GAP = 9, PAD = 24, INDENT = 16;

/* Where the next word goes. */
struct flow {
    const struct frame *frame;
    float left, right; /* of the lines */
    float x, baseline;
    bool space; /* a space comes before the next word */
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

static void draw_code_block(struct flow *flow, const struct lesson_block *block)
{
    for (int i = 0; i < block->run_count; i++) {
        scene_text_bytes(flow->frame->scene, flow->left + 8, flow->baseline, FACE_CODE, 11.5f,
                         COLOUR_INK, block->runs[i].text, block->runs[i].bytes);
        flow->baseline += 18;
    }
    flow->baseline += GAP;
}

/* Draws the step's prose from baseline down; returns where it ends. */
static float draw_blocks(const struct frame *frame, float left, float right, float baseline)
{
    const struct lesson_step *step = model_step(frame->model);
    struct flow flow = {.frame = frame, .left = left, .right = right, .baseline = baseline};
    for (int i = 0; i < step->block_count; i++) {
        if (step->blocks[i].kind == LESSON_CODE_BLOCK) {
            draw_code_block(&flow, &step->blocks[i]);
        } else {
            draw_block(&flow, &step->blocks[i]);
        }
    }
    return flow.baseline - LEADING - GAP;
}

static enum string about(enum attn_kind kind)
{
    static const enum string texts[ATTN_KIND_COUNT] = {
        [ATTN_KIND_INPUT] = STRING_ABOUT_INPUT,     [ATTN_KIND_PARAMETER] = STRING_ABOUT_PARAMETER,
        [ATTN_KIND_LINEAR] = STRING_ABOUT_LINEAR,   [ATTN_KIND_MATMUL] = STRING_ABOUT_MATMUL,
        [ATTN_KIND_SCALE] = STRING_ABOUT_SCALE,     [ATTN_KIND_MASK] = STRING_ABOUT_MASK,
        [ATTN_KIND_SOFTMAX] = STRING_ABOUT_SOFTMAX, [ATTN_KIND_DROPOUT] = STRING_ABOUT_DROPOUT,
    };
    return texts[kind];
}

/* Off the path: what this kind of operation does, in the program's own words. */
static float draw_about(const struct frame *frame, float left, float right, float baseline)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    const char *text = string(about(op->kind));
    struct lesson_run runs[2] = {{LESSON_CODE, op->name, strlen(op->name)},
                                 {LESSON_PLAIN, text, strlen(text)}};
    struct flow flow = {.frame = frame, .left = left, .right = right, .baseline = baseline};
    draw_block(&flow, &(struct lesson_block){.runs = &runs[0], .run_count = 1});
    draw_block(&flow, &(struct lesson_block){.runs = &runs[1], .run_count = 1});
    scene_text(frame->scene, left, flow.baseline, FACE_PROSE, 11.5f, COLOUR_MUTED,
               string(STRING_WANDERED));
    return flow.baseline;
}

static void draw_prose(const struct frame *frame, struct rect rect)
{
    const struct model *model = frame->model;
    struct scene *scene = frame->scene;
    float left = rect.x + PAD, right = rect.x + rect.w - PAD;
    scene_text(scene, left, rect.y + 36, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               string(STRING_WHAT_HAPPENS));
    struct rect body = {rect.x, rect.y + 44, rect.w, rect.h - 44};
    scene_clip(scene, body);
    int items = scene->item_count, chars = scene->char_count, targets = scene->target_count;
    float slid = (float)model->scroll * LEADING;
    float end = model->wandered ? draw_about(frame, left, right, rect.y + 62)
                                : draw_blocks(frame, left, right, rect.y + 62);
    float over = end + 10 - (rect.y + rect.h);
    if (over > 0 && slid > 0 && !model->wandered) { /* again, slid up */
        scene->item_count = items;
        scene->char_count = chars;
        scene->target_count = targets;
        slid = fminf(slid, ceilf(over / LEADING) * LEADING);
        draw_blocks(frame, left, right, rect.y + 62 - slid);
    }
    scene_unclip(scene);
    if (over > 0 && slid < over) {
        scene_rect(scene, (struct rect){rect.x + 1, rect.y + rect.h - 20, rect.w - 2, 20},
                   COLOUR_PANEL);
        text_right(scene, frame->measure, right, rect.y + rect.h - 5, FACE_PROSE, 11, COLOUR_ACCENT,
                   string(STRING_SCROLL));
    }
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
    if (!frame->layout.compact) {
        scene_text(frame->scene, panel.x + PAD, bottom, FACE_PROSE, 11, COLOUR_MUTED,
                   string(STRING_BACK_NEXT));
        bottom -= 18;
    }
    float experiment = experiment_height(frame);
    experiment_draw(
        frame, (struct rect){panel.x + PAD, bottom - experiment, panel.w - 2 * PAD, experiment});
    bottom -= experiment + 8;
    float code = listing_height(frame, panel.h - experiment);
    listing_draw(frame, (struct rect){panel.x + PAD, bottom - code, panel.w - 2 * PAD, code});
    bottom -= code + 6;
    draw_prose(frame, (struct rect){panel.x, panel.y, panel.w, bottom - panel.y});
}
