/* The inspector's parts: one cell's name, and how its number was made, in the form that suits its kind
 * of operation. */
#ifndef APP_PANELS_CELL_H
#define APP_PANELS_CELL_H

#include "app/stage/frame.h"

enum { CELL_PAD = 16 }; /* from the inspector's edge to what stands in it */

/* "scores[it, cat]", the words in the token colour. */
void cell_write(const struct frame *frame, struct pen *pen, const struct attn_cell *cell);
/* A sum, or a share of one, term by term: all terms where they fit, else the first few, the largest,
 * and the sum. */
void cell_terms(const struct frame *frame, const struct attn_explanation *e, struct rect box);
/* One line: a small sum, where a float stood before, or where it comes from. */
void cell_line(const struct frame *frame, const struct attn_explanation *e, struct rect box);

#endif
