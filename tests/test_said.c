/* What each command says, whole, against tests/golden/said: stdout, stderr and the exit. What a
 * command makes is held elsewhere; here no word of it may change unseen. `UPDATE_GOLDEN=1 make test`
 * writes the files anew: look at the difference. */
#include "tests/command.h"
#include "tests/screen.h"

static const struct row {
    const char *file, *arguments;
} rows[] = {
    {"list", "list"},
    {"read", "read 2"},
    {"read-step", "read single-head/7"},
    {"read-raises", "read 7/5"},
    {"read-slice", "read 10/1"},
    {"read-nudge", "read 10/3"},
    {"read-division", "read 11/10"},
    {"read-beside", "read 11/8"},
    {"read-fused", "read 13/5"},
    {"check", "check tests/courses/drawn/01-one-number.md"},
    {"check-untrue", "check tests/broken/ask-verdict-untrue.md"},
    {"check-broken", "check tests/broken/ask-kind.md"},
    {"trace", "trace wiring=projected tokens=3 embed=4 mask=causal seed=3"},
    {"trace-dropout", "trace mode=train dropout=0.5 batch=2 valid=0 mask=padding"},
    {"trace-view", "trace '1/5?v=1&mask=causal&scael=none&cell=0,1' seed=2"},
    {"read-view", "read '2/7?words=un+deux+%E7%8C%AB&paint=5:8c63180&mask=casual&head=3'"},
    {"trace-raises", "trace wiring=head-dim heads=4"},
    {"trace-step", "trace 1/5"},
    {"explain-product",
     "explain 'mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)'"},
    {"explain-hint",
     "explain 'mat1 and mat2 shapes cannot be multiplied (320x256 and 32x32)' heads=8"},
    {"explain-linear", "explain 'mat1 and mat2 shapes cannot be multiplied (3x6 and 7x7)'"},
    {"explain-numpy",
     "explain 'shapes (320,2048) and (256,256) not aligned: 2048 (dim 1) != 256 (dim 0)'"},
    {"explain-batched", "explain 'Expected size for first two dimensions of batch2 tensor to be: "
                        "[6, 4] but got: [5, 4].'"},
    {"explain-untransposed",
     "explain 'Expected size for first two dimensions of batch2 tensor to be: "
     "[6, 8] but got: [6, 5].'"},
    {"explain-broadcast",
     "explain 'The size of tensor a (6) must match the size of tensor b (8) at "
     "non-singleton dimension 3'"},
    {"explain-view", "explain \"shape '[1, 5, 3, 5]' is invalid for input of size 80\""},
    {"explain-view-width", "explain \"shape '[2, 5, 8]' is invalid for input of size 160\""},
    {"explain-assert",
     "explain 'AssertionError: embed_dim must be divisible by num_heads' embed=10"},
    {"explain-dropout", "explain 'dropout probability has to be between 0 and 1, but got 100'"},
    {"explain-json", "explain --json 'index out of range in self'"},
    {"explain-nothing", "explain 'segmentation fault'"},
    {"help", "--help"},
    {"open", "1/2"},
    {"usage", "shot 1/1"},
    {"usage-key", "trace batsh=3"},
    {"usage-option", "list --lesson x"},
    {"usage-place", "read 99"},
    {"usage-lesson", "read singel-head"},
    {"usage-step", "read 2/x-fife-words"},
    {"usage-steps", "read 2/99"},
    {"usage-value", "trace mask=casual"},
    {"usage-range", "trace heads=0"},
    {"usage-size", "shot 1/1 x.png --size 5x5"},
    {"usage-twice", "read 1 2"},
    {"usage-no-file", "check no/such/file.md"},
    {"usage-view", "read '2/7?mask=causal' mask=casual"},
    {"usage-pytorch", "pytorch single-hed/1"},
};

/* Of our own course, and no settings: the built-in lessons come and go, and the settings' table grows. */
static char *said_by(const char *arguments)
{
    char line[300];
    snprintf(line, sizeof line, "%s --lessons tests/courses/drawn", arguments);
    const struct said *s =
        headwise_with("DISPLAY= WAYLAND_DISPLAY= SDL_VIDEODRIVER=x11", arguments);
    const char *settings = strstr(s->out, "keys of trace:");
    int out = (int)(settings ? (size_t)(settings - s->out) : strlen(s->out));
    size_t bytes = strlen(s->out) + strlen(s->err) + 256;
    char *text = malloc(bytes);
    snprintf(text, bytes, "$ headwise %s\n%.*s%s%sexit %d\n", arguments, out, s->out,
             s->err[0] ? "stderr:\n" : "", s->err, s->code);
    return text;
}

static void every_command_says_what_is_kept(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[64], *text = said_by(rows[i].arguments);
        snprintf(name, sizeof name, "said/%s", rows[i].file);
        screen_hold(name, text);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_command_says_what_is_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
