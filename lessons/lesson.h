/* Lessons: Markdown files that configure a trace, say what to show, and hold themselves to it.
 *
 * A lesson file is front matter (`key: value` lines between two `---` lines), then one `## heading`
 * a step: prose, fenced blocks of numbers (```matrix query.weight), and at most one fenced
 * ```headwise block of directives. Settings in a step's block hold for that step alone; those of
 * the front matter for every step. Matrices hold for the whole lesson, wherever they stand, except
 * in steps that say `values: random`. A layer's file (layers/NAME.md) holds numbers for many lessons.
 *
 * Files come from the binary (compiled in) or, by two functions that the caller hands in, from a
 * folder that replaces them: nothing here touches the disk.
 */
#ifndef LESSON_H
#define LESSON_H

#include "attention/attention.h"

/* ---- files ----------------------------------------------------------------------------------- */

/* One file of the course. Text ends in a 0 that is not counted. */
struct lesson_file {
    const char *name; /* "course/02-single-head.md", "listings/single.py", "fonts/..." */
    const char *data;
    size_t bytes;
};
/* What was compiled in; NULL when there is no such file. */
const struct lesson_file *lesson_builtin(const char *name);
int lesson_builtin_count(void);
const struct lesson_file *lesson_builtin_at(int index);

/* The caller's disk.
 * read: a whole file, malloc'd and ended by a 0 that is not counted; NULL with errno set.
 * list: hands each name in the folder to `each`, in any order, and stops where that returns false;
 * false, with errno set, where the folder cannot be read. */
struct lesson_disk {
    char *(*read)(const char *path, size_t *bytes);
    bool (*list)(const char *folder, bool (*each)(void *context, const char *name), void *context);
};

/* Where lessons come from. All zero, or NULL in its place: the binary alone, with malloc and free.
 * Only the allocator is used after the call, with the lessons: it is copied, its context must
 * outlive them. What md4c allocates while it reads is its own; its failure is ours. */
struct lesson_source {
    const struct lesson_disk *disk; /* NULL: no file is read but those compiled in */
    /* Where `listing:` files are looked for before the built-in ones. NULL: in FOLDER/listings and
     * FOLDER/../listings of a lesson in FOLDER, where there is a disk. */
    const char *listings;
    const struct attn_allocator *allocator;
    const char *const *pictures; /* the names that `picture:` takes, then NULL; NULL: any word */
};

/* ---- errors ---------------------------------------------------------------------------------- */

/* A fault in a file, printed as
 *   lessons/course/02-single-head.md:14:7: unknown directive 'shwo'; did you mean 'show'?
 *       shwo: scores
 *       ^                                                                                     */
struct lesson_error {
    char file[160];
    int line, column; /* from 1, in characters; 0 when the fault is not at a place in the file */
    char text[320];   /* one line, with the nearest valid word where there is one */
    char source[200]; /* the line at fault; of a long one the part around the fault */
    int caret;        /* characters of source before the fault */
};
/* Writes the error as above, one trailing newline; returns buffer. */
const char *lesson_error_text(const struct lesson_error *error, char *buffer, size_t bytes);

/* ---- a lesson -------------------------------------------------------------------------------- */

enum lesson_style { LESSON_PLAIN, LESSON_STRONG, LESSON_EMPHASIS, LESSON_CODE };

/* A stretch of prose in one style; the text belongs to the lesson and has no newlines. */
struct lesson_run {
    enum lesson_style style;
    const char *text;
    size_t bytes;
};

enum lesson_block_kind {
    LESSON_PARAGRAPH,
    LESSON_ITEM,      /* one item of a list */
    LESSON_CODE_BLOCK /* one run a line, set in the code face */
};
struct lesson_block {
    enum lesson_block_kind kind;
    int number; /* of an ITEM in a numbered list, from 1; 0 for a bullet */
    const struct lesson_run *runs;
    int run_count;
};

/* Numbers written out in the file. Rank 1 to 2 as written: rows x columns. */
struct lesson_matrix {
    char name[ATTN_NAME_MAX];
    int rows, columns;
    const float *values;
    int line;
};

