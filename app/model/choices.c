/* Two values that come to the same are one choice: in a single head √embed is √width. Of one head the
 * number of heads is no divisor, whatever the setting says. */
#include "app/model/choices.h"

#include "app/scene/strings.h"

/* Whether there is a mask that is no rule's. */
static bool has_own_mask(const struct model *model)
{
    const struct attn_config *steps = &model_step(model)->config;
    bool written = steps->mask == ATTN_MASK_GIVEN && steps->tokens == model->config.tokens;
    return model->painted_tokens > 0 || written || model->config.mask == ATTN_MASK_GIVEN;
}

int choices_count(const struct model *model, int control)
{
    return control_choices(control_at(control)) + (control == CONTROL_MASK && has_own_mask(model));
}

int choices_current(const struct model *model, int control)
{
    int choice = control_choice(control_at(control), &model->config);
    bool own = control == CONTROL_MASK && model->config.mask == ATTN_MASK_GIVEN;
    return own ? control_choices(control_at(control)) : choice;
}

/* What the scores would be divided by, squared; 0 for what nobody knows beforehand. */
static int divisor(const struct model *model, int choice)
{
    const struct attn_config *c = &model->config;
    bool one = c->wiring == ATTN_WIRING_SINGLE;
    bool wide = one || c->wiring == ATTN_WIRING_FULL_WIDTH || c->wiring == ATTN_WIRING_WIDENED ||
                c->wiring == ATTN_WIRING_MEAN || c->wiring == ATTN_WIRING_TRUNCATED;
    switch (choice) {
    case ATTN_SCALE_WIDTH:
        return wide ? c->embed : c->embed / c->heads;
    case ATTN_SCALE_EMBED:
        return c->embed;
    case ATTN_SCALE_HEADS:
        return one ? 1 : c->heads;
    default:
        return 1;
    }
}

bool choices_offers(const struct model *model, int control, int choice)
{
    int current = choices_current(model, control);
    if (control != CONTROL_SCALE || choice == current) {
        return choice >= 0 && choice < choices_count(model, control);
    }
    int value = divisor(model, choice);
    bool fresh = value != divisor(model, current);
    for (int i = 0; i < choice && fresh; i++) {
        fresh = value != divisor(model, i);
    }
    return fresh;
}

const char *choices_text(const struct model *model, int control, int choice)
{
    const struct attn_setting *setting = control_at(control);
    return choice < control_choices(setting) ? control_shown(setting, choice)
           : model->painted_tokens > 0       ? string(STRING_PAINTED)
                                             : string(STRING_WRITTEN);
}

const char *choices_current_text(const struct model *model, int control, char *buffer, size_t bytes)
{
    int choice = choices_current(model, control);
    return choice >= 0 ? choices_text(model, control, choice)
                       : attn_config_get(&model->config, control_at(control)->name, buffer, bytes);
}
