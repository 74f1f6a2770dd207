/* Writing files so that a full disk, a crash or a link in the way costs nothing that was there. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "app/platform/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NAMES_TRIED = 1000, FRESH_BYTES = 48, LOCK_TRIES = 20, LOCK_WAIT_NS = 10000000 };

static size_t folder_bytes(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Where to look for a free name first: one for each path, so that a thousand files on their way into
 * one folder do not all try the same ones. */
static unsigned place_of(const char *path)
{
    unsigned hash = 2166136261u; /* FNV-1a */
    for (; *path; path++) {
        hash = (hash ^ (unsigned char)*path) * 16777619u;
    }
    return hash;
}

/* Opens a file in the folder of file->path, under a name that is not there yet. */
static int open_beside(struct files_new *file)
{
    size_t folder = folder_bytes(file->path);
    file->fresh = malloc(folder + FRESH_BYTES);
    if (!file->fresh) {
        return -1;
    }
    memcpy(file->fresh, file->path, folder);
    unsigned first = place_of(file->path);
    for (unsigned i = 0; i < NAMES_TRIED; i++) {
        snprintf(file->fresh + folder, FRESH_BYTES, ".headwise-%ld-%x", (long)getpid(), first + i);
        int fd = open(file->fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* Opens what is written to: the place itself where it is no file, else a file beside it, with the
 * permissions of the one that it is to replace. */
static int open_new(struct files_new *file, enum files_links links)
{
    struct stat old = {0};
    bool there = (links == FILES_FOLLOW ? stat : lstat)(file->path, &old) == 0;
    if (there && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (there && !S_ISREG(old.st_mode) && links == FILES_FOLLOW) {
        return files_open(file->path, O_WRONLY);
    }
    char *target = there && links == FILES_FOLLOW ? realpath(file->path, NULL) : NULL;
    if (target) {
        free(file->path);
        file->path = target;
    }
    int fd = open_beside(file);
    if (fd >= 0 && there && S_ISREG(old.st_mode)) {
        fchmod(fd, old.st_mode & 07777);
    }
    return fd;
}

bool files_begin(struct files_new *file, const char *path, enum files_links links)
{
    *file = (struct files_new){.path = strdup(path)};
    int fd = file->path ? open_new(file, links) : -1;
    if (fd < 0) { /* nothing of that name is ours to remove */
        int reason = errno;
        free(file->fresh);
        free(file->path);
        *file = (struct files_new){0};
        errno = reason;
        return false;
    }
    file->out = fdopen(fd, "wb");
    if (!file->out) {
        int reason = errno;
        close(fd);
        errno = reason;
        files_drop(file);
        return false;
    }
    return true;
}

/* A pipe or a device cannot be synced, and need not. */
static bool sync_file(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

bool files_finish(struct files_new *file)
{
    FILE *out = file->out;
    errno = 0;
    bool good = fflush(out) == 0 && !ferror(out) && sync_file(fileno(out));
    int reason = errno ? errno : EIO;
    file->out = NULL;
    if (fclose(out) != 0 && good) {
        good = false;
        reason = errno;
    }
    errno = good ? 0 : reason;
    return good;
}

/* So that the new name outlives a crash. A folder that cannot be opened has to do without. */
static void sync_folder(const char *path)
{
    size_t bytes = folder_bytes(path);
    char *folder = bytes > 0 ? strndup(path, bytes) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

bool files_commit(struct files_new *file)
{
    bool good = !file->out || files_finish(file);
    if (good && file->fresh) {
        good = rename(file->fresh, file->path) == 0;
        if (good) {
            free(file->fresh);
            file->fresh = NULL;
            sync_folder(file->path);
        }
    }
    files_drop(file);
    return good;
}

void files_drop(struct files_new *file)
{
    int reason = errno;
    if (file->out) {
        fclose(file->out);
    }
    if (file->fresh) {
        unlink(file->fresh);
    }
    free(file->fresh);
    free(file->path);
    *file = (struct files_new){0};
    errno = reason;
}

bool files_save(const char *path, const void *data, size_t bytes)
{
    struct files_new file;
    if (!files_begin(&file, path, FILES_FOLLOW)) {
        return false;
    }
    if (bytes > 0 && fwrite(data, 1, bytes, file.out) != bytes) {
        files_drop(&file);
        return false;
    }
    return files_commit(&file);
}

/* ---- folders, links, locks ---- */

bool files_make_folder(const char *path)
{
    struct stat there;
    if (mkdir(path, 0777) == 0) {
        return true;
    }
    int reason = errno;
    bool folder = reason == EEXIST && stat(path, &there) == 0 && S_ISDIR(there.st_mode);
    errno = folder ? 0 : reason == EEXIST ? ENOTDIR : reason;
    return folder;
}

bool files_make_parents(const char *path)
{
    char *folder = strdup(path);
    bool good = folder != NULL;
    for (char *at = good ? strchr(folder + 1, '/') : NULL; good && at; at = strchr(at + 1, '/')) {
        *at = '\0';
        good = files_make_folder(folder);
        *at = '/';
    }
    int reason = errno;
    free(folder);
    errno = reason;
    return good;
}

void files_remove_folder(const char *path)
{
    int reason = errno;
    rmdir(path);
    errno = reason;
}

bool files_is_there(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0;
}

int files_lock(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    for (int i = 0; fd >= 0; i++) {
        if (fcntl(fd, F_SETLK, &whole) == 0) {
            return fd;
        }
        bool taken = errno == EACCES || errno == EAGAIN;
        if (!taken || i == LOCK_TRIES) {
            int reason = errno;
            close(fd);
            errno = reason;
            return -1;
        }
        nanosleep(&(struct timespec){.tv_nsec = LOCK_WAIT_NS}, NULL);
    }
    return -1;
}

void files_unlock(int lock)
{
    if (lock >= 0) {
        close(lock);
    }
}
