/* Headwise's numeric library: one attention layer, every intermediate tensor kept.
 *
 * A trace is the list of operations that a layer's forward() performs, in order. Planning a trace
 * applies shape rules only and allocates no numbers; running it fills in what was asked for. A
 * layer that cannot work is planned like any other: the operation that fails carries PyTorch's
 * words, the ones after it are "not reached", and everything before it can be run and looked at.
 *
 * Numbers are row-major float32. Shapes are written slowest axis first. Nothing here prints, and
 * nothing is global: two traces never touch each other, and one trace is for one thread at a time.
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    ATTN_RANK_MAX = 4,   /* axes of a tensor */
    ATTN_NAME_MAX = 48,  /* bytes of an operation's name, with its end */
    ATTN_TEXT_MAX = 320, /* bytes of an error's text, with its end */
    ATTN_READS_MAX = 4,  /* regions that one cell is made from */
    ATTN_HEADS_MAX = 1024,
};

/* What an axis counts. One colour each on screen. QUERY and KEY are both positions in the text:
 * the row that asks and the column that answers. */
enum attn_axis {
    ATTN_AXIS_BATCH,
    ATTN_AXIS_TOKEN,
    ATTN_AXIS_QUERY,
    ATTN_AXIS_KEY,
    ATTN_AXIS_EMBED,
    ATTN_AXIS_HEAD,
    ATTN_AXIS_HEAD_DIM,
    ATTN_AXIS_CONCAT, /* heads side by side: head x head_dim in one axis */
    ATTN_AXIS_COUNT
};

/* "batch", "token", "query", ... */
const char *attn_axis_name(enum attn_axis axis);

struct attn_shape {
    int rank; /* 0: unknown, or a single number */
    int size[ATTN_RANK_MAX];
    enum attn_axis axis[ATTN_RANK_MAX];
};

/* Equal sizes; the axes' names do not matter. */
bool attn_shape_equal(const struct attn_shape *a, const struct attn_shape *b);
/* Cells in all. No overflow: a planned shape has been through the checked multiply. */
size_t attn_shape_count(const struct attn_shape *shape);
/* Writes "(1, 5, 8)" as Python does, "(5,)" for one axis; returns buffer. */
const char *attn_shape_text(const struct attn_shape *shape, char *buffer, size_t bytes);

/* A window on floats that belong to a trace. data is NULL until the operation is ready. */
struct attn_tensor {
    struct attn_shape shape;
    ptrdiff_t stride[ATTN_RANK_MAX]; /* in floats */
    const float *data;
};

/* The cell at[0..rank-1]; the tensor must be ready. */
float attn_tensor_at(const struct attn_tensor *tensor, const int *at);

/* Steps at[] to the next cell in row-major order; false, with at[] zero again, after the last. */
bool attn_shape_next(const struct attn_shape *shape, int *at);

/* min, mean and max as PyTorch would print them: a NaN anywhere, or no cell at
 * all, makes all three NaN. */
struct attn_summary {
    float min, max;
    double mean;
};
struct attn_summary attn_tensor_summary(const struct attn_tensor *tensor);

/* ---- errors ---------------------------------------------------------------------------------- */

enum attn_error_kind {
    ATTN_ERROR_NONE,
    ATTN_ERROR_RUNTIME,   /* PyTorch's RuntimeError: the lesson's point, not a fault of ours */
    ATTN_ERROR_VALUE,     /* PyTorch's ValueError */
    ATTN_ERROR_ASSERTION, /* the listing's own assert */
    ATTN_ERROR_SETTING,   /* a word or value that no setting takes */
    ATTN_ERROR_BUDGET,    /* more memory than attn_config.budget allows */
    ATTN_ERROR_MEMORY,    /* the allocator returned NULL */
    ATTN_ERROR_COUNT
};

struct attn_error {
    enum attn_error_kind kind;
    char text[ATTN_TEXT_MAX]; /* one line, no full stop added to PyTorch's words */
};

/* "RuntimeError", "ValueError", ... as Python names it; "error" for our own kinds. */
const char *attn_error_kind_name(enum attn_error_kind kind);

/* ---- settings -------------------------------------------------------------------------------- */

