/* Which questions hide something here, and from which operation on. */
#include "app/model/hide.h"

#include "app/model/model.h"
#include "app/model/op.h"
#include "app/model/role.h"

#include <string.h>

/* Of two steps with the same settings. A verdict hangs on no numbers. */
static bool same_numbers(const struct lesson_step *asks, const struct lesson_step *here)
{
    const struct attn_config *a = &asks->config;
    size_t bytes = (size_t)a->tokens * (size_t)a->embed * sizeof *asks->x;
    if (asks->ask == LESSON_ASK_VERDICT) {
        return true;
    }
    return asks->layer == here->layer && asks->random_values == here->random_values &&
           (!asks->x || !here->x || memcmp(asks->x, here->x, bytes) == 0);
}

/* A shape hangs on the sizes; a number, or what happens, on every setting. */
static bool same_layer(const struct lesson_step *asks, const struct lesson_step *step,
                       const struct attn_config *here)
{
    const struct attn_config *a = &asks->config;
    if (asks->ask != LESSON_ASK_SHAPE) {
        return memcmp(a, here, sizeof *a) == 0 && same_numbers(asks, step);
    }
    return a->wiring == here->wiring && a->batch == here->batch && a->tokens == here->tokens &&
           a->embed == here->embed && a->heads == here->heads;
}

/* Whether a step's question is still open: the one at hand, or a later one that nobody has met. */
static bool waits(const struct model *model, int step)
{
    const struct lesson_step *asks = &model_lesson(model)->steps[step];
    if (asks->ask == LESSON_ASK_NOTHING) {
        return false;
    }
    return step == model->step
               ? model->answer.open
               : model->asking && model_mark(model, model->lesson, step) == MARK_NONE;
}

/* Operations of one name in several heads have one place: that in the first head. */
static int place_of(const struct attn_trace *trace, int op)
{
    return attn_trace_op(trace, op)->head > 0 ? op_twin(trace, op, 0) : op;
}

static bool hidden_by(const struct lesson_step *asks, const struct attn_trace *trace, int op)
{
    int asked = role_find(trace, asks->ask_name, 0);
    if (op == asked) {
        return true;
    }
    bool made = attn_trace_op(trace, op)->source == ATTN_SOURCE_NONE;
    return made && (asked < 0 || place_of(trace, op) >= place_of(trace, asked));
}

bool model_hides_in(const struct model *model, const struct attn_config *config,
                    const struct attn_trace *trace, int op)
{
    const struct lesson *lesson = model_lesson(model);
    for (int i = model->step; i < lesson->step_count; i++) {
        const struct lesson_step *asks = &lesson->steps[i];
        bool here = i == model->step && trace == model->trace;
        if (waits(model, i) && (here || same_layer(asks, model_step(model), config)) &&
            hidden_by(asks, trace, op)) {
            return true;
        }
    }
    return false;
}

bool model_hides(const struct model *model, int op)
{
    return model_hides_in(model, &model_step(model)->config, model->trace, op);
}

bool model_hides_some(const struct model *model)
{
    for (int i = 0; i < attn_trace_count(model->trace); i++) {
        if (model_hides(model, i)) {
            return true;
        }
    }
    return false;
}

bool model_covers(const struct model *model, int op)
{
    const struct lesson_step *step = model_step(model);
    bool part = step->ask == LESSON_ASK_VALUE || step->ask == LESSON_ASK_LARGEST;
    return part && model->answer.open && attn_trace_find(model->trace, step->ask_name) == op;
}

bool model_covers_cell(const struct model *model, int op, int row, int column)
{
    if (!model_covers(model, op)) {
        return false;
    }
    const struct lesson_step *step = model_step(model);
    const struct lesson_expect *e = &step->expects[step->asked];
    bool whole = step->ask == LESSON_ASK_LARGEST;
    int rows = whole ? e->at_count - 1 : e->at_count - 2;
    bool in_row = rows < 0 || e->at[rows] == row;
    return in_row && (whole || (e->at_count > 0 && e->at[e->at_count - 1] == column));
}
