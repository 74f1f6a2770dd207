/* Blocks: wide tensors to scale, with rulers. What the pictures of heads side by side, of a product
 * that does not meet, of a slice and of a division share. */
#ifndef APP_STAGE_BLOCKS_H
#define APP_STAGE_BLOCKS_H

#include "app/stage/stage.h"

enum {
    BLOCKS_NAME = 30,     /* logical pixels above a plate, for its name */
    BLOCKS_CELL = 44,     /* the widest that a column is */
    BLOCKS_LABELLED = 20, /* heads that are labelled one by one at most */
};

/* Two tensors, one above the other, drawn to one scale along their columns. */
struct blocks {
    struct plate top, below;
    int consumer; /* the product that takes the top, or -1 */
    float scale;  /* logical pixels a column */
};

/* Columns of the tensor: none of a head of no width, which still is drawn as one. */
int blocks_width(const struct frame *frame, const struct plate *plate);
/* Gives a plate its rectangle: `scale` a column, and rows in at most `room`. */
void blocks_size(struct plate *plate, float x, float y, float scale, float room);
/* Names head h above its block, where all are labelled, and veils it where it is off. */
void blocks_label(const struct frame *frame, struct rect block, int h, int width, bool all);
/* The top, the weight that its consumer multiplies it by, and what has nothing to meet. Sets the rest
 * of the blocks, whose top and consumer are given. */
void blocks_draw(const struct frame *frame, struct blocks *blocks, struct rect area);

#endif
