/* PyTorch's CPU generator, to the bit: MT19937 and the way torch turns its draws into numbers. */
#ifndef ATTENTION_GENERATOR_H
#define ATTENTION_GENERATOR_H

#include <stdbool.h>
#include <stdint.h>

enum { ATTN_GENERATOR_WORDS = 624 };

struct attn_generator {
    uint32_t state[ATTN_GENERATOR_WORDS];
    int next;       /* the word of state that comes next; ATTN_GENERATOR_WORDS: twist first */
    uint32_t seed;  /* what it was started with */
    uint64_t drawn; /* 32-bit draws since then */
};

/* torch.manual_seed(seed): init_genrand of Matsumoto and Nishimura. */
void attn_generator_seed(struct attn_generator *generator, uint32_t seed);
uint32_t attn_generator_u32(struct attn_generator *generator);
/* Leaves count draws out. */
void attn_generator_skip(struct attn_generator *generator, uint64_t count);
/* One draw: tensor.uniform_(low, high) for float32. */
float attn_generator_uniform(struct attn_generator *generator, float low, float high);
/* Two draws: tensor.bernoulli_(p) in builds of PyTorch without MKL. */
bool attn_generator_keep(struct attn_generator *generator, double p);

#endif
