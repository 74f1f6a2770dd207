/* The course: every lesson, in the order of its number, from the binary or from a folder. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_MOST = 512 };

/* What course_free frees: the course, and the arena of its tables. */
struct owned {
    struct course course;
    struct arena arena;
};

struct loader {
    const struct lesson_source *source;
    struct owned *owned;
    struct lesson_error *error;
    bool some; /* a lesson with a fault is left out */
};

static bool fail(struct lesson_error *error, const char *file, const char *format,
                 const char *argument)
{
    error_begin(error, file);
    snprintf(error->text, sizeof error->text, format, argument);
    error_printable(error->text);
    return false;
}

static bool out_of_memory(struct lesson_error *error, const char *file)
{
    return fail(error, file, "%s", "out of memory");
}

/* As errno says. */
static bool unreadable(struct lesson_error *error, const char *file, const char *format)
{
    return errno == ENOMEM ? out_of_memory(error, file)
                           : fail(error, file, format, strerror(errno));
}

/* ---- a lesson ---- */

struct lesson *lesson_load(const struct lesson_source *source, const char *path,
                           struct lesson_error *error)
{
    size_t bytes = 0;
    errno = ENOSYS; /* without a disk */
    char *text = source && source->disk ? source->disk->read(path, &bytes) : NULL;
    if (!text) {
        unreadable(error, path, "cannot be read: %s");
        return NULL;
    }
    struct lesson *lesson = lesson_parse(source, path, text, bytes, error);
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

/* Takes the lesson; NULL is one that was not read. */
static bool add(struct loader *loader, struct lesson *lesson)
{
    struct course *course = &loader->owned->course;
    void *lessons = course->lessons;
    struct lesson **place =
        lesson ? arena_push(&loader->owned->arena, &lessons, &course->count, sizeof *place) : NULL;
    if (lesson && !place) {
        out_of_memory(loader->error, lesson->file);
        lesson_free(lesson);
    }
    if (!place) {
        return false;
    }
    *place = lesson;
    course->lessons = lessons;
    return true;
}

static bool is_lesson(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".md") == 0 && name[0] >= '0' && name[0] <= '9';
}

static bool add_builtin(struct loader *loader)
{
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        char path[160];
        if (strncmp(file->name, "course/", 7) != 0 || !is_lesson(file->name + 7)) {
            continue;
        }
        snprintf(path, sizeof path, "lessons/%s", file->name);
        if (!add(loader,
                 lesson_parse(loader->source, path, file->data, file->bytes, loader->error))) {
            return false;
        }
    }
    return true;
}

/* ---- from a folder ---- */

struct names {
    struct arena *arena;
    void *all; /* char ** */
    int count;
    bool failed; /* no memory for one */
};

static bool add_name(void *context, const char *name)
{
    struct names *names = context;
    if (!is_lesson(name)) {
        return true;
    }
    char **place = arena_push(names->arena, &names->all, &names->count, sizeof *place);
    char *copy = arena_text(names->arena, name, strlen(name));
    if (place) {
        *place = copy;
    }
    names->failed = !place || !copy;
    return !names->failed;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* False with errno. */
static bool list(const struct loader *loader, const char *folder, struct names *names)
{
    names->count = 0;
    bool listed = loader->source->disk->list(folder, add_name, names);
    errno = names->failed ? ENOMEM : errno;
    return listed && !names->failed;
}

/* The lessons' names in dir/course, or in dir itself where there is no such folder. They are
 * sorted, so that of two faults the same one is always told. */
static bool list_lessons(const struct loader *loader, const char *dir, char *folder,
                         struct names *names)
{
    if (snprintf(folder, PATH_MOST, "%s/course", dir) >= PATH_MOST) {
        errno = ENAMETOOLONG;
        return false;
    }
    bool good = list(loader, folder, names);
    if (!good && (errno == ENOENT || errno == ENOTDIR)) {
        snprintf(folder, PATH_MOST, "%s", dir);
        good = list(loader, folder, names);
    }
    if (good && names->count > 0) {
        qsort(names->all, (size_t)names->count, sizeof(char *), by_name);
    }
    return good;
}

/* Keeps the fault of a lesson that is left out. Without memory nothing can be left out. */
static bool add_fault(struct loader *loader)
{
    struct course *course = &loader->owned->course;
    void *faults = course->faults;
    if (!loader->some || strcmp(loader->error->text, "out of memory") == 0) {
        return false;
    }
    struct lesson_error *place =
        arena_push(&loader->owned->arena, &faults, &course->fault_count, sizeof *place);
    if (!place) {
        return out_of_memory(loader->error, loader->error->file);
    }
    *place = *loader->error;
    course->faults = faults;
    *loader->error = (struct lesson_error){0};
    return true;
}

static bool add_folder(struct loader *loader, const char *dir)
{
    char folder[PATH_MOST], path[2 * PATH_MOST];
    struct names names = {.arena = &loader->owned->arena};
    errno = ENOSYS; /* without a disk */
    if (!loader->source || !loader->source->disk || !list_lessons(loader, dir, folder, &names)) {
        return unreadable(loader->error, dir, "this lesson folder cannot be read: %s");
    }
    for (int i = 0; i < names.count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, ((char **)names.all)[i]);
        if (!add(loader, lesson_load(loader->source, path, loader->error)) && !add_fault(loader)) {
            return false;
        }
    }
    return true;
}

/* Two lessons of one number or slug: the second could not be opened by it. */
static bool all_differ(const struct course *course, struct lesson_error *error)
{
    for (int i = 1; i < course->count; i++) {
        const struct lesson *late = course->lessons[i];
        for (int k = 0; k < i; k++) {
            const struct lesson *early = course->lessons[k];
            if (late->number == early->number) {
                return fail(error, late->file, "the lesson's number is also that of %s",
                            early->file);
            }
            if (strcmp(late->slug, early->slug) == 0) {
                return fail(error, late->file, "the lesson's name is also that of %s", early->file);
            }
        }
    }
    return true;
}

static struct owned *new_course(const struct lesson_source *source)
{
    struct arena arena = arena_from(source);
    struct owned *owned = arena.allocator.alloc(arena.allocator.context, sizeof *owned);
    if (owned) {
        *owned = (struct owned){.arena = arena};
    }
    return owned;
}

static struct course *load(const struct lesson_source *source, const char *dir, bool some,
                           struct lesson_error *error)
{
    const char *where = dir ? dir : "lessons";
    *error = (struct lesson_error){0};
    struct loader loader = {source, new_course(source), error, some};
    if (!loader.owned) {
        out_of_memory(error, where);
        return NULL;
    }
    struct course *course = &loader.owned->course;
    bool good = dir ? add_folder(&loader, dir) : add_builtin(&loader);
    if (good && course->count == 0 && course->fault_count > 0) {
        *error = course->faults[0];
        good = false;
    }
    if (good && course->count == 0) {
        good = fail(error, where, "%s", "holds no lesson (NN-slug.md)");
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

struct course *course_load(const struct lesson_source *source, const char *dir,
                           struct lesson_error *error)
{
    return load(source, dir, false, error);
}

struct course *course_load_some(const struct lesson_source *source, const char *dir,
                                struct lesson_error *error)
{
    return load(source, dir, true, error);
}

void course_free(struct course *course)
{
    if (!course) {
        return;
    }
    struct owned *owned = (struct owned *)course; /* its first member */
    const struct attn_allocator memory = owned->arena.allocator;
    for (int i = 0; i < course->count; i++) {
        lesson_free(course->lessons[i]);
    }
    arena_clear(&owned->arena);
    memory.free(memory.context, owned);
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
