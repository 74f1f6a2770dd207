/* When the picture moves: from one place of the course to another, unless the model is still. */
#ifndef APP_COMMANDS_MOTION_H
#define APP_COMMANDS_MOTION_H

#include "app/commands/studio.h"

/* What was on view, and since when it has been moving on. */
struct motion {
    bool never; /* asked for from outside, whatever the setting */
    bool seen;
    int lesson, step, beat, shown;
    bool closer;
    float width, height, zoom;
    enum theme theme;
    double since;
};

/* Before a frame is drawn, at `now` milliseconds: begins to move where the place is another, and goes on
 * or ends. */
void motion_frame(struct motion *motion, struct studio *studio, double now);
/* Milliseconds, from any start. */
double motion_clock(void);

#endif
