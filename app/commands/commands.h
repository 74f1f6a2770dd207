/* The command line's commands. Each is a file, NAME.c, and a row here; it returns the program's exit
 * code: 0; EXIT_RAISED (1) when a layer raises, a lesson fails or the world does (a file, the
 * display); EXIT_USAGE (2) for a wrong command line. */
#ifndef APP_COMMANDS_COMMANDS_H
#define APP_COMMANDS_COMMANDS_H

#include "lessons/lesson.h"

/* Its name and function, command_NAME; the words after the name; what it does. */
#define COMMANDS(X)                                                                                \
    X(list, "", "the lessons and their steps")                                                     \
    X(read, "LESSON[/STEP]", "a lesson or a step as text")                                         \
    X(check, "[FILE...]", "parse, run and hold every expect")                                      \
    X(shot, "LESSON/STEP FILE.png", "a picture, with no display")                                  \
    X(trace, "[LESSON/STEP] KEY=VALUE...", "every tensor of a layer")                              \
    X(explain, "'ERROR' [heads=8...]", "what an error means; - reads it")                          \
    X(pytorch, "[LESSON/STEP] KEY=VALUE...", "the same layer as a Python script")

/* What every command may be told. */
struct options {
    const char *lessons;   /* --lessons DIR, or NULL: those compiled in */
    const char *fonts;     /* --fonts DIR, likewise */
    int width, height;     /* --size */
    float density;         /* --density; 0: the display's */
    bool dark;             /* --theme dark */
    const char *npy;       /* --npy DIR */
    int text;              /* --text: sizes up, or down */
    int beat;              /* --beat, from 1; 0: the last */
    bool stage;            /* --stage */
    float between;         /* --between, 0 to 1, where it is given */
    bool closer;           /* --closer */
    bool still;            /* --still */
    unsigned given;        /* a bit for each of them that is there, in the order of options_name */
    bool questions;        /* --questions */
    bool answers;          /* --answers */
    bool longer;           /* --long: of explain, all that is known */
    bool json;             /* --json */
    const char *catalogue; /* --catalogue DIR */
    bool force;            /* --force: files that are there are replaced */
    bool timing;           /* --timing */
    bool help;             /* --help */
    int word_count;        /* the other words, the command's own first */
    const char *const *words;
};

#define DECLARE(name, words, help) int command_##name(const struct options *options);
COMMANDS(DECLARE)
#undef DECLARE

#define COUNT(name, words, help) +1
enum { COMMAND_COUNT = 0 COMMANDS(COUNT) };
#undef COUNT

/* Without a command's name: the window, on the place that is the only word. */
int command_open(const struct options *options);
/* --timing and --help, in place of any command. */
int command_timing(const struct options *options);
int command_help(const struct options *options);

#endif
