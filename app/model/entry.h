/* The field in which a value is typed: of any setting, in its own words, or the learner's sentence. */
#ifndef APP_MODEL_ENTRY_H
#define APP_MODEL_ENTRY_H

#include "app/scene/action.h"

#include <stdbool.h>
#include <stddef.h>

struct model;

enum { ENTRY_MAX = 256, ENTRY_TOLD = 200 };
/* What is typed, in place of a setting's number: the sentence, or the control in focus. */
enum { ENTRY_WORDS = -1, ENTRY_FOCUS = -2 };

struct entry {
    bool open;
    int what;              /* a setting, or ENTRY_WORDS */
    char text[ENTRY_MAX];  /* typed so far */
    char told[ENTRY_TOLD]; /* why the last try was not taken, or "" */
};

/* Opens it on a setting, on ENTRY_WORDS or ENTRY_FOCUS. */
void entry_open(struct model *model, int what);
void entry_shut(struct model *model);
/* What is typed there: a character, Backspace, Enter, Escape. False for every other action. */
bool entry_update(struct model *model, struct action action);
/* Takes the words of a text, parted by blanks, as many tokens as there are. False, with one line told
 * in why: too many or too long, not in the vocabulary, or such a layer cannot be planned. Of no words
 * at all the lesson's come back. */
bool entry_take_words(struct model *model, const char *text, char why[ENTRY_TOLD]);
/* Its label, and what it has now as a hint, in buffer. */
const char *entry_label(const struct model *model);
const char *entry_hint(const struct model *model, char *buffer, size_t bytes);

#endif
