/* A line of Python, read just far enough to say what was done to what: the operation that failed, its
 * operands as they are written there, and what their names say that they are. */
#ifndef LESSONS_CLINIC_CODE_H
#define LESSONS_CLINIC_CODE_H

#include <stdbool.h>

/* A piece of somebody's text. */
struct code_span {
    const char *at;
    int bytes;
};

/* What a line does; a class of errors asks for those that can raise it. */
enum code_op {
    CODE_NONE = 0,
    CODE_ADD = 1 << 0,          /* + - += -= */
    CODE_TIMES = 1 << 1,        /* * / *= */
    CODE_MATMUL = 1 << 2,       /* @, matmul, mm, bmm, dot, baddbmm */
    CODE_MASKED_FILL = 1 << 3,  /* left: what is filled, right: the mask */
    CODE_MASKED_FILL_ = 1 << 4, /* the same in place */
    CODE_WHERE = 1 << 5,        /* left: the condition, right: the first value */
    CODE_VIEW = 1 << 6,         /* view, reshape, unflatten: left: the tensor, right: the sizes */
    CODE_EXPAND = 1 << 7,
    CODE_JOIN = 1 << 8, /* cat, concat, concatenate, stack: right: the list */
    CODE_SPLIT = 1 << 9,
    CODE_EINSUM = 1 << 10, /* left: the equation, right: the operands */
    CODE_SDPA = 1 << 11,   /* left: query, right: key; the rest in args */
    CODE_CALL = 1 << 12,   /* a layer: left: its name, right: its arguments */
    CODE_COPY = 1 << 13,   /* x[...] = y, copy_ */
    CODE_MAKES = 1 << 14,  /* a layer is made: nn.Linear(...): left: its class, right: arguments */
};

struct code_line {
    enum code_op op;
    struct code_span line;        /* without the blanks around it */
    struct code_span target;      /* left of =; empty if there is none */
    struct code_span value;       /* right of = */
    struct code_span left, right; /* operands; empty where it has none */
    struct code_span whole;       /* the operation itself, within line */
};

/* Reads a line for one of the operations in `wanted`, the first that Python would run; false, with
 * only line, target and value filled, if it does none of them. */
bool code_read(struct code_span line, unsigned wanted, struct code_line *code);

/* The nth thing between commas, from 0; empty if there are fewer. */
struct code_span code_argument(struct code_span list, int nth);
/* The value given by keyword in a list of arguments; empty if it is not. */
struct code_span code_keyword(struct code_span list, const char *name);

bool code_is_name(struct code_span span); /* self.pos_embed, q, x[:, 0]: what can be printed */
/* Whether a line looks like Python and not like prose. */
bool code_is_code(struct code_span line);
struct code_span code_trim(struct code_span span);
/* Where the span ends; NULL where it is none. */
const char *code_end(struct code_span span);

/* What a name says. */
enum code_role {
    CODE_ROLE_UNKNOWN,
    CODE_ROLE_MASK,
    CODE_ROLE_BIAS, /* of positions, added to the scores */
    CODE_ROLE_TABLE,
    CODE_ROLE_ROTARY,
    CODE_ROLE_SCORES,
    CODE_ROLE_QUERY,
    CODE_ROLE_KEY,
    CODE_ROLE_VALUE,
    CODE_ROLE_CACHE,
    CODE_ROLE_RESIDUAL,
    CODE_ROLE_CLASS_TOKEN,
    CODE_ROLE_CONTEXT, /* what cross-attention looks at */
    CODE_ROLE_IMAGE,
    CODE_ROLE_X,
    CODE_ROLE_SCALAR,
};
enum code_role code_role(struct code_span span);

#endif
