/* The disk: nothing else in app reads, lists or writes a file. A function that fails leaves the
 * reason in errno, for strerror; what it had allocated or opened is gone. */
#ifndef APP_PLATFORM_FILES_H
#define APP_PLATFORM_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* A whole file, ended by a 0 that is not counted; the caller frees. NULL with errno: EFBIG beyond
 * 256 MiB. */
char *files_read(const char *path, size_t *bytes);

/* Hands each name in the folder to `each`, in no order, but for "." and ".."; stops when it returns
 * false. False where the folder cannot be read, with errno, or each stopped it, errno as it left. */
bool files_list(const char *folder, bool (*each)(void *context, const char *name), void *context);

#endif
