/* What a layer was given, as numbers in a script. */
#ifndef LESSONS_SCRIPT_GIVEN_H
#define LESSONS_SCRIPT_GIVEN_H

#include "attention/attention.h"

#include <stdio.h>

/* Whether the operation of that name was given its numbers; with NULL, whether any was. A trace that
 * is NULL was given nothing. */
bool given_has(const struct attn_trace *trace, const char *name);
/* Writes `given = {...}`, a tensor a name, every number so that it is the same float32 again. */
void given_write(FILE *out, struct attn_trace *trace);

#endif
