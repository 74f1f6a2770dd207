/* Forward passes, the least time of many on one thread, a line each: "layer ms"; before them "kernels NAME". Compiled
 * natively and for WebAssembly; bench.py sets the two beside each other. */
#include "attention/attention.h"
#include "attention/kernels/kernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS_LEAST = 5 };
static const double WANTED_MS = 800; /* a browser compiles well only what has run for a while */

static const char *const layers[][5] = {
    {"projected", "32", "10", "256", "8"},   {"fused", "32", "10", "256", "8"},
    {"full-width", "32", "10", "256", "8"},  {"fused", "1", "128", "256", "8"},
    {"projected", "1", "1024", "768", "12"},
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(bool good, const struct attn_error *error)
{
    if (!good) {
        fprintf(stderr, "bench: %s\n", error->text);
        exit(1);
    }
}

/* All that follows from x, again: x is given, a little different. */
static double pass(struct attn_trace *trace, const struct attn_config *config, float *x, int run)
{
    struct attn_error error = {0};
    struct attn_shape shape = attn_trace_op(trace, attn_trace_find(trace, "x"))->shape;
    x[0] = run % 2 ? 0.25f : 0.75f;
    must(attn_trace_give(trace, "x", &shape, x, &error), &error);
    must(attn_trace_plan(trace, config, &error), &error);
    must(attn_trace_run(trace, attn_trace_find(trace, "x"), &error), &error);
    double from = now_ms();
    (void)attn_trace_run_all(trace, &error); /* a layer may raise: what is before it was computed */
    return now_ms() - from;
}

static double least_pass(struct attn_trace *trace, const struct attn_config *config)
{
    struct attn_error error = {0};
    double least = (double)INFINITY, sum = 0;
    must(attn_trace_plan(trace, config, &error), &error);
    (void)attn_trace_run_all(trace, &error);
    struct attn_tensor x = attn_trace_tensor(trace, attn_trace_find(trace, "x"), ATTN_PART_VALUE);
    size_t count = attn_shape_count(&x.shape);
    float *copy = malloc(count * sizeof *copy);
    must(copy != NULL, &error);
    for (size_t i = 0; i < count; i++) {
        copy[i] = x.data[i];
    }
    for (int run = 0; run < RUNS_LEAST || sum < WANTED_MS; run++) {
        double ms = pass(trace, config, copy, run);
        least = ms < least ? ms : least;
        sum += ms;
    }
    free(copy);
    return least;
}

int main(void)
{
    static const char *const names[] = {"wiring", "batch", "tokens", "embed", "heads"};
    printf("kernels %s\n", kernels_best()->name);
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        struct attn_config config = attn_config_default();
        struct attn_error error = {0};
        struct attn_trace *trace = attn_trace_new(NULL);
        for (int k = 0; k < 5; k++) {
            must(attn_config_set(&config, names[k], layers[i][k], &error), &error);
        }
        must(trace != NULL, &error);
        printf("%s/%s/%s/%s/%s %.3f\n", layers[i][0], layers[i][1], layers[i][2], layers[i][3],
               layers[i][4], least_pass(trace, &config));
        attn_trace_free(trace);
    }
    return 0;
}
