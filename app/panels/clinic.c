/* The clinic, over the stage: what was pasted, what it means, and the line that mends it. Where there is
 * room the causes stand in a column of their own, as a lesson's prose does; else all is one flow. */
#include "app/panels/clinic.h"

#include "app/panels/panels.h"
#include "app/panels/sheet.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

enum { HEAD = 48, FOOT = 56, HIGH = 40, LINE = 24, SIDE = 308, SIDE_SMALL = 240, MARGIN = 8 };

/* ---- the top ---- */

static enum string word_of(const struct clinic *c)
{
    static const enum string words[] = {STRING_CLINIC_CANNOT_TELL, STRING_CLINIC_LIKELY,
                                        STRING_CLINIC_SURE};
    return words[c->chosen > 0 ? CLINIC_LIKELY : c->answer.confidence];
}

/* "350 ≠ 300", "" where it is not of two numbers */
static void clash_text(const struct clinic_answer *a, char *text, size_t bytes)
{
    bool divides = a->class == CLINIC_CLASS_DIVISIBLE;
    bool two = a->clash[0] >= 0 && a->clash[1] >= 0 && a->clash[0] != a->clash[1];
    text[0] = '\0';
    if (two) {
        snprintf(text, bytes, divides ? "%lld ÷ %lld" : "%lld ≠ %lld", a->clash[0], a->clash[1]);
    }
}

/* The two numbers, large, and the verdict beside them, or below where that is narrow. */
static void draw_verdict(struct clinic_flow *flow)
{
    const struct clinic *c = flow->clinic;
    const struct frame *frame = flow->frame;
    char text[60], verdict[CLINIC_LINE_MAX + 40];
    struct clinic_ink ink = {FACE_PROSE_BOLD, FACE_PROSE_BOLD, TYPE_PROSE, COLOUR_INK, COLOUR_INK};
    float large = frame->layout.kind == LAYOUT_FULL ? TYPE_NUMBER : TYPE_CLAIM;
    clash_text(&c->answer, text, sizeof text);
    snprintf(verdict, sizeof verdict, "%s: %s", string(word_of(c)), clinic_verdict(c));
    float wide = text[0] ? measure_width(frame->measure, FACE_CODE, large, text) + 20 : 0;
    bool below = wide > flow->view.w / 2;
    float room = flow->view.w - (below ? 0 : wide);
    int lines = clinic_lines(flow, &ink, verdict, room);
    float high = fmaxf(wide > 0 ? large * 1.25f : 0, 0), words = (float)lines * 22;
    struct rect block;
    if (clinic_block(flow, below ? high + words : fmaxf(high, words), &block)) {
        scene_text(frame->scene, block.x,
                   block.y + large * (below ? 0.9f : 0.5f) +
                       (below ? 0 : (block.h - large) / 2 + large * 0.36f),
                   FACE_CODE, large, flow->hue, text);
        struct rect in = {block.x + (below ? 0 : wide),
                          below ? block.y + high : block.y + (block.h - words) / 2, room, words};
        clinic_write_in(flow, &ink, in, 22, lines, verdict);
    }
    clinic_gap(flow, 14);
}

/* ---- the bottom ---- */

static void draw_ways(struct clinic_flow *flow)
{
    static const struct {
        enum clinic_stop stop;
        enum string label;
    } ways[] = {{CLINIC_STOP_LAYER, STRING_CLINIC_LAYER}, {CLINIC_STOP_TWIN, STRING_CLINIC_TWIN}};
    float x = 0;
    struct rect row;
    if (!flow->clinic->has_layer) {
        return;
    }
    clinic_gap(flow, 4);
    clinic_stop_in(flow, HIGH, CLINIC_STOP_LAYER);
    clinic_stop_in(flow, HIGH, CLINIC_STOP_TWIN);
    bool drawn = clinic_block(flow, HIGH, &row);
    for (int i = 0; i < 2 && drawn; i++) {
        struct button b = {.kind = BUTTON_QUIET, .label = string(ways[i].label)};
        float width = fminf(button_width(flow->frame, &b), row.w - x);
        if (clinic_has(flow->clinic, ways[i].stop)) {
            clinic_button(flow, (struct rect){row.x + x, row.y, width, HIGH}, &b, ways[i].stop);
            x += width + MARGIN + 4;
        }
    }
    clinic_gap(flow, 8);
}

