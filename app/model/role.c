/* Roles by name, in the two kinds of wiring: separate heads have heads.3.out, one big Linear has
 * context. Which tensor of one layer plays the role of a tensor of another follows from it. */
#include "app/model/role.h"

#include "app/model/op.h"

#include <stdio.h>
#include <string.h>

static const struct row {
    enum role role;
    const char *in_head; /* behind "heads.3.", or of a single head; NULL: no head has it */
    const char *whole;   /* of all heads together, or of the layer */
} roles[] = {
    {ROLE_INPUT, "x", "x"},
    {ROLE_MASK, NULL, "mask"},
    {ROLE_OUT, NULL, "out"},
    {ROLE_CONCAT, NULL, "concat"},
    {ROLE_HEAD_OUT, "out", "context"},
    {ROLE_QUERIES, "Q", "Q_heads"},
    {ROLE_KEYS, "K", "K_heads"},
    {ROLE_VALUES, "V", "V_heads"},
    {ROLE_SCORES, "scores", "scores"},
    {ROLE_SCALED, "scaled", "scaled"},
    {ROLE_MASKED, "masked", "masked"},
    {ROLE_WEIGHTS, "weights", "weights"},
    {ROLE_DROPPED, "dropped", "dropped"},
};
enum { ROLES = sizeof roles / sizeof *roles };

enum role role_of(const struct attn_op *op)
{
    const char *own = op_own_name(op);
    for (int i = 0; op->head < 0 && i < ROLES; i++) {
        if (strcmp(own, roles[i].whole) == 0) {
            return roles[i].role;
        }
    }
    for (int i = 0; i < ROLES; i++) {
        if (roles[i].in_head && strcmp(own, roles[i].in_head) == 0) {
            return roles[i].role;
        }
    }
    return ROLE_NONE;
}

/* The name that `own` has in the other kind of wiring; itself where it has none. */
static const char *other_name(const char *own, bool in_head)
{
    for (int i = 0; i < ROLES; i++) {
        const char *name = in_head ? roles[i].in_head : roles[i].whole;
        if (roles[i].in_head && strcmp(own, name) == 0) {
            return in_head ? roles[i].whole : roles[i].in_head;
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
        op = attn_trace_find(trace, other_name(dot + 1, true));
        op = op >= 0 ? op : find_in_head(trace, head, dot + 1);
        return op >= 0 ? op : attn_trace_find(trace, dot + 1); /* of a layer that is one head */
    }
    return find_in_head(trace, head, other_name(name, false));
}

/* What stands in for a tensor that a layer does not have. */
static const char *const instead[][2] = {
    {"masked", "scaled"}, {"mask", "scaled"}, {"concat", "mean"}, {"mean", "concat"}};

int role_find_near(const struct attn_trace *trace, const char *name, int head)
{
    int op = role_find(trace, name, head);
    const char *dot = strrchr(name, '.');
    const char *own = strncmp(name, "heads.", 6) == 0 && dot ? dot + 1 : name;
    for (size_t i = 0; op < 0 && i < sizeof instead / sizeof *instead; i++) {
        char other[ATTN_NAME_MAX];
        if (strcmp(own, instead[i][0]) == 0) {
            snprintf(other, sizeof other, "%.*s%s", (int)(own - name), name, instead[i][1]);
            op = role_find(trace, other, head);
        }
    }
    return op;
}
