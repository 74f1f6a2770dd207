/* Settings as words: KEY=VALUE, and mask=FILE.npy. */
#include "app/commands/words.h"

#include "app/commands/npy.h"
#include "app/commands/say.h"

#include <stdlib.h>
#include <string.h>

/* Gives the mask that FILE.npy holds. */
static int give_mask(const char *path, struct attn_trace *trace, struct attn_config *config)
{
    struct attn_shape shape;
    struct attn_error error = {0};
    float *values = NULL;
    char reason[200];
    if (!npy_read(path, &shape, &values, reason)) {
        return complain(EXIT_USAGE, "mask '%s': %s", path, reason);
    }
    for (size_t i = 0; i < attn_shape_count(&shape); i++) {
        if (values[i] != 0 && values[i] != 1) {
            free(values);
            return complain(EXIT_USAGE, "mask '%s' holds other numbers than 0 and 1", path);
        }
    }
    bool given = attn_trace_give(trace, "mask", &shape, values, &error);
    free(values);
    config->mask = ATTN_MASK_GIVEN;
    return given ? 0 : complain(EXIT_RAISED, "%s", error.text);
}

static bool is_npy(const char *value)
{
    size_t length = strlen(value);
    return length > 4 && strcmp(value + length - 4, ".npy") == 0;
}

/* KEY=VALUE; the exit code, 0 when it was taken. */
static int set_word(const char *word, struct attn_trace *trace, struct attn_config *config)
{
    char key[40];
    struct attn_error error = {0};
    const char *equals = strchr(word, '=');
    if (!equals || equals == word || equals - word >= (ptrdiff_t)sizeof key) {
        return complain(EXIT_USAGE, "'%.60s' is not KEY=VALUE, as in mask=causal", word);
    }
    snprintf(key, sizeof key, "%.*s", (int)(equals - word), word);
    if (strcmp(key, "mask") == 0 && is_npy(equals + 1)) {
        return give_mask(equals + 1, trace, config);
    }
    if (!attn_config_set(config, key, equals + 1, &error)) {
        bool raised = error.kind == ATTN_ERROR_VALUE;
        return raised
                   ? complain(EXIT_RAISED, "%s: %s", attn_error_kind_name(error.kind), error.text)
                   : complain(EXIT_USAGE, "%s", error.text);
    }
    return 0;
}

int words_plan(const struct options *options, int first, struct attn_trace *trace,
               struct attn_config *config)
{
    struct attn_error error = {0};
    for (int i = first; i < options->word_count; i++) {
        int code = set_word(options->words[i], trace, config);
        if (code) {
            return code;
        }
    }
    if (!attn_trace_plan(trace, config, &error)) {
        return complain(error.kind == ATTN_ERROR_MEMORY ? EXIT_RAISED : EXIT_USAGE, "%s",
                        error.text);
    }
    return 0;
}
