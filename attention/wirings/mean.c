/* Heads as wide as the embedding, averaged: lessons/listings/mean.py. It runs, and what each head
 * found is mixed before the output layer can tell them apart. */
#include "attention/wirings/wiring.h"

void wiring_mean(struct plan *plan)
{
    struct size embed = plan_embed(plan), width = plan_full(plan);
    struct head heads[ATTN_HEADS_MAX];
    ref outs[ATTN_HEADS_MAX];
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    plan_new_heads(plan, embed, width, heads);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    plan_heads(plan, x, heads, mask, outs);
    ref mean = plan_mean(plan, "mean", outs); /* (B, T, E) */
    plan_linear(plan, "out", mean, fc_out);   /* (B, T, E) */
}