/* The wirings, a row each: its constant, the function of its file in attention/wirings/, its name in
 * settings and listings, and what it is. */
#define ATTN_WIRINGS(ROW)                                                                          \
    ROW(SINGLE, single, "single", "one head, no output layer")                                     \
    ROW(FULL_WIDTH, full_width, "full-width", "heads as wide as embed, fc_out made for one")       \
    ROW(HEAD_DIM, head_dim, "head-dim", "narrow heads, each handed the whole x")                   \
    ROW(SLICED, sliced, "sliced", "each head gets its own slice of x only")                        \
    ROW(PROJECTED, projected, "projected", "multi-head attention, a Linear a head")                \
    ROW(FUSED, fused, "fused", "multi-head attention, all in one Linear")                          \
    ROW(WIDENED, widened, "widened", "fc_out takes all heads, more to learn")                      \
    ROW(SHARED, shared, "shared", "runs, but all heads are the same one")                          \
    ROW(MEAN, mean, "mean", "full-width heads, averaged, not joined")                              \
    ROW(TRUNCATED, truncated, "truncated", "runs, but only head 0 is kept")                        \
    ROW(NO_TRANSPOSE, no_transpose, "no-transpose", "runs, but mixes up the tokens")               \
    ROW(HEADS_FIRST, heads_first, "heads-first",                                                   \
        "runs, but a head is made of other tokens' parts")                                         \
    ROW(VIEW_BACK, view_back, "view-back", "as fused, but joined by view, which copies nothing")   \
    ROW(RESIDUAL, residual, "residual", "multi-head attention, added to x")

enum attn_wiring {
#define ATTN_WIRING_CONSTANT(constant, function, name, about) ATTN_WIRING_##constant,
    ATTN_WIRINGS(ATTN_WIRING_CONSTANT)
#undef ATTN_WIRING_CONSTANT
        ATTN_WIRING_COUNT
};
/* "multi-head attention, a Linear a head" */
const char *attn_wiring_about(enum attn_wiring wiring);
enum attn_mask {
    ATTN_MASK_NONE,
    ATTN_MASK_CAUSAL,  /* a query sees itself and what came before */
    ATTN_MASK_PADDING, /* every query sees the first `valid` keys */
    ATTN_MASK_GIVEN,   /* the caller's, by attn_trace_give(trace, "mask", ...) */
    ATTN_MASK_COUNT
};
/* What the scores are divided by: each the square root. WIDTH is the width of that head's Q. */
enum attn_scale {
    ATTN_SCALE_WIDTH,
    ATTN_SCALE_NONE,
    ATTN_SCALE_EMBED,
    ATTN_SCALE_HEADS,
    ATTN_SCALE_COUNT
};
enum attn_mode { ATTN_MODE_EVAL, ATTN_MODE_TRAIN, ATTN_MODE_COUNT };
/* The axis over which weights sum to 1. KEY is right. */
enum attn_softmax { ATTN_SOFTMAX_KEY, ATTN_SOFTMAX_QUERY, ATTN_SOFTMAX_COUNT };
/* What a 1 in a mask means: KEEP, visible; DROP, hidden (a common mistake). */
enum attn_polarity { ATTN_POLARITY_KEEP, ATTN_POLARITY_DROP, ATTN_POLARITY_COUNT };

/* A number that is left to the layer; only where the setting's default is a word, which stands for
 * it in text. */
enum { ATTN_UNSET = -1 };

struct attn_config {
    enum attn_wiring wiring;
    int batch, tokens, embed, heads;
    uint64_t seed; /* torch.manual_seed's; the generator takes its low 32 bits */
    enum attn_mask mask;
    int valid; /* keys kept by ATTN_MASK_PADDING; 0: none, and every row is NaN, as in PyTorch;
                * ATTN_UNSET: all but the last, at least one */
    enum attn_scale scale;
    enum attn_softmax softmax;
    enum attn_polarity polarity;
    double dropout;
    enum attn_mode mode;
    bool bias;
    bool check; /* the listing's own assert that embed is divisible by heads */
    uint64_t off[ATTN_HEADS_MAX / 64]; /* bit h % 64 of off[h / 64]: head h is switched off */
    size_t budget; /* bytes that a trace may hold; attn_config_default sets 1 GiB */
};

