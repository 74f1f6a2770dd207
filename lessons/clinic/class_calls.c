/* loss, call, length, kernel: what the message says nearly all about itself. */
#include "lessons/clinic/class.h"

#include <stdio.h>

void class_loss(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *want = evidence_shape(e, "want"), *came = evidence_shape(e, "came");
    long long rows = evidence_number(e, "a"), targets = evidence_number(e, "b");
    long long index = evidence_number(e, "index");
    struct clinic_cause *c;
    answer_run(a, "print(logits.shape, targets.shape)");
    if (want->rank > 0) {
        long long last = came->size[came->rank - 1];
        c = answer_cause(a, GROUND_SURE,
                         "the classes must be axis 1; logits (B, T, C) have them last.");
        answer_sure(a, "%lld stands where %lld targets are: that is the number of classes.",
                    want->size[want->rank - 1], last);
        answer_mend(c, "F.cross_entropy(logits.transpose(1, 2), targets)");
        answer_clash(a, want->size[want->rank - 1], last);
    } else if (rows >= 0 && targets >= 0) {
        struct sizes z = sizes_between(rows, targets);
        char text[80];
        c = answer_cause(a, GROUND_TEXT,
                         "%lld rows of logits, %lld targets: a shift, or tokens cut on one "
                         "side.",
                         rows, targets);
        if (z.factor > 1) {
            snprintf(c->verdict, sizeof c->verdict,
                     "%lld rows of logits, %lld targets: a factor of %lld.", rows, targets,
                     z.factor);
        }
        answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
        answer_sure(a, "cross_entropy wants one target a row.");
        answer_mend(c, "F.cross_entropy(logits[:, :-1].flatten(0, 1), targets[:, 1:].flatten())");
        answer_clash(a, rows, targets);
    } else if (index >= 0) {
        c = answer_cause(a, GROUND_SURE, "a target is %lld, and there are not so many classes.",
                         index);
        answer_sure(a, "with %lld classes targets are 0 to %lld.", index, index - 1);
        a->out->sure_count = 0;
        answer_mend(c, "nn.Linear(features, %lld)  # or labels from 0, or ignore_index", index + 1);
        answer_run(a, "print(logits.shape, targets.min(), targets.max())");
    } else {
        c = answer_cause(a, GROUND_TEXT, "a target is outside the classes, or of another shape.");
        answer_mend(c, "assert 0 <= targets.min() and targets.max() < logits.shape[1]");
        answer_run(a, "print(logits.shape, targets.min(), targets.max())");
    }
}

/* A tuple where a tensor is wanted: nn.MultiheadAttention returns (output, weights). */
static void tuple(const struct evidence *e, struct answer *a)
{
    struct code_line code;
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "a tuple came where a tensor is wanted: a layer returned more.");
    answer_sure(a, "nn.MultiheadAttention returns (output, weights), LSTM (output, state).");
    answer_mend(c, "out, _ = mha(q, k, v)  # or [0]");
    if (evidence_code(e, CODE_CALL, &code)) {
        struct code_span in = code_argument(code.right, 0);
        if (in.bytes > 0 && in.bytes < 60) {
            class_rewrite(c->mend, sizeof c->mend, &code, in, "%.*s[0]", SPAN(in));
        }
    }
    answer_run(a, "print(type(out))");
}

void class_call(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length}, got = evidence_word(e, "got");
    struct clinic_cause *c;
    if (class_holds(message, "dropout probability")) {
        c = answer_cause(a, GROUND_SURE,
                         "nn.Dropout takes a chance from 0 to 1, not a percentage.");
        answer_mend(c, "nn.Dropout(0.1)  # a percentage divided by 100");
        answer_run(a, "print(p)");
    } else if (class_holds(message, "float")) {
        struct code_line code;
        c = answer_cause(a, GROUND_SURE,
                         "a size is a float: / divides to a float, // to a whole number.");
        answer_mend(c, "head_dim = embed_dim // num_heads");
        if (evidence_code(e, CODE_VIEW, &code)) {
            for (int i = 0; i < 8; i++) {
                struct code_span size = code_argument(code.right, i);
                for (int n = 0; n < size.bytes; n++) {
                    if (size.at[n] == '/' && size.at[n + 1] != '/' &&
                        (n == 0 || size.at[n - 1] != '/')) {
                        class_rewrite(c->mend, sizeof c->mend, &code,
                                      (struct code_span){size.at + n, 1}, "//");
                    }
                }
            }
        }
        answer_run(a, "print(embed_dim / num_heads, embed_dim // num_heads)");
    } else if (class_holds(message, "tuple") || class_holds(got, "tuple")) {
        tuple(e, a);
    } else {
        c = answer_cause(a, GROUND_SURE, "%.*s came where a tensor is wanted.",
                         SPAN(got.bytes > 0 ? got : class_word("something else")));
        answer_mend(c, class_holds(got, "None") ? "assert x is not None  # where it was made"
                       : class_holds(got, "list")
                           ? "x = torch.stack(x)"
                           : "x = x.last_hidden_state  # of an output object");
        answer_run(a, "print(type(x))");
    }
}

