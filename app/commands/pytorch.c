/* headwise pytorch: a layer as a Python script of the learner's own. */
#include "app/commands/say.h"
#include "app/commands/words.h"
#include "lessons/script/script.h"

#include <string.h>

/* The file that mask=FILE.npy names last, or NULL. */
static const char *mask_file(const struct options *options)
{
    const char *file = NULL;
    for (int i = 1; i < options->word_count; i++) {
        if (strncmp(options->words[i], "mask=", 5) == 0) {
            file = options->words[i] + 5;
        }
    }
    return file;
}

static int print_script(const struct options *options, struct attn_trace *trace)
{
    struct link link = {.config = attn_config_default()};
    int code = words_plan(options, 1, false, &link, trace);
    if (code) {
        return code;
    }
    const char *missed = script_write(stdout, &link.config, mask_file(options));
    if (missed) {
        return say_complaint(EXIT_RAISED, "the listing of this wiring lacks '%s'", missed);
    }
    return 0;
}

int command_pytorch(const struct options *options)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    int code = trace ? print_script(options, trace) : say_complaint(EXIT_RAISED, "out of memory");
    attn_trace_free(trace);
    return code;
}