struct attn_config attn_config_default(void);
/* Whether head h's output is zeroed before the heads are joined. */
bool attn_config_off(const struct attn_config *config, int head);
void attn_config_set_off(struct attn_config *config, int head, bool off);

/* The settings, a row each, in the order in which they are listed and offered: its constant and its
 * field in struct attn_config; its kind; the least and the most that it takes; its default, as
 * text (of INT, a word means ATTN_UNSET); its label and key in the app ("": none); LIST of the values offered there, of CHOICE all
 * there are; LIST of how those are shown (NONE: as they are); and a few words of help. */
#define ATTN_SETTINGS(ROW)                                                                         \
    ROW(WIRING, wiring, CHOICE, 0, ATTN_WIRING_COUNT - 1, "single", "Wiring", "W",                 \
        LIST_OF_WIRINGS, NONE, "how the layer is wired")                                           \
    ROW(HEADS, heads, INT, 1, ATTN_HEADS_MAX, "2", "Heads", "H",                                   \
        LIST("1", "2", "4", "7", "8", "16"), NONE, "attention heads")                              \
    ROW(EMBED, embed, INT, 1, 65536, "8", "Embed", "X", LIST("4", "8", "16", "32", "64", "256"),   \
        NONE, "numbers a token")                                                                   \
    ROW(TOKENS, tokens, INT, 1, 65536, "4", "Tokens", "K", LIST("3", "4", "5", "6", "8", "10"),    \
        NONE, "positions in a sequence")                                                           \
    ROW(BATCH, batch, INT, 1, 65536, "1", "Batch", "B", LIST("1", "2", "4", "32"), NONE,           \
        "sequences at a time")                                                                     \
    ROW(SEED, seed, SEED, 0, 0x1p64, "0", "Seed", "N", LIST("0", "1", "2"), NONE,                  \
        "torch.manual_seed")                                                                       \
    ROW(MASK, mask, CHOICE, 0, ATTN_MASK_GIVEN - 1, "none", "Mask", "M",                           \
        LIST("none", "causal", "padding"), NONE, "which keys a query may see")                     \
    ROW(VALID, valid, INT, 0, 65536, "default", "", "", NONE, NONE, "first keys kept by padding")  \
    ROW(SCALE, scale, CHOICE, 0, ATTN_SCALE_COUNT - 1, "width", "Divide by", "S",                  \
        LIST("width", "none", "embed", "heads"), LIST("√width", "one", "√embed", "√heads"),        \
        "scores are divided by its square root")                                                   \
    ROW(DROPOUT, dropout, NUMBER, 0, 1, "0", "Dropout", "D", LIST("0", "0.1", "0.5"),              \
        LIST("off", "10 %", "50 %"), "chance that a weight is dropped")                            \
    ROW(MODE, mode, CHOICE, 0, ATTN_MODE_COUNT - 1, "eval", "Mode", "E", LIST("eval", "train"),    \
        NONE, "train drops weights, eval does not")                                                \
    ROW(BIAS, bias, BOOL, 0, 1, "yes", "Bias", "I", LIST("yes", "no"), NONE,                       \
        "whether each Linear adds one")                                                            \
    ROW(SOFTMAX, softmax, CHOICE, 0, ATTN_SOFTMAX_COUNT - 1, "key", "Softmax", "A",                \
        LIST("key", "query"), LIST("over keys", "over queries"), "the axis that sums to 1")        \
    ROW(POLARITY, polarity, CHOICE, 0, ATTN_POLARITY_COUNT - 1, "keep", "1 in mask", "V",          \
        LIST("keep", "drop"), LIST("visible", "hidden"), "what a 1 in the mask means")             \
    ROW(OFF, off, HEADS, 0, ATTN_HEADS_MAX - 1, "none", "", "", NONE, NONE,                        \
        "heads zeroed before they are joined")                                                     \
    ROW(CHECK, check, BOOL, 0, 1, "yes", "Assert", "J", LIST("yes", "no"), LIST("on", "off"),      \
        "whether embed must be divisible by heads")

