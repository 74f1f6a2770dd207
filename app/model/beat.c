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

static int blocks_told(const struct model *model)
{
    return model_asks(model) ? model_step(model)->before : model_step(model)->block_count;
}

int model_beats(const struct model *model)
{
    int blocks = blocks_told(model);
    return blocks > 0 ? model_beat_of(model, blocks - 1) + 1 : 1;
}

void model_beat_blocks(const struct model *model, int beat, int *first, int *last)
{
    int blocks = blocks_told(model), i = 0;
    while (i < blocks && model_beat_of(model, i) < beat) {
        i++;
    }
    *first = i;
    while (i < blocks && model_beat_of(model, i) == beat) {
        i++;
    }
    *last = i;
}
