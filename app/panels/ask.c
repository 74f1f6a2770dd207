/* What a step asks, below its picture: the question, the answers to choose from, a field where one can
 * be typed, and what the learner is told, whose place is kept from the start. */
#include "app/panels/panels.h"

#include "app/model/question.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float CAP = 20, RING = 3, RADIUS = 8;

/* Writes words in lines from the baseline. */
static void flow(const struct frame *frame, struct rect rect, const char *text)
{
    float x = rect.x, baseline = rect.y;
    float space = measure_width(frame->measure, FACE_PROSE, QUESTION_SIZE, " ");
    while (*text) {
        size_t bytes = strcspn(text, " ");
        float width =
            frame->measure->width(frame->measure->context, FACE_PROSE, QUESTION_SIZE, text, bytes);
        if (x > rect.x && x + width > rect.x + rect.w) {
            x = rect.x;
            baseline += QUESTION_LINE;
        }
        scene_text_bytes(frame->scene, x, baseline, FACE_PROSE, QUESTION_SIZE, COLOUR_INK, text,
                         bytes);
        x += width + space;
        text += bytes;
        text += strspn(text, " ");
    }
}

static void ring(const struct frame *frame, struct rect box)
{
    struct rect around = {box.x - RING, box.y - RING, box.w + 2 * RING, box.h + 2 * RING};
    scene_box(frame->scene, around, RADIUS + RING, COLOUR_NONE, COLOUR_ACCENT, 2);
}

/* ---- the options ---- */

enum state { STATE_REST, STATE_AIMED, STATE_TRIED, STATE_RIGHT };

static enum state state_of(const struct model *model, int option)
{
    const struct answer *a = &model->answer;
    if (a->tried >> option & 1) {
        return STATE_TRIED;
    }
    if (!a->open) {
        return option == model_step(model)->right ? STATE_RIGHT : STATE_REST;
    }
    return model_focuses_picks(model) && a->option == option ? STATE_AIMED : STATE_REST;
}

/* Its key; a cross where it was tried, a tick where it is right. */
static void draw_cap(const struct frame *frame, struct rect box, int option, enum state state)
{
    char key[16];
    struct rect cap = {box.x + 14, box.y + (box.h - CAP) / 2, CAP, CAP};
    bool right = state == STATE_RIGHT;
    snprintf(key, sizeof key, "%d", option + 1);
    scene_box(frame->scene, cap, 4, right ? COLOUR_ACCENT : COLOUR_NONE,
              right ? COLOUR_NONE : COLOUR_LINE, 1);
    pen_centred(frame->scene, frame->measure, cap.x + CAP / 2, cap.y + 14.3f,
                right ? FACE_PROSE_BOLD : FACE_CODE, 11.5f, right ? COLOUR_PANEL : COLOUR_MUTED,
                right                  ? "✓"
                : state == STATE_TRIED ? "×"
                                       : key);
}

static void dashed(const struct frame *frame, struct rect box)
{
    struct scene *scene = frame->scene;
    const float right = box.x + box.w, bottom = box.y + box.h;
    scene_line(scene, box.x, box.y, right, box.y, COLOUR_MUTED, 1, 3);
    scene_line(scene, box.x, bottom, right, bottom, COLOUR_MUTED, 1, 3);
    scene_line(scene, box.x, box.y, box.x, bottom, COLOUR_MUTED, 1, 3);
    scene_line(scene, right, box.y, right, bottom, COLOUR_MUTED, 1, 3);
}

static void draw_option(const struct frame *frame, struct rect box, int option)
{
    const struct lesson_step *step = model_step(frame->model);
    enum state state = state_of(frame->model, option);
    bool words = step->ask == LESSON_ASK_VERDICT || step->ask == LESSON_ASK_HEAD ||
                 step->ask == LESSON_ASK_ONE || step->ask == LESSON_ASK_LARGEST;
    char text[QUESTION_TEXT];
    if (state == STATE_TRIED) {
        dashed(frame, box);
    } else {
        bool right = state == STATE_RIGHT;
        scene_box(frame->scene, box, RADIUS, right ? COLOUR_ACCENT_SOFT : COLOUR_PANEL,
                  right || state == STATE_AIMED ? COLOUR_ACCENT : COLOUR_MUTED, 1);
    }
    if (state == STATE_AIMED) {
        ring(frame, box);
    }
    draw_cap(frame, box, option, state);
    pen_fitted(frame->scene, frame->measure, box.x + 14 + CAP + 14, box.y + box.h / 2 + 5,
               box.w - CAP - 36, words ? FACE_PROSE : FACE_CODE, QUESTION_SIZE,
               state == STATE_TRIED ? COLOUR_MUTED : COLOUR_INK,
               question_option(step, option, text, sizeof text));
    if (frame->model->answer.open && state != STATE_TRIED) {
        scene_target(frame->scene, box, (struct action){.kind = ACTION_ANSWER, .index = option});
    }
}

static void draw_options(const struct frame *frame, const struct question *q, struct rect rect)
{
    float width = (rect.w + q->gap) / (float)q->columns - q->gap;
    for (int i = 0; i < model_step(frame->model)->option_count; i++) {
        struct rect box = {rect.x + (float)(i % q->columns) * (width + q->gap),
                           rect.y + (float)(i / q->columns) * (q->option + q->gap), width,
                           q->option};
        draw_option(frame, box, i);
    }
}

/* ---- the field ---- */

