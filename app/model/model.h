/* The model: all that the app knows, and the one function that changes it. No SDL, no drawing. */
#ifndef APP_MODEL_MODEL_H
#define APP_MODEL_MODEL_H

#include "app/model/answer.h"
#include "app/model/beat.h"
#include "app/model/beside.h"
#include "app/model/clinic.h"
#include "app/model/controls.h"
#include "app/model/entry.h"
#include "app/model/hide.h"
#include "app/model/history.h"
#include "app/model/lens.h"
#include "app/scene/action.h"
#include "app/scene/scene.h"
#include "lessons/lesson.h"

enum { MODEL_PIPELINE_MAX = 64, PAINTED_MAX = 64 };
enum { OWN_WORDS_MAX = PAINTED_MAX, OWN_WORD_MAX = 32 };

enum { MODEL_NOTICE = 200 };

/* What is known of a learner's way through a step. */
enum mark {
    MARK_NONE,
    MARK_SEEN,
    MARK_PASSED, /* a question that was met and not answered right */
    MARK_SECOND, /* answered right, not at once */
    MARK_RIGHT
};

/* What keys act on. Tab goes round the first four; while a step asks something, the answers to choose
 * from take the place of the steps, and after them the field that one is typed into. */
enum focus {
    FOCUS_STEPS,
    FOCUS_STAGE,
    FOCUS_EXPERIMENT,
    FOCUS_PIPELINE,
    FOCUS_ANSWER,
    FOCUS_PRESENTING, /* of keys alone: a presenter's mean something else */
    FOCUS_PICKS,
    FOCUS_PRESENTED_PICKS, /* both: digits and the arrows up and down choose, the others go on */
    FOCUS_OUTLINE,         /* while that is open */
    FOCUS_COUNT,
    FOCUS_ROUND = FOCUS_ANSWER
};

/* What the world is asked for; the loop does it, and takes it back. */
enum request {
    REQUEST_NONE,
    REQUEST_COPY_LINK,
    REQUEST_PASTE_LINK,
    REQUEST_PASTE_ERROR, /* for the clinic */
    REQUEST_COPY_TEXT    /* of the clinic: clinic.copied says what */
};

/* What lies over the frame, one at a time. */
enum over { OVER_NOTHING, OVER_HELP, OVER_MENU, OVER_OUTLINE, OVER_PROSE, OVER_END, OVER_COUNT };

struct model {
    const struct course *course; /* the caller's */
    struct attn_trace *trace;    /* the model's own */
    struct attn_trace *nudged;   /* the same with the step's nudge */
    struct history *history;     /* what can be undone */
    struct range *ranges;        /* one an operation */
    int range_capacity;

    int lesson, step;
    int beat;                    /* the part of the step's prose that is spoken of, from 0 */
    struct attn_config config;   /* what is planned: the step's, with the learner's changes */
    bool changed[CONTROL_COUNT]; /* settings that are not the step's */
    float painted[PAINTED_MAX * PAINTED_MAX]; /* the learner's own mask, tokens x tokens */
    int painted_tokens;                       /* 0: none */
    bool painting;                            /* a click on the mask paints it */
    bool stroke;        /* a drag is under way, and every cell that it comes by */
    float stroke_value; /* becomes this, as the first did */
    char words[OWN_WORDS_MAX]
              [OWN_WORD_MAX]; /* the learner's own for the tokens, "": the lesson's */
    int word_count;
    bool own_x;      /* x is of those words */
    int shown;       /* the operation on stage */
    bool closer;     /* the numbers are looked at, not the picture of what the step claims */
    bool wandered;   /* it is not the one the step shows */
    int item;        /* batch item on view */
    int head;        /* head on view */
    bool all_heads;  /* one range of colours for all heads */
    int row, column; /* the chosen cell of the operation on stage */
    bool pointing;   /* the pointer is on a cell: */
    int pointed_op, pointed_row, pointed_column;
    int lit; /* the operation whose name is pointed at, or -1 */
    enum focus focus;
    int control; /* in focus, of the experiment panel */
    bool ring;   /* the focus was moved by a key: it wears its ring even on the steps */
    int scroll[SCROLL_COUNT]; /* lines above the fold; view caps them */

