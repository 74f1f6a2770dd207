/* The clinic: what a real error of attention code means. It takes whatever a terminal showed (a
 * message, its traceback, what print said), finds the wording, gathers the evidence once, and answers
 * with one verdict in one of three words of confidence, what is certain, what else it can be, a line
 * to run and a line that mends it.
 *
 * Promises: every number of an answer is the message's or computed from its numbers; every name is
 * the message's, the code line's, or one of the field's own letters (q, k, v, x, mask) where no code
 * line is there; nothing is Sure that arithmetic or the layer's own text does not say. */
#ifndef LESSONS_CLINIC_CLINIC_H
#define LESSONS_CLINIC_CLINIC_H

#include "attention/attention.h"

enum {
    CLINIC_AXES_MAX = 8,      /* axes of a shape in somebody's text */
    CLINIC_LINE_MAX = 200,    /* bytes of a line of an answer */
    CLINIC_MEND_MAX = 400,    /* bytes of a mend: it holds the reader's own line */
    CLINIC_MESSAGE_MAX = 480, /* bytes kept of the message, for showing it */
    CLINIC_SURE_MOST = 2,
    CLINIC_CAUSES_MOST = 3,
    CLINIC_NOT_IT_MOST = 1,
    CLINIC_PICTURE_LINES = 3,
    CLINIC_MARKS_MAX = 16,
    CLINIC_NAME_MAX = 32, /* bytes of an operand's name; longer ones are cut */
};

/* Whose words a text is in. */
enum clinic_system {
    CLINIC_SYSTEM_PYTORCH,
    CLINIC_SYSTEM_COMPILE, /* torch.compile and FakeTensor */
    CLINIC_SYSTEM_LAYER,   /* a library's own check: transformers, timm, einops, vLLM ... */
    CLINIC_SYSTEM_NUMPY,
    CLINIC_SYSTEM_JAX,
    CLINIC_SYSTEM_TENSORFLOW,
    CLINIC_SYSTEM_MLX,
    CLINIC_SYSTEM_RUST, /* Candle and Burn */
    CLINIC_SYSTEM_COUNT
};
/* "PyTorch", ... */
const char *clinic_system_name(enum clinic_system system);

