/* All settings, one below the other, in place of the column; in the least window over all of it. What has
 * no room is scrolled to by the wheel, or comes into view with the focus. */
#include "app/panels/panels.h"

#include "app/panels/sheet.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>

enum { HEAD = 56, APART = 18, LINE = 24, CLOSE = 28, WIDEST = 420, FOOT = 40, MODE = 32 };

/* Height of all rows, and where the one in focus begins. */
static float rows_height(const struct frame *frame, float width, float *wanted)
{
    int order[CONTROL_COUNT], count = controls_list(order);
    float y = 0;
    for (int i = 0; i < count; i++) {
        if (order[i] == frame->model->control) {
            *wanted = y;
        }
        y += setting_height(frame, width, order[i]) + APART;
    }
    return y;
}

/* How far the rows are slid up: as far as the wheel says, but the focus stays on view. */
static float slide(const struct frame *frame, struct rect room, float total)
{
    float wanted = 0, most = fmaxf(0, ceilf((total - room.h) / LINE) * LINE);
    rows_height(frame, room.w, &wanted);
    struct scroll *scroll = &frame->scene->scrolls[SCROLL_SETTINGS];
    *scroll = (struct scroll){room, (int)(most / LINE + 0.5f)};
    float slid = fminf((float)frame->model->scroll[SCROLL_SETTINGS] * LINE, most);
    bool keyed = frame->model->ring || frame->model->scroll[SCROLL_SETTINGS] == 0;
    if (keyed && (wanted < slid || wanted + 80 > slid + room.h)) {
        slid = fminf(fmaxf(0, wanted - room.h / 2), most);
    }
    return slid;
}

static void draw_rows(const struct frame *frame, struct rect room)
{
    int order[CONTROL_COUNT], count = controls_list(order);
    float unused = 0, total = rows_height(frame, room.w, &unused);
    float slid = slide(frame, room, total), y = room.y - slid;
    struct rect clip = {room.x - 8, room.y, room.w + 16, room.h};
    scene_clip(frame->scene, clip);
    for (int i = 0; i < count; i++) {
        float high = setting_height(frame, room.w, order[i]);
        if (y >= room.y - 1 && y + high <= room.y + room.h + 1) {
            setting_draw(frame, (struct rect){room.x, y, room.w, high}, order[i]);
        }
        y += high + APART;
    }
    scene_unclip(frame->scene);
    if (frame->scene->scrolls[SCROLL_SETTINGS].most > 0) {
        scene_line(frame->scene, room.x, room.y + room.h, room.x + room.w, room.y + room.h,
                   COLOUR_LINE, 1, 0);
        sheet_bar(frame, room, (int)(slid / LINE), frame->scene->scrolls[SCROLL_SETTINGS].most,
                  LINE);
    }
}

/* What is no setting: painting, the layer beside, the words. Returns its height. */
static float draw_modes(const struct frame *frame, struct rect row)
{
    float gap = 8, half = (row.w - gap) / 2, paint = experiment_paint(frame, row);
    struct button compare = {.kind = BUTTON_OPTION,
                             .label = string(STRING_MENU_COMPARE),
                             .key = "C",
                             .chosen = frame->model->beside.shown,
                             .action = {.kind = ACTION_COMPARE}};
    struct button words = {.kind = BUTTON_OPTION,
                           .label = string(STRING_WORDS_BUTTON),
                           .key = "U",
                           .chosen = frame->model->word_count > 0,
                           .action = {.kind = ACTION_EDIT, .index = ENTRY_WORDS}};
    button_draw(frame, (struct rect){row.x, row.y + paint, half, row.h}, &compare);
    button_draw(frame, (struct rect){row.x + half + gap, row.y + paint, half, row.h}, &words);
    return paint + row.h + APART;
}

void settings_draw(const struct frame *frame, struct rect rect)
{
    float pad = rect.w < 300 ? LAYOUT_INSET : LAYOUT_MARGIN;
    float width = fminf(rect.w - 2 * pad, WIDEST), left = rect.x + (rect.w - width) / 2;
    struct button close = {.kind = BUTTON_QUIET, .label = "×", .action = {.kind = ACTION_SETTINGS}};
    scene_line(frame->scene, rect.x, rect.y, rect.x, rect.y + rect.h, COLOUR_LINE, 1, 0);
    scene_text(frame->scene, left, rect.y + 32, FACE_PROSE_BOLD, TYPE_PROSE, COLOUR_INK,
               string(STRING_SETTINGS));
    button_draw(frame, (struct rect){left + width - CLOSE, rect.y + 12, CLOSE, CLOSE}, &close);
    float head = HEAD + draw_modes(frame, (struct rect){left, rect.y + HEAD, width, MODE});
    draw_rows(frame, (struct rect){left, rect.y + head, width, rect.h - head - FOOT});
    float y = rect.y + rect.h - 14;
    scene_box(frame->scene, (struct rect){left, y - 6, 5, 5}, 2.5f, COLOUR_ERROR, COLOUR_NONE, 0);
    pen_fitted(frame->scene, frame->measure, left + 12, y, width - 12, FACE_PROSE, TYPE_LABEL,
               COLOUR_MUTED, string(STRING_WOULD_RAISE));
}
