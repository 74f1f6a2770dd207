/* The controls of the experiment panel: the settings that have a label and a key, in the order of
 * their rows in ATTN_SETTINGS. A control's index is its setting's, also that of ACTION_CYCLE and
 * ACTION_CHOOSE. */
#ifndef APP_MODEL_CONTROLS_H
#define APP_MODEL_CONTROLS_H

#include "attention/attention.h"

enum { CONTROL_CHOICES_MAX = ATTN_OFFERED_MAX };

enum control_id {
#define CONTROL_CONSTANT(constant, ...) CONTROL_##constant,
    ATTN_SETTINGS(CONTROL_CONSTANT)
#undef CONTROL_CONSTANT
        CONTROL_COUNT /* settings that have no control are counted, too */
};

/* Whether that setting has a control. */
bool control_exists(int index);
/* Its setting: label, key and what it offers. */
const struct attn_setting *control_at(int index);
/* How many values it offers. */
int control_choices(const struct attn_setting *control);
/* The text that a person reads for one of them. */
const char *control_shown(const struct attn_setting *control, int choice);
/* The control whose key is that lower-case letter, or -1. */
int control_of_key(int letter);
/* The choice that config has, or -1 when it has none of them. */
int control_choice(const struct attn_setting *control, const struct attn_config *config);

/* Writes the indices of all controls into order, in order; returns how many. */
int controls_list(int order[CONTROL_COUNT]);

#endif
