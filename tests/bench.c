/* How long a layer takes: each kind of operation, the whole forward pass, and what each setting's
 * change costs. Medians, on one thread; OpenBLAS and PyTorch, where they are, take turns with us in
 * the same run. Nothing is asserted. */
#include "tests/bench_rivals.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS_MOST = 200, RUNS_LEAST = 9, BURST = 5, LAYER_MAX = 80 };

static const double WANTED_MS = 1500; /* of forward passes, for a steady median */

/* Names that this build does not know are left out. */
static const char *const wirings[] = {"single", "projected", "full-width", "fused", NULL};
static const char *const sizes[][4] = {
    {"32", "10", "256", "8"}, {"1", "128", "256", "8"}, {"1", "1024", "768", "12"}};

/* From one value to the other and back, with everything else as it stands after `with`. */
static const struct change {
    const char *name, *one, *other;
    const char *with[4]; /* name, value, name, value */
} changes[] = {
    {"mask", "none", "causal", {NULL}},
    {"valid", "1", "2", {"mask", "padding"}},
    {"polarity", "keep", "drop", {"mask", "causal"}},
    {"scale", "width", "none", {NULL}},
    {"softmax", "key", "query", {NULL}},
    {"dropout", "0.1", "0.2", {"mode", "train"}},
    {"mode", "eval", "train", {"dropout", "0.1"}},
    {"heads", "2", "4", {NULL}},
    {"bias", "yes", "no", {NULL}},
    {"off", "none", "0", {NULL}},
    {"seed", "0", "1", {NULL}},
};

struct series {
    double ms[RUNS_MOST];
    int count;
};

struct bench {
    struct attn_config config;
    struct attn_trace *trace;
    char layer[LAYER_MAX]; /* "single 32 10 256 8" */
    float *x, *results; /* results: OpenBLAS's, laid out one after the other as the trace's are */
    size_t written;     /* floats of results in this pass */
    struct attn_shape x_shape;
    int runs;
    struct series kinds[ATTN_KIND_COUNT], blas[ATTN_KIND_COUNT];
    double flops[ATTN_KIND_COUNT];
    struct series forward, torch;
};

static void must(bool good, const struct attn_error *error)
{
    if (!good) {
        fprintf(stderr, "bench: %s\n", error->text);
        exit(1);
    }
}

static void add(struct series *series, double ms)
{
    if (series->count < RUNS_MOST) {
        series->ms[series->count++] = ms;
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(struct series *series)
{
    qsort(series->ms, (size_t)series->count, sizeof *series->ms, ascending);
    return series->count ? series->ms[series->count / 2] : 0;
}

static void plan(struct bench *b)
{
    struct attn_error error = {0};
    must(attn_trace_plan(b->trace, &b->config, &error), &error);
}

static void run_all(struct bench *b)
{
    struct attn_error error = {0};
    must(attn_trace_run_all(b->trace, &error), &error);
}

/* Makes all that follows from x stale, and nothing else: x is given again, a little different. */
static void spoil(struct bench *b)
{
    struct attn_error error = {0};
    b->x[0] = b->x[0] > 0.5f ? 0.25f : 0.75f;
    must(attn_trace_give(b->trace, "x", &b->x_shape, b->x, &error), &error);
    plan(b);
    must(attn_trace_run(b->trace, attn_trace_find(b->trace, "x"), &error), &error);
}

/* ---- one operation ---- */

static bool multiplies(const struct attn_op *op)
{
    return op->kind == ATTN_KIND_LINEAR || op->kind == ATTN_KIND_MATMUL;
}

static struct attn_tensor operand(const struct bench *b, const struct attn_op *op, int number)
{
    return attn_trace_tensor(b->trace, op->operands[number], ATTN_PART_VALUE);
}

static double flops(const struct bench *b, const struct attn_op *op)
{
    struct attn_tensor a = operand(b, op, 0);
    return 2.0 * (double)attn_shape_count(&op->shape) * a.shape.size[a.shape.rank - 1];
}

/* Each result goes to a place of its own, as in the trace: writing to the same one again and again
 * would keep it in the cache, which no layer that keeps its tensors can do. */
static double time_blas(struct bench *b, const struct attn_op *op, sgemm *blas)
{
    struct attn_tensor left = operand(b, op, 0), right = operand(b, op, 1);
    bool transposed = op->kind == ATTN_KIND_LINEAR || op->transposed;
    float *result = b->results + b->written;
    b->written += attn_shape_count(&op->shape);
    return rival_product(blas, result, &left, &right, transposed);
}

static double time_op(const struct bench *b, int index)
{
    struct attn_error error = {0};
    double from = now_ms();
    must(attn_trace_run(b->trace, index, &error), &error);
    return now_ms() - from;
}

/* One forward pass, operation by operation, its products beside OpenBLAS's; who goes first, and so
 * finds its operands colder, takes turns. */
static void time_ops(struct bench *b, sgemm *blas, bool blas_first)
{
    double ours[ATTN_KIND_COUNT] = {0}, theirs[ATTN_KIND_COUNT] = {0};
    memset(b->flops, 0, sizeof b->flops);
    b->written = 0;
    spoil(b);
    for (int i = 0; i < attn_trace_count(b->trace); i++) {
        const struct attn_op *op = attn_trace_op(b->trace, i);
        if (op->state != ATTN_STATE_PLANNED) {
            continue;
        }
        bool compared = multiplies(op) && blas;
        theirs[op->kind] += compared && blas_first ? time_blas(b, op, blas) : 0;
        ours[op->kind] += time_op(b, i);
        theirs[op->kind] += compared && !blas_first ? time_blas(b, op, blas) : 0;
        b->flops[op->kind] += multiplies(op) ? flops(b, op) : 0;
    }
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        add(&b->kinds[kind], ours[kind]);
        add(&b->blas[kind], theirs[kind]);
    }
}

static void print_kinds(struct bench *b)
{
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        double ms = median(&b->kinds[kind]), blas = median(&b->blas[kind]);
        if (ms <= 0) {
            continue;
        }
        printf("  %-10s %9.3f ms", attn_kind_name((enum attn_kind)kind), ms);
        if (b->flops[kind] > 0) {
            printf("  %6.1f GFLOP/s", b->flops[kind] / ms * 1e-6);
        }
        if (blas > 0) {
            printf("  OpenBLAS %.3f ms: %.0f %% of its speed", blas, 100 * blas / ms);
        }
        printf("\n");
    }
}

