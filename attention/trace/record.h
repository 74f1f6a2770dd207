/* How a plan gets its operations: begun, given their attributes, and put in their place. */
#ifndef ATTENTION_TRACE_RECORD_H
#define ATTENTION_TRACE_RECORD_H

#include "attention/trace/plan.h"

/* The next operation, with name and kind; NULL without memory. */
struct attn_op *record_next(struct plan *plan, enum attn_kind kind, const char *name);
/* The same on `count` operands; those that are NOTHING are left out. */
struct attn_op *record_begin(struct plan *plan, enum attn_kind kind, const char *name,
                             const ref *operands, int count);
/* Applies the shape rule, counts draws and bytes, and gives the operation its place. */
ref record_place(struct plan *plan, struct attn_op *op);
/* The same if there was memory for it; else NOTHING. */
ref record_end(struct plan *plan, struct attn_op *op);

#endif
