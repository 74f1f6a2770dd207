/* A card beside the rail: it says what a click would open, and is gone with the pointer. */
#include "app/panels/tip.h"

#include "app/panels/done.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 304, PAD = 16, LINE = 18, ROW = 24, LOW = 28 };

static float write_summary(const struct frame *frame, struct rect in, const char *summary, bool dry)
{
    struct pen pen =
        frame_pen(frame, in.x, in.y + LINE, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED_TINTED);
    pen.scene = dry ? NULL : frame->scene;
    if (summary && summary[0]) {
        pen_flow(&pen, in.w, LINE, summary);
    } else {
        pen.baseline -= LINE;
    }
    return pen.baseline - in.y;
}

static int seen_of(const struct model *model, int lesson)
{
    int seen = 0;
    for (int i = 0; i < model->course->lessons[lesson]->step_count; i++) {
        seen += model_mark(model, lesson, i) != MARK_NONE;
    }
    return seen;
}

/* "5 of 7 seen", and "1 of 2 answered" where it asks. */
static void write_done(const struct frame *frame, float x, float baseline, int lesson)
{
    const struct model *model = frame->model;
    char text[64];
    int questions = 0, score = model_score(model, lesson, &questions);
    snprintf(text, sizeof text, string(STRING_SEEN_OF), seen_of(model, lesson),
             model->course->lessons[lesson]->step_count);
    struct pen pen = frame_pen(frame, x, baseline, FACE_PROSE, TYPE_LABEL, COLOUR_ACCENT);
    pen_write(&pen, text);
    if (questions > 0) {
        snprintf(text, sizeof text, string(STRING_ANSWERED_OF), score, questions);
        pen.x += 12;
        pen_write(&pen, text);
    }
}

static void draw_step(const struct frame *frame, struct rect row, int lesson, int step)
{
    const struct model *model = frame->model;
    bool here = lesson == model->lesson && step == model->step;
    float baseline = row.y + row.h / 2 + 4.5f;
    char number[16];
    snprintf(number, sizeof number, "%d", step + 1);
    scene_text(frame->scene, row.x, baseline, FACE_CODE, TYPE_LABEL, COLOUR_MUTED, number);
    pen_fitted(frame->scene, frame->measure, row.x + 24, baseline, row.w - 24 - DONE_MARK - 8,
               here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_LABEL, here ? COLOUR_ACCENT : COLOUR_INK,
               model->course->lessons[lesson]->steps[step].title);
    done_step(frame, row.x + row.w - DONE_MARK / 2.0f, row.y + row.h / 2, lesson, step,
              COLOUR_PANEL);
}

void tip_lesson(const struct frame *frame, float x, float y, int lesson)
{
    const struct lesson *l = frame->model->course->lessons[lesson];
    struct rect in = {x + PAD, 0, WIDTH - 2 * PAD, 0};
    float about = write_summary(frame, in, l->summary, true);
    float high = PAD + 16 + about + 24 + 8 + (float)l->step_count * ROW + PAD / 2;
    float window = frame->layout.window.h - 16;
    struct rect card = {x, fmaxf(8, fminf(y, window + 8 - high)), WIDTH, fminf(high, window)};
    scene_box(frame->scene, card, 8, COLOUR_PANEL, COLOUR_EDGE, 1);
    in.y = card.y + PAD + 12;
    pen_fitted(frame->scene, frame->measure, in.x, in.y, in.w, FACE_PROSE_BOLD, TYPE_SMALL,
               COLOUR_INK, l->title);
    in.y += write_summary(frame, (struct rect){in.x, in.y + 4, in.w, 0}, l->summary, false) + 24;
    write_done(frame, in.x, in.y, lesson);
    in.y += 8;
    for (int i = 0; i < l->step_count && in.y + ROW < card.y + card.h; i++, in.y += ROW) {
        draw_step(frame, (struct rect){in.x, in.y, in.w, ROW}, lesson, i);
    }
}

void tip_line(const struct frame *frame, float x, float y, const char *text, const char *key)
{
    float words = measure_width(frame->measure, FACE_PROSE, TYPE_SMALL, text);
    float wide = words + 12 + measure_width(frame->measure, FACE_CODE, TYPE_LABEL, key) + 24;
    scene_box(frame->scene, (struct rect){x, y, wide, LOW}, 6, COLOUR_PANEL, COLOUR_EDGE, 1);
    scene_text(frame->scene, x + 12, y + 19, FACE_PROSE, TYPE_SMALL, COLOUR_INK, text);
    scene_text(frame->scene, x + 24 + words, y + 19, FACE_CODE, TYPE_LABEL, COLOUR_MUTED, key);
}
