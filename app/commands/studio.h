/* All that it takes to draw a lesson's step, without a window. */
#ifndef APP_COMMANDS_STUDIO_H
#define APP_COMMANDS_STUDIO_H

#include "app/commands/commands.h"

#include "app/model/link.h"
#include "app/platform/platform.h"

struct studio {
    struct course *course;
    struct model model;
    struct fonts *fonts;
    struct painter *painter;
    struct scene scene;
    struct scene before, between; /* what is left behind; what is on view while it moves */
    float at;                     /* how far it has moved; matters while model.moving */
    struct link_notes notes;      /* what of the place was not understood: the caller tells */
};

/* Opens the course on the place that word names (NULL: its start) with the words from words[first] on,
 * the fonts and a painter; an exit code, its reason said. studio_close is due in any case; zeroed, it has nothing to close. */
int studio_open(struct studio *studio, const struct options *options, const char *word, int first,
                float density);
void studio_close(struct studio *studio);
/* Builds and paints one frame, between two while the model is moving, at `density` device pixels to a logical one. */
/* From now on it moves to what the model is, from what is on view. */
void studio_move(struct studio *studio);
bool studio_draw(struct studio *studio, float density, struct platform_error *error);

#endif
