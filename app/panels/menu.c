/* The menu: what the window can do besides, a row each with its key. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 288, ROW = 36, PAD = 8 };

static const struct row {
    enum string label;
    const char *key;
    enum action_kind kind;
} rows[] = {
    {STRING_MENU_THEME, "T", ACTION_THEME},
    {STRING_MENU_LARGER, "+", ACTION_LARGER},
    {STRING_MENU_SMALLER, "−", ACTION_SMALLER},
    {STRING_MENU_RANGE, "G", ACTION_RANGE},
    {STRING_MENU_COMPARE, "C", ACTION_COMPARE},
    {STRING_MENU_MOTION, "", ACTION_STILL},
    {STRING_MENU_FULL_SCREEN, "F11", ACTION_FULL_SCREEN},
    {STRING_MENU_PRESENT, "F5", ACTION_PRESENT},
    {STRING_ALL_SETTINGS, "F2", ACTION_SETTINGS},
    {STRING_OUTLINE, "O", ACTION_OUTLINE},
    {STRING_CLINIC_OPEN, "Ctrl+V", ACTION_CLINIC},
    {STRING_LINK_BUTTON, "Ctrl+Shift+L", ACTION_COPY_LINK},
    {STRING_HELP_BUTTON, "F1", ACTION_HELP},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* What is so now, behind the label: "dark", "all heads". */
static const char *state_of(const struct frame *frame, enum action_kind kind, char *text,
                            size_t bytes)
{
    const struct model *model = frame->model;
    switch (kind) {
    case ACTION_THEME:
        return string(model->theme == THEME_DARK ? STRING_DARK : STRING_LIGHT);
    case ACTION_LARGER:
        snprintf(text, bytes, "%d %%", (int)lrintf(model->zoom * 100));
        return text;
    case ACTION_RANGE:
        return string(model->all_heads ? STRING_ALL_HEADS_RANGE : STRING_TENSOR_RANGE);
    case ACTION_STILL:
        return string(model->still ? STRING_OFF : STRING_ON);
    case ACTION_COMPARE:
        return string(model->beside.shown ? STRING_ON : STRING_OFF);
    default:
        return "";
    }
}

/* Its key, "" where that is the browser's own. */
static const char *key_of(const struct frame *frame, const struct row *row)
{
    bool browsers = row->kind == ACTION_FULL_SCREEN || row->kind == ACTION_PRESENT;
    return !frame->model->in_page     ? row->key
           : row->kind == ACTION_HELP ? "?"
           : browsers                 ? ""
                                      : row->key;
}

static void draw_row(const struct frame *frame, struct rect rect, const struct row *row)
{
    char text[16];
    bool hovered = frame_hovered(frame, rect);
    if (hovered) {
        scene_box(frame->scene, rect, 6, COLOUR_SOFT, COLOUR_NONE, 0);
    }
    struct pen pen = frame_pen(frame, rect.x + 12, rect.y + 23, FACE_PROSE, TYPE_SMALL, COLOUR_INK);
    pen_write(&pen, string(row->label));
    pen.x += 8;
    pen_colour(&pen, COLOUR_ACCENT, state_of(frame, row->kind, text, sizeof text));
    pen_right(frame->scene, frame->measure, rect.x + rect.w - 12, rect.y + 23, FACE_CODE,
              TYPE_LABEL, hovered ? COLOUR_MUTED_TINTED : COLOUR_MUTED, key_of(frame, row));
    scene_target(frame->scene, rect, (struct action){.kind = row->kind});
}

void panel_menu(const struct frame *frame)
{
    if (frame->model->over != OVER_MENU) {
        return;
    }
    struct rect window = frame->layout.window, rail = frame->layout.rail,
                stage = frame->layout.stage.w > 0 ? frame->layout.stage : window;
    float high = fminf(ROWS * ROW + 2 * PAD, window.h - 16);
    bool railed = rail.w > 0;
    struct rect box = {railed ? rail.w + 4 : stage.x + stage.w - WIDTH - LAYOUT_MARGIN,
                       railed ? window.h - high - 8 : fminf(40, window.h - high - 8), WIDTH, high};
    scene_shield(frame->scene, window);
    scene_target(frame->scene, window, (struct action){.kind = ACTION_MENU});
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_EDGE, 1);
    scene_shield(frame->scene, box);
    float row = (high - 2 * PAD) / ROWS;
    for (int i = 0; i < ROWS; i++) {
        struct rect place = {box.x + PAD, box.y + PAD + (float)i * row, WIDTH - 2 * PAD, row};
        draw_row(frame, place, &rows[i]);
    }
}
