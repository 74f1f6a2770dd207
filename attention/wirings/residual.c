/* Multi-head attention, and x added to it, as in every transformer: lessons/listings/residual.py. */
#include "attention/wirings/wiring.h"

void wiring_residual(struct plan *plan)
{
    struct size embed = plan_embed(plan), head_dim = plan_head_dim(plan);
    struct head heads[ATTN_HEADS_MAX];
    ref outs[ATTN_HEADS_MAX];
    ref x = plan_x(plan);

    plan_check_divisible(plan);
    plan_new_heads(plan, embed, head_dim, heads);
    struct linear fc_out = plan_new_linear(plan, "fc_out", embed, embed);
    ref mask = plan_mask(plan);

    plan_heads(plan, x, heads, mask, outs);
    ref concat = plan_concat(plan, "concat", outs);           /* (B, T, E) */
    ref joined = plan_linear(plan, "joined", concat, fc_out); /* (B, T, E) */
    plan_apply(plan, ATTN_KIND_ADD, "out", (ref[]){x, joined}, 2);
}
