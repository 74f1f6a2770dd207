/* One narrow head used again for every slice of x: lessons/listings/shared.py. It runs; the heads
 * can learn nothing different. */
#include "attention/wirings/wiring.h"

void wiring_shared(struct plan *plan)
{
    struct size embed = plan_embed(plan), head_dim = plan_head_dim(plan);
    struct head heads[ATTN_HEADS_MAX];
    ref outs[ATTN_HEADS_MAX];
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    struct head head = plan_new_head(plan, "head", head_dim, head_dim);
    for (int h = 0; h < plan->config.heads; h++) {
        heads[h] = head;
    }
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    plan_sliced_heads(plan, x, heads, mask, outs);
    ref concat = plan_concat(plan, "concat", outs); /* (B, T, E) */
    plan_linear(plan, "out", concat, fc_out);       /* (B, T, E) */
}
