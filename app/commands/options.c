/* One row an option: what it takes, and how it is read. */
#include "app/commands/options.h"

#include "app/commands/say.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIZE_LEAST = 100,
    SIZE_MOST = 8192,
    SIDE_MOST = 16384,     /* of a picture, device pixels */
    PIXELS_MOST = 64 << 20 /* of a picture: 256 MiB */
};

static bool read_size(const char *text, struct options *o)
{
    char *end = NULL;
    bool digit = text[0] >= '0' && text[0] <= '9';
    long w = strtol(text, &end, 10);
    if (!digit || *end != 'x' || end[1] < '0' || end[1] > '9') {
        return false;
    }
    long h = strtol(end + 1, &end, 10);
    bool inside = w >= SIZE_LEAST && w <= SIZE_MOST && h >= SIZE_LEAST && h <= SIZE_MOST;
    if (*end != '\0' || !inside) {
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

static bool read_whole(const char *text, int least, int most, int *number)
{
    char *end = NULL;
    long n = strtol(text, &end, 10);
    bool begins = (text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '+';
    *number = (int)n;
    return begins && *end == '\0' && n >= least && n <= most;
}

static bool read_text(const char *text, struct options *o)
{
    return read_whole(text, -2, 4, &o->text);
}

static bool read_beat(const char *text, struct options *o)
{
    return read_whole(text, 1, 1000, &o->beat);
}

static bool read_stage(const char *text, struct options *o)
{
    (void)text;
    o->stage = true;
    return true;
}

static bool read_between(const char *text, struct options *o)
{
    char *end = NULL;
    double share = strtod(text, &end);
    o->between = (float)share;
    return end != text && *end == '\0' && share >= 0 && share <= 1;
}

static bool read_closer(const char *text, struct options *o)
{
    (void)text;
    o->closer = true;
    return true;
}

static bool read_still(const char *text, struct options *o)
{
    (void)text;
    o->still = true;
    return true;
}

static bool read_npy(const char *text, struct options *o)
{
    o->npy = text;
    return text[0] != '\0';
}

static bool read_lessons(const char *text, struct options *o)
{
    o->lessons = text;
    return text[0] != '\0';
}

static bool read_fonts(const char *text, struct options *o)
{
    o->fonts = text;
    return text[0] != '\0';
}

static bool read_timing(const char *text, struct options *o)
{
    (void)text;
    o->timing = true;
    return true;
}

static bool read_questions(const char *text, struct options *o)
{
    (void)text;
    o->questions = true;
    return true;
}

static bool read_answers(const char *text, struct options *o)
{
    (void)text;
    o->answers = true;
    return true;
}

static bool read_help(const char *text, struct options *o)
{
    (void)text;
    o->help = true;
    return true;
}

static bool read_long(const char *text, struct options *o)
{
    (void)text;
    o->longer = true;
    return true;
}

static bool read_json(const char *text, struct options *o)
{
    (void)text;
    o->json = true;
    return true;
}

static bool read_catalogue(const char *text, struct options *o)
{
    o->catalogue = text;
    return text[0] != '\0';
}

static bool read_force(const char *text, struct options *o)
{
    (void)text;
    o->force = true;
    return true;
}

struct option {
    const char *name;
    const char *takes;   /* as the help shows its value; NULL: it takes none */
    const char *allowed; /* what a wrong value is told */
    bool (*read)(const char *text, struct options *options);
};

static const struct option options_table[] = {
    {"--size", "1280x800", "WIDTHxHEIGHT, each 100 to 8192", read_size},
    {"--density", "2", "a number from 0.5 to 4", read_density},
    {"--theme", "light|dark", "light or dark", read_theme},
    {"--text", "N", "a whole number from -2 to 4", read_text},
    {"--beat", "N", "a whole number from 1", read_beat},
    {"--stage", NULL, NULL, read_stage},
    {"--closer", NULL, NULL, read_closer},
    {"--between", "T", "a number from 0 to 1", read_between},
    {"--still", NULL, NULL, read_still},
    {"--npy", "DIR", "a folder", read_npy},
    {"--lessons", "DIR", "a folder", read_lessons},
    {"--fonts", "DIR", "a folder", read_fonts},
    {"--questions", NULL, NULL, read_questions},
    {"--answers", NULL, NULL, read_answers},
    {"--long", NULL, NULL, read_long},
    {"--json", NULL, NULL, read_json},
    {"--catalogue", "DIR", "a folder", read_catalogue},
    {"--force", NULL, NULL, read_force},
    {"--timing", NULL, NULL, read_timing},
    {"--help", NULL, NULL, read_help},
};
enum { OPTIONS = sizeof options_table / sizeof *options_table };

const char *options_name(int index, const char **takes)
{
    if (index >= OPTIONS) {
        return NULL;
    }
    *takes = options_table[index].takes;
    return options_table[index].name;
}

static const struct option *find(const char *word)
{
    for (int i = 0; i < OPTIONS; i++) {
        if (strcmp(options_table[i].name, word) == 0) {
            return &options_table[i];
        }
    }
    return strcmp(word, "-h") == 0 ? find("--help") : NULL;
}

bool options_given(const struct options *options, const char *name)
{
    return options->given >> (find(name) - options_table) & 1;
}

static int unknown(const char *word)
{
    const char *names[OPTIONS + 1] = {NULL};
    for (int i = 0; i < OPTIONS; i++) {
        names[i] = options_table[i].name;
    }
    const char *near = attn_nearest_word(word, names);
    return near
               ? say_complaint(EXIT_USAGE, "unknown option '%s'; did you mean '%s'?", word, near)
               : say_complaint(EXIT_USAGE, "unknown option '%s'; headwise --help lists them", word);
}

/* Whose options they are: "open" is no command's name. What is not here goes with all of them. */
static const struct fit {
    const char *option, *commands;
} fits[] = {{"--size", "open shot"}, {"--density", "open shot"}, {"--theme", "open shot"},
            {"--text", "open shot"}, {"--fonts", "open shot"},   {"--beat", "shot"},
            {"--stage", "shot"},     {"--closer", "shot"},       {"--between", "shot"},
            {"--still", "open"},     {"--npy", "trace"},         {"--timing", "open"},
            {"--questions", "read"}, {"--answers", "read"},      {"--long", "explain"},
            {"--json", "explain"},   {"--catalogue", "explain"}, {"--force", "explain"}};

/* The name of the command that the words begin with; "open" where they begin with none. */
static const char *command_of(const struct options *o)
{
#define NAME(name, words, help) #name,
    static const char *const names[] = {COMMANDS(NAME)};
#undef NAME
    for (size_t i = 0; i < sizeof names / sizeof *names && o->word_count > 0; i++) {
        if (strcmp(names[i], o->words[0]) == 0) {
            return names[i];
        }
    }
    return "open";
}

/* An option that says nothing to this command was meant for another one. */
static int check_fit(const struct options *o)
{
    const char *command = command_of(o);
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        const char *only = strncmp(fits[i].commands, "open ", 5) == 0 ? fits[i].commands + 5 : NULL;
        long option = find(fits[i].option) - options_table;
        if (!(o->given >> option & 1) || strstr(fits[i].commands, command)) {
            continue;
        }
        return strcmp(fits[i].commands, "open") == 0
                   ? say_complaint(EXIT_USAGE, "%s goes with a lesson to open, not with '%s'",
                                   fits[i].option, command)
               : strcmp(command, "open") == 0
                   ? say_complaint(EXIT_USAGE, "%s goes with '%s', not with a lesson to open",
                                   fits[i].option, fits[i].commands)
                   : say_complaint(EXIT_USAGE, "%s goes with '%s', not with '%s'", fits[i].option,
                                   only ? only : fits[i].commands, command);
    }
    return 0;
}

/* Each of the two may be well and the picture of both too large. */
static int check_picture(const struct options *o)
{
    double density = o->density > 0 ? (double)o->density : 1;
    double w = o->width * density, h = o->height * density;
    if (w <= SIDE_MOST && h <= SIDE_MOST && w * h <= PIXELS_MOST) {
        return 0;
    }
    return say_complaint(
        EXIT_USAGE,
        "--size %dx%d with --density %g is a picture of %.0fx%.0f pixels; at most %d "
        "a side and %d in all",
        o->width, o->height, density, w, h, SIDE_MOST, PIXELS_MOST);
}

/* The option at argv[*at], and its value; *at goes on over what was read. */
static int take_option(int argc, char **argv, int *at, struct options *o)
{
    const char *word = argv[*at];
    const struct option *option = find(word);
    if (!option) {
        return unknown(word);
    }
    if (option->takes && ++*at == argc) {
        return say_complaint(EXIT_USAGE, "%s needs a value", word);
    }
    const char *value = option->takes ? argv[*at] : "";
    o->given |= 1u << (option - options_table);
    return option->read(value, o)
               ? 0
               : say_complaint(EXIT_USAGE, "%s takes %s, not '%s'", word, option->allowed, value);
}

int options_read(int argc, char **argv, struct options *o, const char **words)
{
    for (int i = 1; i < argc && !o->help; i++) {
        bool option = argv[i][0] == '-' && argv[i][1] != '\0';
        int code = 0;
        if (option) {
            code = take_option(argc, argv, &i, o);
        } else if (o->word_count < WORDS_MAX) {
            words[o->word_count++] = argv[i];
        } else {
            code = say_complaint(EXIT_USAGE, "too many words, at most %d", WORDS_MAX);
        }
        if (code) {
            return code;
        }
    }
    int code = o->help ? 0 : check_fit(o);
    return code ? code : check_picture(o);
}
