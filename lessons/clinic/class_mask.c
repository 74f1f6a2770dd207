/* mask: a layer that checks its mask tells both whole shapes, wanted and given. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static long long at_right(const struct clinic_told *t, int n)
{
    return t->rank >= n ? t->size[t->rank - n] : -1;
}

/* nn.MultiheadAttention wants (T, S); a batch there means that it takes the batch for the length. */
static void square(const struct clinic_told *came, const struct clinic_told *want, struct answer *a)
{
    long long n = came->size[0], m = want->size[0];
    bool squares = came->size[0] == came->size[1] && want->size[0] == want->size[1];
    struct clinic_cause *c = NULL;
    answer_sure(a, "the axis it reads as length is %lld; the mask is for %lld.", m, n);
    if (squares && m * 2 <= n) { /* a batch is mostly far below the length */
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | (n == 77 ? GROUND_KNOWN : 0u),
                         "the layer takes your batch of %lld for the length: batch_first is wrong.",
                         m);
        answer_because(c, "%lld is as a batch, %lld as a length.", m, n);
        answer_mend(c, "nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)");
        answer_cause_careful(c, "without a mask the same mistake runs and is silently wrong.");
        if (n == 77) {
            answer_mend(c,
                        "x = x.permute(1, 0, 2)  # or the open_clip version that the code was for");
        }
    }
    if (n == 77 && m > n) { /* a text encoder's mask is never another */
        c = answer_cause(a, GROUND_AXIS | GROUND_KNOWN,
                         "the layer takes your batch of %lld for the length: batch_first is wrong.",
                         m);
        answer_because(c, "77 is the length of every CLIP prompt, and of its mask.");
        answer_mend(c, "x = x.permute(1, 0, 2)  # or the open_clip version that the code was for");
    }
    c = answer_cause(a, GROUND_AXIS,
                     "the mask was built for another sequence: %lld tokens, not %lld.", n, m);
    answer_because(c,
                   squares ? "%lld x %lld given, %lld x %lld wanted." : "%lld given, %lld wanted.",
                   n, squares ? n : m, m, m);
    if (n > m) {
        answer_mend(c, "attn_mask[:%lld, :%lld]  # better: built from x.shape", m,
                    at_right(want, 1));
    } else {
        answer_mend(c, "attn_mask = torch.ones(%lld, %lld).triu(1).bool()  # True: hidden", m,
                    at_right(want, 1));
    }
    answer_run(a, "print(x.shape, mha.batch_first)");
}

static void cubes(const struct clinic_told *came, const struct clinic_told *want, struct answer *a)
{
    long long h =
        came->size[0] > 0 && want->size[0] % came->size[0] == 0 ? want->size[0] / came->size[0] : 0;
    struct clinic_cause *c;
    if (h > 1 && came->size[1] == want->size[1] && came->size[2] == want->size[2]) {
        c = answer_cause(a, GROUND_SURE,
                         "one mask a batch came; one a batch and head is wanted: x %lld.", h);
        answer_sure(a, "%lld = %lld x %lld: the batch times the heads.", want->size[0],
                    came->size[0], h);
        answer_mend(c, "attn_mask.repeat_interleave(%lld, dim=0)", h);
    } else {
        c = answer_cause(a, GROUND_AXIS, "the mask is of another length or batch than this call.");
        answer_because(c, "%lld x %lld given, %lld x %lld wanted.", came->size[1], came->size[2],
                       want->size[1], want->size[2]);
        answer_mend(c, "mask = torch.ones(%lld, %lld).triu(1).bool()  # True: hidden",
                    want->size[1], want->size[2]);
        if (came->size[0] == want->size[1] || came->size[1] * 2 <= came->size[0]) {
            answer_mend(c, "nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)");
        }
    }
    answer_run(a, "print(x.shape, mha.batch_first, mha.num_heads, attn_mask.shape)");
}

