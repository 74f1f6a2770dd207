/* The experiment: the controls that change what this step shows, a chip for every setting that the
 * learner changed, and the way to all the others. A chip takes its change back. */
#include "app/panels/panels.h"

#include "app/model/choices.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "app/stage/button.h"

#include <stdio.h>

enum { APART = 14, CHIP = 28, GAP = 8, ROW = 32, OFFERS = 2 };

/* "Mask: causal", the setting's name where it has no label. */
static void chip_text(const struct frame *frame, int index, char *text, size_t bytes)
{
    const struct attn_setting *setting = attn_setting(index);
    char buffer[8 * ATTN_HEADS_MAX];
    const char *value =
        control_exists(index)
            ? choices_current_text(frame->model, index, buffer, sizeof buffer)
            : attn_config_get(&frame->model->config, setting->name, buffer, sizeof buffer);
    snprintf(text, bytes, "%s: %.24s", setting->label[0] ? setting->label : setting->name, value);
}

/* Chips in lines, as words are set; returns their height. Without draw it only measures. */
static float flow_chips(const struct frame *frame, struct rect rect, bool draw)
{
    float x = rect.x, y = rect.y;
    bool any = false;
    for (int i = 0; i < CONTROL_COUNT; i++) {
        char text[80];
        if (!frame->model->changed[i]) {
            continue;
        }
        chip_text(frame, i, text, sizeof text);
        struct button chip = {.kind = BUTTON_CHIP,
                              .label = text,
                              .key = "×",
                              .chosen = true,
                              .action = {.kind = ACTION_RESTORE, .index = i}};
        float width = button_width(frame, &chip);
        width = width < rect.w ? width : rect.w;
        if (any && x + width > rect.x + rect.w) {
            x = rect.x;
            y += CHIP + GAP;
        }
        if (draw) {
            button_draw(frame, (struct rect){x, y, width, CHIP}, &chip);
        }
        x += width + GAP;
        any = true;
    }
    return any ? y + CHIP + GAP - rect.y : 0;
}

static float paint_height(const struct model *model)
{
    return model_mask_op(model) >= 0 ? ROW + GAP : 0;
}

float experiment_paint(const struct frame *frame, struct rect row)
{
    struct button paint = {.kind = BUTTON_OPTION,
                           .label = string(STRING_PAINT),
                           .key = "F",
                           .chosen = frame->model->painting,
                           .action = {.kind = ACTION_PAINTING}};
    float high = paint_height(frame->model);
    if (high > 0) {
        button_draw(frame, (struct rect){row.x, row.y, row.w, ROW}, &paint);
    }
    return high;
}

/* A setting turned would tell what is asked, or ask something else. */
float experiment_height(const struct frame *frame, float width)
{
    if (model_asks(frame->model)) {
        return 0;
    }
    int order[OFFERS], count = model_offers(frame->model, order, OFFERS);
    float high =
        ROW + paint_height(frame->model) + flow_chips(frame, (struct rect){0, 0, width, 0}, false);
    for (int i = 0; i < count; i++) {
        high += setting_height(frame, width, order[i]) + APART;
    }
    return high;
}

/* All settings, and where something is changed the way back from all of it. */
static void draw_ways(const struct frame *frame, struct rect row)
{
    struct button all = {.kind = BUTTON_OPTION,
                         .label = string(STRING_ALL_SETTINGS),
                         .key = "F2",
                         .action = {.kind = ACTION_SETTINGS}};
    struct button reset = {.kind = BUTTON_OPTION,
                           .label = string(STRING_RESET),
                           .key = "R",
                           .action = {.kind = ACTION_RESET}};
    bool changed = model_is_changed(frame->model);
    float back = changed ? button_width(frame, &reset) + GAP : 0;
    if (changed) {
        button_draw(frame, (struct rect){row.x + row.w - back + GAP, row.y, back - GAP, row.h},
                    &reset);
    }
    button_draw(frame, (struct rect){row.x, row.y, row.w - back, row.h}, &all);
}

void experiment_draw(const struct frame *frame, struct rect rect)
{
    int order[OFFERS], count = model_offers(frame->model, order, OFFERS);
    float y = rect.y;
    for (int i = 0; i < count; i++) {
        float high = setting_height(frame, rect.w, order[i]);
        setting_draw(frame, (struct rect){rect.x, y, rect.w, high}, order[i]);
        y += high + APART;
    }
    y += experiment_paint(frame, (struct rect){rect.x, y, rect.w, ROW});
    y += flow_chips(frame, (struct rect){rect.x, y, rect.w, 0}, true);
    draw_ways(frame, (struct rect){rect.x, y, rect.w, ROW});
}
