/* broadcast: masks and biases. A mask can be cut and never grown: m[:n] of a shorter m is m. */
#include "lessons/clinic/class_broadcast.h"

#include <stdio.h>

enum { HEADS_MOST = 128, BATCH_MOST = 512 };

/* A mask is on one side, as far as the line says; NULL without a line. */
static const struct side *mask_of(const struct sides *s)
{
    const struct side *mask = sides_of(s, CODE_ROLE_MASK);
    return mask ? mask : sides_of(s, CODE_ROLE_BIAS);
}

static bool is_bias(const struct side *mask)
{
    return mask->role == CODE_ROLE_BIAS;
}

/* How a mask comes to have another length. */
static void why_length(struct clinic_cause *c, const struct sides *s, long long mask,
                       long long keys)
{
    struct sizes z = sizes_between(mask, keys);
    char text[80], tokens[80];
    sizes_text(&z, text, sizeof text);
    bool more = keys > mask;
    switch (z.relation) {
    case SIZES_ONE_MORE:
        answer_because(c, "%s: one token more, as a class token or a step of generation.", text);
        break;
    case SIZES_TWICE:
        answer_because(c, "%s: a cache or a second sequence is counted on one side only.", text);
        break;
    case SIZES_TWICE_LESS:
        answer_because(c, "%s: the cached length was counted twice.", text);
        break;
    case SIZES_TOKENS:
        answer_because(c, "%s: %s %s the mask.", text, known_tokens(z.rest, tokens, sizeof tokens),
                       more ? "not in" : "only in");
        break;
    case SIZES_FEW:
        answer_because(c, "%s: a prefix or special tokens %s the mask.", text,
                       more ? "not in" : "only in");
        break;
    case SIZES_TABLE:
        answer_because(c, "%lld is a usual table: the sequence is longer than it.", z.lo);
        break;
    default:
        answer_because(c, "%lld keys %s than the mask has.", z.rest, more ? "more" : "fewer");
        break;
    }
    (void)s;
}

static void mend_length(struct clinic_cause *c, const struct sides *s, const struct side *mask,
                        long long keys)
{
    struct code_span name = class_name(s->named ? mask->name : class_word("mask"), "mask");
    char cut[80];
    if (mask->size > keys) {
        /* a square is too large both ways, and what is 1 stays 1 */
        if (sides_from_right(s) == 2) {
            snprintf(cut, sizeof cut, "[..., :%lld, :]", keys);
        } else {
            snprintf(cut, sizeof cut, "[..., :%lld, :%lld]", keys, keys);
        }
        sides_mend(c, s, mask, "", cut);
        if (!c->mend[0]) {
            answer_mend(c, "%.*s%s", SPAN(name), cut);
        }
        answer_cause_careful(c, "cutting the mask of another sequence runs, and is wrong.");
    } else if (is_bias(mask)) {
        answer_mend(c, "%.*s  # built for %lld, not %lld", SPAN(name), keys, mask->size);
    } else {
        answer_mend(c, "%.*s = torch.ones(%lld, %lld, dtype=torch.bool).tril()  # of this length",
                    SPAN(name), keys, keys);
        answer_cause_careful(c, "%.*s[:%lld] of a shorter one changes nothing: build it anew.",
                             SPAN(name), keys);
    }
}

static void named_length(const struct sides *s, const struct side *mask, struct answer *a,
                         const char *things)
{
    const struct side *scores = sides_other(s, mask);
    unsigned told = mask->shape.rank > 0 ? GROUND_TEXT : 0u;
    const char *who = is_bias(mask) ? "the position bias" : "the mask";
    struct clinic_cause *c = code_role(scores->name) == CODE_ROLE_MASK
                                 ? answer_cause(a, GROUND_CODE | GROUND_AXIS | told,
                                                "%s is for %lld %s, what it is laid on for %lld.",
                                                who, mask->size, things, scores->size)
                                 : answer_cause(a, GROUND_CODE | GROUND_AXIS | told,
                                                "%s is for %lld %s, the scores have %lld.", who,
                                                mask->size, things, scores->size);
    why_length(c, s, mask->size, scores->size);
    mend_length(c, s, mask, scores->size);
    answer_cause_not_it(c, "batch, heads and widths.");
}

/* Of what was seen of a mask without some axes: its shape alone says little; printed beside the whole
 * shape of the scores, of its batch and its keys, it can be nothing else. */
