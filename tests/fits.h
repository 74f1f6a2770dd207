/* Whether a frame fits: what is written lies in its panel and not over something else that is written,
 * what can be clicked is large enough to be hit, and the stage keeps half of the window. What does not is
 * said and counted. */
#ifndef TESTS_FITS_H
#define TESTS_FITS_H

#include "tests/screen.h"

struct fits {
    int complaints;
};

/* The model's view as it is; without what lies over the frame. */
void fits_frame(struct fits *fits, struct screen *screen);
/* Each panel in its place, with what lies over the frame; and all that can be clicked. */
void fits_panels(struct fits *fits, struct screen *screen);
/* Every step, asked and answered, at every size of window and of text, measured with the real fonts. */
void fits_course(struct fits *fits, struct screen *screen);
/* The sheets and lists that lie over a step, at every size of window. */
void fits_sheets(struct fits *fits, struct screen *screen, int lesson, int step);

/* The clinic on an error, from its top and with each of what can be pressed in focus, at every size. */
void fits_clinic(struct fits *fits, struct screen *screen, const char *error);

#endif
