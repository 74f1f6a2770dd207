/* On a small window the outline folds away first, then the prose; the operation and the pipeline
 * always stay. A panel opened by its key where there is no room lies over the stage. */
#include "app/layout.h"

enum {
    TOP = 48,
    PIPELINE = 96,
    OUTLINE = 210,
    PROSE_WIDE = 340,
    PROSE_NARROW = 300,
    ROOM_FOR_ALL = 1120,  /* window widths from which nothing folds, */
    ROOM_FOR_PROSE = 880, /* and only the outline does */
    STAGE_LEAST = 480,
    INSPECTOR = 92,
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
    float middle = h - TOP - PIPELINE;
    struct layout l = {.window = {0, 0, w, h}, .top = {0, 0, w, TOP}};
    l.compact = h < COMPACT_BELOW;
    l.pipeline = (struct rect){0, h - PIPELINE, w, PIPELINE};
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
    l.stage = (struct rect){left, TOP, right - left, middle - INSPECTOR - MARGIN};
    l.inspector = (struct rect){left + MARGIN, TOP + middle - INSPECTOR - MARGIN,
                                right - left - 2 * MARGIN, INSPECTOR};
    return l;
}
