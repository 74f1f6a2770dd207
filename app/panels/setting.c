/* One setting: its name, its key, and its choices beside each other, or one at a time where they are many.
 * What would raise wears a red dot beside its word: it is legal to choose. */
#include "app/panels/panels.h"

#include "app/model/choices.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>

enum {
    LABEL = 24,
    HIGH = 32,
    GAP = 6,
    PAD = 12,
    ABOUT = 18,
    LINES_ALL = 6,
    LINES_HERE = 2,
    HIT = 24
};

/* How the choices stand: in lines of so many, or behind two arrows. */
struct setting {
    int of[CONTROL_CHOICES_MAX + 2]; /* the choices that are offered */
    int count, columns, lines;
    bool other; /* the value is none of them: it has a place of its own, the last */
    bool arrows;
};

static const char *choice_text(const struct frame *frame, int index, const struct setting *s, int i,
                               char *buffer, size_t bytes)
{
    bool other = s->other && i == s->count - 1;
    return other ? choices_current_text(frame->model, index, buffer, bytes)
                 : choices_text(frame->model, index, s->of[i]);
}

static struct setting setting_of(const struct frame *frame, float width, int index)
{
    struct setting s = {.other = choices_current(frame->model, index) < 0};
    float widest = 0;
    char buffer[40];
    for (int i = 0; i < choices_count(frame->model, index); i++) {
        if (choices_offers(frame->model, index, i)) {
            s.of[s.count++] = i;
        }
    }
    s.count += s.other;
    for (int i = 0; i < s.count; i++) {
        const char *text = choice_text(frame, index, &s, i, buffer, sizeof buffer);
        widest = fmaxf(widest, measure_width(frame->measure, FACE_PROSE, TYPE_SMALL, text));
    }
    int most = (int)((width + GAP) / (widest + PAD));
    most = most < 1 ? 1 : most;
    s.columns = s.count < 1 ? 1 : s.count < most ? s.count : most;
    s.lines = (s.count + s.columns - 1) / s.columns;
    s.arrows = s.lines > (frame->model->settings ? LINES_ALL : LINES_HERE);
    s.lines = s.arrows ? 1 : s.lines;
    return s;
}

/* A wiring's name says little: a line says the rest. */
static const char *about_of(const struct frame *frame, int index)
{
    return index == CONTROL_WIRING ? attn_wiring_about(frame->model->config.wiring) : NULL;
}

/* Below the choices; returns its height. Dry: it only measures. */
static float write_about(const struct frame *frame, struct rect rect, const char *about, bool dry)
{
    struct pen pen = frame_pen(frame, rect.x, rect.y + ABOUT, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED);
    pen.scene = dry ? NULL : frame->scene;
    pen_flow(&pen, rect.w, ABOUT, about);
    return pen.baseline - rect.y;
}

float setting_height(const struct frame *frame, float width, int index)
{
    struct setting c = setting_of(frame, width, index);
    const char *about = about_of(frame, index);
    float below = about ? write_about(frame, (struct rect){0, 0, width, 0}, about, true) + 4 : 0;
    return LABEL + (float)c.lines * (HIGH + GAP) - GAP + below;
}

static bool has_focus(const struct frame *frame, int index)
{
    const struct model *model = frame->model;
    return model->focus == FOCUS_EXPERIMENT && model->control == index &&
           model->over == OVER_NOTHING;
}

/* Whether a choice is known to raise; not while something is asked: it would tell. */
static bool would_raise(const struct frame *frame, int index, int choice)
{
    const struct model *model = frame->model;
    return model->settings && !model_hides_some(model) && choice < CONTROL_CHOICES_MAX &&
           model->raises[index][choice];
}

