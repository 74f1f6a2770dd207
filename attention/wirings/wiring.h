/* Wirings: one function each, that plans what its listing's __init__ and forward do. */
#ifndef ATTENTION_WIRINGS_WIRING_H
#define ATTENTION_WIRINGS_WIRING_H

#include "attention/plan.h"

void wiring_single(struct plan *plan);

/* Plans the wiring that plan->config names. */
void wiring_plan(struct plan *plan);

#endif
