/* broadcast: what is no mask. Tables of positions are added to x; rotary tables are multiplied with q
 * and k; queries and keys meet in a product; branches are added. Each says what it is by its names, and
 * without names by its axis: 0 batch, 1 heads of four axes or tokens of three, 2 queries or a width, 3
 * keys or a head's width. */
#include "lessons/clinic/class_broadcast.h"

#include <stdio.h>

enum { HEADS_MOST = 128, FACTOR_MOST = 64 };

/* ---- queries and keys ---- */

static bool is_product(const struct sides *s)
{
    return s->code.op == CODE_MATMUL || s->code.op == CODE_SDPA;
}

static void mend_groups(struct clinic_cause *c, const struct sides *s, long long factor)
{
    const struct side *fewer = s->left.size < s->right.size ? &s->left : &s->right;
    char call[80];
    snprintf(call, sizeof call, ".repeat_interleave(%lld, dim=1)", factor);
    if (s->named && s->code.op == CODE_MATMUL) {
        sides_mend(c, s, fewer, "", call);
    } else if (s->named && s->code.op == CODE_SDPA) {
        struct code_span v = code_argument(
            (struct code_span){s->right.name.at, (int)(code_end(s->code.whole) - s->right.name.at)},
            1);
        v = class_name(v, "v");
        answer_mend(c, "%.*s, %.*s = (t.repeat_interleave(%lld, dim=1) for t in (%.*s, %.*s))",
                    SPAN(class_name(s->right.name, "k")), SPAN(v), factor,
                    SPAN(class_name(s->right.name, "k")), SPAN(v));
    } else {
        answer_mend(c, "k, v = (t.repeat_interleave(%lld, dim=1) for t in (k, v))", factor);
    }
}

static void grouped(const struct sides *s, struct answer *a)
{
    struct sizes z = sizes_between(s->lo, s->hi);
    bool groups = z.factor >= 2 && z.hi <= HEADS_MOST;
    bool product = is_product(s);
    if (s->axis != 1 || !groups || (s->named && !product)) {
        return;
    }
    unsigned grounds = GROUND_AXIS | GROUND_ARITHMETIC | (product ? GROUND_CODE : 0u);
    if (!product &&
        s->right.size > s->left.size) { /* keys are never more: unseen, it is no reason */
        grounds = GROUND_USUAL;
    }
    struct clinic_cause *c =
        s->right.size > s->left.size
            ? answer_cause(a, grounds,
                           "%lld key heads met %lld query heads: only one side is grouped.",
                           s->right.size, s->left.size)
            : answer_cause(a, grounds,
                           "grouped heads: %lld query heads met %lld key heads, not repeated.",
                           s->left.size, s->right.size);
    answer_because(c, "%lld = %lld x %lld. In (B, H, T, d) axis 1 is the heads.", z.hi, z.factor,
                   z.lo);
    mend_groups(c, s, z.factor);
    answer_cause_not_it(c, "the head width: it is the last axis.");
}

/* (B, T, H, d) not transposed on one side. */
static void untransposed_heads(const struct sides *s, struct answer *a)
{
    if (s->axis != 1 || !is_product(s) || s->lo > HEADS_MOST) {
        return;
    }
    const struct side *longer = s->left.size > s->right.size ? &s->left : &s->right;
    unsigned grounds = GROUND_CODE | GROUND_AXIS | (s->hi > HEADS_MOST ? GROUND_KNOWN : 0u);
    struct clinic_cause *c = answer_cause(
        a, grounds, "heads and tokens were not exchanged in %.*s: %lld stand for %lld heads.",
        SPAN(class_name(longer->name, "one")), s->hi, s->lo);
    answer_because(c, "(B, T, H, d) has tokens on axis 1, (B, H, T, d) heads.");
    sides_mend(c, s, longer, "", ".transpose(1, 2)");
}

/* ---- batches ---- */

