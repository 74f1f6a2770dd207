/* .npy files as numpy.lib.format describes them: a magic, a version, a header that is a Python
 * dictionary, the numbers. Nothing here touches the disk. */
#ifndef APP_COMMANDS_NPY_H
#define APP_COMMANDS_NPY_H

#include "attention/attention.h"

#include <stdio.h>

enum { NPY_REASON = 200 };

/* What a file holds. */
struct npy {
    struct attn_shape shape; /* 0 to 4 axes, each of 0 to 65536 cells; without names of axes */
    float *values;           /* row-major, malloc'd, the caller's; never NULL, even for no cell */
    bool rounded;            /* some number is not exact as a float32 */
    bool memory;             /* of a file that was refused: there was none */
};

/* Reads the file that is `data`: versions 1.0 to 3.0, bool, integers and float16 to float64 in
 * either byte order, C or Fortran order; what follows the numbers is passed over, as NumPy does.
 * False with a reason of at most NPY_REASON bytes, and nothing allocated. */
bool npy_parse(const char *data, size_t bytes, struct npy *npy, char *reason);

/* Writes version 1.0, little-endian float32, C order, whatever the window's strides. False when the
 * stream did not take it. */
bool npy_write(FILE *out, const struct attn_tensor *tensor);

#endif
