/* The pictures: ways to lay an operation out, a row each. A picture NAME is a file beside this one with
 * two functions: picture_NAME_fits says whether it can draw an operation as it stands, from its shapes
 * and its kind's row, never from its kind; picture_NAME draws it. A lesson's step names one by
 * `picture: NAME`; else its kind does; else the first of these that fits is taken. */
#ifndef APP_STAGE_PICTURES_H
#define APP_STAGE_PICTURES_H

#include "app/stage/frame.h"

#define PICTURES(ROW)                                                                              \
    ROW(mismatch) /* a product whose two sides do not meet, to scale */                            \
    ROW(division) /* embed that cannot be cut into so many heads */                                \
    ROW(concat)   /* heads side by side, to scale, and what takes them */                          \
    ROW(slice)    /* some columns under what they are cut from */                                  \
    ROW(order)    /* the same floats in another order */                                           \
    ROW(product)  /* a cell in line with the row and the column that made it */                    \
    ROW(cellwise) /* what comes in, what it passes through, what comes out */                      \
    ROW(alone)    /* the tensor by itself */

/* Pictures of what a step claims, not of its tensor: only a lesson's step asks for one, and one key away
 * is the tensor, which any of the others draws. Such a picture has a third function, picture_NAME_number,
 * which writes the step's one number. */
#define CLAIMS(ROW) ROW(fit) /* widths to scale: what is joined, what it has to go into */

/* Where a picture is drawn: below the title, or in all of the stage but for the title. */
struct space {
    struct rect below, whole, title;
};

struct picture {
    const char *name;
    bool (*fits)(const struct frame *frame, int op);
    void (*draw)(const struct frame *frame, int op, const struct space *space);
    void (*number)(const struct frame *frame, int op,
                   struct pen *pen); /* NULL: it claims nothing */
};

#define PICTURE_FUNCTIONS(name)                                                                    \
    bool picture_##name##_fits(const struct frame *frame, int op);                                 \
    void picture_##name(const struct frame *frame, int op, const struct space *space);
PICTURES(PICTURE_FUNCTIONS)
CLAIMS(PICTURE_FUNCTIONS)
#undef PICTURE_FUNCTIONS
#define PICTURE_NUMBER(name)                                                                       \
    void picture_##name##_number(const struct frame *frame, int op, struct pen *pen);
CLAIMS(PICTURE_NUMBER)
#undef PICTURE_NUMBER

/* Whether an operation has a shape, and operands, the first of which is *in: for those that draw both. */
bool picture_takes(const struct frame *frame, int op, const struct attn_op **in);

/* The picture for an operation of the layer in view; NULL where none can draw it. */
const struct picture *picture_of(const struct frame *frame, int op);
/* The picture of what the step claims, where that is on view; NULL: numbers are. */
const struct picture *picture_claim(const struct frame *frame);
/* All their names, ended by NULL. */
extern const char *const picture_names[];

#endif
