/* headwise check: parses and runs lessons, and holds what they expect. */
#include "app/commands/place.h"
#include "app/commands/say.h"

/* What is no error, and hardly meant. */
static void warn(const struct lesson *lesson)
{
    for (int i = 0; i < lesson->step_count; i++) {
        if (lesson->steps[i].lone_bullet > 0) {
            say(stderr,
                "%s:%d: this line begins a list of one item; break the sentence elsewhere\n",
                lesson->file, lesson->steps[i].lone_bullet);
        }
    }
}

static bool check_lesson(const struct lesson *lesson)
{
    struct lesson_error error = {0};
    int expects = 0;
    for (int i = 0; i < lesson->step_count; i++) {
        expects += lesson->steps[i].expect_count;
    }
    if (!lesson_check(lesson, &error)) {
        place_complain(&error);
        return false;
    }
    warn(lesson);
    say(stdout, "%s: %d steps, %d expectations hold\n", lesson->slug, lesson->step_count, expects);
    return true;
}

static bool check_file(const char *path)
{
    struct lesson_error error = {0};
    struct lesson *lesson = lesson_load(place_source(), path, &error);
    if (!lesson) {
        place_complain(&error);
        return false;
    }
    bool good = check_lesson(lesson);
    lesson_free(lesson);
    return good;
}

int command_check(const struct options *options)
{
    bool good = true;
    for (int i = 1; i < options->word_count; i++) {
        good &= check_file(options->words[i]);
    }
    if (options->word_count > 1) {
        return good ? 0 : EXIT_RAISED;
    }
    struct course *course = place_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    for (int i = 0; i < course->count; i++) {
        good &= check_lesson(course->lessons[i]);
    }
    course_free(course);
    return good ? 0 : EXIT_RAISED;
}
