/* Place and marks go over by their names, as text. */
#include "app/model/recourse.h"

#include "app/model/limit.h"
#include "app/model/link.h"
#include "app/model/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for the marks of the new course. */
static bool take_marks(struct model *model, const struct course *course)
{
    size_t bytes, steps = 1;
    char *text = progress_text(model, "", 0, &bytes);
    for (int i = 0; i < course->count; i++) {
        steps += (size_t)course->lessons[i]->step_count;
    }
    unsigned char *marks = calloc(steps, 1);
    if (!text || !marks) {
        free(text);
        free(marks);
        return false;
    }
    free(model->marks);
    model->marks = marks;
    model->course = course;
    progress_merge(model, text, bytes);
    free(text);
    return true;
}

bool recourse(struct model *model, const struct course *course)
{
    char link[LINK_MOST + 1];
    struct link_notes notes = {0};
    int step = model->step, lesson = course_find(course, model_lesson(model)->slug);
    bool fits = link_write(model, link, sizeof link) <= LINK_MOST;
    int beat = model->beat;
    if (lesson < 0 || !take_marks(model, course)) {
        return false;
    }
    model->lesson = lesson;
    model->step = limit(step, 0, course->lessons[lesson]->step_count - 1);
    model->word_count = 0;
    step = model->step;
    if (!fits || link_open(model, link, &notes) != LINK_OPENED) {
        model_go(model, lesson, step); /* its name is another one now */
    }
    model->beat = limit(beat, 0, model_beats(model) - 1);
    history_begin(model);
    return true;
}

bool recourse_tell(struct model *model, const struct lesson_error *fault)
{
    char notice[MODEL_NOTICE] = "";
    if (fault && fault->line > 0) {
        snprintf(notice, sizeof notice, "%.70s:%d: %.110s", fault->file, fault->line, fault->text);
    } else if (fault) {
        snprintf(notice, sizeof notice, "%.70s: %.120s", fault->file, fault->text);
    }
    return model_tell(model, notice);
}
