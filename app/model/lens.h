/* A lens: what a picture looks through at a layer. Which numbers, how they are coloured, which batch
 * item and head are on view, which cell is explained. To draw another head, another item or the
 * layer beside, make another lens: a copy with other values. A lens owns nothing and holds until the
 * trace is planned anew. */
#ifndef APP_MODEL_LENS_H
#define APP_MODEL_LENS_H

#include "app/model/op.h"
#include "app/model/range.h"

/* A cell as it is drawn, of the item and head on view; op is -1 for none. */
struct lens_cell {
    int op, row, column;
};

struct lens {
    const struct attn_trace *trace;
    const struct attn_config *config;
    const struct range *ranges; /* one an operation, */
    int range_count;            /* or fewer: there was no memory for more */
    int shown;                  /* the operation on stage, or -1 */
    int item, head;             /* on view, inside config's */
    struct lens_cell cell;      /* the one to explain */
    int lit;                    /* the operation whose name is pointed at, or -1 */
    bool all_heads;             /* one range of colours for all heads */
    bool beside;                /* of the layer beside: no action can name its operations */
};

/* How many heads the layer has that one can look at. */
int lens_heads(const struct lens *lens);
/* What is known of an operation's own numbers: nothing, where there was no memory to look. */
struct range lens_own_range(const struct lens *lens, int op);
/* The range for an operation's colours: its own, or that of all heads together. */
struct range lens_range(const struct lens *lens, int op);
/* What the axis of an operation is looked at: the batch item, the head, or 0. */
int lens_index(const struct lens *lens, enum attn_axis axis);
/* The cell (row, column) of the item and head on view, in all axes of op. */
void lens_at(const struct lens *lens, const struct attn_op *op, int row, int column, int *at);
/* Explains the lens' cell. False where there is none, or no number yet. */
bool lens_explain(const struct lens *lens, struct attn_explanation *explanation);

#endif
