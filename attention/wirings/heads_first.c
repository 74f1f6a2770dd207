/* As fused, but with the wrong view on the way in: lessons/listings/heads-first.py. The shape is right,
 * and a head's rows are cut from other heads' parts of other tokens. */
#include "attention/wirings/wiring.h"

void wiring_heads_first(struct plan *plan)
{
    struct size embed = plan_embed(plan);
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    struct head all = plan_new_head(plan, NULL, embed, embed);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    ref context = plan_all_heads(plan, x, &all, mask, false); /* (B, H, T, d) */
    ref concat = plan_join(plan, "concat", context, true);    /* (B, T, E) */
    plan_linear(plan, "out", concat, fc_out);                 /* (B, T, E) */
}
