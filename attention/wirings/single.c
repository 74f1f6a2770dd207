/* One head as wide as the embedding, and no output layer: lessons/listings/single.py. */
#include "attention/wirings/wiring.h"

void wiring_single(struct plan *plan)
{
    struct size embed = plan_embed(plan); /* with one head, its width as well */
    ref x = plan_x(plan);

    struct linear query = plan_new_linear(plan, "query", embed, embed);
    struct linear key = plan_new_linear(plan, "key", embed, embed);
    struct linear value = plan_new_linear(plan, "value", embed, embed);
    ref mask = plan_mask(plan);

    ref Q = plan_linear(plan, "Q", x, query);                  /* (B, T, E) */
    ref K = plan_linear(plan, "K", x, key);                    /* (B, T, E) */
    ref V = plan_linear(plan, "V", x, value);                  /* (B, T, E) */
    ref scores = plan_matmul_transposed(plan, "scores", Q, K); /* (B, T, T) */
    double divisor = plan_divisor(plan, plan_width(plan, Q));
    ref scaled = plan_scale(plan, "scaled", scores, divisor);    /* (B, T, T) */
    ref masked = plan_masked_fill(plan, "masked", scaled, mask); /* (B, T, T) */
    ref weights = plan_softmax(plan, "weights", masked);         /* (B, T, T) */
    ref dropped = plan_dropout(plan, "dropped", weights);        /* (B, T, T) */
    plan_matmul(plan, "out", dropped, V);                        /* (B, T, E) */
}