static unsigned seen_without(const struct side *mask, const struct side *scores, int rank)
{
    const struct clinic_told *m = &mask->shape, *s = &scores->shape;
    if (m->rank != rank) {
        return 0;
    }
    bool whole = s->rank == 4 && m->size[0] > 1 && m->size[0] == s->size[0] &&
                 s->size[0] != s->size[1] && m->size[rank - 1] == s->size[3];
    return whole ? GROUND_TEXT | GROUND_SURE : GROUND_TEXT;
}

/* (B, T) on (B, H, T, T): the batch lands on the queries. */
static void lacks_axes(const struct sides *s, const struct side *mask, struct answer *a)
{
    const struct side *scores = sides_other(s, mask);
    int own = mask->shape.rank > 0 ? 2 - (s->rank - mask->shape.rank) : 0;
    bool flat = mask->shape.rank == 2 || (mask->shape.rank == 0 && own == 0);
    /* a batch is mostly far below the length; two lengths of one text are near each other */
    bool batch = mask->size * 2 <= scores->size && mask->size <= BATCH_MOST;
    bool told = mask->shape.rank == 2 && scores->shape.rank > 2 &&
                mask->shape.size[0] == scores->shape.size[0]; /* the batch of both */
    if (is_bias(mask) || !flat || mask->size > BATCH_MOST ||
        (mask->shape.rank == 2 && !told && !batch)) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a,
        GROUND_CODE | (batch || told ? GROUND_AXIS : GROUND_USUAL) |
            (told ? GROUND_TEXT | GROUND_ARITHMETIC : 0u) | seen_without(mask, scores, 2),
        "the mask is (batch, keys): its batch of %lld met the %lld queries.", mask->size,
        scores->size);
    answer_because(c, "lined up at the right, (%lld, keys) stands on (queries, keys).", mask->size);
    answer_mend(c, "mask[:, None, None, :]");
    if (s->named) {
        sides_mend(c, s, mask, "", "[:, None, None, :]");
    }
    answer_cause_careful(c, "with batch = %lld it would run, and mask the wrong things.",
                         scores->size);
}

/* (B, T, T) on (B, H, T, T): the batch lands on the heads. */
static void lacks_heads(const struct sides *s, const struct side *mask, struct answer *a)
{
    const struct side *scores = sides_other(s, mask);
    if (is_bias(mask) || mask->size > BATCH_MOST || scores->size > HEADS_MOST) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS | seen_without(mask, scores, 3),
                     "the mask has no axis for heads: its batch of %lld met %lld heads.",
                     mask->size, scores->size);
    answer_because(c, "(%lld, queries, keys) stands on (heads, queries, keys).", mask->size);
    sides_mend(c, s, mask, "", ".unsqueeze(1)");
    answer_cause_careful(c, "with batch = heads it runs, and is silently wrong.");
}

static void mask_batch(const struct sides *s, const struct side *mask, struct answer *a)
{
    const struct side *scores = sides_other(s, mask);
    struct sizes z = sizes_between(mask->size, scores->size);
    char text[80], call[80];
    bool heads = scores->size > mask->size && z.factor > 2 && z.factor <= HEADS_MOST;
    unsigned grounds = GROUND_CODE | GROUND_AXIS | (z.factor > 1 ? GROUND_ARITHMETIC : 0u);
    struct clinic_cause *c;
    if (heads) {
        c = answer_cause(a, grounds, "the mask has a row a batch, the scores one a batch x heads.");
        snprintf(call, sizeof call, ".repeat_interleave(%lld, dim=0)", z.factor);
        sides_mend(c, s, mask, "", call);
    } else if (z.factor == 2) {
        c = answer_cause(a, grounds,
                         "one side was doubled for guidance or beams, the other was not.");
        sides_mend(c, s, mask, "", ".repeat_interleave(2, dim=0)");
        if (mask->size > scores->size) {
            snprintf(call, sizeof call, "[:%lld]", scores->size);
            sides_mend(c, s, mask, "", call);
        }
    } else {
        c = answer_cause(a, grounds, "the mask is of a batch of %lld, the scores of %lld.",
                         mask->size, scores->size);
    }
    answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
    answer_cause_not_it(c, "the length: the later axes agree.");
}

/* ---- without a code line ---- */

