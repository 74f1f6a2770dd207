/* The command line. Each command returns the program's exit code: 0; 1 when a layer raises, a
 * lesson fails or the world does (a file, the display); 2 for a wrong command line. */
#ifndef APP_COMMANDS_COMMANDS_H
#define APP_COMMANDS_COMMANDS_H

#include "lessons/lesson.h"

#include <stdio.h>

enum { EXIT_RAISED = 1, EXIT_USAGE = 2 };

/* What every command may be told. */
struct options {
    const char *lessons; /* --lessons DIR, or NULL: those compiled in */
    const char *fonts;   /* --fonts DIR, likewise */
    int width, height;   /* --size */
    float density;       /* --density; 0: the display's */
    bool dark;           /* --theme dark */
    const char *npy;     /* --npy DIR */
    bool timing;         /* --timing */
    int word_count;      /* the other words, the command's own first */
    const char *const *words;
};

int command_main(int argc, char **argv);

int command_open(const struct options *options);
int command_list(const struct options *options);
int command_read(const struct options *options);
int command_check(const struct options *options);
int command_shot(const struct options *options);
int command_trace(const struct options *options);
int command_explain(const struct options *options);
int command_pytorch(const struct options *options);
int command_timing(const struct options *options);

/* Prints "headwise: ..." to stderr and returns code. */
int complain(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The course, or NULL after saying why not. */
struct course *open_course(const struct options *options);
/* Finds LESSON[/STEP]; false after naming the word and the nearest. step is 0 when left out. */
bool find_place(const struct course *course, const char *word, int *lesson, int *step);
/* Sets and plans the KEY=VALUE words from words[first] on; an exit code, 0 when all were taken. */
int trace_words(const struct options *options, int first, struct attn_trace *trace,
                struct attn_config *config);
/* One lesson as text. */
bool print_lesson(FILE *out, const struct lesson *lesson);

/* .npy files, version 1.0, little-endian float32, C order. write: false with errno set. */
bool npy_write(const char *path, const struct attn_tensor *tensor);
/* Reads a .npy of bool, integer or float32/64 numbers, at most 2 axes; *values is malloc'd. False
 * with a reason of at most 200 bytes. */
bool npy_read(const char *path, struct attn_shape *shape, float **values, char *reason);

#endif
