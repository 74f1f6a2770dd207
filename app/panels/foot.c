/* Back and Next, always at the same place. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/stage/button.h"

enum { GAP = 8, BACK = 92, ARROW = 48, HIGH = 40, HIGH_SMALL = 32, ALL = 112 };

static bool is_first(const struct model *model)
{
    return model->lesson == 0 && model->step == 0 && model->beat == 0 && model->over != OVER_END;
}

/* "Next", or what it is instead: the question may wait. */
static const char *next_label(const struct model *model)
{
    bool last = model->beat + 1 >= model_beats(model);
    bool end = last && model->step + 1 == model_lesson(model)->step_count;
    return string(last && model_asks(model) ? STRING_LATER : end ? STRING_FINISH : STRING_NEXT);
}

/* Back and Next side by side in `rect`; the way back without a word where that is narrow. */
static void draw_pair(const struct frame *frame, struct rect rect, bool narrow)
{
    bool caption = frame->layout.kind == LAYOUT_LEAST;
    const struct model *model = frame->model;
    bool asks = model_asks(model) && model->beat + 1 >= model_beats(model);
    float back = narrow ? ARROW : BACK;
    struct button b = {.kind = BUTTON_QUIET,
                       .label = string(narrow ? STRING_ARROW_BACK : STRING_BACK),
                       .disabled = is_first(model),
                       .action = {.kind = ACTION_BACKWARD}};
    button_draw(frame, (struct rect){rect.x, rect.y, back, rect.h}, &b);
    struct button next = {.kind = asks ? BUTTON_QUIET : BUTTON_PRIMARY,
                          .label = next_label(model),
                          .key = caption ? NULL : string(STRING_SPACE_KEY),
                          .spread = !caption,
                          .focused = model->ring && model->focus == FOCUS_STEPS &&
                                     model_focus(model) != FOCUS_ANSWER,
                          .action = {.kind = ACTION_ONWARD}};
    button_draw(frame, (struct rect){rect.x + back + GAP, rect.y, rect.w - back - GAP, rect.h},
                &next);
}

static void draw_caption_buttons(const struct frame *frame)
{
    struct rect foot = frame->layout.foot;
    bool below = foot.y > frame->layout.column.y; /* the beat: all side by side */
    struct rect at = {foot.x, foot.y + 16, foot.w - LAYOUT_MARGIN, HIGH},
                rest = {at.x, at.y + HIGH + GAP, at.w, HIGH_SMALL};
    if (below) {
        rest = (struct rect){foot.x + LAYOUT_MARGIN, foot.y + 8, ALL, HIGH};
        at =
            (struct rect){rest.x + ALL + GAP, rest.y, foot.w - ALL - GAP - 2 * LAYOUT_MARGIN, HIGH};
    }
    draw_pair(frame, at, true);
    struct button all = {.kind = BUTTON_QUIET,
                         .label = string(STRING_READ_ALL),
                         .key = "P",
                         .spread = true,
                         .action = {.kind = ACTION_PROSE}};
    button_draw(frame, rest, &all);
}

void panel_foot(const struct frame *frame)
{
    struct rect foot = frame->layout.foot;
    bool covered = frame->model->settings && frame->layout.kind == LAYOUT_LEAST;
    if (frame->layout.kind == LAYOUT_PRESENTING || covered) {
        return;
    }
    if (frame->layout.kind == LAYOUT_LEAST) {
        draw_caption_buttons(frame);
        return;
    }
    bool small = frame->layout.kind == LAYOUT_SMALL;
    float pad = small ? LAYOUT_INSET : LAYOUT_MARGIN, high = small ? HIGH_SMALL : HIGH;
    scene_rect(frame->scene, foot, COLOUR_PANEL);
    scene_line(frame->scene, foot.x, foot.y, foot.x + foot.w, foot.y, COLOUR_LINE, 1, 0);
    scene_line(frame->scene, foot.x, foot.y, foot.x, foot.y + foot.h, COLOUR_LINE, 1, 0);
    draw_pair(frame, (struct rect){foot.x + pad, foot.y + 8, foot.w - 2 * pad, high}, small);
}
