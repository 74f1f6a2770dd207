/* Settings, and what else a view has, as words: KEY=VALUE, and mask=FILE.npy. */
#include "app/commands/words.h"

#include "app/commands/npy.h"
#include "app/commands/say.h"
#include "app/platform/files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Why these numbers are no mask, or NULL. */
static const char *no_mask(const struct npy *npy)
{
    if (npy->shape.rank != 2) {
        return "does not have two axes, (tokens, tokens)";
    }
    size_t count = attn_shape_count(&npy->shape);
    bool plain = !npy->rounded;
    for (size_t i = 0; i < count && plain; i++) {
        plain = npy->values[i] == 0 || npy->values[i] == 1;
    }
    return plain ? count ? NULL : "has no cells" : "holds other numbers than 0 and 1";
}

static int give_numbers(const char *path, const struct npy *npy, struct attn_trace *trace)
{
    struct attn_error error = {0};
    const char *why = no_mask(npy);
    if (why) {
        return say_complaint(EXIT_USAGE, "mask '%s' %s", path, why);
    }
    return attn_trace_give(trace, "mask", &npy->shape, npy->values, &error)
               ? 0
               : say_complaint(EXIT_RAISED, "%s", error.text);
}

/* Gives the mask that FILE.npy holds. */
static int give_mask(const char *path, struct attn_trace *trace, struct link *link)
{
    struct npy npy;
    char reason[NPY_REASON];
    size_t bytes;
    char *file = files_read(path, &bytes);
    if (!file) {
        return say_complaint(errno == ENOMEM ? EXIT_RAISED : EXIT_USAGE, "mask '%s': %s", path,
                             strerror(errno));
    }
    bool read = npy_parse(file, bytes, &npy, reason);
    free(file);
    if (!read) {
        return say_complaint(npy.memory ? EXIT_RAISED : EXIT_USAGE, "mask '%s' %s", path, reason);
    }
    int code = give_numbers(path, &npy, trace);
    free(npy.values);
    link->config.mask = ATTN_MASK_GIVEN;
    link->painted_tokens = 0;
    return code;
}

static bool is_npy(const char *value)
{
    size_t length = strlen(value);
    return length > 4 && strcmp(value + length - 4, ".npy") == 0;
}

/* KEY=VALUE; the exit code, 0 when it was taken. */
static int set_word(const char *word, bool view, struct link *link, struct attn_trace *trace)
{
    char key[40];
    struct attn_error error = {0};
    const char *equals = strchr(word, '=');
    if (!equals || equals == word || equals - word >= (ptrdiff_t)sizeof key) {
        return say_complaint(EXIT_USAGE, "'%.60s' is not KEY=VALUE, as in mask=causal", word);
    }
    snprintf(key, sizeof key, "%.*s", (int)(equals - word), word);
    if (trace && strcmp(key, "mask") == 0 && is_npy(equals + 1)) {
        return give_mask(equals + 1, trace, link);
    }
    bool taken = view ? link_set(link, key, equals + 1, &error)
                      : attn_config_set(&link->config, key, equals + 1, &error);
    if (!taken) {
        bool raised = error.kind == ATTN_ERROR_VALUE;
        return raised ? say_complaint(EXIT_RAISED, "%s: %s", attn_error_kind_name(error.kind),
                                      error.text)
                      : say_complaint(EXIT_USAGE, "%s", error.text);
    }
    return 0;
}

int words_take(const struct options *options, int first, bool view, struct link *link,
               struct attn_trace *trace)
{
    int code = 0;
    for (int i = first; i < options->word_count && code == 0; i++) {
        code = set_word(options->words[i], view, link, trace);
    }
    return code;
}

/* Gives the mask that the link paints, if it does. */
static bool give_painted(const struct link *link, struct attn_trace *trace,
                         struct attn_error *error)
{
    int tokens = link->painted_tokens;
    struct attn_shape square = {2, {tokens, tokens}, {ATTN_AXIS_QUERY, ATTN_AXIS_KEY}};
    return tokens == 0 || attn_trace_give(trace, "mask", &square, link->painted, error);
}

int words_plan(const struct options *options, int first, bool view, struct link *link,
               struct attn_trace *trace)
{
    struct attn_error error = {0};
    int code = words_take(options, first, view, link, trace);
    if (code) {
        return code;
    }
    if (!give_painted(link, trace, &error) || !attn_trace_plan(trace, &link->config, &error)) {
        return say_complaint(error.kind == ATTN_ERROR_MEMORY ? EXIT_RAISED : EXIT_USAGE, "%s",
                             error.text);
    }
    return 0;
}