void class_length(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    const struct clinic_told *came = evidence_shape(e, "came"), *wanted = evidence_shape(e, "want");
    long long got = came->rank > 0 ? came->size[0] : evidence_number(e, "got");
    long long want = wanted->rank > 0 ? wanted->size[0] : evidence_number(e, "want");
    struct clinic_cause *c;
    answer_clash(a, got, want);
    if (class_holds(message, "mage") || class_holds(message, "height")) {
        c = answer_cause(a, GROUND_SURE, "the image is %lld high, the model was made for %lld.",
                         got, want);
        answer_sure(a, "its table of positions is for one grid of patches only.");
        answer_mend(c,
                    "transforms.Resize((%lld, %lld))  # or model(x, interpolate_pos_encoding=True)",
                    want, want);
        if (class_holds(message, "divisible")) {
            snprintf(c->verdict, sizeof c->verdict,
                     "%lld pixels do not divide into patches of %lld.", got, want);
            a->out->sure_count = 0;
            answer_mend(c, "transforms.Resize(%lld)", want > 0 ? got / want * want : got);
        }
        answer_run(a, "print(pixel_values.shape, model.config.image_size)");
    } else if (class_holds(message, "KV cache") || class_holds(message, "max_model_len")) {
        c = answer_cause(a, GROUND_SURE,
                         "max_model_len is %lld, and %lld is what there is room for.", got, want);
        answer_mend(c, "LLM(model, max_model_len=%lld)", want);
        answer_run(a, "print(model.config.max_position_embeddings)");
    } else if (class_holds(message, "mel input")) {
        c = answer_cause(a, GROUND_SURE, "%lld frames came; Whisper takes %lld, 30 s, always.", got,
                         want);
        answer_mend(c,
                    "processor(audio, sampling_rate=16000, return_tensors=\"pt\")  # pads to 30 s");
        answer_run(a, "print(input_features.shape)");
    } else if (got >= 0 && want >= 0) {
        c = answer_cause(a, GROUND_SURE, "the sequence has %lld tokens; the model takes %lld.", got,
                         want);
        answer_sure(a, "%lld tokens are too many.", got - want);
        answer_mend(c, "ids = ids[:, -%lld:]  # or truncation=True, max_length=%lld", want, want);
        answer_run(a, "print(ids.shape)");
    } else {
        c = answer_cause(a, GROUND_SURE,
                         "the input is longer or larger than the model was made for.");
        answer_mend(c, "ids = ids[:, -block_size:]");
        answer_run(a, "print(ids.shape)");
    }
}

void class_kernel(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    const struct clinic_told *q = evidence_shape(e, "q");
    struct clinic_cause *c;
    answer_run(a, "print(q.dtype, q.shape, q.device)");
    if (class_holds(message, "fp16") || class_holds(message, "float16")) {
        c = answer_cause(a, GROUND_SURE,
                         "flash attention takes half precision only; q, k, v are float32.");
        answer_mend(c, "q, k, v = (t.to(torch.bfloat16) for t in (q, k, v))");
    } else if (class_holds(message, "dimension") || class_holds(message, "ead")) {
        c = answer_cause(a, GROUND_SURE, "the kernel does not take heads of this width.");
        answer_mend(c, "attn_implementation=\"sdpa\"");
    } else if (class_holds(message, "Ampere")) {
        c = answer_cause(a, GROUND_SURE, "this GPU is too old for flash attention 2.");
        answer_mend(c, "attn_implementation=\"sdpa\"");
    } else if (q->rank > 0) {
        c = answer_cause(a, GROUND_TEXT, "xformers has no kernel for this type, width or device.");
        answer_because(c, "heads of %lld; float32 on old GPUs, or a CPU, has none.",
                       q->size[q->rank - 1]);
        answer_mend(c, "F.scaled_dot_product_attention(q, k, v)");
    } else {
        c = answer_cause(a, GROUND_TEXT,
                         "the one kernel that was allowed does not take this input.");
        answer_because(c,
                       "flash takes no mask and no float32; a context manager forbade the rest.");
        answer_mend(c, "F.scaled_dot_product_attention(q, k, v)  # outside of sdpa_kernel(...)");
    }
}
