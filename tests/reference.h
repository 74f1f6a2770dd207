/* Reading what tests/reference/record.py wrote. */
#ifndef TESTS_REFERENCE_H
#define TESTS_REFERENCE_H

#include "attention/attention.h"

#include <stdio.h>

struct recorded {
    char name[ATTN_NAME_MAX];
    struct attn_shape shape; /* axes are not named */
    float *values;           /* the caller frees them */
};

/* The next tensor of an open file; false at its end. */
bool recorded_next(FILE *file, struct recorded *tensor);

#endif