enum attn_setting_id {
#define ATTN_SETTING_CONSTANT(constant, ...) ATTN_SETTING_ID_##constant,
    ATTN_SETTINGS(ATTN_SETTING_CONSTANT)
#undef ATTN_SETTING_CONSTANT
        ATTN_SETTING_ID_COUNT
};

enum attn_setting_kind {
    ATTN_SETTING_INT,
    ATTN_SETTING_CHOICE, /* an enum: its value counts the choices */
    ATTN_SETTING_BOOL,   /* "yes" or "no" */
    ATTN_SETTING_NUMBER, /* a double */
    ATTN_SETTING_SEED,   /* 64 bits without a sign */
    ATTN_SETTING_HEADS   /* a list of heads, "0,3", or "none" */
};

enum { ATTN_OFFERED_MAX = ATTN_WIRING_COUNT }; /* values that a setting offers */

/* One row of the table that the command line, the lessons and the app all read. */
struct attn_setting {
    const char *name;
    enum attn_setting_kind kind;
    double min, max;            /* of INT and NUMBER, both allowed */
    const char *preset;         /* its default, as attn_config_set takes it */
    const char *const *choices; /* of CHOICE and BOOL, all there are, ended by NULL; or NULL */
    const char *help;           /* a few words, for help texts */
    const char *label, *key;    /* in the app; "" where it has no control there */
    const char *const *offered; /* by its control, ended by NULL; NULL: none */
    const char *const *shown;   /* each of those as a person reads it; NULL: as it is */
    size_t offset;              /* in struct attn_config; for the table's own use */
};
int attn_setting_count(void);
/* By its place in the table, an enum attn_setting_id. */
const struct attn_setting *attn_setting(int index);

/* Sets one setting from text, as in "mask", "causal". On an unknown name or a bad value returns
 * false, leaves config alone and fills error with one line that names the nearest valid word. */
bool attn_config_set(struct attn_config *config, const char *name, const char *value,
                     struct attn_error *error);
/* The setting's value as attn_config_set would take it; returns buffer. */
const char *attn_config_get(const struct attn_config *config, const char *name, char *buffer,
                            size_t bytes);

/* The candidate (NULL-ended list) that is the fewest edits from word, or NULL if none is near. */
const char *attn_nearest_word(const char *word, const char *const *candidates);

/* ---- operations ------------------------------------------------------------------------------ */

/* The kinds, a row each: its constant, and the name of its row (kind_linear), in its file in
 * attention/ops/. */
#define ATTN_KINDS(ROW)                                                                            \
    ROW(INPUT, input)         /* x, drawn by torch.rand or given; also the mask */                 \
    ROW(PARAMETER, parameter) /* a Linear's weight (out, in) or bias (out,) */                     \
    ROW(LINEAR, linear)       /* operands: input, weight, bias (if any) */                         \
    ROW(MATMUL, matmul)       /* a (.., n, k), b (.., k, m), or b (.., m, k) transposed */         \
    ROW(SCALE, scale)         /* operand / divisor */                                              \
    ROW(MASK, mask)           /* operands: scores, mask */                                         \
    ROW(SOFTMAX, softmax)                                                                          \
    ROW(DROPOUT, dropout)                                                                          \
    ROW(SLICE, slice)   /* a window on some of the operand's last axis */                          \
    ROW(SPLIT, split)   /* view, transpose: (B, T, H * d) seen as (B, H, T, d); a window */        \
    ROW(JOIN, join)     /* (B, H, T, d) to (B, T, H * d); transposed back first, or not */         \
    ROW(CONCAT, concat) /* the operands side by side along the last axis */                        \
    ROW(MEAN, mean)     /* the operands' mean, cell by cell */                                     \
    ROW(ADD, add)       /* two operands of one shape, cell by cell */                              \
    ROW(CHECK, check)   /* the listing's assert, recorded only where it fails */

enum attn_kind {
#define ATTN_KIND_CONSTANT(constant, row) ATTN_KIND_##constant,
    ATTN_KINDS(ATTN_KIND_CONSTANT)
#undef ATTN_KIND_CONSTANT
        ATTN_KIND_COUNT
};
const char *attn_kind_name(enum attn_kind kind);

