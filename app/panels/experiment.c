/* The experiment: every control with its choices and its key. What the learner changed is marked,
 * and one key returns to the lesson's. Where there is little height, a chip a control. */
#include "app/panels/panels.h"

#include "app/strings.h"

#include <stdio.h>

static const float HEAD = 24, ROW = 31, BUTTON = 25, LABEL = 72, KEY = 16, CHIP_ROW = 29;
enum { CHIP_COLUMNS = 2 };

float experiment_height(const struct frame *frame)
{
    int chip_rows = (CONTROL_COUNT + CHIP_COLUMNS - 1) / CHIP_COLUMNS;
    return frame->layout.compact ? HEAD + (float)chip_rows * CHIP_ROW
                                 : HEAD + (float)CONTROL_COUNT * ROW;
}

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

static void draw_chip(const struct frame *frame, struct rect rect, int index)
{
    const struct control *control = control_at(index);
    char value[40], label[80];
    snprintf(label, sizeof label, "%s: %s", control->label,
             control_text(control, &frame->model->config, value, sizeof value));
    struct action action = {.kind = ACTION_CYCLE, .index = index, .other = 1};
    frame_button(frame, rect, label, control->key, frame->model->changed[index],
                 focused(frame, index), action);
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
    float chip = (rect.w - 6) / CHIP_COLUMNS;
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (frame->layout.compact) {
            int row = i / CHIP_COLUMNS;
            float x = rect.x + (float)(i % CHIP_COLUMNS) * (chip + 6);
            float y = rect.y + HEAD - 4 + (float)row * CHIP_ROW;
            draw_chip(frame, (struct rect){x, y, chip, BUTTON}, i);
        } else {
            float y = rect.y + HEAD - 2 + (float)i * ROW;
            draw_row(frame, (struct rect){rect.x, y, rect.w, BUTTON}, i);
        }
    }
}
