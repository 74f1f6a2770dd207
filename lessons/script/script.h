/* A layer as a Python script of its own: the wiring's listing with the settings written into it,
 * then lessons/script/main.py, which runs it, prints every tensor and compares them with saved
 * ones. */
#ifndef LESSONS_SCRIPT_SCRIPT_H
#define LESSONS_SCRIPT_SCRIPT_H

#include "attention/attention.h"

#include <stdio.h>

/* Writes the script to out. mask_file is the mask's .npy where config says ATTN_MASK_GIVEN. NULL
 * when all went well; else the text that should have been replaced and is not in the listing,
 * which is our mistake: the listing and this file no longer belong together. */
const char *script_write(FILE *out, const struct attn_config *config, const char *mask_file);

#endif
