/* strides: a view after transpose or permute. The cells are all there, not in order. */
#include "lessons/clinic/class.h"

#include <stdio.h>
#include <string.h>

/* .view( becomes .reshape(, the rest of the line stays. */
static void mend_line(struct clinic_cause *c, const struct code_line *code)
{
    for (int i = 0; i + 6 <= code->whole.bytes; i++) {
        struct code_span at = {code->whole.at + i, 6};
        if (memcmp(at.at, ".view(", 6) == 0) {
            class_rewrite(c->mend, sizeof c->mend, code, at, ".reshape(");
        }
    }
}

void class_strides(const struct evidence *e, struct answer *a)
{
    struct code_line code;
    bool named = evidence_code(e, CODE_VIEW, &code);
    struct code_span x = class_name(named ? code.left : class_word("x"), "x");
    bool rust = e->system == CLINIC_SYSTEM_RUST;
    struct clinic_cause *c;
    if (rust) {
        c = answer_cause(a, GROUND_SURE,
                         "the operation wants cells in order; these were transposed.");
        answer_mend(c, "x.contiguous()?");
        answer_cause_run(c, "println!(\"{:?} {:?}\", x.shape(), x.stride());");
        return;
    }
    c = answer_cause(a, GROUND_SURE,
                     "this view comes after a transpose or permute: reshape, not view.");
    answer_sure(a, "no cell is missing: the axes to be joined are no neighbours in memory.");
    answer_because(c, "joining the heads.");
    mend_line(c, &code);
    if (!c->mend[0]) {
        answer_mend(c, "out = out.transpose(1, 2).reshape(B, T, E)");
    }
    answer_cause_careful(c, "without the transpose a view would run, and mix the heads.");
    answer_run(a, "print(%.*s.shape, %.*s.stride(), %.*s.is_contiguous())", SPAN(x), SPAN(x),
               SPAN(x));
    if (!named) {
        answer_run(a, "print(x.shape, x.stride(), x.is_contiguous())");
    }
}
