/* Which controls a step has room for: those that change what is on stage, by the role that it plays
 * there. What raised has those that can mend it. */
#include "app/model/model.h"

#include "app/model/role.h"

enum { OFFERS_MOST = 2, NOT_OFFERED = -1 };

static const int by_role[ROLE_COUNT][OFFERS_MOST] = {
    [ROLE_NONE] = {CONTROL_HEADS, CONTROL_WIRING},
    [ROLE_INPUT] = {CONTROL_SEED, NOT_OFFERED},
    [ROLE_MASK] = {CONTROL_MASK, NOT_OFFERED},
    [ROLE_QUERIES] = {CONTROL_HEADS, CONTROL_WIRING},
    [ROLE_KEYS] = {CONTROL_HEADS, CONTROL_WIRING},
    [ROLE_VALUES] = {CONTROL_HEADS, CONTROL_WIRING},
    [ROLE_SCORES] = {CONTROL_HEADS, NOT_OFFERED},
    [ROLE_SCALED] = {CONTROL_SCALE, NOT_OFFERED},
    [ROLE_MASKED] = {CONTROL_MASK, CONTROL_POLARITY},
    [ROLE_WEIGHTS] = {CONTROL_MASK, CONTROL_SCALE},
    [ROLE_DROPPED] = {CONTROL_DROPOUT, CONTROL_MODE},
    [ROLE_HEAD_OUT] = {CONTROL_MASK, NOT_OFFERED},
    [ROLE_CONCAT] = {CONTROL_HEADS, CONTROL_WIRING},
    [ROLE_OUT] = {CONTROL_WIRING, CONTROL_HEADS},
};
static const int mending[OFFERS_MOST] = {CONTROL_WIRING, CONTROL_HEADS};

/* Whether turning it would change a number of the step: what a lesson wrote has no seed, and one head has
 * no number of heads. */
static bool matters(const struct model *model, int control)
{
    bool many = model_heads(model) > 1 || model->changed[CONTROL_HEADS];
    bool given = attn_trace_op(model->trace, model->shown)->source == ATTN_SOURCE_GIVEN;
    return control != NOT_OFFERED && control_exists(control) &&
           (control != CONTROL_SEED || !given) && (control != CONTROL_HEADS || many);
}

int model_offers(const struct model *model, int *order, int most)
{
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    bool failed = attn_trace_failed(model->trace) >= 0 && !model_asks(model);
    const int *row = failed ? mending : by_role[role_of(op)];
    int count = 0;
    for (int i = 0; i < OFFERS_MOST && count < most; i++) {
        if (matters(model, row[i])) {
            order[count++] = row[i];
        }
    }
    return count;
}
