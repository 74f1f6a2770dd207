/* All of the folder is read again: lessons share layers and listings. The lesson that is open stays as
 * it was while it has a fault. */
#include "app/commands/watch.h"

#include "app/commands/place.h"
#include "app/model/recourse.h"
#include "app/platform/files.h"

#include <stdio.h>

static uint64_t stamp_of(const char *dir)
{
    static const char *const folders[] = {"",        "/course",      "/listings",
                                          "/layers", "/../listings", "/../layers"};
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%.900s%s", dir, folders[i]);
        sum = sum * 31 + files_stamp(path);
    }
    return sum;
}

static const struct lesson_error *first_fault(const struct course *course)
{
    return course->fault_count > 0 ? &course->faults[0] : NULL;
}

void watch_begin(struct watch *watch, const char *dir, struct studio *studio)
{
    *watch = (struct watch){.dir = dir};
    if (dir) {
        watch->stamp = stamp_of(dir);
        recourse_tell(&studio->model, first_fault(studio->course));
    }
}

static bool read_again(struct watch *watch, struct studio *s)
{
    struct lesson_error error = {0};
    struct course *course = course_load_some(place_source(), watch->dir, &error);
    if (!course) {
        return recourse_tell(&s->model, &error);
    }
    bool told = recourse_tell(&s->model, first_fault(course));
    if (!recourse(&s->model, course)) {
        course_free(course);
        return told;
    }
    course_free(s->course);
    s->course = course;
    return true;
}

bool watch_settle(struct watch *watch, struct studio *studio)
{
    uint64_t now = watch->dir ? stamp_of(watch->dir) : watch->stamp;
    if (now == watch->stamp) {
        return false;
    }
    watch->stamp = now;
    return read_again(watch, studio);
}
