/* Asking before showing: what a step asks is hidden until the learner has answered, or gives up. A
 * wrong answer is met with the reason, and may be tried again. */
#include "app/model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

bool model_asks(const struct model *model)
{
    return model->answer.open && !model->wandered;
}

bool model_asks_shape(const struct model *model)
{
    return model_asks(model) && model_step(model)->ask == LESSON_ASK_SHAPE;
}

static int asked_op(const struct model *model)
{
    return attn_trace_find(model->trace, model_step(model)->ask_name);
}

bool model_hides(const struct model *model, int op)
{
    const struct lesson_step *step = model_step(model);
    if (!model->answer.open) {
        return false;
    }
    return step->ask == LESSON_ASK_SHAPE ? op == asked_op(model)
                                         : op >= attn_trace_find(model->trace, step->show);
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
    if (step->ask == LESSON_ASK_NOTHING && mark == MARK_NONE) {
        model_set_mark(model, model->lesson, model->step, MARK_SEEN);
    }
}

/* ---- answering ---- */

static void judge(struct model *model, bool right)
{
    struct answer *answer = &model->answer;
    enum mark before = model_mark(model, model->lesson, model->step);
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

void answer_type(struct model *model, int character)
{
    char *text = model->answer.text;
    size_t used = strlen(text);
    if (used + 3 > ANSWER_MAX) {
        return;
    }
    text[used] = (char)character;
    text[used + 1] = '\0';
}

void answer_erase(struct model *model)
{
    size_t used = strlen(model->answer.text);
    if (used > 0) {
        model->answer.text[used - 1] = '\0';
    }
}

/* "32,10,2048" as a shape; rank 0 where it is none. False when it has more axes than any tensor. */
static bool shape_of(const char *text, struct attn_shape *shape)
{
    *shape = (struct attn_shape){0};
    for (text += strcspn(text, DIGITS); *text; text += strcspn(text, DIGITS)) {
        char *end = NULL;
        long size = strtol(text, &end, 10);
        if (shape->rank == ATTN_RANK_MAX) {
            return false;
        }
        shape->size[shape->rank++] = size > 0 && size < 1000000 ? (int)size : 0;
        text = end;
    }
    return true;
}

void answer_submit(struct model *model)
{
    struct attn_shape shape;
    bool can_be = shape_of(model->answer.text, &shape);
    int op = asked_op(model);
    if (shape.rank > 0 && op >= 0) {
        judge(model, can_be && attn_shape_equal(&shape, &attn_trace_op(model->trace, op)->shape));
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