static void batches(const struct sides *s, struct answer *a)
{
    struct sizes z = sizes_between(s->lo, s->hi);
    const struct side *fewer = s->left.size < s->right.size ? &s->left : &s->right;
    char text[80], call[80];
    sizes_text(&z, text, sizeof text);
    if (s->axis != 0 || s->hi > 100000 || sides_of(s, CODE_ROLE_MASK) ||
        sides_of(s, CODE_ROLE_TABLE)) {
        return;
    }
    unsigned code = is_product(s) ? GROUND_CODE : 0u;
    struct clinic_cause *c = NULL;
    if (z.relation == SIZES_TWICE_REPEATED || z.relation == SIZES_SQUARE) {
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | code,
                         "states were repeated for %lld beams twice: %lld, then %lld.", z.factor,
                         z.lo, z.hi);
        answer_because(c, "%lld = %lld x %lld and %lld = %lld x %lld. Axis 0 is the batch.", z.hi,
                       z.factor, z.lo, z.lo, z.factor, z.lo / z.factor);
        answer_mend(c, "# drop your own repeat_interleave(%lld, 0): generate() repeats already",
                    z.factor);
        answer_cause_run(c, "print(q.shape, k.shape, num_beams)");
    } else if (z.factor == 2) {
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | code,
                         "one side's batch was doubled, for guidance or a pair; the other's not.");
        answer_because(c, "%s. Axis 0 is the batch.", text);
        answer_mend(c, "torch.cat([states] * 2)  # the side of %lld", z.lo);
    } else if (z.factor > 2 && z.factor <= FACTOR_MOST) {
        c = answer_cause(
            a, GROUND_AXIS | GROUND_ARITHMETIC | code,
            "%lld per item, heads, beams or chunks, are in the batch of one side only.", z.factor);
        answer_because(c, "%s. Axis 0 is the batch.", text);
        answer_mend(c, "states.repeat_interleave(%lld, dim=0)  # the side of %lld", z.factor, z.lo);
    } else if (s->lo > 64) { /* more than a batch is, mostly */
        c = answer_cause(a, GROUND_AXIS | code | (known_table(z.lo) ? GROUND_KNOWN : 0u),
                         "a table or buffer of %lld rows met %lld: tokens stand on axis 0.",
                         s->left.size < s->right.size ? s->left.size : s->right.size, z.hi);
        answer_because(c, "%lld more than there is room for.", z.rest);
        answer_mend(c, "x[:%lld]  # or a table of at least %lld rows", z.lo, z.hi);
    } else {
        c = answer_cause(a, GROUND_AXIS | code,
                         "two batches meet, %lld and %lld: a last one, or a buffer "
                         "of fixed size.",
                         s->left.size, s->right.size);
        answer_because(c, "%lld and %lld have no factor between them; axis 0 is the batch.",
                       s->left.size, s->right.size);
        answer_mend(c, "DataLoader(dataset, batch_size=%lld, drop_last=True)", s->hi);
    }
    if (s->named && z.factor > 1 && z.relation != SIZES_TWICE_REPEATED &&
        z.relation != SIZES_SQUARE) {
        snprintf(call, sizeof call, ".repeat_interleave(%lld, dim=0)", z.factor);
        sides_mend(c, s, fewer, "", call);
    }
    answer_cause_not_it(c, "heads and widths: they are on later axes.");
}

/* ---- branches, widths, buffers ---- */

static void buffers(const struct sides *s, struct answer *a)
{
    if (s->code.op != CODE_COPY) {
        return;
    }
    struct clinic_cause *c = answer_cause(a, GROUND_CODE | GROUND_AXIS,
                                          "the buffer has room for %lld, %lld were written.",
                                          s->left.size, s->right.size);
    answer_because(c, "axis %d of %.*s.", s->axis, SPAN(class_name(s->left.name, "the buffer")));
    char call[40];
    snprintf(call, sizeof call, s->axis == 0 ? "[:%lld]" : "[:, :%lld]", s->lo);
    sides_mend(c, s, s->right.size > s->left.size ? &s->right : &s->left, "", call);
}

static void widths(const struct sides *s, const struct evidence *e, struct answer *a)
{
    bool both = known_width(s->left.size) && known_width(s->right.size);
    bool last = sides_from_right(s) == 1;
    bool head = s->axis == 3 && known_head_width(s->lo) && known_head_width(s->hi);
    (void)e;
    if (head && !s->named) {
        struct clinic_cause *c = answer_cause(
            a, GROUND_AXIS | GROUND_KNOWN | (s->hi == 2 * s->lo ? GROUND_ARITHMETIC : 0u),
            "a rotary table %lld wide met heads %lld wide.", s->right.size, s->left.size);
        answer_because(c, "%lld and %lld are both head widths.", s->lo, s->hi);
        answer_mend(c, "cos, sin = (torch.cat((t, t), dim=-1) for t in (cos, sin))");
    }
    bool added = s->named && s->axis == 2 && s->code.op == CODE_ADD &&
                 !sides_of(s, CODE_ROLE_SCORES) &&
                 (s->left.role != CODE_ROLE_UNKNOWN || s->right.role != CODE_ROLE_UNKNOWN);
    if (s->axis < 2 || (s->axis > 2 && !last) || (!both && !added && !(last && s->named)) ||
        (s->named && (sides_of(s, CODE_ROLE_MASK) || sides_of(s, CODE_ROLE_TABLE) ||
                      sides_of(s, CODE_ROLE_ROTARY) || is_product(s)))) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_AXIS | (both ? GROUND_KNOWN : 0u) | (s->named ? GROUND_CODE : 0u),
                     "two widths meet: %lld features on one side, %lld on the other.", s->left.size,
                     s->right.size);
    struct sizes z = sizes_between(s->lo, s->hi);
    char text[80];
    sizes_text(&z, text, sizeof text);
    answer_because(c, text[0] ? "%s." : "the last axis is the width%s.", text);
    answer_mend(c, "nn.Linear(%lld, %lld)  # on the side of %lld", s->left.size, s->right.size,
                s->left.size);
}

