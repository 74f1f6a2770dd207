/* The rail: a numeral a lesson, the sign that opens the outline, the menu and the help. Pointing at a
 * numeral tells the lesson's title. In windows without a rail two signs stand on the stage. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>

enum { CELL = 28, PITCH = 40, FIRST = 68, BELOW = 96, SIGN = 8 };

/* The program's sign: two tokens on a ground of accent. */
static void draw_sign(const struct frame *frame, float x, float y)
{
    scene_box(frame->scene, (struct rect){x, y, 16, 16}, 4, COLOUR_ACCENT, COLOUR_NONE, 0);
    scene_rect(frame->scene, (struct rect){x + 3, y + 3, 4, 4}, COLOUR_ON_ACCENT);
    scene_rect(frame->scene, (struct rect){x + 9, y + 9, 4, 4}, COLOUR_ON_ACCENT);
}

static void draw_opener(const struct frame *frame, float x, float y, bool edged)
{
    struct rect cell = {x, y, CELL, CELL};
    struct button b = {.kind = edged ? BUTTON_QUIET : BUTTON_PLAIN,
                       .label = "",
                       .chosen = frame->model->over == OVER_OUTLINE,
                       .action = {.kind = ACTION_OUTLINE}};
    button_draw(frame, cell, &b);
    draw_sign(frame, x + 6, y + 6);
}

/* The title of the lesson that is pointed at, beside its numeral. */
static void draw_tip(const struct frame *frame, float x, float y, const char *title)
{
    float width = measure_width(frame->measure, FACE_PROSE, TYPE_SMALL, title) + 24;
    struct rect tip = {x, y, width, CELL};
    scene_box(frame->scene, tip, 6, COLOUR_PANEL, COLOUR_EDGE, 1);
    scene_text(frame->scene, x + 12, y + 19, FACE_PROSE, TYPE_SMALL, COLOUR_INK, title);
}

static void draw_numeral(const struct frame *frame, float y, int index)
{
    const struct model *model = frame->model;
    const struct lesson *lesson = model->course->lessons[index];
    struct rect rail = frame->layout.rail, cell = {rail.x + SIGN, y, CELL, CELL};
    char number[16];
    bool here = index == model->lesson;
    snprintf(number, sizeof number, "%d", lesson->number);
    if (here) {
        scene_box(frame->scene, cell, 6, COLOUR_ACCENT_SOFT, COLOUR_NONE, 0);
        scene_rect(frame->scene, (struct rect){rail.x + rail.w - 2, y - 6, 2, PITCH},
                   COLOUR_ACCENT);
    } else if (frame_hovered(frame, (struct rect){rail.x, y - 6, rail.w, PITCH})) {
        scene_box(frame->scene, cell, 6, COLOUR_SOFT, COLOUR_NONE, 0);
    }
    pen_centred(frame->scene, frame->measure, cell.x + CELL / 2.0f, y + 18.5f,
                here ? FACE_CODE_BOLD : FACE_CODE, TYPE_LABEL,
                here ? COLOUR_ACCENT : COLOUR_MUTED_TINTED, number);
    scene_target(frame->scene, (struct rect){rail.x, y - 6, rail.w, PITCH},
                 (struct action){.kind = ACTION_OUTLINE, .index = index + 1});
}

/* The first lesson on view: as the wheel says, or so that the current one is. */
static int first_shown(const struct frame *frame, int fitting)
{
    const struct model *model = frame->model;
    int most = model->course->count - fitting;
    most = most > 0 ? most : 0;
    frame->scene->scrolls[SCROLL_RAIL] = (struct scroll){frame->layout.rail, most};
    int first = model->lesson < fitting ? 0 : model->lesson - fitting + 1;
    first += model->scroll[SCROLL_RAIL];
    return first < most ? first : most;
}

static void draw_numerals(const struct frame *frame)
{
    struct rect rail = frame->layout.rail;
    int fitting = (int)((rail.h - FIRST - BELOW) / PITCH), count = frame->model->course->count;
    int first = first_shown(frame, fitting), last = first + fitting;
    int pointed = -1;
    last = last < count ? last : count;
    for (int i = first; i < last; i++) {
        float y = rail.y + FIRST + 6 + (float)(i - first) * PITCH;
        draw_numeral(frame, y, i);
        bool hovered = frame_hovered(frame, (struct rect){rail.x, y - 6, rail.w, PITCH});
        pointed = hovered ? i : pointed;
    }
    if (pointed >= 0 && frame->model->over == OVER_NOTHING) {
        draw_tip(frame, rail.x + rail.w + 4, rail.y + FIRST + 6 + (float)(pointed - first) * PITCH,
                 frame->model->course->lessons[pointed]->title);
    }
}

/* Three dots: there is more. */
static void draw_more(const struct frame *frame, float x, float y)
{
    for (int i = 0; i < 3; i++) {
        struct rect dot = {x + 6.5f + 6 * (float)i, y + 12.5f, 3, 3};
        scene_box(frame->scene, dot, 1.5f, COLOUR_MUTED_TINTED, COLOUR_NONE, 0);
    }
}

static void draw_plain(const struct frame *frame, float x, float y, const char *label, bool chosen,
                       enum action_kind kind)
{
    struct button b = {
        .kind = BUTTON_PLAIN, .label = label, .chosen = chosen, .action = {.kind = kind}};
    button_draw(frame, (struct rect){x, y, CELL, CELL}, &b);
}

void panel_rail(const struct frame *frame)
{
    struct rect rail = frame->layout.rail, stage = frame->layout.stage;
    enum over over = frame->model->over;
    bool covered = frame->model->settings && frame->layout.kind == LAYOUT_LEAST;
    if (frame->layout.kind == LAYOUT_PRESENTING || covered) {
        return;
    }
    if (rail.w == 0) {
        struct button menu = {.kind = BUTTON_QUIET,
                              .label = "",
                              .chosen = over == OVER_MENU,
                              .action = {.kind = ACTION_MENU}};
        draw_opener(frame, stage.x + LAYOUT_MARGIN, stage.y + 8, true);
        button_draw(
            frame, (struct rect){stage.x + stage.w - LAYOUT_MARGIN - CELL, stage.y + 8, CELL, CELL},
            &menu);
        draw_more(frame, stage.x + stage.w - LAYOUT_MARGIN - CELL, stage.y + 8);
        return;
    }
    scene_rect(frame->scene, rail, COLOUR_PANEL);
    scene_line(frame->scene, rail.x + rail.w - 1, rail.y, rail.x + rail.w - 1, rail.y + rail.h,
               COLOUR_LINE, 1, 0);
    draw_opener(frame, rail.x + SIGN, rail.y + 14, false);
    draw_numerals(frame);
    draw_plain(frame, rail.x + SIGN, rail.h - 82, "", over == OVER_MENU, ACTION_MENU);
    draw_more(frame, rail.x + SIGN, rail.h - 82);
    draw_plain(frame, rail.x + SIGN, rail.h - 42, "?", over == OVER_HELP, ACTION_HELP);
}
