/* The course: every lesson, in the order of its number, from the binary or from a folder. */
#include "lessons/read/read.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 24 };

char *read_file(const char *path, size_t *bytes)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    if (!file) {
        return NULL;
    }
    size_t used = 0, size = 0;
    for (;;) {
        if (used + 1 >= size) {
            size = size ? 2 * size : 8192;
            char *grown = size > FILE_MOST ? NULL : realloc(text, size);
            if (!grown) {
                errno = size > FILE_MOST ? EFBIG : ENOMEM;
                break;
            }
            text = grown;
        }
        size_t got = fread(text + used, 1, size - used - 1, file);
        used += got;
        if (got == 0 && !ferror(file)) {
            fclose(file);
            text[used] = '\0';
            *bytes = used;
            return text;
        }
        if (got == 0) {
            break;
        }
    }
    int reason = errno;
    free(text);
    fclose(file);
    errno = reason;
    return NULL;
}

static void *fail(struct lesson_error *error, const char *file, const char *format,
                  const char *argument)
{
    *error = (struct lesson_error){0};
    snprintf(error->file, sizeof error->file, "%s", file);
    snprintf(error->text, sizeof error->text, format, argument);
    return NULL;
}

/* FOLDER/listings of a lesson in FOLDER, or else FOLDER/../listings. */
static void listings_beside(const char *path, char *dir, size_t bytes)
{
    const char *slash = strrchr(path, '/');
    int length = slash ? (int)(slash - path) : 1;
    const char *folder = slash ? path : ".";
    snprintf(dir, bytes, "%.*s/listings", length, folder);
    if (access(dir, F_OK) != 0) {
        snprintf(dir, bytes, "%.*s/../listings", length, folder);
    }
}

struct lesson *lesson_load(const char *path, const char *listings_dir, struct lesson_error *error)
{
    size_t bytes = 0;
    char beside[512];
    char *text = read_file(path, &bytes);
    if (!text) {
        return fail(error, path, "cannot be read: %s", strerror(errno));
    }
    listings_beside(path, beside, sizeof beside);
    struct lesson *lesson =
        lesson_parse(path, text, bytes, listings_dir ? listings_dir : beside, error);
    free(text);
    return lesson;
}

/* ---- a course ---- */

static int by_number(const void *a, const void *b)
{
    const struct lesson *const *first = a, *const *second = b;
    int difference = (*first)->number - (*second)->number;
    return difference ? difference : strcmp((*first)->slug, (*second)->slug);
}

static bool add(struct course *course, struct lesson *lesson, struct lesson_error *error)
{
    size_t count = (size_t)course->count + 1;
    struct lesson **lessons = lesson ? realloc(course->lessons, count * sizeof *lessons) : NULL;
    if (!lessons) {
        if (lesson) {
            fail(error, lesson->file, "%s", "out of memory");
        }
        lesson_free(lesson);
        return false;
    }
    course->lessons = lessons;
    course->lessons[course->count++] = lesson;
    return true;
}

static bool is_lesson(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".md") == 0 && name[0] >= '0' && name[0] <= '9';
}

static bool add_builtin(struct course *course, struct lesson_error *error)
{
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        char path[160];
        if (strncmp(file->name, "course/", 7) != 0 || !is_lesson(file->name + 7)) {
            continue;
        }
        snprintf(path, sizeof path, "lessons/%s", file->name);
        if (!add(course, lesson_parse(path, file->data, file->bytes, NULL, error), error)) {
            return false;
        }
    }
    return true;
}

/* dir/course, or dir itself when there is no such folder. */
static DIR *open_folder(const char *dir, char *path, size_t bytes)
{
    snprintf(path, bytes, "%s/course", dir);
    DIR *folder = opendir(path);
    if (!folder && (errno == ENOENT || errno == ENOTDIR)) {
        snprintf(path, bytes, "%s", dir);
        folder = opendir(path);
    }
    return folder;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lessons' names, sorted, so that of two faults the same one is always told. False without
 * memory; the caller frees names in any case. */
static bool list_folder(DIR *folder, char ***names, int *count)
{
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!is_lesson(entry->d_name)) {
            continue;
        }
        char **grown = realloc(*names, ((size_t)*count + 1) * sizeof **names);
        *names = grown ? grown : *names;
        if (!grown || !(grown[*count] = strdup(entry->d_name))) {
            return false;
        }
        ++*count;
    }
    if (*count > 0) {
        qsort(*names, (size_t)*count, sizeof **names, by_name);
    }
    return true;
}

static bool add_folder(struct course *course, const char *dir, struct lesson_error *error)
{
    char sub[512], path[1024];
    char **names = NULL;
    int count = 0;
    DIR *folder = open_folder(dir, sub, sizeof sub);
    if (!folder) {
        fail(error, dir, "this lesson folder cannot be read: %s", strerror(errno));
        return false;
    }
    bool good = list_folder(folder, &names, &count);
    closedir(folder);
    if (!good) {
        fail(error, dir, "%s", "out of memory");
    }
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", sub, names[i]);
        good = good && add(course, lesson_load(path, NULL, error), error);
        free(names[i]);
    }
    free(names);
    return good;
}

/* Two lessons of one number or slug: the second could not be opened by it. */
static bool all_differ(const struct course *course, struct lesson_error *error)
{
    for (int i = 1; i < course->count; i++) {
        const struct lesson *late = course->lessons[i];
        for (int k = 0; k < i; k++) {
            const struct lesson *early = course->lessons[k];
            if (late->number == early->number) {
                fail(error, late->file, "the lesson's number is also that of %s", early->file);
                return false;
            }
            if (strcmp(late->slug, early->slug) == 0) {
                fail(error, late->file, "the lesson's name is also that of %s", early->file);
                return false;
            }
        }
    }
    return true;
}

struct course *course_load(const char *dir, struct lesson_error *error)
{
    struct course *course = calloc(1, sizeof *course);
    if (!course) {
        return fail(error, dir ? dir : "lessons", "%s", "out of memory");
    }
    bool good = dir ? add_folder(course, dir, error) : add_builtin(course, error);
    if (good && course->count == 0) {
        fail(error, dir ? dir : "lessons", "%s", "holds no lesson (NN-slug.md)");
        good = false;
    }
    if (good) {
        qsort(course->lessons, (size_t)course->count, sizeof *course->lessons, by_number);
        good = all_differ(course, error);
    }
    if (!good) {
        course_free(course);
        return NULL;
    }
    return course;
}

void course_free(struct course *course)
{
    if (!course) {
        return;
    }
    for (int i = 0; i < course->count; i++) {
        lesson_free(course->lessons[i]);
    }
    free(course->lessons);
    free(course);
}

int course_find(const struct course *course, const char *word)
{
    char number[16];
    for (int i = 0; i < course->count; i++) {
        snprintf(number, sizeof number, "%d", course->lessons[i]->number);
        if (strcmp(number, word) == 0 || strcmp(course->lessons[i]->slug, word) == 0) {
            return i;
        }
    }
    return -1;
}
