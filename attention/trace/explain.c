/* Which cells made a cell: asks the operation's own kind. */
#include "attention/trace/trace.h"

#include <assert.h>
#include <string.h>

struct attn_explanation attn_explain(const struct attn_trace *trace, int index, const int *at)
{
    assert(attn_trace_op(trace, index)->state == ATTN_STATE_READY);
    struct view view = trace_view(trace, index);
    struct attn_explanation e = {.cell = {.op = index}, .kind = view.op->kind};
    memcpy(e.cell.at, at, (size_t)view.op->shape.rank * sizeof *at);
    e.value = view_value(&view, &e.cell);
    kind_of(view.op->kind)->explain(&view, &e);
    return e;
}

struct attn_term attn_explain_term(const struct attn_trace *trace,
                                   const struct attn_explanation *explanation, int k)
{
    assert(k >= 0 && k < explanation->term_count);
    struct view view = trace_view(trace, explanation->cell.op);
    return kind_of(explanation->kind)->term(&view, explanation, k);
}
