/* One row an option: what it takes, and how it is read. */
#include "app/commands/options.h"

#include "app/commands/say.h"

#include <stddef.h>
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

static bool read_between(const char *text, struct options *o)
{
    char *end = NULL;
    double share = strtod(text, &end);
    o->between = (float)share;
    return end != text && *end == '\0' && share >= 0 && share <= 1;
}

struct option {
    const char *name;
    const char
        *commands; /* whose it is: "open" is no command's name; NULL: it goes with all of them */
    const char *takes;   /* as the help shows its value; NULL: it takes none */
    const char *allowed; /* what a wrong value is told */
    bool (*read)(const char *text, struct options *options); /* NULL: into the field there, */
    size_t field;                                            /* a folder's name or a bool */
};
#define FLAG(name, commands, field)                                                                \
    {                                                                                              \
        name, commands, NULL, NULL, NULL, offsetof(struct options, field)                          \
    }
#define FOLDER(name, commands, field)                                                              \
    {                                                                                              \
        name, commands, "DIR", "a folder", NULL, offsetof(struct options, field)                   \
    }

static const struct option options_table[] = {
    {"--size", "open shot", "1280x800", "WIDTHxHEIGHT, each 100 to 8192", read_size, 0},
    {"--density", "open shot", "2", "a number from 0.5 to 4", read_density, 0},
    {"--theme", "open shot", "light|dark", "light or dark", read_theme, 0},
    {"--text", "open shot", "N", "a whole number from -2 to 4", read_text, 0},
    {"--beat", "shot", "N", "a whole number from 1", read_beat, 0},
    FLAG("--stage", "shot", stage),
    FLAG("--closer", "shot", closer),
    {"--between", "shot", "T", "a number from 0 to 1", read_between, 0},
    FLAG("--still", "open", still),
    FOLDER("--npy", "trace", npy),
    FOLDER("--lessons", NULL, lessons),
    FOLDER("--fonts", "open shot", fonts),
    FLAG("--questions", "read", questions),
    FLAG("--answers", "read", answers),
    FLAG("--long", "explain", longer),
    FLAG("--json", "explain", json),
    FOLDER("--catalogue", "explain", catalogue),
    FLAG("--force", "explain", force),
    FLAG("--timing", "open", timing),
    FLAG("--help", NULL, help),
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
    for (int i = 0; i < OPTIONS; i++) {
        const char *name = options_table[i].name, *of = options_table[i].commands;
        if (!(o->given >> i & 1) || !of || strstr(of, command)) {
            continue;
        }
        const char *only = strncmp(of, "open ", 5) == 0 ? of + 5 : of;
        return strcmp(of, "open") == 0
                   ? say_complaint(EXIT_USAGE, "%s goes with a lesson to open, not with '%s'", name,
                                   command)
               : strcmp(command, "open") == 0
                   ? say_complaint(EXIT_USAGE, "%s goes with '%s', not with a lesson to open", name,
                                   of)
                   : say_complaint(EXIT_USAGE, "%s goes with '%s', not with '%s'", name, only,
                                   command);
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

static bool read_value(const struct option *option, const char *value, struct options *o)
{
    if (option->read) {
        return option->read(value, o);
    }
    char *field = (char *)o + option->field;
    if (option->takes) {
        memcpy(field, &value, sizeof value);
        return value[0] != '\0';
    }
    *(bool *)field = true;
    return true;
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
    return read_value(option, value, o)
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
