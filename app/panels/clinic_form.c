/* What goes into the clinic and what is taken out of it: the message, the two fields, the lines to copy. */
#include "app/panels/clinic.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PAD = 12,
    FIELD = 40,
    CAPTION = 20, /* above a field */
    GAP = 16,
    BUTTON = 32,
    COPY = 84,
    LABEL = 56,
    BESIDE = 560, /* from here on the fields stand side by side */
    LINES_MOST = 5,
};

/* ---- the message ---- */

static const struct clinic_ink message = {FACE_CODE, FACE_CODE_BOLD, TYPE_SMALL, COLOUR_INK,
                                          COLOUR_MUTED};

static void draw_note(struct clinic_flow *flow)
{
    const struct clinic *c = flow->clinic;
    struct rect line;
    bool refused = c->refusal != CLINIC_TAKEN;
    if ((refused || c->cut) && clinic_block(flow, 22, &line)) {
        enum string what = c->refusal == CLINIC_EMPTY      ? STRING_CLINIC_EMPTY
                           : c->refusal == CLINIC_NO_ERROR ? STRING_CLINIC_NO_ERROR
                                                           : STRING_CLINIC_CUT;
        pen_fitted(flow->frame->scene, flow->frame->measure, line.x, line.y + 16, line.w,
                   FACE_PROSE, TYPE_LABEL, refused ? COLOUR_ERROR : COLOUR_MUTED, string(what));
    }
}

void clinic_message(struct clinic_flow *flow)
{
    const char *text = flow->clinic->answer.message;
    struct button other = {.kind = BUTTON_QUIET, .label = string(STRING_CLINIC_PASTE_OTHER)};
    float leading = TYPE_SMALL * 1.6f, room = button_width(flow->frame, &other);
    float width = flow->view.w - 3 * PAD - room;
    int lines = clinic_lines(flow, &message, text, width);
    lines = lines < LINES_MOST ? lines : LINES_MOST;
    float high = fmaxf((float)lines * leading, BUTTON) + 2 * PAD;
    struct rect box;
    clinic_stop_in(flow, high, CLINIC_STOP_PASTE);
    if (clinic_block(flow, high, &box)) {
        scene_box(flow->frame->scene, box, 8, COLOUR_PANEL, COLOUR_EDGE, 1);
        float above = (high - (float)lines * leading) / 2;
        struct rect in = {box.x + PAD, box.y + above, width, high - 2 * above};
        clinic_write_in(flow, &message, in, leading, lines, text);
        struct rect button = {box.x + box.w - PAD - room, box.y + (high - BUTTON) / 2, room,
                              BUTTON};
        clinic_button(flow, button, &other, CLINIC_STOP_PASTE);
    }
    draw_note(flow);
    clinic_gap(flow, GAP);
}

/* ---- the fields ---- */

/* The part of what was typed that is on view: the caret always is. */
static const char *seen(const struct frame *frame, const struct clinic_field *field, float room,
                        float *caret)
{
    const char *from = field->text, *at = field->text + field->caret;
    while (from < at && frame->measure->width(frame->measure->context, FACE_CODE, TYPE_SMALL, from,
                                              (size_t)(at - from)) > room) {
        do {
            from++;
        } while (((unsigned char)*from & 0xc0) == 0x80);
    }
    *caret = frame->measure->width(frame->measure->context, FACE_CODE, TYPE_SMALL, from,
                                   (size_t)(at - from));
    return from;
}

static const char *hint_of(const struct clinic *c, enum clinic_stop stop)
{
    bool code = stop == CLINIC_STOP_CODE;
    return code && c->answer.code[0]
               ? c->answer.code
               : string(code ? STRING_CLINIC_CODE_HINT : STRING_CLINIC_PRINT_HINT);
}

