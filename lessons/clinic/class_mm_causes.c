/* mm: causes that are relations between the four sizes and have nothing to do with heads. */
#include "lessons/clinic/class_mm.h"

#include <stdio.h>

enum { HEADS_MOST = 128, BATCH_MOST = 4096, FEW_MORE = 64 };

/* Q @ K where Q @ K^T is meant: both (.., rows, width). */
static void not_transposed(const struct product *p, struct answer *a)
{
    bool code_says = p->code.op == CODE_MATMUL && code_role(p->code.right) == CODE_ROLE_KEY;
    bool same_width = p->k == p->m && p->k >= 0 && !p->linear;
    bool same_shape =
        p->k == p->m && p->n == p->j && p->k >= 0 && (!p->linear || p->code.line.bytes == 0);
    bool head = !p->linear && p->m < 0 && known_head_width(p->k) && !known_head_width(p->j);
    if (!code_says && !same_width && !same_shape && !head) {
        return;
    }
    unsigned grounds = (code_says || (same_width && p->code.op) ? GROUND_CODE : 0u) |
                       (same_shape || same_width ? GROUND_ARITHMETIC | GROUND_AXIS : 0u) |
                       (same_shape ? GROUND_KNOWN : 0u) | /* two pairs are equal */
                       (head ? GROUND_ARITHMETIC | GROUND_KNOWN : 0u);
    struct code_span left = p->code.op == CODE_MATMUL ? p->code.left : class_word("q");
    struct code_span right = p->code.op == CODE_MATMUL ? p->code.right : class_word("k");
    struct clinic_cause *c =
        answer_cause(a, grounds, "the right one was not transposed: %.*s and %.*s both have rows.",
                     SPAN(class_name(left, "q")), SPAN(class_name(right, "k")));
    if (p->m >= 0) {
        answer_because(c, "%lld wide times %lld rows of %lld: turned round, %lld meets %lld.", p->k,
                       p->j, p->m, p->k, p->m);
    } else {
        answer_because(c, "%lld is a head width, %lld would be the keys.", p->k, p->j);
    }
    if (p->code.op == CODE_MATMUL) {
        class_rewrite(c->mend, sizeof c->mend, &p->code, right, "%.*s.transpose(-2, -1)",
                      SPAN(right));
    } else {
        answer_mend(c, "q @ k.transpose(-2, -1)");
    }
    c->transposed = true;
}

static void swapped(const struct product *p, struct answer *a)
{
    if (!p->linear || p->k < 0 || p->k != p->m) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC | GROUND_KNOWN | GROUND_AXIS, /* two of four are equal */
        "in_features and out_features were swapped: nn.Linear(%lld, %lld).", p->j, p->m);
    answer_because(c, "%lld arrives and %lld is its output: Linear(%lld, %lld) would fit.", p->k,
                   p->m, p->m, p->j);
    answer_mend(c, "nn.Linear(%lld, %lld)", p->m, p->j);
    c = answer_cause(a, GROUND_ARITHMETIC, "an earlier layer should have made %lld of %lld.", p->j,
                     p->k);
    class_mend_linear(c, p->k, p->j, "  # before it");
}

/* The names of layers that take what another model made. */
static bool takes_context(struct code_span name)
{
    static const char *const words[] = {"to_k",  "to_v",  "k_proj",  "v_proj",  "key",  "value",
                                        "attn2", "cross", "context", "encoder", "text", "caption"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (class_holds(name, words[i])) {
            return true;
        }
    }
    return false;
}

