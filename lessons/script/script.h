/* A layer as a Python script of its own: the wiring's listing with the settings written into it,
 * then lessons/script/main.py, which runs it, prints every tensor and compares them with saved
 * ones. */
#ifndef LESSONS_SCRIPT_SCRIPT_H
#define LESSONS_SCRIPT_SCRIPT_H

#include "attention/attention.h"

#include <stdio.h>

/* What a script says. */
struct script {
    const struct attn_config *config;
    const char *mask_file; /* the mask's .npy where config says ATTN_MASK_GIVEN; or NULL */
    /* The planned layer: what it was given is written into the script as numbers, but for a mask that
     * has a file. NULL: nothing was. */
    struct attn_trace *given;
    const int *rows;   /* which of the rows drawn for x each token has; NULL: its own */
    const char *place; /* LESSON/STEP ... that it comes from, for its head; or "" or NULL */
};

/* Writes the script to out. NULL when all went well; else the text that should have been replaced and is not in the listing,
 * which is our mistake: the listing and this file no longer belong together. */
const char *script_write(FILE *out, const struct script *script);
/* One line of the wiring's listing as config's settings write it: its divisor, softmax axis, mask
 * polarity, heads that are off, a check left out. What the listing takes as arguments stays. The
 * line itself where nothing changes, else buffer. */
const char *script_line(const struct attn_config *config, const char *line, char *buffer,
                        size_t bytes);

#endif
