/* The controls of the experiment panel: which settings a learner can change, by which key, to
 * which values. A control's index is the index of ACTION_CYCLE and ACTION_CHOOSE. */
#ifndef APP_MODEL_CONTROLS_H
#define APP_MODEL_CONTROLS_H

#include "attention/attention.h"

enum { CONTROL_CHOICES_MAX = ATTN_WIRING_COUNT };

enum control_id {
    CONTROL_MASK,
    CONTROL_SCALE,
    CONTROL_DROPOUT,
    CONTROL_MODE,
    CONTROL_SEED,
    CONTROL_BASIC, /* so many for a single head; the rest, for many: */
    CONTROL_WIRING = CONTROL_BASIC,
    CONTROL_HEADS,
    CONTROL_EMBED,
    CONTROL_TOKENS,
    CONTROL_BATCH,
    CONTROL_BIAS,
    CONTROL_SOFTMAX,
    CONTROL_POLARITY,
    CONTROL_CHECK,
    CONTROL_COUNT
};

struct control {
    const char *setting; /* its name in the table of settings */
    const char *label, *key;
    int choices;
    const char *value[CONTROL_CHOICES_MAX]; /* as attn_config_set takes it */
    const char *shown[CONTROL_CHOICES_MAX];
};

const struct control *control_at(int index);
/* The control whose key is that lower-case letter, or -1. */
int control_of_key(int letter);
/* The choice that config has, or -1 when it has none of them. */
int control_choice(const struct control *control, const struct attn_config *config);
/* What config has, in words: a choice's label, or the setting's own text in buffer. */
const char *control_text(const struct control *control, const struct attn_config *config,
                         char *buffer, size_t bytes);

#endif
