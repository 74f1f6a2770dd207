/* Settings from any text: what was taken is written and taken again as the same. */
#include "tests/fuzz/fuzz.h"

#include "attention/attention.h"

#include <string.h>

enum { LINE_MOST = 200, SMALL_BUDGET = 1 << 20, VALUE_MOST = 8192 };

/* A value as it is written comes back as it is written. */
static void round_trip(const struct attn_config *config, const char *name)
{
    char first[VALUE_MOST], second[VALUE_MOST];
    struct attn_error error = {0};
    struct attn_config copy = attn_config_default();
    attn_config_get(config, name, first, sizeof first);
    require(attn_config_set(&copy, name, first, &error));
    require(strcmp(attn_config_get(&copy, name, second, sizeof second), first) == 0);
}

static void set_line(struct attn_config *config, char *line)
{
    char *equals = strchr(line, '=');
    struct attn_error error = {0};
    if (!equals) {
        return;
    }
    *equals = '\0';
    struct attn_config before;
    memcpy(&before, config, sizeof before);
    if (attn_config_set(config, line, equals + 1, &error)) {
        round_trip(config, line);
    } else {
        require(memcmp(&before, config, sizeof before) == 0);
        require(error.kind != ATTN_ERROR_NONE && error.text[0] != '\0');
    }
}

static void plan(const struct attn_config *config)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    if (trace && attn_trace_plan(trace, config, &error)) {
        require(attn_trace_count(trace) > 0);
        require(attn_trace_bytes(trace) <= config->budget);
        int failed = attn_trace_failed(trace);
        require(failed < 0 || attn_trace_op(trace, failed)->error.text[0] != '\0');
    } else {
        require(error.text[0] != '\0');
    }
    attn_trace_free(trace);
}

void fuzz_settings(const uint8_t *data, size_t bytes)
{
    struct attn_config config = attn_config_default();
    size_t at = 0;
    while (at < bytes) {
        char line[LINE_MOST + 1];
        const uint8_t *end = memchr(data + at, '\n', bytes - at);
        size_t length = end ? (size_t)(end - data) - at : bytes - at;
        size_t kept = length < LINE_MOST ? length : LINE_MOST;
        memcpy(line, data + at, kept);
        line[kept] = '\0';
        set_line(&config, line);
        at += length + 1;
    }
    config.budget = SMALL_BUDGET;
    plan(&config);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_settings(data, bytes);
    return 0;
}
#endif
