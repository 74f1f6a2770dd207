/* The top bar: where you are, how far along, and the controls that fit, each with its key. */
#include "app/panels/panels.h"

#include "app/model/choices.h"
#include "app/scene/strings.h"

#include <stdio.h>

static const float BUTTON = 25, GAP = 8;

static void draw_mark(const struct frame *frame, float x, float y)
{
    scene_box(frame->scene, (struct rect){x, y, 14, 14}, 4, COLOUR_ACCENT, COLOUR_NONE, 0);
    scene_rect(frame->scene, (struct rect){x + 3, y + 3, 3, 3}, COLOUR_PANEL);
    scene_rect(frame->scene, (struct rect){x + 8, y + 8, 3, 3}, COLOUR_PANEL);
}

/* Returns where the title ends. */
static float draw_title(const struct frame *frame)
{
    struct rect top = frame->layout.top;
    draw_mark(frame, top.x + 20, top.y + 17);
    struct pen pen = frame_pen(frame, top.x + 42, top.y + 29, FACE_PROSE_BOLD, 14.5f, COLOUR_INK);
    pen_write(&pen, string(STRING_TITLE));
    pen.face = FACE_PROSE;
    pen_colour(&pen, COLOUR_MUTED, "  /  ");
    pen_write(&pen, model_lesson(frame->model)->title);
    return pen.x;
}

static void draw_progress(const struct frame *frame, float left, float right)
{
    const struct model *model = frame->model;
    int steps = model_lesson(model)->step_count;
    char text[48];
    snprintf(text, sizeof text, string(STRING_STEP_OF), model->step + 1, steps);
    float label = measure_width(frame->measure, FACE_PROSE, 12.5f, text);
    float pitch = 22, width = (float)steps * pitch + 8 + label;
    if (width > right - left) {
        pitch = 12;
        width = (float)steps * pitch + 8 + label;
    }
    bool marks = width <= right - left;
    float x = left + (right - left - (marks ? width : label)) / 2;
    for (int i = 0; marks && i < steps; i++, x += pitch) {
        enum colour colour = i == model->step  ? COLOUR_ACCENT
                             : i < model->step ? COLOUR_ACCENT_MID
                                               : COLOUR_LINE;
        struct rect mark = {x, 22, pitch - 6, 4};
        scene_box(frame->scene, mark, 2, colour, COLOUR_NONE, 0);
        struct action action = {.kind = ACTION_GO, .index = model->lesson, .other = i};
        scene_target(frame->scene, (struct rect){x - 3, 12, pitch, 24}, action);
    }
    if (label <= right - left) {
        scene_text(frame->scene, x + (marks ? 8 : 0), 28.5f, FACE_PROSE, 12.5f, COLOUR_MUTED, text);
    }
}

/* What was said of the last thing done, or what the world refused, in place of the steps' marks. */
static void draw_notice(const struct frame *frame, float left, float right)
{
    const struct model *model = frame->model;
    const char *text = model->said[0] ? model->said : model->notice;
    enum colour colour = model->said[0] && model->said_well ? COLOUR_ACCENT : COLOUR_ERROR;
    scene_clip(frame->scene, (struct rect){left, 0, right - left, frame->layout.top.h});
    scene_text(frame->scene, left, 28.5f, FACE_PROSE, 12.5f, colour, text);
    scene_unclip(frame->scene);
}

/* Help, and the link to what is on view; returns where they begin. */
static float draw_buttons(const struct frame *frame, float right)
{
    float help = measure_width(frame->measure, FACE_PROSE, 12, string(STRING_HELP_BUTTON)) + 44;
    float link = measure_width(frame->measure, FACE_PROSE, 12, string(STRING_LINK_BUTTON)) + 28;
    struct rect rect = {right - help, 12, help, BUTTON};
    frame_button(frame, rect, string(STRING_HELP_BUTTON), "?", frame->model->help, false,
                 (struct action){.kind = ACTION_HELP});
    rect = (struct rect){rect.x - GAP - link, 12, link, BUTTON};
    frame_button(frame, rect, string(STRING_LINK_BUTTON), NULL, false, false,
                 (struct action){.kind = ACTION_COPY_LINK});
    return rect.x;
}

static float control_button(const struct frame *frame, float right, int index)
{
    const struct attn_setting *control = control_at(index);
    char value[40], label[80];
    snprintf(label, sizeof label, "%s: %s", control->label,
             choices_current_text(frame->model, index, value, sizeof value));
    float width = measure_width(frame->measure, FACE_PROSE, 12, label) + 28 + 7 +
                  measure_width(frame->measure, FACE_PROSE, 12, control->key);
    struct rect rect = {right - width, 12, width, BUTTON};
    struct action action = {.kind = ACTION_CYCLE, .index = index, .other = 1};
    frame_button(frame, rect, label, control->key, frame->model->changed[index], false, action);
    return rect.x;
}

void panel_topbar(const struct frame *frame)
{
    struct rect top = frame->layout.top;
    scene_rect(frame->scene, top, COLOUR_PANEL);
    scene_line(frame->scene, 0, top.h, top.w, top.h, COLOUR_LINE, 1, 0);
    float left = draw_title(frame) + 24;
    float right = draw_buttons(frame, top.w - 20) - GAP;
    if (frame->layout.prose.w > 0 && !frame->layout.compact) {
        right = control_button(frame, right, CONTROL_DROPOUT) - GAP;
        right = control_button(frame, right, CONTROL_MASK) - GAP;
    }
    (frame->model->notice[0] || frame->model->said[0] ? draw_notice : draw_progress)(frame, left,
                                                                                     right - 12);
}
