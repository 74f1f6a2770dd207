/* Planning: what a wiring calls, line for line like its Python listing. A plan holds operations
 * and shapes, no numbers. After the first operation that fails the rest are "not reached": a
 * wiring never asks. */
#ifndef ATTENTION_TRACE_PLAN_H
#define ATTENTION_TRACE_PLAN_H

#include "attention/attention.h"

/* An operation's index in the plan, or NOTHING. */
typedef int ref;
enum { NOTHING = -1 };

struct plan {
    struct attn_config config;
    const struct attn_allocator *allocator;
    struct attn_op *ops;
    int count, capacity;
    int *operands; /* of all operations, in a row */
    int operand_count, operand_capacity;
    int head;                /* whose operations are being planned, or NOTHING */
    int failed;              /* the operation that raised, or NOTHING */
    uint64_t draws;          /* 32-bit draws of the generator so far */
    size_t bytes;            /* of all the numbers that can be reached */
    struct attn_error error; /* BUDGET or MEMORY: the plan is no use */
};

/* A size, what it counts, and what the listing made it from. */
struct size {
    int value;
    enum attn_axis axis;
    enum attn_size from;
};
struct size plan_embed(const struct plan *plan);
struct size plan_head_dim(const struct plan *plan); /* embed // heads */
struct size plan_full(const struct plan *plan);     /* embed, as the width of one head */
struct size plan_wide(const struct plan *plan);     /* heads * embed */

/* nn.Linear(in, out): its two parameters. */
struct linear {
    ref weight, bias;
};

/* Makes room and forgets what was planned; config is copied. False without memory. */
bool plan_begin(struct plan *plan, const struct attn_config *config,
                const struct attn_allocator *allocator);
void plan_clear(struct plan *plan);

/* x = torch.rand(batch, tokens, embed) */
ref plan_x(struct plan *plan);
/* nn.Linear(in, out), named `name`.weight and `name`.bias. */
struct linear plan_new_linear(struct plan *plan, const char *name, struct size in, struct size out);
/* assert embed % heads == 0, unless the check setting is off. */
void plan_check_divisible(struct plan *plan);
/* The mask setting as a (query, key) tensor of 1 (visible) and 0; NOTHING when there is none. */
ref plan_mask(struct plan *plan);
/* sqrt(the width that the scale setting names); width is that of the head's Q. */
double plan_divisor(const struct plan *plan, int width);

ref plan_linear(struct plan *plan, const char *name, ref input, struct linear layer);
ref plan_matmul_transposed(struct plan *plan, const char *name, ref a, ref b);
ref plan_matmul(struct plan *plan, const char *name, ref a, ref b);
ref plan_scale(struct plan *plan, const char *name, ref input, double divisor);
/* input itself when mask is NOTHING, as in the listing. */
ref plan_masked_fill(struct plan *plan, const char *name, ref input, ref mask);
ref plan_softmax(struct plan *plan, const char *name, ref input);
ref plan_dropout(struct plan *plan, const char *name, ref input);

/* input[..., start:start + width] */
ref plan_slice(struct plan *plan, const char *name, ref input, int start, struct size width);
/* input.view(B, T, heads, head_dim).transpose(1, 2); or input.view(B, heads, T, head_dim) where told so. */
ref plan_split(struct plan *plan, const char *name, ref input, bool transposed);
/* input.transpose(1, 2).reshape(B, T, heads * head_dim); without the transpose where told so. */
ref plan_join(struct plan *plan, const char *name, ref input, bool transposed);
/* input.transpose(1, 2).view(B, T, heads * head_dim) */
ref plan_join_view(struct plan *plan, const char *name, ref input);
/* torch.cat(inputs, dim=-1), and their mean: one a head, those switched off as zeros. */
ref plan_concat(struct plan *plan, const char *name, const ref *inputs);
ref plan_mean(struct plan *plan, const char *name, const ref *inputs);

/* An operation on `count` operands that has no attributes: what a kind is recorded by that has no
 * function of its own above. */
ref plan_apply(struct plan *plan, enum attn_kind kind, const char *name, const ref *operands,
               int count);

/* The size of an operation's last axis. */
int plan_width(const struct plan *plan, ref op);

#endif
