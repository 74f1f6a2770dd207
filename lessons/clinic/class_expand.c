/* expand: Target is what was wanted, Tensor what was there; both whole shapes are told. Fused attention
 * raises it with Target = (batch, heads, queries, keys) and Tensor = the mask. */
#include "lessons/clinic/class.h"

#include <stdio.h>

struct expansion {
    struct clinic_told want, have;
    int axis;
    long long wanted, there;
    struct code_line code;
    bool named;
};

static long long from_right(const struct clinic_told *t, int n)
{
    return t->rank >= n ? t->size[t->rank - n] : -1;
}

static void read_expansion(struct expansion *x, const struct evidence *e)
{
    *x = (struct expansion){.want = *evidence_shape(e, "want"), .have = *evidence_shape(e, "have")};
    x->axis = -1;
    x->wanted = evidence_number(e, "wanted");
    x->there = evidence_number(e, "there");
    for (int n = 1; n <= x->want.rank && n <= x->have.rank; n++) {
        long long w = from_right(&x->want, n), h = from_right(&x->have, n);
        if (h >= 0 && w >= 0 && w != h && h != 1) { /* the last that differs */
            x->axis = x->want.rank - n;
            x->wanted = w;
            x->there = h;
            break;
        }
    }
    x->named = evidence_code(
        e, CODE_EXPAND | CODE_SDPA | CODE_COPY | CODE_MATMUL | CODE_MASKED_FILL_ | CODE_ADD,
        &x->code);
}

static void why(struct clinic_cause *c, const struct expansion *x)
{
    struct sizes z = sizes_between(x->wanted, x->there);
    char text[80], tokens[80], grid[80];
    const char *rest = known_tokens(z.rest, tokens, sizeof tokens);
    const char *want = known_tokens(x->wanted, grid, sizeof grid);
    sizes_text(&z, text, sizeof text);
    if (z.factor < 2 && rest) {
        answer_because(c, want ? "%lld is %s, %lld is %s." : "%lld is %s.", z.rest, rest, x->wanted,
                       want);
    } else if (z.relation == SIZES_TABLE) {
        answer_because(c, "%lld is a usual table.", z.lo);
    } else {
        answer_because(c, text[0] ? "%s." : "%sthe two lengths have nothing in common.", text);
    }
}

static bool masked_names(const struct evidence *e)
{
    return evidence_says(e, "attn_mask") || evidence_says(e, "attention_mask") ||
           evidence_says(e, "mask") || evidence_says(e, "causal_mask") ||
           evidence_says(e, "scaled_dot_product_attention");
}

/* Target (B, H, T, S), Tensor a mask of another length. */
static bool mask_length(const struct evidence *e, const struct expansion *x, struct answer *a)
{
    bool last = x->axis == x->want.rank - 1;
    /* (B, H, T, d) on both sides: the width of a head last, as many heads: a cache, no mask */
    bool cache = x->axis == 2 && x->have.rank == 4 && known_head_width(x->want.size[3]) &&
                 x->have.size[1] == x->want.size[1] && x->have.size[3] == x->want.size[3] &&
                 x->want.size[1] > 1;
    if (x->want.rank != 4 || (!last && x->axis != 2) || cache) {
        return false;
    }
    struct code_span mask = class_word("mask");
    long long rest = x->there - x->wanted;
    long long keys = from_right(&x->want, 1), queries = from_right(&x->want, 2);
    unsigned grounds = GROUND_AXIS | GROUND_ARITHMETIC | (masked_names(e) ? GROUND_SAID : 0u);
    answer_sure(a, "the second is for %lld %s, this attention has %lld: %lld %s.", x->there,
                last ? "keys" : "queries", x->wanted, rest < 0 ? -rest : rest,
                rest > 0 ? "fewer" : "more");
    struct clinic_cause *c;
    if (!last && queries == 1) {
        c = answer_cause(a, grounds | GROUND_KNOWN,
                         "one new token has one query; the mask still has %lld rows.", x->there);
        answer_mend(c, "%.*s = %.*s[..., -1:, :]", SPAN(mask), SPAN(mask));
        return true;
    }
    bool squares = queries == keys && from_right(&x->have, 1) == from_right(&x->have, 2);
    c = answer_cause(a, grounds | (squares ? GROUND_SURE : 0u),
                     "the mask is for %lld tokens, this attention has %lld: %lld %s.", x->there,
                     x->wanted, rest < 0 ? -rest : rest, rest > 0 ? "fewer" : "more");
    why(c, x);
    if (rest > 0) {
        answer_mend(c,
                    "%.*s = %.*s[..., :%lld, :%lld]  # better: built from q.shape[-2], k.shape[-2]",
                    SPAN(mask), SPAN(mask), queries, keys);
        answer_cause_careful(
            c, "cut only what comes last; another sequence's mask runs and is wrong.");
    } else {
        answer_mend(c, "%.*s = torch.ones(%lld, %lld, dtype=torch.bool).tril()  # of this length",
                    SPAN(mask), queries, keys);
        if (queries != keys) {
            answer_mend(c, "%.*s = torch.ones(%lld, %lld, dtype=torch.bool).tril(%lld)", SPAN(mask),
                        queries, keys, keys - queries);
        }
    }
    answer_cause_not_it(c, "batch, heads, width.");
    return true;
}

