/* The outline: all lessons with what is done of them, and the steps of one. It lies over the stage while
 * it is open, the lessons' titles beside their numerals. */
#include "app/panels/panels.h"

#include "app/panels/done.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    HEAD = 64,
    FOOT = 56,
    BESIDE = 4,
    ROW = 40,
    ROW_SMALL = 32,
    LESSONS = 296,
    STEPS = 360,
    PAD = 24,
    MARK = DONE_MARK,
    DOT = 8,
    DOTS_MOST = 8,
};

/* The two lists, and what is around them. */
struct lists {
    struct rect whole, lessons, steps;
    float row, lesson_row; /* heights */
    int fitting;           /* lessons on view */
};

static struct lists lists_of(const struct frame *frame)
{
    struct rect window = frame->layout.window;
    struct lists l = {.row = window.h < 560 ? ROW_SMALL : ROW};
    float left = frame->layout.rail.w, width = fminf(LESSONS + STEPS, window.w - left);
    float lessons = fminf(LESSONS, width * 0.45f), high = window.h - HEAD - FOOT;
    l.whole = (struct rect){left, 0, width, window.h};
    float beside = left > 0 ? BESIDE : 0; /* each title beside its numeral */
    l.lessons = (struct rect){left, HEAD + beside, lessons, high - beside};
    l.lesson_row = left > 0 ? rail_pitch(frame) : l.row;
    l.fitting = left > 0 ? rail_fitting(frame) : (int)(l.lessons.h / l.row);
    l.steps = (struct rect){left + lessons, HEAD, width - lessons, high};
    return l;
}

/* ---- marks ---- */

static bool lesson_seen(const struct model *model, int lesson)
{
    const struct lesson *l = model->course->lessons[lesson];
    for (int i = 0; i < l->step_count; i++) {
        if (model_mark(model, lesson, i) == MARK_NONE) {
            return false;
        }
    }
    return true;
}

/* A dot a question of the lesson, from the right. */
static float draw_dots(const struct frame *frame, int lesson, float right, float y,
                       enum colour ground)
{
    const struct lesson *l = frame->model->course->lessons[lesson];
    float x = right;
    int drawn = 0;
    for (int i = l->step_count - 1; i >= 0 && drawn < DOTS_MOST; i--) {
        if (l->steps[i].ask != LESSON_ASK_NOTHING) {
            done_disc(frame, x - DOT / 2.0f, y, DOT, model_mark(frame->model, lesson, i), ground);
            x -= DOT + 4;
            drawn++;
        }
    }
    return x;
}

/* ---- rows ---- */

static enum colour row_ground(const struct frame *frame, struct rect row, bool chosen,
                              enum colour plain)
{
    return chosen ? COLOUR_ACCENT_SOFT : frame_hovered(frame, row) ? COLOUR_SOFT : plain;
}

static void draw_lesson(const struct frame *frame, struct rect row, int index)
{
    const struct model *model = frame->model;
    const struct lesson *lesson = model->course->lessons[index];
    bool chosen = index == model->browsed;
    enum colour ground = row_ground(frame, row, chosen, COLOUR_PANEL);
    float y = row.y + row.h / 2, left = row.x + PAD;
    scene_rect(frame->scene, row, ground);
    if (frame->layout.rail.w == 0) {
        char number[16];
        snprintf(number, sizeof number, "%d", lesson->number);
        pen_right(frame->scene, frame->measure, left + 8, y + 4, FACE_CODE, TYPE_LABEL,
                  COLOUR_MUTED_TINTED, number);
        left += 20;
    }
    float end = draw_dots(frame, index, row.x + row.w - 16, y, ground);
    if (lesson_seen(model, index)) {
        done_tick(frame, end - 8, y, COLOUR_MUTED_TINTED, TYPE_LABEL);
        end -= 20;
    }
    pen_fitted(frame->scene, frame->measure, left, y + 5, end - left - 4,
               chosen ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_SMALL,
               chosen ? COLOUR_ACCENT : COLOUR_INK, lesson->title);
    if (chosen && model->browsed_step < 0) {
        scene_box(frame->scene, (struct rect){row.x + 3, row.y + 3, row.w - 6, row.h - 6}, 6,
                  COLOUR_NONE, COLOUR_ACCENT, 2);
    }
    scene_target(frame->scene, row, (struct action){.kind = ACTION_BROWSE, .index = index});
}