static void branches(const struct sides *s, struct answer *a)
{
    bool add = s->code.op == CODE_ADD;
    if (s->axis != 1 || !s->named || !add || sides_of(s, CODE_ROLE_TABLE) ||
        sides_of(s, CODE_ROLE_MASK) || sides_of(s, CODE_ROLE_BIAS)) {
        return;
    }
    struct sizes z = sizes_between(s->lo, s->hi);
    char text[80];
    sizes_text(&z, text, sizeof text);
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS, "the two branches have %lld and %lld tokens.",
                     s->left.size, s->right.size);
    answer_because(
        c, text[0] ? "%s: one of them lost or gained tokens." : "%sone lost or gained tokens.",
        text);
    answer_cause_not_it(c, "the width: the later axes agree.");
    answer_mend(c, "%.*s = %.*s[:, :%lld]  # better: keep the tokens of both",
                SPAN(class_name(s->left.size > s->right.size ? s->left.name : s->right.name, "x")),
                SPAN(class_name(s->left.size > s->right.size ? s->left.name : s->right.name, "x")),
                s->lo);
}

/* ---- without a code line ---- */

/* A usual count of heads against what is none: (B, T, H, d) met (B, H, T, d). */
static void exchanged(const struct sides *s, struct answer *a)
{
    bool few = s->lo == 4 || s->lo == 6 || s->lo == 8 || s->lo == 12 || s->lo == 16 || s->lo == 32;
    if (!few || s->hi % s->lo == 0 || s->named) {
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_USUAL, "heads and tokens are exchanged on one side: %lld heads, %lld tokens.",
        s->lo, s->hi);
    answer_because(c, "(B, T, H, d) has tokens on axis 1, (B, H, T, d) heads.");
    answer_mend(c, "scores = q @ k.transpose(-2, -1)  # both (B, H, T, d): .transpose(1, 2) once");
}

/* Axis 1 of three axes: tokens. */
static void unnamed_tokens(const struct sides *s, struct answer *a)
{
    struct sizes z = sizes_between(s->lo, s->hi);
    char text[80], tokens[80], other[80];
    const char *lo = known_tokens(z.lo, tokens, sizeof tokens);
    const char *hi = known_tokens(z.hi, other, sizeof other);
    bool heads = z.factor >= 2 && z.hi <= HEADS_MOST;
    sizes_text(&z, text, sizeof text);
    unsigned known = known_table(z.lo) || lo || hi ? GROUND_KNOWN : 0u;
    /* what is small may be heads, a batch, classes */
    unsigned axis = z.hi > HEADS_MOST || known ? GROUND_AXIS : GROUND_USUAL;
    exchanged(s, a);
    if (z.factor == 2 && !heads && !known_table(z.lo)) {
        struct clinic_cause *d = answer_cause(
            a, GROUND_AXIS | GROUND_ARITHMETIC,
            "one side's tokens are doubled: two sequences joined, %lld against %lld.", z.hi, z.lo);
        answer_because(d, "%s; axis 1 of (B, T, E) is the tokens.", text);
        answer_mend(d, "x = x.reshape(-1, %lld, x.shape[-1])  # two items of the batch again",
                    z.lo);
    }
    if (z.relation == SIZES_ONE_MORE && known_root(z.lo) > 3) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | GROUND_KNOWN,
                         "the class token is on one side only: %lld and %lld tokens.", z.lo, z.hi);
        answer_because(c, "%lld = %lld x %lld + 1.", z.hi, known_root(z.lo), known_root(z.lo));
        answer_mend(c, "nn.Parameter(torch.zeros(1, %lld, E))  # the table, class token and all",
                    z.hi);
    }
    struct clinic_cause *c;
    if (s->left.size >= s->right.size) {
        c = answer_cause(a, axis | (heads ? 0u : known) | (heads ? 0u : GROUND_USUAL),
                         "x + table: the positional table has %lld rows, x has %lld tokens.",
                         s->right.size, s->left.size);
        answer_mend(c, "x = x[:, :%lld]  # or a table of max_len >= %lld", z.lo, z.hi);
    } else {
        c = answer_cause(a, axis | (heads ? 0u : known),
                         "x + table: the table of %lld rows was not cut to x's %lld tokens.", z.hi,
                         z.lo);
        answer_mend(c, "x = x + pos[:, :x.shape[1]]");
    }
    if (lo && hi) {
        answer_because(c, "%lld is %s, %lld is %s.", z.lo, lo, z.hi, hi);
    } else {
        answer_because(c, "%s%saxis 1 of (B, T, E) is the tokens.", text, text[0] ? "; " : "");
    }
    answer_cause_run(c, "print(x.shape, self.pos.shape)");
    answer_cause_not_it(c, "the width of x: it is on the last axis.");
    c = answer_cause(a, axis == GROUND_AXIS ? axis : GROUND_NONE,
                     "a residual: one branch lost %lld tokens.", z.rest);
    answer_mend(c, "x = x[:, :%lld]  # better: keep the tokens of both branches", z.lo);
    if (!s->named && s->hi <= HEADS_MOST) {
        c = answer_cause(a, axis == GROUND_AXIS ? axis : GROUND_NONE,
                         "a mask (B, T, T) without an axis for heads: %lld is the batch.",
                         z.factor ? s->right.size : s->left.size);
        answer_mend(c, "mask.unsqueeze(1)");
    }
}

