/* The disk: nothing else in app reads, lists or writes a file. A function that fails leaves the
 * reason in errno, for strerror; what it had allocated or opened is gone.
 *
 * A file is written in one way: beside its place, under a name that nobody had; flushed and synced;
 * then put in its place at once. Until then, and whatever fails, the old one stays. */
#ifndef APP_PLATFORM_FILES_H
#define APP_PLATFORM_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A whole file, ended by a 0 that is not counted; the caller frees. NULL with errno: EFBIG beyond
 * 256 MiB. */
char *files_read(const char *path, size_t *bytes);

/* Opens what is there, without waiting for the other end of a pipe: one that nobody writes to is empty,
 * one that nobody reads is refused (ENXIO). A descriptor, or -1 with errno. */
int files_open(const char *path, int flags);

/* Hands each name in the folder to `each`, in no order, but for "." and ".."; stops when it returns
 * false. False where the folder cannot be read, with errno, or each stopped it, errno as it left. */
bool files_list(const char *folder, bool (*each)(void *context, const char *name), void *context);

/* A number that is another one when a file of the folder is: by names, sizes and times; 0 for a folder
 * that is not there. */
uint64_t files_stamp(const char *folder);

/* ---- writing --------------------------------------------------------------------------------- */

/* A file on its way. Zeroed, it is none. */
struct files_new {
    FILE *out;   /* to write to, until files_finish */
    char *path;  /* its place */
    char *fresh; /* where it stands by now; NULL: a device or a pipe, written as it comes */
};
enum files_links { FILES_FOLLOW, FILES_REPLACE };

/* Begins a file. Where a link stands in its place, FOLLOW writes what it leads to, REPLACE puts the
 * file in place of the link. False with errno; else files_commit or files_drop is due. */
bool files_begin(struct files_new *file, const char *path, enum files_links links);
/* All of it is written: flushes, syncs, closes. False with errno: files_drop is due. */
bool files_finish(struct files_new *file);
/* Finishes where that is not done yet, and puts it in its place. False with errno: it is dropped. */
bool files_commit(struct files_new *file);
/* Removes it; errno stays. */
void files_drop(struct files_new *file);
/* A whole file at once. */
bool files_save(const char *path, const void *data, size_t bytes);

/* Makes a folder; one that is there is fine. */
bool files_make_folder(const char *path);
/* Makes every folder above a path. */
bool files_make_parents(const char *path);
/* Removes a folder that is empty; errno stays. */
void files_remove_folder(const char *path);
bool files_is_there(const char *path);

/* Locks a file against other processes, made where it is missing; waits a fifth of a second at most.
 * A descriptor for files_unlock, or -1 with errno. */
int files_lock(const char *path);
void files_unlock(int lock);

#endif