static void draw_typed(const struct frame *frame, struct rect box)
{
    const struct answer *a = &frame->model->answer;
    char before[ANSWER_MAX];
    snprintf(before, sizeof before, "%.*s", a->caret, a->text);
    float x = box.x + 14, middle = box.y + box.h / 2;
    float caret = x + measure_width(frame->measure, FACE_CODE, QUESTION_SIZE, before);
    scene_text(frame->scene, x, middle + 5, FACE_CODE, QUESTION_SIZE, COLOUR_INK, a->text);
    scene_rect(frame->scene, (struct rect){caret, middle - 9, 2, 18}, COLOUR_ACCENT);
}

static void draw_field(const struct frame *frame, struct rect box)
{
    const struct model *model = frame->model;
    bool focused = model_focus(model) == FOCUS_ANSWER;
    bool shape = model_step(model)->ask == LESSON_ASK_SHAPE;
    scene_box(frame->scene, box, RADIUS, COLOUR_PANEL, focused ? COLOUR_ACCENT : COLOUR_MUTED, 1);
    if (focused) {
        ring(frame, box);
    }
    if (focused || model->answer.text[0]) {
        draw_typed(frame, box);
    } else {
        pen_fitted(frame->scene, frame->measure, box.x + 14, box.y + box.h / 2 + 4.5f, box.w - 20,
                   FACE_PROSE, 12.5f, COLOUR_MUTED,
                   string(shape ? STRING_TYPE_SHAPE : STRING_TYPE_NUMBER));
    }
    scene_target(frame->scene, box, (struct action){.kind = ACTION_FIELD});
}

/* What can be typed can be checked. */
static void draw_check(const struct frame *frame, struct rect box)
{
    bool ready = frame->model->answer.text[0] != '\0';
    enum colour ink = ready ? COLOUR_PANEL : COLOUR_MUTED;
    if (ready) {
        scene_box(frame->scene, box, RADIUS, COLOUR_ACCENT, COLOUR_NONE, 0);
        scene_target(frame->scene, box, (struct action){.kind = ACTION_CHECK});
    } else {
        dashed(frame, box);
    }
    pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + box.h / 2 + 4.5f,
                FACE_PROSE_BOLD, 12.5f, ink, string(STRING_CHECK));
}

static void draw_reveal(const struct frame *frame, struct rect box)
{
    scene_box(frame->scene, box, RADIUS, COLOUR_PANEL, COLOUR_MUTED, 1);
    pen_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + box.h / 2 + 4.5f,
                FACE_PROSE, 12.5f, COLOUR_INK, string(STRING_SHOW_ANSWER));
    scene_target(frame->scene, box, (struct action){.kind = ACTION_REVEAL});
}

/* The field, Check and Show the answer: 5 to 2 to 3 of the width. */
static void draw_row(const struct frame *frame, const struct question *q, struct rect rect)
{
    if (!frame->model->answer.open) {
        return;
    }
    float part = (rect.w - 2 * q->gap) / 10;
    struct rect field = {rect.x, rect.y, 5 * part, q->field};
    struct rect check = {field.x + field.w + q->gap, rect.y, 2 * part, q->field};
    struct rect reveal = {check.x + check.w + q->gap, rect.y, 3 * part, q->field};
    if (model_asks_text(frame->model)) {
        draw_field(frame, field);
        draw_check(frame, check);
    }
    draw_reveal(frame, reveal);
}

/* ---- the whole ---- */

static void draw_head(const struct frame *frame, struct rect rect)
{
    const struct answer *a = &frame->model->answer;
    char text[QUESTION_TEXT];
    enum string hint = !a->open                  ? STRING_QUESTION_DONE
                       : a->reply == REPLY_WRONG ? STRING_SECOND_TRY
                                                 : STRING_PICK_KEYS;
    float width = measure_width(frame->measure, FACE_PROSE, 12, string(hint));
    bool room = width < 0.4f * rect.w;
    pen_fitted(frame->scene, frame->measure, rect.x, rect.y + 15, rect.w - (room ? width + 16 : 0),
               FACE_PROSE_BOLD, 14, COLOUR_INK,
               question_text(model_step(frame->model), text, sizeof text));
    if (room) {
        pen_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 15, FACE_PROSE, 12,
                  COLOUR_MUTED, string(hint));
    }
}

static void draw_reason(const struct frame *frame, const struct question *q, struct rect rect)
{
    char text[2 * QUESTION_TEXT + 40];
    question_reason(frame->model, text, sizeof text);
    if (text[0] == '\0') {
        return; /* its place stays free */
    }
    scene_box(frame->scene, rect, RADIUS, COLOUR_SOFT, COLOUR_NONE, 0);
    struct rect inner = {rect.x + q->pad, rect.y + q->pad + 15, rect.w - 2 * q->pad, 0};
    flow(frame, inner, text);
}

float ask_height(const struct frame *frame, float width)
{
    return question_of(frame->model, width, frame->layout.compact).height;
}

void ask_draw(const struct frame *frame, struct rect rect)
{
    struct question q = question_of(frame->model, rect.w, frame->layout.compact);
    draw_head(frame, rect);
    rect.y += QUESTION_HEAD;
    draw_options(frame, &q, rect);
    rect.y += (float)q.lines * (q.option + q.gap);
    draw_row(frame, &q, rect);
    rect.y += q.field + q.gap;
    rect.h = (float)q.reason * QUESTION_LINE + 2 * q.pad;
    draw_reason(frame, &q, rect);
}
