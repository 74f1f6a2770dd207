/* Drawing a sheet. */
#include "app/panels/sheet.h"

#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>

enum { AROUND = 16, CLOSE = 32 };

struct rect sheet_draw(const struct frame *frame, float width, float height, const char *title,
                       enum action_kind close)
{
    struct rect window = frame->layout.window;
    width = fminf(width, window.w - 2 * AROUND);
    height = fminf(height, window.h - 2 * AROUND);
    struct rect box = {floorf((window.w - width) / 2), floorf((window.h - height) / 2), width,
                       height};
    struct button shut = {.kind = BUTTON_QUIET, .label = "×", .action = {.kind = close}};
    scene_rect(frame->scene, window, COLOUR_SHADE);
    scene_shield(frame->scene, window);
    scene_target(frame->scene, window, (struct action){.kind = close});
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    scene_shield(frame->scene, box);
    pen_fitted(frame->scene, frame->measure, box.x + SHEET_PAD, box.y + 36,
               box.w - 2 * SHEET_PAD - CLOSE - 8, FACE_PROSE_BOLD, TYPE_PROSE, COLOUR_INK, title);
    button_draw(frame, (struct rect){box.x + box.w - 16 - CLOSE, box.y + 14, CLOSE, CLOSE}, &shut);
    return (struct rect){box.x + SHEET_PAD, box.y + SHEET_HEAD, box.w - 2 * SHEET_PAD,
                         box.h - SHEET_HEAD - AROUND};
}

void sheet_bar(const struct frame *frame, struct rect rect, int lines, int most, float line)
{
    if (most > 0) {
        float all = rect.h + (float)most * line, bar = fmaxf(24, rect.h * rect.h / all);
        float y = rect.y + (rect.h - bar) * (float)lines / (float)most;
        scene_box(frame->scene, (struct rect){rect.x + rect.w + 8, y, 4, bar}, 2, COLOUR_EDGE,
                  COLOUR_NONE, 0);
    }
}
