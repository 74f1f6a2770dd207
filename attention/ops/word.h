/* The values that words of a template stand for. */
#ifndef ATTENTION_OPS_WORD_H
#define ATTENTION_OPS_WORD_H

#include "attention/attention.h"

enum { WORD_MAX = ATTN_NAME_MAX + 32 };

struct word {
    enum { WORD_NONE, WORD_TEXT, WORD_NUMBER } is;
    double number;
    char text[WORD_MAX];
};

/* What a template speaks of: an operation, and one of its cells where e is not NULL. */
struct subject {
    const struct attn_trace *trace;
    const struct attn_op *op;
    const struct attn_explanation *e;
    struct attn_term term; /* the cell's own, or its first; all zero, a.op and b.op -1: none */
};

struct word word_none(void);
struct word word_number(double number);
/* As printf writes it. */
struct word word_text(const char *format, ...);
/* An empty text where it holds, no value where it does not. */
struct word word_flag(bool holds);

#endif
