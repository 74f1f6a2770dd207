/* bmm: [N, k] was expected of the right one and [N', j] came. N is batch x heads; k is the last axis of
 * the left, j the second-last of the right. */
#include "lessons/clinic/class.h"

#include <stdio.h>

struct batches {
    long long n, k, n2, j;
    struct code_line code;
    bool code_found;
    struct code_span left, right;
};

static void read_batches(struct batches *b, const struct evidence *e, struct answer *a)
{
    *b = (struct batches){.n = evidence_number(e, "n"),
                          .k = evidence_number(e, "k"),
                          .n2 = evidence_number(e, "n2"),
                          .j = evidence_number(e, "j")};
    const struct clinic_told *l = evidence_shape(e, "a"), *r = evidence_shape(e, "b");
    if (l->rank > 0 && r->rank > 0) { /* the batch axes alone */
        a->out->left = *l;
        a->out->right = *r;
        for (int i = 0; i < l->rank && i < r->rank; i++) {
            b->n = b->n < 0 && l->size[i] != r->size[i] ? l->size[i] : b->n;
            b->n2 = b->n == l->size[i] && b->n2 < 0 ? r->size[i] : b->n2;
        }
    } else {
        a->out->left = (struct clinic_told){3, {b->n, -1, b->k}};
        a->out->right = (struct clinic_told){3, {b->n2, b->j, -1}};
    }
    if (b->n == b->n2 && evidence_number(e, "m") >= 0) { /* two batch axes: the one that differs */
        b->n = evidence_number(e, "m");
        b->n2 = evidence_number(e, "m2");
        a->out->left = (struct clinic_told){3, {b->n, -1, -1}};
        a->out->right = (struct clinic_told){3, {b->n2, -1, -1}};
    }
    b->code_found = evidence_code(e, CODE_MATMUL, &b->code);
    b->left = b->code_found ? b->code.left : class_word("q");
    b->right = b->code_found ? b->code.right : class_word("k");
}

static bool is_transposed(struct code_span s)
{
    static const char *const turns[] = {".transpose(", ".permute(", ".swapaxes(", ".t()",
                                        ".mT",         ".T",        ".mH"};
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (class_holds(s, turns[i])) {
            return true;
        }
    }
    return false;
}

/* ---- the inner sizes differ ---- */

static void mend_right(struct clinic_cause *c, const struct batches *b, const char *call,
                       const char *otherwise)
{
    if (b->code_found) {
        class_rewrite(c->mend, sizeof c->mend, &b->code, b->code.right, "%.*s%s",
                      SPAN(b->code.right), call);
    } else {
        snprintf(c->mend, sizeof c->mend, "%s", otherwise);
    }
}

static void not_transposed(const struct batches *b, struct answer *a)
{
    enum code_role role = b->code_found ? code_role(b->code.right) : CODE_ROLE_UNKNOWN;
    bool turned = b->code_found && is_transposed(b->code.right);
    bool width = known_head_width(b->k) || known_width(b->k);
    unsigned grounds =
        (role == CODE_ROLE_KEY && !turned ? GROUND_CODE : 0u) |
        (width && !known_head_width(b->j) ? GROUND_KNOWN | GROUND_AXIS : GROUND_USUAL);
    if (turned || role == CODE_ROLE_VALUE || (!width && role != CODE_ROLE_KEY)) {
        return;
    }
    struct clinic_cause *c =
        b->code_found
            ? answer_cause(a, grounds,
                           "%.*s was not transposed: rows of %lld meet rows, not columns.",
                           SPAN(class_name(b->right, "the right one")), b->k)
            : answer_cause(a, grounds, "K was not transposed: Q @ K where Q @ K^T is meant.");
    if (known_head_width(b->k)) {
        answer_because(c, "%lld is a head width, %lld the keys; %lld = batch x heads.", b->k, b->j,
                       b->n);
    } else {
        answer_because(c, "%lld would be the width, %lld the keys; %lld = batch x heads.", b->k,
                       b->j, b->n);
    }
    mend_right(c, b, ".transpose(-2, -1)", "scores = q @ k.transpose(-2, -1)");
    c->transposed = true;
}

static void two_sequences(const struct batches *b, struct answer *a)
{
    bool value = b->code_found && code_role(b->code.right) == CODE_ROLE_VALUE;
    bool scores = b->code_found && code_role(b->code.left) == CODE_ROLE_SCORES;
    bool none = !known_head_width(b->k) && !known_head_width(b->j);
    if (b->code_found && !value && !scores) { /* its names are others: no weights, no values */
        return;
    }
    unsigned grounds =
        (value || scores ? GROUND_CODE : 0u) | (none ? GROUND_KNOWN | GROUND_AXIS : GROUND_USUAL);
    struct clinic_cause *c = answer_cause(
        a, grounds, "keys and values come from two sequences: %lld keys, %lld values.", b->k, b->j);
    answer_because(c,
                   none ? "weights @ V: neither %lld nor %lld is a usual head width."
                        : "weights @ V: %lld keys in the weights, %lld rows in V.",
                   b->k, b->j);
    answer_mend(c, "k, v = to_k(memory), to_v(memory)  # one source for both");
    if (b->code_found) {
        answer_mend(c, "%.*s = %.*s[..., :%lld, :]  # better: one source for keys and values",
                    SPAN(b->right), SPAN(b->right), b->k < b->j ? b->k : b->j);
        if (b->j < b->k) {
            c->mend[0] = '\0';
            answer_mend(c, "k, v = to_k(memory), to_v(memory)  # one source for both");
        }
    }
    answer_cause_run(c, "print(k.shape, v.shape, memory.shape)");
    if (none) {
        answer_cause_not_it(c, "a transpose: one of the two would then be a head width.");
    }
}

