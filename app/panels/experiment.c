/* The experiment: every control with its choices and its key. What the learner changed is marked,
 * and one key returns to the lesson's. Where there is little height, a chip a control. */
#include "app/panels/panels.h"

#include "app/strings.h"

#include <stdio.h>

static const float HEAD = 24, ROW = 31, BUTTON = 25, LABEL = 72, KEY = 16, CHIP_ROW = 29;

static bool focused(const struct frame *frame, int index)
{
    return frame->model->focus == FOCUS_EXPERIMENT && frame->model->control == index;
}

static void draw_row(const struct frame *frame, struct rect rect, int index)
{
    const struct control *control = control_at(index);
    const struct model *model = frame->model;
    int current = control_choice(control, &model->config);
    struct pen pen = frame_pen(frame, rect.x, rect.y + 17, FACE_PROSE, 12.5f, COLOUR_INK);
    pen.face = model->changed[index] ? FACE_PROSE_BOLD : FACE_PROSE;
    pen.colour = model->changed[index] ? COLOUR_ACCENT : COLOUR_INK;
    pen_write(&pen, control->label);
    float width = (rect.w - LABEL - KEY - 4) / CONTROL_CHOICES_MAX;
    for (int i = 0; i < control->choices; i++) {
        struct rect button = {rect.x + LABEL + (float)i * width, rect.y, width - 5, BUTTON};
        struct action action = {.kind = ACTION_CHOOSE, .index = index, .other = i};
        frame_button(frame, button, control->shown[i], NULL, i == current,
                     i == current && focused(frame, index), action);
    }
    text_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 16.5f, FACE_CODE, 11,
               COLOUR_MUTED, control->key);
}

/* "Mask: none", or the value alone where it says enough ("÷ √width"). */
static void chip_text(const struct frame *frame, int index, char *text, size_t bytes)
{
    const struct control *control = control_at(index);
    char buffer[40];
    const char *value = control_text(control, &frame->model->config, buffer, sizeof buffer);
    if (index == CONTROL_SCALE) {
        snprintf(text, bytes, "÷ %s", value);
    } else {
        snprintf(text, bytes, "%s: %s", control->label, value);
    }
}

static float chip_width(const struct frame *frame, int index)
{
    char text[80];
    chip_text(frame, index, text, sizeof text);
    return measure_width(frame->measure, FACE_PROSE, 12, text) +
           measure_width(frame->measure, FACE_PROSE, 12, control_at(index)->key) + 21;
}

/* Chips in lines, as words are set; returns the height of the lines. Without a scene to draw on
 * (draw false) it only measures. */
static float flow_chips(const struct frame *frame, struct rect rect, bool draw)
{
    float x = rect.x, y = rect.y;
    static const int order[CONTROL_COUNT] = {CONTROL_MASK, CONTROL_DROPOUT, CONTROL_SCALE,
                                             CONTROL_MODE, CONTROL_SEED}; /* sets well */
    for (int k = 0; k < CONTROL_COUNT; k++) {
        char text[80];
        int i = order[k];
        float width = chip_width(frame, i);
        if (x > rect.x && x + width > rect.x + rect.w) {
            x = rect.x;
            y += CHIP_ROW;
        }
        if (draw) {
            struct action action = {.kind = ACTION_CYCLE, .index = i, .other = 1};
            chip_text(frame, i, text, sizeof text);
            frame_button(frame, (struct rect){x, y, width, BUTTON}, text, control_at(i)->key,
                         frame->model->changed[i], focused(frame, i), action);
        }
        x += width + 6;
    }
    return y + CHIP_ROW - rect.y;
}

float experiment_height(const struct frame *frame, float width)
{
    return HEAD + (frame->layout.compact ? flow_chips(frame, (struct rect){0, 0, width, 0}, false)
                                         : (float)CONTROL_COUNT * ROW);
}

void experiment_draw(const struct frame *frame, struct rect rect)
{
    bool changed = model_is_changed(frame->model);
    scene_text(frame->scene, rect.x, rect.y + 12, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               string(STRING_TRY_IT));
    if (changed) {
        const char *note = string(STRING_CHANGED);
        float width = measure_width(frame->measure, FACE_PROSE, 11, note);
        text_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 12, FACE_PROSE, 11,
                   COLOUR_ACCENT, note);
        scene_target(frame->scene, (struct rect){rect.x + rect.w - width, rect.y, width, 18},
                     (struct action){.kind = ACTION_RESET});
    }
    if (frame->layout.compact) {
        flow_chips(frame, (struct rect){rect.x, rect.y + HEAD - 4, rect.w, 0}, true);
        return;
    }
    for (int i = 0; i < CONTROL_COUNT; i++) {
        float y = rect.y + HEAD - 2 + (float)i * ROW;
        draw_row(frame, (struct rect){rect.x, y, rect.w, BUTTON}, i);
    }
}
