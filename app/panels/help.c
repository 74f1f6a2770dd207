/* The help overlay: every key. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"

#include <stdio.h>

struct key {
    const char *keys;
    enum string what;
};

static const struct key keys[] = {
    {"→  ←", STRING_HELP_NEXT},
    {"Space  Shift+Space", STRING_HELP_BACK},
    {"Backspace", STRING_HELP_ERASE},
    {"Home  End", STRING_HELP_ENDS},
    {"Page Down  Up", STRING_HELP_LESSONS},
    {"Tab  Shift+Tab", STRING_HELP_FOCUS},
    {"← ↑ ↓ →", STRING_HELP_ARROWS},
    {"Enter", STRING_HELP_PRESS},
    {"Esc", STRING_HELP_ESCAPE},
    {"0–9 , ( ) Space", STRING_HELP_TYPE},
    {"1–9", STRING_HELP_HEAD},
    {"Shift+1–9", STRING_HELP_SWITCH},
    {"[  ]", STRING_HELP_BATCH},
    {"F", STRING_HELP_PAINT},
    {"G", STRING_HELP_RANGE},
    {"C", STRING_HELP_COMPARE},
    {"F2", STRING_HELP_SETTINGS},
    {"Ctrl+Z  Ctrl+Y", STRING_HELP_UNDO},
    {"R", STRING_HELP_RESET},
    {"T", STRING_HELP_THEME},
    {"+  −", STRING_HELP_ZOOM},
    {"O", STRING_HELP_OUTLINE},
    {"P", STRING_HELP_PROSE},
    {"Wheel", STRING_HELP_WHEEL},
    {"F5  F11", STRING_HELP_PRESENT},
    {"B  .", STRING_HELP_BLANK},
    {"F1  ?", STRING_HELP_HELP},
    {"Ctrl+Shift+L", STRING_HELP_COPY_LINK},
    {"Ctrl+V", STRING_HELP_PASTE_LINK},
    {"Ctrl+Q", STRING_HELP_QUIT},
};
enum { KEYS = sizeof keys / sizeof *keys };

/* NULL: not here. In a browser its own keys stay its own. */
static const char *shown(const struct key *key, bool in_page)
{
    if (in_page && key->what == STRING_HELP_HELP) {
        return "?";
    }
    bool absent = key->what == STRING_HELP_QUIT || key->what == STRING_HELP_PRESENT;
    return in_page && absent ? NULL : key->keys;
}

static const float ROW = 18, LEFT = 28, WHAT = 140, COLUMN = 450;

/* Settings: their key, label and values, from the table of controls. */
static void draw_controls(const struct frame *frame, float x, float y)
{
    int order[CONTROL_COUNT], count = controls_list(CONTROLS_ALL, order);
    for (int i = 0; i < count; i++, y += ROW) {
        const struct attn_setting *control = control_at(order[i]);
        char text[200];
        size_t used = (size_t)snprintf(text, sizeof text, "%s: ", control->label);
        for (int k = 0; k < control_choices(control) && used < sizeof text; k++) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", k ? ", " : "",
                                     control_shown(control, k));
        }
        scene_text(frame->scene, x, y, FACE_CODE, 12, COLOUR_ACCENT, control->key);
        pen_fitted(frame->scene, frame->measure, x + 26, y, 370, FACE_PROSE, 12.5f, COLOUR_INK,
                   text);
    }
}

void panel_help(const struct frame *frame)
{
    if (!frame->model->help) {
        return;
    }
    const float width = 880, height = 64 + KEYS * ROW;
    struct rect window = frame->layout.window;
    struct rect box = {(window.w - width) / 2, (window.h - height) / 2, width, height};
    scene_rect(frame->scene, window, COLOUR_SHADE);
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    scene_text(frame->scene, box.x + LEFT, box.y + 36, FACE_PROSE_BOLD, 15, COLOUR_INK,
               string(STRING_HELP_TITLE));
    for (int i = 0, row = 0; i < KEYS; i++) {
        const char *name = shown(&keys[i], frame->model->in_page);
        if (!name) {
            continue;
        }
        float y = box.y + 62 + (float)row++ * ROW;
        scene_text(frame->scene, box.x + LEFT, y, FACE_CODE, 12, COLOUR_ACCENT, name);
        scene_text(frame->scene, box.x + LEFT + WHAT, y, FACE_PROSE, 12.5f, COLOUR_INK,
                   string(keys[i].what));
    }
    float x = box.x + COLUMN;
    int order[CONTROL_COUNT];
    scene_text(frame->scene, x, box.y + 62, FACE_PROSE_BOLD, 12.5f, COLOUR_INK,
               string(STRING_HELP_CONTROLS));
    draw_controls(frame, x, box.y + 62 + ROW);
    scene_text(frame->scene, x, box.y + 62 + (float)(controls_list(CONTROLS_ALL, order) + 2) * ROW,
               FACE_PROSE, 12, COLOUR_MUTED, string(STRING_HELP_SHIFT));
    scene_target(frame->scene, window, (struct action){.kind = ACTION_HELP});
}
