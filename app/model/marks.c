/* What is known of a learner's way through the course: a mark a step. */
#include "app/model/model.h"

int model_step_index(const struct model *model, int lesson, int step)
{
    for (int i = 0; i < lesson; i++) {
        step += model->course->lessons[i]->step_count;
    }
    return step;
}

enum mark model_mark(const struct model *model, int lesson, int step)
{
    return (enum mark)model->marks[model_step_index(model, lesson, step)];
}

void model_set_mark(struct model *model, int lesson, int step, enum mark mark)
{
    unsigned char *place = &model->marks[model_step_index(model, lesson, step)];
    model->marks_changed |= *place != mark;
    *place = (unsigned char)mark;
}

int model_score(const struct model *model, int lesson, int *questions)
{
    const struct lesson *l = model->course->lessons[lesson];
    int right = 0;
    *questions = 0;
    for (int i = 0; i < l->step_count; i++) {
        *questions += l->steps[i].ask != LESSON_ASK_NOTHING;
        enum mark mark = model_mark(model, lesson, i);
        right += mark == MARK_RIGHT || mark == MARK_SECOND;
    }
    return right;
}
