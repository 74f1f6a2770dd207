/* The model: all that the app knows, and the one function that changes it. No SDL, no drawing. */
#ifndef APP_MODEL_MODEL_H
#define APP_MODEL_MODEL_H

#include "app/scene/action.h"
#include "app/model/controls.h"
#include "app/scene/scene.h"
#include "lessons/lesson.h"

enum { MODEL_PIPELINE_MAX = 64, PAINTED_MAX = 64 };

enum { ANSWER_MAX = 32, PICKS_MAX = 4 };

/* The learner's answer to what a step asks. */
struct answer {
    char text[ANSWER_MAX]; /* typed so far */
    struct attn_shape picks[PICKS_MAX];
    int pick_count;
    int wrong; /* the pick last taken that was wrong, or -1 */
    bool told; /* a wrong answer was given: the reason stands there */
    bool open; /* still to be answered: what it asks for is hidden */
};

/* What is known of a learner's way through a step. */
enum mark { MARK_NONE, MARK_SEEN, MARK_RIGHT, MARK_WRONG };

/* The layer beside, its tensors paired with the model's by role. */
struct beside {
    struct attn_trace *trace;
    struct range *ranges;
    int range_capacity;
    bool there; /* planned */
    bool shown;
    /* How the operation on stage and its counterpart compare, and whose numbers those are: */
    const float *of[2];
    int step;
    bool comparable; /* the shapes agree, but for the place of the head's axis */
    struct attn_difference difference;
};

/* What the arrow keys act on. */
enum focus { FOCUS_STEPS, FOCUS_STAGE, FOCUS_EXPERIMENT, FOCUS_PIPELINE, FOCUS_COUNT };

/* Folding panels: AUTO follows the window's size. */
enum fold { FOLD_AUTO, FOLD_OPEN, FOLD_SHUT };

/* What a heatmap needs to know of all of a tensor's numbers; kept per operation and revision. */
struct range {
    uint64_t revision;
    float largest; /* magnitude of the largest finite number */
    bool whole;    /* every finite number is a whole one */
    bool hidden;   /* there is a -inf */
    bool known;
    double moved; /* by the step's nudge: the largest change of a number */
};

struct model {
    const struct course *course; /* the caller's */
    struct attn_trace *trace;    /* the model's own */
    struct attn_trace *nudged;   /* the same with the step's nudge */
    struct range *ranges;        /* one an operation */
    int range_capacity;

    int lesson, step;
    struct attn_config config;   /* what is planned: the step's, with the learner's changes */
    bool changed[CONTROL_COUNT]; /* which are the learner's */
    bool heads_switched;         /* the learner switched heads off or on */
    float painted[PAINTED_MAX * PAINTED_MAX]; /* the learner's own mask, tokens x tokens */
    int painted_tokens;                       /* 0: none */
    int shown;                                /* the operation on stage */
    bool wandered;                            /* it is not the one the step shows */
    int item;                                 /* batch item on view */
    int head;                                 /* head on view */
    bool all_heads;                           /* one range of colours for all heads */
    int row, column;                          /* the chosen cell of the operation on stage */
    bool pointing;                            /* the pointer is on a cell: */
    int pointed_op, pointed_row, pointed_column;
    int lit; /* the operation whose name is pointed at, or -1 */
    enum focus focus;
    int control; /* in focus, of the experiment panel */
    int scroll;  /* lines of prose above the fold; view caps it */

    enum theme theme;
    float zoom; /* text size: logical pixels of the window per pixel of the scene */
    bool help, settings;
    bool asking; /* questions are asked: not in a picture or a test */
    struct answer answer;
    struct beside beside;
    unsigned char *marks; /* one a step of the course, an enum mark each */
    bool marks_changed;   /* since they were last saved */
    bool raises[CONTROL_COUNT][CONTROL_CHOICES_MAX]; /* with settings open: what would raise */
    enum fold outline, prose;
    float width, height; /* of the window, before zoom */
    bool quit;
    struct attn_error error; /* why the last change could not be planned; kind NONE: it could */
};

