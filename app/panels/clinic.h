/* The clinic's panel in parts: a flow that blocks are set into from above, texts whose numbers are
 * coloured by their role, the picture of the clash.
 *
 * A flow scrolls by whole blocks: one that is not all in view is not drawn, nor can it be pressed. */
#ifndef APP_PANELS_CLINIC_H
#define APP_PANELS_CLINIC_H

#include "app/stage/button.h"

struct clinic_flow {
    const struct frame *frame;
    const struct clinic *clinic;
    struct rect view;      /* where it may draw */
    float y;               /* the next block's top, from the flow's */
    float offset;          /* of the flow that is above the view */
    bool dry;              /* only measures */
    float focus, focus_to; /* top and end of the block that has the focus; both 0: none of these */
    enum colour hue;       /* of the two sizes that clash */
};

/* Room for a block in the flow; false where it is not to be drawn. */
bool clinic_block(struct clinic_flow *flow, float height, struct rect *rect);
void clinic_gap(struct clinic_flow *flow, float height);
/* The next block of this height has a stop in it. */
void clinic_stop_in(struct clinic_flow *flow, float height, enum clinic_stop stop);
bool clinic_focused(const struct clinic_flow *flow, enum clinic_stop stop);
void clinic_button(struct clinic_flow *flow, struct rect rect, const struct button *button,
                   enum clinic_stop stop);

/* How a text is written. */
struct clinic_ink {
    enum face face, bold; /* bold: of a size that clashes */
    float size;
    enum colour colour, number; /* number: of those that are innocent */
};
/* Bytes of text that fit a line of that width, at least one character; *next: where the next begins. */
size_t clinic_line(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                   float width, size_t *next);
int clinic_lines(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                 float width);
/* Writes a line; returns where it ends. Dry, or of no scene, it only measures. */
float clinic_write(const struct clinic_flow *flow, const struct clinic_ink *ink, float x,
                   float baseline, const char *text, size_t bytes, bool dry);
/* At most `most` lines in a rectangle, the last with "…" where there are more. */
void clinic_write_in(const struct clinic_flow *flow, const struct clinic_ink *ink, struct rect rect,
                     float leading, int most, const char *text);
/* A text in the flow, a block a line. */
void clinic_paragraph(struct clinic_flow *flow, const struct clinic_ink *ink, float leading,
                      const char *text);

/* The clash to scale; nothing where the numbers say none. */
void clinic_picture(struct clinic_flow *flow);
enum colour clinic_hue(const struct clinic_answer *answer);

/* What the answer says: the causes to choose from and the words of the one that is looked at. */
void clinic_causes(struct clinic_flow *flow);
void clinic_words(struct clinic_flow *flow);
/* The message, the two fields, the lines to copy. */
void clinic_message(struct clinic_flow *flow);
void clinic_fields(struct clinic_flow *flow);
void clinic_copies(struct clinic_flow *flow);

#endif
