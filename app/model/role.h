/* Roles: which tensor of a layer does what, whatever its wiring names it. */
#ifndef APP_MODEL_ROLE_H
#define APP_MODEL_ROLE_H

#include "attention/attention.h"

/* The operation of that name, or the one that plays its role in this wiring, for that head; -1 where
 * there is none. */
int role_find(const struct attn_trace *trace, const char *name, int head);

#endif
