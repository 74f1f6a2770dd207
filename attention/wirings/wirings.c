/* The table of wirings, in the order of enum attn_wiring. */
#include "attention/wirings/wiring.h"

#include <assert.h>

static void (*const wirings[])(struct plan *plan) = {
    [ATTN_WIRING_SINGLE] = wiring_single,
};
static_assert(sizeof wirings / sizeof *wirings == ATTN_WIRING_COUNT, "a row a wiring");

void wiring_plan(struct plan *plan)
{
    wirings[plan->config.wiring](plan);
}
