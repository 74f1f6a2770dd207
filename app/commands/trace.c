/* headwise trace: every tensor of a layer, and each saved as NAME.npy. */
#include "app/commands/place.h"
#include "app/commands/saver.h"
#include "app/commands/say.h"
#include "app/commands/words.h"

#include <string.h>

static void print_row(const char *name, const struct attn_tensor *tensor)
{
    char shape[64];
    struct attn_summary s = attn_tensor_summary(tensor);
    printf("%-18s %-18s %12.6g %12.6g %12.6g\n", name,
           attn_shape_text(&tensor->shape, shape, sizeof shape), (double)s.min, s.mean,
           (double)s.max);
}

/* Prints an operation's result and what it kept on the way: weights, weights.exps ...; and hands
 * them on to be saved. */
static bool put_op(const struct attn_trace *trace, int index, struct saver *saver)
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
        if (saver && !saver_add(saver, name, &tensor)) {
            return false;
        }
    }
    return true;
}

static bool put_all(const struct attn_trace *trace, struct saver *saver)
{
    printf("%-18s %-18s %12s %12s %12s\n", "name", "shape", "min", "mean", "max");
    for (int i = 0; i < attn_trace_count(trace); i++) {
        if (!put_op(trace, i, saver)) {
            return false;
        }
    }
    return true;
}

/* Prints every tensor; saves them in folder npy, unless that is NULL. */
static int put_and_save(const struct attn_trace *trace, const char *npy)
{
    struct saver saver;
    if (!npy) {
        return put_all(trace, NULL) ? 0 : EXIT_RAISED;
    }
    bool good = saver_begin(&saver, npy) && put_all(trace, &saver) && saver_commit(&saver);
    saver_end(&saver);
    return good ? 0 : EXIT_RAISED;
}

static int tell_failure(const struct attn_trace *trace)
{
    int failed = attn_trace_failed(trace);
    if (failed < 0) {
        return 0;
    }
    const struct attn_op *op = attn_trace_op(trace, failed);
    fflush(stdout);
    say(stderr, "%s: %s\n", attn_error_kind_name(op->error.kind), op->error.text);
    return EXIT_RAISED;
}

static int run_words(const struct options *options, struct attn_trace *trace)
{
    struct place place = {.link.config = attn_config_default()};
    struct attn_error error = {0};
    int code = place_start(options, trace, &place);
    code = code ? code : place_repeat(&place, trace);
    if (code) {
        return code;
    }
    if (!attn_trace_run_all(trace, &error)) {
        return say_complaint(EXIT_RAISED, "%s", error.text);
    }
    code = put_and_save(trace, options->npy);
    return code ? code : tell_failure(trace);
}

int command_trace(const struct options *options)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    int code = trace ? run_words(options, trace) : say_complaint(EXIT_RAISED, "out of memory");
    attn_trace_free(trace);
    return code;
}
