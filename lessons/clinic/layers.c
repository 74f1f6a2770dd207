/* Which layers of the course raise the very numbers of an answer. They leave few sizes to try; each of
 * those is planned, and kept when what it says is explained the same way. */
#include "lessons/clinic/clinic.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    PROPOSALS_MAX = 16,
    HEADS_LIKELY = 128, /* more only when the hint says so */
    SIZE_MOST = 65536,
    DEFAULT_BATCH = 1,
    DEFAULT_TOKENS = 4,
};

/* A guess at a layer, before it is planned. */
struct proposal {
    enum attn_wiring wiring;
    int batch, tokens, embed, heads;
    int score; /* how usual its sizes are: only the order in which they are tried */
};

struct search {
    const struct clinic_answer *answer;
    struct clinic_hints hints;
    struct proposal proposals[PROPOSALS_MAX]; /* best first */
    int count;
};

static bool fits(int hint, long long value)
{
    return hint == 0 || hint == value;
}

static bool is_power_of_two(long long n)
{
    return n > 0 && (n & (n - 1)) == 0;
}

/* ---- how usual sizes are ---- */

/* Powers of two are batches, round numbers are lengths. */
static int score_rows(int batch, int tokens)
{
    int score = is_power_of_two(batch) && batch <= 128 ? 10 : 0;
    score += batch == 32 ? 4 : batch == 64 || batch == 16 ? 3 : batch == 8 ? 2 : 0;
    score += tokens >= 4 && tokens <= 4096 ? 5 : 0;
    return score + ((is_power_of_two(tokens) && tokens >= 16) || tokens % 10 == 0 ? 6 : 0);
}

static int score_width(int embed, int heads)
{
    int score = is_power_of_two(embed) && embed >= 64 ? 7 : embed % 64 == 0 ? 6 : 0;
    score += heads == 8 || heads == 12 ? 5 : is_power_of_two(heads) ? 3 : 0;
    return score + (embed % heads == 0 ? 4 : 0) + (embed == 64 * heads ? 3 : 0);
}

/* Rows as batch and tokens, the most usual; or the hints', or the smallest that show the error. */
static bool find_rows(const struct search *s, long long rows, int *batch, int *tokens)
{
    int best = -1;
    *batch = s->hints.batch ? s->hints.batch : DEFAULT_BATCH;
    *tokens = s->hints.tokens ? s->hints.tokens : DEFAULT_TOKENS;
    for (int b = 1; rows >= 0 && b <= SIZE_MOST && b <= rows; b++) {
        long long t = rows / b;
        if (rows % b == 0 && t <= SIZE_MOST && fits(s->hints.batch, b) &&
            fits(s->hints.tokens, t) && score_rows(b, (int)t) > best) {
            best = score_rows(b, (int)t);
            *batch = b;
            *tokens = (int)t;
        }
    }
    return rows < 0 || best >= 0;
}

/* ---- proposals ---- */

static void propose(struct search *s, enum attn_wiring wiring, const int *rows, long long embed,
                    long long heads)
{
    if (embed < 1 || embed > SIZE_MOST || heads < 1 || heads > ATTN_HEADS_MAX ||
        !fits(s->hints.embed, embed) || !fits(s->hints.heads, heads)) {
        return;
    }
    struct proposal p = {wiring,     rows[0],    rows[1],
                         (int)embed, (int)heads, score_width((int)embed, (int)heads)};
    int at = s->count < PROPOSALS_MAX ? s->count++ : PROPOSALS_MAX;
    for (; at > 0 && p.score > s->proposals[at - 1].score; at--) {
        if (at < PROPOSALS_MAX) {
            s->proposals[at] = s->proposals[at - 1];
        }
    }
    if (at < PROPOSALS_MAX) {
        s->proposals[at] = p;
    }
}

static long long product(const struct clinic_told *t, int to)
{
    long long n = 1;
    for (int i = 0; i < to; i++) {
        if (t->size[i] < 0 || t->size[i] > SIZE_MOST || n > INT32_MAX) {
            return t->size[i] < 0 ? -1 : INT32_MAX + 1LL;
        }
        n *= t->size[i];
    }
    return n;
}

/* (rows, k) times (j, m): a Linear(j, m) that is handed k. */
static void propose_product(struct search *s)
{
    const struct clinic_told *l = &s->answer->left, *r = &s->answer->right;
    long long k = s->answer->clash[0], j = s->answer->clash[1], m = r->rank == 2 ? r->size[1] : -1;
    int rows[2], most = s->hints.heads ? s->hints.heads : HEADS_LIKELY;
    bool square = r->rank <= 2 && (m < 0 || m == j);
    if (l->rank == 0 || !square || k < 0 || j < 0 ||
        !find_rows(s, product(l, l->rank - 1), &rows[0], &rows[1])) {
        return;
    }
    for (int heads = 1; heads <= most; heads++) {
        if (j * heads == k) {
            propose(s, ATTN_WIRING_FULL_WIDTH, rows, j, heads);
        }
        if (k / heads == j) {
            propose(s, ATTN_WIRING_HEAD_DIM, rows, k, heads);
        }
        if (j / heads * heads == k && j % heads != 0) { /* the last features are left over */
            propose(s, ATTN_WIRING_PROJECTED, rows, j, heads);
            propose(s, ATTN_WIRING_SLICED, rows, j, heads);
            propose(s, ATTN_WIRING_SHARED, rows, j, heads);
        }
    }
}

