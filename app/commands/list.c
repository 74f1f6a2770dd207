/* headwise list: the lessons and their steps. */
#include "app/commands/place.h"
#include "app/commands/say.h"

int command_list(const struct options *options)
{
    struct course *course = place_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    for (int i = 0; i < course->count; i++) {
        const struct lesson *lesson = course->lessons[i];
        say(stdout, "%d %s  %s\n", lesson->number, lesson->slug, lesson->title);
        for (int k = 0; k < lesson->step_count; k++) {
            say(stdout, "  %s/%d  %s\n", lesson->slug, k + 1, lesson->steps[k].title);
        }
    }
    course_free(course);
    return 0;
}
