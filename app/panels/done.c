/* The marks of what is done, in the outline and where the rail tells of a lesson. */
#include "app/panels/done.h"

#include "app/scene/type.h"

void done_tick(const struct frame *frame, float x, float y, enum colour colour, float size)
{
    pen_centred(frame->scene, frame->measure, x, y + size * 0.36f, FACE_PROSE_BOLD, size, colour,
                "✓");
}

void done_disc(const struct frame *frame, float x, float y, float side, enum mark mark,
               enum colour ground)
{
    struct rect box = {x - side / 2, y - side / 2, side, side};
    enum colour edge = mark == MARK_RIGHT || mark == MARK_SECOND ? COLOUR_ACCENT : COLOUR_EDGE;
    scene_box(frame->scene, box, side / 2, mark == MARK_RIGHT ? COLOUR_ACCENT : ground, edge, 1.5f);
    if (mark == MARK_SECOND) {
        struct rect half = {box.x + 1, box.y + 1, side / 2 - 1, side - 2};
        scene_box(frame->scene, box, side / 2, COLOUR_ACCENT, COLOUR_NONE, 0);
        scene_rect(frame->scene, (struct rect){x, half.y, side / 2 - 2, half.h}, ground);
        scene_box(frame->scene, box, side / 2, COLOUR_NONE, COLOUR_ACCENT, 1.5f);
    }
    if (mark == MARK_RIGHT && side >= DONE_MARK) {
        done_tick(frame, x, y, COLOUR_ON_ACCENT, 11);
    }
}

void done_step(const struct frame *frame, float x, float y, int lesson, int step,
               enum colour ground)
{
    const struct model *model = frame->model;
    enum mark mark = model_mark(model, lesson, step);
    if (model->course->lessons[lesson]->steps[step].ask != LESSON_ASK_NOTHING) {
        done_disc(frame, x, y, DONE_MARK, mark, ground);
    } else if (mark != MARK_NONE) {
        done_tick(frame, x, y, COLOUR_MUTED_TINTED, TYPE_LABEL);
    }
}
