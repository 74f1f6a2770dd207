/* A trace's insides: a plan, the numbers of each of its operations, and what the caller gave. */
#ifndef ATTENTION_TRACE_TRACE_H
#define ATTENTION_TRACE_TRACE_H

#include "attention/numbers/generator.h"
#include "attention/ops/kind.h"
#include "attention/trace/plan.h"

/* Numbers that the caller gave for x, a parameter or the mask. */
struct gift {
    char name[ATTN_NAME_MAX];
    struct attn_shape shape;
    float *values;
    bool
        offered; /* shape is (rows, columns): for an operation of these last sizes, if there is one */
    uint64_t id; /* no two gifts of a trace have the same */
    bool gone;   /* taken back; kept until the next plan, whose predecessor may still read it */
    struct gift *next;
};

struct attn_trace {
    struct attn_allocator allocator;
    struct plan plan;
    float **blocks;             /* one an operation, all its parts in a row; NULL until first run */
    struct attn_tensor *values; /* one an operation; data is NULL until it is READY */
    void *scratch;              /* operands laid in line, for kernels that take no windows */
    size_t scratch_bytes;
    struct gift *gifts;
    uint64_t ids; /* the last revision or gift id handed out */
    struct attn_generator generator;
    bool generator_seeded;
};

void *trace_alloc(struct attn_trace *trace, size_t bytes);
void trace_release(struct attn_trace *trace, void *memory); /* NULL is fine */
/* Puts a plan in the old one's place, as attn_trace_plan does after planning; the plan is the
 * trace's from then on. False, with error set and both as they were, when it cannot be. */
bool trace_take_plan(struct attn_trace *trace, struct plan *plan, struct attn_error *error);
/* What the operation's kernel and explanation see. */
struct view trace_view(const struct attn_trace *trace, int index);
/* Keeps a gift like that, in place of what had its name. False, with error set, without memory. */
bool gifts_put(struct attn_trace *trace, const struct gift *like, struct attn_error *error);
/* The gift of that id, or NULL. */
const struct gift *trace_gift(const struct attn_trace *trace, uint64_t id);
/* Marks in a plan what was given. False, with error set, where a shape is not the one planned. */
bool gifts_plan(const struct attn_trace *trace, struct plan *plan, struct attn_error *error);
/* Frees the gifts that were taken back, or all. */
void gifts_release(struct attn_trace *trace, bool all);

#endif