/* ---- the layer ---- */

static double time_forward(struct bench *b)
{
    spoil(b);
    double from = now_ms();
    run_all(b);
    return now_ms() - from;
}

static void time_layer(struct bench *b, sgemm *blas, struct rival_torch *torch)
{
    double theirs[BURST];
    for (int i = 0; i < b->runs; i += BURST) {
        for (int k = 0; k < BURST; k++) {
            add(&b->forward, time_forward(b));
        }
        bool known = rival_torch_forward(torch, b->layer, theirs, BURST);
        for (int k = 0; known && k < BURST; k++) {
            add(&b->torch, theirs[k]);
        }
        for (int k = 0; k < BURST; k++) {
            time_ops(b, blas, k % 2);
        }
    }
}

static void print_layer(struct bench *b)
{
    double ours = median(&b->forward), theirs = median(&b->torch);
    print_kinds(b);
    printf("  %-10s %9.3f ms", "forward", ours);
    if (theirs > 0) {
        printf("  PyTorch %.3f ms: %.2f times as long", theirs, theirs / ours);
    }
    printf("\n");
}

/* ---- a setting's change ---- */

static bool set(struct bench *b, const char *name, const char *value)
{
    struct attn_error error;
    return attn_config_set(&b->config, name, value, &error);
}

static void time_change(struct bench *b, const struct change *change)
{
    struct series series = {.count = 0};
    struct attn_config before = b->config;
    bool good = true;
    for (int i = 0; i < 4 && change->with[i]; i += 2) {
        good = good && set(b, change->with[i], change->with[i + 1]);
    }
    for (int i = 0; good && i <= b->runs; i++) {
        good = set(b, change->name, i % 2 ? change->one : change->other);
        double from = now_ms();
        plan(b);
        run_all(b);
        if (i > 0) {
            add(&series, now_ms() - from);
        }
    }
    if (good) {
        printf("  %-10s %9.3f ms  %s - %s\n", change->name, median(&series), change->one,
               change->other);
    }
    b->config = before;
}

static void time_changes(struct bench *b)
{
    printf("  a change of:\n");
    attn_trace_take_back(b->trace, NULL);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        time_change(b, &changes[i]);
    }
}

/* ---- from nothing ---- */

/* The first run, in memory that was never touched; then how many runs fit the time. */
static void warm_up(struct bench *b)
{
    double from = now_ms();
    plan(b);
    run_all(b);
    double first = now_ms() - from;
    struct attn_tensor x =
        attn_trace_tensor(b->trace, attn_trace_find(b->trace, "x"), ATTN_PART_VALUE);
    size_t floats = attn_shape_count(&x.shape);
    b->x_shape = x.shape;
    b->x = malloc(floats * sizeof *b->x);
    b->results = malloc(attn_trace_bytes(b->trace)); /* products are some of what is kept */
    if (!b->x || !b->results) {
        exit(1);
    }
    memcpy(b->x, x.data, floats * sizeof *b->x);
    b->runs = (int)(WANTED_MS / time_forward(b));
    b->runs = b->runs > RUNS_MOST ? RUNS_MOST : b->runs < RUNS_LEAST ? RUNS_LEAST : b->runs;
    printf("\n%s: %.1f MiB of numbers, %d runs\n  %-10s %9.3f ms  drawing x and parameters too\n",
           b->layer, (double)attn_trace_bytes(b->trace) / 1048576.0, b->runs, "first run", first);
}

static void bench_layer(const char *wiring, const char *const *size, sgemm *blas,
                        struct rival_torch *torch)
{
    static const char *const names[] = {"batch", "tokens", "embed", "heads"};
    struct bench *b = calloc(1, sizeof *b);
    if (!b) {
        exit(1);
    }
    b->config = attn_config_default();
    bool known = set(b, "wiring", wiring);
    for (int i = 0; i < 4; i++) {
        known = known && set(b, names[i], size[i]);
    }
    if (known) {
        snprintf(b->layer, sizeof b->layer, "%s %s %s %s %s", wiring, size[0], size[1], size[2],
                 size[3]);
        b->trace = attn_trace_new(NULL);
        warm_up(b);
        time_layer(b, blas, torch);
        print_layer(b);
        time_changes(b);
        attn_trace_free(b->trace);
    }
    free(b->x);
    free(b->results);
    free(b);
}

int main(void)
{
    struct rival_torch torch = {NULL, NULL, ""};
    signal(SIGPIPE, SIG_IGN); /* PyTorch may leave at any time */
    sgemm *blas = rival_blas();
    bool has_torch = rival_torch_begin(&torch);
    printf("OpenBLAS: %s\nPyTorch: %s\n", blas ? "yes, one thread" : "not installed",
           has_torch ? torch.title : "not installed");
    for (int w = 0; wirings[w]; w++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            bench_layer(wirings[w], sizes[i], blas, &torch);
            fflush(stdout);
        }
    }
    rival_torch_end(&torch);
    return 0;
}
