/* Roles: what a tensor is in its layer, whatever its wiring names it. */
#ifndef APP_MODEL_ROLE_H
#define APP_MODEL_ROLE_H

#include "attention/attention.h"

enum role {
    ROLE_NONE,
    ROLE_INPUT,
    ROLE_MASK,
    ROLE_QUERIES, /* of a head, or of all heads split; these three also before they are split */
    ROLE_KEYS,
    ROLE_VALUES,
    ROLE_SCORES,
    ROLE_SCALED,
    ROLE_MASKED,
    ROLE_WEIGHTS,
    ROLE_DROPPED,
    ROLE_HEAD_OUT, /* weights times values */
    ROLE_CONCAT,
    ROLE_OUT,
    ROLE_COUNT
};

enum role role_of(const struct attn_op *op);
/* The operation of that name, or the one that plays its role in this wiring, for that head; -1 where
 * there is none. */
int role_find(const struct attn_trace *trace, const char *name, int head);
/* The same; where there is none, what stands in its place: without a mask, scaled for masked. */
int role_find_near(const struct attn_trace *trace, const char *name, int head);

#endif
