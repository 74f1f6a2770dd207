/* Reading the command line: options anywhere, the first word chooses the command, and whatever is
 * no command is a lesson to open. */
#include "app/commands/commands.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 256, SIZE_LEAST = 100, SIZE_MOST = 8192 };

struct command {
    const char *name;
    int (*run)(const struct options *options);
    const char *usage, *help;
};

static const struct command commands[] = {
    {"list", command_list, "list", "the lessons and their steps"},
    {"read", command_read, "read LESSON", "a lesson as text"},
    {"check", command_check, "check [FILE...]", "parse, run and hold every expect"},
    {"shot", command_shot, "shot LESSON/STEP FILE.png", "a picture, with no display"},
    {"trace", command_trace, "trace [LESSON/STEP] KEY=VALUE...", "every tensor of a layer"},
    {"explain", command_explain, "explain 'ERROR' [heads=8...]",
     "what a shape error means; - reads it"},
    {"pytorch", command_pytorch, "pytorch KEY=VALUE...", "the same layer as a Python script"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int complain(int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("headwise: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return code;
}

static void print_help(FILE *out)
{
    fputs("headwise [LESSON[/STEP]]              open the app\n", out);
    for (int i = 0; i < COMMANDS; i++) {
        fprintf(out, "headwise %-28s %s\n", commands[i].usage, commands[i].help);
    }
    fputs("\noptions: --size 1280x800  --density 2  --theme light|dark  --npy DIR\n"
          "         --lessons DIR  --fonts DIR  --timing  --help\n\nkeys of trace:\n",
          out);
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *s = attn_setting(i);
        fprintf(out, "  %-10s %s", s->name, s->help);
        for (int k = 0; s->choices && s->choices[k]; k++) {
            fprintf(out, "%s%s", k ? ", " : ": ", s->choices[k]);
        }
        fputc('\n', out);
    }
    fputs("  mask also takes FILE.npy, (T, T), 1 = visible\n", out);
}

/* ---- options ---- */

static bool read_size(const char *text, struct options *o)
{
    char *end = NULL;
    long w = strtol(text, &end, 10);
    if (end == text || *end != 'x') {
        return false;
    }
    const char *second = end + 1;
    long h = strtol(second, &end, 10);
    if (end == second || *end != '\0' || w < SIZE_LEAST || w > SIZE_MOST || h < SIZE_LEAST ||
        h > SIZE_MOST) {
        return false;
    }
    o->width = (int)w;
    o->height = (int)h;
    return true;
}

static bool read_density(const char *text, struct options *o)
{
    char *end = NULL;
    double density = strtod(text, &end);
    if (end == text || *end != '\0' || !(density >= 0.5 && density <= 4)) {
        return false;
    }
    o->density = (float)density;
    return true;
}

static bool read_theme(const char *text, struct options *o)
{
    o->dark = strcmp(text, "dark") == 0;
    return o->dark || strcmp(text, "light") == 0;
}

/* An option that takes a value; what it says when the value is wrong. */
static int set_option(const char *name, const char *value, struct options *o)
{
    if (strcmp(name, "--size") == 0) {
        return read_size(value, o) ? 0
                                   : complain(EXIT_USAGE,
                                              "--size takes WIDTHxHEIGHT, each %d to %d, "
                                              "not '%s'",
                                              SIZE_LEAST, SIZE_MOST, value);
    }
    if (strcmp(name, "--density") == 0) {
        return read_density(value, o)
                   ? 0
                   : complain(EXIT_USAGE, "--density takes a number from 0.5 to 4, not '%s'",
                              value);
    }
    if (strcmp(name, "--theme") == 0) {
        return read_theme(value, o)
                   ? 0
                   : complain(EXIT_USAGE, "--theme takes light or dark, not '%s'", value);
    }
    const char **place = strcmp(name, "--npy") == 0     ? &o->npy
                         : strcmp(name, "--fonts") == 0 ? &o->fonts
                                                        : &o->lessons;
    *place = value;
    return 0;
}

static int unknown_option(const char *word)
{
    static const char *const names[] = {"--size",  "--density", "--theme", "--npy", "--lessons",
                                        "--fonts", "--timing",  "--help",  NULL};
    const char *near = attn_nearest_word(word, names);
    return near ? complain(EXIT_USAGE, "unknown option '%s'; did you mean '%s'?", word, near)
                : complain(EXIT_USAGE, "unknown option '%s'; headwise --help lists them", word);
}

static bool takes_value(const char *word)
{
    static const char *const names[] = {"--size", "--density", "--theme",
                                        "--npy",  "--lessons", "--fonts"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Sorts argv into options and words; returns an exit code, or -1 to go on. */
static int read_options(int argc, char **argv, struct options *o, const char **words)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            print_help(stdout);
            return 0;
        }
        if (strcmp(word, "--timing") == 0) {
            o->timing = true;
        } else if (takes_value(word)) {
            if (i + 1 == argc) {
                return complain(EXIT_USAGE, "%s needs a value", word);
            }
            int code = set_option(word, argv[++i], o);
            if (code) {
                return code;
            }
        } else if (word[0] == '-' && word[1] != '\0') {
            return unknown_option(word);
        } else if (o->word_count < WORDS_MAX) {
            words[o->word_count++] = word;
        } else {
            return complain(EXIT_USAGE, "too many words");
        }
    }
    return -1;
}

int command_main(int argc, char **argv)
{
    const char *words[WORDS_MAX];
    struct options options = {.width = 1280, .height = 800, .words = words};
    int code = read_options(argc, argv, &options, words);
    if (code >= 0) {
        return code;
    }
    if (options.timing) {
        return command_timing(&options);
    }
    for (int i = 0; i < COMMANDS && options.word_count > 0; i++) {
        if (strcmp(commands[i].name, words[0]) == 0) {
            return commands[i].run(&options);
        }
    }
    return command_open(&options);
}

/* ---- the course ---- */

struct course *open_course(const struct options *options)
{
    struct lesson_error error = {0};
    struct course *course = course_load(options->lessons, &error);
    if (!course) {
        char text[1024];
        fputs(lesson_error_text(&error, text, sizeof text), stderr);
    }
    return course;
}

static bool no_such_lesson(const struct course *course, const char *word)
{
    const char *names[COMMANDS + 64];
    int count = 0;
    for (int i = 0; i < course->count && i < 63; i++) {
        names[count++] = course->lessons[i]->slug;
    }
    for (int i = 0; i < COMMANDS; i++) {
        names[count++] = commands[i].name;
    }
    names[count] = NULL;
    const char *near = attn_nearest_word(word, names);
    if (near) {
        complain(0, "no lesson or command '%s'; did you mean '%s'?", word, near);
    } else {
        complain(0, "no lesson or command '%s'; headwise list shows the lessons", word);
    }
    return false;
}

static bool no_such_step(const struct lesson *lesson, const char *word)
{
    const char *names[65];
    int count = 0;
    for (; count < lesson->step_count && count < 64; count++) {
        names[count] = lesson->steps[count].slug;
    }
    names[count] = NULL;
    const char *near = attn_nearest_word(word, names);
    if (near) {
        complain(0, "lesson '%s' has no step '%s'; did you mean '%s'?", lesson->slug, word, near);
    } else {
        complain(0, "lesson '%s' has steps 1 to %d, not '%s'", lesson->slug, lesson->step_count,
                 word);
    }
    return false;
}

bool find_place(const struct course *course, const char *word, int *lesson, int *step)
{
    char name[80];
    const char *slash = strchr(word, '/');
    size_t length = slash ? (size_t)(slash - word) : strlen(word);
    snprintf(name, sizeof name, "%.*s", (int)(length < 79 ? length : 79), word);
    *step = 0;
    *lesson = course_find(course, name);
    if (*lesson < 0) {
        return no_such_lesson(course, name);
    }
    if (slash) {
        *step = lesson_find_step(course->lessons[*lesson], slash + 1);
        if (*step < 0) {
            return no_such_step(course->lessons[*lesson], slash + 1);
        }
    }
    return true;
}
