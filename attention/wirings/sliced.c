/* Each head gets its own slice of x: lessons/listings/sliced.py. It runs, and no head sees the
 * other features. */
#include "attention/wirings/wiring.h"

void wiring_sliced(struct plan *plan)
{
    struct size embed = plan_embed(plan), head_dim = plan_head_dim(plan);
    struct head heads[ATTN_HEADS_MAX];
    ref outs[ATTN_HEADS_MAX];
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    plan_new_heads(plan, head_dim, head_dim, heads);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    plan_sliced_heads(plan, x, heads, mask, outs);
    ref concat = plan_concat(plan, "concat", outs); /* (B, T, E) */
    plan_linear(plan, "out", concat, fc_out);       /* (B, T, E) */
}
