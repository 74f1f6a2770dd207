/* From an error's text to layers that raise it, what its numbers can be, and what mends it. The
 * text is read in diagnose_text.c, the layers are looked for in diagnose_search.c. */
#include "lessons/clinic/diagnose.h"

#include <assert.h>
#include <string.h>

enum {
    PAIRS_MAX = 3,
    SIZE_MOST = 65536,
    HEADS_MANY = 64, /* with more, planning takes milliseconds: only the first few are tried */
    TRIED_OF_MANY = 4,
};

static const char *const framework_names[] = {
    [CLINIC_FRAMEWORK_UNKNOWN] = "",
    [CLINIC_FRAMEWORK_PYTORCH] = "PyTorch",
    [CLINIC_FRAMEWORK_COMPILE] = "torch.compile",
    [CLINIC_FRAMEWORK_NUMPY] = "NumPy",
    [CLINIC_FRAMEWORK_JAX] = "JAX",
    [CLINIC_FRAMEWORK_TENSORFLOW] = "TensorFlow",
};
static_assert(sizeof framework_names / sizeof *framework_names == CLINIC_FRAMEWORK_COUNT,
              "a name a framework");

const char *clinic_framework_name(enum clinic_framework framework)
{
    return framework_names[framework];
}

/* ---- what mends it ---- */

/* Multi-head attention first, then what runs and is something else; those of later rows follow. */
static const enum attn_wiring mending[] = {
    ATTN_WIRING_PROJECTED,    ATTN_WIRING_FUSED,     ATTN_WIRING_WIDENED,   ATTN_WIRING_SLICED,
    ATTN_WIRING_MEAN,         ATTN_WIRING_TRUNCATED, ATTN_WIRING_SHARED,    ATTN_WIRING_SINGLE,
    ATTN_WIRING_NO_TRANSPOSE, ATTN_WIRING_HEAD_DIM,  ATTN_WIRING_FULL_WIDTH};
enum { MENDING = sizeof mending / sizeof *mending };

/* Adds the layer when it works. */
static bool try_mend(const struct attn_allocator *allocator, struct clinic_candidate *candidate,
                     const struct attn_config *config)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(allocator);
    if (!trace) {
        return false;
    }
    bool planned = attn_trace_plan(trace, config, &error);
    if (planned && attn_trace_failed(trace) < 0) {
        const struct attn_op *out = attn_trace_op(trace, attn_trace_count(trace) - 1);
        candidate->mends[candidate->mend_count++] =
            (struct clinic_mend){config->wiring, config->heads, out->shape};
    }
    attn_trace_free(trace);
    return planned || error.kind != ATTN_ERROR_MEMORY;
}

/* The nearest head count that divides embed, going by step; 0: there is none. */
static int dividing(int embed, int heads, int step)
{
    for (int h = heads + step; h > 0 && h <= ATTN_HEADS_MAX && h <= embed; h += step) {
        if (embed % h == 0) {
            return h;
        }
    }
    return 0;
}

static bool mend(const struct attn_allocator *allocator, struct clinic_candidate *c)
{
    struct attn_config config = c->config;
    bool good = true;
    int tried = config.heads > HEADS_MANY ? TRIED_OF_MANY : ATTN_WIRING_COUNT;
    for (int w = 0; good && w < tried; w++) {
        config.wiring = w < MENDING ? mending[w] : (enum attn_wiring)w;
        good = try_mend(allocator, c, &config);
    }
    for (int step = -1; good && config.embed % c->config.heads != 0 && step <= 1; step += 2) {
        config.wiring = ATTN_WIRING_PROJECTED;
        config.heads = dividing(config.embed, c->config.heads, step);
        good = config.heads == 0 || try_mend(allocator, c, &config);
    }
    return good;
}

/* The same but for the wiring: then the same mends it. */
static bool same_sizes(const struct attn_config *a, const struct attn_config *b)
{
    return a->batch == b->batch && a->tokens == b->tokens && a->embed == b->embed &&
           a->heads == b->heads && a->check == b->check;
}

bool diagnose_mends(const struct attn_allocator *allocator, struct clinic_diagnosis *diagnosis)
{
    struct clinic_candidate *c = diagnosis->candidates;
    for (int i = 0; i < diagnosis->candidate_count; i++) {
        if (i > 0 && same_sizes(&c[i].config, &c[i - 1].config)) {
            c[i].mend_count = c[i - 1].mend_count;
            memcpy(c[i].mends, c[i - 1].mends, sizeof c[i].mends);
        } else if (!mend(allocator, &c[i])) {
            return false;
        }
    }
    return true;
}

/* ---- what the numbers can be ---- */

static void add_reading(struct clinic_diagnosis *d, long long number, enum clinic_meaning meaning,
                        long long a, long long b)
{
    struct clinic_reading reading = {number, meaning, a, b};
    for (int i = 0; i < d->reading_count; i++) {
        const struct clinic_reading *r = &d->readings[i];
        if (r->number == number && r->meaning == meaning && r->a == a && r->b == b) {
            return;
        }
    }
    if (number >= 0 && d->reading_count < CLINIC_READINGS_MAX) {
        d->readings[d->reading_count++] = reading;
    }
}

