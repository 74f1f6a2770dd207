/* headwise --help: made from the tables of commands, options and settings. */
#include "app/commands/options.h"

#include "app/model/link.h"

#include <stdio.h>

static void print_commands(void)
{
#define ROW(name, words, help) {#name, words, help},
    static const struct row {
        const char *name, *words, *help;
    } rows[] = {COMMANDS(ROW)};
#undef ROW
    puts("headwise [LESSON[/STEP]]              open the app");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        char usage[64];
        snprintf(usage, sizeof usage, "%s%s%s", rows[i].name, rows[i].words[0] ? " " : "",
                 rows[i].words);
        printf("headwise %-28s %s\n", usage, rows[i].help);
    }
}

static void print_options(void)
{
    const char *name, *takes;
    int column = printf("\noptions:") - 1;
    for (int i = 0; (name = options_name(i, &takes)); i++) {
        if (column > 60) {
            column = printf("\n        ") - 1;
        }
        column += printf(" %s%s%s ", name, takes ? " " : "", takes ? takes : "");
    }
    puts("\n\ntrace --npy DIR saves every tensor as DIR/NAME.npy, all of them or none. It takes a "
         "new\nfolder, or one whose .npy files are all of this layer: those are replaced.");
}

static void print_settings(void)
{
    puts("\nkeys of trace:");
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *s = attn_setting(i);
        printf("  %-10s %s", s->name, s->help);
        for (int k = 0; s->choices && s->choices[k]; k++) {
            printf("%s%s", k ? ", " : ": ", s->choices[k]);
        }
        putchar('\n');
    }
    puts("  mask also takes FILE.npy, (T, T), 1 = visible");
}

static void print_places(void)
{
    const char *name, *help;
    puts("\nLESSON/STEP may go on: LESSON/STEP?KEY=VALUE&KEY=VALUE, percent-encoded, as the app "
         "copies "
         "it;\nwords KEY=VALUE after it override. Its keys are those of trace, and:");
    for (int i = 0; (name = link_key(i, &help)); i++) {
        printf("  %-10s %s\n", name, help);
    }
}

int command_help(const struct options *options)
{
    (void)options;
    print_commands();
    print_options();
    print_settings();
    print_places();
    return 0;
}
