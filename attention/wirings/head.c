/* One head among many, as class Head of the listings writes it, and lists of them. */
#include "attention/wirings/wiring.h"

#include <stdio.h>

static struct linear new_linear(struct plan *plan, const char *prefix, const char *name,
                                struct size in, struct size out)
{
    char full[ATTN_NAME_MAX];
    snprintf(full, sizeof full, "%s%s%s", prefix ? prefix : "", prefix ? "." : "", name);
    return plan_new_linear(plan, full, in, out);
}

struct head plan_new_head(struct plan *plan, const char *prefix, struct size in, struct size out)
{
    struct head head;
    head.query = new_linear(plan, prefix, "query", in, out);
    head.key = new_linear(plan, prefix, "key", in, out);
    head.value = new_linear(plan, prefix, "value", in, out);
    return head;
}

void plan_new_heads(struct plan *plan, struct size in, struct size out, struct head *heads)
{
    for (int h = 0; h < plan->config.heads; h++) {
        char prefix[ATTN_NAME_MAX];
        plan->head = h;
        snprintf(prefix, sizeof prefix, "heads.%d", h);
        heads[h] = plan_new_head(plan, prefix, in, out);
    }
    plan->head = NOTHING;
}

/* heads.H.`tensor`, in buffer. */
static const char *named(int h, const char *tensor, char *buffer)
{
    snprintf(buffer, ATTN_NAME_MAX, "heads.%d.%s", h, tensor);
    return buffer;
}

ref plan_head(struct plan *plan, int h, ref x, const struct head *head, ref mask)
{
    char n[ATTN_NAME_MAX];
    plan->head = h;
    ref Q = plan_linear(plan, named(h, "Q", n), x, head->query);
    ref K = plan_linear(plan, named(h, "K", n), x, head->key);
    ref V = plan_linear(plan, named(h, "V", n), x, head->value);
    ref scores = plan_matmul_transposed(plan, named(h, "scores", n), Q, K);
    double divisor = plan_divisor(plan, plan_width(plan, Q));
    ref scaled = plan_scale(plan, named(h, "scaled", n), scores, divisor);
    ref masked = plan_masked_fill(plan, named(h, "masked", n), scaled, mask);
    ref weights = plan_softmax(plan, named(h, "weights", n), masked);
    ref dropped = plan_dropout(plan, named(h, "dropped", n), weights);
    ref out = plan_matmul(plan, named(h, "out", n), dropped, V);
    plan->head = NOTHING;
    return out;
}

void plan_heads(struct plan *plan, ref x, const struct head *heads, ref mask, ref *outs)
{
    for (int h = 0; h < plan->config.heads; h++) {
        outs[h] = plan_head(plan, h, x, &heads[h], mask);
    }
}

void plan_sliced_heads(struct plan *plan, ref x, const struct head *heads, ref mask, ref *outs)
{
    struct size head_dim = plan_head_dim(plan);
    for (int h = 0; h < plan->config.heads; h++) {
        char n[ATTN_NAME_MAX];
        plan->head = h;
        ref slice = plan_slice(plan, named(h, "x", n), x, h * head_dim.value, head_dim);
        outs[h] = plan_head(plan, h, slice, &heads[h], mask);
    }
}

ref plan_all_heads(struct plan *plan, ref x, const struct head *all, ref mask, bool transposed)
{
    ref Q = plan_linear(plan, "Q", x, all->query);                         /* (B, T, E) */
    ref K = plan_linear(plan, "K", x, all->key);                           /* (B, T, E) */
    ref V = plan_linear(plan, "V", x, all->value);                         /* (B, T, E) */
    ref Q_heads = plan_split(plan, "Q_heads", Q, transposed);              /* (B, H, T, d) */
    ref K_heads = plan_split(plan, "K_heads", K, transposed);              /* (B, H, T, d) */
    ref V_heads = plan_split(plan, "V_heads", V, transposed);              /* (B, H, T, d) */
    ref scores = plan_matmul_transposed(plan, "scores", Q_heads, K_heads); /* (B, H, T, T) */
    double divisor = plan_divisor(plan, plan_width(plan, Q_heads));
    ref scaled = plan_scale(plan, "scaled", scores, divisor);    /* (B, H, T, T) */
    ref masked = plan_masked_fill(plan, "masked", scaled, mask); /* (B, H, T, T) */
    ref weights = plan_softmax(plan, "weights", masked);         /* (B, H, T, T) */
    ref dropped = plan_dropout(plan, "dropped", weights);        /* (B, H, T, T) */
    return plan_matmul(plan, "context", dropped, V_heads);       /* (B, H, T, d) */
}
