/* What the clinic's answer says: the causes to choose from, best first, and the words of the one that is
 * looked at, each under its word of confidence. */
#include "app/panels/clinic.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <stdio.h>

enum { PAD = 12, NUMERAL = 20, LEADING = 20, SIGN = 10 };

static const struct clinic_ink plain = {FACE_PROSE, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK,
                                        COLOUR_INK};

/* ---- the causes ---- */

static void draw_cause(struct clinic_flow *flow, int i)
{
    const struct frame *frame = flow->frame;
    const char *verdict = flow->clinic->answer.causes[i].verdict;
    enum clinic_stop stop = (enum clinic_stop)(CLINIC_STOP_CHIP + i);
    float width = flow->view.w - 2 * PAD - NUMERAL;
    int lines = clinic_lines(flow, &plain, verdict, width);
    struct rect chip;
    char number[16];
    clinic_stop_in(flow, (float)lines * LEADING + 12, stop);
    if (!clinic_block(flow, (float)lines * LEADING + 12, &chip)) {
        return;
    }
    struct button b = {.kind = BUTTON_CHIP, .label = "", .chosen = i == flow->clinic->chosen};
    clinic_button(flow, chip, &b, stop);
    snprintf(number, sizeof number, "%d", i + 1);
    scene_text(frame->scene, chip.x + PAD, chip.y + 6 + LEADING * 0.5f + TYPE_LABEL * 0.36f,
               FACE_CODE, TYPE_LABEL, b.chosen ? COLOUR_ACCENT : COLOUR_MUTED, number);
    struct rect in = {chip.x + PAD + NUMERAL, chip.y + 6, width, chip.h - 12};
    clinic_write_in(flow, &plain, in, LEADING, lines, verdict);
}

void clinic_causes(struct clinic_flow *flow)
{
    const struct frame *frame = flow->frame;
    struct rect head;
    if (!clinic_has(flow->clinic, CLINIC_STOP_CHIP)) {
        return;
    }
    if (clinic_block(flow, 24, &head)) {
        scene_text(frame->scene, head.x, head.y + 14, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
                   string(STRING_CLINIC_WHICH));
        pen_right(frame->scene, frame->measure, head.x + head.w, head.y + 14, FACE_PROSE,
                  TYPE_LABEL, COLOUR_MUTED, string(STRING_CLINIC_BEST_FIRST));
    }
    for (int i = 0; i < flow->clinic->answer.cause_count; i++) {
        draw_cause(flow, i);
        clinic_gap(flow, 8);
    }
    clinic_gap(flow, 12);
}

/* ---- the words ---- */

enum sign { SIGN_NONE, SIGN_HALF, SIGN_FULL, SIGN_CROSSED };

/* How sure it is, without words: full, half, crossed out. */
static void draw_sign(const struct frame *frame, float x, float y, enum sign sign)
{
    enum colour colour = sign == SIGN_CROSSED ? COLOUR_MUTED : COLOUR_INK;
    struct rect box = {x, y, SIGN, SIGN};
    scene_box(frame->scene, box, 1, sign == SIGN_FULL ? colour : COLOUR_NONE, colour, 1.5f);
    if (sign == SIGN_HALF) {
        scene_rect(frame->scene, (struct rect){x + SIGN / 2.0f, y, SIGN / 2.0f, SIGN}, colour);
    } else if (sign == SIGN_CROSSED) {
        scene_hatch(frame->scene, box, colour);
    }
}

static void say(struct clinic_flow *flow, enum string label, enum sign sign, const char *text)
{
    struct clinic_ink ink = plain;
    struct rect head;
    ink.colour = ink.number = sign == SIGN_CROSSED ? COLOUR_MUTED : COLOUR_INK;
    if (!text[0]) {
        return;
    }
    if (clinic_block(flow, 20, &head)) {
        float x = head.x + (sign == SIGN_NONE ? 0 : SIGN + 10);
        if (sign != SIGN_NONE) {
            draw_sign(flow->frame, head.x, head.y + 5, sign);
        }
        scene_text(flow->frame->scene, x, head.y + 14.5f, FACE_PROSE_BOLD, TYPE_SMALL, ink.colour,
                   string(label));
    }
    clinic_paragraph(flow, &ink, LEADING, text);
    clinic_gap(flow, 14);
}

void clinic_words(struct clinic_flow *flow)
{
    const struct clinic *c = flow->clinic;
    const struct clinic_answer *a = &c->answer;
    bool sure = a->confidence == CLINIC_SURE;
    say(flow, sure ? STRING_CLINIC_HOW : STRING_CLINIC_LIKELY, sure ? SIGN_FULL : SIGN_HALF,
        clinic_because(c));
    for (int i = 0; i < a->sure_count; i++) {
        say(flow, STRING_CLINIC_SURE, SIGN_FULL, a->sure[i]);
    }
    say(flow, STRING_CLINIC_NOT_IT, SIGN_CROSSED, clinic_not_it(c));
    say(flow, STRING_CLINIC_CAREFUL, SIGN_NONE, clinic_careful(c));
    say(flow, STRING_CLINIC_TELL_ME, SIGN_NONE, a->tell_me);
    say(flow, STRING_CLINIC_EARLY, SIGN_NONE, a->early);
}