/* [B, T] over a buffer [1, 512]: BERT's token_type_ids and position_ids. */
static bool ids_too_long(const struct evidence *e, const struct expansion *x, struct answer *a)
{
    (void)e;
    if (x->want.rank != 2 || x->have.rank > 2 || x->axis != 1 || x->wanted < x->there) {
        return false;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_AXIS | GROUND_ARITHMETIC | (known_table(x->there) ? GROUND_KNOWN : 0u),
        "the sequence has %lld tokens; the model has positions for %lld.", x->wanted, x->there);
    answer_because(c, "a buffer of ids (1, %lld) cannot be read for %lld tokens.", x->there,
                   x->wanted);
    answer_mend(c, "tokenizer(text, truncation=True, max_length=%lld)", x->there);
    answer_cause_not_it(c, "the batch of %lld.", x->want.size[0]);
    return true;
}

static void cache_too_short(const struct expansion *x, struct answer *a)
{
    bool written = x->named && x->code.op == CODE_COPY;
    if (x->axis < 0 ||
        (!written && x->have.rank != x->want.rank - 1 && x->have.rank != x->want.rank)) {
        return;
    }
    bool tokens = x->axis == 1 || (x->axis == 2 && x->have.rank == 4);
    if (x->axis == 0 || (tokens && x->want.rank == 4) || written) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_AXIS | GROUND_USUAL | (written ? GROUND_CODE : 0u),
                         "there is room for %lld, and %lld were written: a cache or buffer.",
                         x->wanted, x->there);
        answer_because(c, "axis %d of the Target is %lld, of the Tensor %lld.", x->axis, x->wanted,
                       x->there);
        answer_mend(c, "cache = torch.zeros(B, %lld, H, d)  # or write what fits",
                    x->there > x->wanted ? x->there : x->wanted);
        if (written) {
            /* counted from the right: leading axes of 1 are not told */
            static const char *const later[] = {"", ", :", ", :, :", ", :, :, :"};
            int after = x->want.rank - 1 - x->axis;
            class_rewrite(c->mend, sizeof c->mend, &x->code, x->code.right, "%.*s[..., :%lld%s]",
                          SPAN(x->code.right), x->wanted, later[after < 4 ? after : 3]);
        }
    }
}

/* sin and cos written into an odd width. */
static void odd_width(const struct evidence *e, const struct expansion *x, struct answer *a)
{
    bool waves = class_holds(e->code, "sin(") || class_holds(e->code, "cos(");
    long long rest = x->wanted - x->there;
    if (x->axis != x->want.rank - 1 || (rest != 1 && rest != -1) || x->want.rank > 2) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_AXIS | GROUND_ARITHMETIC | GROUND_KNOWN | (waves ? GROUND_CODE : 0u),
        "the width is odd: %lld columns for sines, %lld for cosines.",
        x->wanted > x->there ? x->wanted : x->there, x->wanted > x->there ? x->there : x->wanted);
    answer_because(c, "%lld + %lld = %lld.", x->wanted, x->there, x->wanted + x->there);
    answer_mend(c, "pe[:, 1::2] = torch.cos(position * div_term)[:, : pe[:, 1::2].shape[1]]");
}

static void other_input(const struct expansion *x, struct answer *a)
{
    if (x->axis < 0) {
        return;
    }
    struct sizes z = sizes_between(x->wanted, x->there);
    char text[80];
    struct clinic_cause *c = answer_cause(a, GROUND_AXIS, "axis %d has %lld where %lld is wanted.",
                                          x->axis, x->there, x->wanted);
    answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
    if (x->wanted * 8 < x->there && x->axis != x->want.rank - 1) {
        answer_mend(c, "x = x.transpose(0, 1)  # x: the tensor that is expanded; its axes are in"
                       " another order");
    } else if (x->axis == x->want.rank - 1) {
        answer_mend(c, "bias = bias[..., :%lld]", x->wanted);
    } else {
        answer_mend(c, "x = x[:, :%lld]  # x: what is expanded; or both made of one size",
                    x->wanted);
    }
    if (x->there < x->wanted && z.factor > 1) {
        answer_mend(c, "bias.repeat_interleave(%lld, dim=%d)", z.factor, x->axis);
    }
}

static void more_axes(const struct expansion *x, struct answer *a)
{
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "the tensor has %d axes, expand was told %d sizes.",
                     x->have.rank, x->want.rank);
    answer_mend(c, "x.expand(%s)  # as many sizes as axes, -1 for those that stay",
                x->have.rank == 4   ? "-1, -1, -1, -1"
                : x->have.rank == 3 ? "-1, -1, -1"
                                    : "-1, -1");
}

void class_expand(const struct evidence *e, struct answer *a)
{
    struct expansion x;
    read_expansion(&x, e);
    answer_clash(a, x.wanted, x.there);
    a->out->left = x.want;
    a->out->right = x.have;
    if (x.want.rank > 0 && x.have.rank > x.want.rank) {
        more_axes(&x, a);
    } else if (x.axis < 0) {
        answer_sure(a, "%lld is there where %lld is wanted, and only a size of 1 can be repeated.",
                    x.there, x.wanted);
        if (x.there < 0) {
            a->out->sure_count = 0;
        }
        answer_cannot(a, "which axis it is: this message does not tell the shapes.");
        struct clinic_cause *c =
            answer_cause(a, GROUND_USUAL, "a mask of another length was expanded.");
        answer_mend(c, "mask[..., :q.shape[-2], :k.shape[-2]]");
    } else if (!ids_too_long(e, &x, a)) {
        odd_width(e, &x, a);
        mask_length(e, &x, a);
        cache_too_short(&x, a);
        other_input(&x, a);
    }
    if (x.want.rank > 0 && x.have.rank > 0) {
        sketch_lined_up(a, class_word("wanted"), &x.want, class_word("there"), &x.have);
    }
    if (x.want.rank == 4) {
        answer_run(a, "print(q.shape, k.shape, attn_mask.shape)");
    } else {
        answer_run(a, "print(x.shape)  # above the failing line");
    }
}
