/* The table of wirings, in the order of attention.h's rows. */
#include "attention/wirings/wiring.h"

#define PLAN(constant, function, name, about) wiring_##function,
#define ABOUT(constant, function, name, about) about,

static void (*const wirings[])(struct plan *plan) = {ATTN_WIRINGS(PLAN)};
static const char *const abouts[] = {ATTN_WIRINGS(ABOUT)};

void wiring_plan(struct plan *plan)
{
    wirings[plan->config.wiring](plan);
}

const char *attn_wiring_about(enum attn_wiring wiring)
{
    return abouts[wiring];
}
