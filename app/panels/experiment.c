/* The experiment: every control with its choices and its key. What the learner changed is marked,
 * and one key returns to the lesson's. Where there is little height, a chip a control. */
#include "app/panels/panels.h"

#include "app/model/choices.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float HEAD = 24, ROW = 29, BUTTON = 25, LABEL = 72, KEY = 16, CHIP_ROW = 29;

static bool focused(const struct frame *frame, int index)
{
    return frame->model->focus == FOCUS_EXPERIMENT && frame->model->control == index;
}

/* Where a row's choice stands and how wide it is: short ones share the width alike, as many as go
 * into a line; a setting that has none of them shows what it has in a place of its own. */
struct choices {
    struct rect rect; /* of the first line's buttons */
    int columns, lines, count;
    int of[CONTROL_CHOICES_MAX + 1];
    bool other; /* the value is none of the choices */
};

static struct choices choices_of(const struct frame *frame, struct rect rect, int index)
{
    struct choices c = {.count = 0};
    float widest = 0;
    for (int i = 0; i < choices_count(frame->model, index); i++) {
        const char *text = choices_text(frame->model, index, i);
        if (!choices_offers(frame->model, index, i)) {
            continue;
        }
        c.of[c.count++] = i;
        widest = fmaxf(widest, measure_width(frame->measure, FACE_PROSE, 12, text));
    }
    c.other = choices_current(frame->model, index) < 0;
    c.count += c.other ? 1 : 0;
    c.rect = (struct rect){rect.x + LABEL, rect.y, rect.w - LABEL - KEY - 4, BUTTON};
    int most = (int)(c.rect.w / (widest + 5));
    c.columns = c.count < 3 ? 3 : c.count;
    c.columns = c.columns > most ? (most < 1 ? 1 : most) : c.columns;
    c.lines = (c.count + c.columns - 1) / c.columns;
    return c;
}

static float row_height(const struct frame *frame, float width, int index)
{
    return (float)choices_of(frame, (struct rect){0, 0, width, 0}, index).lines * ROW;
}

static void draw_choice(const struct frame *frame, const struct choices *c, int index, int i)
{
    const struct model *model = frame->model;
    float width = c->rect.w / (float)c->columns;
    bool other = c->other && i == c->count - 1;
    int choice = other ? 0 : c->of[i];
    bool here = other || choice == choices_current(model, index);
    bool asked = model_hides_some(model); /* it would tell */
    bool raises = !other && !asked && model->settings && choice < CONTROL_CHOICES_MAX &&
                  model->raises[index][choice];
    char buffer[40];
    struct rect button = {c->rect.x + (float)(i % c->columns) * width,
                          c->rect.y + (float)(i / c->columns) * ROW, width - 5, BUTTON};
    const char *text = other ? choices_current_text(model, index, buffer, sizeof buffer)
                             : choices_text(model, index, choice);
    frame_button(frame, button, text, NULL, here, here && focused(frame, index),
                 (struct action){.kind = ACTION_CHOOSE, .index = index, .other = choice});
    if (raises) { /* a red corner: legal to choose, and it will raise */
        scene_box(frame->scene, (struct rect){button.x + button.w - 9, button.y + 4, 5, 5}, 2.5f,
                  COLOUR_ERROR, COLOUR_NONE, 0);
    }
}

static float draw_row(const struct frame *frame, struct rect rect, int index)
{
    const struct attn_setting *control = control_at(index);
    bool changed = frame->model->changed[index];
    struct choices c = choices_of(frame, rect, index);
    pen_fitted(frame->scene, frame->measure, rect.x, rect.y + 17, LABEL - 4,
               changed ? FACE_PROSE_BOLD : FACE_PROSE, 12.5f, changed ? COLOUR_ACCENT : COLOUR_INK,
               control->label);
    for (int i = 0; i < c.count; i++) {
        draw_choice(frame, &c, index, i);
    }
    pen_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 16.5f, FACE_CODE, 11,
              COLOUR_MUTED, control->key);
    return (float)c.lines * ROW;
}