/* The parameters that a layer's file writes out, a row each: as the wirings that split their heads
 * name them, all heads stacked. A head's own are its rows. */
#define LESSON_LAYER_PARAMETERS(ROW)                                                               \
    ROW(QUERY_WEIGHT, "query.weight")                                                              \
    ROW(QUERY_BIAS, "query.bias")                                                                  \
    ROW(KEY_WEIGHT, "key.weight")                                                                  \
    ROW(KEY_BIAS, "key.bias")                                                                      \
    ROW(VALUE_WEIGHT, "value.weight")                                                              \
    ROW(VALUE_BIAS, "value.bias")                                                                  \
    ROW(OUT_WEIGHT, "fc_out.weight")                                                               \
    ROW(OUT_BIAS, "fc_out.bias")
enum {
#define LESSON_LAYER_CONSTANT(constant, name) LESSON_LAYER_##constant,
    LESSON_LAYER_PARAMETERS(LESSON_LAYER_CONSTANT)
#undef LESSON_LAYER_CONSTANT
        LESSON_LAYER_PARAMETER_COUNT
};

/* A teaching layer, of a file lessons/layers/NAME.md: words as rows of named features, and heads
 * with a job each. Lessons share it. */
struct lesson_layer {
    const char *name, *title;
    int embed, heads;
    const char *const *features; /* embed names of the numbers of x and out */
    const char *const *jobs;     /* heads of them; NULL: none is said */
    const char *const *words;    /* its own sentence */
    int word_count;
    const char *const *vocabulary; /* every word that it knows */
    int vocabulary_count;
    const float *rows;   /* (vocabulary_count, embed): each word */
    const float *places; /* (place_count, embed): what is added for where a word stands */
    int place_count;
    const float *parameters[LESSON_LAYER_PARAMETER_COUNT]; /* (embed, embed), or (1, embed) */
};

/* A listing that a lesson or one of its steps runs. */
struct lesson_listing {
    const char *name;         /* "single.py", or NULL: none */
    const char *const *lines; /* without line ends */
    int count;
};

enum lesson_expect_kind {
    LESSON_EXPECT_SHAPE,   /* shape NAME (1, 5, 5) */
    LESSON_EXPECT_VALUE,   /* value NAME[it, cat] 8.58    equal when rounded to as many digits */
    LESSON_EXPECT_LARGEST, /* largest NAME[it] cat        the row's largest cell */
    LESSON_EXPECT_BETWEEN, /* between NAME 0.18 0.22      every cell */
    LESSON_EXPECT_RANGE, /* range NAME 0.081 0.122      smallest and largest cell, rounded alike */
    LESSON_EXPECT_SUM,   /* sum NAME[it] 1.00           along the last axis, to as many digits */
    LESSON_EXPECT_EQUAL, /* equal dropped weights       cell by cell */
    LESSON_EXPECT_STD,   /* std NAME 0.29               of all its cells, as torch.std */
    LESSON_EXPECT_ENTROPY,    /* entropy NAME 1.61           the mean over its rows, in nats */
    LESSON_EXPECT_PARAMETERS, /* parameters 263168        of the layer */
    LESSON_EXPECT_WORK,       /* work scores 3200         multiply-adds of this operation */
    LESSON_EXPECT_NEAR,   /* near NAME 0.000001       no cell is further from the layer beside */
    LESSON_EXPECT_MOVED,  /* moved NAME               some cell changes with the nudge */
    LESSON_EXPECT_STILL,  /* still NAME               none does */
    LESSON_EXPECT_RAISES, /* raises TEXT              the layer fails with exactly this text */
    LESSON_EXPECT_COUNT
};
struct lesson_expect {
    enum lesson_expect_kind kind;
    char name[ATTN_NAME_MAX], other[ATTN_NAME_MAX]; /* tensors */
    struct attn_shape shape;                        /* SHAPE */
    int at[ATTN_RANK_MAX], at_count;                /* leading axes may be left out: they are 0 */
    double value, high;
    int digits, high_digits;  /* decimals written in the file */
    char text[ATTN_TEXT_MAX]; /* RAISES */
    int line, column;
    const char *source; /* the line, for messages */
};

