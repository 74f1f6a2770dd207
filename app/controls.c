/* The table of controls. */
#include "app/controls.h"

#include <assert.h>
#include <string.h>

static const struct control controls[] = {
    [CONTROL_MASK] =
        {"mask", "Mask", "M", 3, {"none", "causal", "padding"}, {"none", "causal", "padding"}},
    [CONTROL_SCALE] = {"scale", "Divide by", "S", 2, {"width", "none"}, {"√width", "nothing"}},
    [CONTROL_DROPOUT] =
        {"dropout", "Dropout", "D", 3, {"0", "0.1", "0.5"}, {"off", "10 %", "50 %"}},
    [CONTROL_MODE] = {"mode", "Mode", "E", 2, {"eval", "train"}, {"eval", "train"}},
    [CONTROL_SEED] = {"seed", "Seed", "N", 3, {"0", "1", "2"}, {"0", "1", "2"}},
};
static_assert(sizeof controls / sizeof *controls == CONTROL_COUNT, "a row a control");

const struct control *control_at(int index)
{
    return &controls[index];
}

int control_choice(const struct control *control, const struct attn_config *config)
{
    char value[40];
    attn_config_get(config, control->setting, value, sizeof value);
    for (int i = 0; i < control->choices; i++) {
        if (strcmp(control->value[i], value) == 0) {
            return i;
        }
    }
    return -1;
}

const char *control_text(const struct control *control, const struct attn_config *config,
                         char *buffer, size_t bytes)
{
    int choice = control_choice(control, config);
    return choice >= 0 ? control->shown[choice]
                       : attn_config_get(config, control->setting, buffer, bytes);
}
