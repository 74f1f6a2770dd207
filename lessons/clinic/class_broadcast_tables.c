/* broadcast: tables of positions, that are added to x, and rotary ones, that are multiplied with q and k. */
#include "lessons/clinic/class_broadcast.h"

#include <stdio.h>

/* ---- tables of positions ---- */

static bool adds_in_place(const struct sides *s)
{
    const char *end = code_end(s->left.name), *most = code_end(s->code.line);
    while (end && end < most && *end == ' ') {
        end++;
    }
    return s->code.op == CODE_ADD && end && end + 1 < most && end[0] == '+' && end[1] == '=';
}

static long long cube_root(long long n)
{
    long long r = 1;
    while (r * r * r < n && r < 1000) {
        r++;
    }
    return r * r * r == n ? r : 0;
}

/* The table is for a grid, and x has far fewer: channels stand where tokens should. */
static void not_tokens(const struct sides *s, const struct side *table, const struct side *x,
                       struct answer *a)
{
    bool grid = known_root(table->size) > 3 || cube_root(table->size) > 2 ||
                known_root(table->size - 1) > 3;
    if (s->axis != 1 || !grid || x->size * 8 > table->size) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS | GROUND_ARITHMETIC,
                     "%.*s is not (B, tokens, width): the %lld on its axis 1 are channels.",
                     SPAN(class_name(x->name, "x")), x->size);
    answer_because(c, "the table has %lld positions, a grid's: flatten the grid first.",
                   table->size);
    sides_mend(c, s, x, "", ".flatten(2).transpose(1, 2)");
}

/* a + table + b: either sum can be the one. */
static void more_addends(const struct sides *s, struct answer *a)
{
    const char *end = code_end(s->code.whole), *most = code_end(s->code.line);
    while (end && end < most && *end == ' ') {
        end++;
    }
    if (s->code.op != CODE_ADD || !end || end + 1 >= most || *end != '+') {
        return;
    }
    struct code_span last = code_trim((struct code_span){end + 1, (int)(most - end - 1)});
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS | GROUND_KNOWN,
                     "of what is added here, one has %lld tokens and the others %lld.",
                     s->right.size, s->left.size);
    answer_because(c, "the line has more than one +; the last adds %.*s.",
                   last.bytes < 30 ? last.bytes : 0, last.at);
    answer_mend(c, "# print each addend's .shape; make the one of %lld as long", s->right.size);
    answer_cause_run(c, "print(t.shape)  # of each thing that the line adds, above it");
}

static void table_tokens(const struct sides *s, const struct side *table, struct answer *a)
{
    const struct side *x = sides_other(s, table);
    struct sizes z = sizes_between(table->size, x->size);
    char tokens[80], call[80];
    const char *grid = known_tokens(x->size, tokens, sizeof tokens);
    unsigned grounds = GROUND_CODE | GROUND_AXIS;
    struct clinic_cause *c =
        answer_cause(a, grounds, "the positional table has %lld rows, %.*s has %lld tokens.",
                     table->size, SPAN(class_name(x->name, "x")), x->size);
    not_tokens(s, table, x, a);
    more_addends(s, a);
    if (z.relation == SIZES_ONE_MORE && (known_root(z.lo) > 3)) {
        answer_because(c, "%lld = %lld + 1: the class token is on one side only.", z.hi, z.lo);
    } else if (grid) {
        answer_because(c, "%lld is %s; the table is for others.", x->size, grid);
    } else {
        answer_because(c, "%lld tokens %s.", z.rest,
                       x->size > table->size ? "have no position" : "of the table are too many");
    }
    if (x->size > table->size) {
        snprintf(call, sizeof call, "[:, :%lld]", table->size);
        sides_mend(c, s, x, "", call);
        if (adds_in_place(s) && x == &s->left) { /* x[:, :n] += y leaves x as long as it is */
            answer_mend(c, "%.*s = %.*s%s + %.*s", SPAN(x->name), SPAN(x->name), call,
                        SPAN(table->name));
        }
        answer_cause_careful(c, "this drops %lld tokens; a longer table, trained, keeps them.",
                             z.rest);
    } else {
        snprintf(call, sizeof call, s->axis == 0 ? "[:%lld]" : "[:, :%lld]", x->size);
        sides_mend(c, s, table, "", call);
    }
    answer_cause_not_it(c, "the width of %.*s: it is on the last axis.",
                        SPAN(class_name(x->name, "x")));
}

/* A table (T, 1, E) with x (B, T, E): tokens met the batch. */
static void table_batch(const struct sides *s, const struct side *table, struct answer *a)
{
    const struct side *x = sides_other(s, table);
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS,
                     "the table is sequence first, (T, 1, E), and %.*s is batch first.",
                     SPAN(class_name(x->name, "x")));
    answer_because(c, "the %lld rows of the table met the batch of %lld.", table->size, x->size);
    sides_mend(c, s, table, "", ".transpose(0, 1)");
    answer_cause_not_it(c, "the width: the later axes agree.");
}

static void table_width(const struct sides *s, const struct side *table, struct answer *a)
{
    const struct side *x = sides_other(s, table);
    struct sizes z = sizes_between(table->size, x->size);
    char text[80];
    struct clinic_cause *c =
        answer_cause(a, GROUND_CODE | GROUND_AXIS, "%.*s is %lld wide, the positional table %lld.",
                     SPAN(class_name(x->name, "x")), x->size, table->size);
    sizes_text(&z, text, sizeof text);
    answer_because(c,
                   z.relation == SIZES_ONE_MORE ? "%s: sines and cosines of an odd width."
                   : text[0]                    ? "%s."
                                                : "two embedding widths%s meet.",
                   text);
    answer_mend(c, "nn.Embedding(max_len, %lld)  # the table, as wide as %.*s", x->size,
                SPAN(class_name(x->name, "x")));
}

