/* headwise pytorch: a layer as a Python script of the learner's own. */
#include "app/commands/place.h"
#include "app/commands/say.h"
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

/* "LESSON/STEP KEY=VALUE ..." as they were typed; "" where no place is among them. */
static const char *place_words(const struct options *options, char *buffer, size_t bytes)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (int i = 1; place_is_first(options) && i < options->word_count && used < bytes; i++) {
        used += (size_t)snprintf(buffer + used, bytes - used, "%s'%s'", i > 1 ? " " : "",
                                 options->words[i]);
    }
    return buffer;
}

static int print_script(const struct options *options, struct attn_trace *trace)
{
    struct place place = {.link.config = attn_config_default()};
    int code = place_start(options, trace, &place);
    if (code) {
        return code;
    }
    char words[2048];
    const char *missed =
        script_write(stdout, &(struct script){
                                 .config = &place.link.config,
                                 .mask_file = mask_file(options),
                                 .given = trace,
                                 .rows = place.has_rows ? place.rows : NULL,
                                 .place = place_words(options, words, sizeof words),
                             });
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