/* "Mask: none", or the value alone where it says enough ("÷ √width"). */
static void chip_text(const struct frame *frame, int index, char *text, size_t bytes)
{
    const struct attn_setting *control = control_at(index);
    char buffer[40];
    const char *value = choices_current_text(frame->model, index, buffer, sizeof buffer);
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

/* Which controls are offered as chips. A single head's set better the second and third changed
 * round. */
static int list_chips(const struct frame *frame, int order[CONTROL_COUNT])
{
    bool one = model_heads(frame->model) == 1;
    int count = controls_list(one ? CONTROLS_ONE_HEAD : CONTROLS_MANY_HEADS, order);
    if (one) {
        int second = order[1];
        order[1] = order[2];
        order[2] = second;
    }
    return count;
}

static bool as_rows(const struct frame *frame)
{
    return !frame->layout.compact && model_heads(frame->model) == 1;
}

/* Chips in lines, as words are set; returns the height of the lines. Without a scene to draw on
 * (draw false) it only measures. */
static float flow_chips(const struct frame *frame, struct rect rect, bool draw)
{
    float x = rect.x, y = rect.y;
    int order[CONTROL_COUNT], count = list_chips(frame, order);
    for (int k = 0; k < count; k++) {
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
    int order[CONTROL_COUNT];
    return HEAD + (as_rows(frame) ? (float)controls_list(CONTROLS_ONE_HEAD, order) * ROW
                                  : flow_chips(frame, (struct rect){0, 0, width, 0}, false));
}

/* "Try it", what is changed, and the way to all settings. */
static void draw_head(const struct frame *frame, struct rect rect, const char *title)
{
    bool changed = model_is_changed(frame->model);
    const char *note = string(changed                  ? STRING_CHANGED
                              : frame->model->settings ? STRING_CLOSE
                                                       : STRING_ALL_SETTINGS);
    float width = measure_width(frame->measure, FACE_PROSE, 11, note);
    scene_text(frame->scene, rect.x, rect.y + 12, FACE_PROSE_BOLD, 11, COLOUR_MUTED, title);
    pen_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 12, FACE_PROSE, 11,
              changed ? COLOUR_ACCENT : COLOUR_MUTED, note);
    scene_target(frame->scene, (struct rect){rect.x + rect.w - width, rect.y, width, 18},
                 (struct action){.kind = changed ? ACTION_RESET : ACTION_SETTINGS});
}

void experiment_draw(const struct frame *frame, struct rect rect)
{
    draw_head(frame, rect, string(STRING_TRY_IT));
    if (!as_rows(frame)) {
        flow_chips(frame, (struct rect){rect.x, rect.y + HEAD - 4, rect.w, 0}, true);
        return;
    }
    int order[CONTROL_COUNT], count = controls_list(CONTROLS_ONE_HEAD, order);
    for (int i = 0; i < count; i++) {
        float y = rect.y + HEAD - 2 + (float)i * ROW;
        draw_row(frame, (struct rect){rect.x, y, rect.w, BUTTON}, order[i]);
    }
}

/* ---- all settings ---- */

void experiment_draw_all(const struct frame *frame, struct rect rect)
{
    int order[CONTROL_COUNT], count = controls_list(CONTROLS_ALL, order);
    float y = rect.y + 30, total = 30, wanted = 0;
    for (int k = 0; k < count; k++) {
        float high = row_height(frame, rect.w, order[k]);
        wanted = order[k] == frame->model->control ? total + high / 2 : wanted;
        total += high;
    }
    float slid = total > rect.h ? fmaxf(0, fminf(wanted - rect.h / 2, total - rect.h + 20)) : 0;
    draw_head(frame, (struct rect){rect.x, rect.y, rect.w, 20}, string(STRING_SETTINGS));
    scene_clip(frame->scene, (struct rect){rect.x - 4, rect.y + 22, rect.w + 8, rect.h - 22});
    for (int k = 0; k < count; k++) {
        struct rect row = {rect.x, y - slid, rect.w, BUTTON};
        float high = row_height(frame, rect.w, order[k]);
        if (row.y > rect.y + 16 && row.y + high <= rect.y + rect.h + 6) {
            draw_row(frame, row, order[k]);
        }
        y += high;
    }
    scene_unclip(frame->scene);
    if (total + 20 < rect.h) {
        scene_box(frame->scene, (struct rect){rect.x, y + 9, 5, 5}, 2.5f, COLOUR_ERROR, COLOUR_NONE,
                  0);
        scene_text(frame->scene, rect.x + 11, y + 16, FACE_PROSE, 11, COLOUR_MUTED,
                   string(STRING_WOULD_RAISE));
    }
}