/* What a learner is asked before a step shows it. */
enum lesson_ask {
    LESSON_ASK_NOTHING,
    LESSON_ASK_SHAPE,   /* shape NAME */
    LESSON_ASK_VALUE,   /* value NAME[CELL] NUMBER       one cell, which is covered */
    LESSON_ASK_SUM,     /* sum NAME[ROW] NUMBER          what a row adds up to */
    LESSON_ASK_LARGEST, /* largest NAME[ROW] COLUMN      which column, which word */
    LESSON_ASK_HEAD,    /* head NUMBER                   which head */
    LESSON_ASK_ONE,     /* one TEXT                      the answer in words, among the picks */
    LESSON_ASK_VERDICT, /* verdict WORD                  what happens when the layer runs */
    LESSON_ASK_COUNT
};
/* How a layer can end. The last two run: one is not attention, whatever its weights; the other is,
 * and not the layer that was meant. */
enum lesson_verdict {
    LESSON_VERDICT_RUNS,
    LESSON_VERDICT_RAISES,
    LESSON_VERDICT_NOT_ATTENTION,
    LESSON_VERDICT_ANOTHER_LAYER,
    LESSON_VERDICT_COUNT
};
/* "runs", "raises", "not-attention", "another-layer" */
const char *lesson_verdict_name(enum lesson_verdict verdict);

/* What makes a wrong shape that the lesson did not write itself; in it the reason has no words. */
enum lesson_slip {
    LESSON_SLIP_NONE,
    LESSON_SLIP_FLAT,  /* batch and tokens stayed one axis */
    LESSON_SLIP_STACK, /* the heads became an axis */
    LESSON_SLIP_WIDTH, /* another width */
    LESSON_SLIP_COUNT
};

enum { LESSON_OPTIONS_MAX = 8 };
/* One of the answers to choose from. */
struct lesson_option {
    const char *text; /* "(32, 80, 256)", "cat", "3"; of a verdict its name */
    const char *why;  /* why PICK: what is wrong with it, or NULL */
    enum lesson_slip slip;
};

enum { LESSON_CHANGES_MAX = 6 };
/* A setting in which the layer beside differs. */
struct lesson_change {
    const char *setting, *value;
};

struct lesson_step {
    const char *title;
    const char *slug;          /* id: its stable name, or the title in lower case, joined by '-' */
    struct attn_config config; /* the lesson's, with the step's own changes */
    bool random_values;        /* values: random */
    const struct lesson_layer *layer; /* layer: or the lesson's, or NULL */
    const float *x;                   /* of the words, by the layer: (tokens, embed); or NULL */
    const char *const *words;         /* words: one a token, or the lesson's, or NULL */
    int word_count;
    char show[ATTN_NAME_MAX]; /* show: the operation on stage */
    int at[ATTN_RANK_MAX];    /* cell: where to look; last two axes, others 0 */
    bool has_cell;
    const char *picture;           /* picture: that draws it, or NULL: the one that fits */
    const char *picture_with;      /* what stands behind its name, "" or e.g. "promised" */
    int head, item;                /* head: and item: which head and batch item are on view */
    struct lesson_listing listing; /* the step's own, or the lesson's */
    int code_line;                 /* code: the listing's line, from 1; 0 for none */
    const char *wrong;             /* wrong: begins with the marked characters, or NULL */
    int wrong_line;                /* the line that has them, from 1; or 0 */
    int wrong_from, wrong_bytes;   /* where, as the step's settings write it (script_line) */
    enum lesson_ask ask;           /* ask: */
    char ask_name[ATTN_NAME_MAX];  /* the operation asked for: it and what follows are hidden */
    int asked;                     /* of expects: what is asked for, or -1 */
    enum lesson_verdict verdict;
    const char *question;                /* question: in place of the program's words, or NULL */
    const char *why;                     /* why: the right answer is right, or NULL */
    const struct lesson_option *options; /* the right one among them, in the order to show them */
    int option_count, right;
    struct lesson_change beside[LESSON_CHANGES_MAX]; /* beside: KEY=VALUE ... */
    int beside_count;                                /* 0: no layer beside */
    struct lesson_listing beside_listing;            /* listing=FILE in it; name NULL: the same */
    int beside_line;                                 /* beside-code: its line, from 1; 0 for none */
    int nudge;      /* nudge: the feature of x that is changed a little, or -1 */
    int nudge_item; /* nudge-item: of this batch item only, or -1: of all */
    const struct lesson_block *blocks;
    int block_count;
    int lone_bullet; /* the line, from 1, of a sentence that goes on as a list of one; or 0 */
    int before;      /* of them stand before the directives; the rest is read after the answer */
    const struct lesson_expect *expects;
    int expect_count;
    int line; /* of the heading */
};

