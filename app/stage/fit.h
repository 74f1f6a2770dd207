/* Fit: what is true of the widths, and where it is drawn. Shared by the picture's two files. */
#ifndef APP_STAGE_FIT_H
#define APP_STAGE_FIT_H

#include "app/stage/frame.h"

enum { FIT_HEADS_MOST = 64, FIT_OUT = 28, FIT_ARROW = 24 };

/* What is drawn, in features. */
struct fit {
    const struct attn_op *bar, *weight, *taker; /* weight, taker: NULL where nothing takes it */
    int given, taken, gives, promised;          /* promised: 0, or what was */
    int heads, widths[FIT_HEADS_MOST];          /* 0: it is no heads side by side */
    bool clash, hidden;                         /* hidden: what comes out is not to be seen yet */
};

/* Where, in logical pixels. */
struct place {
    struct rect area;
    float scale; /* a feature */
    float caption, bracket, bar, high, sink, mouth, funnel;
};

/* What an operation has to say of widths; given is 0 where nothing. */
struct fit fit_of(const struct frame *frame, int index);
struct place fit_place(const struct fit *fit, struct rect area);
/* The whole pixel where so many features end. */
float fit_edge(const struct place *place, int features);
/* "8 × 256 = 2048", or the width alone; a number in its axis' colour. */
void fit_write_sum(struct pen *pen, const struct fit *fit);
void fit_write(struct pen *pen, enum colour colour, int number);
enum colour fit_colour(const struct fit *fit);
enum colour fit_takes_colour(const struct fit *fit);
enum colour fit_gives_colour(const struct fit *fit);

#endif
