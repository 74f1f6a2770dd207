/* Which tensor of one layer plays the role of a tensor of another, whose wiring may name it otherwise:
 * separate heads have heads.3.out, one big Linear has context. */
#include "app/model/role.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const roles[][2] = {
    {"out", "context"}, {"Q", "Q_heads"}, {"K", "K_heads"}, {"V", "V_heads"}};

/* The name that `own` has in the other kind of wiring; itself where it has the same. */
static const char *other_name(const char *own, int from)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(own, roles[i][from]) == 0) {
            return roles[i][1 - from];
        }
    }
    return own;
}

static int find_in_head(const struct attn_trace *trace, int head, const char *own)
{
    char name[ATTN_NAME_MAX];
    snprintf(name, sizeof name, "heads.%d.%.30s", head, own);
    return attn_trace_find(trace, name);
}

int role_find(const struct attn_trace *trace, const char *name, int head)
{
    int op = attn_trace_find(trace, name);
    const char *dot = strncmp(name, "heads.", 6) == 0 ? strchr(name + 6, '.') : NULL;
    if (op >= 0) {
        return op;
    }
    if (dot) {
        op = attn_trace_find(trace, other_name(dot + 1, 0));
        return op >= 0 ? op : find_in_head(trace, head, dot + 1);
    }
    return find_in_head(trace, head, other_name(name, 1));
}
