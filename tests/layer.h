/* Small layers of every wiring, and an allocator that counts and can be told to fail. */
#ifndef TESTS_LAYER_H
#define TESTS_LAYER_H

#include "attention/attention.h"

/* Counts what is held; allocation number `fail_at`, counted from 1, returns NULL once. */
struct counter {
    int calls, held, fail_at;
    size_t largest, total; /* bytes, of one allocation and of all */
};
struct attn_allocator counter_allocator(struct counter *counter);

/* Batch 2, tokens 3, embed 6, heads 3, seed 7, a causal mask, train mode with dropout 0.3. */
struct attn_config layer_config(enum attn_wiring wiring);
const char *layer_wiring_name(enum attn_wiring wiring);

/* Planned, and run as far as it goes; the test fails where that fails. */
struct attn_trace *layer_planned(const struct attn_config *config);
struct attn_trace *layer_run(const struct attn_config *config);

/* Fails the test, naming `what`, unless both have the same operations, states, errors and bits. */
void assert_layers_equal(const struct attn_trace *a, const struct attn_trace *b, const char *what);

#endif
