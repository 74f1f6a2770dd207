/* What every kind of operation is made of: a shape rule, a kernel, an explanation, its words. One file
 * per kind fills in one of these; ATTN_KINDS in attention.h lists them. */
#ifndef ATTENTION_OPS_KIND_H
#define ATTENTION_OPS_KIND_H

#include "attention/attention.h"
#include "attention/numbers/generator.h"
#include "attention/ops/word.h"

/* What a kernel or an explanation may read: an operation, all operations' shapes, and the tensors of
 * those that are ready, dense or windows. */
struct view {
    const struct attn_op *op;
    const struct attn_op *ops;        /* of the whole plan */
    const struct attn_tensor *values; /* one an operation */
    /* The operands laid in line, for a kernel whose kind does not take windows; NULL: they are so
     * already, or it does. */
    const struct attn_tensor *dense;
    struct attn_tensor
        parts[ATTN_PART_COUNT]; /* what the operation itself keeps; for explanations */
};

/* What a kernel works on. */
struct job {
    struct view view;
    float *parts[ATTN_PART_COUNT]; /* where results go, dense; NULL where there is no such part */
    struct attn_generator *generator; /* stands at op->draw; only for what draws */
};

/* An axis of an operand that a size comes from; times > 1: so many of them side by side. operand is
 * -1 where it comes from no single one. */
struct axis_from {
    int operand, axis, times;
};

struct kind {
    struct attn_kind_about about;
    /* Fills op->shape from the operands', which are in ops, or op->error and returns false. */
    bool (*shape)(struct attn_op *op, const struct attn_op *ops);
    /* Where the size of an axis comes from; NULL: the same axis of the first operand. */
    struct axis_from (*from)(const struct attn_op *op, const struct attn_op *ops, int axis);
    /* The result as a window on the first operand: nothing is computed or stored. NULL: not so. */
    struct attn_tensor (*window)(const struct attn_op *op, const struct attn_tensor *in);
    /* Multiply-adds; NULL: none. */
    uint64_t (*multiply_adds)(const struct attn_op *op, const struct attn_op *ops);
    /* The shape of a part, rank 0 where the kind keeps none; NULL: VALUE only. */
    struct attn_shape (*part)(const struct attn_op *op, enum attn_part part);
    /* 32-bit draws that it takes from the generator; NULL: none. */
    uint64_t (*draws)(const struct attn_op *op);
    /* Whether run reads operands of any strides. Else it gets them row-major without gaps. */
    bool windows;
    void (*run)(const struct job *job);
    /* Adds regions, constants and the count of terms to an explanation that has cell and value. */
    void (*explain)(const struct view *view, struct attn_explanation *explanation);
    /* Term k; NULL where there are none. */
    struct attn_term (*term)(const struct view *view, const struct attn_explanation *explanation,
                             int k);
    /* The value of a word of its templates that no other kind has; NULL: there are none. */
    struct word (*word)(const struct subject *subject, const char *name);
};

/* extern const struct kind kind_linear; and so on */
#define KIND_ROW(constant, row) extern const struct kind kind_##row;
ATTN_KINDS(KIND_ROW)
#undef KIND_ROW

const struct kind *kind_of(enum attn_kind kind);
/* The shape of a part of op, VALUE included. */
struct attn_shape kind_part_shape(const struct attn_op *op, enum attn_part part);
/* The same where it takes memory: rank 0 for a window. */
struct attn_shape kind_stored_shape(const struct attn_op *op, enum attn_part part);
/* Where a part starts in its operation's block, in floats; of ATTN_PART_COUNT, the block's size. */
size_t kind_part_offset(const struct attn_op *op, enum attn_part part);

/* Whether operand number i counts as zeros. */
bool operand_off(const struct attn_op *op, int i);
/* Where an axis comes from that the first two operands make together by broadcasting. */
struct axis_from operands_axis(const struct attn_op *op, const struct attn_op *ops, int axis);
/* The shape of operand number i. */
const struct attn_shape *operand_shape(const struct attn_op *op, const struct attn_op *ops, int i);

/* Operand number i. */
const struct attn_tensor *view_in(const struct view *view, int i);

/* For explanations. A region of one row of operand number `operand`: at[] in all axes but `axis`,
 * whole along axis; `axis` may be -1 for a single cell. */
struct attn_region view_line(const struct view *view, int operand, const int *at, int axis);
/* One term that is the operand's cell at[] alone. */
struct attn_term view_term(const struct view *view, int operand, const int *at);
struct attn_cell view_cell(const struct view *view, int operand, const int *at);
float view_value(const struct view *view, const struct attn_cell *cell);
void explanation_read(struct attn_explanation *explanation, struct attn_region region);

#endif
