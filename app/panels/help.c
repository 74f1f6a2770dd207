/* The help overlay: every key. */
#include "app/panels/panels.h"

#include "app/strings.h"

struct key {
    const char *keys;
    enum string what;
};

static const struct key keys[] = {
    {"→  Space", STRING_HELP_NEXT},
    {"←  Backspace", STRING_HELP_BACK},
    {"Home  End", STRING_HELP_ENDS},
    {"Page Down  Page Up", STRING_HELP_LESSONS},
    {"Tab  Shift+Tab", STRING_HELP_FOCUS},
    {"← ↑ ↓ →", STRING_HELP_ARROWS},
    {"Enter", STRING_HELP_PRESS},
    {"Esc", STRING_HELP_ESCAPE},
    {"M", STRING_HELP_MASK},
    {"S", STRING_HELP_SCALE},
    {"D", STRING_HELP_DROPOUT},
    {"E", STRING_HELP_MODE},
    {"N", STRING_HELP_SEED},
    {"R", STRING_HELP_RESET},
    {"[  ]", STRING_HELP_BATCH},
    {"T", STRING_HELP_THEME},
    {"+  −", STRING_HELP_ZOOM},
    {"O", STRING_HELP_OUTLINE},
    {"P", STRING_HELP_PROSE},
    {"Wheel", STRING_HELP_WHEEL},
    {"F1  ?", STRING_HELP_HELP},
    {"Ctrl+Q", STRING_HELP_QUIT},
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
        scene_text(frame->scene, box.x + 200, y, FACE_PROSE, 12.5f, COLOUR_INK,
                   string(keys[i].what));
    }
    scene_target(frame->scene, window, (struct action){.kind = ACTION_HELP});
}
