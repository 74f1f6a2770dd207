/* The value of one setting, as text and back, by the setting's kind. */
#ifndef ATTENTION_CONFIG_VALUES_H
#define ATTENTION_CONFIG_VALUES_H

#include "attention/numbers/errors.h"

/* Bytes of the field that a setting of each kind has in struct attn_config. */
enum {
    VALUES_INT_BYTES = sizeof(int),
    VALUES_CHOICE_BYTES = sizeof(int),
    VALUES_BOOL_BYTES = sizeof(bool),
    VALUES_NUMBER_BYTES = sizeof(double),
    VALUES_SEED_BYTES = sizeof(uint64_t),
    VALUES_HEADS_BYTES = ATTN_HEADS_MAX / 8,
};

enum { VALUES_WORD_MAX = 60 }; /* bytes of a wrong word that a message repeats */

/* As attn_config_set, of a setting that is known: config is left alone where it is refused. */
bool values_set(struct attn_config *config, const struct attn_setting *setting, const char *value,
                struct attn_error *error);
/* Whether the value is inside the setting's range. One that is not may still have a word. */
bool values_hold(const struct attn_config *config, const struct attn_setting *setting);
/* Writes the value as values_set takes it. */
void values_get(const struct attn_config *config, const struct attn_setting *setting, char *buffer,
                size_t bytes);

#endif
