/* Buttons: whatever can be pressed looks like one of these, and nothing else does. Each shows whether the
 * pointer is on it, whether it has the focus and whether it is chosen. */
#ifndef APP_STAGE_BUTTON_H
#define APP_STAGE_BUTTON_H

#include "app/stage/frame.h"

enum button_kind {
    BUTTON_QUIET,
    BUTTON_PRIMARY, /* what one most likely wants next; one at a time */
    BUTTON_OPTION,  /* one of several values */
    BUTTON_CHIP,    /* what is changed */
    BUTTON_PLAIN,   /* without an edge: a sign, on a ground of its own */
    BUTTON_KINDS
};

struct button {
    enum button_kind kind;
    const char *label, *key;                /* key: NULL for none */
    bool chosen, focused, disabled, spread; /* spread: label on the left, key on the right */
    struct action action;
};

void button_draw(const struct frame *frame, struct rect rect, const struct button *button);
/* The width that suits its words. */
float button_width(const struct frame *frame, const struct button *button);
/* A dashed edge: what cannot be pressed. */
void button_dash(const struct frame *frame, struct rect rect, enum colour colour);

#endif
