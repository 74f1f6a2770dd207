/* The help overlay: every key. */
#include "app/panels/panels.h"

#include "app/strings.h"

struct key {
    const char *keys, *what;
};

static const struct key keys[] = {
    {"→  Space", "next step"},
    {"←  Backspace", "back one step"},
    {"Home  End", "first and last step"},
    {"Page Down  Page Up", "next and previous lesson"},
    {"Tab  Shift+Tab", "focus: steps, cells, experiment, pipeline"},
    {"← ↑ ↓ →", "in cells: move; in the experiment: choose"},
    {"Enter", "press what has the focus"},
    {"Esc", "close, or return to the step"},
    {"M", "mask: none, causal, padding"},
    {"S", "divide by √width, or by nothing"},
    {"D", "dropout: off, 10 %, 50 %"},
    {"E", "mode: eval, train"},
    {"N", "seed: 0, 1, 2"},
    {"R", "back to the lesson's settings"},
    {"[  ]", "batch item"},
    {"T", "light or dark"},
    {"+  −", "text size"},
    {"O", "fold or unfold the outline"},
    {"P", "fold or unfold the prose"},
    {"Wheel", "over the prose: scroll"},
    {"F1  ?", "this help"},
    {"Ctrl+Q", "quit"},
};
enum { KEYS = sizeof keys / sizeof *keys };

void panel_help(const struct frame *frame)
{
    if (!frame->model->help) {
        return;
    }
    const float row = 21, width = 520, height = 64 + KEYS * row;
    struct rect window = frame->layout.window;
    struct rect box = {(window.w - width) / 2, (window.h - height) / 2, width, height};
    scene_rect(frame->scene, window, COLOUR_SHADE);
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    scene_text(frame->scene, box.x + 28, box.y + 36, FACE_PROSE_BOLD, 15, COLOUR_INK,
               string(STRING_HELP_TITLE));
    for (int i = 0; i < KEYS; i++) {
        float y = box.y + 62 + (float)i * row;
        scene_text(frame->scene, box.x + 28, y, FACE_CODE, 12, COLOUR_ACCENT, keys[i].keys);
        scene_text(frame->scene, box.x + 200, y, FACE_PROSE, 12.5f, COLOUR_INK, keys[i].what);
    }
    scene_target(frame->scene, window, (struct action){.kind = ACTION_HELP});
}