static void draw_step(const struct frame *frame, struct rect row, int index)
{
    const struct model *model = frame->model;
    const struct lesson_step *step = &model->course->lessons[model->browsed]->steps[index];
    bool here = model->browsed == model->lesson && index == model->step;
    enum colour ground = row_ground(frame, row, here, COLOUR_GROUND);
    float y = row.y + row.h / 2, right = row.x + row.w - PAD - MARK - 12;
    char number[16];
    scene_rect(frame->scene, row, ground);
    snprintf(number, sizeof number, "%d", index + 1);
    scene_text(frame->scene, row.x + PAD, y + 4, FACE_CODE, TYPE_LABEL,
               here ? COLOUR_ACCENT : COLOUR_MUTED_TINTED, number);
    if (here && row.w > 320) {
        const char *note = string(STRING_YOU_ARE_HERE);
        pen_right(frame->scene, frame->measure, right, y + 4, FACE_PROSE, TYPE_LABEL, COLOUR_ACCENT,
                  note);
        right -= measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, note) + 8;
    }
    pen_fitted(frame->scene, frame->measure, row.x + PAD + 24, y + 5, right - row.x - PAD - 28,
               here ? FACE_PROSE_BOLD : FACE_PROSE, TYPE_SMALL, here ? COLOUR_ACCENT : COLOUR_INK,
               step->title);
    done_step(frame, row.x + row.w - PAD - MARK / 2.0f, y, model->browsed, index, ground);
    if (index == model->browsed_step) {
        scene_box(frame->scene, (struct rect){row.x + 3, row.y + 3, row.w - 6, row.h - 6}, 6,
                  COLOUR_NONE, COLOUR_ACCENT, 2);
    }
    scene_target(frame->scene, row,
                 (struct action){.kind = ACTION_GO, .index = model->browsed, .other = index});
}

/* ---- lists ---- */

/* The first of `count` rows on view: the wheel's, moved so that `keep` is among the `fitting`. */
static int first_row(const struct frame *frame, enum scroll_place place, struct rect rect,
                     int fitting, int count, int keep)
{
    int most = count > fitting ? count - fitting : 0;
    int first = keep < fitting ? 0 : keep - fitting + 1;
    frame->scene->scrolls[place] = (struct scroll){rect, most};
    first += frame->model->scroll[place];
    return first < most ? first : most;
}

/* Files that are no lesson, with what is wrong in them, where there is room below the lessons. */
static void draw_faults(const struct frame *frame, struct rect room)
{
    const struct course *course = frame->model->course;
    for (int i = 0; i < course->fault_count && room.h >= 36; i++, room.y += 36, room.h -= 36) {
        const struct lesson_error *fault = &course->faults[i];
        const char *slash = strrchr(fault->file, '/');
        char text[400];
        snprintf(text, sizeof text, "%s:%d", slash ? slash + 1 : fault->file, fault->line);
        pen_fitted(frame->scene, frame->measure, room.x + PAD, room.y + 14, room.w - 2 * PAD,
                   FACE_PROSE_BOLD, TYPE_LABEL, COLOUR_ERROR, text);
        pen_fitted(frame->scene, frame->measure, room.x + PAD, room.y + 30, room.w - 2 * PAD,
                   FACE_PROSE, TYPE_LABEL, COLOUR_ERROR, fault->text);
    }
}

static void draw_lessons(const struct frame *frame, const struct lists *l)
{
    int count = frame->model->course->count, fitting = l->fitting;
    int first = first_row(frame, SCROLL_RAIL, l->lessons, fitting, count, frame->model->browsed);
    scene_rect(frame->scene, l->lessons, COLOUR_PANEL);
    for (int i = first; i < count && i < first + fitting; i++) {
        float y = l->lessons.y + (float)(i - first) * l->lesson_row;
        draw_lesson(frame, (struct rect){l->lessons.x, y, l->lessons.w, l->lesson_row}, i);
    }
    struct rect below = l->lessons;
    below.y += (float)count * l->lesson_row;
    below.h -= (float)count * l->lesson_row;
    draw_faults(frame, below);
}

