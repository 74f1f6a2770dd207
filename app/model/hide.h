/* What is not to be seen before it is answered: what a question asks for and all that follows from it,
 * in its own step and in the lesson's earlier ones, until it was answered or passed. */
#ifndef APP_MODEL_HIDE_H
#define APP_MODEL_HIDE_H

#include "attention/attention.h"

struct model;

/* Whether operation `op` is hidden. */
bool model_hides(const struct model *model, int op);
/* The same of another layer's operation, planned from `config`: that of the layer beside. */
bool model_hides_in(const struct model *model, const struct attn_config *config,
                    const struct attn_trace *trace, int op);
/* Whether anything is hidden. */
bool model_hides_some(const struct model *model);
/* Whether operation `op`, hidden elsewhere, is on stage but for the cell or the row that the step asks
 * for. */
bool model_covers(const struct model *model, int op);
bool model_covers_cell(const struct model *model, int op, int row, int column);

#endif