    enum theme theme;
    float zoom; /* text size; what is made of it is layout_scale's */
    enum over over;
    bool settings;    /* all of them, in place of the column */
    bool presenting;  /* no frame, large type; over all of the screen */
    bool full_screen; /* asked for by itself: see model_full_screen */
    bool blank;       /* while presenting: nothing at all is shown */
    int browsed;      /* the lesson whose steps the outline lists, */
    int browsed_step; /* the one that the keys are on, or -1: on the lesson */
    float hover_x,
        hover_y; /* where the pointer is over what can be clicked, or -1: in window pixels */
    bool asking; /* questions are asked: not in a picture or a test */
    struct answer answer;
    struct entry entry;
    struct beside beside;
    struct clinic clinic;
    unsigned char *marks; /* one a step of the course, an enum mark each */
    bool marks_changed;   /* since they were last saved */
    bool raises[CONTROL_COUNT][CONTROL_CHOICES_MAX]; /* with settings open: what would raise, */
    struct attn_config foreseen;                     /* from there */
    float width, height;                             /* of the window, before zoom */
    char notice[MODEL_NOTICE]; /* what the world refused, told in the window; empty: nothing */
    char said[MODEL_NOTICE];   /* likewise, of what was done last; gone with the next action */
    bool said_well;            /* it is no complaint */
    enum request request;
    bool still;   /* nothing moves: one frame follows the other */
    bool moving;  /* between two frames: what would go on finishes it first */
    bool in_page; /* the window is a browser's, whose own keys are not ours */
    bool quit;
    struct attn_error error; /* why the last change could not be planned; kind NONE: it could */
};

/* A model on the first lesson. course must outlive it. False without memory: then model_clear is all
 * that may follow. */
bool model_init(struct model *model, const struct course *course);
void model_clear(struct model *model);
/* Goes to a lesson's step, with the lesson's settings. Without memory for its plan the model stays
 * where it is, and model->error says so. */
void model_go(struct model *model, int lesson, int step);
/* Whether the mask is the learner's own; and the mask that they painted, in use or not, or NULL. */
bool model_is_painted(const struct model *model);
const float *model_mask(const struct model *model);
/* The mask that can be painted: of what is on stage; or -1. */
int model_mask_op(const struct model *model);
/* Plans config in place of what is planned, runs it and keeps the operation on stage by its name.
 * False, with model->error set: the model is as it was. */
bool model_plan(struct model *model, const struct attn_config *config);
/* Brings the chosen cell and batch item back into the operation on stage. */
void model_clamp(struct model *model);
/* Whether the operation on stage is not the one that the step shows, nor another head's of it. */
bool model_is_aside(const struct model *model);
/* The operation that the step shows. */
int model_step_op(const struct model *model);
/* Whether the window takes all of the screen. */
bool model_full_screen(const struct model *model);
/* What has the focus: model->focus, or FOCUS_PICKS or FOCUS_ANSWER in place of the steps, or
 * while presenting FOCUS_PRESENTING or FOCUS_PRESENTED_PICKS. */
enum focus model_focus(const struct model *model);
/* Whether it is the answers to choose from, presenting or not. */
bool model_focuses_picks(const struct model *model);
/* The mark of a lesson's step, and how many of its questions were answered right, be it on the second
 * try, of how many. */
enum mark model_mark(const struct model *model, int lesson, int step);
void model_set_mark(struct model *model, int lesson, int step, enum mark mark);
int model_score(const struct model *model, int lesson, int *questions);
/* The controls that change what this step shows, at most `most` of them; returns how many. The others
 * are behind the panel of all settings. */
int model_offers(const struct model *model, int *order, int most);
/* Which of all the course's steps it is. */
int model_step_index(const struct model *model, int lesson, int step);
/* Tells in the window what the world refused, or "": no more. Returns whether that is new. */
bool model_tell(struct model *model, const char *notice);
/* Says in the window how it went, until something else is done. */
void model_say(struct model *model, const char *line, bool well);
/* The word for a token, the learner's own or the lesson's; NULL where it has none. */
const char *model_word(const struct model *model, int token);
/* Applies an action; returns whether anything changed that may be seen. */
bool model_update(struct model *model, struct action action);

const struct lesson *model_lesson(const struct model *model);
const struct lesson_step *model_step(const struct model *model);
/* The operation and cell to explain: the one pointed at, or else the one chosen; -1 where it has no
 * such cell, as a tensor of no cells. */
int model_focus_cell(const struct model *model, int *row, int *column);
bool model_is_changed(const struct model *model);
/* How many heads the layer has that one can look at. */
int model_heads(const struct model *model);
/* What a picture of the operation on stage looks through. */
struct lens model_lens(const struct model *model);
enum { PIPELINE_MORE_HEADS = -1 };
/* The operations in the pipeline, in order: those of the head on view stand for all; after them
 * PIPELINE_MORE_HEADS. Returns how many of at most `most`. */
int model_pipeline(const struct model *model, int *ops, int most);

#endif
