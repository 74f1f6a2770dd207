/* width: a layer checks the last axis of what it is handed, and says what it was made for. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static void two_numbers(const struct evidence *e, struct answer *a, long long want, long long got)
{
    struct sizes z = sizes_between(want, got);
    char text[80];
    struct code_line code;
    bool multihead = e->system == CLINIC_SYSTEM_PYTORCH;
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "the layer was made for a width of %lld; what arrives is %lld wide.", want,
        got);
    answer_sure(a, "%lld is the layer's, %lld the last axis of what it was handed.", want, got);
    if (sizes_text(&z, text, sizeof text)[0]) {
        answer_because(c, "%s.", text);
    }
    if (multihead) {
        answer_mend(c,
                    "nn.MultiheadAttention(%lld, num_heads)  # or nn.Linear(%lld, %lld) before it",
                    got, got, want);
    } else {
        answer_mend(c, "Dense(%lld)  # before it, from %lld; or the layer built for %lld", want,
                    got, got);
    }
    if (evidence_code(e, CODE_CALL, &code) && code_is_name(code_argument(code.right, 0)) &&
        code.left.bytes <= 30) {
        answer_run(a, "print(%.*s.shape, %.*s)", SPAN(code_argument(code.right, 0)),
                   SPAN(code.left));
    } else {
        answer_run(a, "print(query.shape, mha.embed_dim)");
    }
    answer_careful(
        a, "if %lld is your number of tokens, the axes are exchanged, not the width wrong.", got);
    if (known_width(got)) {
        a->out->careful[0] = '\0';
    }
}

static void key_and_value(struct answer *a, const struct clinic_told *k,
                          const struct clinic_told *v)
{
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "key and value are of two sequences or batches: their shapes differ.");
    for (int i = 0; i < k->rank && i < v->rank; i++) {
        if (k->size[i] != v->size[i]) {
            answer_sure(a, "axis %d has %lld in the key and %lld in the value.", i, k->size[i],
                        v->size[i]);
        }
    }
    answer_mend(c, "mha(query, memory, memory)  # one source for key and value");
    answer_run(a, "print(query.shape, key.shape, value.shape)");
    sketch_lined_up(a, class_word("key"), k, class_word("value"), v);
}

static void key_weights(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *want = evidence_shape(e, "want"), *came = evidence_shape(e, "came");
    long long width = want->rank > 1 ? want->size[1] : -1,
              built = came->rank > 1 ? came->size[1] : -1;
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "keys %lld wide met a layer made with kdim=%lld.", width, built);
    answer_sure(a, "the second size of the weight is kdim, the key's width.");
    answer_mend(c, "nn.MultiheadAttention(%lld, num_heads, kdim=%lld, vdim=%lld)", want->size[0],
                width, width);
    answer_run(a, "print(key.shape, mha.kdim, mha.vdim)");
}

static void src_and_tgt(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct clinic_cause *c;
    if (class_holds(message, "batch number")) {
        c = answer_cause(a, GROUND_SURE,
                         "src and tgt have different batches on the axis read as batch.");
        answer_sure(a, "that axis is 1, and 0 with batch_first=True.");
        answer_mend(c, "nn.Transformer(d_model, nhead, batch_first=True)");
        answer_cause_careful(c, "with (B, T, E) and no batch_first, lengths are read as batches.");
    } else {
        c = answer_cause(a, GROUND_SURE, "the last axis of src or tgt is not d_model.");
        answer_mend(c, "nn.Linear(tgt.shape[-1], d_model)  # before the layer");
    }
    answer_run(a, "print(src.shape, tgt.shape)");
}

void class_width(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *k = evidence_shape(e, "a"), *v = evidence_shape(e, "b");
    const struct clinic_told *came = evidence_shape(e, "came"), *want = evidence_shape(e, "want");
    const struct clinic_told *file = evidence_shape(e, "file"), *model = evidence_shape(e, "model");
    long long number = evidence_number(e, "want"), got = evidence_number(e, "got");
    if (number >= 0 && came->rank > 0) {
        got = came->size[came->rank - 1];
    }
    answer_clash(a, number, got);
    if (k->rank > 0 && v->rank > 0) {
        key_and_value(a, k, v);
    } else if (want->rank > 0) {
        key_weights(e, a);
    } else if (file->rank > 0 && model->rank > 0) {
        struct clinic_cause *c = answer_cause(
            a, GROUND_SURE, "a parameter was made for another input width than comes now.");
        for (int i = 0; i < file->rank && i < model->rank; i++) {
            if (file->size[i] != model->size[i]) {
                answer_sure(a, "axis %d: %lld in the parameter, %lld for this input.", i,
                            file->size[i], model->size[i]);
            }
        }
        answer_mend(c, "params = model.init(key, x)  # with an input of this width");
        answer_run(a, "print(x.shape)");
        sketch_lined_up(a, class_word("kept"), file, class_word("wanted"), model);
    } else if (number >= 0) {
        two_numbers(e, a, number, got);
    } else {
        src_and_tgt(e, a);
    }
}
