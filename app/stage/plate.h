/* A plate: one tensor on the stage, as a heatmap with its name, shape, labels and figures. */
#ifndef APP_STAGE_PLATE_H
#define APP_STAGE_PLATE_H

#include "app/stage/frame.h"

/* Where labels stand. */
enum {
    PLATE_ROWS = 1,       /* row labels on the left */
    PLATE_COLUMNS = 2,    /* column labels above */
    PLATE_AXIS_BELOW = 4, /* the columns' axis, below */
    PLATE_AXIS_RIGHT = 8, /* the rows' axis, on the right, reading down */
    PLATE_NAME = 16,      /* name and shape above */
};

struct plate {
    int op;
    enum attn_part part;
    bool transposed; /* drawn with its last two axes swapped */
    struct rect rect;
    int rows, columns; /* as drawn: at least 1, also of a tensor of no cells, which is hatched */
    int labels;
    float name_up;    /* the name stands so much higher, to leave room for words */
    float name_room;  /* the shape is left out where it would not fit; 0: no limit */
    const char *name; /* instead of the operation's; NULL: that */
};

/* A plate of the tensor's rows and columns; rect is the caller's to set. */
struct plate plate_of(const struct frame *frame, int op, enum attn_part part, bool transposed);
void plate_draw(const struct frame *frame, const struct plate *plate);
/* The axes of the tensor that are drawn as rows and as columns; -1 for none. */
int plate_row_axis(const struct plate *plate, int rank);
int plate_column_axis(const struct plate *plate, int rank);
/* Name, shape, words along rows and columns, axis names: whatever plate->labels asks for.
 * (app/stage/plate_labels.c.) */
void plate_draw_labels(const struct frame *frame, const struct plate *plate,
                       const struct attn_tensor *window);
/* The widest word along the rows, with its gap to the plate. */
float plate_label_room(const struct frame *frame);
/* What stands below the columns: the axis' name, or a name a feature where the layer has some. */
float plate_below_room(const struct frame *frame, const struct plate *plate);
/* The heatmap of a plate: window, map, range and cache key. */
struct heatmap plate_heatmap(const struct frame *frame, const struct plate *plate);
/* Frames the cells of a region, if it is of this plate's tensor. */
void plate_frame_region(const struct frame *frame, const struct plate *plate,
                        const struct attn_region *region, enum colour colour);
/* Frames one cell (row and column as drawn). */
void plate_frame_cell(const struct frame *frame, const struct plate *plate, int row, int column,
                      enum colour colour);
/* Whether weights' colours suit the operation's part: shares of 1, masks, kept or not. */
bool plate_is_weights(const struct attn_op *op, enum attn_part part);
/* The colour bar with its ends, at most `width` wide, its top left at (x, y). */
void plate_colour_bar(const struct frame *frame, const struct plate *plate, float x, float y,
                      float width);

#endif
