/* assert embed % heads == 0, as the listings write it. It is recorded only where it fails. */
#include "attention/ops/kind.h"

#include "attention/numbers/errors.h"

static bool check_shape(struct attn_op *op, const struct attn_op *ops)
{
    (void)ops;
    return error_check(&op->error);
}

static void check_run(const struct job *job)
{
    (void)job; /* it has failed: nothing runs */
}

static void check_explain(const struct view *view, struct attn_explanation *e)
{
    (void)view;
    (void)e;
}

const struct kind kind_check = {
    .about = {.name = "assert", .sentence = "The listing's own assert.", .picture = "division"},
    .shape = check_shape,
    .run = check_run,
    .explain = check_explain,
};
