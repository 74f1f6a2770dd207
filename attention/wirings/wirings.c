/* The table of wirings, in the order of enum attn_wiring. */
#include "attention/wirings/wiring.h"

#include <assert.h>

static void (*const wirings[])(struct plan *plan) = {
    [ATTN_WIRING_SINGLE] = wiring_single,
    [ATTN_WIRING_FULL_WIDTH] = wiring_full_width,
    [ATTN_WIRING_HEAD_DIM] = wiring_head_dim,
    [ATTN_WIRING_SLICED] = wiring_sliced,
    [ATTN_WIRING_PROJECTED] = wiring_projected,
    [ATTN_WIRING_FUSED] = wiring_fused,
    [ATTN_WIRING_WIDENED] = wiring_widened,
    [ATTN_WIRING_SHARED] = wiring_shared,
    [ATTN_WIRING_MEAN] = wiring_mean,
    [ATTN_WIRING_TRUNCATED] = wiring_truncated,
    [ATTN_WIRING_NO_TRANSPOSE] = wiring_no_transpose,
};
static_assert(sizeof wirings / sizeof *wirings == ATTN_WIRING_COUNT, "a row a wiring");

void wiring_plan(struct plan *plan)
{
    wirings[plan->config.wiring](plan);
}
