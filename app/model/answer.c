/* Asking before showing: a wrong answer is met with its reason and may be tried again; a right one
 * with why it is right, and what was hidden appears. */
#include "app/model/model.h"

#include "app/model/limit.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool model_asks(const struct model *model)
{
    return model->answer.open && !model->wandered;
}

bool model_asks_text(const struct model *model)
{
    enum lesson_ask ask = model_step(model)->ask;
    return model_asks(model) &&
           (ask == LESSON_ASK_SHAPE || ask == LESSON_ASK_VALUE || ask == LESSON_ASK_SUM);
}

bool model_question(const struct model *model)
{
    enum reply reply = model->answer.reply;
    bool told = reply == REPLY_RIGHT || reply == REPLY_SHOWN;
    return (model->answer.open || told) && !model->wandered;
}

enum focus model_focus(const struct model *model)
{
    if (model->over == OVER_OUTLINE) {
        return FOCUS_OUTLINE;
    }
    if (model->entry.open || clinic_types(model)) {
        return FOCUS_ANSWER;
    }
    if (model->clinic.open) {
        return FOCUS_PICKS;
    }
    bool asked = model->focus == FOCUS_STEPS && model_asks(model) && model->over == OVER_NOTHING;
    if (asked && model->answer.typing && model_asks_text(model)) {
        return FOCUS_ANSWER;
    }
    if (model->presenting) {
        return asked ? FOCUS_PRESENTED_PICKS : FOCUS_PRESENTING;
    }
    return asked ? FOCUS_PICKS : model->focus;
}

bool model_focuses_picks(const struct model *model)
{
    enum focus focus = model_focus(model);
    return focus == FOCUS_PICKS || focus == FOCUS_PRESENTED_PICKS;
}

const char *answer_reason(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    switch (model->answer.reply) {
    case REPLY_WRONG:
        return model->answer.wrong < 0 ? NULL : step->options[model->answer.wrong].why;
    case REPLY_RIGHT:
    case REPLY_SHOWN:
        return step->why;
    default:
        return NULL;
    }
}

void answer_begin(struct model *model)
{
    enum mark mark = model_mark(model, model->lesson, model->step);
    const struct lesson_step *step = model_step(model);
    bool learned = mark == MARK_RIGHT || mark == MARK_SECOND;
    model->answer = (struct answer){.wrong = -1};
    model->answer.open = step->ask != LESSON_ASK_NOTHING && !learned && model->asking;
    if (model->answer.open && !model->settings) {
        model->focus = FOCUS_STEPS; /* what is pressed next is the answer */
    }
    if (model->asking && step->ask == LESSON_ASK_NOTHING && mark == MARK_NONE) {
        model_set_mark(model, model->lesson, model->step, MARK_SEEN);
    }
}

/* ---- answering ---- */

/* Not answered, but met: from now on it hides nothing in other steps. */
void answer_pass(struct model *model, int lesson, int step)
{
    if (model_mark(model, lesson, step) == MARK_NONE) {
        model_set_mark(model, lesson, step, MARK_PASSED);
    }
}

static void empty(struct answer *answer)
{
    answer->text[0] = '\0';
    answer->caret = 0;
}

/* The next option that was not tried, from `from` on in the direction of `by`. */
static int untried(const struct model *model, int from, int by)
{
    int count = model_step(model)->option_count, at = from;
    for (int i = 0; i < count; i++, at = (at + by + count) % count) {
        if (!(model->answer.tried >> at & 1)) {
            return at;
        }
    }
    return from;
}

/* Takes an option, or -1: what was typed is none of them and is wrong. */
static void judge(struct model *model, int option)
{
    struct answer *answer = &model->answer;
    bool right = option == model_step(model)->right;
    bool first = model_mark(model, model->lesson, model->step) == MARK_NONE;
    empty(answer);
    answer->wrong = right ? -1 : option;
    answer->reply = right ? REPLY_RIGHT : REPLY_WRONG;
    if (right) {
        answer->open = answer->typing = false;
        answer->option = option;
        model_set_mark(model, model->lesson, model->step, first ? MARK_RIGHT : MARK_SECOND);
        return;
    }
    answer_pass(model, model->lesson, model->step);
    if (option >= 0) {
        answer->tried |= 1u << option;
        answer->option = untried(model, option, 1);
    }
}

void answer_type(struct model *model, const char *text)
{
    struct answer *a = &model->answer;
    size_t used = strlen(a->text), more = strlen(text), before = (size_t)a->caret;
    bool sign = (unsigned char)text[0] >= ' ' && text[0] != '\x7f';
    if (!model_asks_text(model)) {
        return;
    }
    a->typing = true;
    if (sign && used + more < ANSWER_MAX) {
        memmove(a->text + before + more, a->text + before, used - before + 1);
        memcpy(a->text + before, text, more);
        a->caret += (int)more;
    }
}

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

