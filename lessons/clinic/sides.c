/* Who is a and who is b. In + - * / @ and masked_fill_, a is what stands left; in masked_fill and where
 * a is the mask. */
#include "lessons/clinic/sides.h"

#include <stdio.h>
#include <string.h>

enum {
    LINED_UP = CODE_ADD | CODE_TIMES | CODE_MATMUL | CODE_MASKED_FILL | CODE_MASKED_FILL_ |
               CODE_WHERE | CODE_SDPA | CODE_COPY | CODE_EXPAND
};

/* The last axis of two whole shapes that does not broadcast, from 0 on the longer; -1: none. A product
 * lines up what stands before its matrices: first is 3 then. */
static int last_clash(const struct clinic_told *a, const struct clinic_told *b, int first)
{
    for (int right = first; right <= a->rank && right <= b->rank; right++) {
        long long x = a->size[a->rank - right], y = b->size[b->rank - right];
        if (x >= 0 && y >= 0 && x != y && x != 1 && y != 1) {
            int rank = a->rank > b->rank ? a->rank : b->rank;
            return rank - right;
        }
    }
    return -1;
}

static long long size_at(const struct clinic_told *t, int rank, int axis)
{
    int own = axis - (rank - t->rank);
    return t->rank > 0 && own >= 0 && own < t->rank ? t->size[own] : -1;
}

static void read_shapes(struct sides *s, int first)
{
    struct clinic_told *l = &s->left.shape, *r = &s->right.shape;
    s->rank = l->rank > r->rank ? l->rank : r->rank;
    int axis = last_clash(l, r, first);
    if (axis >= 0) {
        s->axis = axis;
        s->left.size = size_at(l, s->rank, axis);
        s->right.size = size_at(r, s->rank, axis);
    }
}

static bool takes_mask(struct code_span arguments)
{
    return code_keyword(arguments, "attn_mask").bytes > 0 ||
           code_keyword(arguments, "attention_mask").bytes > 0;
}

/* Fused attention: the last two axes are the scores' and the mask's, the first two q's and k's. */
static void read_fused(struct sides *s)
{
    struct code_span whole = s->code.whole;
    const char *open = memchr(whole.at, '(', (size_t)whole.bytes);
    struct code_span arguments = {open + 1, (int)(code_end(whole) - open - 1)};
    arguments.bytes -= arguments.bytes > 0 && arguments.at[arguments.bytes - 1] == ')';
    if (s->axis >= 2 && takes_mask(arguments)) {
        struct code_span mask = code_keyword(arguments, "attn_mask");
        s->right.name = mask.bytes ? mask : code_keyword(arguments, "attention_mask");
        s->right.role = CODE_ROLE_MASK;
        s->left.role = CODE_ROLE_SCORES;
        s->left.name = class_word("scores");
    } else {
        s->left.role = CODE_ROLE_QUERY;
        s->right.role = CODE_ROLE_KEY;
    }
}

static void read_names(struct sides *s, const struct evidence *e)
{
    s->named = evidence_code(e, LINED_UP, &s->code);
    if (!s->named) {
        s->left.name = class_word("a");
        s->right.name = class_word("b");
        return;
    }
    s->left.name = s->code.left;
    s->right.name = s->code.right;
    s->left.role = code_role(s->code.left);
    s->right.role = code_role(s->code.right);
    if (s->code.op & (CODE_MASKED_FILL | CODE_MASKED_FILL_)) {
        s->right.role = CODE_ROLE_MASK;
        s->left.role = CODE_ROLE_SCORES;
    } else if (s->code.op == CODE_WHERE) {
        s->left.role = CODE_ROLE_MASK;
    } else if (s->code.op == CODE_SDPA) {
        read_fused(s);
    }
}

/* A printed shape counts where it has the size that the message tells. */
static void read_prints(struct side *side, const struct evidence *e)
{
    const struct clinic_told *printed = evidence_printed(e, side->name);
    for (int i = 0; printed && i < printed->rank && side->shape.rank == 0; i++) {
        if (printed->size[i] == side->size) {
            side->shape = *printed;
        }
    }
}

