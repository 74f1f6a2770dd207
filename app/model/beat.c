/* A paragraph begins a beat; the list or the code behind it is of the same one. */
#include "app/model/model.h"

int model_beat_of(const struct model *model, int block)
{
    int beat = -1;
    for (int i = 0; i <= block; i++) {
        beat += i == 0 || model_step(model)->blocks[i].kind == LESSON_PARAGRAPH;
    }
    return beat < 0 ? 0 : beat;
}

int model_beats(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    int blocks = model_asks(model) ? step->before : step->block_count;
    return blocks > 0 ? model_beat_of(model, blocks - 1) + 1 : 1;
}
