/* The stage's frame: its title, and the picture that suits the operation. */
#include "app/panels/panels.h"

#include "app/stage/pictures.h"
#include "app/stage/stage.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

static const float APART = 16, PICTURE_LEAST = 150, UNKNOWN_LEAST = 110, ASKED_LEAST = 180,
                   BESIDE_LEAST = 250;

/* What cannot be drawn: it failed otherwise than by a product's sizes, or was not reached. */
static void draw_nothing(const struct frame *frame, const struct attn_op *op, struct rect area)
{
    int failed = attn_trace_failed(frame->model->trace);
    float high = fminf(120, area.h - 32);
    struct rect box = {area.x, area.y + fmaxf(24, (area.h - high) / 2), area.w, high};
    char text[120];
    bool here = op->state == ATTN_STATE_FAILED;
    scene_hatch(frame->scene, box, COLOUR_LINE);
    scene_box(frame->scene, box, 4, COLOUR_NONE, COLOUR_LINE, 1);
    if (failed >= 0) {
        const char *name = attn_trace_op(frame->model->trace, failed)->name;
        snprintf(text, sizeof text, string(here ? STRING_RAISED_HERE : STRING_RAISED_BEFORE), name);
        float wide = measure_width(frame->measure, FACE_PROSE, TYPE_SMALL, text) + 20;
        struct rect label = {box.x + (box.w - wide) / 2, box.y + box.h / 2 - 13, wide, 26};
        scene_box(frame->scene, label, 4, COLOUR_GROUND, COLOUR_NONE, 0);
        pen_centred(frame->scene, frame->measure, box.x + box.w / 2, label.y + 17.5f, FACE_PROSE,
                    TYPE_SMALL, COLOUR_INK, text);
        scene_target(frame->scene, box, (struct action){.kind = ACTION_SHOW, .index = failed});
    }
}

static void draw_operation(const struct frame *frame, int index, struct rect area,
                           struct rect title)
{
    struct rect below = {area.x, title.y + title.h, area.w, area.h - title.h};
    if (model_hides(frame->model, index) && !model_covers(frame->model, index)) {
        if (below.h > UNKNOWN_LEAST) { /* else the question says it */
            stage_unknown(frame, index, below);
        }
        return;
    }
    if (model_question(frame->model) && below.h < ASKED_LEAST) {
        return; /* the question needs the room */
    }
    if (frame->model->beside.there && below.h >= BESIDE_LEAST) {
        stage_beside(frame, below);
        return;
    }
    const struct picture *claim = picture_claim(frame);
    const struct picture *picture = claim ? claim : picture_of(frame, index);
    if (picture) {
        picture->draw(frame, index, &(struct space){below, area, title});
    } else {
        draw_nothing(frame, attn_trace_op(frame->model->trace, index), below);
    }
}

/* What stands below the picture: a question, an error, or room for the card. */
static float draw_below(const struct frame *frame, struct rect area, bool claim)
{
    float high = ask_height(frame, area.w);
    if (high > 0) {
        ask_draw(frame, (struct rect){area.x, area.y + area.h - high, area.w, high});
        return high + APART;
    }
    if (failure_shown(frame->model) && claim) {
        high = raised_height();
        raised_draw(frame, (struct rect){area.x, area.y + area.h - high, area.w, high});
        return high + APART;
    }
    if (failure_shown(frame->model)) {
        high = failure_height(frame, area.w);
        failure_draw(frame, (struct rect){area.x, area.y + area.h - high, area.w, high});
        return high + APART;
    }
    return card_room(frame);
}

void panel_stage(const struct frame *frame)
{
    struct rect stage = frame->layout.stage;
    int index = frame->model->shown;
    scene_clip(frame->scene, stage);
    struct rect area = {stage.x + LAYOUT_MARGIN, stage.y, stage.w - 2 * LAYOUT_MARGIN,
                        stage.h - (frame->layout.compact ? 12 : LAYOUT_MARGIN)};
    const struct picture *claim = picture_claim(frame);
    area.h -= draw_below(frame, area, claim);
    struct rect title = headline_draw(frame, area.y + area.h);
    float high = heads_height(frame);
    bool room = area.h - title.h - high > PICTURE_LEAST; /* a strip goes before the picture does */
    if (room && !claim && heads_shown(frame, index) && !frame->model->beside.there) {
        area.h -= high + 4;
        heads_draw(frame, index, (struct rect){area.x, area.y + area.h + 4, area.w, high});
    }
    struct frame inner = *frame; /* what stands below ends the picture's stage */
    inner.layout.stage.h = area.y + area.h - stage.y;
    draw_operation(&inner, index, area, title);
    scene_unclip(frame->scene);
}