static void padding(const struct clinic_told *came, const struct clinic_told *want,
                    struct answer *a)
{
    struct clinic_cause *c;
    if (came->rank == 2 && came->size[0] == want->size[1] && came->size[1] == want->size[0]) {
        c = answer_cause(
            a, GROUND_SURE,
            "the mask is turned round, or batch_first is: %lld and %lld are exchanged.",
            came->size[0], came->size[1]);
        answer_sure(a, "(batch, keys) as the layer reads them is (%lld, %lld).", want->size[0],
                    want->size[1]);
        answer_mend(c, "nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)");
        if (want->size[0] < want->size[1]) {
            answer_mend(c, "key_padding_mask.T");
        }
    } else {
        struct sizes z = sizes_between(at_right(came, 1), at_right(want, 1));
        char text[80];
        c = answer_cause(a, GROUND_TEXT, "the padding mask is for %lld keys, this call has %lld.",
                         at_right(came, 1), at_right(want, 1));
        answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
        if (came->rank > 1 && came->size[0] != want->size[0] && came->size[1] == want->size[1]) {
            c = answer_cause(a, GROUND_SURE,
                             "the padding mask is of a batch of %lld, this call of %lld.",
                             came->size[0], want->size[0]);
        }
        answer_mend(c, "key_padding_mask = ids == pad_id  # of these keys: (%lld, %lld)",
                    want->size[0], at_right(want, 1));
    }
    answer_run(a, "print(key.shape, mha.batch_first, key_padding_mask.shape)");
}

/* (batch, 1, queries, keys), of transformers. */
static void four_axes(const struct clinic_told *came, const struct clinic_told *want,
                      struct answer *a)
{
    long long q = at_right(want, 2), k = at_right(want, 1), cq = at_right(came, 2),
              ck = at_right(came, 1);
    struct sizes z = sizes_between(k, ck);
    char text[80];
    struct clinic_cause *c;
    sizes_text(&z, text, sizeof text);
    answer_sure(a, "wanted (batch, heads, queries, keys), and it tells both shapes in full.");
    if (came->rank == 3) {
        c = answer_cause(a, GROUND_SURE, "the mask has no axis for heads.");
        answer_mend(c, "attention_mask[:, None]");
    } else if (came->rank == 2) {
        c = answer_cause(a, GROUND_SURE,
                         "the mask is (batch, keys): axes for heads and queries are missing.");
        answer_mend(c, "attention_mask[:, None, None, :]");
    } else if (ck != k && z.factor == 2 && ck > k) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "the mask counts %lld keys, %lld are there: the cache was counted twice.",
                         ck, k);
        answer_mend(c, "attention_mask[:, :, -%lld:, :%lld]", q, k);
    } else if (ck > k) {
        c = answer_cause(a, GROUND_TEXT, "the mask is for %lld keys, this call has %lld.", ck, k);
        answer_mend(c, "attention_mask[:, :, -%lld:, :%lld]  # or tokens were dropped before", q,
                    k);
        answer_cause_careful(c, "crop only if the mask is of this very sequence.");
    } else if (ck < k && ck >= 0) {
        c = answer_cause(a, GROUND_TEXT,
                         "the mask is for %lld keys, %lld are there: the cache is not in it.", ck,
                         k);
        answer_mend(
            c, "attention_mask = torch.ones(%lld, %lld)  # 2-D: past and new tokens, built anew",
            came->size[0] > 0 ? came->size[0] : 1, k);
    } else if (cq != q && q == 1) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "one new token has one query; the mask still has %lld rows.", cq);
        answer_mend(c, "attention_mask[:, :, -1:, :]");
    } else if (cq != q) {
        c = answer_cause(a, GROUND_TEXT, "the mask has %lld rows, this call %lld queries.", cq, q);
        answer_mend(c, "attention_mask[:, :, -%lld:, :]", q);
    } else {
        long long b = came->rank == 4 ? came->size[0] : -1,
                  w = want->rank == 4 ? want->size[0] : -1;
        struct sizes zb = sizes_between(b, w);
        c = answer_cause(a, GROUND_TEXT, "the mask is of a batch of %lld, this call of %lld.", b,
                         w);
        if (b == w && came->rank == 4) {
            snprintf(c->verdict, sizeof c->verdict,
                     "the mask has %lld on the axis of heads, wanted %lld.", came->size[1],
                     want->size[1]);
            answer_mend(c, "attention_mask[:, :1]");
        } else {
            answer_mend(c, "attention_mask.repeat_interleave(%lld, dim=0)",
                        zb.factor > 1 ? zb.factor : 1);
        }
    }
    answer_because(c, "%s%s", text, text[0] ? "." : "");
    answer_run(a, "print(hidden_states.shape, attention_mask.shape)");
}

