/* The column: how far one is, the prose beat by beat, the listing with its line lit, and the controls
 * that change this step. Nothing scrolls: what has no room for all its beats shows the one that is
 * spoken, and a sheet has the rest. In the least window it is a caption below the picture. */
#include "app/panels/panels.h"

#include "app/panels/prose.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>

enum {
    HEAD = 28,   /* baseline of what stands above the steps' marks */
    MARKS = 40,  /* and their top */
    FIRST = 100, /* baseline of the first line of prose */
    FIRST_SMALL = 84,
    BELOW = 16, /* from the last part to the column's end */
    APART = 24, /* between two parts */
    DOTS = 48,  /* the beats' dots and the way to all of them */
    BAR = 15,   /* the current beat's bar, left of its text */
};

struct column {
    struct rect area;
    float left, width;
    float first; /* baseline */
    float bottom;
    int beats, beat;
};

static struct column column_of(const struct frame *frame)
{
    struct rect area = frame->layout.column;
    bool small = frame->layout.kind == LAYOUT_SMALL;
    float pad = small ? LAYOUT_INSET : LAYOUT_MARGIN;
    struct column c = {.area = area, .left = area.x + pad, .width = area.w - 2 * pad};
    c.first = area.y + (small ? FIRST_SMALL : FIRST);
    c.bottom = area.y + area.h - BELOW;
    c.beats = frame->model->wandered ? 0 : model_beats(frame->model);
    c.beat = frame->model->beat < c.beats ? frame->model->beat : c.beats - 1;
    return c;
}

/* ---- how far ---- */

static void draw_marks(const struct frame *frame, const struct column *c)
{
    const struct model *model = frame->model;
    int steps = model_lesson(model)->step_count;
    const float gap = steps > 40 ? 1 : 4;
    float pitch = (c->width + gap) / (float)steps;
    for (int i = 0; i < steps; i++) {
        enum colour colour = i == model->step  ? COLOUR_ACCENT
                             : i < model->step ? COLOUR_ACCENT_MID
                                               : COLOUR_LINE;
        struct rect mark = {c->left + (float)i * pitch, c->area.y + MARKS, pitch - gap, 4};
        scene_box(frame->scene, mark, 2, colour, COLOUR_NONE, 0);
    }
}

static const char *right_note(const struct frame *frame, const struct column *c, char *text,
                              size_t bytes)
{
    if (frame->model->wandered) {
        return string(STRING_OFF_PATH);
    }
    if (model_asks(frame->model) && c->beat + 1 >= c->beats) {
        return string(STRING_QUESTION);
    }
    snprintf(text, bytes, string(STRING_BEAT_OF), c->beat + 1, c->beats);
    return c->beats > 1 ? text : "";
}

static void draw_head(const struct frame *frame, const struct column *c)
{
    char text[48];
    snprintf(text, sizeof text, string(STRING_STEP_OF), frame->model->step + 1,
             model_lesson(frame->model)->step_count);
    scene_text(frame->scene, c->left, c->area.y + HEAD, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED, text);
    pen_right(frame->scene, frame->measure, c->left + c->width, c->area.y + HEAD, FACE_PROSE,
              TYPE_LABEL, COLOUR_MUTED, right_note(frame, c, text, sizeof text));
    draw_marks(frame, c);
}

/* ---- the beats ---- */

static float all_height(const struct frame *frame, const struct column *c)
{
    float high = 0;
    for (int i = 0; i < c->beats; i++) {
        high += prose_beat_height(frame, c->width, i) + (i > 0 ? PROSE_LEADING + PROSE_GAP : 0);
    }
    return high;
}

static void draw_bar(const struct frame *frame, const struct column *c, float first, float last)
{
    float x = c->left - (frame->layout.kind == LAYOUT_FULL ? BAR : BAR - 4);
    scene_rect(frame->scene, (struct rect){x, first - 16, 2, last - first + 22}, COLOUR_ACCENT);
}

/* Draws one beat from the baseline; returns its last. */
static float draw_beat(const struct frame *frame, const struct column *c, int beat, float baseline,
                       float last)
{
    struct prose prose = prose_at(frame, c->left, c->width, baseline);
    bool current = beat == c->beat;
    prose.ink = current ? COLOUR_INK : COLOUR_MUTED;
    prose.last = last;
    float end = prose_beat(&prose, beat);
    if (current) {
        draw_bar(frame, c, baseline, fminf(end, last));
    }
    return end;
}

static void draw_all(const struct frame *frame, const struct column *c)
{
    float baseline = c->first;
    for (int i = 0; i < c->beats; i++) {
        baseline = draw_beat(frame, c, i, baseline, 1e6f) + PROSE_LEADING + PROSE_GAP;
    }
}