static void unnamed_axis_2(const struct sides *s, struct answer *a)
{
    struct sizes z = sizes_between(s->lo, s->hi);
    z.relation = z.factor > 4 ? SIZES_NONE : z.relation; /* no length is so many times another */
    char text[80];
    bool widths = known_width(s->lo) && known_width(s->hi) && z.relation != SIZES_ONE_MORE;
    sizes_text(&z, text, sizeof text);
    if (z.relation == SIZES_ONE_MORE) {
        struct clinic_cause *c =
            known_table(z.lo)
                ? answer_cause(
                      a, GROUND_AXIS | GROUND_ARITHMETIC | GROUND_KNOWN,
                      "a table or mask of %lld is full and token %lld came (block_size %lld).",
                      z.lo, z.hi, z.lo)
                : answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC,
                               "one token more than the table or mask was made for: %lld of %lld.",
                               z.hi, z.lo);
        answer_because(c, "%s.", text);
        answer_mend(c, "idx = idx[:, -%lld:]  # before each forward; a mask cannot be cut larger",
                    z.lo);
        long long grid = known_root(z.lo);
        if (grid > 3) {
            c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC,
                             "%lld x %lld patches against patches and class token. Both fit.", grid,
                             grid);
            answer_mend(
                c, "nn.Parameter(torch.zeros(1, %lld, E))  # the table, class token and all", z.hi);
        }
        return;
    }
    bool any = z.relation != SIZES_NONE || known_table(z.lo) || z.hi > 512;
    unsigned grounds = widths || !any
                           ? GROUND_USUAL
                           : GROUND_AXIS | (z.relation != SIZES_NONE ? GROUND_ARITHMETIC : 0u) |
                                 (known_table(z.lo) ? GROUND_KNOWN : 0u);
    struct clinic_cause *c = answer_cause(
        a, grounds, "two lengths meet, %lld and %lld: queries against a mask or a table.",
        s->left.size, s->right.size);
    answer_because(c, "%s%saxis 2 of (B, H, T, S) is the queries.", text, text[0] ? "; " : "");
    answer_mend(
        c, "mask = torch.ones(T, S, dtype=torch.bool).tril(S - T)  # T, S = scores.shape[-2:]");
}

void class_broadcast_others(const struct evidence *e, const struct sides *s, struct answer *a)
{
    class_broadcast_tables(s, a);
    untransposed_heads(s, a);
    grouped(s, a);
    buffers(s, a);
    widths(s, e, a);
    branches(s, a);
    batches(s, a);
    bool strange = s->code.op == CODE_ADD && a->count == 0; /* names that say nothing */
    if ((!s->named || strange) && s->axis == 1) {
        unnamed_tokens(s, a);
    }
    if ((!s->named || strange) && s->axis == 2) {
        unnamed_axis_2(s, a);
    }
    if (s->axis >= 4) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_AXIS, "one axis too many: attention has four, this is a fifth.");
        answer_mend(c, "mask.squeeze(1)");
    }
}
