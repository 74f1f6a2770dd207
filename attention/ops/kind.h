/* What every kind of operation is made of: a shape rule, a kernel, an explanation. One file per
 * kind fills in one of these; the table in kinds.c lists them. */
#ifndef ATTENTION_OPS_KIND_H
#define ATTENTION_OPS_KIND_H

#include "attention/attention.h"
#include "attention/generator.h"

enum { OPERANDS_MAX = ATTN_OPERANDS_MAX };

/* What a kernel works on: an operation, its numbers and its operands'. All are dense. */
struct job {
    const struct attn_op *op;
    float *parts[ATTN_PART_COUNT]; /* where results go; NULL where there is no such part */
    const float *in[OPERANDS_MAX];
    const struct attn_shape *in_shape[OPERANDS_MAX];
    struct attn_generator *generator; /* stands at op->draw; only for what draws */
};

/* What an explanation may read. */
struct view {
    const struct attn_trace *trace;
    const struct attn_op *op;
    struct attn_tensor in[OPERANDS_MAX];
};

struct kind {
    const char *name;
    /* Fills op->shape from the operands' shapes, or op->error and returns false. */
    bool (*shape)(struct attn_op *op, const struct attn_shape *const *in);
    /* The shape of a part, rank 0 where the kind keeps none; NULL: VALUE only. */
    struct attn_shape (*part)(const struct attn_op *op, enum attn_part part);
    /* 32-bit draws that it takes from the generator; NULL: none. */
    uint64_t (*draws)(const struct attn_op *op);
    void (*run)(const struct job *job);
    /* Adds regions, constants and the count of terms to an explanation that has cell and value. */
    void (*explain)(const struct view *view, struct attn_explanation *explanation);
    /* Term k; NULL where there are none. */
    struct attn_term (*term)(const struct view *view, const struct attn_explanation *explanation,
                             int k);
};

extern const struct kind kind_input, kind_parameter, kind_linear, kind_matmul, kind_scale,
    kind_mask, kind_softmax, kind_dropout;

const struct kind *kind_of(enum attn_kind kind);
/* The shape of a part of op, VALUE included. */
struct attn_shape kind_part_shape(const struct attn_op *op, enum attn_part part);

/* For explanations. A region of one row of operand number `operand`: at[] in all axes but `axis`,
 * whole along axis; `axis` may be -1 for a single cell. */
struct attn_region region_line(const struct view *view, int operand, const int *at, int axis);
struct attn_cell cell_of(const struct view *view, int operand, const int *at);
float value_of(const struct view *view, const struct attn_cell *cell);
void explanation_read(struct attn_explanation *explanation, struct attn_region region);

#endif
