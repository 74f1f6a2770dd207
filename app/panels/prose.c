/* Setting prose: pieces without spaces, one after the other, glued where no space parts them. Names of
 * tensors in code are live: pointing at one lights it, a click goes there. */
#include "app/panels/prose.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <stdio.h>
#include <string.h>

static const float INDENT = 16, CODE_LEADING = 20, HIT = 24;

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

static float size_of(const struct prose *prose, enum lesson_style style)
{
    return (style == LESSON_CODE ? TYPE_SMALL : TYPE_PROSE) * prose->frame->layout.prose;
}

float prose_leading(const struct frame *frame)
{
    return PROSE_LEADING * frame->layout.prose;
}

static float piece_width(const struct prose *prose, const struct piece *piece)
{
    const struct measure *m = prose->frame->measure;
    enum lesson_style style = piece->run->style;
    return m->width(m->context, face_of(style), size_of(prose, style), piece->text, piece->bytes);
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

static void draw_name(const struct prose *prose, float width, int op)
{
    const struct frame *frame = prose->frame;
    float wide = width + 4 > HIT ? width + 4 : HIT;
    struct rect rect = {prose->x + (width - wide) / 2, prose->baseline - 17, wide, HIT};
    scene_target(frame->scene, rect, (struct action){.kind = ACTION_SHOW, .index = op});
    scene_target(frame->scene, rect, (struct action){.kind = ACTION_LIGHT, .index = op});
    scene_line(frame->scene, prose->x, prose->baseline + 4, prose->x + width, prose->baseline + 4,
               frame_hovered(frame, rect) ? COLOUR_ACCENT : COLOUR_EDGE, 1,
               frame_hovered(frame, rect) ? 0 : 2);
}

static void draw_piece(struct prose *prose, const struct piece *piece)
{
    const struct frame *frame = prose->frame;
    enum lesson_style style = piece->run->style;
    float width = piece_width(prose, piece);
    int op = named_op(frame, piece);
    bool shown = prose->baseline >= prose->first && prose->baseline <= prose->last;
    if (shown && !prose->dry) {
        bool live = op >= 0 && prose->ink == COLOUR_INK;
        scene_text_bytes(frame->scene, prose->x, prose->baseline, face_of(style),
                         size_of(prose, style), live ? COLOUR_ACCENT : prose->ink, piece->text,
                         piece->bytes);
        if (live) {
            draw_name(prose, width, op);
        }
    }
    prose->x += width;
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
static float glued_width(const struct prose *prose, const struct lesson_block *block, int run,
                         size_t from)
{
    struct piece piece;
    float width = 0;
    while (next_piece(block, &run, &from, &piece) && !piece.space_before) {
        width += piece_width(prose, &piece);
    }
    return width;
}

static void draw_mark(const struct prose *prose, int number)
{
    char mark[16] = "·";
    if (number > 0) {
        snprintf(mark, sizeof mark, "%d.", number);
    }
    if (!prose->dry && prose->baseline >= prose->first && prose->baseline <= prose->last) {
        scene_text(prose->frame->scene, prose->left, prose->baseline, FACE_PROSE,
                   size_of(prose, LESSON_PLAIN), prose->ink, mark);
    }
}

/* Bytes of a piece that fit into the width: at least one character. */
static size_t fitting(const struct prose *prose, const struct piece *piece, float width)
{
    struct piece part = *piece;
    while (part.bytes > 1 && piece_width(prose, &part) > width) {
        part.bytes--;
        while (part.bytes > 1 && ((unsigned char)part.text[part.bytes] & 0xc0) == 0x80) {
            part.bytes--;
        }
    }
    return part.bytes;
}

/* A piece wider than a line is broken where it must be. */
static void draw_long(struct prose *prose, struct piece piece, float indent)
{
    float width = prose->right - prose->left - indent;
    while (piece_width(prose, &piece) > width && piece.bytes > 1) {
        struct piece part = piece;
        part.bytes = fitting(prose, &piece, width);
        draw_piece(prose, &part);
        piece.text += part.bytes;
        piece.bytes -= part.bytes;
        if (piece.bytes > 0) {
            prose->x = prose->left + indent;
            prose->baseline += prose_leading(prose->frame);
        }
    }
    if (piece.bytes > 0) {
        draw_piece(prose, &piece);
    }
}

static void set_block(struct prose *prose, const struct lesson_block *block)
{
    struct piece piece;
    int run = 0;
    size_t from = 0;
    float indent = block->kind == LESSON_ITEM ? INDENT : 0;
    float space =
        measure_width(prose->frame->measure, FACE_PROSE, size_of(prose, LESSON_PLAIN), " ");
    prose->x = prose->left + indent;
    if (block->kind == LESSON_ITEM) {
        draw_mark(prose, block->number);
    }
    while (next_piece(block, &run, &from, &piece)) {
        bool start = prose->x <= prose->left + indent;
        float before = piece.space_before && !start ? space : 0;
        float width = piece_width(prose, &piece) + glued_width(prose, block, run, from);
        if (!start && piece.space_before && prose->x + before + width > prose->right) {
            prose->x = prose->left + indent;
            prose->baseline += prose_leading(prose->frame);
            before = 0;
        }
        prose->x += before;
        draw_long(prose, piece, indent);
    }
}

/* A line of code goes on in the next where it is too long, indented. */
static void set_code_line(struct prose *prose, const struct lesson_run *run)
{
    const size_t hang = 2;
    float advance = measure_width(prose->frame->measure, FACE_CODE, TYPE_LABEL, "0");
    size_t room = (size_t)((prose->right - prose->left) / advance), from = 0;
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
        if (!prose->dry && prose->baseline >= prose->first && prose->baseline <= prose->last) {
            scene_text_bytes(prose->frame->scene, prose->left + (float)indent * advance,
                             prose->baseline, FACE_CODE, TYPE_LABEL, prose->ink, run->text + from,
                             bytes);
        }
        from += bytes;
        prose->baseline += from < run->bytes ? CODE_LEADING : 0;
    } while (from < run->bytes);
}

static void set_code_block(struct prose *prose, const struct lesson_block *block)
{
    for (int i = 0; i < block->run_count; i++) {
        set_code_line(prose, &block->runs[i]);
        prose->baseline += i + 1 < block->run_count ? CODE_LEADING : 0;
    }
}

struct prose prose_at(const struct frame *frame, float left, float width, float baseline)
{
    return (struct prose){.frame = frame,
                          .left = left,
                          .right = left + width,
                          .baseline = baseline,
                          .first = -1e6f,
                          .last = 1e6f,
                          .ink = COLOUR_INK};
}

float prose_beat(struct prose *prose, int beat)
{
    const struct lesson_step *step = model_step(prose->frame->model);
    int first, last;
    model_beat_blocks(prose->frame->model, beat, &first, &last);
    for (int i = first; i < last; i++) {
        const struct lesson_block *block = &step->blocks[i];
        (block->kind == LESSON_CODE_BLOCK ? set_code_block : set_block)(prose, block);
        if (i + 1 < last) {
            bool items = block->kind == LESSON_ITEM && step->blocks[i + 1].kind == LESSON_ITEM;
            prose->baseline += prose_leading(prose->frame) + (items ? 0 : 4);
        }
    }
    return prose->baseline;
}

float prose_beat_height(const struct frame *frame, float width, int beat)
{
    struct prose prose = prose_at(frame, 0, width, 0);
    prose.dry = true;
    return prose_beat(&prose, beat);
}

float prose_about(struct prose *prose)
{
    const struct frame *frame = prose->frame;
    const struct attn_op *op = attn_trace_op(frame->model->trace, frame->model->shown);
    char text[320];
    attn_op_text(frame->model->trace, frame->model->shown, attn_kind_about(op->kind)->sentence,
                 text, sizeof text);
    struct lesson_run runs[2] = {{LESSON_CODE, op->name, strlen(op->name)},
                                 {LESSON_PLAIN, text, strlen(text)}};
    set_block(prose, &(struct lesson_block){.runs = &runs[0], .run_count = 1});
    prose->baseline += prose_leading(prose->frame);
    set_block(prose, &(struct lesson_block){.runs = &runs[1], .run_count = 1});
    return prose->baseline;
}
