/* headwise trace: every tensor of a layer, and each saved as NAME.npy. */
#include "app/commands/commands.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static void print_row(const char *name, const struct attn_tensor *tensor)
{
    char shape[64];
    struct attn_summary s = attn_tensor_summary(tensor);
    printf("%-18s %-18s %12.6g %12.6g %12.6g\n", name,
           attn_shape_text(&tensor->shape, shape, sizeof shape), (double)s.min, s.mean,
           (double)s.max);
}

static bool save(const char *dir, const char *name, const struct attn_tensor *tensor)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.npy", dir, name);
    if (!npy_write(path, tensor)) {
        complain(0, "cannot write '%s': %s", path, strerror(errno));
        return false;
    }
    return true;
}

/* An operation's result and what it kept on the way: weights, weights.exps ... */
static bool put_op(const struct attn_trace *trace, int index, const char *npy)
{
    const struct attn_op *op = attn_trace_op(trace, index);
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_tensor tensor = attn_trace_tensor(trace, index, (enum attn_part)part);
        char name[ATTN_NAME_MAX + 16];
        snprintf(name, sizeof name, "%s%s%s", op->name, part ? "." : "",
                 attn_part_name((enum attn_part)part));
        if (!tensor.data) {
            continue;
        }
        print_row(name, &tensor);
        if (npy && !save(npy, name, &tensor)) {
            return false;
        }
    }
    return true;
}

static int put_all(const struct attn_trace *trace, const char *npy)
{
    if (npy && mkdir(npy, 0777) != 0 && errno != EEXIST) {
        return complain(EXIT_RAISED, "cannot make folder '%s': %s", npy, strerror(errno));
    }
    printf("%-18s %-18s %12s %12s %12s\n", "name", "shape", "min", "mean", "max");
    for (int i = 0; i < attn_trace_count(trace); i++) {
        if (!put_op(trace, i, npy)) {
            return EXIT_RAISED;
        }
    }
    int failed = attn_trace_failed(trace);
    if (failed >= 0) {
        const struct attn_op *op = attn_trace_op(trace, failed);
        fflush(stdout);
        fprintf(stderr, "%s: %s\n", attn_error_kind_name(op->error.kind), op->error.text);
        return EXIT_RAISED;
    }
    return fflush(stdout) == 0 ? 0 : complain(EXIT_RAISED, "cannot write: %s", strerror(errno));
}

/* With a LESSON/STEP as the first word: that step's settings and written numbers. */
static int start_from_lesson(const struct options *options, struct attn_trace *trace,
                             struct attn_config *config)
{
    int lesson, step;
    struct attn_error error = {0};
    struct course *course = open_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    int code = find_place(course, options->words[1], &lesson, &step) ? 0 : EXIT_USAGE;
    if (code == 0) {
        const struct lesson_step *s = &course->lessons[lesson]->steps[step];
        *config = s->config;
        if (!lesson_prepare(course->lessons[lesson], s, config, NULL, trace, &error)) {
            code = complain(EXIT_RAISED, "%s", error.text);
        }
    }
    course_free(course);
    return code;
}

int trace_words(const struct options *options, int first, struct attn_trace *trace,
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

static int run_words(const struct options *options, struct attn_trace *trace)
{
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    int first = 1;
    bool lesson = options->word_count > 1 && !strchr(options->words[1], '=');
    if (lesson) {
        first = 2;
        int bad = start_from_lesson(options, trace, &config);
        if (bad) {
            return bad;
        }
    }
    int code = trace_words(options, first, trace, &config);
    if (code) {
        return code;
    }
    if (!attn_trace_run_all(trace, &error)) {
        return complain(EXIT_RAISED, "%s", error.text);
    }
    return put_all(trace, options->npy);
}

int command_trace(const struct options *options)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    int code = trace ? run_words(options, trace) : complain(EXIT_RAISED, "out of memory");
    attn_trace_free(trace);
    return code;
}