/* A model on the first lesson. course must outlive it. False without memory. */
bool model_init(struct model *model, const struct course *course);
void model_clear(struct model *model);
/* Goes to a lesson's step, with the lesson's settings. */
void model_go(struct model *model, int lesson, int step);
/* The mask that the learner painted, or NULL. */
const float *model_mask(const struct model *model);
/* Plans config in place of what is planned, runs it and keeps the operation on stage by its name.
 * False, with model->error set: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config);
/* Brings the chosen cell and batch item back into the operation on stage. */
void model_clamp(struct model *model);
/* Whether the operation on stage is not the one that the step shows, nor another head's of it. */
bool model_is_aside(const struct model *model);
/* The operation that the step shows. */
int model_step_op(const struct model *model);
/* Whether the step asks something that is not answered yet; and whether that is a shape. */
bool model_asks(const struct model *model);
bool model_asks_shape(const struct model *model);
/* Whether operation `op` is what the step asks for, still hidden. */
bool model_hides(const struct model *model, int op);
/* Prepares what the step asks; takes a typed character, a pick, what is typed; gives up. */
void answer_begin(struct model *model);
void answer_type(struct model *model, int character);
void answer_erase(struct model *model);
void answer_pick(struct model *model, int pick);
void answer_submit(struct model *model);
void answer_reveal(struct model *model);
/* The mark of a lesson's step, and how many of its questions were answered right, of how many. */
enum mark model_mark(const struct model *model, int lesson, int step);
void model_set_mark(struct model *model, int lesson, int step, enum mark mark);
int model_score(const struct model *model, int lesson, int *questions);
/* Runs what is stale of a trace and looks over what is new; the list of ranges grows with it. */
bool ranges_refresh(struct attn_trace *trace, struct range **ranges, int *capacity,
                    struct attn_error *error);
/* Plans and runs the layer beside, where it is shown. */
void beside_refresh(struct model *model);
/* Measures how far the operation on stage is from its counterpart. */
void beside_measure(struct model *model);
/* The operation beside that plays the role of operation `op`, or -1. */
int beside_pair(const struct model *model, int op);
/* Applies an action; returns whether anything changed that may be seen. */
bool model_update(struct model *model, struct action action);

const struct lesson *model_lesson(const struct model *model);
const struct lesson_step *model_step(const struct model *model);
/* The operation and cell to explain: the one pointed at, or else the one chosen; -1 where it has no
 * such cell, as a tensor of no cells. */
int model_focus_cell(const struct model *model, int *row, int *column);
bool model_is_changed(const struct model *model);
/* Rows and columns of an operation as it is drawn, its last two axes. */
void op_grid(const struct attn_op *op, int *rows, int *columns);
bool op_has_cell(const struct attn_op *op, int row, int column);
/* "scores" of "heads.3.scores" */
const char *op_own_name(const struct attn_op *op);
/* The operation of that name, or the one that plays its role in this wiring, for that head; -1 where
 * there is none. */
int role_find(const struct attn_trace *trace, const char *name, int head);
/* How many heads the layer has that one can look at. */
int model_heads(const struct model *model);
/* The operation that head h has in place of this one; itself where it is no head's own. */
int model_twin(const struct model *model, int op, int head);
/* The range for an operation's colours: its own, or that of all heads together. */
struct range model_range(const struct model *model, int op);
/* What the axis of an operation is looked at: the batch item, the head, or 0. */
int model_index(const struct model *model, enum attn_axis axis);
/* The cell (row, column) of the batch item and head on view, in all axes of op. */
void model_at(const struct model *model, const struct attn_op *op, int row, int column, int *at);
enum { PIPELINE_MORE_HEADS = -1 };
/* The operations in the pipeline, in order: those of the head on view stand for all; after them
 * PIPELINE_MORE_HEADS. Returns how many of at most `most`. */
int model_pipeline(const struct model *model, int *ops, int most);

#endif