static void draw_private(struct clinic_flow *flow)
{
    static const struct clinic_ink ink = {FACE_PROSE, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
                                          COLOUR_MUTED};
    clinic_gap(flow, 8);
    clinic_paragraph(flow, &ink, 18, string(STRING_CLINIC_PRIVATE));
}

/* ---- before anything was pasted ---- */

static void draw_empty(struct clinic_flow *flow)
{
    static const struct clinic_ink claim = {FACE_PROSE_BOLD, FACE_PROSE_BOLD, TYPE_CLAIM,
                                            COLOUR_INK, COLOUR_INK},
                                   prose = {FACE_PROSE, FACE_PROSE, TYPE_PROSE, COLOUR_INK,
                                            COLOUR_INK},
                                   wrong = {FACE_PROSE, FACE_PROSE, TYPE_PROSE, COLOUR_ERROR,
                                            COLOUR_ERROR},
                                   code = {FACE_CODE, FACE_CODE, TYPE_LABEL, COLOUR_MUTED,
                                           COLOUR_MUTED};
    enum clinic_refusal refusal = flow->clinic->refusal;
    struct button paste = {.kind = BUTTON_PRIMARY,
                           .label = string(STRING_CLINIC_PASTE),
                           .key = string(STRING_CLINIC_PASTE_KEY)};
    struct rect row;
    clinic_paragraph(flow, &claim, 32, string(STRING_CLINIC_OPEN));
    clinic_gap(flow, 8);
    if (refusal != CLINIC_TAKEN) {
        clinic_paragraph(
            flow, &wrong, 24,
            string(refusal == CLINIC_EMPTY ? STRING_CLINIC_EMPTY : STRING_CLINIC_NO_ERROR));
    }
    clinic_paragraph(flow, &prose, 24, string(STRING_CLINIC_WHAT));
    clinic_gap(flow, 16);
    if (clinic_block(flow, HIGH, &row)) {
        row.w = button_width(flow->frame, &paste) + 16;
        clinic_button(flow, row, &paste, CLINIC_STOP_PASTE);
    }
    clinic_gap(flow, 20);
    clinic_paragraph(flow, &code, 20, string(STRING_CLINIC_EXAMPLE));
    draw_private(flow);
}

/* ---- all of it ---- */

static void draw_main(struct clinic_flow *flow, bool alone)
{
    if (flow->clinic->answer.class == CLINIC_CLASS_NONE) {
        draw_empty(flow);
        return;
    }
    draw_verdict(flow);
    clinic_message(flow);
    if (alone) {
        clinic_causes(flow);
        clinic_copies(flow);
        clinic_gap(flow, 8);
    }
    clinic_fields(flow);
    clinic_picture(flow);
    clinic_gap(flow, 8);
    if (alone) {
        clinic_words(flow);
    } else {
        clinic_copies(flow);
    }
    draw_ways(flow);
    draw_private(flow);
}

static void draw_side(struct clinic_flow *flow, bool alone)
{
    (void)alone;
    if (flow->clinic->answer.class != CLINIC_CLASS_NONE) {
        clinic_causes(flow);
        clinic_words(flow);
    }
}

/* How far it is scrolled: as the wheel says, or so that what has the focus is on view. */
static float offset_of(const struct clinic_flow *flow, int lines, int *most)
{
    float over = flow->y - flow->view.h;
    *most = over > 0.5f ? (int)ceilf(over / LINE) : 0;
    float offset = (float)(lines < *most ? lines : *most) * LINE;
    if (flow->clinic->follow && flow->focus_to > 0) {
        float least = flow->focus_to + MARGIN - flow->view.h, top = flow->focus - MARGIN;
        offset = fmaxf(0, fminf(fmaxf(offset, least), top));
    }
    return offset;
}

static void draw_flow(const struct frame *frame, struct rect view, enum scroll_place place,
                      void (*draw)(struct clinic_flow *, bool), bool alone)
{
    struct clinic_flow flow = {.frame = frame,
                               .clinic = &frame->model->clinic,
                               .view = view,
                               .dry = true,
                               .hue = clinic_hue(&frame->model->clinic.answer)};
    int most;
    draw(&flow, alone);
    flow.offset = offset_of(&flow, frame->model->scroll[place], &most);
    flow.dry = false;
    flow.y = 0;
    draw(&flow, alone);
    frame->scene->scrolls[place] = (struct scroll){view, most};
    sheet_bar(frame, view, (int)lrintf(flow.offset / LINE), most, LINE);
}

