/* The one table of settings: name, range or choices. The command line, the lessons and the app's
 * controls all read it. What a change makes stale follows from the plan, not from this table. */
#include "attention/numbers/errors.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME(constant, function, name, about) name,
static const char *const wirings[] = {ATTN_WIRINGS(NAME) NULL};
static const char *const masks[] = {"none", "causal", "padding", NULL};
static const char *const scales[] = {"width", "embed", "heads", "none", NULL};
static const char *const softmaxes[] = {"key", "query", NULL};
static const char *const polarities[] = {"keep", "drop", NULL};
static const char *const modes[] = {"eval", "train", NULL};
static const char *const answers[] = {"no", "yes", NULL};

static_assert(sizeof scales / sizeof *scales == ATTN_SCALE_COUNT + 1, "a name a scale");

/* Choices are stored as int: every enum here is as wide as one, and checked to be. */
static_assert(sizeof(enum attn_mask) == sizeof(int), "enums are ints");

enum { SEED_DIGITS_MAX = 20, WORD_MAX = 60 };

#define AT(field) offsetof(struct attn_config, field)

static const struct attn_setting settings[] = {
    {"wiring", ATTN_SETTING_CHOICE, 0, 0, wirings, "how the layer is wired", AT(wiring)},
    {"batch", ATTN_SETTING_INT, 1, 65536, NULL, "sequences at a time", AT(batch)},
    {"tokens", ATTN_SETTING_INT, 1, 65536, NULL, "positions in a sequence", AT(tokens)},
    {"embed", ATTN_SETTING_INT, 1, 65536, NULL, "numbers a token", AT(embed)},
    {"heads", ATTN_SETTING_INT, 1, ATTN_HEADS_MAX, NULL, "attention heads", AT(heads)},
    {"seed", ATTN_SETTING_NUMBER, 0, 0x1p64, NULL, "torch.manual_seed", AT(seed)},
    {"mask", ATTN_SETTING_CHOICE, 0, 0, masks, "which keys a query may see", AT(mask)},
    {"valid", ATTN_SETTING_INT, 0, 65536, NULL, "first keys kept by padding", AT(valid)},
    {"scale", ATTN_SETTING_CHOICE, 0, 0, scales, "scores are divided by its square root",
     AT(scale)},
    {"dropout", ATTN_SETTING_NUMBER, 0, 1, NULL, "chance that a weight is dropped", AT(dropout)},
    {"mode", ATTN_SETTING_CHOICE, 0, 0, modes, "train drops weights, eval does not", AT(mode)},
    {"bias", ATTN_SETTING_CHOICE, 0, 0, answers, "whether each Linear adds one", AT(bias)},
    {"softmax", ATTN_SETTING_CHOICE, 0, 0, softmaxes, "the axis that sums to 1", AT(softmax)},
    {"polarity", ATTN_SETTING_CHOICE, 0, 0, polarities, "what a 1 in the mask means", AT(polarity)},
    {"off", ATTN_SETTING_HEADS, 0, ATTN_HEADS_MAX - 1, NULL, "heads zeroed before they are joined",
     AT(off)},
    {"check", ATTN_SETTING_CHOICE, 0, 0, answers, "whether embed must be divisible by heads",
     AT(check)},
};
enum { SETTINGS = sizeof settings / sizeof *settings };

struct attn_config attn_config_default(void)
{
    return (struct attn_config){.batch = 1,
                                .tokens = 4,
                                .embed = 8,
                                .heads = 2,
                                .bias = true,
                                .check = true,
                                .budget = (size_t)1 << 30};
}

bool attn_config_off(const struct attn_config *config, int head)
{
    return config->off[head / 64] >> (head % 64) & 1;
}

void attn_config_set_off(struct attn_config *config, int head, bool off)
{
    uint64_t bit = UINT64_C(1) << (head % 64);
    config->off[head / 64] = off ? config->off[head / 64] | bit : config->off[head / 64] & ~bit;
}

int attn_setting_count(void)
{
    return SETTINGS;
}

const struct attn_setting *attn_setting(int index)
{
    return &settings[index];
}

static const struct attn_setting *find(const char *name)
{
    for (int i = 0; i < SETTINGS; i++) {
        if (strcmp(settings[i].name, name) == 0) {
            return &settings[i];
        }
    }
    return NULL;
}

static bool unknown_setting(const char *name, struct attn_error *error)
{
    const char *names[SETTINGS + 1];
    for (int i = 0; i < SETTINGS; i++) {
        names[i] = settings[i].name;
    }
    names[SETTINGS] = NULL;
    const char *near = attn_nearest_word(name, names);
    if (near) {
        return error_set(error, ATTN_ERROR_SETTING, "unknown setting '%.*s'; did you mean '%s'?",
                         WORD_MAX, name, near);
    }
    char all[200] = "";
    for (int i = 0; i < SETTINGS; i++) {
        strncat(all, i ? ", " : "", sizeof all - strlen(all) - 1);
        strncat(all, settings[i].name, sizeof all - strlen(all) - 1);
    }
    return error_set(error, ATTN_ERROR_SETTING, "unknown setting '%.*s'; there are: %s", WORD_MAX,
                     name, all);
}

static bool bad_choice(const struct attn_setting *setting, const char *value,
                       struct attn_error *error)
{
    char all[120] = "";
    for (int i = 0; setting->choices[i]; i++) {
        strncat(all, i ? ", " : "", sizeof all - strlen(all) - 1);
        strncat(all, setting->choices[i], sizeof all - strlen(all) - 1);
    }
    const char *near = attn_nearest_word(value, setting->choices);
    if (near) {
        return error_set(error, ATTN_ERROR_SETTING, "%s cannot be '%.*s'; did you mean '%s'? (%s)",
                         setting->name, WORD_MAX, value, near, all);
    }
    return error_set(error, ATTN_ERROR_SETTING, "%s cannot be '%.*s'; it is one of: %s",
                     setting->name, WORD_MAX, value, all);
}

