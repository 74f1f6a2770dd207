/* Plans made operation by operation, as no wiring makes them: any kind on any operand. */
#ifndef TESTS_PLANS_H
#define TESTS_PLANS_H

#include "attention/trace/plan.h"
#include "attention/trace/trace.h"

/* A plan of batch 2, tokens 3, embed 6, heads 3 in train mode with dropout 0.4; it has x. */
struct plan plans_begin(ref *x);
/* An input of that shape, drawn like x. */
ref plans_input(struct plan *plan, const char *name, int rank, const int *size);
/* The same as a mask: 1 where the last index is at most those before it, counted in a row. */
ref plans_mask(struct plan *plan, const char *name, int rank, const int *size);
/* A trace of the plan, which is its from then on, run as far as it goes. */
struct attn_trace *plans_run(struct plan *plan);
/* The numbers of an operation that is READY. */
struct attn_tensor plans_value(const struct attn_trace *trace, ref op);
/* The words that the last operation planned failed with; fails the test where it did not. */
const char *plans_error(const struct plan *plan);

#endif
