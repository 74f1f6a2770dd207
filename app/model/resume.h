/* Where one left off, as lines of text among those of progress, an entry each:
 *
 *     resume single-head/scores?v=1&mask=causal     the view, as a link
 *     theme dark
 *     text 1.15                                     the text's size
 *     motion off                                    nothing moves from frame to frame
 *     window 1280x800+100+50                        size and place
 *
 * An entry that is not understood is none. Nothing here touches the disk. */
#ifndef APP_MODEL_RESUME_H
#define APP_MODEL_RESUME_H

#include "app/model/link.h"

struct resume_window {
    int width, height, x, y; /* width 0: not known */
};

struct resume {
    char place[LINK_MOST + 1]; /* "": none */
    bool has_theme;
    enum theme theme;
    float zoom; /* 0: none */
    bool has_motion, still;
    struct resume_window window;
};

/* The entries of a text, in place of what was there. */
void resume_read(struct resume *resume, const char *text, size_t bytes);
/* What the model is at now; the window stays. */
void resume_take(struct resume *resume, const struct model *model);
/* The model looks as it did: theme and size of text, not the place. */
void resume_give(const struct resume *resume, struct model *model);
/* Whether two hold the same. */
bool resume_equal(const struct resume *a, const struct resume *b);
/* The old text without its entries, and behind it those of resume; malloc'd, ended by a 0 that is not
 * counted; NULL without memory. */
char *resume_text(const struct resume *resume, const char *old, size_t old_bytes, size_t *bytes);

#endif
