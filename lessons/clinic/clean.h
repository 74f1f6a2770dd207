/* A pasted text, made plain: what a terminal, a notebook or a web page put around the words is taken
 * away, so that every pattern need be written once. */
#ifndef LESSONS_CLINIC_CLEAN_H
#define LESSONS_CLINIC_CLEAN_H

#include <stddef.h>

/* Writes text to out, which has room for bytes + 1, and returns its length, ended by a 0: escape
 * sequences, carriage returns and NULs are gone; curly quotes are straight; frames that rich draws
 * are blanks; a \n written out is a line's end. */
size_t clean_text(const char *text, size_t bytes, char *out);

#endif