static void draw_steps(const struct frame *frame, const struct lists *l)
{
    const struct model *model = frame->model;
    const struct lesson *lesson = model->course->lessons[model->browsed];
    int fitting = (int)((l->steps.h - ROW) / l->row);
    int keep = model->browsed_step >= 0 ? model->browsed_step : 0;
    int first = first_row(frame, SCROLL_STEPS, l->steps, fitting, lesson->step_count, keep);
    pen_fitted(frame->scene, frame->measure, l->steps.x + PAD, l->steps.y + 28,
               l->steps.w - 2 * PAD, FACE_PROSE_BOLD, TYPE_PROSE, COLOUR_INK, lesson->title);
    for (int i = first; i < lesson->step_count && i < first + fitting; i++) {
        float y = l->steps.y + ROW + (float)(i - first) * l->row;
        draw_step(frame, (struct rect){l->steps.x + 1, y, l->steps.w - 1, l->row}, i);
    }
}

/* ---- around them ---- */

static void draw_head(const struct frame *frame, const struct lists *l)
{
    char place[160];
    const struct model *model = frame->model;
    struct button go_on = {.kind = BUTTON_PRIMARY,
                           .label = string(STRING_CONTINUE),
                           .key = string(STRING_ENTER),
                           .spread = true,
                           .action = {.kind = ACTION_OUTLINE}};
    struct button close = {.kind = BUTTON_QUIET, .label = "×", .action = {.kind = ACTION_OUTLINE}};
    float x = l->steps.x + PAD, right = l->steps.x + l->steps.w - PAD;
    button_draw(frame, (struct rect){l->lessons.x + PAD, 12, l->lessons.w - 2 * PAD, ROW}, &go_on);
    scene_text(frame->scene, x, 28, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               string(STRING_WHERE_YOU_WERE));
    snprintf(place, sizeof place, "%d / %d  %s", model_lesson(model)->number, model->step + 1,
             model_step(model)->title);
    pen_fitted(frame->scene, frame->measure, x, 48, right - 44 - x, FACE_PROSE_BOLD, TYPE_SMALL,
               COLOUR_INK, place);
    button_draw(frame, (struct rect){right - 32, 16, 32, 32}, &close);
}

static void draw_foot(const struct frame *frame, const struct lists *l)
{
    const struct model *model = frame->model;
    int right = 0, all = 0;
    char text[80];
    for (int i = 0; i < model->course->count; i++) {
        int questions;
        right += model_score(model, i, &questions);
        all += questions;
    }
    snprintf(text, sizeof text, string(STRING_QUESTIONS_RIGHT), right, all);
    float y = l->whole.h - FOOT / 2.0f + 5;
    scene_text(frame->scene, l->steps.x + PAD, y, FACE_PROSE, TYPE_SMALL, COLOUR_INK, text);
    pen_fitted(frame->scene, frame->measure, l->lessons.x + PAD, y, l->lessons.w - 2 * PAD,
               FACE_PROSE, TYPE_LABEL, COLOUR_MUTED, string(STRING_OUTLINE_KEYS));
}

void panel_outline(const struct frame *frame)
{
    if (frame->model->over != OVER_OUTLINE) {
        return;
    }
    struct lists l = lists_of(frame);
    struct rect window = frame->layout.window, w = l.whole;
    struct rect beside = {w.x + w.w, 0, window.w - w.x - w.w, window.h};
    if (beside.w > 0) {
        scene_rect(frame->scene, beside, COLOUR_SHADE);
        scene_shield(frame->scene, beside);
        scene_target(frame->scene, beside, (struct action){.kind = ACTION_OUTLINE});
    }
    scene_rect(frame->scene, w, COLOUR_PANEL);
    scene_rect(frame->scene, l.steps, COLOUR_GROUND);
    scene_shield(frame->scene, w);
    draw_lessons(frame, &l);
    draw_steps(frame, &l);
    draw_head(frame, &l);
    draw_foot(frame, &l);
    scene_line(frame->scene, w.x, HEAD, w.x + w.w, HEAD, COLOUR_LINE, 1, 0);
    scene_line(frame->scene, w.x, w.h - FOOT, w.x + w.w, w.h - FOOT, COLOUR_LINE, 1, 0);
    scene_line(frame->scene, l.steps.x, HEAD, l.steps.x, w.h - FOOT, COLOUR_LINE, 1, 0);
    scene_line(frame->scene, w.x + w.w, 0, w.x + w.w, w.h, COLOUR_LINE, 1, 0);
}