/* Cross-attention was built for another encoder's width. */
static void context_width(const struct product *p, const struct evidence *e, struct answer *a)
{
    const char *came = known_encoder(p->k), *built = known_encoder(p->j);
    char tokens[80];
    const char *prompts =
        p->n > 0 && p->n % 77 == 0 ? known_tokens(p->n, tokens, sizeof tokens) : NULL;
    bool code_says =
        p->layer && (takes_context(p->name) || code_role(p->input) == CODE_ROLE_CONTEXT);
    /* the widths of a U-Net's levels */
    bool unet = came && built && (p->m == 320 || p->m == 640 || p->m == 1280);
    bool cross =
        code_says || prompts || unet || evidence_says(e, "attn2") || evidence_says(e, "to_k");
    bool widths = (came && known_width(p->j)) || (known_width(p->k) && built) ||
                  (prompts && known_width(p->k) && known_width(p->j));
    if (!cross || (!code_says && !widths)) {
        return;
    }
    unsigned grounds = (came && built ? GROUND_KNOWN : 0u) | (code_says ? GROUND_CODE : 0u) |
                       (prompts ? GROUND_KNOWN : 0u) | (prompts && came ? GROUND_ARITHMETIC : 0u) |
                       GROUND_AXIS | (evidence_says(e, "attn2") ? GROUND_SAID : 0u);
    struct clinic_cause *c;
    if (p->layer && p->name.bytes <= 30) {
        c = answer_cause(a, grounds, "a text context %lld wide went into %.*s, made for %lld.",
                         p->k, SPAN(p->name), p->j);
    } else {
        c = answer_cause(a, grounds,
                         "a text context %lld wide went into a to_k or to_v made for %lld.", p->k,
                         p->j);
    }
    if (prompts && came && built) {
        answer_because(c, "%lld is %s; %lld is %s, %lld %s.", p->n, prompts, p->k, came, p->j,
                       built);
    } else if (came && built) {
        answer_because(c, "%lld is %s, %lld is %s.", p->k, came, p->j, built);
    } else if (came || built) {
        answer_because(c, "%lld is %s.", came ? p->k : p->j, came ? came : built);
    }
    class_mend_linear(c, p->k, p->m, "  # to train it; else the encoder of the other width");
    if (p->m >= 0) {
        answer_mend(c, "nn.Linear(%lld, %lld)  # trained anew; else the encoder %lld wide", p->k,
                    p->m, p->j);
    }
    answer_cause_not_it(c, "the number of tokens, the batch, the %lld that comes out.", p->m);
}

/* The rows hold j: the input is (B, E, T), channels first, or wants a transpose. */
static void other_axis(const struct product *p, struct answer *a)
{
    if (p->j <= 1 || p->n <= 0 || p->n % p->j != 0 || p->n / p->j > BATCH_MOST || p->k == p->m) {
        return;
    }
    long long batch = p->n / p->j;
    unsigned grounds = known_width(p->k) || p->j < 8 ? GROUND_USUAL : GROUND_ARITHMETIC;
    struct code_span x = class_name(p->input, "x");
    struct clinic_cause *c;
    if (batch == 1) {
        c = answer_cause(a, grounds,
                         "%lld stands on the other axis: the left one lacks a transpose.", p->j);
        answer_mend(c, "%.*s.transpose(-2, -1)", SPAN(x));
    } else {
        c = answer_cause(a, grounds,
                         "the features stand before the tokens: (%lld, %lld, %lld) came.", batch,
                         p->j, p->k);
        answer_mend(c, "%.*s.transpose(1, 2)", SPAN(x));
    }
    answer_because(c, "%lld rows = %lld x %lld, and %lld is what the layer takes.", p->n, batch,
                   p->j, p->j);
    if (p->layer && p->input.bytes > 0) {
        class_rewrite(c->mend, sizeof c->mend, &p->code, p->input, "%.*s.transpose(%s)",
                      SPAN(p->input), batch == 1 ? "-2, -1" : "1, 2");
    }
}

/* Tokens and width became one axis. */
static void flattened(const struct product *p, struct answer *a)
{
    long long t = p->j > 1 && p->k > p->j && p->k % p->j == 0 ? p->k / p->j : 0;
    char tokens[80];
    const char *name = known_tokens(t, tokens, sizeof tokens);
    if (t <= HEADS_MOST && !(name && t >= 49)) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC | (name ? GROUND_KNOWN : 0u),
        "tokens and width were flattened into one axis: %lld = %lld x %lld.", p->k, t, p->j);
    answer_because(c, name ? "%lld tokens of %lld: %s." : "%lld tokens of %lld.", t, p->j, name);
    answer_mend(c, "x.mean(dim=1)  # (B, %lld, %lld) to (B, %lld): pool, don't flatten", t, p->j,
                p->j);
}

/* channels x grid, of another image: k = g r^2 and j = g s^2. */
static void other_image(const struct product *p, struct answer *a)
{
    long long g = p->k > 0 && p->j > 0 ? sizes_common(p->k, p->j) : 0;
    long long r = g ? known_root(p->k / g) : 0, s = g ? known_root(p->j / g) : 0;
    if (r < 1 || s < 1 || g < 16 || (r == 1 && s == 1) || r > 64 || s > 64 || (r == 1 && s < 5)) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC, "a flattened grid of %lld x %lld met a layer made for %lld x %lld.",
        r, r, s, s);
    answer_because(c, "%lld = %lld x %lld x %lld, %lld = %lld x %lld x %lld: another image size.",
                   p->k, g, r, r, p->j, g, s, s);
    class_mend_linear(c, p->k, p->m, "");
}

