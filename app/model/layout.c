/* On a small window the outline folds away first, then the prose; the operation and the pipeline
 * always stay. A panel opened by its key where there is no room lies over the stage. */
#include "app/model/layout.h"

#include "app/model/question.h"

#include <math.h>

enum {
    TOP = 48,
    PIPELINE = 96,
    PIPELINE_COMPACT = 84,
    OUTLINE = 218,
    PROSE_WIDE = 348,
    PROSE_NARROW = 312,
    ROOM_FOR_ALL = 1120,  /* window widths from which nothing folds, */
    ROOM_FOR_PROSE = 880, /* and only the outline does */
    STAGE_LEAST = 480,
    INSPECTOR = 92,
    INSPECTOR_COMPACT = 84,
    FAILURE = 118, /* in the inspector's place */
    FAILURE_COMPACT = 104,
    MARGIN = 12,
    COMPACT_BELOW = 700
};

static bool open(enum fold fold, bool room)
{
    return fold == FOLD_OPEN || (fold == FOLD_AUTO && room);
}

struct layout layout_of(const struct model *model)
{
    float w = model->width / model->zoom, h = model->height / model->zoom;
    bool compact = h < COMPACT_BELOW;
    float pipeline = compact ? PIPELINE_COMPACT : PIPELINE;
    float inspector = compact ? INSPECTOR_COMPACT : INSPECTOR;
    if (attn_trace_op(model->trace, model->shown)->state == ATTN_STATE_FAILED &&
        !model_hides(model, model->shown)) {
        inspector = compact ? FAILURE_COMPACT : FAILURE;
    }
    float middle = h - TOP - pipeline;
    struct layout l = {.window = {0, 0, w, h}, .top = {0, 0, w, TOP}, .compact = compact};
    l.pipeline = (struct rect){0, h - pipeline, w, pipeline};
    float left = 0, right = w;
    if (open(model->outline, w >= ROOM_FOR_ALL)) {
        l.outline = (struct rect){0, TOP, OUTLINE, middle};
        left = w - OUTLINE >= STAGE_LEAST ? OUTLINE : 0;
    }
    if (open(model->prose, w >= ROOM_FOR_PROSE)) {
        float width = w >= ROOM_FOR_ALL ? PROSE_WIDE : PROSE_NARROW;
        l.prose = (struct rect){w - width, TOP, width, middle};
        right = w - width - left >= STAGE_LEAST ? w - width : w;
    }
    float asks = question_of(model, right - left - 2 * MARGIN, compact).height;
    inspector = fmaxf(inspector, asks); /* the question stands in its place */
    l.stage = (struct rect){left, TOP, right - left, middle - inspector - MARGIN};
    l.inspector = (struct rect){left + MARGIN, TOP + middle - inspector - MARGIN,
                                right - left - 2 * MARGIN, inspector};
    return l;
}
