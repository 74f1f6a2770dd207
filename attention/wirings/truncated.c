/* Heads as wide as the embedding, and what is too wide cut off: lessons/listings/truncated.py. It
 * runs, and all heads but the first are thrown away. */
#include "attention/wirings/wiring.h"

void wiring_truncated(struct plan *plan)
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
    ref concat = plan_concat(plan, "concat", outs);                  /* (B, T, H * E) */
    ref truncated = plan_slice(plan, "truncated", concat, 0, embed); /* (B, T, E) */
    plan_linear(plan, "out", truncated, fc_out);                     /* (B, T, E) */
}