static void two_widths(const struct batches *b, struct answer *a)
{
    if (!(known_head_width(b->k) && known_head_width(b->j)) &&
        !(known_width(b->k) && known_width(b->j))) {
        return;
    }
    unsigned heads = known_head_width(b->k) && known_head_width(b->j);
    struct clinic_cause *c =
        heads
            ? answer_cause(a, GROUND_KNOWN | GROUND_USUAL,
                           "two head widths meet: Q's heads are %lld wide, K's %lld.", b->k, b->j)
            : answer_cause(a, GROUND_KNOWN | GROUND_AXIS | GROUND_USUAL,
                           "two widths meet: features of %lld, a layer made for %lld.", b->k, b->j);
    answer_because(c, "%lld and %lld are both usual widths.", b->k, b->j);
    answer_mend(c, "to_k = nn.Linear(width, heads * %lld)  # as wide a head as Q's", b->k);
    if (!heads) {
        answer_mend(c, "nn.Linear(%lld, %lld)  # between the two", b->k, b->j);
    }
}

/* Names that are no query's, key's or value's: what the numbers are stands in the line. */
static void named_sizes(const struct batches *b, struct answer *a)
{
    bool attention = code_role(b->left) == CODE_ROLE_SCORES ||
                     code_role(b->right) == CODE_ROLE_KEY || code_role(b->right) == CODE_ROLE_VALUE;
    if (!b->code_found || attention || !code_is_name(b->left) || !code_is_name(b->right) ||
        b->left.bytes + b->right.bytes > 30) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_CODE, "%.*s is %lld wide, %.*s has %lld rows: made for another width.",
        SPAN(b->left), b->k, SPAN(b->right), b->j);
    answer_mend(c, "# make what gives %.*s %lld rows, or %.*s %lld wide", SPAN(b->right), b->k,
                SPAN(b->left), b->j);
}

/* A Linear multiplies a batch this way too, where its input does not lie in order. */
static bool in_a_linear(const struct evidence *e, const struct batches *b, struct answer *a)
{
    struct code_line code;
    if (b->code_found || !(class_holds(e->inner, "F.linear(") ||
                           class_holds((struct code_span){e->text, (int)e->bytes}, "F.linear("))) {
        return false;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "a Linear made for %lld features was handed %lld.", b->j, b->k);
    class_mend_linear(c, b->k, -1, "  # or the axis of features last, by transpose(1, 2)");
    if (evidence_code(e, CODE_CALL, &code) && code_is_name(code_argument(code.right, 0)) &&
        code.left.bytes < 24) {
        answer_run(a, "print(%.*s.shape, %.*s)", SPAN(code_argument(code.right, 0)),
                   SPAN(code.left));
    }
    return true;
}

/* Fused attention tells query and key whole: (batch, tokens, heads, width). Tokens may differ. */
static bool fused(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *q = evidence_shape(e, "query"), *k = evidence_shape(e, "key");
    static const char *const axes[] = {"a batch", "tokens", "heads", "a width"};
    struct clinic_cause *c = NULL;
    for (int i = 0; i < q->rank && q->rank == k->rank && !c; i++) {
        bool last = i == q->rank - 1;
        if (q->size[i] != k->size[i] && (i != 1 || last)) {
            struct sizes z = sizes_between(q->size[i], k->size[i]);
            c = answer_cause(a, GROUND_SURE,
                             "query has %s of %lld, key of %lld: fused attention repeats nothing.",
                             axes[last     ? 3
                                  : i == 0 ? 0
                                           : 2],
                             q->size[i], k->size[i]);
            answer_clash(a, q->size[i], k->size[i]);
            if (z.factor > 1) {
                answer_mend(c, "%s.repeat_interleave(%lld, dim=%d)  # the one of %lld",
                            q->size[i] < k->size[i] ? "query" : "key", z.factor, i, z.lo);
            } else {
                answer_mend(c, "# make query and key from inputs of one batch, with one config");
            }
            answer_run(a, "print(query.shape, key.shape, value.shape)");
            sketch_lined_up(a, class_word("query"), q, class_word("key"), k);
        }
    }
    return c != NULL;
}

