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

/* What an open file begins with: the configuration, and "RuntimeError ..." where the layer raised,
 * else an empty text. */
struct attn_config recorded_config(FILE *file, char *raises, size_t bytes);
/* The next tensor of an open file; false at its end. */
bool recorded_next(FILE *file, struct recorded *tensor);
/* The same of a .sample file, that has of each tensor the sum of its magnitudes, and the cells 0,
 * 9973, 2 * 9973 ... in values. */
enum { RECORDED_STEP = 9973 };
bool recorded_next_sample(FILE *file, struct recorded *tensor, double *sum);

#endif
