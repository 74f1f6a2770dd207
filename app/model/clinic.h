/* The clinic in the window: an error that was pasted, what the learner adds to it (the code line, what
 * print said), the answer to all of that, and which of its causes is looked at.
 *
 * It stands over the stage while it is open and changes nothing of the lesson; shut, what was pasted
 * stays until another error is. */
#ifndef APP_MODEL_CLINIC_H
#define APP_MODEL_CLINIC_H

#include "app/scene/action.h"
#include "lessons/clinic/clinic.h"

struct model;

enum {
    CLINIC_PASTE_MAX = 8192, /* bytes kept of what is pasted, with an end: the last ones */
    CLINIC_FIELD_MAX = 400,
    CLINIC_COPY_MAX = 6000, /* bytes of the whole answer, as text */
};

/* What can be pressed in it, in Tab's order. */
enum clinic_stop {
    CLINIC_STOP_PASTE,
    CLINIC_STOP_CODE,  /* a field: the line that raises */
    CLINIC_STOP_PRINT, /* a field: what print said */
    CLINIC_STOP_CHIP,  /* a cause each */
    CLINIC_STOP_COPY_RUN = CLINIC_STOP_CHIP + CLINIC_CAUSES_MOST,
    CLINIC_STOP_COPY_MEND,
    CLINIC_STOP_LAYER, /* the course's layer that raises these numbers */
    CLINIC_STOP_TWIN,  /* the same layer with sizes that hide the mistake */
    CLINIC_STOP_COPY_ALL,
    CLINIC_STOP_CLOSE,
    CLINIC_STOP_COUNT
};

enum { CLINIC_FIELDS = 2 };

enum clinic_refusal { CLINIC_TAKEN, CLINIC_NO_ERROR, CLINIC_EMPTY };

/* Where ACTION_CLINIC has an error from. */
enum clinic_from { CLINIC_FROM_CLIPBOARD, CLINIC_FROM_LAYER };

struct clinic_field {
    char text[CLINIC_FIELD_MAX];
    int caret; /* bytes before it */
};

struct clinic {
    bool open;
    char pasted[CLINIC_PASTE_MAX];
    bool cut;                                  /* more was pasted than is kept */
    struct clinic_field fields[CLINIC_FIELDS]; /* of CODE and PRINT */
    struct clinic_answer answer;               /* class NONE: no error was pasted yet */
    int chosen;                                /* the cause that is looked at */
    struct clinic_layer layer;                 /* raises these numbers, */
    bool has_layer;                            /* if any does; */
    struct attn_config twin;                   /* the same mistake, and it runs, */
    bool has_twin;                             /* if that can be */
    enum clinic_stop stop;                     /* has the focus */
    bool follow;                               /* what has it is to be seen */
    enum clinic_stop copied;                   /* what was copied last; PASTE: nothing */
    enum clinic_refusal refusal;               /* of what was pasted last */
};

/* What a text in the clipboard is for. */
enum clinic_pasted { CLINIC_PASTED_TEXT, CLINIC_PASTED_LINK, CLINIC_PASTED_ERROR };
enum clinic_pasted clinic_pasted(const struct model *model, const char *text);

/* Opens it on a text: explained, if an error is in it; else it says what to paste, and keeps the
 * error that it had. */
void clinic_paste(struct model *model, const char *text);
/* The actions that are the clinic's while nothing lies over it. */
bool clinic_update(struct model *model, struct action action);
/* Whether this can be pressed now; whether one types into what has the focus. */
bool clinic_has(const struct clinic *clinic, enum clinic_stop stop);
bool clinic_types(const struct model *model);

/* What is on view of the cause that is looked at. */
const char *clinic_verdict(const struct clinic *clinic);
const char *clinic_because(const struct clinic *clinic);
const char *clinic_run(const struct clinic *clinic);
const char *clinic_mend(const struct clinic *clinic);
const char *clinic_not_it(const struct clinic *clinic);
const char *clinic_careful(const struct clinic *clinic);

/* What the Copy button of a stop puts into the clipboard; returns its bytes. */
size_t clinic_copied(const struct clinic *clinic, enum clinic_stop stop, char *text, size_t bytes);

#endif
