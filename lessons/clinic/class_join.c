/* cat, split, unpack: parts that are put together or taken apart. */
#include "lessons/clinic/class.h"

#include <stdio.h>
#include <string.h>

/* ---- cat and stack ---- */

struct join {
    long long a, b, dim, which;
    int axis; /* that differs; -1: not told */
    struct code_line code;
    bool named;
};

static void read_join(struct join *j, const struct evidence *e)
{
    const struct clinic_told *a = evidence_shape(e, "a"), *b = evidence_shape(e, "b");
    *j = (struct join){.a = evidence_number(e, "a"),
                       .b = evidence_number(e, "b"),
                       .dim = evidence_number(e, "dim"),
                       .which = evidence_number(e, "which"),
                       .axis = -1};
    if (evidence_number(e, "axis") >= 0) {
        j->axis = (int)evidence_number(e, "axis");
    }
    for (int i = 0; a->rank > 0 && a->rank == b->rank && i < a->rank; i++) {
        if (i != (int)j->dim && a->size[i] != b->size[i] && j->a < 0) {
            j->a = a->size[i];
            j->b = b->size[i];
            j->axis = i;
        }
    }
    j->named = evidence_code(e, CODE_JOIN, &j->code);
}

static bool is_class_token(const struct join *j, const struct evidence *e)
{
    return j->named && (class_holds(j->code.line, "cls") || class_holds(j->code.line, "class_")) &&
           (e->class == CLINIC_CLASS_CAT);
}

static void not_expanded(const struct join *j, const struct evidence *e, struct answer *a)
{
    if ((j->a != 1 && j->b != 1) || j->dim == 0) {
        return;
    }
    long long batch = j->a == 1 ? j->b : j->a;
    bool cls = is_class_token(j, e);
    struct clinic_cause *c;
    bool pair = batch == 2 && !cls; /* guidance doubles a batch of one */
    if (cls || (j->dim == 1 && j->a == 1)) {
        c = answer_cause(
            a, GROUND_ARITHMETIC | (pair ? 0u : GROUND_AXIS) | (cls ? GROUND_CODE : 0u),
            "the class token was not expanded: it has a batch of 1, the rest %lld.", batch);
        answer_because(c, "joined along tokens; 1 against %lld is the batch.", batch);
        struct code_span list = j->named ? code_argument(j->code.right, 0) : (struct code_span){0};
        struct code_span inner =
            list.bytes > 2 ? (struct code_span){list.at + 1, list.bytes - 2} : list;
        struct code_span first = code_argument(inner, 0);
        if (code_is_name(first)) {
            class_rewrite(c->mend, sizeof c->mend, &j->code, first, "%.*s.expand(%lld, -1, -1)",
                          SPAN(first), batch);
        } else {
            answer_mend(c, "cls = cls.expand(%lld, -1, -1)", batch);
        }
    } else {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "one has a batch of 1, the other %lld: a cache or prompt not repeated.",
                         batch);
        answer_because(c, "axis %lld is joined; 1 against %lld is another axis.", j->dim, batch);
        answer_mend(c, "past = past.expand(%lld, *past.shape[1:])", batch);
        if (j->named && j->dim != 2 &&
            (class_holds(j->code.line, "past") || class_holds(j->code.line, "cache"))) {
            c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS | GROUND_CODE,
                             "joined along axis %lld; the tokens, %lld and %lld, are another.",
                             j->dim, j->a, j->b);
            answer_because(c, "a cache (B, H, T, d) grows along tokens: dim=-2.");
            answer_mend(c, "torch.cat(parts, dim=-2)  # parts: the line's list");
        }
    }
}

