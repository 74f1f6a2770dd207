/* headwise list, read, check: the course without pictures. */
#include "app/commands/commands.h"

int command_list(const struct options *options)
{
    struct course *course = open_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    for (int i = 0; i < course->count; i++) {
        const struct lesson *lesson = course->lessons[i];
        printf("%d %s  %s\n", lesson->number, lesson->slug, lesson->title);
        for (int k = 0; k < lesson->step_count; k++) {
            printf("  %s/%d  %s\n", lesson->slug, k + 1, lesson->steps[k].title);
        }
    }
    course_free(course);
    return 0;
}

int command_read(const struct options *options)
{
    int lesson, step;
    if (options->word_count != 2) {
        return complain(EXIT_USAGE, "read takes one LESSON; headwise list shows them");
    }
    struct course *course = open_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    int code = find_place(course, options->words[1], &lesson, &step) ? 0 : EXIT_USAGE;
    if (code == 0 && !print_lesson(stdout, course->lessons[lesson])) {
        code = EXIT_RAISED;
    }
    course_free(course);
    return code;
}

/* ---- check ---- */

static bool check_lesson(const struct lesson *lesson)
{
    struct lesson_error error = {0};
    char text[1024];
    int expects = 0;
    for (int i = 0; i < lesson->step_count; i++) {
        expects += lesson->steps[i].expect_count;
    }
    if (!lesson_check(lesson, &error)) {
        fputs(lesson_error_text(&error, text, sizeof text), stderr);
        return false;
    }
    printf("%s: %d steps, %d expectations hold\n", lesson->slug, lesson->step_count, expects);
    return true;
}

static bool check_file(const char *path)
{
    struct lesson_error error = {0};
    char text[1024];
    struct lesson *lesson = lesson_load(path, NULL, &error);
    if (!lesson) {
        fputs(lesson_error_text(&error, text, sizeof text), stderr);
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
    struct course *course = open_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    for (int i = 0; i < course->count; i++) {
        good &= check_lesson(course->lessons[i]);
    }
    course_free(course);
    return good ? 0 : EXIT_RAISED;
}
