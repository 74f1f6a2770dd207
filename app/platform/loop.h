/* The window's loop: draws when something changed, waits for what comes in, hands it to the model.
 * Who calls for each turn is the window's to say: this program on a desktop, the page in a browser. */
#ifndef APP_PLATFORM_LOOP_H
#define APP_PLATFORM_LOOP_H

#include "app/model/model.h"
#include "app/platform/platform.h"

struct loop {
    struct window *window;
    struct model *model;
    const struct scene *scene; /* as drawn last: what a click means */
    const struct painter *painter;
    /* Builds and paints the scene; false with a reason ends the loop. */
    bool (*draw)(void *context, float density, struct platform_error *error);
    /* After what came in together was handled; returns whether the model changed once more. */
    bool (*settle)(void *context);
    void *context;
    int wake_ms; /* settle is called at least so often; 0: only when something came in */

    bool redraw, failed;
    struct platform_error *error; /* loop_run's caller's */
    enum { POINTER_UNSEEN, POINTER_RESTS, POINTER_MOVED } pointer;
    float rests_x, rests_y;   /* where it was when it was first seen */
    bool key_meant_something; /* the last key: then what it wrote means nothing more */
    bool full_screen;         /* as the window is */
    int lesson, step;         /* named in the window's title */
    struct rect hovered;      /* what can be clicked, under the pointer */
};

/* Runs until the model quits; false with a reason. In a browser it does not return. */
bool loop_run(struct loop *loop, struct platform_error *error);

#endif
