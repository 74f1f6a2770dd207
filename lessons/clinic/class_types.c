/* dtype and device: operands of two kinds. Which operand has which, the message tells mostly. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static bool is_half(struct code_span t)
{
    return class_holds(t, "Half") || class_holds(t, "half") || class_holds(t, "16") ||
           class_holds(t, "BFloat") || class_holds(t, "bfloat");
}

static bool is_double(struct code_span t)
{
    return class_holds(t, "Double") || class_holds(t, "double") || class_holds(t, "64");
}

static bool is_whole(struct code_span t)
{
    return class_holds(t, "Long") || class_holds(t, "Int") || class_holds(t, "int") ||
           class_holds(t, "long");
}

/* What the line does with the two. */
static void mend_types(struct clinic_cause *c, const struct evidence *e)
{
    struct code_line code;
    bool two = evidence_code(e, CODE_MATMUL | CODE_ADD | CODE_TIMES, &code);
    if (two && code_is_name(code.left) && code.right.bytes > 0) {
        class_rewrite(c->mend, sizeof c->mend, &code, code.right,
                      code_is_name(code.right) ? "%.*s.to(%.*s.dtype)" : "(%.*s).to(%.*s.dtype)",
                      SPAN(code.right), SPAN(code.left));
    } else if (evidence_code(e, CODE_CALL, &code) && code_is_name(code_argument(code.right, 0)) &&
               code_is_name(code.left) && class_holds(code.left, "self.")) {
        struct code_span in = code_argument(code.right, 0);
        class_rewrite(c->mend, sizeof c->mend, &code, in, "%.*s.to(%.*s.weight.dtype)", SPAN(in),
                      SPAN(code.left));
    } else {
        answer_mend(c, "x = x.to(layer.weight.dtype)  # or model.to(x.dtype), once");
    }
}

static void two_types(const struct evidence *e, struct answer *a, struct code_span one,
                      struct code_span two)
{
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "two types meet in one operation: %.*s and %.*s.", SPAN(one), SPAN(two));
    mend_types(c, e);
    if (is_half(one) || is_half(two)) {
        answer_because(c, "a part was left in float: autocast, a mask, a buffer or an adapter.");
        a->out->sure_count = 0;
        answer_sure(a, "one operand is half precision, the other is not: no size is wrong.");
    } else if (is_double(one) || is_double(two)) {
        answer_sure(a, "one is float64: what comes from NumPy is, and was not cast.");
        answer_mend(c, "x = x.float()  # torch.from_numpy gives float64");
    } else if (is_whole(one) || is_whole(two)) {
        answer_sure(a,
                    "one is a whole number type, where a float one is wanted, or the other way.");
        answer_mend(c, is_whole(one) ? "ids = ids.long()" : "x = x.float()");
    }
}

static void three_types(const struct evidence *e, struct answer *a)
{
    struct code_span q = evidence_word(e, "q"), k = evidence_word(e, "k"),
                     v = evidence_word(e, "v");
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "query is %.*s, key %.*s, value %.*s: one is wanted.", SPAN(q),
                     SPAN(k), SPAN(v));
    answer_because(c, "a cache, a norm on q and k, or rotary tables change the type of one.");
    answer_mend(c, "k, v = k.to(q.dtype), v.to(q.dtype)");
    answer_run(a, "print(q.dtype, k.dtype, v.dtype)");
}

/* Kinds that the message itself says all about. */
static bool said(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct code_span got = evidence_word(e, "got");
    struct clinic_cause *c;
    if (class_holds(message, "without overflow")) {
        c = answer_cause(a, GROUND_SURE,
                         "the fill value does not fit in half: its largest is 65504.");
        answer_mend(c, "scores.masked_fill(mask, torch.finfo(scores.dtype).min)");
        struct code_line code;
        if (evidence_code(e, CODE_MASKED_FILL | CODE_MASKED_FILL_, &code) &&
            code_is_name(code.left)) {
            struct code_span arguments = {code.right.at,
                                          (int)(code_end(code.whole) - code.right.at) - 1};
            struct code_span value = code_argument(arguments, 1);
            class_rewrite(c->mend, sizeof c->mend, &code, value, "torch.finfo(%.*s.dtype).min",
                          SPAN(code.left));
        }
    } else if (class_holds(message, "operator.invert")) {
        c = answer_cause(a, GROUND_SURE, "~ wants a bool mask, and this one is a float.");
        answer_mend(c, "~mask.bool()");
    } else if (class_holds(message, "Subtraction")) {
        c = answer_cause(a, GROUND_SURE, "1 - mask does not work on a bool mask: ~mask does.");
        answer_mend(c, "~mask");
    } else if (class_holds(message, "not implemented for") ||
               class_holds(message, "unsupported dtype")) {
        c = answer_cause(a, GROUND_SURE, "this operation has no code for %.*s on this device.",
                         SPAN(got));
        answer_mend(c, is_half(got)    ? "model.float()  # on a CPU; half is for the GPU"
                       : is_whole(got) ? "scores.float()"
                                       : "x.float()");
    } else if (class_holds(message, "used as indices") || class_holds(message, "'indices'") ||
               class_holds(message, "index_select")) {
        c = answer_cause(a, GROUND_SURE, "ids must be whole numbers, and %.*s came.",
                         SPAN(got.bytes ? got : class_word("a float")));
        answer_mend(c, "ids.long()  # and are these the ids, not the embeddings?");
    } else if (class_holds(message, "ask")) { /* attn_mask, key_padding_mask, masked_fill */
        struct code_span b = evidence_word(e, "a");
        got = got.bytes ? got : b;
        c = answer_cause(a, GROUND_SURE,
                         "the mask is %.*s: bool, or the query's own type, is taken.",
                         SPAN(got.bytes ? got : class_word("of whole numbers")));
        answer_mend(c, "mask = mask.bool()  # True: which side it hides differs, see the layer");
        answer_cause_careful(c, "in nn.MultiheadAttention True hides, in F.sdpa True shows.");
    } else if (class_holds(message, "predicate") || class_holds(message, "boolean") ||
               class_holds(message, "Mask type")) {
        c = answer_cause(a, GROUND_SURE, "the condition must be bool, and is %.*s.",
                         SPAN(got.bytes ? got : class_word("not")));
        answer_mend(c, "mask = mask.bool()");
    } else {
        return false;
    }
    return true;
}

