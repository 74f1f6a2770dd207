/* Which layers raise an error that was told. Its numbers leave few sizes to try; each of those is
 * planned, and kept when the operation that fails says the same. */
#include "lessons/clinic/diagnose.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    PROPOSALS_MAX = 16,
    HEADS_LIKELY = 128, /* more only when the hint says so */
    SIZE_MOST = 65536,
    DEFAULT_BATCH = 1,
    DEFAULT_TOKENS = 4,
    NAMED = 100, /* in scores: a layer that the text names goes first */
};

/* A guess at a layer, before it is planned. */
struct proposal {
    enum attn_wiring wiring;
    int batch, tokens, embed, heads;
    int score;
};

struct search {
    const char *text;
    const struct clinic_hints *hints;
    const struct attn_allocator *allocator;
    struct clinic_diagnosis *diagnosis;
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

/* ---- how likely sizes are ---- */

static int score_embed(int embed)
{
    if (embed == 256 || embed == 512 || embed == 768 || embed == 1024) {
        return 10;
    }
    bool power = is_power_of_two(embed) && embed >= 64;
    return power ? 7 : embed % 64 == 0 ? 6 : embed % 8 == 0 ? 3 : 0;
}

static int score_heads(int embed, int heads)
{
    int score = heads == 8 || heads == 12   ? 5
                : heads == 4 || heads == 16 ? 4
                : is_power_of_two(heads)    ? 3
                                            : 0;
    score += embed % heads == 0 ? 4 : 0;
    return score + (embed == 64 * heads ? 3 : 0);
}

static int score_rows(int batch, int tokens)
{
    int score = is_power_of_two(batch) && batch <= 128 ? 10 : 0;
    score += batch == 32 ? 4 : batch == 64 || batch == 16 ? 3 : batch == 8 ? 2 : 0;
    score += tokens >= 4 && tokens <= 4096 ? 5 : 0;
    score += (is_power_of_two(tokens) && tokens >= 16) || tokens % 10 == 0 ? 6 : 0;
    return score;
}

int diagnose_rows(long long rows, const struct clinic_hints *hints, int (*pairs)[2], int most)
{
    int count = 0;
    for (int batch = 1; batch <= SIZE_MOST && batch <= rows; batch++) {
        long long tokens = rows / batch;
        if (rows % batch != 0 || tokens > SIZE_MOST || !fits(hints->batch, batch) ||
            !fits(hints->tokens, tokens)) {
            continue;
        }
        int at = count < most ? count++ : most;
        int score = score_rows(batch, (int)tokens);
        while (at > 0 && score > score_rows(pairs[at - 1][0], pairs[at - 1][1])) {
            if (at < most) {
                memcpy(pairs[at], pairs[at - 1], sizeof *pairs);
            }
            at--;
        }
        if (at < most) {
            pairs[at][0] = batch;
            pairs[at][1] = (int)tokens;
        }
    }
    return count;
}

/* ---- proposals ---- */

static const char *called(enum attn_wiring wiring)
{
    return wiring == ATTN_WIRING_HEAD_DIM ? "query(" : "fc_out(";
}

/* Whether the text around the message calls a layer of that name. */
static bool text_names(const struct search *s, const char *call)
{
    size_t length = strlen(call);
    for (size_t i = 0; i + length <= s->diagnosis->start; i++) {
        if (memcmp(s->text + i, call, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Keeps the best, in order. */
static void propose(struct search *s, struct proposal p)
{
    int at = s->count < PROPOSALS_MAX ? s->count++ : PROPOSALS_MAX;
    while (at > 0 && p.score > s->proposals[at - 1].score) {
        if (at < PROPOSALS_MAX) {
            s->proposals[at] = s->proposals[at - 1];
        }
        at--;
    }
    if (at < PROPOSALS_MAX) {
        s->proposals[at] = p;
    }
}

static void propose_sizes(struct search *s, enum attn_wiring wiring, const int *rows,
                          long long embed, int heads, int extra)
{
    if (embed < 1 || embed > SIZE_MOST || !fits(s->hints->embed, embed) ||
        !fits(s->hints->heads, heads)) {
        return;
    }
    int score = score_embed((int)embed) + score_heads((int)embed, heads) + extra;
    propose(s, (struct proposal){wiring, rows[0], rows[1], (int)embed, heads, score});
}

/* Rows as batch and tokens: those told, or the hints', or the smallest that show the error. */
static bool likeliest_rows(const struct search *s, long long told, int *rows)
{
    if (told >= 0) {
        int pairs[1][2];
        bool any = diagnose_rows(told, s->hints, pairs, 1) > 0;
        memcpy(rows, pairs[0], any ? sizeof pairs[0] : 0);
        return any;
    }
    rows[0] = s->hints->batch ? s->hints->batch : DEFAULT_BATCH;
    rows[1] = s->hints->tokens ? s->hints->tokens : DEFAULT_TOKENS;
    return true;
}

/* (rows, k) times (j, m): a Linear(j, m) that is handed k. */
static void propose_product(struct search *s)
{
    const struct clinic_told *a = &s->diagnosis->told[0], *b = &s->diagnosis->told[1];
    long long k = s->diagnosis->clash[0], j = s->diagnosis->clash[1];
    long long m = b->rank == 2 ? b->size[1] : -1;
    int rows[2] = {0}, most = s->hints->heads ? s->hints->heads : HEADS_LIKELY;
    int query = text_names(s, called(ATTN_WIRING_HEAD_DIM)) ? NAMED : 0;
    int fc_out = text_names(s, called(ATTN_WIRING_FULL_WIDTH)) ? NAMED : 0;
    bool square = b->rank <= 2 && (m < 0 || m == j);
    if (!square || k < 0 || j < 0 || !likeliest_rows(s, diagnose_count(a, 0, a->rank - 1), rows)) {
        return;
    }
    for (int heads = 1; heads <= most; heads++) {
        if (j * heads == k) {
            propose_sizes(s, ATTN_WIRING_FULL_WIDTH, rows, j, heads, fc_out + 1);
        }
        if (k / heads == j) {
            propose_sizes(s, ATTN_WIRING_HEAD_DIM, rows, k, heads, query);
        }
        if (j / heads * heads == k && j % heads != 0) { /* the last features are left over */
            propose_sizes(s, ATTN_WIRING_PROJECTED, rows, j, heads, fc_out);
            propose_sizes(s, ATTN_WIRING_SLICED, rows, j, heads, fc_out);
            propose_sizes(s, ATTN_WIRING_SHARED, rows, j, heads, fc_out);
        }
    }
}

/* view(batch, tokens, heads, head_dim) of (batch, tokens, embed) */
static void propose_view(struct search *s)
{
    const struct clinic_told *wanted = &s->diagnosis->told[0];
    long long rows = wanted->rank == 4 ? diagnose_count(wanted, 0, 2) : 0;
    bool sizes = rows > 0 && s->diagnosis->clash[1] % rows == 0;
    for (int i = 0; sizes && i < 3; i++) {
        sizes = wanted->size[i] >= 1 && wanted->size[i] <= SIZE_MOST;
    }
    if (!sizes || !fits(s->hints->batch, wanted->size[0]) ||
        !fits(s->hints->tokens, wanted->size[1])) {
        return;
    }
    int first[2] = {(int)wanted->size[0], (int)wanted->size[1]};
    long long embed = s->diagnosis->clash[1] / rows;
    propose_sizes(s, ATTN_WIRING_FUSED, first, embed, (int)wanted->size[2], 1);
    propose_sizes(s, ATTN_WIRING_NO_TRANSPOSE, first, embed, (int)wanted->size[2], 0);
}

/* The text has no sizes: the hints', and what they leave open stepped on until a rest is left. */
static bool indivisible(const struct clinic_hints *hints, int *embed, int *heads)
{
    *embed = hints->embed ? hints->embed : 256;
    *heads = hints->heads ? hints->heads : 3;
    if (*heads == 1 || (hints->embed && hints->heads)) {
        return *embed % *heads != 0;
    }
    while (*embed % *heads == 0) {
        (hints->heads ? embed : heads)[0]++;
    }
    return true;
}

static void propose_divisible(struct search *s)
{
    int embed = 0, heads = 0, rows[2] = {0};
    if (!indivisible(s->hints, &embed, &heads) || !likeliest_rows(s, -1, rows)) {
        return;
    }
    s->diagnosis->example = s->hints->embed == 0 || s->hints->heads == 0;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        propose_sizes(s, (enum attn_wiring)w, rows, embed, heads, 0);
    }
}

static void propose_all(struct search *s)
{
    s->count = 0;
    switch (s->diagnosis->fault) {
    case CLINIC_FAULT_PRODUCT:
        propose_product(s);
        break;
    case CLINIC_FAULT_VIEW:
        propose_view(s);
        break;
    case CLINIC_FAULT_DIVISIBLE:
        propose_divisible(s);
        break;
    default:
        break; /* no wiring here raises it */
    }
}

/* ---- held against the plan ---- */

static bool agree(long long a, long long b)
{
    return a == b || a < 0 || b < 0;
}

/* The same sizes as far as both tell them; many leading axes count as one. */
static bool same_told(const struct clinic_told *a, const struct clinic_told *b)
{
    if (a->rank == 0 || b->rank == 0) {
        return a->rank == b->rank;
    }
    return agree(a->size[a->rank - 1], b->size[b->rank - 1]) &&
           agree(diagnose_count(a, 0, a->rank - 1), diagnose_count(b, 0, b->rank - 1));
}

/* The same letters, any white space being as good as another. */
static bool same_words(const char *a, size_t bytes, const char *b)
{
    const char *end = a + bytes;
    for (; a < end; a++) {
        bool space = isspace((unsigned char)*a);
        if (space && a > end - bytes && isspace((unsigned char)a[-1])) {
            continue;
        }
        if (*b == '\0' || (space ? *b != ' ' : *a != *b)) {
            return false;
        }
        b++;
    }
    return *b == '\0';
}

/* Whether what the operation says is what was told: to the letter where the words are the same
 * sentence, else by its numbers. */
static bool says_the_same(const struct search *s, const struct attn_op *op)
{
    const struct clinic_diagnosis *d = s->diagnosis;
    struct clinic_diagnosis own;
    if (same_words(s->text + d->start, d->bytes, op->error.text)) {
        return true;
    }
    bool sentence = d->bytes >= 4 && strncmp(s->text + d->start, op->error.text, 4) == 0;
    return !sentence && diagnose_read(op->error.text, strlen(op->error.text), &own) &&
           own.fault == d->fault && own.clash[0] == d->clash[0] && own.clash[1] == d->clash[1] &&
           same_told(&own.told[0], &d->told[0]) && same_told(&own.told[1], &d->told[1]);
}

static struct attn_config config_of(const struct clinic_diagnosis *d, const struct proposal *p)
{
    struct attn_config config = attn_config_default();
    config.wiring = p->wiring;
    config.batch = p->batch;
    config.tokens = p->tokens;
    config.embed = p->embed;
    config.heads = p->heads;
    config.check = p->embed % p->heads == 0 || d->fault == CLINIC_FAULT_DIVISIBLE;
    config.budget = SIZE_MAX; /* nothing is computed */
    return config;
}

/* The Linear of an operation: its weight's name without ".weight". */
static void name_layer(const struct attn_trace *trace, const struct attn_op *op, char *layer)
{
    layer[0] = '\0';
    if (op->kind == ATTN_KIND_LINEAR) {
        const char *weight = attn_trace_op(trace, op->operands[1])->name;
        int length = (int)(strrchr(weight, '.') - weight);
        snprintf(layer, ATTN_NAME_MAX, "%.*s", length, weight);
    }
}

/* Plans what is proposed; adds it to the candidates when it raises the same. False without
 * memory. */
static bool hold(const struct search *s, const struct proposal *p, struct attn_trace *trace)
{
    struct clinic_diagnosis *d = s->diagnosis;
    struct clinic_candidate c = {.config = config_of(d, p), .named = p->score >= NAMED};
    struct attn_error error = {0};
    int failed = attn_trace_plan(trace, &c.config, &error) ? attn_trace_failed(trace) : -1;
    if (failed >= 0 && says_the_same(s, attn_trace_op(trace, failed))) {
        const struct attn_op *op = attn_trace_op(trace, failed);
        snprintf(c.op, sizeof c.op, "%s", op->name);
        name_layer(trace, op, c.layer);
        d->candidates[d->candidate_count++] = c;
    }
    return error.kind != ATTN_ERROR_MEMORY;
}

static bool hold_all(const struct search *s)
{
    bool good = true;
    int most = CLINIC_CANDIDATES_MAX;
    for (int i = 0; good && i < s->count && s->diagnosis->candidate_count < most; i++) {
        struct attn_trace *trace = attn_trace_new(s->allocator); /* a new one: planned quickly */
        good = trace && hold(s, &s->proposals[i], trace);
        attn_trace_free(trace);
    }
    return good;
}

bool diagnose_candidates(const char *text, const struct clinic_hints *hints,
                         const struct attn_allocator *allocator, struct clinic_diagnosis *diagnosis)
{
    static const struct clinic_hints none = {0};
    struct search s = {text, hints, allocator, diagnosis, {{0}}, 0};
    bool hinted = hints->batch || hints->tokens || hints->embed || hints->heads;
    propose_all(&s);
    bool good = hold_all(&s);
    diagnosis->hints_fit = diagnosis->candidate_count > 0 || !hinted;
    if (good && !diagnosis->hints_fit) {
        s.hints = &none;
        propose_all(&s);
        good = hold_all(&s);
        diagnosis->hints_fit = diagnosis->candidate_count == 0; /* none without them either */
    }
    return good;
}