/* Encoder and decoder of a U-Net: a length that was halved and doubled. */
static void halved(const struct join *j, struct answer *a)
{
    struct sizes z = sizes_between(j->a, j->b);
    char text[80];
    if (z.relation != SIZES_ONE_MORE || j->a <= 1 || j->b <= 1) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC, "an odd size was halved and doubled again: %lld came back as %lld.",
        z.hi % 2 ? z.hi : z.lo, z.hi % 2 ? z.lo : z.hi);
    answer_because(c, "%s. Skip connections want sizes that halve evenly.",
                   sizes_text(&z, text, sizeof text));
    answer_mend(
        c, "x = F.interpolate(x, size=skip.shape[-2:])  # or an input size that halves evenly");
    if (j->named) {
        answer_cause_run(c, "print([t.shape for t in parts])  # of the line");
    }
}

static void widths_or_lengths(const struct join *j, struct answer *a)
{
    struct sizes z = sizes_between(j->a, j->b);
    char text[80];
    bool widths = known_width(j->a) && known_width(j->b) && j->a > 64 && j->b > 64;
    sizes_text(&z, text, sizeof text);
    struct clinic_cause *c;
    if (widths) {
        c = answer_cause(a, GROUND_KNOWN | GROUND_AXIS,
                         "two widths, %lld and %lld: parts of two models were joined.", j->a, j->b);
        const char *one = known_encoder(j->a), *two = known_encoder(j->b);
        answer_because(c, one && two ? "%lld is %s, %lld is %s." : "both are usual widths.", j->a,
                       one, j->b, two);
        answer_mend(c, "nn.Linear(%lld, %lld)  # on the parts that are %lld wide", j->b, j->a,
                    j->b);
    } else if (z.factor == 2 && z.lo <= 32) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_USUAL,
                         "one part's batch was doubled, for guidance or beams: %lld and %lld.",
                         j->a, j->b);
        answer_because(c, "%s.", text);
        answer_mend(c, "torch.cat([part] * 2)  # the part of %lld", z.lo);
    } else {
        c = answer_cause(a, j->dim >= 2 ? GROUND_AXIS : GROUND_USUAL,
                         "the parts have %lld and %lld on an axis that is not joined.", j->a, j->b);
        answer_because(c, "%s%saxis %lld is the only one that may differ.", text,
                       text[0] ? "; " : "", j->dim);
        answer_mend(c, "F.pad(part, (0, 0, 0, %lld))  # or dim= the axis that differs", z.rest);
    }
}

static void stacked(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *l = evidence_shape(e, "a"), *r = evidence_shape(e, "b");
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "items of different size cannot be stacked: pad them first.");
    for (int i = 0; i < l->rank && i < r->rank; i++) {
        if (l->size[i] != r->size[i]) {
            answer_sure(a, "axis %d is %lld in entry %lld and %lld in entry %lld.", i, l->size[i],
                        evidence_number(e, "first"), r->size[i], evidence_number(e, "which"));
        }
    }
    answer_mend(c, "torch.nn.utils.rnn.pad_sequence(items, batch_first=True)  # in collate_fn");
    answer_run(a, "print([t.shape for t in items])");
    sketch_lined_up(a, class_word("first"), l, class_word("other"), r);
}

static void other_ranks(const struct evidence *e, struct answer *a)
{
    long long one = evidence_number(e, "rank"), two = evidence_number(e, "rank2");
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "one part has %lld axes, another %lld.", one, two);
    answer_sure(a, "%lld and %lld: an axis is missing, mostly the token's or the batch's.", one,
                two);
    answer_mend(c, "part.unsqueeze(1)  # the part with %lld axes", one < two ? one : two);
    answer_run(a, "print([t.shape for t in parts])");
}

