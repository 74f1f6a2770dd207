/* As fused, but joined by view, which copies nothing, in place of reshape, which may:
 * lessons/listings/view-back.py. */
#include "attention/wirings/wiring.h"

void wiring_view_back(struct plan *plan)
{
    struct size embed = plan_embed(plan);
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    struct head all = plan_new_head(plan, NULL, embed, embed);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    ref context = plan_all_heads(plan, x, &all, mask, true); /* (B, H, T, d) */
    ref concat = plan_join_view(plan, "concat", context);    /* (B, T, E) */
    plan_linear(plan, "out", concat, fc_out);                /* (B, T, E) */
}
