/* A trace's insides: a plan, the numbers of each of its operations, and what the caller gave. */
#ifndef ATTENTION_TRACE_TRACE_H
#define ATTENTION_TRACE_TRACE_H

#include "attention/numbers/generator.h"
#include "attention/trace/plan.h"

/* Numbers that the caller gave for x, a parameter or the mask. */
struct gift {
    char name[ATTN_NAME_MAX];
    struct attn_shape shape;
    float *values;
    uint64_t id; /* no two gifts of a trace have the same */
    bool gone;   /* taken back; kept until the next plan, whose predecessor may still read it */
    struct gift *next;
};

struct attn_trace {
    struct attn_allocator allocator;
    struct plan plan;
    float **blocks; /* one an operation, all its parts in a row; NULL until first run */
    struct gift *gifts;
    uint64_t ids; /* the last revision or gift id handed out */
    struct attn_generator generator;
    bool generator_seeded;
};

void *trace_alloc(struct attn_trace *trace, size_t bytes);
void trace_release(struct attn_trace *trace, void *memory); /* NULL is fine */
/* The gift of that id, or NULL. */
const struct gift *trace_gift(const struct attn_trace *trace, uint64_t id);
/* Where a part starts in its operation's block, in floats. */
size_t part_offset(const struct attn_op *op, enum attn_part part);

#endif