static bool set_choice(struct attn_config *config, const struct attn_setting *setting,
                       const char *value, struct attn_error *error)
{
    for (int i = 0; setting->choices[i]; i++) {
        if (strcmp(setting->choices[i], value) == 0) {
            void *place = (char *)config + setting->offset;
            if (setting->choices == answers) {
                *(bool *)place = i == 1;
            } else {
                memcpy(place, &i, sizeof i);
            }
            return true;
        }
    }
    return bad_choice(setting, value, error);
}

/* Nothing there, or space that strtol and strtod would pass over. */
static bool begins_blank(const char *value)
{
    return *value == '\0' || isspace((unsigned char)*value);
}

static bool set_int(struct attn_config *config, const struct attn_setting *setting,
                    const char *value, struct attn_error *error)
{
    char *end = NULL;
    errno = 0;
    long number = strtol(value, &end, 10);
    bool whole = !begins_blank(value) && *end == '\0' && errno == 0;
    if (!whole || number < (long)setting->min || number > (long)setting->max) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "%s takes a whole number from %.0f to %.0f, not '%.*s'", setting->name,
                         setting->min, setting->max, WORD_MAX, value);
    }
    *(int *)((char *)config + setting->offset) = (int)number;
    return true;
}

static bool set_seed(struct attn_config *config, const char *value, struct attn_error *error)
{
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    bool digits = *value >= '0' && *value <= '9' && strlen(value) <= SEED_DIGITS_MAX;
    if (!digits || *end != '\0' || errno != 0) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "seed takes a whole number from 0 to 18446744073709551615, not '%.*s'",
                         WORD_MAX, value);
    }
    config->seed = number;
    return true;
}

/* A probability outside 0 to 1 is a number all the same: nn.Dropout refuses it in its own words. */
static bool set_dropout(struct attn_config *config, const char *value, struct attn_error *error)
{
    char *end = NULL;
    double number = strtod(value, &end);
    if (begins_blank(value) || *end != '\0' || !isfinite(number)) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "dropout takes a number from 0 to 1, not '%.*s'", WORD_MAX, value);
    }
    if (number < 0 || number > 1) {
        return error_dropout(error, number);
    }
    config->dropout = number;
    return true;
}

/* "none", or numbers parted by commas. */
static bool set_heads(struct attn_config *config, const char *value, struct attn_error *error)
{
    struct attn_config copy = *config;
    const char *at = strcmp(value, "none") == 0 ? "" : value;
    memset(copy.off, 0, sizeof copy.off);
    bool good = at != value || *at != '\0';
    while (good && *at) {
        char *end = NULL;
        long head = *at >= '0' && *at <= '9' ? strtol(at, &end, 10) : -1;
        good = head >= 0 && head < ATTN_HEADS_MAX && (*end == '\0' || (*end == ',' && end[1]));
        if (good) {
            attn_config_set_off(&copy, (int)head, true);
            at = *end ? end + 1 : end;
        }
    }
    if (!good) {
        return error_set(error, ATTN_ERROR_SETTING,
                         "off takes 'none' or heads counted from 0, as in 0,3; not '%.*s'",
                         WORD_MAX, value);
    }
    *config = copy;
    return true;
}

static void get_heads(const struct attn_config *config, char *buffer, size_t bytes)
{
    size_t used = 0;
    snprintf(buffer, bytes, "none");
    for (int h = 0; h < ATTN_HEADS_MAX && used < bytes; h++) {
        if (attn_config_off(config, h)) {
            used += (size_t)snprintf(buffer + used, bytes - used, "%s%d", used ? "," : "", h);
        }
    }
}

bool attn_config_set(struct attn_config *config, const char *name, const char *value,
                     struct attn_error *error)
{
    const struct attn_setting *setting = find(name);
    if (!setting) {
        return unknown_setting(name, error);
    }
    switch (setting->kind) {
    case ATTN_SETTING_CHOICE:
        return set_choice(config, setting, value, error);
    case ATTN_SETTING_INT:
        return set_int(config, setting, value, error);
    case ATTN_SETTING_HEADS:
        return set_heads(config, value, error);
    case ATTN_SETTING_NUMBER:
        break;
    }
    return setting->offset == AT(seed) ? set_seed(config, value, error)
                                       : set_dropout(config, value, error);
}

const char *attn_config_get(const struct attn_config *config, const char *name, char *buffer,
                            size_t bytes)
{
    const struct attn_setting *setting = find(name);
    if (!setting) {
        snprintf(buffer, bytes, "%s", "");
        return buffer;
    }
    const void *place = (const char *)config + setting->offset;
    int number = 0;
    if (setting->offset == AT(seed)) {
        snprintf(buffer, bytes, "%llu", (unsigned long long)config->seed);
    } else if (setting->offset == AT(dropout)) {
        snprintf(buffer, bytes, "%.12g", config->dropout);
    } else if (setting->choices == answers) {
        snprintf(buffer, bytes, "%s", answers[*(const bool *)place]);
    } else if (setting->kind == ATTN_SETTING_HEADS) {
        get_heads(config, buffer, bytes);
    } else if (setting->kind == ATTN_SETTING_INT) {
        memcpy(&number, place, sizeof number);
        snprintf(buffer, bytes, "%d", number);
    } else {
        memcpy(&number, place, sizeof number);
        bool given = setting->offset == AT(mask) && number == ATTN_MASK_GIVEN;
        snprintf(buffer, bytes, "%s", given ? "given" : setting->choices[number]);
    }
    return buffer;
}