/* A class of errors: name as in --json, title and one sentence for a page. NONE: no error text. */
#define CLINIC_CLASSES(X)                                                                          \
    X(NONE, none, "none", "No error", "")                                                          \
    X(MM, mm, "mm", "A product whose inner sizes differ",                                          \
      "Each row of the left meets each column of the right, so the left's last size must be the "  \
      "right's first. Which of the two is wrong stands in the code, not in the message.")          \
    X(BMM, bmm, "bmm", "A batched product that does not fit",                                      \
      "Products of many matrices at once: the number of matrices must agree, then the inner "      \
      "sizes. Most often a key was not transposed, or keys and values have two lengths.")          \
    X(BROADCAST, broadcast, "broadcast", "Two sizes on one axis that do not broadcast",            \
      "Shapes are lined up at their right ends; on each axis the sizes must be equal or one of "   \
      "them 1. The axis that is named is the last that differs.")                                  \
    X(VIEW, view, "view", "A view of another number of cells",                                     \
      "A view neither adds nor drops cells: the sizes asked for must multiply to what is there.")  \
    X(STRIDES, strides, "strides", "A view across memory that is not in order",                    \
      "After transpose or permute the cells no longer lie in order, and view cannot join axes "    \
      "that are not neighbours in memory.")                                                        \
    X(EXPAND, expand, "expand", "A tensor that cannot be expanded",                                \
      "expand repeats axes of size 1 only; every other axis must already have the wanted size.")   \
    X(MASK, mask, "mask", "A mask of the wrong shape",                                             \
      "The layer says which shape it wanted and which came; the two tell which axis is at fault.") \
    X(DIVISIBLE, divisible, "divisible", "A width that the heads do not divide",                   \
      "Each head takes an equal share of the width; a rest cannot be given to anybody.")           \
    X(WIDTH, width, "embed_dim", "A layer handed another width than it was built for",             \
      "The last axis of what arrives is not the width that the layer was made with.")              \
    X(CAT, cat, "cat", "Tensors that cannot be joined",                                            \
      "Joined tensors may differ on the axis they are joined along and on no other.")              \
    X(SPLIT, split, "split", "A split that does not come out even",                                \
      "split takes the size of a part, chunk the number of parts; the parts must add up.")         \
    X(UNPACK, unpack, "unpack", "A shape with more or fewer axes than names",                      \
      "b, t, c = x.shape needs exactly three axes.")                                               \
    X(LAYER_NORM, layer_norm, "layer_norm", "A norm that reads another axis",                      \
      "LayerNorm counts from the last axis; its size must be the one it was built for.")           \
    X(CONV, conv, "conv", "Channels where the convolution does not look",                          \
      "Convolutions want channels on axis 1; attention keeps them on the last.")                   \
    X(INDEX, index, "index", "An index past its table",                                            \
      "A token id or a position is not below the number of rows of its table.")                    \
    X(EINSUM, einsum, "einsum", "Letters and sizes that disagree",                                 \
      "The same letter must have the same size everywhere, and each operand as many letters as "   \
      "axes.")                                                                                     \
    X(AXES, axes, "axes", "A number of axes that does not fit",                                    \
      "The code counts on more or fewer axes than the tensor has.")                                \
    X(DTYPE, dtype, "dtype", "Two types of numbers in one operation",                              \
      "Operands must have one type; masks are bool or of the query's type; ids are whole.")        \
    X(DEVICE, device, "device", "Tensors on two devices",                                          \
      "Everything in an operation must be on one device.")                                         \
    X(LOAD, load, "load", "A checkpoint that does not fit the model",                              \
      "Names and shapes of the file and of the model differ: mostly the config is another one.")   \
    X(INPLACE, inplace, "in-place", "A tensor changed after backward needed it",                   \
      "autograd keeps some tensors for backward; writing into one of them spoils the gradient.")   \
    X(GRAD, grad, "grad", "A backward that cannot run",                                            \
      "The graph is gone, was never made, or does not end in one number.")                         \
    X(NAN, nan, "nan", "Not a number",                                                             \
      "A softmax over nothing but -inf is NaN; so is half precision past 65504.")                  \
    X(LOSS, loss, "loss", "Logits and targets that do not line up",                                \
      "cross_entropy wants classes on axis 1, and a target for each row.")                         \
    X(CALL, call, "call", "A call with the wrong kind of argument",                                \
      "A tuple where a tensor is wanted, a float where a size is, a percentage for a chance.")     \
    X(LENGTH, length, "length", "A sequence longer than the model takes",                          \
      "The model was built for so many positions and was handed more.")                            \
    X(KERNEL, kernel, "kernel", "A fused kernel that refuses its input",                           \
      "Flash and memory-efficient attention take some types, widths and devices only.")            \
    X(SHAPES, shapes, "shapes", "Two shapes that do not fit",                                      \
      "The wording is not in the table; the two shapes in it still say where they differ.")        \
    X(UNKNOWN, unknown, "unknown", "An error that is not in the table", "")

enum clinic_class {
#define CLINIC_CLASS(upper, lower, name, title, about) CLINIC_CLASS_##upper,
    CLINIC_CLASSES(CLINIC_CLASS)
#undef CLINIC_CLASS
        CLINIC_CLASS_COUNT
};
/* "mm", ... */
const char *clinic_class_name(enum clinic_class class);
const char *clinic_class_title(enum clinic_class class);
const char *clinic_class_about(enum clinic_class class);

enum clinic_confidence { CLINIC_CANNOT_TELL, CLINIC_LIKELY, CLINIC_SURE };
/* "sure", "likely", "cannot tell" */
const char *clinic_confidence_name(enum clinic_confidence confidence);

/* What the reader knows already; 0: unknown. */
struct clinic_hints {
    int batch, tokens, embed, heads;
};