void class_dtype(const struct evidence *e, struct answer *a)
{
    struct code_span one = evidence_word(e, "a"), two = evidence_word(e, "b");
    struct code_span message = {e->text + e->start, (int)e->length};
    answer_run(a, "print(q.dtype, k.dtype, mask.dtype)");
    if (evidence_word(e, "q").bytes > 0) {
        three_types(e, a);
    } else if ((one.bytes > 0 && two.bytes > 0 && !class_holds(message, "attn_mask dtype"))) {
        two_types(e, a, one, two);
        answer_run(a, "print(x.dtype, next(model.parameters()).dtype)");
    } else if (!said(e, a)) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "two types of numbers meet in one operation.");
        answer_sure(a, "no size is wrong: input and weight are of two types.");
        mend_types(c, e);
        answer_run(a, "print(x.dtype, next(model.parameters()).dtype)");
    }
    answer_not_it(a, "shapes: they are right so far.");
}

/* ---- devices ---- */

/* What an argument's name in the message is in the reader's code. */
static const char *argument(struct code_span which)
{
    return class_holds(which, "mat1")     ? "the input"
           : class_holds(which, "mat2")   ? "the weight"
           : class_holds(which, "index")  ? "the ids"
           : class_holds(which, "weight") ? "the weight"
           : class_holds(which, "mask")   ? "the mask"
           : class_holds(which, "bias")   ? "the bias"
                                          : "an operand";
}

void class_device(const struct evidence *e, struct answer *a)
{
    struct code_span one = evidence_word(e, "a"), two = evidence_word(e, "b");
    struct code_span which = evidence_word(e, "which"),
                     message = {e->text + e->start, (int)e->length};
    struct clinic_cause *c;
    struct code_line code;
    answer_run(a, "print(x.device, next(model.parameters()).device)");
    if (class_holds(message, "meta tensor")) {
        c = answer_cause(a, GROUND_SURE, "a part of the model is still without data, on meta.");
        answer_mend(c, "model.to_empty(device=device)  # then load the weights");
        return;
    }
    if (class_holds(message, "Placeholder")) {
        c = answer_cause(a, GROUND_SURE, "an operand is not on MPS while the model is.");
        answer_mend(c, "x = x.to(\"mps\")");
        return;
    }
    if (evidence_word(e, "q").bytes > 0) {
        struct code_span q = evidence_word(e, "q"), k = evidence_word(e, "k"),
                         v = evidence_word(e, "v");
        c = answer_cause(a, GROUND_SURE, "query is on %.*s, key on %.*s, value on %.*s.", SPAN(q),
                         SPAN(k), SPAN(v));
        answer_mend(c, "k, v = k.to(q.device), v.to(q.device)");
        answer_run(a, "print(q.device, k.device, v.device)");
        return;
    }
    if (one.bytes > 0 && two.bytes > 0) {
        c = answer_cause(a, GROUND_SURE, "tensors of one operation are on %.*s and on %.*s.",
                         SPAN(one), SPAN(two));
    } else {
        c = answer_cause(a, GROUND_SURE, "tensors of one operation are on two devices.");
    }
    if (which.bytes > 0) {
        answer_sure(a, "argument %.*s: %s is on the other device.", SPAN(which), argument(which));
    }
    bool multi = class_holds(one, "cuda") && class_holds(two, "cuda");
    answer_because(c, multi ? "a model spread over GPUs: a part was called past its hooks."
                            : "a tensor made in forward, or a buffer that is no register_buffer.");
    if (evidence_code(e, CODE_MATMUL | CODE_ADD | CODE_TIMES | CODE_MASKED_FILL | CODE_MASKED_FILL_,
                      &code) &&
        code_is_name(code.left) && code_is_name(code.right)) {
        class_rewrite(c->mend, sizeof c->mend, &code, code.right, "%.*s.to(%.*s.device)",
                      SPAN(code.right), SPAN(code.left));
        answer_run(a, "print(%.*s.device, %.*s.device)", SPAN(code.left), SPAN(code.right));
    } else if (evidence_code(e, CODE_CALL, &code) && code_is_name(code_argument(code.right, 0)) &&
               code_is_name(code.left) && class_holds(code.left, "self.")) {
        struct code_span in = code_argument(code.right, 0);
        class_rewrite(c->mend, sizeof c->mend, &code, in, "%.*s.to(%.*s.weight.device)", SPAN(in),
                      SPAN(code.left));
    } else {
        answer_mend(c, "x = x.to(next(model.parameters()).device)");
    }
    answer_not_it(a, "shapes and types: they are right so far.");
}
