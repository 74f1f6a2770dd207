#include "tests/layer.h"

#include "tests/test.h"

static void *counter_alloc(void *context, size_t bytes)
{
    struct counter *counter = context;
    counter->calls++;
    if (counter->calls == counter->fail_at) {
        return NULL;
    }
    counter->held++;
    counter->total += bytes;
    counter->largest = bytes > counter->largest ? bytes : counter->largest;
    return malloc(bytes);
}

static void counter_free(void *context, void *memory)
{
    struct counter *counter = context;
    assert_non_null(memory);
    counter->held--;
    free(memory);
}

struct attn_allocator counter_allocator(struct counter *counter)
{
    return (struct attn_allocator){counter_alloc, counter_free, counter};
}

struct attn_config layer_config(enum attn_wiring wiring)
{
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    config.batch = 2;
    config.tokens = 3;
    config.embed = 6;
    config.heads = 3;
    config.seed = 7;
    config.mask = ATTN_MASK_CAUSAL;
    config.mode = ATTN_MODE_TRAIN;
    config.dropout = 0.3;
    return config;
}

const char *layer_wiring_name(enum attn_wiring wiring)
{
    return attn_setting(0)->choices[wiring];
}

struct attn_trace *layer_planned(const struct attn_config *config)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_non_null(trace);
    if (!attn_trace_plan(trace, config, &error)) {
        fail_msg("%s: %s", layer_wiring_name(config->wiring), error.text);
    }
    return trace;
}

struct attn_trace *layer_run(const struct attn_config *config)
{
    struct attn_error error = {0};
    struct attn_trace *trace = layer_planned(config);
    if (!attn_trace_run_all(trace, &error)) {
        fail_msg("%s: %s", layer_wiring_name(config->wiring), error.text);
    }
    return trace;
}

/* The first cell whose bits differ, or -1. */
static long first_difference(const struct attn_tensor *a, const struct attn_tensor *b)
{
    int at[ATTN_RANK_MAX] = {0};
    size_t count = attn_shape_count(&a->shape);
    for (size_t i = 0; i < count; i++) {
        float x = attn_tensor_at(a, at), y = attn_tensor_at(b, at);
        if (memcmp(&x, &y, sizeof x) != 0) {
            return (long)i;
        }
        attn_shape_next(&a->shape, at);
    }
    return -1;
}

static void assert_parts_equal(const struct attn_trace *a, const struct attn_trace *b, int op,
                               const char *what)
{
    for (int part = 0; part < ATTN_PART_COUNT; part++) {
        struct attn_tensor s = attn_trace_tensor(a, op, (enum attn_part)part);
        struct attn_tensor t = attn_trace_tensor(b, op, (enum attn_part)part);
        const char *name = attn_trace_op(a, op)->name;
        if (!attn_shape_equal(&s.shape, &t.shape) || !s.data != !t.data) {
            fail_msg("%s: %s %s has another shape", what, name,
                     attn_part_name((enum attn_part)part));
        }
        long cell = s.data ? first_difference(&s, &t) : -1;
        if (cell >= 0) {
            fail_msg("%s: %s %s differs at cell %ld", what, name,
                     attn_part_name((enum attn_part)part), cell);
        }
    }
}

void assert_layers_equal(const struct attn_trace *a, const struct attn_trace *b, const char *what)
{
    if (attn_trace_count(a) != attn_trace_count(b)) {
        fail_msg("%s: %d operations, not %d", what, attn_trace_count(a), attn_trace_count(b));
    }
    for (int i = 0; i < attn_trace_count(a); i++) {
        const struct attn_op *p = attn_trace_op(a, i), *q = attn_trace_op(b, i);
        if (strcmp(p->name, q->name) != 0 || p->kind != q->kind || p->state != q->state ||
            strcmp(p->error.text, q->error.text) != 0) {
            fail_msg("%s: %s is in state %d, %s in %d", what, p->name, (int)p->state, q->name,
                     (int)q->state);
        }
        assert_parts_equal(a, b, i, what);
    }
}
