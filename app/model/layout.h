/* Where the panels are: a pure function of the window's size and what is folded. */
#ifndef APP_MODEL_LAYOUT_H
#define APP_MODEL_LAYOUT_H

#include "app/model/model.h"

/* A panel that is folded away has width 0. All in scene pixels (the window's, divided by zoom). */
struct layout {
    struct rect window, top, outline, stage, inspector, prose, pipeline;
    bool compact; /* little height: the experiment panel shows chips instead of rows */
};

struct layout layout_of(const struct model *model);

#endif
