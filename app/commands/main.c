/* Reads the command line and hands over to a command: the first word names it, and whatever is no
 * command is a lesson to open. How a command ends stands here too: all that it printed has arrived,
 * or the exit says so. */
#include "app/commands/main.h"

#include "app/commands/options.h"
#include "app/commands/say.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>

static int run(const struct options *options)
{
#define ROW(name, words, help) {#name, command_##name},
    static const struct command {
        const char *name;
        int (*run)(const struct options *options);
    } commands[] = {COMMANDS(ROW)};
#undef ROW
    if (options->help) {
        return command_help(options);
    }
    if (options->timing) {
        return command_timing(options);
    }
    for (int i = 0; i < COMMAND_COUNT && options->word_count > 0; i++) {
        if (strcmp(commands[i].name, options->words[0]) == 0) {
            return commands[i].run(options);
        }
    }
    return command_open(options);
}

/* A standard stream that came closed would be the next file opened, and get what is printed: its
 * number is taken by something that cannot be written. A reader that goes away is a failed write. */
static void guard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            open("/dev/null", O_RDONLY);
        }
    }
    signal(SIGPIPE, SIG_IGN);
}

int command_main(int argc, char **argv)
{
    const char *words[WORDS_MAX];
    struct options options = {.width = 1280, .height = 800, .words = words};
    guard_streams();
    int code = options_read(argc, argv, &options, words);
    return say_end(code ? code : run(&options));
}