/* "`attn_output` should be of size", "Attention weights should be of size": the heads or keys counted. */
static void inner(const struct clinic_told *came, const struct clinic_told *want, struct answer *a)
{
    static const char *const axes[] = {"batch", "heads", "queries", "last axis"};
    for (int i = 3; i >= 0; i--) {
        if (came->rank == 4 && want->rank == 4 && came->size[i] != want->size[i]) {
            struct sizes z = sizes_between(came->size[i], want->size[i]);
            char text[80];
            struct clinic_cause *c = answer_cause(
                a, GROUND_TEXT, "the %s of the result is %lld; the layer counted %lld.", axes[i],
                came->size[i], want->size[i]);
            answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
            answer_mend(c,
                        i == 1   ? "config.num_attention_heads = %lld"
                        : i == 3 ? "config.head_dim = %lld  # or one source for keys and values"
                                 : "x = x[:, :%lld]  # queries and keys of one sequence",
                        came->size[i]);
            answer_run(a, "print(q.shape, k.shape, v.shape)");
            return;
        }
    }
    answer_cannot(a, "more than that the two shapes differ.");
}

static void lengths(const struct evidence *e, struct answer *a)
{
    long long got = evidence_number(e, "got"), want = evidence_number(e, "want");
    struct clinic_cause *c =
        answer_cause(a, GROUND_TEXT, "the mask has length %lld, it should have %lld.", got, want);
    struct sizes z = sizes_between(got, want);
    char text[80];
    answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
    answer_mend(c, "attention_mask = torch.ones(B, %lld)  # past and new tokens", want);
    answer_run(a, "print(attention_mask.shape)");
}

/* Messages without shapes: they say it themselves. */
static void said(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    long long got = evidence_number(e, "got");
    struct clinic_cause *c;
    if (class_holds(message, "is_causal")) {
        c = answer_cause(a, GROUND_SURE,
                         "attn_mask and is_causal=True were both given: one of them.");
        answer_mend(c, "F.scaled_dot_product_attention(q, k, v, is_causal=True)");
    } else if (class_holds(message, "padding_side")) {
        c = answer_cause(a, GROUND_SURE, "generation needs the padding on the left.");
        answer_mend(c, "tokenizer.padding_side = \"left\"");
    } else if (class_holds(message, "key_padding_mask")) {
        c = answer_cause(a, GROUND_SURE, "key_padding_mask has %lld axes; it takes (batch, keys).",
                         got);
        answer_mend(c, "key_padding_mask.squeeze(1)");
    } else if (got > 0) {
        c = answer_cause(a, GROUND_SURE,
                         "the mask has %lld axes; (T, S) or (B x H, T, S) is taken.", got);
        answer_mend(c, got == 4 ? "attn_mask.expand(-1, num_heads, -1, -1).flatten(0, 1)"
                                : "attn_mask.squeeze(0)");
    } else {
        c = answer_cause(a, GROUND_TEXT, "the mask's shape is not (queries, keys) of this call.");
        answer_mend(c, "mask = torch.ones(T, S).triu(1).bool()  # T, S of this call");
    }
    answer_run(a, "print(x.shape, mask.shape)");
}

void class_mask(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *came = evidence_shape(e, "came"), *want = evidence_shape(e, "want");
    struct code_span message = {e->text + e->start, (int)e->length};
    a->out->left = *want;
    a->out->right = *came;
    if (came->rank == 0 || want->rank == 0) {
        if (evidence_number(e, "want") >= 0) {
            lengths(e, a);
        } else {
            said(e, a);
        }
        return;
    }
    answer_clash(a, at_right(want, 1), at_right(came, 1));
    if (class_holds(message, "key_padding_mask")) {
        padding(came, want, a);
    } else if (class_holds(message, "weights should") || class_holds(message, "attn_output")) {
        inner(came, want, a);
    } else if (want->rank == 2 && came->rank == 2) {
        square(came, want, a);
    } else if (want->rank == 3 && came->rank == 3) {
        cubes(came, want, a);
    } else {
        four_axes(came, want, a);
    }
    sketch_lined_up(a, class_word("wanted"), want, class_word("given"), came);
}