/* The weights' keys meet V's width: V was turned, or Q. */
static void turned_value(const struct batches *b, struct answer *a)
{
    bool turned = b->code_found && is_transposed(b->code.right);
    bool value = b->code_found && code_role(b->code.right) == CODE_ROLE_VALUE;
    if (!known_head_width(b->j) || known_head_width(b->k)) {
        return;
    }
    unsigned grounds = GROUND_KNOWN | GROUND_AXIS | (turned || value ? GROUND_CODE : 0u);
    struct clinic_cause *c = answer_cause(
        a, grounds, "%.*s stands as (.., %lld, ?): its width where its rows should be.",
        SPAN(class_name(b->code_found ? b->right : class_word(""), "the right one")), b->j);
    answer_because(c, "%lld is a head width; the left's last axis, %lld, is no width but keys.",
                   b->j, b->k);
    mend_right(c, b, ".transpose(-2, -1)", "out = weights @ v  # v as (.., keys, head width)");
}

static void one_apart(const struct batches *b, struct answer *a)
{
    struct sizes s = sizes_between(b->k, b->j);
    char text[80];
    if (s.relation != SIZES_ONE_MORE && s.relation != SIZES_TWICE_LESS) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC, "one token is in the keys or the values and not in both.");
    answer_because(c, "%s.", sizes_text(&s, text, sizeof text));
    answer_mend(c, "k, v = torch.cat([past_k, k], -2), torch.cat([past_v, v], -2)");
}

/* ---- the numbers of matrices differ ---- */

static void other_batches(const struct batches *b, struct answer *a)
{
    struct sizes s = sizes_between(b->n, b->n2);
    char text[80];
    struct code_span fewer = b->n < b->n2 ? b->left : b->right;
    struct clinic_cause *c;
    sizes_text(&s, text, sizeof text);
    if (s.lo == 1) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "one of the two has a batch of 1, and bmm repeats nothing.");
        answer_mend(c, "%.*s.expand(%lld, -1, -1)", SPAN(class_name(fewer, "x")), s.hi);
    } else if (s.factor == 2) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "one side was doubled, for guidance or two halves; the other was not.");
        answer_mend(c, "%.*s.repeat(2, 1, 1)", SPAN(class_name(fewer, "x")));
    } else if (s.factor > 1) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "heads or beams are in the batch of one side only: a factor of %lld.",
                         s.factor);
        answer_mend(c, "%.*s.repeat_interleave(%lld, dim=0)", SPAN(class_name(fewer, "x")),
                    s.factor);
    } else {
        c = answer_cause(a, GROUND_AXIS,
                         "the two come from different batches: %lld and %lld matrices.", b->n,
                         b->n2);
        answer_mend(c, "k, v = to_k(x), to_v(x)  # of the batch that q is of");
    }
    answer_because(
        c, text[0] ? "%s; the first axis is batch x heads." : "the first axis is batch x heads.",
        text);
    if (b->code_found && s.factor > 0 && code_is_name(fewer)) {
        char call[CLINIC_MEND_MAX];
        snprintf(call, sizeof call, "%s", c->mend);
        class_rewrite(c->mend, sizeof c->mend, &b->code, fewer, "%s", call);
    }
    if (b->k >= 0) {
        answer_cause_not_it(c, "the inner size, %lld: it agrees.", b->k);
    }
}

void class_bmm(const struct evidence *e, struct answer *a)
{
    struct batches b;
    if (fused(e, a)) {
        return;
    }
    read_batches(&b, e, a);
    bool batches = b.n >= 0 && b.n2 >= 0 && b.n != b.n2;
    if (batches) {
        answer_clash(a, b.n, b.n2);
        answer_sure(a, "%lld matrices on the left, %lld on the right; bmm pairs them one by one.",
                    b.n, b.n2);
        other_batches(&b, a);
    }
    if (b.k != b.j && b.k >= 0) {
        answer_clash(a, batches ? b.n : b.k, batches ? b.n2 : b.j);
        answer_sure(a, "(%lld, ?, %lld) @ (%lld, %lld, ?): %lld must equal %lld.", b.n, b.k, b.n2,
                    b.j, b.k, b.j);
        if (in_a_linear(e, &b, a)) {
            sketch_product(a, &a->out->left, &a->out->right);
            return;
        }
        named_sizes(&b, a);
        not_transposed(&b, a);
        two_widths(&b, a);
        turned_value(&b, a);
        two_sequences(&b, a);
        one_apart(&b, a);
        sketch_product(a, &a->out->left, &a->out->right);
        answer_cannot(a, "which of %lld and %lld is wrong: that is in your code, not here.", b.k,
                      b.j);
    } else if (!batches) {
        answer_cannot(a, "which sizes met: the message tells no numbers.");
    }
    if (b.code_found && code_is_name(b.left) && code_is_name(b.right)) {
        answer_run(a, "print(%.*s.shape, %.*s.shape)", SPAN(b.left), SPAN(b.right));
    } else {
        answer_run(a, "print(q.shape, k.shape, v.shape)");
    }
}
