/* The window's loop with a window that is none: it hands in what a test says, and counts what is
 * drawn. The linker puts it in the real one's place. */
#ifndef TESTS_LOOP_H
#define TESTS_LOOP_H

#include "tests/screen.h"

#include "app/platform/platform.h"

/* The window, and all that a test looks at. */
struct window {
    struct screen *screen;
    const struct input *inputs; /* up to one of kind NONE; then it is closed */
    bool together;              /* all came in before the first was handled */
    int draws, shows, titles, settles, fulls, hands;
    int width, height;
    int waits, timeout; /* how often it waited, and how long it would have at last */
    int moves;          /* something moves until so many frames are drawn */
    float density;
    char title[128];
    char view[256]; /* as an address shows it */
    char said[MODEL_NOTICE];
    const char *pasted; /* what there is to paste, or in an edited address */
    bool fails, settled;
};

/* Runs the loop until all came in. */
bool loop_feed(struct window *window, struct screen *screen, const struct input *inputs);

#endif
