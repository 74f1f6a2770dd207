/* Heads as wide as the embedding, and an output layer that takes them all:
 * lessons/listings/widened.py. It runs, with H times the parameters. */
#include "attention/wirings/wiring.h"

void wiring_widened(struct plan *plan)
{
    struct size embed = plan_embed(plan), width = plan_full(plan), wide = plan_wide(plan);
    struct head heads[ATTN_HEADS_MAX];
    ref outs[ATTN_HEADS_MAX];
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    plan_new_heads(plan, embed, width, heads);
    struct linear fc_out = plan_new_linear(plan, "fc_out", wide, embed);
    ref mask = plan_mask(plan);

    plan_heads(plan, x, heads, mask, outs);
    ref concat = plan_concat(plan, "concat", outs); /* (B, T, H * E) */
    plan_linear(plan, "out", concat, fc_out);       /* (B, T, E) */
}