/* A 3-D tensor's last axis is 2, a 4-D one's 3: keys in scores, and the width in everything else. */
static void unnamed(const struct sides *s, struct answer *a)
{
    struct sizes z = sizes_between(s->lo, s->hi);
    bool widths = known_head_width(s->lo) && known_head_width(s->hi);
    if (s->axis == 3) {
        unsigned grounds =
            GROUND_AXIS | (z.relation != SIZES_NONE && !widths ? GROUND_ARITHMETIC : 0u);
        struct clinic_cause *c = answer_cause(
            a, grounds, "a mask or position bias for one length met scores of another: %lld, %lld.",
            s->left.size, s->right.size);
        why_length(c, s, s->lo, s->hi);
        answer_mend(
            c, "mask = torch.ones(T, S, dtype=torch.bool).tril(S - T)  # T, S = scores.shape[-2:]");
    }
    if (s->axis == 2 && s->lo * 4 <= s->hi && s->lo <= 64) {
        struct clinic_cause *c = answer_cause(
            a, GROUND_USUAL, "a (batch, keys) mask met the queries: %lld is a batch.", s->lo);
        answer_because(c, "(%lld, keys) lined up at the right stands on (queries, keys).", s->lo);
        answer_mend(c, "mask[:, None, None, :]");
    }
}

/* scores + something whose name says nothing: a mask or a bias, then. */
static void on_scores(const struct sides *s, struct answer *a)
{
    const struct side *scores = sides_of(s, CODE_ROLE_SCORES);
    const struct side *other = scores ? sides_other(s, scores) : NULL;
    if (!s->named || !other || other->role != CODE_ROLE_UNKNOWN || s->code.op == CODE_MATMUL ||
        s->axis != 1 || scores->size > HEADS_MOST || other->size > BATCH_MOST) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS | GROUND_KNOWN,
                     "a mask without an axis for heads, if %.*s is one: batch %lld met %lld heads.",
                     SPAN(class_name(other->name, "it")), other->size, scores->size);
    sides_mend(c, s, other, "", ".unsqueeze(1)");
    answer_cause_careful(c, "with batch = heads it runs, and is silently wrong.");
}

/* Two whole shapes whose last axes are one square: scores and their mask. The mask's batch stands on the
 * axis of heads, twice where it has that axis too. */
static void squares(const struct sides *s, struct answer *a)
{
    const struct clinic_told *l = &s->left.shape, *r = &s->right.shape;
    int n = l->rank;
    if (s->axis != 1 || n != 4 || r->rank < 3 || l->size[2] != l->size[3] ||
        r->size[r->rank - 1] != l->size[3] || r->size[r->rank - 2] != l->size[2]) {
        return;
    }
    const struct side *mask = r->rank == 3 || r->size[1] == r->size[0] ? &s->right : &s->left;
    long long batch = mask->size;
    if (r->rank == 4 && mask->shape.size[0] != batch) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | GROUND_SAID,
                     "a mask's batch of %lld stands on the axis of the %lld heads.", batch,
                     sides_other(s, mask)->size);
    answer_because(c, "both end in (%lld, %lld): scores and a mask, not keys.", l->size[2],
                   l->size[3]);
    answer_mend(c, mask->shape.rank == 3 ? "mask.unsqueeze(1)" : "mask[:, :1]");
}

void class_broadcast_masks(const struct evidence *e, const struct sides *s, struct answer *a)
{
    const struct side *mask = mask_of(s);
    int from_right = sides_from_right(s);
    (void)e;
    if (!mask) {
        bool silent = s->left.role == CODE_ROLE_UNKNOWN && s->right.role == CODE_ROLE_UNKNOWN;
        bool product = s->code.op == CODE_MATMUL || s->code.op == CODE_SDPA;
        if (!s->named || (silent && !product && s->axis == 3)) {
            unnamed(s, a);
        }
        on_scores(s, a);
        squares(s, a);
        return;
    }
    if (s->axis == 3 || from_right == 1 || (s->axis == 2 && from_right == 0)) {
        if (s->axis == 2 && from_right == 0) {
            lacks_axes(s, mask, a);
        }
        named_length(s, mask, a, s->axis == 2 && from_right == 0 ? "positions" : "keys");
    } else if (from_right == 2) {
        lacks_axes(s, mask, a);
        named_length(s, mask, a, "queries");
    } else if (s->axis == 1) {
        lacks_heads(s, mask, a);
        named_length(s, mask, a, is_bias(mask) && s->hi <= HEADS_MOST ? "heads" : "positions");
    } else if (s->axis == 0) {
        mask_batch(s, mask, a);
    }
}
