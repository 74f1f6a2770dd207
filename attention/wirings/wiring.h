/* Wirings: one function each, that plans what its listing's __init__ and forward do. */
#ifndef ATTENTION_WIRINGS_WIRING_H
#define ATTENTION_WIRINGS_WIRING_H

#include "attention/trace/plan.h"

/* void wiring_single(struct plan *plan); and so on */
#define WIRING_FUNCTION(constant, function, name, about) void wiring_##function(struct plan *plan);
ATTN_WIRINGS(WIRING_FUNCTION)
#undef WIRING_FUNCTION

/* Plans the wiring that plan->config names. */
void wiring_plan(struct plan *plan);

/* The class Head of the listings: query, key and value, and what forward does with them. */
struct head {
    struct linear query, key, value;
};

/* Head(in, out), its parameters named `prefix`.query.weight and so on; without a prefix, where that
 * is NULL. */
struct head plan_new_head(struct plan *plan, const char *prefix, struct size in, struct size out);
/* self.heads = ModuleList(Head(in, out) for _ in range(heads)) */
void plan_new_heads(struct plan *plan, struct size in, struct size out, struct head *heads);
/* heads[h](x, mask), its tensors named heads.H.Q and so on; returns heads.H.out. */
ref plan_head(struct plan *plan, int h, ref x, const struct head *head, ref mask);
/* [head(x, mask) for head in self.heads], into outs. */
void plan_heads(struct plan *plan, ref x, const struct head *heads, ref mask, ref *outs);
/* [head(x[..., h*head_dim:(h+1)*head_dim], mask) for h, head in enumerate(heads)] */
void plan_sliced_heads(struct plan *plan, ref x, const struct head *heads, ref mask, ref *outs);

/* All heads at once, of one wide query, key and value: Q_heads = Q.view(B, T, heads, head_dim)
 * .transpose(1, 2), or Q.view(B, heads, T, head_dim) where told so; and so on to context. */
ref plan_all_heads(struct plan *plan, ref x, const struct head *all, ref mask, bool transposed);

#endif
