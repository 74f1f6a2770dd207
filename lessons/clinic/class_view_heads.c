/* view: heads. The width that is there and the heads that are asked; nn.MultiheadAttention shows its
 * faults as a view of three axes, [n, batch x heads, width]. */
#include "lessons/clinic/class_view.h"

enum {
    HEADS_MOST = 256,
    HEADS_USUAL = 32,         /* of nn.MultiheadAttention: more is batch x heads */
    BATCH_HEADS_MOST = 16384, /* a larger middle axis is tokens */
};

static long long nearest_divisor(long long width, long long heads, int step)
{
    for (long long h = heads + step; h > 0 && h <= width && h <= HEADS_MOST; h += step) {
        if (width % h == 0) {
            return h;
        }
    }
    return 0;
}

/* "8 heads of 64 or 16 of 32": prefers counts whose width is a usual one. */
void class_view_mend_heads(struct clinic_cause *c, long long width, long long heads)
{
    long long fewer = nearest_divisor(width, heads, -1), more = nearest_divisor(width, heads, 1);
    for (long long h = heads - 1; h > 1; h--) {
        if (width % h == 0 && known_head_width(width / h)) {
            fewer = h;
            break;
        }
    }
    if (fewer > 0 && more > 0) {
        answer_mend(c,
                    "heads = %lld  # of %lld, or %lld of %lld; or a width of %lld or %lld for %lld",
                    fewer, width / fewer, more, width / more, width / heads * heads,
                    (width / heads + 1) * heads, heads);
    } else if (fewer > 0) {
        answer_mend(c, "heads = %lld  # of %lld; or a width of %lld for %lld", fewer, width / fewer,
                    (width / heads + 1) * heads, heads);
    }
}

/* (B, T, H, d), or (B, H, T, d): width there, the rest of it by heads. */
bool class_view_indivisible(struct view *v, struct answer *a)
{
    int rank = v->want.rank;
    bool fused = rank == 5 && v->want.size[2] == 3; /* (B, T, 3, H, d): q, k and v in one */
    if (rank != 4 && !fused) {
        return false;
    }
    long long first = class_product(&v->want, 0, rank - 2), heads = v->want.size[rank - 2],
              d = v->want.size[rank - 1];
    if (first <= 0 || heads <= 1 || v->cells % first != 0) {
        return false;
    }
    long long width = v->cells / first;
    bool floor = d >= 0 ? width / heads == d && width % heads != 0 : width % heads != 0;
    if (!floor) {
        return false;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "%lld does not divide by %lld heads: %lld x %lld = %lld, rest %lld.", width,
        heads, heads, width / heads, heads * (width / heads), width % heads);
    if (fused) {
        answer_sure(a, "%lld / (%lld x %lld x 3) = %lld wide, each of q, k and v.", v->cells,
                    v->want.size[0], v->want.size[1], width);
    } else {
        answer_sure(a, "%lld / (%lld x %lld) = %lld wide; the view takes %lld of each row.",
                    v->cells, v->want.size[0], v->want.size[1], width, heads * (width / heads));
    }
    answer_sure(a, "%lld and %lld fit, if the list is (batch, tokens, %sheads, width).",
                v->want.size[0], v->want.size[1], fused ? "3, " : "");
    class_view_mend_heads(c, width, heads);
    answer_early(a, "assert width %% heads == 0  # in __init__");
    sketch_bar(a, width, heads);
    return true;
}

/* The width that came is another count of heads of the same width: grouped keys, or another config. */
static void other_heads(const struct view *v, struct answer *a)
{
    long long first = class_product(&v->want, 0, 2), heads = v->want.size[2], d = v->want.size[3];
    if (v->want.rank != 4 || first <= 0 || d <= 0 || v->cells % first != 0) {
        return;
    }
    long long width = v->cells / first;
    if (width == heads * d || width % d != 0 || width / d > HEADS_MOST) {
        return;
    }
    long long came = width / d;
    struct sizes z = sizes_between(came, heads);
    bool grouped = came < heads && heads % came == 0;
    unsigned key = v->named && (code_role(v->code.left) == CODE_ROLE_KEY ||
                                code_role(v->code.left) == CODE_ROLE_VALUE)
                       ? GROUND_CODE
                       : 0u;
    struct clinic_cause *c;
    if (grouped) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS | key,
                         came == 1
                             ? "%lld head of %lld came where %lld are viewed: grouped keys."
                             : "%lld heads of %lld came where %lld are viewed: grouped keys and "
                               "values.",
                         came, d, heads);
        answer_because(c, "%lld / (%lld x %lld) = %lld wide = %lld x %lld.", v->cells,
                       v->want.size[0], v->want.size[1], width, came, d);
    } else {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "what came is %lld wide: %lld heads of %lld, not %lld.", width, came, d,
                         heads);
        answer_because(c, "%lld / (%lld x %lld) = %lld = %lld x %lld.", v->cells, v->want.size[0],
                       v->want.size[1], width, came, d);
    }
    (void)z;
    if (v->named && v->code.right.bytes > 0) {
        struct code_span at = code_argument(v->code.right, 2);
        class_rewrite(c->mend, sizeof c->mend, &v->code, at, "%lld", came);
    } else {
        answer_mend(c, "x.view(%lld, %lld, %lld, %lld)", v->want.size[0], v->want.size[1], came, d);
    }
    answer_cause_not_it(c, "batch and tokens: %lld and %lld divide what is there.", v->want.size[0],
                        v->want.size[1]);
}

