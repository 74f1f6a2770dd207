/* What is said in the terminal. Texts from outside (arguments, lesson files, masks' names) may hold
 * control characters, which a terminal obeys: whatever goes through here shows them as \x1b. */
#ifndef APP_COMMANDS_SAY_H
#define APP_COMMANDS_SAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { EXIT_RAISED = 1, EXIT_USAGE = 2 };

/* Prints "headwise: ..." and a newline to stderr, and returns code. */
int say_complaint(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints like fprintf; newlines and tabs stay. */
void say(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for a text of that many bytes. */
void say_text(FILE *out, const char *text, size_t bytes);
/* Flushes stdout and makes sure that all of it arrived: the exit code, EXIT_RAISED with a line when
 * it did not and code was 0. Nothing may be printed after it. */
int say_end(int code);

#endif