/* A dot a beat: those told, this one, those to come. */
static void draw_dots(const struct frame *frame, const struct column *c, float y)
{
    float x = c->left;
    for (int i = 0; i < c->beats && i < 10; i++) {
        bool here = i == c->beat;
        struct rect dot = {x, y - 4, here ? 16 : 8, 8};
        scene_box(frame->scene, dot, 4,
                  here          ? COLOUR_ACCENT
                  : i < c->beat ? COLOUR_FAINT
                                : COLOUR_NONE,
                  here || i < c->beat ? COLOUR_NONE : COLOUR_FAINT, 1.5f);
        x += dot.w + 12;
    }
    struct button all = {
        .kind = BUTTON_OPTION, .label = string(STRING_READ_ALL), .action = {.kind = ACTION_PROSE}};
    float width = button_width(frame, &all);
    button_draw(frame, (struct rect){c->left + c->width - width, y - 14, width, 28}, &all);
}

/* The beat that is spoken, as much of it as ends above `bottom`, and the way to the others. */
static void draw_one(const struct frame *frame, const struct column *c, float bottom)
{
    float end = draw_beat(frame, c, c->beat, c->first, bottom - DOTS);
    draw_dots(frame, c, fminf(end, bottom - DOTS) + 34);
}

/* ---- the parts ---- */

/* Who is off the path reads what the operation does. */
static void draw_about(const struct frame *frame, const struct column *c)
{
    struct prose prose = prose_at(frame, c->left, c->width, c->first);
    prose_about(&prose);
}

static float one_height(const struct frame *frame, const struct column *c)
{
    return (c->beats > 0 ? prose_beat_height(frame, c->width, c->beat) : 0) + DOTS;
}

/* Draws controls and listing from the bottom up, as far as the prose leaves room for them; returns where
 * they begin. */
static float draw_parts(const struct frame *frame, const struct column *c, float prose)
{
    float bottom = c->bottom, top = c->first + prose + APART;
    float high = experiment_height(frame, c->width);
    if (high > 0 && bottom - high > top) {
        bottom -= high;
        experiment_draw(frame, (struct rect){c->left, bottom, c->width, high});
        bottom -= APART - 8;
    }
    float code = listing_height(frame, c->width, bottom - top);
    if (code > 0) {
        bottom -= code;
        listing_draw(frame, (struct rect){c->left, bottom, c->width, code});
        bottom -= APART - 8;
    }
    return bottom;
}

/* All beats where the lit line and the controls fit below them, else one. */
static void draw_column(const struct frame *frame, const struct column *c)
{
    if (frame->model->wandered) {
        draw_about(frame, c);
        draw_parts(frame, c, 6 * PROSE_LEADING);
        return;
    }
    float all = all_height(frame, c), one = one_height(frame, c);
    float least = experiment_height(frame, c->width) + 60 + 2 * APART;
    if (c->first + all + least <= c->bottom) {
        draw_parts(frame, c, all);
        draw_all(frame, c);
    } else {
        draw_one(frame, c, draw_parts(frame, c, one));
    }
}

/* ---- the caption ---- */

static void draw_caption(const struct frame *frame)
{
    struct column c = column_of(frame);
    char note[48], text[120];
    bool below = frame->layout.foot.y > c.area.y; /* the buttons, and not beside it */
    c.width -= below ? 0 : frame->layout.foot.w;
    snprintf(text, sizeof text, string(STRING_STEP_OF), frame->model->step + 1,
             model_lesson(frame->model)->step_count);
    struct pen pen = frame_pen(frame, c.left, c.area.y + 24, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED);
    pen_write(&pen, text);
    pen.x += 16;
    pen_write(&pen, right_note(frame, &c, note, sizeof note));
    c.first = c.area.y + 24 + prose_leading(frame);
    if (frame->model->wandered) {
        draw_about(frame, &c);
    } else if (c.beats > 0) {
        float bottom = below ? frame->layout.foot.y : c.area.y + c.area.h;
        draw_beat(frame, &c, c.beat, c.first, bottom - 8);
    }
}

/* The beat under a picture that is presented. */
static void draw_spoken(const struct frame *frame)
{
    struct column c = column_of(frame);
    if (c.beats > 0) {
        struct prose prose = prose_at(frame, c.left, c.width, c.area.y + 36);
        prose.last = c.area.y + c.area.h - 8;
        prose_beat(&prose, c.beat);
    }
}

void panel_column(const struct frame *frame)
{
    if (frame->layout.kind == LAYOUT_PRESENTING) {
        draw_spoken(frame);
        return;
    }
    struct rect area = frame->layout.column;
    bool caption = frame->layout.kind == LAYOUT_LEAST;
    struct rect whole = caption ? frame->layout.window : area;
    scene_rect(frame->scene, frame->model->settings ? whole : area, COLOUR_PANEL);
    if (frame->model->settings) {
        scene_shield(frame->scene, whole);
        settings_draw(frame, whole);
        return;
    }
    if (caption) {
        bool beside = area.x > 0;
        scene_line(frame->scene, area.x, area.y, beside ? area.x : area.w, beside ? area.h : area.y,
                   COLOUR_LINE, 1, 0);
        draw_caption(frame);
        return;
    }
    struct column c = column_of(frame);
    scene_line(frame->scene, area.x, area.y, area.x, area.y + area.h, COLOUR_LINE, 1, 0);
    draw_head(frame, &c);
    draw_column(frame, &c);
}
