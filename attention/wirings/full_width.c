/* Heads as wide as the embedding, side by side, handed to an output layer that takes one of them:
 * lessons/listings/full-width.py. It raises at fc_out as soon as there are two heads. */
#include "attention/wirings/wiring.h"

void wiring_full_width(struct plan *plan)
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
    ref concat = plan_concat(plan, "concat", outs); /* (B, T, H * E) */
    plan_linear(plan, "out", concat, fc_out);       /* raises, unless H is 1 */
}