enum attn_state {
    ATTN_STATE_PLANNED, /* the shape is known, the numbers are not, or are stale */
    ATTN_STATE_READY,
    ATTN_STATE_FAILED, /* its shape rule failed; see error */
    ATTN_STATE_NOT_REACHED
};

/* The tensors that one operation keeps: its result, and what it computed on the way. */
enum attn_part {
    ATTN_PART_VALUE,
    ATTN_PART_ROW_MAX, /* softmax: (.., 1) along its axis */
    ATTN_PART_EXPS,    /* softmax: exp(input - row maximum) */
    ATTN_PART_ROW_SUM, /* softmax: the sum of those */
    ATTN_PART_KEEP,    /* dropout in train mode: 1 kept, 0 dropped */
    ATTN_PART_COUNT
};
/* "" for VALUE, else "row_max", "exps", "row_sum", "keep". */
const char *attn_part_name(enum attn_part part);

/* Where an INPUT's or PARAMETER's numbers come from. */
enum attn_source {
    ATTN_SOURCE_NONE,  /* computed from operands */
    ATTN_SOURCE_DRAWN, /* the seeded generator */
    ATTN_SOURCE_RULE,  /* the mask setting */
    ATTN_SOURCE_GIVEN  /* attn_trace_give */
};

/* What the listing's constructor made a size from. */
enum attn_size {
    ATTN_SIZE_COMPUTED, /* from an operand: see attn_trace_origin */
    ATTN_SIZE_BATCH,
    ATTN_SIZE_TOKENS,
    ATTN_SIZE_EMBED,
    ATTN_SIZE_HEADS,
    ATTN_SIZE_HEAD_DIM, /* embed // heads */
    ATTN_SIZE_WIDE,     /* heads * embed */
    ATTN_SIZE_COUNT
};
/* "embed", "embed // heads", ... */
const char *attn_size_name(enum attn_size size);

struct attn_op {
    enum attn_kind kind;
    char name[ATTN_NAME_MAX]; /* "Q", "heads.3.scores", "query.weight" */
    int head;                 /* or -1 */
    const int *operands;      /* earlier operations; belongs to the plan */
    int operand_count;
    struct attn_shape shape;
    enum attn_state state;
    uint64_t revision;       /* changes whenever the numbers may have changed; never reused */
    struct attn_error error; /* of FAILED */
    /* FAILED: the two axes that should be equal, each of an operand (counted, not an operation).
     * The second operand is -1 where a wanted shape, not a tensor, is what does not fit. */
    int clash_operand[2], clash_axis[2];
    enum attn_size from[ATTN_RANK_MAX]; /* what each axis' size was made from */

    /* Attributes; each kind reads its own. */
    enum attn_source source; /* INPUT, PARAMETER */
    float low, high;         /* DRAWN: uniform in [low, high) */
    bool transposed; /* LINEAR: always; MATMUL: b is (.., m, k); JOIN, SPLIT: tokens and heads are
                      * exchanged by a transpose */
    bool view;       /* JOIN: by view, which raises where floats would have to be copied */
    float divisor;   /* SCALE */
    enum attn_mask mask;               /* INPUT by RULE */
    int valid;                         /* INPUT by RULE, padding */
    bool hide_ones;                    /* MASK: polarity DROP */
    int axis;                          /* SOFTMAX: counted from 0 */
    double p;                          /* DROPOUT; 0 when it lets everything pass */
    bool train;                        /* DROPOUT */
    int start;                         /* SLICE: where it begins on the last axis */
    int heads;                         /* SPLIT, JOIN, CHECK */
    uint64_t off[ATTN_HEADS_MAX / 64]; /* JOIN, CONCAT, MEAN: heads that count as zeros */
    uint32_t seed;                     /* what draws: the generator's seed ... */
    uint64_t draw;  /* ... and how many 32-bit draws come before this one's first */
    uint64_t given; /* GIVEN: which gift */
};

/* ---- the trace ------------------------------------------------------------------------------- */

/* Where memory comes from. free is never called with NULL. */
struct attn_allocator {
    void *(*alloc)(void *context, size_t bytes);
    void (*free)(void *context, void *memory);
    void *context;
};

