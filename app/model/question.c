/* Widths are estimated by characters, on the safe side: what is asked must have its place before a
 * font is. */
#include "app/model/question.h"

#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float CODE = 8.2f, WORDS = 6.5f, PROSE = 7.4f; /* a character's width */
static const float CAP = 58;                                /* an option beside its text */
static const float GAP = 12;

const char *question_text(const struct lesson_step *step, char *text, size_t bytes)
{
    char place[ATTN_NAME_MAX + 80];
    const struct lesson_expect *e = step->asked < 0 ? NULL : &step->expects[step->asked];
    if (step->question) {
        snprintf(text, bytes, "%s", step->question);
        return text;
    }
    snprintf(place, sizeof place, "%s", e ? e->name : step->ask_name);
    switch (step->ask) {
    case LESSON_ASK_SHAPE:
        snprintf(text, bytes, string(STRING_ASK_SHAPE), place);
        break;
    case LESSON_ASK_VALUE:
        snprintf(text, bytes, string(STRING_ASK_VALUE), place);
        break;
    case LESSON_ASK_SUM:
        snprintf(text, bytes, string(STRING_ASK_SUM), place);
        break;
    case LESSON_ASK_LARGEST:
        snprintf(text, bytes, string(STRING_ASK_LARGEST), place);
        break;
    default:
        snprintf(text, bytes, "%s", string(STRING_ASK_VERDICT));
    }
    return text;
}

const char *question_option(const struct lesson_step *step, int option, char *text, size_t bytes)
{
    const char *own = step->options[option].text;
    snprintf(text, bytes, "%s", own);
    if (step->ask == LESSON_ASK_HEAD) {
        snprintf(text, bytes, string(STRING_HEAD_OPTION), own);
    }
    for (int i = 0; step->ask == LESSON_ASK_VERDICT && i < LESSON_VERDICT_COUNT; i++) {
        if (strcmp(own, lesson_verdict_name((enum lesson_verdict)i)) == 0) {
            snprintf(text, bytes, "%s", string((enum string)(STRING_VERDICT_RUNS + i)));
        }
    }
    return text;
}

/* What the program says of a wrong option where the lesson says nothing. */
static enum string own_reason(const struct lesson_step *step, int option)
{
    static const enum string slips[LESSON_SLIP_COUNT] = {
        [LESSON_SLIP_NONE] = STRING_NOT_SO,
        [LESSON_SLIP_FLAT] = STRING_SLIP_FLAT,
        [LESSON_SLIP_STACK] = STRING_SLIP_STACK,
        [LESSON_SLIP_WIDTH] = STRING_SLIP_WIDTH,
    };
    bool other = option < 0 || step->options[option].slip == LESSON_SLIP_NONE;
    return other && step->ask != LESSON_ASK_SHAPE ? STRING_NOT_RIGHT
           : option < 0                           ? STRING_NOT_SO
                                                  : slips[step->options[option].slip];
}

const char *question_reason(const struct model *model, char *text, size_t bytes)
{
    const struct lesson_step *step = model_step(model);
    const struct answer *answer = &model->answer;
    const char *reason = answer_reason(model);
    char right[QUESTION_TEXT];
    text[0] = '\0';
    if (answer->reply == REPLY_UNREAD) {
        bool shape = step->ask == LESSON_ASK_SHAPE;
        snprintf(text, bytes, "%s", string(shape ? STRING_NO_SHAPE : STRING_NO_NUMBER));
    } else if (answer->reply == REPLY_WRONG) {
        snprintf(text, bytes, "%s", reason ? reason : string(own_reason(step, answer->wrong)));
    } else if (answer->reply != REPLY_NONE) {
        question_option(step, step->right, right, sizeof right);
        snprintf(text, bytes, string(answer->reply == REPLY_RIGHT ? STRING_YES : STRING_IT_IS),
                 right, reason ? reason : "");
        size_t used = strlen(text);
        text[reason || used < 2 ? used : used - 2] = '\0'; /* no colon before nothing */
    }
    return text;
}

static int characters(const char *text)
{
    int count = 0;
    for (; *text; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

static void choose_columns(struct question *q, const struct lesson_step *step, float width)
{
    char text[QUESTION_TEXT];
    int longest = 1, count = step->option_count;
    for (int i = 0; i < count; i++) {
        int now = characters(question_option(step, i, text, sizeof text));
        longest = now > longest ? now : longest;
    }
    bool code = step->ask == LESSON_ASK_SHAPE || step->ask == LESSON_ASK_VALUE ||
                step->ask == LESSON_ASK_SUM;
    float text_width = (float)longest * (code ? CODE : WORDS);
    int most = (int)((width + GAP) / (text_width + CAP + GAP));
    most = most < 1 ? 1 : most > count ? count : most;
    q->lines = (count + most - 1) / most;
    q->columns = (count + q->lines - 1) / q->lines;
}

/* Lines of the longest of all reasons, the right one's with the answer before it. */
static int reason_lines(const struct lesson_step *step, float width)
{
    int most = characters(string(STRING_SLIP_STACK)), yes = 20;
    for (int i = 0; i < step->option_count; i++) {
        int now = step->options[i].why ? characters(step->options[i].why) : 0;
        most = now > most ? now : most;
    }
    yes += characters(step->options[step->right].text) + (step->why ? characters(step->why) : 0);
    most = yes > most ? yes : most;
    return 1 + (int)((float)most * PROSE / width);
}

struct question question_of(const struct model *model, float width, bool compact)
{
    struct question q = {.option = compact ? 34 : 46, .field = compact ? 32 : 40, .gap = GAP};
    const struct lesson_step *step = model_step(model);
    if (!model_question(model) || step->option_count == 0) {
        return (struct question){0};
    }
    q.gap = compact ? 8 : GAP;
    q.pad = compact ? 8 : 12;
    choose_columns(&q, step, width);
    q.reason = reason_lines(step, width - 2 * q.pad);
    q.height = QUESTION_HEAD + (float)q.lines * (q.option + q.gap) + q.field + q.gap +
               (float)q.reason * QUESTION_LINE + 2 * q.pad;
    return q;
}
