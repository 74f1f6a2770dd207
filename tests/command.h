/* Runs the program as a person would, and keeps what it said. */
#ifndef TESTS_COMMAND_H
#define TESTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct said {
    int code;          /* of its exit */
    char out[1 << 17]; /* what went to stdout, cut if longer */
    char err[1 << 12]; /* to stderr */
};

/* Runs `headwise` with a shell's line of arguments. The result belongs to this file until the next
 * call. */
const struct said *headwise(const char *arguments);
/* The same with variables set first, as in "DISPLAY= ". */
const struct said *headwise_with(const char *variables, const char *arguments);
/* The same with stdout put somewhere else, as in ">/dev/full": `out` is empty then. */
const struct said *headwise_into(const char *into, const char *arguments);
/* A folder of this test's own, made when first asked for. */
const char *scratch(void);
/* scratch()/name, in buffer of 256 bytes. */
const char *scratch_path(const char *name, char *buffer);
void file_write(const char *path, const void *data, size_t bytes);
/* Reads a file whole; the caller frees. */
char *file_read(const char *path, size_t *bytes);

#endif
