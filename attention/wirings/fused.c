/* All heads' projections in one Linear each: lessons/listings/fused.py. view and transpose part
 * the result into heads and back. Equal to projected when the weights are that one's, stacked. */
#include "attention/wirings/wiring.h"

void wiring_fused(struct plan *plan)
{
    struct size embed = plan_embed(plan);
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    struct head all = plan_new_head(plan, NULL, embed, embed);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    ref context = plan_all_heads(plan, x, &all, mask, true); /* (B, H, T, d) */
    ref concat = plan_join(plan, "concat", context, true);   /* (B, T, E) */
    plan_linear(plan, "out", concat, fc_out);                /* (B, T, E) */
}
