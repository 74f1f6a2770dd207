/* PyTorch's CPU generator, to the bit: MT19937 and the way torch turns its draws into numbers. */
#ifndef ATTENTION_NUMBERS_GENERATOR_H
#define ATTENTION_NUMBERS_GENERATOR_H

#include <stddef.h>
#include <stdint.h>

enum { ATTN_GENERATOR_WORDS = 624 };

struct attn_generator {
    uint32_t state[ATTN_GENERATOR_WORDS];
    int next;       /* the word of state that comes next; ATTN_GENERATOR_WORDS: twist first */
    uint32_t seed;  /* what it was started with */
    uint64_t drawn; /* 32-bit draws since then */
};

/* torch.manual_seed(seed): init_genrand of Matsumoto and Nishimura. */
void generator_seed(struct attn_generator *generator, uint32_t seed);
/* Leaves count draws out. */
void generator_skip(struct attn_generator *generator, uint64_t count);
/* The next count draws as they come. */
void generator_words(struct attn_generator *generator, uint32_t *out, size_t count);
/* A draw a cell: tensor.uniform_(low, high) for float32. */
void generator_uniform(struct attn_generator *generator, float *out, size_t count, float low,
                       float high);
/* Two draws a cell: tensor.bernoulli_(p), 0 <= p <= 1, in builds of PyTorch without MKL. */
void generator_keep(struct attn_generator *generator, float *out, size_t count, double p);

#endif