struct lesson {
    int number;       /* 2, from the file's name 02-single-head.md */
    const char *slug; /* single-head */
    const char *title;
    const char *summary;
    const char *file;         /* the path, for messages */
    const char *const *words; /* one a token, or NULL; a step may have its own */
    int word_count;
    struct lesson_listing listing;
    const struct lesson_matrix *matrices;
    int matrix_count;
    const struct lesson_step *steps;
    int step_count;
    struct attn_allocator
        allocator; /* that it was read with; its layers are planned with it, too */
};

/* Reads a lesson from text (not kept). path names it in errors and gives number and slug. NULL,
 * with error filled, when the file has a fault or memory is out. */
struct lesson *lesson_parse(const struct lesson_source *source, const char *path, const char *text,
                            size_t bytes, struct lesson_error *error);
/* The same from a file on the source's disk. */
struct lesson *lesson_load(const struct lesson_source *source, const char *path,
                           struct lesson_error *error);
void lesson_free(struct lesson *lesson); /* NULL is fine */

/* The step of that number ("3") or slug, or the first whose slug begins with that word, or -1. */
int lesson_find_step(const struct lesson *lesson, const char *word);
/* What the step's layer says of a head: "who does it"; NULL where it says nothing. */
const char *lesson_job(const struct lesson_step *step, int head);
/* The name of a number of x and of out, or NULL. */
const char *lesson_feature(const struct lesson_step *step, int index);
/* Gives the lesson's matrices and its layer's numbers to trace, or takes them back for a step with random values, and
 * plans `config` (usually the step's own, or that with the learner's changes). mask, of tokens x
 * tokens, takes the place of the lesson's where config's mask is given; NULL: the lesson's. */
bool lesson_prepare(const struct lesson *lesson, const struct lesson_step *step,
                    const struct attn_config *config, const float *mask, struct attn_trace *trace,
                    struct attn_error *error);
/* Plans the layer beside: config with the step's `beside:` changes. Where one of the two splits its
 * heads and the other projects each head by itself, it gets the same weights, stacked, so that both
 * compute the same. False with error when there is none, or as for lesson_prepare. */
bool lesson_prepare_beside(const struct lesson *lesson, const struct lesson_step *step,
                           const struct attn_config *config, const float *mask,
                           struct attn_trace *trace, struct attn_trace *beside,
                           struct attn_error *error);
/* Runs a step's expectations on a trace prepared for it. The first that does not hold is
 * reported with what was computed instead. */
bool lesson_check_step(const struct lesson *lesson, int step, struct attn_trace *trace,
                       struct lesson_error *error);
/* Every step, on a trace of its own. */
bool lesson_check(const struct lesson *lesson, struct lesson_error *error);

/* ---- the course ------------------------------------------------------------------------------ */

struct course {
    struct lesson **lessons; /* by number */
    int count;
    struct lesson_error *faults; /* of lessons that could not be read: course_load_some */
    int fault_count;
};
/* The built-in course, or the one in folder dir (DIR/course/NN-slug.md and DIR/listings/; or, where
 * there is no course folder inside, DIR/NN-slug.md). NULL with error when a file has a fault, or the
 * folder cannot be read or holds no lesson, or two have one number or slug. */
struct course *course_load(const struct lesson_source *source, const char *dir,
                           struct lesson_error *error);
/* The same, but a lesson with a fault is left out, and its fault kept; NULL where none is left. */
struct course *course_load_some(const struct lesson_source *source, const char *dir,
                                struct lesson_error *error);
void course_free(struct course *course);
/* The lesson of that number or slug, or -1. */
int course_find(const struct course *course, const char *word);

#endif
