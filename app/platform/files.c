/* Reading files and folders, with errno telling why not. */
#include "app/platform/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_FIRST = 8192, READ_MOST = 256 << 20 };

/* Gives memory back without losing the reason. */
static void *give_up(void *memory, int reason)
{
    free(memory);
    errno = reason;
    return NULL;
}

/* To its end, not to a size asked for before: pipes and /proc have none. */
static char *read_all(FILE *file, size_t *bytes)
{
    char *text = NULL;
    size_t used = 0, size = 0;
    for (;;) {
        if (used + 1 >= size) {
            size = size ? 2 * size : READ_FIRST;
            char *grown = size > READ_MOST ? NULL : realloc(text, size);
            if (!grown) {
                return give_up(text, size > READ_MOST ? EFBIG : ENOMEM);
            }
            text = grown;
        }
        errno = 0;
        size_t got = fread(text + used, 1, size - used - 1, file);
        used += got;
        if (got == 0 && ferror(file)) {
            return give_up(text, errno ? errno : EIO);
        }
        if (got == 0) {
            text[used] = '\0';
            *bytes = used;
            return text;
        }
    }
}

int files_open(const char *path, int flags)
{
    int fd = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd >= 0) {
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    }
    return fd;
}

char *files_read(const char *path, size_t *bytes)
{
    int fd = files_open(path, O_RDONLY);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
    if (!file) {
        int failed = errno;
        close(fd);
        errno = failed;
        return NULL;
    }
    char *text = read_all(file, bytes);
    int reason = errno;
    fclose(file);
    errno = reason;
    return text;
}

bool files_list(const char *folder, bool (*each)(void *context, const char *name), void *context)
{
    DIR *open = opendir(folder);
    if (!open) {
        return false;
    }
    bool good = true;
    errno = 0;
    for (struct dirent *entry; good && (entry = readdir(open));) {
        bool dots = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        good = dots || each(context, entry->d_name);
        errno = good ? 0 : errno; /* readdir tells its end from a fault by errno alone */
    }
    int reason = errno;
    closedir(open);
    errno = reason;
    return good && reason == 0;
}

/* ---- what changes ---- */

struct stamp {
    const char *folder;
    uint64_t sum;
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

/* A sum, so that the order in which a folder is listed does not matter. */
static bool add_stamp(void *context, const char *name)
{
    struct stamp *stamp = context;
    struct stat file;
    char path[1024];
    uint64_t hash = 1;
    int used = snprintf(path, sizeof path, "%s/%s", stamp->folder, name);
    if (used >= (int)sizeof path || stat(path, &file) != 0 || !S_ISREG(file.st_mode)) {
        return true;
    }
    for (; *name; name++) {
        hash = mix(hash, (unsigned char)*name);
    }
    hash = mix(hash, (uint64_t)file.st_size);
    hash = mix(hash, (uint64_t)file.st_mtim.tv_sec);
    stamp->sum += mix(hash, (uint64_t)file.st_mtim.tv_nsec) | 1;
    return true;
}

uint64_t files_stamp(const char *folder)
{
    struct stamp stamp = {folder, 0};
    return files_list(folder, add_stamp, &stamp) ? stamp.sum + 1 : 0;
}
