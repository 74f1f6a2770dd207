/* Actions: everything that a person can do, as data. Keys, clicks and tests all end here, and
 * update (app/model/model.h) is the only function that reads them. */
#ifndef APP_SCENE_ACTION_H
#define APP_SCENE_ACTION_H

enum { ACTION_TEXT_MAX = 8 }; /* bytes of one character, with its end */

enum action_kind {
    ACTION_NONE,
    ACTION_BEAT, /* index: a beat of this step */
    ACTION_NEXT, /* step on */
    ACTION_BACK,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_NEXT_LESSON,
    ACTION_PREVIOUS_LESSON,
    ACTION_GO,    /* index: lesson, other: step */
    ACTION_SHOW,  /* index: an operation of the trace */
    ACTION_POINT, /* the pointer is on a cell: index: operation, row, column */
    ACTION_PICK,  /* the same, clicked: the cell stays chosen; other: a drag from there paints */
    ACTION_LIGHT, /* the pointer is on the name of operation index */
    ACTION_LEAVE, /* the pointer left what answers to pointing */
    ACTION_LEFT,  /* the arrow keys: steps, or cells, or rows of the panel in focus */
    ACTION_RIGHT,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_FOCUS_NEXT,
    ACTION_FOCUS_PREVIOUS,
    ACTION_PRESS, /* Enter on what has the focus */
    ACTION_ESCAPE,
    ACTION_CYCLE,    /* index: a control of the experiment panel; other: +1 or -1 */
    ACTION_CHOOSE,   /* index: a control, other: its choice */
    ACTION_RESET,    /* back to the lesson's settings */
    ACTION_SETTINGS, /* open or shut the panel of all settings */
    ACTION_COMPARE,  /* show or hide the layer beside */
    ACTION_TYPE,     /* text: a character of an answer */
    ACTION_ERASE,    /* the last character of an answer */
    ACTION_ANSWER,   /* index: the choice that is picked */
    ACTION_AIM,      /* index: the choice that Enter would pick */
    ACTION_FIELD,    /* the answer is to be typed; in the clinic, index: into that stop */
    ACTION_CHECK,    /* what is typed is the answer */
    ACTION_REVEAL,   /* shows the answer */
    ACTION_CARET,    /* other: characters of an answer to the right */
    ACTION_HELP,
    ACTION_THEME,
    ACTION_OUTLINE, /* open or shut the list of lessons; index: the lesson to look at, from 1 */
    ACTION_BROWSE,  /* index: the lesson whose steps the outline lists */
    ACTION_PROSE,   /* open or shut the sheet with all of the step's prose */
    ACTION_MENU,    /* open or shut what the window can do besides */
    ACTION_RESTORE, /* index: a setting, back to the step's */
    ACTION_HOVER,   /* the pointer is at (width, height), over what can be clicked, or off it */
    ACTION_LARGER,
    ACTION_SMALLER,
    ACTION_BATCH,       /* other: +1 or -1 */
    ACTION_HEAD,        /* index: the head to look at */
    ACTION_NEXT_HEAD,   /* other: +1 or -1 */
    ACTION_SWITCH_HEAD, /* index: the head to switch off or on */
    ACTION_RANGE,       /* colours by this tensor's range, or by all heads' */
    ACTION_SCROLL,      /* row: an enum scroll_place; other: lines, down to index of them */
    ACTION_RESIZE,      /* width, height in logical pixels at zoom 1 */
    ACTION_COPY_LINK,   /* the view, as a link to the clipboard */
    ACTION_PASTE_LINK,  /* from the clipboard: a link is opened, an error explained */
    ACTION_QUIT,
    ACTION_ONWARD,   /* the next beat, or the next step */
    ACTION_BACKWARD, /* the beat before, or the step before at its last one */
    ACTION_PAGE,     /* other: +1 or -1: a lesson; while presenting as ONWARD and BACKWARD */
    ACTION_FULL_SCREEN,
    ACTION_PRESENT, /* begin or end */
    ACTION_BLANK,   /* while presenting: shut the curtain, or open it */
    ACTION_UNDO,
    ACTION_REDO,
    ACTION_PAINTING, /* from now on a click on the mask paints it; or selects, as elsewhere */
    ACTION_STROKE,   /* the pointer, still pressed, is on a cell: as POINT */
    ACTION_LIFT,     /* it is pressed no more */
    ACTION_EDIT, /* index: a setting, or as in app/model/entry.h: opens a field to type its value */
    ACTION_CLINIC,       /* opens or shuts the clinic; index: an enum clinic_from */
    ACTION_CLINIC_STOP,  /* index: an enum clinic_stop, pressed */
    ACTION_COMPARE_WITH, /* other: +1 or -1: another wiring is the layer beside */
    ACTION_STILL,        /* what moves from frame to frame does so no more, or again */
    ACTION_CLOSER,       /* from the picture of what a step claims to its numbers, or back */
    ACTION_COUNT
};

struct action {
    enum action_kind kind;
    int index, other;
    int row, column;
    float width, height;
    char text[ACTION_TEXT_MAX]; /* UTF-8 */
};

#endif
