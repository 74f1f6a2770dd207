/* in-place, grad, nan: what goes wrong on the way back, or in the numbers. */
#include "lessons/clinic/class.h"

#include <stdio.h>

void class_inplace(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length}, op = evidence_word(e, "op");
    const struct clinic_told *shape = evidence_shape(e, "shape");
    struct clinic_cause *c;
    struct code_line code;
    char text[80];
    answer_run(a, "torch.autograd.set_detect_anomaly(True)  # once, to see which line");
    if (class_holds(message, "leaf")) {
        c = answer_cause(a, GROUND_SURE, "a Parameter is written into while autograd watches it.");
        answer_mend(c, "with torch.no_grad(): w.copy_(new)  # w, the parameter");
        answer_run(a, "print(w.requires_grad, w.is_leaf)");
        return;
    }
    if (shape->rank > 0) {
        answer_sure(a, "the tensor %s was changed %lld times since it was kept.",
                    sketch_shape(shape, text, sizeof text),
                    evidence_number(e, "version") - evidence_number(e, "expected"));
    }
    bool fill = class_holds(op, "MaskedFill") || evidence_says(e, "masked_fill_");
    bool softmax = class_holds(op, "Softmax");
    bool relu = class_holds(op, "Relu");
    if (fill) {
        c = answer_cause(a, GROUND_SURE, "masked_fill_ wrote into a tensor that backward needs.");
        answer_mend(c, "w = w.masked_fill(mask, 0)  # without the underscore");
        if (evidence_code(e, CODE_MASKED_FILL_, &code) && code_is_name(code.left)) {
            answer_mend(c, "%.*s = %.*s.masked_fill%.*s", SPAN(code.left), SPAN(code.left),
                        (int)(code_end(code.whole) - (code.right.at - 1)), code.right.at - 1);
        }
    } else if (op.bytes > 0 && (softmax || relu)) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "%.*s's result was written into: += or an op with an underscore.",
                         SPAN(op));
        answer_mend(c, "x = x + y  # not x += y");
    } else {
        c = answer_cause(a, GROUND_TEXT,
                         "a tensor was written into after autograd kept it for backward.");
        answer_mend(c, "x = x + y  # not x += y, and no op with an underscore");
        if (op.bytes > 0) {
            answer_because(c, "it is the result of %.*s.", SPAN(op));
        }
    }
    answer_not_it(a, "shapes: they are right.");
}

void class_grad(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct clinic_cause *c;
    if (class_holds(message, "second time")) {
        c = answer_cause(a, GROUND_SURE,
                         "backward went through one graph twice; after the first it is gone.");
        answer_sure(a, "a state or cache that outlives a step keeps the graph of that step.");
        answer_mend(c, "state = state.detach()  # what is carried from one step to the next");
        answer_run(a, "print(state.grad_fn)  # of what lives longer than a step");
    } else if (class_holds(message, "does not require grad")) {
        c = answer_cause(a, GROUND_SURE, "nothing that the loss was made of needs a gradient.");
        answer_sure(a, "no_grad, detach, frozen parameters, or .item() stand before the loss.");
        answer_mend(c,
                    "model.requires_grad_(True)  # and no torch.no_grad() around the forward pass");
        answer_run(a, "print(loss.grad_fn, any(p.requires_grad for p in model.parameters()))");
    } else {
        c = answer_cause(a, GROUND_SURE,
                         "backward begins at one number, and this tensor has more.");
        answer_mend(c, "loss.mean().backward()");
        answer_run(a, "print(loss.shape)");
    }
}

void class_nan(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length}, op = evidence_word(e, "op");
    bool softmax = class_holds(op, "Softmax"),
         half = evidence_says(e, "half") || evidence_says(e, "fp16") ||
                evidence_says(e, "float16") || evidence_says(e, "amp");
    bool sampled = class_holds(message, "probability tensor");
    bool masked = softmax || evidence_says(e, "mask") || evidence_says(e, "attn_mask") ||
                  evidence_says(e, "masked_fill") || evidence_says(e, "attention_mask");
    if (op.bytes > 0) {
        answer_sure(a, "the first NaN came out of the backward of %.*s.", SPAN(op));
    } else if (sampled) {
        answer_sure(a, "the logits were NaN or inf before the softmax; sampling only met them.");
    }
    struct clinic_cause *c =
        answer_cause(a,
                     softmax              ? GROUND_TEXT
                     : masked && !sampled ? GROUND_SAID
                                          : GROUND_USUAL,
                     "a row is masked everywhere: softmax of nothing but -inf is NaN.");
    answer_mend(c, "dead = m.all(-1, keepdim=True)\n"
                   "w = s.masked_fill(m & ~dead, -inf).softmax(-1).masked_fill(m, 0)");
    answer_cause_careful(c, "finfo.min in place of -inf gives no NaN, but 1/n on the dead row.");
    c = answer_cause(a, (half || sampled ? GROUND_SAID : GROUND_USUAL),
                     "half precision: scores past 65504 became inf.");
    answer_mend(c, "model.to(torch.bfloat16)  # or float32 for the softmax");
    c = answer_cause(a, GROUND_NONE,
                     "the weights hold NaN already: a learning rate too high, a bad file.");
    answer_mend(c, "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)");
    answer_cannot(a, "which made the NaN: a dead row of a mask, half precision, or the weights.");
    answer_not_it(a, "shapes: they are right.");
    answer_run(a, "print(s.isnan().any(), m.all(-1).any())  # m: True = masked");
}