static void read_rows(struct clinic_diagnosis *d, long long rows, const struct clinic_hints *hints)
{
    int pairs[PAIRS_MAX][2];
    int count = rows > 0 ? diagnose_rows(rows, hints, pairs, PAIRS_MAX) : 0;
    for (int i = 0; i < count; i++) {
        add_reading(d, rows, CLINIC_MEANING_ROWS, pairs[i][0], pairs[i][1]);
    }
}

/* What a width is in a layer of those sizes. */
static void read_width(struct clinic_diagnosis *d, long long width, const struct attn_config *c)
{
    int head_dim = c->embed / c->heads;
    if (width == c->embed) {
        add_reading(d, width, CLINIC_MEANING_EMBED, 0, 0);
    } else if (width == (long long)c->heads * c->embed) {
        add_reading(d, width, CLINIC_MEANING_WIDE, c->heads, c->embed);
    } else if (width == head_dim) {
        add_reading(d, width, CLINIC_MEANING_HEAD_DIM, c->embed, c->heads);
    } else if (width == (long long)c->heads * head_dim) {
        add_reading(d, width, CLINIC_MEANING_JOINED, c->heads, head_dim);
    }
}

static void read_product(struct clinic_diagnosis *d, const struct clinic_hints *hints)
{
    static const struct clinic_hints none = {0};
    const struct clinic_hints *used = d->hints_fit ? hints : &none;
    read_rows(d, diagnose_count(&d->told[0], 0, d->told[0].rank - 1), used);
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < d->candidate_count; i++) {
            read_width(d, d->clash[side], &d->candidates[i].config);
        }
    }
}

/* Sizes that are one of the hints, where no layer was found to say what they are. */
static void read_hint(struct clinic_diagnosis *d, long long number, const struct clinic_hints *h)
{
    const int sizes[] = {h->batch, h->tokens, h->embed, h->heads};
    static const enum clinic_meaning meanings[] = {CLINIC_MEANING_BATCH, CLINIC_MEANING_TOKENS,
                                                   CLINIC_MEANING_EMBED, CLINIC_MEANING_HEADS};
    for (int i = 0; i < 4; i++) {
        if (sizes[i] > 0 && sizes[i] == number) {
            add_reading(d, number, meanings[i], 0, 0);
        }
    }
    if (h->embed && h->heads) {
        struct attn_config config = {.embed = h->embed, .heads = h->heads};
        read_width(d, number, &config);
    }
}

static void read_view(struct clinic_diagnosis *d)
{
    const struct attn_config *c = &d->candidates[0].config;
    long long rows = (long long)c->batch * c->tokens;
    add_reading(d, d->clash[1], CLINIC_MEANING_CELLS, rows, c->embed);
    add_reading(d, d->told[0].size[0], CLINIC_MEANING_BATCH, 0, 0);
    add_reading(d, d->told[0].size[1], CLINIC_MEANING_TOKENS, 0, 0);
    add_reading(d, d->told[0].size[2], CLINIC_MEANING_HEADS, 0, 0);
    add_reading(d, d->told[0].size[3], CLINIC_MEANING_HEAD_DIM, c->embed, c->heads);
}

static void readings_find(struct clinic_diagnosis *d, const struct clinic_hints *hints)
{
    if (d->fault == CLINIC_FAULT_PRODUCT) {
        read_product(d, hints);
    } else if (d->fault == CLINIC_FAULT_VIEW && d->candidate_count > 0) {
        read_view(d);
    }
    for (int side = 0; side < 2 && d->candidate_count == 0; side++) {
        read_hint(d, d->clash[side], hints);
    }
}

/* A size that no layer can have is as good as none. */
static struct clinic_hints usable(const struct clinic_hints *hints)
{
    struct clinic_hints h = hints ? *hints : (struct clinic_hints){0};
    h.batch = h.batch > 0 && h.batch <= SIZE_MOST ? h.batch : 0;
    h.tokens = h.tokens > 0 && h.tokens <= SIZE_MOST ? h.tokens : 0;
    h.embed = h.embed > 0 && h.embed <= SIZE_MOST ? h.embed : 0;
    h.heads = h.heads > 0 && h.heads <= ATTN_HEADS_MAX ? h.heads : 0;
    return h;
}

bool clinic_diagnose(const char *text, size_t bytes, const struct clinic_hints *hints,
                     const struct attn_allocator *allocator, struct clinic_diagnosis *diagnosis)
{
    struct clinic_hints known = usable(hints);
    hints = &known;
    if (!diagnose_read(text, bytes, diagnosis)) {
        return true;
    }
    if (!diagnose_candidates(text, hints, allocator, diagnosis) ||
        !diagnose_mends(allocator, diagnosis)) {
        return false;
    }
    readings_find(diagnosis, hints);
    return true;
}
