/* The help: every key, and what it does. Keys that do one thing share a row; the settings' are from their
 * table. */
#include "app/panels/panels.h"

#include "app/panels/sheet.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

struct key {
    const char *keys;
    enum string what;
};

static const struct key keys[] = {
    {"Space  Shift+Space", STRING_HELP_BACK},
    {"→  ←", STRING_HELP_NEXT},
    {"Backspace", STRING_HELP_ERASE},
    {"Home  End", STRING_HELP_ENDS},
    {"Page Down  Up", STRING_HELP_LESSONS},
    {"Tab  Shift+Tab", STRING_HELP_FOCUS},
    {"← ↑ ↓ →", STRING_HELP_ARROWS},
    {"Enter", STRING_HELP_PRESS},
    {"Esc", STRING_HELP_ESCAPE},
    {"0–9 , ( ) Space", STRING_HELP_TYPE},
    {"0–9", STRING_HELP_HEAD},
    {"Shift+0–9", STRING_HELP_SWITCH},
    {"Ctrl+→  Ctrl+←", STRING_HELP_NEXT_HEAD},
    {"Y", STRING_HELP_EDIT},
    {"U", STRING_HELP_WORDS},
    {"[  ]", STRING_HELP_BATCH},
    {"F", STRING_HELP_PAINT},
    {"L", STRING_HELP_CLOSER},
    {"G", STRING_HELP_RANGE},
    {"C  Shift+C", STRING_HELP_COMPARE},
    {"F2", STRING_HELP_SETTINGS},
    {"Ctrl+Z  Ctrl+Y", STRING_HELP_UNDO},
    {"R", STRING_HELP_RESET},
    {"T", STRING_HELP_THEME},
    {"+  −", STRING_HELP_ZOOM},
    {"O", STRING_HELP_OUTLINE},
    {"P", STRING_HELP_PROSE},
    {"F10", STRING_HELP_MENU},
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

enum { ROW = 24, WIDTH = 980, WHAT = 148, COLUMN = 440, SETTING = 28, NARROW = 720 };

static int key_count(const struct frame *frame)
{
    int count = 0;
    for (int i = 0; i < KEYS; i++) {
        count += shown(&keys[i], frame->model->in_page) != NULL;
    }
    return count;
}

static void draw_key(const struct frame *frame, int line, float x, float y, float width)
{
    for (int i = 0; i < KEYS; i++) {
        const char *name = shown(&keys[i], frame->model->in_page);
        if (name && line-- == 0) {
            scene_text(frame->scene, x, y, FACE_CODE, TYPE_LABEL, COLOUR_ACCENT, name);
            pen_fitted(frame->scene, frame->measure, x + WHAT, y, width - WHAT, FACE_PROSE,
                       TYPE_SMALL, COLOUR_INK, string(keys[i].what));
        }
    }
}

/* One line of the help, from 0: a key, the settings' heading, a setting. */
static void draw_line(const struct frame *frame, int line, float x, float y, float width)
{
    int order[CONTROL_COUNT], count = controls_list(order), key_lines = key_count(frame);
    int setting = line - key_lines - 1;
    struct scene *scene = frame->scene;
    if (line < key_lines) {
        draw_key(frame, line, x, y, width);
    } else if (line == key_lines) {
        scene_text(scene, x, y, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK,
                   string(STRING_HELP_CONTROLS));
    } else if (setting < count) {
        const struct attn_setting *control = control_at(order[setting]);
        char text[200];
        size_t used = (size_t)snprintf(text, sizeof text, "%s: ", control->label);
        for (int k = 0; k < control_choices(control) && used < sizeof text; k++) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", k ? ", " : "",
                                     control_shown(control, k));
        }
        scene_text(scene, x, y, FACE_CODE, TYPE_LABEL, COLOUR_ACCENT, control->key);
        pen_fitted(scene, frame->measure, x + SETTING, y, width - SETTING, FACE_PROSE, TYPE_SMALL,
                   COLOUR_INK, text);
    } else if (setting == count) {
        pen_fitted(scene, frame->measure, x, y, width, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
                   string(STRING_HELP_SHIFT));
    }
}

static int line_count(const struct frame *frame)
{
    int order[CONTROL_COUNT];
    return key_count(frame) + controls_list(order) + 2;
}

void panel_help(const struct frame *frame)
{
    if (frame->model->over != OVER_HELP) {
        return;
    }
    bool narrow = frame->layout.window.w < NARROW;
    int lines = line_count(frame), columns = narrow ? 1 : 2;
    int first = narrow ? lines : (lines + 1) / 2; /* of the first column */
    struct rect in = sheet_draw(frame, WIDTH, (float)(first + 1) * ROW + SHEET_HEAD,
                                string(STRING_HELP_TITLE), ACTION_HELP);
    int fitting = (int)(in.h / ROW), most = first > fitting ? first - fitting : 0;
    int slid = frame->model->scroll[SCROLL_HELP];
    slid = slid < most ? slid : most;
    frame->scene->scrolls[SCROLL_HELP] = (struct scroll){frame->layout.window, most};
    sheet_bar(frame, in, slid, most, ROW);
    float width = narrow ? in.w : (in.w - 32) / 2;
    for (int c = 0; c < columns; c++) {
        int from = c == 0 ? slid : first, until = c == 0 ? first : lines;
        for (int row = 0; row < fitting && from + row < until; row++) {
            draw_line(frame, from + row, in.x + (float)c * (width + 32),
                      in.y + 16 + (float)row * ROW, width);
        }
    }
}