void answer_move(struct model *model, int by)
{
    struct answer *a = &model->answer;
    int end = (int)strlen(a->text), step = by < 0 ? -1 : 1;
    for (; by != 0; by -= step) {
        do {
            a->caret += step;
        } while (a->caret > 0 && a->caret < end && goes_on(a->text[a->caret]));
        a->caret = limit(a->caret, 0, end);
    }
}

/* Takes back one character, which may be several bytes. */
void answer_erase(struct model *model)
{
    struct answer *a = &model->answer;
    int end = a->caret;
    answer_move(model, -1);
    memmove(a->text + a->caret, a->text + end, strlen(a->text + end) + 1);
}

/* "32,10,2048" or "(32, 10, 2048)" as a shape; false where it is none that a tensor here can have. */
static bool read_shape(const char *text, struct attn_shape *shape)
{
    *shape = (struct attn_shape){0};
    for (text += strspn(text, " ,()[]"); *text; text += strspn(text, " ,()[]")) {
        char *end = NULL;
        if (!isdigit((unsigned char)*text) || shape->rank == ATTN_RANK_MAX) {
            return false;
        }
        long size = strtol(text, &end, 10);
        shape->size[shape->rank++] = size < INT_MAX ? (int)size : INT_MAX;
        text = end;
    }
    return shape->rank > 0;
}

/* A number, its minus of either kind. */
static bool read_number(const char *text, double *value)
{
    static const char minus[] = "−";
    char plain[ANSWER_MAX + 1], *end = NULL;
    text += strspn(text, " ");
    bool negative = strncmp(text, minus, strlen(minus)) == 0;
    snprintf(plain, sizeof plain, "%s%s", negative ? "-" : "",
             text + (negative ? strlen(minus) : 0));
    bool sign = plain[0] && strchr("-+.0123456789", plain[0]) && !strpbrk(plain, "xXnN");
    *value = sign ? strtod(plain, &end) : 0;
    return sign && end != plain && end[strspn(end, " ")] == '\0';
}

/* Whether the number typed is that of the option, as precisely as the lesson writes it. */
static bool same_number(double typed, const char *option)
{
    double value = 0;
    const char *point = strchr(option, '.');
    int digits = point ? (int)strlen(point + 1) : 0;
    return read_number(option, &value) && fabs(typed - value) < 0.5 * pow(10, -digits) + 1e-9;
}

/* Reads what is typed as the option that it is: -1 none of them, -2 no answer at all. */
static int read_typed(const struct model *model)
{
    const struct lesson_step *step = model_step(model);
    struct attn_shape typed, other;
    double number = 0;
    bool shape = step->ask == LESSON_ASK_SHAPE;
    if (!(shape ? read_shape(model->answer.text, &typed)
                : read_number(model->answer.text, &number))) {
        return -2;
    }
    for (int i = 0; i < step->option_count; i++) {
        const char *text = step->options[i].text;
        if (shape ? read_shape(text, &other) && attn_shape_equal(&typed, &other)
                  : same_number(number, text)) {
            return i;
        }
    }
    return -1;
}

void answer_submit(struct model *model)
{
    if (!model_asks_text(model)) {
        return;
    }
    int option = read_typed(model);
    if (option == -2) { /* no answer at all, so not a wrong one */
        model->answer.reply = REPLY_UNREAD;
        empty(&model->answer);
    } else {
        judge(model, option);
    }
}

void answer_pick(struct model *model, int option)
{
    if (model_asks(model) && option >= 0 && option < model_step(model)->option_count) {
        model->answer.typing = false;
        judge(model, option);
    }
}

void answer_aim(struct model *model, int index)
{
    if (model_asks(model) && index >= 0 && index < model_step(model)->option_count) {
        model->focus = FOCUS_STEPS;
        model->answer.typing = false;
        model->answer.option = index;
    }
}

void answer_step(struct model *model, int by)
{
    int count = model_step(model)->option_count;
    if (model_asks(model) && count > 0) {
        answer_aim(model, untried(model, (model->answer.option + by + count) % count, by));
    }
}

void answer_reveal(struct model *model)
{
    if (model->answer.open) {
        answer_pass(model, model->lesson, model->step);
        model->answer.open = model->answer.typing = false;
        model->answer.option = model_step(model)->right;
        model->answer.reply = REPLY_SHOWN;
    }
}
