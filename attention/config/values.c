/* Each kind of setting is read from text by one function and written by another. Nothing here knows
 * one setting from another, but for dropout, which PyTorch refuses in words of its own. */
#include "attention/config/values.h"

#include "attention/numbers/words.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static_assert(sizeof(enum attn_mask) == sizeof(int), "a choice is stored as an int");

static void *field(struct attn_config *config, const struct attn_setting *setting)
{
    return (char *)config + setting->offset;
}

static const void *field_of(const struct attn_config *config, const struct attn_setting *setting)
{
    return (const char *)config + setting->offset;
}

/* ---- choices ---- */

static int choice_of(const struct attn_setting *setting, const char *value)
{
    for (int i = 0; setting->choices[i]; i++) {
        if (strcmp(setting->choices[i], value) == 0) {
            return i;
        }
    }
    return -1;
}

/* Refuses in a format that has the setting, the value, the nearest word and all words. */
static bool refuse_choice(const struct attn_setting *setting, const char *value,
                          struct attn_error *error)
{
    char all[ATTN_TEXT_MAX];
    const char *near = attn_nearest_word(value, setting->choices);
    const char *guess = near ? "; did you mean '" : "", *end = near ? "'? (" : "; it is one of: ";
    int used = snprintf(NULL, 0, "%s cannot be '%.*s'%s%s%s)", setting->name, VALUES_WORD_MAX,
                        value, guess, near ? near : "", end);
    words_join(all, sizeof all - (size_t)used, setting->choices);
    return error_set(error, ATTN_ERROR_SETTING, "%s cannot be '%.*s'%s%s%s%s%s", setting->name,
                     VALUES_WORD_MAX, value, guess, near ? near : "", end, all, near ? ")" : "");
}

static bool set_choice(struct attn_config *config, const struct attn_setting *setting,
                       const char *value, struct attn_error *error)
{
    int choice = choice_of(setting, value);
    if (choice < 0) {
        return refuse_choice(setting, value, error);
    }
    memcpy(field(config, setting), &choice, sizeof choice);
    return true;
}

/* A choice behind the last that has a word is the caller's own mask: "given". */
static void get_choice(const struct attn_config *config, const struct attn_setting *setting,
                       char *buffer, size_t bytes)
{
    int choice;
    memcpy(&choice, field_of(config, setting), sizeof choice);
    bool worded = choice >= 0 && choice <= (int)setting->max;
    snprintf(buffer, bytes, "%s", worded ? setting->choices[choice] : "given");
}

static bool set_bool(struct attn_config *config, const struct attn_setting *setting,
                     const char *value, struct attn_error *error)
{
    if (choice_of(setting, value) < 0) {
        return refuse_choice(setting, value, error);
    }
    *(bool *)field(config, setting) = strcmp(value, "yes") == 0;
    return true;
}

static void get_bool(const struct attn_config *config, const struct attn_setting *setting,
                     char *buffer, size_t bytes)
{
    snprintf(buffer, bytes, "%s", *(const bool *)field_of(config, setting) ? "yes" : "no");
}

/* ---- numbers ---- */

/* Nothing there, or space that strtol and strtod would pass over. */
static bool begins_blank(const char *value)
{
    return *value == '\0' || isspace((unsigned char)*value);
}

/* The word for a number that is left to the layer, or NULL: a default that is no number. */
static const char *unset_word(const struct attn_setting *setting)
{
    return isalpha((unsigned char)*setting->preset) ? setting->preset : NULL;
}

static bool set_int(struct attn_config *config, const struct attn_setting *setting,
                    const char *value, struct attn_error *error)
{
    char *end = NULL;
    const char *word = unset_word(setting);
    errno = 0;
    long number = strtol(value, &end, 10);
    bool whole = !begins_blank(value) && *end == '\0' && errno == 0;
    if (word && strcmp(value, word) == 0) {
        number = ATTN_UNSET;
    } else if (!whole || number < (long)setting->min || number > (long)setting->max) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "%s takes a whole number from %.0f to %.0f%s%s, not '%.*s'", setting->name,
                         setting->min, setting->max, word ? " or " : "", word ? word : "",
                         VALUES_WORD_MAX, value);
    }
    *(int *)field(config, setting) = (int)number;
    return true;
}

static void get_int(const struct attn_config *config, const struct attn_setting *setting,
                    char *buffer, size_t bytes)
{
    int number = *(const int *)field_of(config, setting);
    const char *word = unset_word(setting);
    if (word && number == ATTN_UNSET) {
        snprintf(buffer, bytes, "%s", word);
    } else {
        snprintf(buffer, bytes, "%d", number);
    }
}

static bool set_seed(struct attn_config *config, const struct attn_setting *setting,
                     const char *value, struct attn_error *error)
{
    enum { DIGITS_MAX = 20 };
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    bool digits = *value >= '0' && *value <= '9' && strlen(value) <= DIGITS_MAX;
    if (!digits || *end != '\0' || errno != 0) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "%s takes a whole number from 0 to 18446744073709551615, not '%.*s'",
                         setting->name, VALUES_WORD_MAX, value);
    }
    *(uint64_t *)field(config, setting) = number;
    return true;
}