/* view(batch, tokens, heads, head_dim) of (batch, tokens, embed) */
static void propose_view(struct search *s)
{
    const struct clinic_told *want = &s->answer->right;
    long long rows = want->rank == 4 ? product(want, 2) : 0;
    if (rows <= 0 || rows > INT32_MAX || s->answer->clash[0] < 0 ||
        s->answer->clash[0] % rows != 0 || !fits(s->hints.batch, want->size[0]) ||
        !fits(s->hints.tokens, want->size[1])) {
        return;
    }
    int first[2] = {(int)want->size[0], (int)want->size[1]};
    propose(s, ATTN_WIRING_FUSED, first, s->answer->clash[0] / rows, want->size[2]);
    propose(s, ATTN_WIRING_NO_TRANSPOSE, first, s->answer->clash[0] / rows, want->size[2]);
}

static void propose_divisible(struct search *s)
{
    int rows[2];
    find_rows(s, -1, &rows[0], &rows[1]);
    for (int w = 0; w < ATTN_WIRING_COUNT && s->answer->clash[1] > 0; w++) {
        propose(s, (enum attn_wiring)w, rows, s->answer->clash[0], s->answer->clash[1]);
    }
}

/* ---- held against the plan ---- */

static bool agree(long long a, long long b)
{
    return a == b || a < 0 || b < 0;
}

/* The same as far as both tell them; many leading axes count as one. */
static bool same_told(const struct clinic_told *a, const struct clinic_told *b)
{
    if (a->rank == 0 || b->rank == 0) {
        return a->rank == b->rank;
    }
    return agree(a->size[a->rank - 1], b->size[b->rank - 1]) &&
           agree(product(a, a->rank - 1), product(b, b->rank - 1));
}

/* False without memory. */
static bool says_the_same(const struct clinic_answer *answer, const struct attn_op *op, bool *same)
{
    struct clinic_answer own;
    if (!clinic_explain(op->error.text, strlen(op->error.text), NULL, &own)) {
        return false;
    }
    /* the course's own check tells no numbers: its settings have them */
    bool clash = answer->class == CLINIC_CLASS_DIVISIBLE ||
                 (own.clash[0] == answer->clash[0] && own.clash[1] == answer->clash[1]);
    *same = clash && own.class == answer->class && same_told(&own.left, &answer->left) &&
            same_told(&own.right, &answer->right);
    return true;
}

static struct attn_config config_of(const struct clinic_answer *answer, const struct proposal *p)
{
    struct attn_config config = attn_config_default();
    config.wiring = p->wiring;
    config.batch = p->batch;
    config.tokens = p->tokens;
    config.embed = p->embed;
    config.heads = p->heads;
    config.check = p->embed % p->heads == 0 || answer->class == CLINIC_CLASS_DIVISIBLE;
    config.budget = SIZE_MAX; /* nothing is computed */
    return config;
}

/* The Linear of an operation: its weight's name without ".weight". */
static void name_layer(const struct attn_trace *trace, const struct attn_op *op, char *layer)
{
    layer[0] = '\0';
    if (op->kind == ATTN_KIND_LINEAR) {
        const char *weight = attn_trace_op(trace, op->operands[1])->name;
        snprintf(layer, ATTN_NAME_MAX, "%.*s", (int)(strrchr(weight, '.') - weight), weight);
    }
}

/* Plans what is proposed; *same: it raises the same, and layer is filled. False without memory. */
static bool hold(const struct search *s, const struct proposal *p, struct clinic_layer *layer,
                 bool *same)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    layer->config = config_of(s->answer, p);
    *same = false;
    bool planned = trace && attn_trace_plan(trace, &layer->config, &error);
    bool good = trace && (planned || error.kind != ATTN_ERROR_MEMORY);
    int failed = planned ? attn_trace_failed(trace) : -1;
    if (failed >= 0) {
        const struct attn_op *op = attn_trace_op(trace, failed);
        good = says_the_same(s->answer, op, same);
        snprintf(layer->op, sizeof layer->op, "%s", op->name);
        name_layer(trace, op, layer->layer);
    }
    attn_trace_free(trace);
    return good;
}

int clinic_layers(const struct clinic_answer *answer, const struct clinic_hints *hints,
                  struct clinic_layer *layers, int most)
{
    struct search s = {.answer = answer, .hints = hints ? *hints : (struct clinic_hints){0}};
    int count = 0;
    if (answer->class == CLINIC_CLASS_MM) {
        propose_product(&s);
    } else if (answer->class == CLINIC_CLASS_VIEW) {
        propose_view(&s);
    } else if (answer->class == CLINIC_CLASS_DIVISIBLE) {
        propose_divisible(&s);
    }
    for (int i = 0; i < s.count && count < most; i++) {
        bool same = false;
        if (!hold(&s, &s.proposals[i], &layers[count], &same)) {
            return -1;
        }
        count += same;
    }
    return count;
}