void class_cat(const struct evidence *e, struct answer *a)
{
    struct join j;
    struct code_span message = {e->text + e->start, (int)e->length};
    read_join(&j, e);
    answer_clash(a, j.a, j.b);
    if (class_holds(message, "stack expects")) {
        stacked(e, a);
    } else if (evidence_number(e, "rank") >= 0) {
        other_ranks(e, a);
    } else if (j.a < 0 || j.b < 0) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "the parts differ on an axis that is not the joined one.");
        answer_mend(c, "torch.cat(parts, dim=-1)  # dim: the axis that differs");
        answer_run(a, "print([t.shape for t in parts])");
    } else {
        if (j.dim >= 0) {
            answer_sure(a, "axis %lld is joined; on another axis one part has %lld, one %lld.",
                        j.dim, j.a, j.b);
        } else {
            answer_sure(a, "on an axis that is not joined one part has %lld, one %lld.", j.a, j.b);
        }
        not_expanded(&j, e, a);
        halved(&j, a);
        widths_or_lengths(&j, a);
        answer_cannot(a, "which axis it is that has %lld and %lld: the message names the other.",
                      j.a, j.b);
        answer_run(a, "print([t.shape for t in parts])");
        struct code_span list = j.named ? code_argument(j.code.right, 0) : (struct code_span){0};
        if (list.bytes > 2 && list.bytes <= 40) {
            answer_run(a, "print([t.shape for t in %.*s])", SPAN(list));
        }
        const struct clinic_told *l = evidence_shape(e, "a"), *r = evidence_shape(e, "b");
        if (l->rank > 0 && r->rank > 0) {
            sketch_lined_up(a, class_word("one"), l, class_word("other"), r);
        }
    }
}

/* ---- split ---- */

void class_split(const struct evidence *e, struct answer *a)
{
    long long whole = evidence_number(e, "whole");
    const struct clinic_told *parts = evidence_shape(e, "parts");
    long long sum = 0;
    for (int i = 0; i < parts->rank; i++) {
        sum += parts->size[i] > 0 ? parts->size[i] : 0;
    }
    answer_clash(a, whole, parts->rank > 0 ? sum : -1);
    if (whole < 0) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "the axis does not divide into that many parts.");
        answer_mend(c, "np.array_split(x, 3, axis=-1)  # or a width that divides");
        answer_run(a, "print(x.shape)");
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "the parts add up to %lld, the axis has %lld.", sum, whole);
    long long n = parts->rank;
    bool equal = n > 0 && sum == n * parts->size[0];
    answer_sure(a, equal ? "%lld parts of %lld make %lld." : "%lld parts from %lld on make %lld.",
                n, n > 0 ? parts->size[0] : 0, sum);
    if (equal && whole % n == 0) {
        answer_mend(c, "x.split(%lld, dim=-1)  # %lld equal parts", whole / n, n);
    } else if (equal && n == 3 && parts->size[0] > 0 && whole % parts->size[0] == 0) {
        answer_mend(c, "nn.Linear(in_features, %lld)  # q, k and v in one: 3 x %lld", sum,
                    parts->size[0]);
    } else if (equal && n == 3) {
        answer_mend(c, "nn.Linear(in_features, %lld)  # q, k and v in one: 3 x %lld", sum,
                    parts->size[0]);
        answer_cause_careful(
            c, "with grouped heads k and v are narrower than q: split by their widths.");
    } else {
        answer_mend(c, "nn.Linear(in_features, %lld)  # what all parts add up to", sum);
    }
    answer_run(a, "print(x.shape)");
}

/* ---- unpack ---- */

static void unpacked_shape(const struct code_line *code, long long want, long long got,
                           struct answer *a)
{
    bool few = got >= 0 && got < want;
    struct clinic_cause *c =
        got >= 0 ? answer_cause(a, GROUND_SURE, "%lld names for a tensor of %lld axes.", want, got)
                 : answer_cause(a, GROUND_SURE, "%lld names for a tensor of more axes.", want);
    answer_because(c, few ? "the batch axis, or the embedding, is missing."
                          : "heads are split already, or there is an image's axis.");
    struct code_span x = code->value;
    for (int i = 0; i < x.bytes; i++) {
        if (x.at[i] == '.' && (i + 5 <= x.bytes && (x.at[i + 1] == 's'))) {
            x.bytes = i;
        }
    }
    answer_sure(a, few ? "an axis is missing: mostly the batch's, or the ids were not embedded."
                       : "an axis is too many: an image's, or heads that were split before.");
    if (code_is_name(x) &&
        x.bytes == code->value.bytes) { /* = input_shape: whose it is, is not said */
        answer_run(a, "print(%.*s)", SPAN(x));
        answer_mend(c, few ? "# x[None] above it: a batch of one, x the tensor of that shape"
                           : "# x.flatten(2).transpose(1, 2) above it, x the tensor of that shape");
    } else if (code_is_name(x)) {
        answer_run(a, "print(%.*s.shape)", SPAN(x));
        answer_mend(c,
                    few ? "%.*s = %.*s.unsqueeze(0)  # above it: a batch of one"
                        : "%.*s = %.*s.flatten(2).transpose(1, 2)  # above it: (B, C, H, W) to "
                          "(B, T, C)",
                    SPAN(x), SPAN(x));
    }
}

