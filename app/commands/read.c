/* headwise read: a lesson, or one step of it, as text. */
#include "app/commands/place.h"
#include "app/commands/reader.h"
#include "app/commands/say.h"

int command_read(const struct options *options)
{
    int lesson, step;
    if (options->word_count != 2) {
        return say_complaint(EXIT_USAGE, "read takes one LESSON[/STEP]; headwise list shows them");
    }
    struct course *course = place_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    int code = place_find(course, options->words[1], &lesson, &step) ? 0 : EXIT_USAGE;
    code = code ? code : reader_print(stdout, course->lessons[lesson], step);
    course_free(course);
    return code;
}