struct attn_trace;

/* An empty trace, or NULL without memory. allocator is copied; NULL means malloc and free. */
struct attn_trace *attn_trace_new(const struct attn_allocator *allocator);
void attn_trace_free(struct attn_trace *trace); /* NULL is fine */

/* Plans the layer that config describes. What a change does not touch keeps its numbers; the rest
 * is stale until run. A layer that raises is planned (see attn_trace_failed). False, with error
 * set and the trace as it was, when a setting is out of range, the budget is exceeded, a gift's
 * shape does not fit, or memory is out. */
bool attn_trace_plan(struct attn_trace *trace, const struct attn_config *config,
                     struct attn_error *error);
/* The configuration last planned. */
const struct attn_config *attn_trace_config(const struct attn_trace *trace);

/* Replaces x, a parameter or the mask by the caller's numbers (copied, row-major) from the next
 * attn_trace_plan on, whatever the seed. The shape is checked there. False without memory. */
bool attn_trace_give(struct attn_trace *trace, const char *name, const struct attn_shape *shape,
                     const float *values, struct attn_error *error);
/* The same for one item's (rows, columns), wherever the operation of that name has them as its last two
 * sizes when it is planned: each item of the batch gets them. Where it has others they are no use,
 * and no error. */
bool attn_trace_offer(struct attn_trace *trace, const char *name, int rows, int columns,
                      const float *values, struct attn_error *error);
/* Forgets what was given under name, or everything when name is NULL, from the next plan on. */
void attn_trace_take_back(struct attn_trace *trace, const char *name);

int attn_trace_count(const struct attn_trace *trace);
const struct attn_op *attn_trace_op(const struct attn_trace *trace, int index);
/* The operation of that name, or -1. */
int attn_trace_find(const struct attn_trace *trace, const char *name);
/* The operation that raises, or -1. */
int attn_trace_failed(const struct attn_trace *trace);

/* Computes operation index and whatever it needs that is stale. False, with error set, when it
 * raises or lies behind one that does, or memory is out. */
bool attn_trace_run(struct attn_trace *trace, int index, struct attn_error *error);
/* Computes everything that can be reached; false only when memory is out. */
bool attn_trace_run_all(struct attn_trace *trace, struct attn_error *error);

/* The numbers of an operation; valid until the next plan or free. data is NULL unless READY. A
 * part that the operation does not keep has rank 0 and no data. */
struct attn_tensor attn_trace_tensor(const struct attn_trace *trace, int index,
                                     enum attn_part part);
/* Bytes of numbers that the plan needs, all operations and parts that can be reached. */
size_t attn_trace_bytes(const struct attn_trace *trace);

/* One stop on the way back from a size to where it was born. */
struct attn_origin {
    int op, axis, size;
    int times;           /* > 1: size is so many times the next stop's (heads side by side) */
    enum attn_size from; /* COMPUTED: the next stop says; else this is the last */
};
/* The stops from an axis of operation index back to the setting that its size was made from.
 * Writes at most `most`; returns how many there are. */
int attn_trace_origin(const struct attn_trace *trace, int index, int axis,
                      struct attn_origin *stops, int most);
/* "2048 = 8 heads x 256 <- heads.0.out <- heads.0.V <- heads.0.value = Linear(256, 256) <- embed";
 * returns buffer. */
const char *attn_origin_text(const struct attn_trace *trace, const struct attn_origin *stops,
                             int count, char *buffer, size_t bytes);

struct attn_cost {
    uint64_t parameters;    /* floats that are learned */
    uint64_t multiply_adds; /* of linear layers and products */
    size_t bytes;           /* of numbers kept; 0 for a window on others' */
};
/* Of operation index, or of the whole layer with -1. What is not reached costs nothing. */
struct attn_cost attn_trace_cost(const struct attn_trace *trace, int index);

/* ---- measures: what tells right from wrong although the shapes agree ------------------------- */