static void unpacked_parts(const struct code_line *code, bool split, long long want, long long got,
                           struct answer *a)
{
    struct code_span x = class_name(code->op == CODE_SPLIT ? code->left : class_word("x"), "x");
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE,
                     split ? "split takes the size of a part, not the number of parts."
                           : "%lld names for another number of parts.",
                     want);
    if (split && got >= 0) {
        answer_sure(a, "%lld names, %lld parts came.", want, got);
    }
    class_rewrite(c->mend, sizeof c->mend, code, code->value, "%.*s.chunk(%lld, dim=-1)", SPAN(x),
                  want);
    answer_run(a, "print(%.*s.shape)", SPAN(x));
}

static void unpacked_call(const struct code_line *code, long long want, struct answer *a)
{
    struct clinic_cause *c = answer_cause(
        a, GROUND_CODE, "%.*s returns another number of things than the names on the left.",
        SPAN(class_name(code->left, "the call")));
    answer_because(c, "%lld names.", want);
    answer_run(a, "print(type(out), len(out))  # out = the call");
    answer_mend(c, "out = %.*s", SPAN(code->value));
}

static void unpacked_unseen(long long want, struct answer *a)
{
    struct clinic_cause *c =
        answer_cause(a, GROUND_USUAL, "x.shape has another number of axes than there are names.");
    answer_mend(c, "*_, t, e = x.shape");
    c = answer_cause(a, GROUND_USUAL,
                     "split(n) was taken for n parts: it takes the size of a part.");
    answer_mend(c, "q, k, v = qkv.chunk(%lld, dim=-1)", want > 0 ? want : 3);
    answer_cannot(a, "what was unpacked: that stands in the code line.");
    answer_run(a, "print(x.shape)");
}

/* b, t, e = x.shape, or = input_shape. */
static bool takes_shape(const struct code_line *code)
{
    struct code_span v = code->value;
    bool named = v.bytes > 5 && code_is_name(v) && memcmp(code_end(v) - 5, "shape", 5) == 0;
    return memchr(code->target.at ? code->target.at : "", ',', (size_t)code->target.bytes) &&
           (named || class_holds(v, ".shape") || class_holds(v, ".size()"));
}

/* The right side is a call whose parts are counted, or a shape whose axes are. */
void class_unpack(const struct evidence *e, struct answer *a)
{
    long long want = evidence_number(e, "want"), got = evidence_number(e, "got");
    struct code_line code;
    bool named = evidence_code(e, CODE_SPLIT | CODE_CALL, &code) || code.line.bytes > 0;
    bool shape = named && takes_shape(&code);
    struct code_line inner;
    if (!shape && e->inner.bytes > 0 && !code_read(e->inner, 0, &inner) && takes_shape(&inner)) {
        code = inner; /* the layer's own line */
        named = shape = true;
    }
    bool split = named && class_holds(code.value, ".split(");
    bool parts =
        split ||
        (named && (class_holds(code.value, "chunk(") || class_holds(code.value, "unbind(")));
    answer_clash(a, want, got);
    if (shape) {
        unpacked_shape(&code, want, got, a);
    } else if (parts) {
        unpacked_parts(&code, split, want, got, a);
    } else if (named && code.op == CODE_CALL) {
        unpacked_call(&code, want, a);
    } else {
        unpacked_unseen(want, a);
    }
    if (a->out->sure_count == 0 && got >= 0) {
        answer_sure(a, "%lld names on the left, %lld things on the right.", want, got);
    }
}