/* "Clinic › two sizes on one axis", or what was said of the last thing done. */
static void draw_crumb(const struct frame *frame, float x, float y, float width)
{
    const struct model *model = frame->model;
    char text[160];
    snprintf(text, sizeof text, model->clinic.answer.class == CLINIC_CLASS_NONE ? "%s" : "%s › %s",
             string(STRING_CLINIC), clinic_class_title(model->clinic.answer.class));
    bool said = model->said[0] != '\0';
    pen_fitted(frame->scene, frame->measure, x, y, width, FACE_PROSE, TYPE_LABEL,
               said && !model->said_well ? COLOUR_ERROR : COLOUR_MUTED, said ? model->said : text);
}

/* Copy all and Close, side by side; returns what they take. */
static float draw_ends(const struct frame *frame, struct rect rect, bool spread)
{
    struct clinic_flow flow = {.frame = frame, .clinic = &frame->model->clinic};
    const struct clinic *c = flow.clinic;
    bool copied = c->copied == CLINIC_STOP_COPY_ALL, all = clinic_has(c, CLINIC_STOP_COPY_ALL);
    struct button copy = {.kind = BUTTON_QUIET,
                          .label = string(copied ? STRING_CLINIC_COPIED : STRING_CLINIC_COPY_ALL),
                          .chosen = copied};
    struct button close = {.kind = BUTTON_QUIET,
                           .label = string(STRING_CLINIC_CLOSE),
                           .key = string(STRING_CLINIC_ESC),
                           .spread = spread};
    float first = all ? button_width(frame, &copy) : 0, last = button_width(frame, &close) + 8;
    float x = spread ? rect.x : rect.x + rect.w - last - (all ? first + MARGIN : 0);
    if (all) {
        clinic_button(&flow, (struct rect){x, rect.y, first, rect.h}, &copy, CLINIC_STOP_COPY_ALL);
        x += first + MARGIN;
    }
    clinic_button(&flow, (struct rect){x, rect.y, rect.x + rect.w - x, rect.h}, &close,
                  CLINIC_STOP_CLOSE);
    return rect.x + rect.w - (all ? x - first - MARGIN : x);
}

static void draw_column(const struct frame *frame, struct rect side)
{
    float pad = frame->layout.kind == LAYOUT_FULL ? LAYOUT_MARGIN : LAYOUT_INSET;
    scene_rect(frame->scene, side, COLOUR_PANEL);
    scene_line(frame->scene, side.x, side.y, side.x, side.y + side.h, COLOUR_LINE, 1, 0);
    float end = side.y + side.h - FOOT;
    scene_line(frame->scene, side.x, end, side.x + side.w, end, COLOUR_LINE, 1, 0);
    draw_ends(frame, (struct rect){side.x + pad, end + 8, side.w - 2 * pad, HIGH}, true);
    struct rect view = {side.x + pad, side.y + 16, side.w - 2 * pad, side.h - FOOT - 24};
    draw_flow(frame, view, SCROLL_CLINIC_SIDE, draw_side, false);
}

void panel_clinic(const struct frame *frame)
{
    struct rect all = frame->layout.clinic;
    bool full = frame->layout.kind == LAYOUT_FULL;
    bool alone = !full && frame->layout.kind != LAYOUT_SMALL;
    float side = alone ? 0 : full ? SIDE : SIDE_SMALL, pad = LAYOUT_MARGIN;
    if (!frame->model->clinic.open) {
        return;
    }
    scene_rect(frame->scene, all, COLOUR_GROUND);
    struct rect main = {all.x + pad, all.y + HEAD, all.w - side - 2 * pad, all.h - HEAD - 8};
    float taken = 0;
    if (alone) {
        taken = draw_ends(frame, (struct rect){main.x, all.y + 8, main.w, 32}, false) + 12;
    } else {
        draw_column(frame, (struct rect){all.x + all.w - side, all.y, side, all.h});
    }
    draw_crumb(frame, main.x, all.y + 28, main.w - taken);
    draw_flow(frame, main, SCROLL_CLINIC, draw_main, alone);
}
