/* The clinic: what a shape error in somebody's terminal can mean. It reads messages, plans the layers
 * that raise them, and says which small step leads to a layer that works. */
#ifndef LESSONS_CLINIC_CLINIC_H
#define LESSONS_CLINIC_CLINIC_H

#include "attention/attention.h"

enum {
    CLINIC_AXES_TOLD_MAX = 8, /* axes of a shape in somebody's text */
    CLINIC_CANDIDATES_MAX = 16,
    CLINIC_MENDS_MAX = ATTN_WIRING_COUNT + 2,
    CLINIC_READINGS_MAX = 12,
};

/* Whose words a text is in. */
enum clinic_framework {
    CLINIC_FRAMEWORK_UNKNOWN,
    CLINIC_FRAMEWORK_PYTORCH,
    CLINIC_FRAMEWORK_COMPILE, /* torch.compile */
    CLINIC_FRAMEWORK_NUMPY,
    CLINIC_FRAMEWORK_JAX,
    CLINIC_FRAMEWORK_TENSORFLOW,
    CLINIC_FRAMEWORK_COUNT
};
/* "PyTorch", ...; "" for UNKNOWN. */
const char *clinic_framework_name(enum clinic_framework framework);

enum clinic_fault {
    CLINIC_FAULT_NONE,      /* no text that is known */
    CLINIC_FAULT_PRODUCT,   /* (.., k) times (j, m) and k is not j: a Linear, or a product of two */
    CLINIC_FAULT_BATCHED,   /* the same, batch by batch: torch.bmm, or @ of three axes and more */
    CLINIC_FAULT_BROADCAST, /* two sizes on one axis, neither of them 1 */
    CLINIC_FAULT_VIEW,      /* a view of another number of cells */
    CLINIC_FAULT_DIVISIBLE, /* embed is no multiple of heads */
    CLINIC_FAULT_DROPOUT,   /* a probability outside 0 to 1 */
    CLINIC_FAULT_COUNT
};

/* What the reader knows already; 0: unknown. */
struct clinic_hints {
    int batch, tokens, embed, heads;
};

/* A shape as the text tells it. rank 0: not told; a size of -1: that axis is not. Sizes beyond
 * 10^15 count as that. */
struct clinic_told {
    int rank;
    long long size[CLINIC_AXES_TOLD_MAX];
};

enum clinic_meaning {
    CLINIC_MEANING_EMBED,
    CLINIC_MEANING_WIDE,     /* a * b = heads * embed */
    CLINIC_MEANING_HEAD_DIM, /* a // b = embed // heads */
    CLINIC_MEANING_JOINED,   /* a * b = heads * (embed // heads), and less than embed */
    CLINIC_MEANING_ROWS,     /* a * b = batch * tokens */
    CLINIC_MEANING_CELLS,    /* a * b = (batch * tokens) * embed */
    CLINIC_MEANING_BATCH,
    CLINIC_MEANING_TOKENS,
    CLINIC_MEANING_HEADS,
    CLINIC_MEANING_COUNT
};

/* What one number of the text can be. */
struct clinic_reading {
    long long number;
    enum clinic_meaning meaning;
    long long a, b; /* 0 where the meaning has no parts */
};

/* A layer that works, a small step from one that does not. */
struct clinic_mend {
    enum attn_wiring wiring;
    int heads;
    struct attn_shape shape; /* of its output */
};

/* A layer that was planned and raises this very error. */
struct clinic_candidate {
    struct attn_config config; /* its budget has no limit: it is for planning, not for running */
    char op[ATTN_NAME_MAX];    /* the operation that raises */
    char layer[ATTN_NAME_MAX]; /* the Linear that it calls, "fc_out", or "" */
    bool named;                /* the text has a call of a layer of that name in it */
    int mend_count;
    /* Best first, those with other heads last. With more than 64 heads not every wiring is tried. */
    struct clinic_mend mends[CLINIC_MENDS_MAX];
};

struct clinic_diagnosis {
    enum clinic_framework framework;
    enum clinic_fault fault;
    size_t start, bytes; /* the message within the text */
    struct clinic_told
        told[2];         /* PRODUCT, BATCHED: the operands; VIEW: the shape that was wanted */
    long long clash[2];  /* the two sizes that should be equal; VIEW: cells wanted, cells
                                * there; -1 where the text names none */
    int dimension;       /* BROADCAST: the axis, counted from 0 */
    double dropout;      /* DROPOUT */
    bool hints_fit;      /* false: no layer fits the hints, and they were left aside */
    bool example;        /* DIVISIBLE: the text has no sizes, the candidates' are made up */
    int candidate_count; /* likeliest first */
    struct clinic_candidate candidates[CLINIC_CANDIDATES_MAX];
    int reading_count;
    struct clinic_reading readings[CLINIC_READINGS_MAX];
};

/* Finds the last shape error in text (a message, or all that a terminal showed; any bytes) and the
 * layers that raise it: each was planned, and PyTorch's words or, for another framework, the sizes
 * are the same. hints may be NULL; so may allocator: malloc and free. False without memory, the
 * diagnosis then being no use. */
bool clinic_diagnose(const char *text, size_t bytes, const struct clinic_hints *hints,
                     const struct attn_allocator *allocator, struct clinic_diagnosis *diagnosis);

#endif
