/* LESSON/STEP: a lesson by its number or slug, a step by its number or slug. */
#include "app/commands/place.h"

#include "app/commands/say.h"
#include "app/platform/files.h"
#include "app/stage/pictures.h"

#include <string.h>

enum { NAME_MOST = 80, NAMES_MOST = 64 };

void place_complain(const struct lesson_error *error)
{
    char text[1024];
    say(stderr, "%s", lesson_error_text(error, text, sizeof text));
}

const struct lesson_source *place_source(void)
{
    static const struct lesson_disk disk = {files_read, files_list};
    static const struct lesson_source source = {.disk = &disk, .pictures = picture_names};
    return &source;
}

struct course *place_course(const struct options *options)
{
    struct lesson_error error = {0};
    struct course *course = course_load(place_source(), options->lessons, &error);
    if (!course) {
        place_complain(&error);
    }
    return course;
}

static bool no_such_lesson(const struct course *course, const char *word)
{
#define NAME(name, words, help) #name,
    const char *names[COMMAND_COUNT + NAMES_MOST + 1] = {COMMANDS(NAME)};
#undef NAME
    int count = COMMAND_COUNT;
    for (int i = 0; i < course->count && i < NAMES_MOST; i++) {
        names[count++] = course->lessons[i]->slug;
    }
    const char *near = attn_nearest_word(word, names);
    if (near) {
        say_complaint(0, "no lesson or command '%s'; did you mean '%s'?", word, near);
    } else {
        say_complaint(0, "no lesson or command '%s'; headwise list shows the lessons", word);
    }
    return false;
}

static bool no_such_step(const struct lesson *lesson, const char *word)
{
    const char *names[NAMES_MOST + 1] = {NULL};
    for (int i = 0; i < lesson->step_count && i < NAMES_MOST; i++) {
        names[i] = lesson->steps[i].slug;
    }
    const char *near = attn_nearest_word(word, names);
    if (near) {
        say_complaint(0, "lesson '%s' has no step '%s'; did you mean '%s'?", lesson->slug, word,
                      near);
    } else {
        say_complaint(0, "lesson '%s' has steps 1 to %d, not '%s'", lesson->slug,
                      lesson->step_count, word);
    }
    return false;
}

bool place_find(const struct course *course, const char *word, int *lesson, int *step)
{
    char name[NAME_MOST];
    int length = (int)strcspn(word, "/");
    const char *step_word = word[length] ? word + length + 1 : NULL;
    snprintf(name, sizeof name, "%.*s", length < NAME_MOST ? length : NAME_MOST, word);
    *step = -1;
    *lesson = course_find(course, name);
    if (*lesson < 0) {
        return no_such_lesson(course, name);
    }
    if (step_word) {
        *step = lesson_find_step(course->lessons[*lesson], step_word);
        if (*step < 0) {
            return no_such_step(course->lessons[*lesson], step_word);
        }
    }
    return true;
}
