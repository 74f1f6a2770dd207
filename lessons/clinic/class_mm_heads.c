/* mm: heads. k = h j: h of them side by side met a layer for one; j = h k: one came where all were
 * expected; k just below j: they leave a rest. */
#include "lessons/clinic/class_mm.h"

#include <stdio.h>

enum { HEADS_MOST = 128, HEADS_USUAL = 40 };

static bool is_output(struct code_span name)
{
    static const char *const words[] = {"out_proj", "o_proj", "to_out", "fc_out", "c_proj",
                                        "out",      "W_o",    "wo",     "proj"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (class_holds(name, words[i])) {
            return true;
        }
    }
    return false;
}

static struct clinic_cause *joined_words(const struct product *p, long long h, unsigned grounds,
                                         struct answer *a)
{
    if (h == 2 && p->j < 256) {
        return answer_cause(a, grounds, "two features of %lld are joined; the layer takes one.",
                            p->j);
    }
    if (h == 2) {
        return answer_cause(
            a, grounds, "two features of %lld were joined, or both directions of an RNN.", p->j);
    }
    if (h == 3) {
        return answer_cause(a, grounds, "q, k and v are still one tensor: %lld = 3 x %lld.", p->k,
                            p->j);
    }
    return answer_cause(a, grounds, "%lld heads of %lld were joined before a Linear made for %lld.",
                        h, p->j, p->j);
}

/* k = h j: h things side by side met a layer for one. */
static void joined(const struct product *p, const struct evidence *e, struct answer *a)
{
    long long h = p->j > 1 && p->k > p->j && p->k % p->j == 0 ? p->k / p->j : 0;
    if (h < 2 || h > HEADS_MOST) {
        return;
    }
    unsigned out = p->layer && is_output(p->name) ? GROUND_CODE : 0u;
    unsigned hinted = e->hints.heads == h ? GROUND_SAID : 0u;
    bool one_head = p->linear && known_head_width(p->j) && p->m == p->j && p->j < 256;
    if (one_head) {
        struct clinic_cause *c = answer_cause(
            a, GROUND_ARITHMETIC | GROUND_AXIS | hinted | (p->layer && !out ? GROUND_CODE : 0u),
            "a Linear made for one head of %lld was handed all %lld features.", p->j, p->k);
        answer_because(c, "%lld = %lld heads x %lld: each head should project the whole width.",
                       p->k, h, p->j);
        class_mend_linear(c, p->k, p->m, "  # from the whole width to one head's");
    }
    struct clinic_cause *c = joined_words(p, h, GROUND_ARITHMETIC | out | hinted, a);
    answer_because(c, "%lld = %lld x %lld.", p->k, h, p->j);
    class_mend_linear(c, p->k, p->m, "  # or join less before it");
    if (h == 3 && p->m == p->j) {
        answer_mend(c, "q, k, v = qkv.chunk(3, dim=-1)  # before this layer");
    }
    if (h > 3 && p->linear) {
        answer_cause_careful(c, "heads of %lld, not %lld, are what multi-head attention has.",
                             p->j / h, p->j);
        if (p->j % h != 0) {
            c->careful[0] = '\0';
        }
    }
}

/* j = h k: one of h parts arrived. */
static void one_part(const struct product *p, const struct evidence *e, struct answer *a)
{
    long long h = p->k > 1 && p->j > p->k && p->j % p->k == 0 ? p->j / p->k : 0;
    if (h < 2 || h > HEADS_MOST) {
        return;
    }
    unsigned out = p->layer && is_output(p->name) ? GROUND_CODE : 0u;
    unsigned grounds = GROUND_ARITHMETIC | out | (e->hints.heads == h ? GROUND_SAID : 0u) |
                       (known_head_width(p->k) ? GROUND_KNOWN : 0u);
    struct clinic_cause *c;
    char tokens[80];
    if (h > HEADS_USUAL ||
        (p->m > 0 && p->m < p->k / 4 && known_tokens(h, tokens, sizeof tokens))) {
        c = answer_cause(a, grounds,
                         "%lld arrives where %lld tokens of it, flattened, are expected.", p->k, h);
        answer_mend(c, "x.flatten(1)  # (B, %lld, %lld) to (B, %lld)", h, p->k, p->j);
    } else if (known_head_width(p->k) && p->k < 256 && h > 2) {
        c = answer_cause(a, grounds,
                         "one head of %lld arrives where all %lld, joined, are expected.", p->k, h);
        answer_mend(c, "x.transpose(1, 2).reshape(B, T, %lld)  # from (B, %lld, T, %lld)", p->j, h,
                    p->k);
    } else {
        c = answer_cause(a, grounds, "%lld arrives where %lld, %lld times as much, is expected.",
                         p->k, p->j, h);
        class_mend_linear(c, p->k, p->m, "  # or join all parts before it");
    }
    answer_because(c, "%lld = %lld x %lld.", p->j, h, p->k);
}

/* Heads that leave a rest, joined again, are narrower than the width: k = h (j // h). 0: none. */
static long long heads_of_rest(const struct product *p, long long given)
{
    long long h = given > 2 ? given : 2;
    while (h <= HEADS_MOST && (p->j % h == 0 || h * (p->j / h) != p->k)) {
        h++;
    }
    return h <= HEADS_MOST ? h : 0;
}

static void rest_of_heads(const struct product *p, const struct evidence *e, struct answer *a)
{
    bool narrower = p->k > 0 && p->k < p->j && p->m == p->j && p->j - p->k < p->j / 2;
    long long given = e->hints.heads, h = narrower ? heads_of_rest(p, given) : 0;
    if (h == 0) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS | (given == h ? GROUND_SAID : 0u),
                     "the heads do not divide %lld: joined again they are %lld wide.", p->j, p->k);
    answer_because(c, "as %lld heads: %lld x (%lld // %lld) = %lld.", h, h, p->j, h, p->k);
    answer_mend(c, "assert embed_dim %% num_heads == 0  # then a count that divides %lld", p->j);
}

void class_mm_heads(const struct product *p, const struct evidence *e, struct answer *a)
{
    joined(p, e, a);
    one_part(p, e, a);
    rest_of_heads(p, e, a);
}
