/* The table of settings, built from the rows of ATTN_SETTINGS. The command line, the lessons and the
 * app's controls all read it. What a change makes stale follows from the plan, not from this table. */
#include "attention/config/values.h"

#include "attention/numbers/words.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NAME(constant, function, name, about) name,
static const char *const wirings[] = {ATTN_WIRINGS(NAME) NULL};

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define LIST_OF_WIRINGS wirings
#define NONE NULL

#define WORDS_INT(list) NULL
#define WORDS_CHOICE(list) list
#define WORDS_BOOL(list) list
#define WORDS_NUMBER(list) NULL
#define WORDS_SEED(list) NULL
#define WORDS_HEADS(list) NULL

#define SETTING(constant, field, of_kind, least, most, value, shown_label, letter, list, texts,    \
                about)                                                                             \
    [ATTN_SETTING_ID_##constant] = {.name = #field,                                                \
                                    .kind = ATTN_SETTING_##of_kind,                                \
                                    .min = least,                                                  \
                                    .max = most,                                                   \
                                    .preset = value,                                               \
                                    .choices = WORDS_##of_kind(list),                              \
                                    .help = about,                                                 \
                                    .label = shown_label,                                          \
                                    .key = letter,                                                 \
                                    .offered = list,                                               \
                                    .shown = texts,                                                \
                                    .offset = offsetof(struct attn_config, field)},
static const struct attn_setting settings[] = {ATTN_SETTINGS(SETTING)};

/* What the compiler can hold against a row: that its field is of its kind, that an enum has a word
 * each, that as many texts are shown as there are values, and no more than there is room for. */
#define COUNT(list) ((int)(sizeof(list) / sizeof(char *)) - 1)
#define WORDED_INT(list, most) true
#define WORDED_CHOICE(list, most) (COUNT(list) == (most) + 1)
#define WORDED_BOOL(list, most) (COUNT(list) == 2)
#define WORDED_NUMBER(list, most) true
#define WORDED_SEED(list, most) true
#define WORDED_HEADS(list, most) true
#define CHECKED(constant, field, kind, least, most, value, label, letter, list, texts, about)      \
    static_assert(sizeof((struct attn_config){0}.field) == VALUES_##kind##_BYTES,                  \
                  #field ": its field in struct attn_config is not of its kind");                  \
    static_assert(WORDED_##kind(list, most), #field ": a word for each value of its enum");        \
    static_assert(COUNT(texts) == 0 || COUNT(texts) == COUNT(list),                                \
                  #field ": a text for each value that is offered");                               \
    static_assert(COUNT(list) <= ATTN_OFFERED_MAX, #field ": more values than ATTN_OFFERED_MAX");
ATTN_SETTINGS(CHECKED)

struct attn_config attn_config_default(void)
{
    struct attn_config config = {.budget = (size_t)1 << 30};
    for (int i = 0; i < ATTN_SETTING_ID_COUNT; i++) {
        bool taken = values_set(&config, &settings[i], settings[i].preset, NULL);
        assert(taken); /* each row's default is one of its values */
        (void)taken;
    }
    return config;
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
    return ATTN_SETTING_ID_COUNT;
}

const struct attn_setting *attn_setting(int index)
{
    assert(index >= 0 && index < ATTN_SETTING_ID_COUNT);
    return &settings[index];
}

static const struct attn_setting *find(const char *name)
{
    for (int i = 0; i < ATTN_SETTING_ID_COUNT; i++) {
        if (strcmp(settings[i].name, name) == 0) {
            return &settings[i];
        }
    }
    return NULL;
}

static bool unknown_setting(const char *name, struct attn_error *error)
{
    static const char format[] = "unknown setting '%.*s'; there are: %s";
    const char *names[ATTN_SETTING_ID_COUNT + 1];
    char all[ATTN_TEXT_MAX];
    for (int i = 0; i < ATTN_SETTING_ID_COUNT; i++) {
        names[i] = settings[i].name;
    }
    names[ATTN_SETTING_ID_COUNT] = NULL;
    const char *near = attn_nearest_word(name, names);
    if (near) {
        return error_set(error, ATTN_ERROR_SETTING, "unknown setting '%.*s'; did you mean '%s'?",
                         VALUES_WORD_MAX, name, near);
    }
    int used = snprintf(NULL, 0, format, VALUES_WORD_MAX, name, "");
    words_join(all, sizeof all - (size_t)used, names);
    return error_set(error, ATTN_ERROR_SETTING, format, VALUES_WORD_MAX, name, all);
}

bool attn_config_set(struct attn_config *config, const char *name, const char *value,
                     struct attn_error *error)
{
    const struct attn_setting *setting = find(name);
    return setting ? values_set(config, setting, value, error) : unknown_setting(name, error);
}

const char *attn_config_get(const struct attn_config *config, const char *name, char *buffer,
                            size_t bytes)
{
    const struct attn_setting *setting = find(name);
    if (setting) {
        values_get(config, setting, buffer, bytes);
    } else {
        snprintf(buffer, bytes, "%s", "");
    }
    return buffer;
}