/* Whether b, lined up with a of four axes, is a mask's shape: fewer axes, or 1 where the heads are. */
static bool masks(const struct clinic_told *a, const struct clinic_told *b)
{
    return a->rank == 4 && a->size[1] != 1 && (b->rank == 2 || (b->rank == 4 && b->size[1] == 1));
}

/* Without a code line two whole shapes say who is the mask, where keys or queries clash. */
static void guess_mask(struct sides *s)
{
    bool scores = !s->named && s->axis >= 0 && sides_from_right(s) <= 2;
    if (scores && masks(&s->left.shape, &s->right.shape)) {
        s->left.role = CODE_ROLE_SCORES;
        s->right.role = CODE_ROLE_MASK;
    } else if (scores && masks(&s->right.shape, &s->left.shape)) {
        s->right.role = CODE_ROLE_SCORES;
        s->left.role = CODE_ROLE_MASK;
    }
}

void sides_read(const struct evidence *e, struct sides *s)
{
    memset(s, 0, sizeof *s);
    long long a = evidence_number(e, "a"), b = evidence_number(e, "b"),
              dim = evidence_number(e, "dim");
    s->axis = dim >= 0 && dim < CLINIC_AXES_MAX ? (int)dim : -1;
    read_names(s, e);
    bool turned = s->code.op == CODE_MASKED_FILL && e->system == CLINIC_SYSTEM_PYTORCH;
    s->left.size = turned ? b : a;
    s->right.size = turned ? a : b;
    s->left.shape = *evidence_shape(e, turned ? "b" : "a");
    s->right.shape = *evidence_shape(e, turned ? "a" : "b");
    if (s->left.shape.rank == 0 && evidence_shape(e, "left")->rank > 0) {
        s->left.shape = *evidence_shape(e, "left");
        s->right.shape = *evidence_shape(e, "right");
    }
    if (s->named) {
        read_prints(&s->left, e);
        read_prints(&s->right, e);
    }
    if (s->left.shape.rank > 0 && s->right.shape.rank > 0) {
        bool matrices = evidence_shape(e, "target")->rank > 0 || s->code.op == CODE_MATMUL;
        read_shapes(s, matrices ? 3 : 1);
        guess_mask(s);
    }
    s->lo = s->left.size < s->right.size ? s->left.size : s->right.size;
    s->hi = s->left.size < s->right.size ? s->right.size : s->left.size;
}

const struct side *sides_of(const struct sides *s, enum code_role role)
{
    bool left = s->left.role == role, right = s->right.role == role;
    return left == right ? NULL : left ? &s->left : &s->right;
}

const struct side *sides_other(const struct sides *s, const struct side *side)
{
    return side == &s->left ? &s->right : &s->left;
}

int sides_from_right(const struct sides *s)
{
    return s->rank > 0 && s->axis >= 0 ? s->rank - s->axis : 0;
}

void sides_run(const struct sides *s, struct answer *a, const char *left, const char *right)
{
    struct code_span l = s->named ? s->left.name : class_word(left);
    struct code_span r = s->named ? s->right.name : class_word(right);
    if (!s->named) {
        answer_run(a, "print(%s.shape, %s.shape)", left, right);
    } else if (code_is_name(l) && code_is_name(r)) {
        answer_run(a, "print(%.*s.shape, %.*s.shape)", SPAN(l), SPAN(r));
    } else if (l.bytes + r.bytes <= 46) {
        answer_run(a, "print(%s%.*s%s.shape, %s%.*s%s.shape)", code_is_name(l) ? "" : "(", SPAN(l),
                   code_is_name(l) ? "" : ")", code_is_name(r) ? "" : "(", SPAN(r),
                   code_is_name(r) ? "" : ")");
    } else {
        answer_run(a, "print the .shape of both sides of that line, above it");
    }
}

void sides_mend(struct clinic_cause *c, const struct sides *s, const struct side *side,
                const char *before, const char *after)
{
    struct code_span name = side->name;
    bool written =
        s->named && name.at >= s->code.line.at && code_end(name) <= code_end(s->code.line);
    bool bare = code_is_name(name);
    if (written) {
        class_rewrite(c->mend, sizeof c->mend, &s->code, name, bare ? "%s%.*s%s" : "%s(%.*s)%s",
                      before, SPAN(name), after);
    } else {
        c->mend[0] = '\0';
    }
}