static void get_seed(const struct attn_config *config, const struct attn_setting *setting,
                     char *buffer, size_t bytes)
{
    unsigned long long number = *(const uint64_t *)field_of(config, setting);
    snprintf(buffer, bytes, "%llu", number);
}

/* A probability outside 0 to 1 is a number all the same: nn.Dropout refuses it in its own words. */
static bool refuse_number(const struct attn_setting *setting, const char *value, double number,
                          struct attn_error *error)
{
    if (setting->offset == offsetof(struct attn_config, dropout) && isfinite(number)) {
        return error_dropout(error, number);
    }
    return error_set(error, ATTN_ERROR_SETTING, "%s takes a number from %g to %g, not '%.*s'",
                     setting->name, setting->min, setting->max, VALUES_WORD_MAX, value);
}

static bool set_number(struct attn_config *config, const struct attn_setting *setting,
                       const char *value, struct attn_error *error)
{
    char *end = NULL;
    double number = strtod(value, &end);
    if (begins_blank(value) || *end != '\0') {
        number = (double)NAN;
    }
    if (!(number >= setting->min && number <= setting->max)) {
        return refuse_number(setting, value, number, error);
    }
    *(double *)field(config, setting) = number;
    return true;
}

/* The shortest text that is read back as the same number. */
static void get_number(const struct attn_config *config, const struct attn_setting *setting,
                       char *buffer, size_t bytes)
{
    double number = *(const double *)field_of(config, setting), again = 0;
    char text[40];
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        again = strtod(text, NULL);
        if (again >= number && again <= number) {
            break;
        }
    }
    snprintf(buffer, bytes, "%s", text);
}

/* ---- heads ---- */

/* "none", or numbers parted by commas. */
static bool set_heads(struct attn_config *config, const struct attn_setting *setting,
                      const char *value, struct attn_error *error)
{
    uint64_t off[ATTN_HEADS_MAX / 64] = {0};
    const char *at = strcmp(value, "none") == 0 ? "" : value;
    bool good = at != value || *at != '\0';
    while (good && *at) {
        char *end = NULL;
        long head = *at >= '0' && *at <= '9' ? strtol(at, &end, 10) : -1;
        good = head >= 0 && head < ATTN_HEADS_MAX && (*end == '\0' || (*end == ',' && end[1]));
        if (good) {
            off[head / 64] |= UINT64_C(1) << (head % 64);
            at = *end ? end + 1 : end;
        }
    }
    if (!good) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "%s takes 'none' or heads counted from 0, as in 0,3; not '%.*s'",
                         setting->name, VALUES_WORD_MAX, value);
    }
    memcpy(field(config, setting), off, sizeof off);
    return true;
}

static void get_heads(const struct attn_config *config, const struct attn_setting *setting,
                      char *buffer, size_t bytes)
{
    const uint64_t *off = field_of(config, setting);
    size_t used = 0;
    snprintf(buffer, bytes, "none");
    for (int h = 0; h < ATTN_HEADS_MAX && used < bytes; h++) {
        if (off[h / 64] >> (h % 64) & 1) {
            used += (size_t)snprintf(buffer + used, bytes - used, "%s%d", used ? "," : "", h);
        }
    }
}

/* ---- the kinds ---- */

static const struct {
    bool (*set)(struct attn_config *, const struct attn_setting *, const char *,
                struct attn_error *);
    void (*get)(const struct attn_config *, const struct attn_setting *, char *, size_t);
} kinds[] = {
    [ATTN_SETTING_INT] = {set_int, get_int},    [ATTN_SETTING_CHOICE] = {set_choice, get_choice},
    [ATTN_SETTING_BOOL] = {set_bool, get_bool}, [ATTN_SETTING_NUMBER] = {set_number, get_number},
    [ATTN_SETTING_SEED] = {set_seed, get_seed}, [ATTN_SETTING_HEADS] = {set_heads, get_heads},
};

bool values_set(struct attn_config *config, const struct attn_setting *setting, const char *value,
                struct attn_error *error)
{
    return kinds[setting->kind].set(config, setting, value, error);
}

void values_get(const struct attn_config *config, const struct attn_setting *setting, char *buffer,
                size_t bytes)
{
    kinds[setting->kind].get(config, setting, buffer, bytes);
}

bool values_hold(const struct attn_config *config, const struct attn_setting *setting)
{
    const void *value = field_of(config, setting);
    if (setting->kind != ATTN_SETTING_INT && setting->kind != ATTN_SETTING_NUMBER) {
        return true;
    }
    double number =
        setting->kind == ATTN_SETTING_INT ? *(const int *)value : *(const double *)value;
    return number >= setting->min && number <= setting->max;
}