static void draw_choice(const struct frame *frame, struct rect rect, int index,
                        const struct setting *s, int i)
{
    bool other = s->other && i == s->count - 1;
    int choice = other ? 0 : s->of[i];
    bool here = other || choice == choices_current(frame->model, index);
    char buffer[40];
    struct button b = {.kind = BUTTON_OPTION,
                       .chosen = here,
                       .focused = here && has_focus(frame, index),
                       .label = choice_text(frame, index, s, i, buffer, sizeof buffer),
                       .action = {.kind = ACTION_CHOOSE, .index = index, .other = choice}};
    button_draw(frame, rect, &b);
    if (!other && would_raise(frame, index, choice)) {
        scene_box(frame->scene, (struct rect){rect.x + rect.w - 8, rect.y + 3, 5, 5}, 2.5f,
                  COLOUR_ERROR, COLOUR_NONE, 0);
    }
}

static void draw_lines(const struct frame *frame, struct rect rect, int index,
                       const struct setting *c)
{
    float pitch = (rect.w + GAP) / (float)c->columns;
    for (int i = 0; i < c->count; i++) {
        struct rect place = {rect.x + (float)(i % c->columns) * pitch,
                             rect.y + (float)(i / c->columns) * (HIGH + GAP), pitch - GAP, HIGH};
        draw_choice(frame, place, index, c, i);
    }
}

static void draw_arrow(const struct frame *frame, struct rect rect, int index, int by)
{
    struct button b = {.kind = BUTTON_OPTION,
                       .label = by < 0 ? "‹" : "›",
                       .action = {.kind = ACTION_CYCLE, .index = index, .other = by}};
    button_draw(frame, rect, &b);
}

/* "‹ projected ›" */
static void draw_arrows(const struct frame *frame, struct rect rect, int index)
{
    char buffer[40];
    const char *text = choices_current_text(frame->model, index, buffer, sizeof buffer);
    struct rect middle = {rect.x + HIGH + GAP, rect.y, rect.w - 2 * (HIGH + GAP), HIGH};
    draw_arrow(frame, (struct rect){rect.x, rect.y, HIGH, HIGH}, index, -1);
    draw_arrow(frame, (struct rect){rect.x + rect.w - HIGH, rect.y, HIGH, HIGH}, index, 1);
    pen_centred(frame->scene, frame->measure, middle.x + middle.w / 2, rect.y + 21, FACE_PROSE_BOLD,
                TYPE_SMALL, COLOUR_ACCENT, text);
    if (has_focus(frame, index)) {
        frame_ring(frame, rect, 6);
    }
}

/* What opens the field for a value of one's own, left of the key. */
static void draw_type(const struct frame *frame, float right, float y, int index)
{
    const char *text = string(STRING_TYPE_VALUE);
    float wide = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, text);
    struct rect hit = {right - wide - 6, y - 3, wide + 12, HIT};
    bool hovered = frame_hovered(frame, hit);
    scene_text(frame->scene, right - wide, y + 14, FACE_PROSE, TYPE_LABEL, COLOUR_ACCENT, text);
    scene_line(frame->scene, right - wide, y + 17, right, y + 17,
               hovered ? COLOUR_ACCENT : COLOUR_EDGE, 1, hovered ? 0 : 2);
    scene_target(frame->scene, hit, (struct action){.kind = ACTION_EDIT, .index = index});
}

void setting_draw(const struct frame *frame, struct rect rect, int index)
{
    const struct attn_setting *control = control_at(index);
    struct setting c = setting_of(frame, rect.w, index);
    bool changed = frame->model->changed[index];
    const char *about = about_of(frame, index);
    scene_text(frame->scene, rect.x, rect.y + 14, changed ? FACE_PROSE_BOLD : FACE_PROSE,
               TYPE_LABEL, changed ? COLOUR_ACCENT : COLOUR_MUTED, control->label);
    pen_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 14, FACE_CODE, TYPE_LABEL,
              COLOUR_MUTED, control->key);
    draw_type(frame, rect.x + rect.w - 20, rect.y, index);
    struct rect below = {rect.x, rect.y + LABEL, rect.w, HIGH};
    if (c.arrows) {
        draw_arrows(frame, below, index);
    } else {
        draw_lines(frame, below, index, &c);
    }
    if (about) {
        float y = rect.y + LABEL + (float)c.lines * (HIGH + GAP) - GAP;
        write_about(frame, (struct rect){rect.x, y, rect.w, 0}, about, false);
    }
}
