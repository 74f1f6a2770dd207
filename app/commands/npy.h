/* .npy files, as numpy.lib.format describes them. */
#ifndef APP_COMMANDS_NPY_H
#define APP_COMMANDS_NPY_H

#include "attention/attention.h"

/* Version 1.0, little-endian float32, C order. False with errno set. */
bool npy_write(const char *path, const struct attn_tensor *tensor);
/* Reads a .npy of bool, integer or float32/64 numbers, at most 2 axes; *values is malloc'd. False
 * with a reason of at most 200 bytes. */
bool npy_read(const char *path, struct attn_shape *shape, float **values, char *reason);

#endif
