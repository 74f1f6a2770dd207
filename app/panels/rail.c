/* The rail: a numeral a lesson, the sign that opens the outline, the menu and the help. What is
 * pointed at tells what it opens. In windows without a rail two signs stand on the stage. */
#include "app/panels/panels.h"

#include "app/panels/tip.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <math.h>
#include <stdio.h>

enum { CELL = 28, PITCH = 40, CLOSEST = 30, FIRST = 68, BELOW = 120, SIGN = 8 };

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

/* Every lesson is on view where there is room for it, if closer to the next. */
float rail_pitch(const struct frame *frame)
{
    float room = frame->layout.rail.h - FIRST - BELOW;
    float even = floorf(room / (float)frame->model->course->count);
    return even > PITCH ? PITCH : even < CLOSEST ? CLOSEST : even;
}

int rail_fitting(const struct frame *frame)
{
    return (int)((frame->layout.rail.h - FIRST - BELOW) / rail_pitch(frame));
}

/* Where a numeral answers. */
static struct rect place_of(const struct frame *frame, int row)
{
    struct rect rail = frame->layout.rail;
    float pitch = rail_pitch(frame);
    return (struct rect){rail.x, rail.y + FIRST + (float)row * pitch, rail.w, pitch};
}

static void draw_numeral(const struct frame *frame, struct rect place, int index)
{
    const struct model *model = frame->model;
    const struct lesson *lesson = model->course->lessons[index];
    struct rect cell = {place.x + SIGN, place.y + (place.h - CELL) / 2, CELL, CELL};
    char number[16];
    bool here = index == model->lesson;
    snprintf(number, sizeof number, "%d", lesson->number);
    if (here) {
        scene_box(frame->scene, cell, 6, COLOUR_ACCENT_SOFT, COLOUR_NONE, 0);
        scene_rect(frame->scene, (struct rect){place.x + place.w - 2, place.y, 2, place.h},
                   COLOUR_ACCENT);
    } else if (frame_hovered(frame, place)) {
        scene_box(frame->scene, cell, 6, COLOUR_SOFT, COLOUR_NONE, 0);
    }
    pen_centred(frame->scene, frame->measure, cell.x + CELL / 2.0f, cell.y + 18.5f,
                here ? FACE_CODE_BOLD : FACE_CODE, TYPE_LABEL,
                here ? COLOUR_ACCENT : COLOUR_MUTED_TINTED, number);
    scene_target(frame->scene, place, (struct action){.kind = ACTION_OUTLINE, .index = index + 1});
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
    int fitting = rail_fitting(frame);
    int count = frame->model->course->count;
    int first = first_shown(frame, fitting), last = first + fitting;
    last = last < count ? last : count;
    for (int i = first; i < last; i++) {
        draw_numeral(frame, place_of(frame, i - first), i);
    }
}

/* The lesson that is pointed at, or -1; its place in `place`. */
static int pointed_lesson(const struct frame *frame, struct rect *place)
{
    int fitting = rail_fitting(frame);
    int first = first_shown(frame, fitting);
    for (int i = 0; i < fitting && first + i < frame->model->course->count; i++) {
        *place = place_of(frame, i);
        if (frame_hovered(frame, *place)) {
            return first + i;
        }
    }
    return -1;
}

/* What is pointed at, beside it; over whatever is drawn before. */
static void draw_tip(const struct frame *frame)
{
    struct rect rail = frame->layout.rail, place;
    const struct {
        float y;
        enum string text;
        const char *key;
    } signs[] = {{rail.y + 14, STRING_OUTLINE, "O"},
                 {rail.h - 116, STRING_CLINIC_OPEN, "Ctrl+V"},
                 {rail.h - 82, STRING_MENU, "F10"},
                 {rail.h - 42, STRING_HELP_BUTTON, frame->model->in_page ? "?" : "F1"}};
    float x = rail.x + rail.w + 4;
    int lesson = pointed_lesson(frame, &place);
    if (lesson >= 0) {
        tip_lesson(frame, x, place.y, lesson);
    }
    for (int i = 0; i < 4; i++) {
        if (frame_hovered(frame, (struct rect){rail.x + SIGN, signs[i].y, CELL, CELL})) {
            tip_line(frame, x, signs[i].y, string(signs[i].text), signs[i].key);
        }
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

/* A clipboard: an error can be pasted. */
static void draw_clipboard(const struct frame *frame, float x, float y)
{
    bool open = frame->model->clinic.open;
    struct rect cell = {x, y, CELL, CELL};
    enum colour ink = open ? COLOUR_ACCENT : COLOUR_MUTED_TINTED;
    struct button b = {
        .kind = BUTTON_PLAIN, .label = "", .chosen = open, .action = {.kind = ACTION_CLINIC}};
    button_draw(frame, cell, &b);
    scene_box(frame->scene, (struct rect){x + 8, y + 7, 12, 15}, 2, COLOUR_NONE, ink, 2);
    scene_rect(frame->scene, (struct rect){x + 11, y + 5, 6, 4}, ink);
    scene_rect(frame->scene, (struct rect){x + 11, y + 13, 6, 1.5f}, ink);
    scene_rect(frame->scene, (struct rect){x + 11, y + 16.5f, 4, 1.5f}, ink);
}

void panel_rail(const struct frame *frame)
{
    struct rect rail = frame->layout.rail, stage = frame->layout.stage;
    enum over over = frame->model->over;
    bool covered = frame->model->settings && frame->layout.kind == LAYOUT_LEAST;
    bool clinic = frame->model->clinic.open;
    if (frame->layout.kind == LAYOUT_PRESENTING || covered || (clinic && rail.w == 0)) {
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
    draw_clipboard(frame, rail.x + SIGN, rail.h - 116);
    draw_plain(frame, rail.x + SIGN, rail.h - 82, "", over == OVER_MENU, ACTION_MENU);
    draw_more(frame, rail.x + SIGN, rail.h - 82);
    draw_plain(frame, rail.x + SIGN, rail.h - 42, "?", over == OVER_HELP, ACTION_HELP);
    if (over == OVER_NOTHING) {
        draw_tip(frame);
    }
}
