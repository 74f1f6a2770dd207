/* The model: all that the app knows, and the one function that changes it. No SDL, no drawing. */
#ifndef APP_MODEL_H
#define APP_MODEL_H

#include "app/action.h"
#include "app/controls.h"
#include "app/scene.h"
#include "lessons/lesson.h"

enum { MODEL_PIPELINE_MAX = 64 };

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
    int shown;                   /* the operation on stage */
    bool wandered;               /* it is not the one the step shows */
    int item;                    /* batch item on view */
    int head;                    /* head on view */
    bool all_heads;              /* one range of colours for all heads */
    int row, column;             /* the chosen cell of the operation on stage */
    bool pointing;               /* the pointer is on a cell: */
    int pointed_op, pointed_row, pointed_column;
    int lit; /* the operation whose name is pointed at, or -1 */
    enum focus focus;
    int control; /* in focus, of the experiment panel */
    int scroll;  /* lines of prose above the fold; view caps it */

    enum theme theme;
    float zoom; /* text size: logical pixels of the window per pixel of the scene */
    bool help;
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
/* Plans config in place of what is planned, runs it and keeps the operation on stage by its name.
 * False, with model->error set: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config);
/* Brings the chosen cell and batch item back into the operation on stage. */
void model_clamp(struct model *model);
/* The operation that the step shows. */
int model_step_op(const struct model *model);
/* Applies an action; returns whether anything changed that may be seen. */
bool model_update(struct model *model, struct action action);

const struct lesson *model_lesson(const struct model *model);
const struct lesson_step *model_step(const struct model *model);
/* The operation and cell to explain: the one pointed at, or else the one chosen. */
int model_focus_cell(const struct model *model, int *row, int *column);
bool model_is_changed(const struct model *model);
/* Rows and columns of an operation as it is drawn, its last two axes. */
void op_grid(const struct attn_op *op, int *rows, int *columns);
/* "scores" of "heads.3.scores" */
const char *op_own_name(const struct attn_op *op);
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