/* Over all rows of a READY tensor, a row being its last axis. NaN where some row is. */
struct attn_spread {
    double min, mean, max;
};
/* What each row adds up to: 1 for weights in eval mode. */
struct attn_spread attn_measure_row_sums(const struct attn_tensor *tensor);
/* Of each row of weights, in nats: 0 where one key has it all, ln(keys) where all share alike. */
struct attn_spread attn_measure_entropy(const struct attn_tensor *tensor);
/* Standard deviation of all finite cells, as torch.std: divided by one less than their number. */
double attn_measure_std(const struct attn_tensor *tensor);

struct attn_difference {
    double most;  /* the largest absolute difference; infinite where only one is NaN or infinite */
    size_t cells; /* that differ at all; two NaN do not */
    int at[ATTN_RANK_MAX]; /* where it is largest */
};
/* Compares two READY tensors cell by cell; false when their shapes differ. */
bool attn_measure_difference(const struct attn_tensor *a, const struct attn_tensor *b,
                             struct attn_difference *difference);

/* The operation of a whose numbers are furthest from those of the operation of its name in b, of all
 * that are READY in both with equal shapes; -1 where none differs. A nudged trace against its own
 * tells which tensors depend on the feature. */
int attn_trace_difference(const struct attn_trace *a, const struct attn_trace *b,
                          struct attn_difference *difference);

/* Plans `to` like `from`, with the same gifts, but feature `feature` of x larger by `by` for every
 * token of every batch item. What differs between the two then depends on that feature. Runs x. */
bool attn_trace_nudge(struct attn_trace *to, struct attn_trace *from, int feature, float by,
                      struct attn_error *error);
/* The same for one batch item only; all with -1. */
bool attn_trace_nudge_item(struct attn_trace *to, struct attn_trace *from, int item, int feature,
                           float by, struct attn_error *error);
/* Gives `fused` (wiring fused or no-transpose) the x and the parameters of `projected`, each
 * Linear's heads stacked, from the next plan on: both then compute the same. Both must be planned
 * with the same sizes, embed a multiple of heads. Runs what it copies. */
bool attn_trace_give_stacked(struct attn_trace *fused, struct attn_trace *projected,
                             struct attn_error *error);

/* ---- explanations ---------------------------------------------------------------------------- */

struct attn_cell {
    int op; /* -1: no cell */
    enum attn_part part;
    int at[ATTN_RANK_MAX];
};

/* The cells from[i] <= at[i] < to[i] of one tensor. */
struct attn_region {
    int op;
    enum attn_part part;
    int from[ATTN_RANK_MAX], to[ATTN_RANK_MAX];
};

/* Which cells made a cell, and how:
 *   LINEAR, MATMUL  value = constant (the bias, or 0) + the sum of term.value = a * b
 *   SCALE           value = a / constant
 *   MASK            value = a where the mask's cell b lets it through, else -inf
 *   SOFTMAX         value = exp(a - row_max) / row_sum; the terms are the whole row's exps
 *   DROPOUT         value = a * keep(b) * constant, which is 1 / (1 - p); or a alone
 *   SLICE, SPLIT    value = a, the same float
 *   JOIN, CONCAT    value = a; no terms where the head is off: value = constant, 0
 *   MEAN            value = constant * the sum of the terms a; constant is 1 / heads
 *                   (reads holds the first ATTN_READS_MAX heads only; the terms name all)
 *   ADD             value = the sum of the two terms a
 *   INPUT, PARAMETER  no terms; the operation's source, low, high and draw say where from */
struct attn_explanation {
    struct attn_cell cell;
    enum attn_kind kind;
    float value;
    float constant;
    float row_max, row_sum; /* SOFTMAX */
    int own_term;           /* SOFTMAX: the term of this very cell */
    int term_count;
    int read_count;
    struct attn_region reads[ATTN_READS_MAX];
};

struct attn_term {
    struct attn_cell a, b; /* b.op is -1 where there is one factor only */
    float a_value, b_value;
    float value;
};

/* Explains the cell at[] of a READY operation. The result holds while the trace is not replanned. */
struct attn_explanation attn_explain(const struct attn_trace *trace, int index, const int *at);
/* Term 0 <= k < term_count, in the order of the sum. */
struct attn_term attn_explain_term(const struct attn_trace *trace,
                                   const struct attn_explanation *explanation, int k);

/* ---- words: what a kind says of itself ------------------------------------------------------- */