static void packed(const struct product *p, struct answer *a)
{
    if (p->j != 1 || p->m < 1024 || p->k < 2 || (2 * p->m) % p->k != 0) {
        return;
    }
    struct clinic_cause *c = answer_cause(a, GROUND_ARITHMETIC | GROUND_KNOWN | GROUND_AXIS,
                                          "the weight is packed in 4 bits and met a plain matmul.");
    answer_because(c, "1 x %lld holds two numbers a byte: %lld x %lld of them.", p->m, p->k,
                   2 * p->m / p->k);
    answer_mend(c, "bnb.nn.Linear4bit  # keep the quantized layer; dequantize before a plain one");
    answer_cause_not_it(c, "the width %lld that arrives.", p->k);
}

/* k and j apart by a usual width, or by a handful. */
static void apart(const struct product *p, struct answer *a)
{
    long long rest = p->k > p->j ? p->k - p->j : p->j - p->k;
    bool more = p->k > p->j;
    if (p->k <= 0 || p->j <= 0 || rest <= 0 || p->k % p->j == 0 || p->j % p->k == 0) {
        return;
    }
    if (rest <= FEW_MORE && rest * 4 <= (more ? p->j : p->k) + 8) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_ARITHMETIC,
                         more ? "%lld features more than the layer takes: joined before it?"
                              : "%lld features fewer than the layer takes: some are missing.",
                         rest);
        answer_because(c, "%lld = %lld + %lld.", more ? p->k : p->j, more ? p->j : p->k, rest);
        class_mend_linear(c, p->k, p->m, "");
    } else if (known_width(rest) && known_width(more ? p->j : p->k)) {
        struct clinic_cause *c = answer_cause(
            a, known_width(more ? p->k : p->j) ? GROUND_USUAL : GROUND_KNOWN | GROUND_AXIS,
            more ? "a feature of %lld was joined to the %lld that the layer takes."
                 : "a feature of %lld is missing beside the %lld that came.",
            rest, more ? p->j : p->k);
        answer_because(c, "%lld = %lld + %lld.", more ? p->k : p->j, more ? p->j : p->k, rest);
        class_mend_linear(c, p->k, p->m, "");
    }
}

/* Two models' widths. */
static void two_models(const struct product *p, const struct evidence *e, struct answer *a)
{
    bool both = known_width(p->k) && known_width(p->j);
    if (!p->linear && !both) {
        return;
    }
    unsigned said = evidence_says(e, "lora") || evidence_says(e, "adapter") ||
                            evidence_says(e, "projector") || evidence_says(e, "mm_projector")
                        ? GROUND_SAID
                        : 0u;
    struct clinic_cause *c;
    if (p->layer && p->name.bytes <= 26) {
        c = answer_cause(a, (both ? GROUND_KNOWN : GROUND_NONE) | said | GROUND_USUAL,
                         "%.*s takes %lld features, and %lld arrive: two models meet.",
                         SPAN(p->name), p->j, p->k);
    } else {
        c = answer_cause(a, (both ? GROUND_KNOWN : GROUND_NONE) | said | GROUND_USUAL,
                         "features of a model %lld wide went into a layer made for %lld.", p->k,
                         p->j);
    }
    if (!both) {
        snprintf(c->verdict, sizeof c->verdict, "a layer made for %lld features was handed %lld.",
                 p->j, p->k);
    }
    answer_because(c,
                   both ? "%lld and %lld are both usual widths." : "%lld arrives, %lld is taken.",
                   p->k, p->j);
    class_mend_linear(c, p->k, p->m,
                      "  # or what makes the input, made as wide as the layer takes");
}

void class_mm_causes(const struct product *p, const struct evidence *e, struct answer *a)
{
    not_transposed(p, a);
    packed(p, a);
    swapped(p, a);
    context_width(p, e, a);
    flattened(p, a);
    class_mm_heads(p, e, a);
    other_axis(p, a);
    other_image(p, a);
    apart(p, a);
    two_models(p, e, a);
}
