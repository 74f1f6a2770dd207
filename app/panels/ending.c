/* The end of a lesson, or of the course: what one knows now, how the questions went, and what comes. */
#include "app/panels/panels.h"

#include "app/panels/sheet.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <stdio.h>

enum { WIDTH = 520, HIGH = 280, LINE = 24, BUTTON = 40, GAP = 12 };

static void draw_score(const struct frame *frame, struct rect in, float baseline)
{
    int questions, right = model_score(frame->model, frame->model->lesson, &questions);
    char text[80];
    snprintf(text, sizeof text, string(STRING_QUESTIONS_RIGHT), right, questions);
    if (questions > 0) {
        scene_text(frame->scene, in.x, baseline, FACE_PROSE, TYPE_SMALL, COLOUR_MUTED, text);
    }
}

static void draw_ways(const struct frame *frame, struct rect in, bool course)
{
    const struct model *model = frame->model;
    char text[120];
    struct button outline = {.kind = BUTTON_QUIET,
                             .label = string(STRING_OUTLINE),
                             .key = "O",
                             .action = {.kind = ACTION_OUTLINE}};
    float y = in.y + in.h - BUTTON, width = button_width(frame, &outline);
    button_draw(frame, (struct rect){in.x, y, width, BUTTON}, &outline);
    if (course) {
        return;
    }
    snprintf(text, sizeof text, string(STRING_NEXT_LESSON),
             model->course->lessons[model->lesson + 1]->title);
    struct button next = {.kind = BUTTON_PRIMARY,
                          .label = text,
                          .action = {.kind = ACTION_GO, .index = model->lesson + 1}};
    button_draw(frame, (struct rect){in.x + width + GAP, y, in.w - width - GAP, BUTTON}, &next);
}

void panel_ending(const struct frame *frame)
{
    const struct model *model = frame->model;
    bool course = model->lesson + 1 == model->course->count;
    char title[160];
    if (model->over != OVER_END) {
        return;
    }
    snprintf(title, sizeof title, string(course ? STRING_END_OF_COURSE : STRING_END_OF_LESSON),
             model_lesson(model)->title);
    struct rect in = sheet_draw(frame, WIDTH, HIGH, title, ACTION_ESCAPE);
    const char *summary = model_lesson(model)->summary;
    struct pen pen = frame_pen(frame, in.x, in.y + 16, FACE_PROSE, TYPE_PROSE, COLOUR_INK);
    pen_flow(&pen, in.w, LINE, summary ? summary : "");
    draw_score(frame, in, pen.baseline + 36);
    draw_ways(frame, in, course);
}
