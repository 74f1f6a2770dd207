/* The table of controls. */
#include "app/model/controls.h"

#include <assert.h>
#include <string.h>

#define NAME(constant, function, name, about) name,

static const struct control controls[] = {
    [CONTROL_MASK] =
        {"mask", "Mask", "M", 3, {"none", "causal", "padding"}, {"none", "causal", "padding"}},
    [CONTROL_SCALE] = {"scale",
                       "Divide by",
                       "S",
                       4,
                       {"width", "embed", "heads", "none"},
                       {"√width", "√embed", "√heads", "one"}},
    [CONTROL_DROPOUT] =
        {"dropout", "Dropout", "D", 3, {"0", "0.1", "0.5"}, {"off", "10 %", "50 %"}},
    [CONTROL_MODE] = {"mode", "Mode", "E", 2, {"eval", "train"}, {"eval", "train"}},
    [CONTROL_SEED] = {"seed", "Seed", "N", 3, {"0", "1", "2"}, {"0", "1", "2"}},
    [CONTROL_WIRING] =
        {"wiring", "Wiring", "W", ATTN_WIRING_COUNT, {ATTN_WIRINGS(NAME)}, {ATTN_WIRINGS(NAME)}},
    [CONTROL_HEADS] = {"heads",
                       "Heads",
                       "H",
                       6,
                       {"1", "2", "4", "7", "8", "16"},
                       {"1", "2", "4", "7", "8", "16"}},
    [CONTROL_EMBED] = {"embed",
                       "Embed",
                       "X",
                       6,
                       {"4", "8", "16", "32", "64", "256"},
                       {"4", "8", "16", "32", "64", "256"}},
    [CONTROL_TOKENS] = {"tokens",
                        "Tokens",
                        "K",
                        6,
                        {"3", "4", "5", "6", "8", "10"},
                        {"3", "4", "5", "6", "8", "10"}},
    [CONTROL_BATCH] = {"batch", "Batch", "B", 4, {"1", "2", "4", "32"}, {"1", "2", "4", "32"}},
    [CONTROL_BIAS] = {"bias", "Bias", "I", 2, {"yes", "no"}, {"yes", "no"}},
    [CONTROL_SOFTMAX] =
        {"softmax", "Softmax", "A", 2, {"key", "query"}, {"over keys", "over queries"}},
    [CONTROL_POLARITY] = {"polarity", "1 in mask", "V", 2, {"keep", "drop"}, {"visible", "hidden"}},
    [CONTROL_CHECK] = {"check", "Assert", "J", 2, {"yes", "no"}, {"on", "off"}},
};
static_assert(sizeof controls / sizeof *controls == CONTROL_COUNT, "a row a control");

const struct control *control_at(int index)
{
    return &controls[index];
}

int control_of_key(int letter)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (controls[i].key[0] - 'A' + 'a' == letter) {
            return i;
        }
    }
    return -1;
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