static void tables(const struct sides *s, struct answer *a)
{
    const struct side *table = sides_of(s, CODE_ROLE_TABLE);
    int from_right = sides_from_right(s);
    if (!table) {
        return;
    }
    if (s->axis == 2 || from_right == 1) {
        table_width(s, table, a);
    } else if (s->axis == 0 && table->size != sides_other(s, table)->size &&
               sides_other(s, table)->size < table->size && from_right != 2) {
        table_batch(s, table, a);
        table_tokens(s, table, a);
    } else {
        table_tokens(s, table, a);
    }
}

/* ---- rotary tables ---- */

/* The last axis: a head's width against the table's columns. */
static void rotary_width(const struct sides *s, const struct side *q, const struct side *table,
                         unsigned grounds, struct answer *a)
{
    struct sizes z = sizes_between(table->size, q->size);
    char call[80], text[80];
    sizes_text(&z, text, sizeof text);
    struct clinic_cause *c = answer_cause(
        a, grounds, "a head is %lld wide, its rotary table %lld columns.", q->size, table->size);
    if (z.relation == SIZES_ONE_MORE) {
        answer_because(c, "%s: an odd width cannot be turned in pairs.", text);
    } else if (z.factor == 2) {
        answer_because(c,
                       q->size > table->size ? "%s: the table holds one half of the pairs."
                                             : "%s: the table is for twice the width.",
                       text);
    } else {
        answer_because(c, "%lld and %lld should be one width.", q->size, table->size);
    }
    snprintf(call, sizeof call, "[..., :%lld]", q->size);
    sides_mend(c, s, table, "", z.factor == 2 && q->size > table->size ? ".repeat(1, 2)" : call);
    if (table->size < q->size && z.factor != 2) {
        answer_mend(c, "inv_freq = 1.0 / 10000 ** (torch.arange(0, %lld, 2) / %lld)  # the table's",
                    q->size, q->size);
    }
}

static void rotary_tokens(const struct sides *s, const struct side *q, const struct side *table,
                          unsigned grounds, struct answer *a)
{
    struct sizes z = sizes_between(table->size, q->size);
    char call[80], text[80];
    sizes_text(&z, text, sizeof text);
    struct clinic_cause *c = answer_cause(
        a, grounds, "%lld tokens met a rotary table of %lld positions.", q->size, table->size);
    answer_because(c, "axis %d is the tokens.%s%s", s->axis, text[0] ? " " : "", text);
    snprintf(call, sizeof call, s->axis == 2 ? "[..., :%lld, :]" : "[:, :%lld]", q->size);
    sides_mend(c, s, table, "", call);
    if (table->size < q->size) {
        answer_mend(c, "position_ids = torch.arange(%lld)  # the table, made for so many", q->size);
    }
}

/* Tokens or a width: 4-D tensors have tokens on axis 2, 3-D ones their width. A width is even and small. */
static void rotary(const struct sides *s, struct answer *a)
{
    const struct side *table = s->left.role == CODE_ROLE_ROTARY && s->right.role == CODE_ROLE_ROTARY
                                   ? &s->right /* rotate_half(q) * sin */
                                   : sides_of(s, CODE_ROLE_ROTARY);
    if (!table) {
        return;
    }
    const struct side *q = sides_other(s, table);
    bool small = s->lo <= 256 && s->hi <= 512; /* as widths are, and few lengths */
    if (s->axis == 3 || sides_from_right(s) == 1) {
        rotary_width(s, q, table, GROUND_CODE | GROUND_AXIS, a);
    } else if (s->axis == 2) {
        bool width = s->hi <= 128 && sides_from_right(s) == 0;
        rotary_tokens(s, q, table, GROUND_CODE | (width ? 0u : GROUND_AXIS), a);
        bool neither = width && !known_head_width(q->size) && !known_head_width(table->size);
        if (small && sides_from_right(s) == 0) {
            rotary_width(s, q, table, GROUND_CODE | (width && !neither ? GROUND_AXIS : 0u), a);
        }
        if (neither) {
            struct clinic_cause *c =
                answer_cause(a, GROUND_CODE | GROUND_AXIS,
                             "heads and tokens stand in another order than the rotary table's.");
            answer_because(c,
                           "in (B, T, H, d) axis 2 is the heads, %lld; the table has %lld tokens.",
                           q->size, table->size);
            sides_mend(c, s, table, "", "[:, None, :]");
        }
    } else if (s->axis == 1 && s->hi > 128) {
        rotary_tokens(s, q, table, GROUND_CODE | GROUND_AXIS, a);
    } else {
        struct clinic_cause *c =
            answer_cause(a, GROUND_CODE | GROUND_AXIS,
                         "heads and tokens stand in another order than the rotary table's.");
        answer_because(c, "axis %d has %lld on one side and %lld on the other.", s->axis,
                       s->left.size, s->right.size);
        sides_mend(c, s, q, "", ".transpose(1, 2)");
    }
}

void class_broadcast_tables(const struct sides *s, struct answer *a)
{
    tables(s, a);
    rotary(s, a);
}