/* A shape as a text tells it. rank 0: not told; a size of -1: that axis is not. Sizes beyond 10^15
 * count as that. */
struct clinic_told {
    int rank;
    long long size[CLINIC_AXES_MAX];
};

/* Something that explains the message. */
struct clinic_cause {
    unsigned grounds;              /* what speaks for it, strongest bit first; see answer.h */
    char verdict[CLINIC_LINE_MAX]; /* right if read alone */
    char because[CLINIC_LINE_MAX]; /* the arithmetic that speaks for it, or "" */
    char run[CLINIC_LINE_MAX];     /* a line to paste, or "": the answer's */
    char mend[CLINIC_MEND_MAX];    /* Python, with the reader's numbers */
    char careful[CLINIC_LINE_MAX];
    char not_it[CLINIC_LINE_MAX];
    bool transposed; /* of a picture: the right one is shown turned round */
};

/* A number of the message, for colouring it. */
struct clinic_mark {
    int at, bytes; /* within message */
    bool clash;    /* one of the sizes that should be equal; else innocent */
};

struct clinic_answer {
    enum clinic_class class;
    enum clinic_system system;
    enum clinic_confidence confidence;
    char verdict[CLINIC_LINE_MAX];
    char sure[CLINIC_SURE_MOST][CLINIC_LINE_MAX];
    int sure_count;
    struct clinic_cause causes[CLINIC_CAUSES_MOST]; /* best first; with SURE only how it came */
    int cause_count;
    char not_it[CLINIC_LINE_MAX];
    char tell_me[CLINIC_LINE_MAX]; /* what is missing to say more */
    char run[CLINIC_LINE_MAX];
    char mend[CLINIC_MEND_MAX]; /* lines parted by \n */
    char careful[CLINIC_LINE_MAX];
    char early[CLINIC_LINE_MAX];
    char picture[CLINIC_PICTURE_LINES][CLINIC_LINE_MAX];
    int picture_lines;
    const char *pattern, *known;      /* the row of the table; NULL: none */
    char message[CLINIC_MESSAGE_MAX]; /* cleaned, cut if longer */
    struct clinic_mark marks[CLINIC_MARKS_MAX];
    int mark_count;
    char code[CLINIC_LINE_MAX];     /* the reader's line that was found, or "" */
    struct clinic_told left, right; /* the operands, as far as they are told */
    char left_name[CLINIC_NAME_MAX], right_name[CLINIC_NAME_MAX]; /* as the line has them, or "" */
    long long clash[2]; /* the two sizes that should be equal; -1: not told */
};

/* Explains the last error in text: any bytes, NULs too. hints may be NULL. False without memory. An
 * answer of class NONE: no error text is in it. */
bool clinic_explain(const char *text, size_t bytes, const struct clinic_hints *hints,
                    struct clinic_answer *answer);

/* A layer of the course that raises the very numbers of an answer: it was planned, and what it says is
 * explained the same way. */
struct clinic_layer {
    struct attn_config config; /* its budget has no limit: it is for planning, not for running */
    char op[ATTN_NAME_MAX];    /* the operation that raises */
    char layer[ATTN_NAME_MAX]; /* the Linear that it calls, "fc_out", or "" */
};
/* Writes at most `most`, the most usual sizes first, and returns how many; -1 without memory. hints may be
 * NULL. */
int clinic_layers(const struct clinic_answer *answer, const struct clinic_hints *hints,
                  struct clinic_layer *layers, int most);

/* What a number can be: "2 CLIP prompts", "a usual width"; "" where it is nothing in particular. */
const char *clinic_number_words(long long number, char *buffer, size_t bytes);

/* The table of wordings, row by row; false past the last. Belongs to the program. */
struct clinic_row {
    enum clinic_class class;
    enum clinic_system system;
    const char *pattern; /* see pattern.h */
    const char *known;   /* where it is known from */
};
bool clinic_wording(int index, struct clinic_row *row);

#endif