/* Templates are texts with values in them. {word} stands for a value, {word:2} for a number with at
 * most 2 decimals (one digit) instead of 4, {!flag} for a flag turned round. What stands between <
 * and > falls away where one of its words has no value; a flag is an empty text where it holds and
 * has no value where it does not. Parts do not nest.
 *
 *   {0} {1} {2}    the names of operands
 *   {kind}         "softmax"
 *   {count} {list} how many operands; "heads.0.out … 7", the first operand and the last one's number
 *   {inner}        the name of the first operand's last axis
 *   {transposed}   a flag
 *   {a} {b} {constant} {value} {max} {sum}   of one cell: see attn_explanation and its own term
 *
 * and words that the kind's own file adds. "{0} · {1}<{transposed}ᵀ>< + {2}>" is a formula. */

/* How one cell is written out. */
enum attn_form {
    ATTN_FORM_LINE, /* one line, `line` */
    ATTN_FORM_SUM,  /* all terms, as bars, and their sum */
    ATTN_FORM_SHARES, /* all terms, as shares of their sum along attn_op.axis, this cell's among them */
    ATTN_FORM_SAME,   /* the float of an operand, as it is */
    ATTN_FORM_SOURCE, /* nothing computed it: `line` says where it comes from */
    ATTN_FORM_COUNT
};

/* The words of a kind, English. NULL: nothing of the sort is to be said. */
struct attn_kind_about {
    const char *name;     /* "linear" */
    const char *formula;  /* template: what is computed, in the names of the trace */
    const char *spoken;   /* template: the same where lines are read out; NULL: formula */
    const char *sentence; /* template: what the kind does */
    const char *picture;  /* which arrangement suits it: "product", "cellwise", "concat", ... */
    const char *between;  /* template: cellwise, what goes from operand to result; NULL: "→" */
    enum attn_form form;
    const char *rule;     /* template of a cell: how it is made, beside its value */
    const char *terms;    /* template of a cell: what is summed, after the rule */
    const char *fault;    /* template of a cell: in place of the rule where it is not empty */
    const char *line;     /* template of a cell: LINE, SOURCE */
    const char *note;     /* template of a cell: what that line means */
    const char *constant; /* template of a cell: what SUM adds to its terms; empty where nothing */
    const char *empty;    /* template of a cell: why it has operands and no terms */
    const char *failed;   /* in place of a shape, where it raised; NULL: "raises" */
    bool product;         /* rows of the first operand meet columns of the second */
    bool flattens;        /* PyTorch's error counts all rows of the first operand as one axis */
    bool shares;          /* its numbers are shares of 1 */
    bool learned;         /* its numbers are parameters of the layer */
};
const struct attn_kind_about *attn_kind_about(enum attn_kind kind);

enum { ATTN_NUMBER_MAX = 32 }; /* bytes of a number as people read it, with its end */
/* value with that many decimals, a true minus sign, no negative zero, "nan" and "−∞"; returns
 * buffer. And with up to `most` decimals, fewer where fewer say the same. */
const char *attn_number_text(double value, int decimals, char *buffer, size_t bytes);
const char *attn_number_brief(double value, int most, char *buffer, size_t bytes);

/* A template filled in for an operation, planned or run; "" for NULL. Returns buffer. */
const char *attn_op_text(const struct attn_trace *trace, int index, const char *words, char *buffer,
                         size_t bytes);
/* The same for the cell of an explanation. */
const char *attn_explain_text(const struct attn_trace *trace,
                              const struct attn_explanation *explanation, const char *words,
                              char *buffer, size_t bytes);
/* "x · query.weightᵀ + query.bias", "softmax(scaled)": attn_op_text of the kind's formula. */
const char *attn_op_formula(const struct attn_trace *trace, int index, char *buffer, size_t bytes);

/* Takes a text piece by piece; context is the caller's. */
struct attn_writer {
    void (*write)(void *context, const char *piece);
    void *context;
};
/* The formula for a pen: names of operands, {kind} and numbers come as pieces of their own. */
void attn_op_formula_pieces(const struct attn_trace *trace, int index, struct attn_writer writer);

#ifdef __cplusplus
}
#endif

#endif
