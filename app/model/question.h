/* The question on view as boxes: how many options stand in a line and how high the whole is. Nothing
 * of it hangs on what was answered, so that nothing jumps. */
#ifndef APP_MODEL_QUESTION_H
#define APP_MODEL_QUESTION_H

#include "app/model/model.h"

struct question {
    int columns, lines;  /* of the options */
    float option, field; /* heights */
    float gap, pad;
    int reason; /* lines of the longest reason */
    float height;
};

enum { QUESTION_TEXT = 160 };

/* What the step's question needs in that width; all 0 where none is on view. */
struct question question_of(const struct model *model, float width, bool compact);
/* The question, and an option, as they are written. */
const char *question_text(const struct lesson_step *step, char *text, size_t bytes);
const char *question_option(const struct lesson_step *step, int option, char *text, size_t bytes);
/* What the learner was told, in the lesson's words or the program's; "" before an answer. */
const char *question_reason(const struct model *model, char *text, size_t bytes);
/* Whether a text gives the step's answer away: it says the shape or the size that only the right one
 * has, the number, the words. */
bool question_told(const struct lesson_step *step, const char *text);

/* Sizes of type, and of lines. */
#define QUESTION_SIZE 13.5f
#define QUESTION_LINE 20.0f
#define QUESTION_HEAD 28.0f

#endif
