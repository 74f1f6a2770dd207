/* What a step asks before it shows: a shape to type or to pick, or a verdict. A wrong answer is met
 * with the reason. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

static const float PAD = 14, LINE = 19, BUTTON = 27, FIELD = 30;

static const char *question(const struct frame *frame, char *text, size_t bytes)
{
    const struct lesson_step *step = model_step(frame->model);
    if (step->ask == LESSON_ASK_VERDICT) {
        return string(STRING_ASK_VERDICT);
    }
    snprintf(text, bytes, string(STRING_ASK_SHAPE), step->ask_name);
    return text;
}

/* Writes words in lines from the baseline; returns the baseline after the last. Without draw it
 * only measures. */
static float flow(const struct frame *frame, struct rect rect, float baseline, enum colour colour,
                  const char *text, bool draw)
{
    float x = rect.x, space = measure_width(frame->measure, FACE_PROSE, 12.5f, " ");
    while (*text) {
        size_t bytes = strcspn(text, " ");
        float width =
            frame->measure->width(frame->measure->context, FACE_PROSE, 12.5f, text, bytes);
        if (x > rect.x && x + width > rect.x + rect.w) {
            x = rect.x;
            baseline += LINE;
        }
        if (draw) {
            scene_text_bytes(frame->scene, x, baseline, FACE_PROSE, 12.5f, colour, text, bytes);
        }
        x += width + space;
        text += bytes;
        text += strspn(text, " ");
    }
    return baseline + LINE;
}

static const char *reason(const struct frame *frame)
{
    const struct lesson_step *step = model_step(frame->model);
    if (frame->model->answer.unread) {
        return string(STRING_NO_SHAPE);
    }
    return step->why ? step->why : string(STRING_NOT_SO);
}

static int pick_count(const struct frame *frame)
{
    bool verdict = model_step(frame->model)->ask == LESSON_ASK_VERDICT;
    return verdict ? LESSON_VERDICT_COUNT : frame->model->answer.pick_count;
}

/* Two picks a line for shapes, one for verdicts. */
static int pick_columns(const struct frame *frame)
{
    return model_step(frame->model)->ask == LESSON_ASK_VERDICT ? 1 : 2;
}

float ask_height(const struct frame *frame, float width)
{
    const struct model *model = frame->model;
    if (!model_asks(model)) {
        return 0;
    }
    int columns = pick_columns(frame), lines = (pick_count(frame) + columns - 1) / columns;
    bool shape = model_asks_shape(model);
    float high = 2 * PAD + 44 + (float)lines * (BUTTON + 6) + (shape ? FIELD + 10 : 0) + 16;
    if (model->answer.told) {
        struct rect rect = {0, 0, width - 2 * PAD, 0};
        high += flow(frame, rect, 0, COLOUR_INK, reason(frame), false) + 4;
    }
    return high;
}

static float draw_field(const struct frame *frame, struct rect rect)
{
    const struct answer *answer = &frame->model->answer;
    char text[ANSWER_MAX + 8];
    bool empty = answer->text[0] == '\0';
    scene_box(frame->scene, rect, 6, COLOUR_PANEL, COLOUR_ACCENT, 1.5f);
    snprintf(text, sizeof text, "%s%s", answer->text[0] == '(' ? "" : "(", answer->text);
    float x = rect.x + 10, width = measure_width(frame->measure, FACE_CODE, 12.5f, text);
    scene_text(frame->scene, x, rect.y + 19.5f, FACE_CODE, 12.5f, COLOUR_INK, text);
    scene_rect(frame->scene, (struct rect){x + width + 1, rect.y + 8, 1.5f, 14}, COLOUR_ACCENT);
    pen_right(frame->scene, frame->measure, rect.x + rect.w - 10, rect.y + 19.5f, FACE_PROSE, 11,
              COLOUR_MUTED, string(empty ? STRING_TYPE_IT : STRING_ENTER));
    return rect.y + rect.h + 10;
}

static void draw_picks(const struct frame *frame, struct rect rect)
{
    const struct model *model = frame->model;
    int columns = pick_columns(frame);
    float width = rect.w / (float)columns;
    for (int i = 0; i < pick_count(frame); i++) {
        char text[64];
        struct rect button = {rect.x + (float)(i % columns) * width,
                              rect.y + (float)(i / columns) * (BUTTON + 6), width - 6, BUTTON};
        if (model->answer.pick_count > 0) {
            attn_shape_text(&model->answer.picks[i], text, sizeof text);
        } else {
            snprintf(text, sizeof text, "%s", string((enum string)(STRING_VERDICT_RUNS + i)));
        }
        frame_button(frame, button, text, NULL, false, false,
                     (struct action){.kind = ACTION_ANSWER, .index = i});
        if (model->answer.wrong == i) {
            scene_box(frame->scene, button, 6, COLOUR_NONE, COLOUR_ERROR, 1);
        }
    }
}

void ask_draw(const struct frame *frame, struct rect rect)
{
    char text[120];
    struct rect inner = {rect.x + PAD, rect.y + PAD, rect.w - 2 * PAD, rect.h - 2 * PAD};
    scene_box(frame->scene, rect, 8, COLOUR_SOFT, COLOUR_NONE, 0);
    scene_text(frame->scene, inner.x, inner.y + 10, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               string(STRING_BEFORE_YOU_GO_ON));
    float y =
        flow(frame, inner, inner.y + 32, COLOUR_INK, question(frame, text, sizeof text), true);
    y -= 6;
    if (frame->model->answer.told) {
        y = flow(frame, inner, y + 10, COLOUR_ERROR, reason(frame), true) - 6;
    }
    if (model_asks_shape(frame->model)) {
        y = draw_field(frame, (struct rect){inner.x, y, inner.w, FIELD});
    }
    draw_picks(frame, (struct rect){inner.x, y, inner.w + 6, 0});
    scene_text(frame->scene, inner.x, rect.y + rect.h - 9, FACE_PROSE, 11, COLOUR_MUTED,
               string(STRING_GIVE_UP));
}
