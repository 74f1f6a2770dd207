/* The stage: the operation as operands and result. One arrangement for products, where a result
 * cell stands in line with the row and the column that made it; one for what goes cell by cell. */
#ifndef APP_STAGE_STAGE_H
#define APP_STAGE_STAGE_H

#include "app/scene/heatmap.h"
#include "app/stage/plate.h"

/* Each draws op inside area. A product may use all of it but for `title`, at its top left: the
 * second operand stands at the top right. */
void stage_product(const struct frame *frame, int op, struct rect area, struct rect title);
void stage_cellwise(const struct frame *frame, int op, struct rect area);
/* A tensor by itself: what goes in, and parameters. */
void stage_alone(const struct frame *frame, int op, struct rect area);

/* Wide tensors to scale: heads side by side and the weight that takes them; a linear layer whose
 * operands do not fit; a slice under what it is cut from. */
void stage_concat(const struct frame *frame, int op, struct rect area);
void stage_mismatch(const struct frame *frame, int op, struct rect area);
void stage_slice(const struct frame *frame, int op, struct rect area);
/* embed that cannot be cut into so many heads. */
void stage_division(const struct frame *frame, struct rect area);
/* View and transpose: the same floats in another order. */
void stage_layout(const struct frame *frame, int op, struct rect area);

/* The operation on stage beside its counterpart in another layer. */
void stage_beside(const struct frame *frame, struct rect area);

/* All heads below the one on view: whether there are any to show, how high, and themselves. */
bool heads_shown(const struct frame *frame, int op);
float heads_height(const struct frame *frame);
void heads_draw(const struct frame *frame, int op, struct rect area);

/* Notes beside the result: what rows and columns are, the colour bar. Returns their height. */
float stage_notes(const struct frame *frame, const struct plate *result, float x, float y,
                  float width);
/* Frames what the explained cell reads, and the cell itself. */
void stage_lights(const struct frame *frame, const struct plate *plates, int count, int result);

#endif
