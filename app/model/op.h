/* What the app asks of one operation. */
#ifndef APP_MODEL_OP_H
#define APP_MODEL_OP_H

#include "attention/attention.h"

/* Rows and columns of an operation as it is drawn, its last two axes. */
void op_grid(const struct attn_op *op, int *rows, int *columns);
bool op_has_cell(const struct attn_op *op, int row, int column);
/* "scores" of "heads.3.scores" */
const char *op_own_name(const struct attn_op *op);
/* Whether that axis counts the features of x: of x itself, of what goes into a layer's first Linears, and
 * of what fc_out gives back. Q, K and V of all heads are as wide, and mean something else. */
bool op_counts_features(const struct attn_op *op, int axis);
/* The operation that head h has in place of operation `op`; itself where it is no head's own. */
int op_twin(const struct attn_trace *trace, int op, int head);

#endif
