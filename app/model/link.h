/* A view as a string, LESSON/NAME?v=1&KEY=VALUE..., percent-encoded UTF-8: a place of the course and
 * what a learner changed there, nothing else. The keys, in any order, of two of a kind the last:
 *
 *   those of the settings       mask=causal, heads=4, off=0,3 ...
 *   paint=T:HEX                 the learner's own mask of T tokens: T x T bits, row by row, the first
 *                               the highest of its digit, 1 = visible; in place of mask
 *   show=NAME                   the operation on stage, where it is not the step's
 *   head=N item=N cell=R,C      what is on view of it, counted from 0
 *   compare=yes|no|WIRING       whether the layer beside is shown, and which
 *   picture=closer              the numbers, not the picture of what the step claims
 *   range=heads|tensor          the range of the colours
 *   error=TEXT                  the clinic, open on that error; ↵ parts its lines
 *   words=a+b                   the learner's own words for the tokens; of none, the lesson's
 *   v=1                         the version of all this
 *
 * A link comes from anywhere: what is not understood costs a line, and the rest holds. It names no
 * file and reads none. */
#ifndef APP_MODEL_LINK_H
#define APP_MODEL_LINK_H

#include "app/model/model.h"

enum {
    LINK_MOST = 8000,  /* bytes of a link; longer ones are not read */
    LINK_ERROR = 1024, /* bytes of an error, with an end */
    LINK_NAME = 80,    /* of its lesson's name or step's, with an end */
    LINK_NOTES = 8,    /* that are kept */
    LINK_NOTE = MODEL_NOTICE
};

/* What was not understood, a line each. */
struct link_notes {
    int count; /* of all; the first LINK_NOTES are kept */
    char line[LINK_NOTES][LINK_NOTE];
};

/* A link taken apart, no name looked up yet. */
struct link_parts {
    char lesson[LINK_NAME], step[LINK_NAME];
    bool has_step;
    const char *query; /* inside the text, behind '?'; "" where there is none */
};

/* Adds a line. */
void link_note(struct link_notes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What a link says of its step's layer. */
struct link {
    struct attn_config config; /* the step's, with the link's changes */
    float painted[PAINTED_MAX * PAINTED_MAX];
    int painted_tokens; /* 0: no painted mask */
    char words[OWN_WORDS_MAX][OWN_WORD_MAX];
    int word_count;
    char show[ATTN_NAME_MAX];    /* "": the step's */
    int head, item, row, column; /* -1: the step's */
    int compare;                 /* -1: the step's */
    int with;                    /* the wiring beside, or -1: the step's */
    bool all_heads;
    char error[LINK_ERROR]; /* "": the clinic is not open */
    bool closer;
};

/* False where text is longer than LINK_MOST. Of a whole address the part behind '#' counts. A name
 * that cannot be decoded stays as it is: there is none such. */
bool link_split(const char *text, struct link_parts *parts);
/* A key that no setting has, and what it is for; NULL past the last. */
const char *link_key(int index, const char **help);
/* A link that changes nothing of the step. */
void link_begin(struct link *link, const struct lesson_step *step);
/* Takes one key; the value as it is, but for words, whose parts are encoded. False with error, of kind
 * SETTING with the nearest key or value, or VALUE; the link is as it was. */
bool link_set(struct link *link, const char *key, const char *value, struct attn_error *error);
/* Takes all keys of a query. */
void link_read(struct link *link, const char *query, struct link_notes *notes);
/* The mask that it paints, or NULL. */
const float *link_mask(const struct link *link);

enum link_end { LINK_OPENED, LINK_TOO_LONG, LINK_NO_LESSON, LINK_NO_STEP, LINK_NO_MEMORY };
/* Goes there and shows what the link says: NO_MEMORY with model->error, or OPENED. A layer that
 * cannot be planned is a note, and the step's own is shown. */
enum link_end link_apply(struct model *model, int lesson, int step, const struct link *link,
                         struct link_notes *notes);
/* All of it: any text in, a view out. Where there is no such place the model stays where it is. */
enum link_end link_open(struct model *model, const char *text, struct link_notes *notes);
/* The model's view as a link, as much of it as fits into `bytes` with an end; returns the bytes that
 * all of it takes, without the end: more than LINK_MOST is no link. */
size_t link_write(const struct model *model, char *buffer, size_t bytes);
/* Tells the notes in the window: the first, and how many more. */
void link_tell(struct model *model, const struct link_notes *notes);

/* What is on view where a step begins, in the layer that is planned. */
struct link_home {
    int shown, head, item, row, column;
};
struct link_home link_home(const struct model *model);

#endif
