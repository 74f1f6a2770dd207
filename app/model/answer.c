/* Asking before showing: what a step asks is hidden until the learner has answered, or gives up. A
 * wrong answer is met with the reason, and may be tried again. */
#include "app/model/model.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool model_asks(const struct model *model)
{
    return model->answer.open && !model->wandered;
}

bool model_asks_shape(const struct model *model)
{
    return model_asks(model) && model_step(model)->ask == LESSON_ASK_SHAPE;
}

enum focus model_focus(const struct model *model)
{
    bool typing = model->focus == FOCUS_STEPS && model_asks_shape(model) && !model->help;
    return typing ? FOCUS_ANSWER : model->presenting ? FOCUS_PRESENTING : model->focus;
}

static int asked_op(const struct model *model)
{
    return attn_trace_find(model->trace, model_step(model)->ask_name);
}

/* What is asked, and what follows from it: a shape tells those of all that it goes into. */
bool model_hides(const struct model *model, int op)
{
    const struct lesson_step *step = model_step(model);
    int from = step->ask == LESSON_ASK_SHAPE ? asked_op(model) : model_step_op(model);
    return model->answer.open && from >= 0 && op >= from;
}

/* ---- picks ---- */

static void add_pick(struct answer *answer, const struct attn_shape *like, int last)
{
    struct attn_shape shape = *like;
    shape.size[shape.rank - 1] = last;
    for (int i = 0; i < answer->pick_count; i++) {
        if (attn_shape_equal(&answer->picks[i], &shape)) {
            return;
        }
    }
    if (answer->pick_count < PICKS_MAX && last > 0) {
        answer->picks[answer->pick_count++] = shape;
    }
}

static int by_last(const void *a, const void *b)
{
    const struct attn_shape *x = a, *y = b;
    return x->size[x->rank - 1] - y->size[y->rank - 1];
}

/* The right shape among those that one might take for it, the narrowest first. */
static void make_picks(struct model *model)
{
    const struct attn_config *c = &model->config;
    struct answer *answer = &model->answer;
    int op = asked_op(model);
    if (op < 0) {
        return;
    }
    const struct attn_shape *shape = &attn_trace_op(model->trace, op)->shape;
    add_pick(answer, shape, shape->size[shape->rank - 1]);
    add_pick(answer, shape, c->embed);
    add_pick(answer, shape, c->heads * c->embed);
    add_pick(answer, shape, c->embed / c->heads);
    add_pick(answer, shape, c->tokens);
    qsort(answer->picks, (size_t)answer->pick_count, sizeof *answer->picks, by_last);
}

void answer_begin(struct model *model)
{
    enum mark mark = model_mark(model, model->lesson, model->step);
    const struct lesson_step *step = model_step(model);
    model->answer = (struct answer){.wrong = -1};
    model->answer.open = step->ask != LESSON_ASK_NOTHING && mark != MARK_RIGHT && model->asking;
    if (step->ask == LESSON_ASK_SHAPE) {
        make_picks(model);
    }
    if (model_asks_shape(model) && !model->settings) {
        model->focus = FOCUS_STEPS; /* what is typed next is the answer */
    }
    if (model->asking && step->ask == LESSON_ASK_NOTHING && mark == MARK_NONE) {
        model_set_mark(model, model->lesson, model->step, MARK_SEEN);
    }
}

/* ---- answering ---- */

static void judge(struct model *model, bool right)
{
    struct answer *answer = &model->answer;
    enum mark before = model_mark(model, model->lesson, model->step);
    answer->unread = false;
    if (right) {
        answer->open = false;
        answer->told = false;
    } else {
        answer->told = true;
        answer->text[0] = '\0';
    }
    if (right && before == MARK_NONE) {
        model_set_mark(model, model->lesson, model->step, MARK_RIGHT);
    } else if (before != MARK_RIGHT) {
        model_set_mark(model, model->lesson, model->step, MARK_WRONG);
    }
}

void answer_type(struct model *model, const char *text)
{
    char *typed = model->answer.text;
    size_t used = strlen(typed), more = strlen(text);
    bool sign = (unsigned char)text[0] >= ' ' && text[0] != '\x7f';
    if (model_asks_shape(model) && sign && used + more < ANSWER_MAX) {
        memcpy(typed + used, text, more + 1);
    }
}

/* Takes back one character, which may be several bytes. */
void answer_erase(struct model *model)
{
    char *text = model->answer.text;
    size_t used = strlen(text);
    while (used > 0 && ((unsigned char)text[used - 1] & 0xc0) == 0x80) {
        used--;
    }
    text[used > 0 ? used - 1 : 0] = '\0';
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

void answer_submit(struct model *model)
{
    struct attn_shape shape;
    int op = asked_op(model);
    if (!model_asks_shape(model) || op < 0) {
        return;
    }
    if (read_shape(model->answer.text, &shape)) {
        judge(model, attn_shape_equal(&shape, &attn_trace_op(model->trace, op)->shape));
    } else { /* no answer at all, so not a wrong one */
        model->answer.told = model->answer.unread = true;
        model->answer.text[0] = '\0';
    }
}

void answer_pick(struct model *model, int pick)
{
    const struct lesson_step *step = model_step(model);
    int op = asked_op(model);
    bool right = step->ask == LESSON_ASK_VERDICT && pick == (int)step->verdict;
    if (step->ask == LESSON_ASK_SHAPE && op >= 0 && pick < model->answer.pick_count) {
        right =
            attn_shape_equal(&model->answer.picks[pick], &attn_trace_op(model->trace, op)->shape);
    }
    model->answer.wrong = right ? -1 : pick;
    judge(model, right);
}

void answer_reveal(struct model *model)
{
    model->answer.open = false;
    if (model_mark(model, model->lesson, model->step) == MARK_NONE) {
        model_set_mark(model, model->lesson, model->step, MARK_WRONG);
    }
}
