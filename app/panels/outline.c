/* The outline: the course's lessons, and the steps of the one that is open. */
#include "app/panels/panels.h"

#include <stdio.h>
#include <string.h>

static const float LESSON_ROW = 24, STEP_ROW = 22;

/* A mark before a step: done, here, to come. */
static void draw_mark(const struct frame *frame, float x, float y, int step)
{
    int here = frame->model->step;
    struct rect mark = {x - 3, y - 3, 6, 6};
    enum mark known = model_mark(frame->model, frame->model->lesson, step);
    bool done = known != MARK_NONE || step < here;
    if (known == MARK_RIGHT) {
        pen_centred(frame->scene, frame->measure, x, y + 4, FACE_PROSE_BOLD, 11, COLOUR_ACCENT,
                    "✓");
        return;
    }
    enum colour fill = step == here ? COLOUR_ACCENT : done ? COLOUR_MUTED : COLOUR_NONE;
    scene_box(frame->scene, mark, 3, fill, fill == COLOUR_NONE ? COLOUR_MUTED : COLOUR_NONE, 1.3f);
}

/* "Scores" of "Scores: a row meets a row": the stage says the rest. */
static const char *short_title(const struct lesson_step *step, char *buffer, size_t bytes)
{
    snprintf(buffer, bytes, "%.*s", (int)strcspn(step->title, ":"), step->title);
    return buffer;
}

static float draw_step(const struct frame *frame, struct rect panel, float y, int index)
{
    const struct model *model = frame->model;
    const struct lesson_step *step = &model_lesson(model)->steps[index];
    bool here = index == model->step;
    char title[80];
    struct rect row = {panel.x + 34, y, panel.w - 42, STEP_ROW};
    if (here) {
        bool focused = model->focus == FOCUS_STEPS;
        scene_box(frame->scene, row, 6, COLOUR_ACCENT_SOFT,
                  focused ? COLOUR_ACCENT_MID : COLOUR_NONE, 1);
    }
    draw_mark(frame, panel.x + 46, y + STEP_ROW / 2, index);
    enum colour colour = here ? COLOUR_ACCENT : index < model->step ? COLOUR_MUTED : COLOUR_INK;
    pen_fitted(frame->scene, frame->measure, panel.x + 58, y + 15.5f, panel.w - 70,
               here ? FACE_PROSE_BOLD : FACE_PROSE, 12, colour,
               short_title(step, title, sizeof title));
    scene_target(frame->scene, row,
                 (struct action){.kind = ACTION_GO, .index = model->lesson, .other = index});
    return y + STEP_ROW;
}

static float draw_lesson(const struct frame *frame, struct rect panel, float y, int index)
{
    const struct model *model = frame->model;
    const struct lesson *lesson = model->course->lessons[index];
    bool open = index == model->lesson;
    char number[16];
    snprintf(number, sizeof number, "%d", lesson->number);
    scene_text(frame->scene, panel.x + 20, y + 16, FACE_CODE, 11, COLOUR_MUTED, number);
    pen_fitted(frame->scene, frame->measure, panel.x + 42, y + 16, panel.w - 48,
               open ? FACE_PROSE_BOLD : FACE_PROSE, 12, open ? COLOUR_INK : COLOUR_MUTED,
               lesson->title);
    scene_target(frame->scene, (struct rect){panel.x + 8, y, panel.w - 16, LESSON_ROW},
                 (struct action){.kind = ACTION_GO, .index = index});
    int questions, right = model_score(model, index, &questions);
    if (right > 0) {
        snprintf(number, sizeof number, "%d/%d", right, questions);
        pen_right(frame->scene, frame->measure, panel.x + panel.w - 10, y + 16, FACE_CODE, 10.5f,
                  COLOUR_ACCENT, number);
    }
    if (right == 0 && !open && model_done(model, index) == lesson->step_count) {
        pen_right(frame->scene, frame->measure, panel.x + panel.w - 10, y + 16, FACE_PROSE_BOLD, 11,
                  COLOUR_MUTED, "✓");
    }
    y += LESSON_ROW;
    for (int i = 0; open && i < lesson->step_count; i++) {
        y = draw_step(frame, panel, y, i);
    }
    return open ? y + 6 : y;
}

/* How far the list must slide up so that the open step is on view. */
static float slide(const struct frame *frame, struct rect panel)
{
    const struct model *model = frame->model;
    float total = (float)model->course->count * LESSON_ROW + 18 +
                  (float)model_lesson(model)->step_count * STEP_ROW;
    float here = (float)(model->lesson + 1) * LESSON_ROW + (float)model->step * STEP_ROW;
    float most = total - panel.h, wanted = here - panel.h / 2;
    if (most <= 0 || wanted <= 0) {
        return 0;
    }
    return wanted < most ? wanted : most;
}

void panel_outline(const struct frame *frame)
{
    struct rect panel = frame->layout.outline;
    if (panel.w == 0) {
        return;
    }
    scene_rect(frame->scene, panel, COLOUR_PANEL);
    scene_line(frame->scene, panel.x + panel.w, panel.y, panel.x + panel.w, panel.y + panel.h,
               COLOUR_LINE, 1, 0);
    scene_clip(frame->scene, panel);
    float y = panel.y + 12 - slide(frame, panel);
    for (int i = 0; i < frame->model->course->count; i++) {
        y = draw_lesson(frame, panel, y, i);
    }
    scene_unclip(frame->scene);
}