/* nn.MultiheadAttention's own: [n, batch x heads, width] with three axes. */
bool class_view_inside(const struct evidence *e, const struct view *v, struct answer *a)
{
    long long n = v->want.size[0], bh = v->want.size[1], d = v->want.size[2];
    bool says = evidence_says(e, "multi_head_attention_forward") ||
                evidence_says(e, "multiheadattention") || evidence_says(e, "nn.multiheadattention");
    says = says || class_holds(e->inner, "bsz * num_heads"); /* the layer's own line */
    if (v->want.rank != 3 || n <= 0 || bh <= 1 || d <= 0 || v->cells % (n * d) != 0) {
        return false;
    }
    long long there = v->cells / (n * d), g = sizes_common(there, bh);
    /* the heads divide both; and a row some few times as wide is another width, mostly */
    long long times = there % bh == 0 ? there / bh : 0;
    bool heads_there = g > 1 && !v->named && bh <= BATCH_HEADS_MOST &&
                       (there > g || g > HEADS_USUAL) &&
                       (known_head_width(d) || times == 0 || times > 8);
    if (there == bh || (!says && !heads_there)) {
        return false;
    }
    unsigned grounds = GROUND_ARITHMETIC | GROUND_AXIS | (says ? GROUND_CODE : 0u);
    struct clinic_cause *c = answer_cause(
        a, grounds, "batch-first tensors in an nn.MultiheadAttention without batch_first.");
    answer_sure(a, "%lld wanted, %lld / (%lld x %lld) = %lld there: axis 1 is as %lld to %lld.", bh,
                v->cells, n, d, there, bh / g, there / g);
    if (says || known_head_width(d)) {
        answer_sure(a, "three axes (n, batch x heads, width) are that layer's view of the keys.");
    }
    long long heads = g % 8 == 0 ? 8 : g % 12 == 0 ? 12 : g % 6 == 0 ? 6 : g % 4 == 0 ? 4 : g;
    answer_because(c, "with %lld heads: %lld queries and %lld keys, read as batches.", heads,
                   bh / heads, there / heads);
    answer_mend(c, "nn.MultiheadAttention(%lld, %lld, batch_first=True)", heads * d, heads);
    answer_cause_run(c, "print(query.shape, key.shape, mha.batch_first, mha.num_heads)");
    bool whole = there % bh == 0 || bh % there == 0; /* one batch some times the other */
    c = answer_cause(a, GROUND_ARITHMETIC | (whole ? grounds : 0u),
                     "query and key have different batches: as %lld to %lld.", bh / g, there / g);
    answer_mend(c, "key = key.expand(-1, query.shape[1], -1)  # one batch for both");
    return says || known_head_width(d);
}

/* [n, batch x heads, width] of nn.MultiheadAttention, where the heads leave a rest: of all counts of heads
 * that divide the middle, the one whose width is the floor that is asked. */
static bool indivisible_inside(const struct view *v, struct answer *a)
{
    long long n = v->want.size[0], bh = v->want.size[1], d = v->want.size[2];
    if (v->want.rank != 3 || n <= 0 || bh <= 1 || d <= 0) {
        return false;
    }
    for (long long h = 2; h <= HEADS_MOST && h <= bh; h++) {
        long long rows = n * (bh / h), width = bh % h == 0 ? v->cells / rows : 0;
        if (width > 0 && v->cells % rows == 0 && width / h == d && width % h != 0) {
            struct clinic_cause *c =
                answer_cause(a, GROUND_ARITHMETIC | GROUND_KNOWN | GROUND_AXIS,
                             "%lld does not divide by %lld heads: %lld x %lld = %lld, rest %lld.",
                             width, h, h, d, h * d, width % h);
            answer_because(c, "%lld = %lld x %lld, and %lld / (%lld x %lld) = %lld.", bh, bh / h, h,
                           v->cells, n, bh / h, width);
            class_view_mend_heads(c, width, h);
            return true;
        }
    }
    return false;
}

/* The heads divide the width, and the head's width asked is another. */
static void other_head_width(const struct view *v, struct answer *a)
{
    long long first = class_product(&v->want, 0, 2), heads = v->want.size[2], d = v->want.size[3];
    if (v->want.rank != 4 || first <= 0 || heads <= 0 || d <= 0 ||
        v->cells % (first * heads) != 0) {
        return;
    }
    long long came = v->cells / (first * heads);
    if (came > 1024) { /* no head is so wide: tokens or batches are more */
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC | (known_head_width(came) && !known_head_width(d) ? GROUND_KNOWN : 0u),
        "a head is %lld wide there, not %lld: %lld = %lld x %lld.", came, d, heads * came, heads,
        came);
    answer_because(c, "%lld / (%lld x %lld) = %lld wide.", v->cells, v->want.size[0],
                   v->want.size[1], heads * came);
    if (v->named) {
        class_rewrite(c->mend, sizeof c->mend, &v->code, code_argument(v->code.right, 3), "%lld",
                      came);
    } else {
        answer_mend(c, "x.view(%lld, %lld, %lld, %lld)", v->want.size[0], v->want.size[1], heads,
                    came);
    }
}

void class_view_heads(const struct view *v, struct answer *a)
{
    indivisible_inside(v, a);
    other_heads(v, a);
    other_head_width(v, a);
}