static void draw_field(struct clinic_flow *flow, struct rect box, enum clinic_stop stop)
{
    const struct frame *frame = flow->frame;
    const struct clinic_field *field = &flow->clinic->fields[stop - CLINIC_STOP_CODE];
    bool focused = clinic_focused(flow, stop),
         known = stop == CLINIC_STOP_CODE && !field->text[0] && flow->clinic->answer.code[0];
    float caret = 0, x = box.x + PAD, baseline = box.y + 24.5f, room = box.w - 2 * PAD - 4;
    const char *text = seen(frame, field, room, &caret);
    scene_box(frame->scene, box, 8, COLOUR_PANEL, focused ? COLOUR_ACCENT : COLOUR_EDGE, 1);
    if (focused) {
        frame_ring(frame, box, 8);
        scene_rect(frame->scene, (struct rect){x + caret, box.y + 11, 2, 18}, COLOUR_ACCENT);
    }
    pen_fitted(frame->scene, frame->measure, x + (field->text[0] ? 0 : 4), baseline, room,
               known || field->text[0] ? FACE_CODE : FACE_PROSE, TYPE_SMALL,
               known || field->text[0] ? COLOUR_INK : COLOUR_MUTED,
               field->text[0] ? text : hint_of(flow->clinic, stop));
    scene_target(frame->scene, box, (struct action){.kind = ACTION_FIELD, .index = (int)stop});
}

static void draw_captioned(struct clinic_flow *flow, struct rect rect, enum clinic_stop stop)
{
    bool code = stop == CLINIC_STOP_CODE;
    scene_text(flow->frame->scene, rect.x, rect.y + 13, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               string(code ? STRING_CLINIC_CODE : STRING_CLINIC_PRINT));
    draw_field(flow, (struct rect){rect.x, rect.y + CAPTION, rect.w, FIELD}, stop);
}

void clinic_fields(struct clinic_flow *flow)
{
    bool beside = flow->view.w >= BESIDE;
    float width = beside ? (flow->view.w - GAP) / 2 : flow->view.w;
    struct rect row;
    clinic_stop_in(flow, CAPTION + FIELD + 4, CLINIC_STOP_CODE);
    if (beside) {
        clinic_stop_in(flow, CAPTION + FIELD + 4, CLINIC_STOP_PRINT);
    }
    bool drawn = clinic_block(flow, CAPTION + FIELD + 4, &row);
    row.w = width;
    if (drawn) {
        draw_captioned(flow, row, CLINIC_STOP_CODE);
    }
    row.x += width + GAP;
    if (!beside) {
        clinic_gap(flow, 6);
        clinic_stop_in(flow, CAPTION + FIELD + 4, CLINIC_STOP_PRINT);
        drawn = clinic_block(flow, CAPTION + FIELD + 4, &row);
    }
    if (drawn) {
        draw_captioned(flow, row, CLINIC_STOP_PRINT);
    }
    clinic_gap(flow, GAP);
}

/* ---- the lines to copy ---- */

static void draw_copy(struct clinic_flow *flow, enum string label, const char *text,
                      enum clinic_stop stop)
{
    static const struct clinic_ink code = {FACE_CODE, FACE_CODE, TYPE_SMALL, COLOUR_INK,
                                           COLOUR_INK};
    const struct frame *frame = flow->frame;
    bool copied = flow->clinic->copied == stop;
    float width = flow->view.w - LABEL - COPY - 8, in = width - 2 * PAD, leading = 20;
    int lines = clinic_lines(flow, &code, text, in);
    float high = fmaxf((float)lines * leading + 16, FIELD);
    struct rect row;
    if (!text[0]) {
        return;
    }
    clinic_stop_in(flow, high, stop);
    if (clinic_block(flow, high, &row)) {
        struct rect box = {row.x + LABEL, row.y, width, high};
        struct button copy = {.kind = BUTTON_QUIET,
                              .label = string(copied ? STRING_CLINIC_COPIED : STRING_CLINIC_COPY),
                              .chosen = copied};
        scene_text(frame->scene, row.x, row.y + high / 2 + 5, FACE_PROSE_BOLD, TYPE_SMALL,
                   COLOUR_INK, string(label));
        scene_box(frame->scene, box, 6, COLOUR_SOFT, COLOUR_NONE, 0);
        struct rect rest = {box.x + PAD, box.y + (high - (float)lines * leading) / 2, in, high};
        clinic_write_in(flow, &code, rest, leading, lines, text);
        clinic_button(flow,
                      (struct rect){row.x + row.w - COPY, row.y + (high - FIELD) / 2, COPY, FIELD},
                      &copy, stop);
    }
    clinic_gap(flow, 8);
}

void clinic_copies(struct clinic_flow *flow)
{
    draw_copy(flow, STRING_CLINIC_RUN, clinic_run(flow->clinic), CLINIC_STOP_COPY_RUN);
    draw_copy(flow, STRING_CLINIC_MEND, clinic_mend(flow->clinic), CLINIC_STOP_COPY_MEND);
}
