/* Where the panels are: a pure function of the window's size, of the text's and of what is open. */
#ifndef APP_MODEL_LAYOUT_H
#define APP_MODEL_LAYOUT_H

#include "app/model/model.h"

/* FULL has a rail of lessons and a column of prose; SMALL no rail and a narrow column; LEAST the
 * picture with one beat below it; PRESENTING the picture and a caption. */
enum layout_kind { LAYOUT_FULL, LAYOUT_SMALL, LAYOUT_LEAST, LAYOUT_PRESENTING };

enum {
    LAYOUT_MARGIN = 24, /* from a region's edge to what stands in it */
    LAYOUT_INSET = 16,  /* the same in the narrow column */
};

/* A region that is not there has width 0. All in scene pixels: the window's, divided by scale. */
struct layout {
    enum layout_kind kind;
    float scale;
    struct rect window, rail, stage, column, band, foot;
    struct rect clinic; /* in place of the last four while that is open */
    float prose;  /* how much larger than its type prose is set, where the rest grows no more */
    bool compact; /* little room on the stage: SMALL or LEAST */
};

struct layout layout_of(const struct model *model);
/* Pixels of the window per pixel of the scene: the window's unit times the text size, as much of it
 * as leaves room for a picture. */
float layout_scale(const struct model *model);
/* The same of prose, which in the least window goes on to grow. */
float layout_prose_scale(const struct model *model);

#endif
