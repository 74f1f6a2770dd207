/* index: a token id or a position that is not below its table's rows. The CPU's message has no numbers:
 * which of the two it is stands in the code line, or in which inputs fail. */
#include "lessons/clinic/class.h"

#include <stdio.h>

/* Position tables by name: wpe, pos_emb, position_embeddings, embed_positions. */
static bool is_position(struct code_span s)
{
    return class_holds(s, "pos") || class_holds(s, "wpe") || class_holds(s, "Pos");
}

static bool is_token(struct code_span s)
{
    return class_holds(s, "wte") || class_holds(s, "tok") || class_holds(s, "word_emb") ||
           class_holds(s, "inputs_embeds") || class_holds(s, "input_ids") ||
           class_holds(s, "vocab");
}

static bool is_type(struct code_span s)
{
    return class_holds(s, "token_type") || class_holds(s, "segment");
}

static void by_code(const struct evidence *e, struct answer *a)
{
    struct code_line code;
    if (!evidence_code(e, CODE_CALL, &code)) {
        return;
    }
    struct code_span ids = class_name(code_argument(code.right, 0), "ids");
    struct clinic_cause *c;
    if (is_type(code.line)) {
        c = answer_cause(a, GROUND_CODE, "a token type is past its table: %.*s.",
                         SPAN(class_name(code.left, "token_type_embeddings")));
        answer_mend(c, "%.*s.zero_()  # token types are 0 or 1, mostly", SPAN(ids));
    } else if (is_position(code.line) && is_token(code.line) &&
               is_position(code.left) == is_token(code.left)) {
        return; /* both are on the line */
    } else if (is_token(code.left) && is_position(code.line)) {
        return;
    } else if (is_position(code.left) || is_position(code_argument(code.right, 0))) {
        c = answer_cause(a, GROUND_CODE,
                         "a position is past its table: the input is longer than %.*s.",
                         SPAN(class_name(code.left, "it")));
        answer_because(c, "positions begin at 0; some models keep the first 2 rows for padding.");
        class_rewrite(c->mend, sizeof c->mend, &code, code_argument(code.right, 0),
                      "%.*s.clamp(max=%.*s.num_embeddings - 1)", SPAN(code_argument(code.right, 0)),
                      SPAN(code.left));
        answer_cause_careful(c, "better: cut the text to the table's rows, as max_length does.");
    } else if (is_token(code.line)) {
        c = answer_cause(a, GROUND_CODE,
                         "a token id is past its table: a token was added, or another tokenizer.");
        answer_mend(c, "model.resize_token_embeddings(len(tokenizer))");
    } else {
        return;
    }
    if (code_is_name(code.left) && code.left.bytes + ids.bytes <= 40) {
        answer_cause_run(c, "print(%.*s.min(), %.*s.max(), %.*s)", SPAN(ids), SPAN(ids),
                         SPAN(code.left));
    }
}

/* The message tells index and size. */
static void with_numbers(const struct evidence *e, struct answer *a, long long index,
                         long long size)
{
    long long dim = evidence_number(e, "dim");
    struct code_line code;
    bool table = evidence_code(e, CODE_CALL, &code) && is_position(code.line);
    struct clinic_cause *c;
    answer_clash(a, index, size);
    answer_sure(a, "the rows are 0 to %lld; row %lld was asked for.", size - 1, index);
    if (index == size) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "the first index past the end: %lld of a size of %lld.", index, size);
        answer_mend(c, "ids = ids[:, :%lld]  # or a table of %lld rows", size, size + 1);
        answer_because(c, "%lld is the first that is not below %lld: one step too many.", index,
                       size);
    } else if (dim == 0 && size <= 64 && index < 64) {
        c = answer_cause(a, GROUND_TEXT | GROUND_AXIS,
                         "axis 0 has only %lld; %lld is an index of another axis.", size, index);
        answer_mend(c, "x[:, %lld]", index);
    } else {
        c = answer_cause(a, GROUND_TEXT, "index %lld is past a table or axis of %lld.", index,
                         size);
        answer_mend(c, "ids.clamp(max=%lld)  # better: a table of at least %lld rows", size - 1,
                    index + 1);
    }
    if (table || known_table(size)) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC | GROUND_KNOWN,
                         "the table has %lld rows, position %lld was asked for.", size, index);
        answer_mend(c, "ids = ids[:, :%lld]  # or a table of %lld rows", size, index + 1);
    }
    answer_run(a, "print(ids.min(), ids.max(), ids.shape)");
}

static void mask_index(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *x = evidence_shape(e, "a"), *mask = evidence_shape(e, "b");
    long long dim = evidence_number(e, "dim");
    int i = dim >= 0 && dim < mask->rank && dim < x->rank ? (int)dim : 0;
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "the mask has %lld on axis %d, the tensor %lld.",
                     mask->size[i], i, x->size[i]);
    answer_clash(a, x->size[i], mask->size[i]);
    answer_mend(c, "x[mask[:, :%lld]]  # or the mask of this very tensor", x->size[i]);
    if (mask->size[i] < x->size[i]) {
        answer_mend(c, "x[:, :%lld][mask]  # or the mask of this very tensor", mask->size[i]);
    }
    answer_run(a, "print(x.shape, mask.shape)");
}

static void unknown_index(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    bool cuda = class_holds(message, "assert") || class_holds(message, "index_size") ||
                class_holds(message, "SelectDim") || class_holds(message, "ind_dim");
    bool weak = class_holds(message, "device-side");
    by_code(e, a);
    answer_sure(a,
                cuda ? "a CUDA kernel met an index that is not below its table's rows, or below 0."
                     : "an index is >= the rows of an nn.Embedding, or below 0.");
    if (weak && a->count == 0) {
        a->out->sure_count = 0;
        answer_sure(a, "a kernel's check failed; the line shown is often not the one at fault.");
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_USUAL, "a position, if only long inputs fail; an id, if short ones fail too.");
    answer_mend(c, "ids[:, :pos.num_embeddings]  # or resize_token_embeddings(len(tok))");
    if (cuda) {
        c = answer_cause(a, GROUND_USUAL, "a label outside the classes, if the loss raises it.");
        answer_mend(c, "assert 0 <= labels.min() and labels.max() < num_classes");
    }
    answer_cannot(a, "whether a token id or a position is past its table.");
    answer_not_it(a, "the width of the embedding.");
    answer_run(a, cuda ? "CUDA_LAUNCH_BLOCKING=1 python script.py  # or once on the CPU"
                       : "print(ids.min(), ids.max(), tok.weight.shape, ids.shape)");
}

void class_index(const struct evidence *e, struct answer *a)
{
    long long index = evidence_number(e, "index"), size = evidence_number(e, "size");
    long long last = evidence_number(e, "last");
    size = last >= 0 ? last + 1 : size;
    const struct clinic_told *have = evidence_shape(e, "have");
    long long dim = evidence_number(e, "dim");
    if (have->rank > 0 && dim >= 0 && dim < have->rank) {
        size = have->size[dim];
        index = evidence_number(e, "start") >= 0 && evidence_number(e, "length") >= 0
                    ? evidence_number(e, "start") + evidence_number(e, "length") - 1
                    : index;
    }
    if (evidence_shape(e, "b")->rank > 0) {
        mask_index(e, a);
    } else if (index >= 0 && size >= 0) {
        with_numbers(e, a, index, size);
    } else {
        unknown_index(e, a);
    }
}
