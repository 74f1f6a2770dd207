/* What must hold for every wiring under every setting: a change recomputes to what a fresh trace
 * computes, explanations rebuild their cells, failed allocations leave things whole. */
#include "tests/test.h"

#include "attention/attention.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct attn_config base_config(int wiring)
{
    struct attn_config config = attn_config_default();
    config.wiring = (enum attn_wiring)wiring;
    config.batch = 2;
    config.tokens = 3;
    config.embed = 8;
    config.heads = 2;
    config.mask = ATTN_MASK_CAUSAL;
    config.dropout = 0.25;
    config.mode = ATTN_MODE_TRAIN;
    return config;
}

static void plan(struct attn_trace *trace, const struct attn_config *config)
{
    struct attn_error error = {0};
    if (!attn_trace_plan(trace, config, &error) || !attn_trace_run_all(trace, &error)) {
        fail_msg("%s", error.text);
    }
}

static struct attn_trace *fresh(const struct attn_config *config)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    plan(trace, config);
    return trace;
}

/* ---- changes ---- */

/* The other values that a setting can be changed to. */
static int values_of(const struct attn_setting *s, const char *values[8])
{
    static const char *const sizes[] = {"1", "2", "4", "16"};
    static const char *const numbers[] = {"0", "0.5", "1"};
    int count = 0;
    if (s->kind == ATTN_SETTING_CHOICE) {
        while (count < 8 && s->choices[count]) {
            values[count] = s->choices[count];
            count++;
        }
    } else if (s->kind == ATTN_SETTING_HEADS) {
        values[count++] = "0";
        values[count++] = "none";
    } else if (s->kind == ATTN_SETTING_NUMBER) {
        for (; count < 3; count++) {
            values[count] = numbers[count];
        }
    } else {
        for (; count < 4; count++) {
            values[count] = sizes[count];
        }
    }
    return count;
}

static void same_bits(const struct attn_trace *a, const struct attn_trace *b, const char *what)
{
    assert_int_equal(attn_trace_count(a), attn_trace_count(b));
    for (int i = 0; i < attn_trace_count(a); i++) {
        for (int part = 0; part < ATTN_PART_COUNT; part++) {
            struct attn_tensor x = attn_trace_tensor(a, i, (enum attn_part)part);
            struct attn_tensor y = attn_trace_tensor(b, i, (enum attn_part)part);
            assert_int_equal(x.data == NULL, y.data == NULL);
            int at[ATTN_RANK_MAX] = {0};
            do {
                float p = x.data ? attn_tensor_at(&x, at) : 0;
                float q = y.data ? attn_tensor_at(&y, at) : 0;
                if (memcmp(&p, &q, sizeof p) != 0 && !(isnan(p) && isnan(q))) {
                    fail_msg("%s: %s differs: %g and %g", what, attn_trace_op(a, i)->name,
                             (double)p, (double)q);
                }
            } while (x.data && attn_shape_next(&x.shape, at));
        }
    }
}

/* One setting changed there and back, on a trace that keeps its numbers. */
static void change(struct attn_trace *trace, const struct attn_config *base, const char *name,
                   const char *value)
{
    struct attn_config config = *base;
    struct attn_error error = {0};
    char what[120], wiring[40];
    if (!attn_config_set(&config, name, value, &error)) {
        return; /* not in this setting's range */
    }
    attn_config_get(base, "wiring", wiring, sizeof wiring);
    snprintf(what, sizeof what, "%s with %s=%s", wiring, name, value);
    if (!attn_trace_plan(trace, &config, &error)) {
        return; /* such as valid beyond tokens: refused alike by a fresh one */
    }
    plan(trace, &config);
    struct attn_trace *full = fresh(&config);
    same_bits(trace, full, what);
    attn_trace_free(full);
    plan(trace, base);
}

static void a_change_recomputes_to_what_a_fresh_trace_computes(void **state)
{
    (void)state;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config base = base_config(w);
        struct attn_trace *trace = fresh(&base), *before = fresh(&base);
        for (int s = 0; s < attn_setting_count(); s++) {
            const char *values[8];
            int count = values_of(attn_setting(s), values);
            for (int v = 0; v < count; v++) {
                change(trace, &base, attn_setting(s)->name, values[v]);
            }
        }
        same_bits(trace, before, "changed there and back");
        attn_trace_free(trace);
        attn_trace_free(before);
    }
}

/* Ten changes one after the other, by a seeded draw, without going back. */
static void any_row_of_changes_ends_where_a_fresh_trace_begins(void **state)
{
    (void)state;
    uint32_t dice = 7;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config config = base_config(w);
        struct attn_trace *trace = fresh(&config);
        for (int i = 0; i < 10; i++) {
            const char *values[8];
            struct attn_error error = {0};
            struct attn_config next = config;
            dice = dice * 1664525u + 1013904223u;
            const struct attn_setting *s =
                attn_setting((int)((dice >> 8) % (unsigned)attn_setting_count()));
            int count = values_of(s, values);
            const char *value = count > 0 ? values[(dice >> 20) % (unsigned)count] : "";
            if (attn_config_set(&next, s->name, value, &error) &&
                attn_trace_plan(trace, &next, &error)) {
                config = next;
            }
        }
        plan(trace, &config);
        struct attn_trace *full = fresh(&config);
        same_bits(trace, full, "after ten changes");
        attn_trace_free(full);
        attn_trace_free(trace);
    }
}

/* ---- explanations ---- */

static bool inside(const struct attn_explanation *e, const struct attn_cell *cell, int rank)
{
    for (int r = 0; r < e->read_count; r++) {
        bool in = e->reads[r].op == cell->op && e->reads[r].part == cell->part;
        for (int i = 0; in && i < rank; i++) {
            in = cell->at[i] >= e->reads[r].from[i] && cell->at[i] < e->reads[r].to[i];
        }
        if (in) {
            return true;
        }
    }
    return false;
}

/* What the terms come to, by the rules of attention.h. */
static double rebuilt(const struct attn_trace *trace, const struct attn_explanation *e)
{
    double sum = 0;
    for (int k = 0; k < e->term_count; k++) {
        struct attn_term t = attn_explain_term(trace, e, k);
        int rank = attn_trace_op(trace, t.a.op)->shape.rank;
        sum += (double)t.value;
        if (!inside(e, &t.a, rank)) {
            fail_msg("%s: a term reads what no region names",
                     attn_trace_op(trace, e->cell.op)->name);
        }
    }
    switch (e->kind) {
    case ATTN_KIND_LINEAR:
    case ATTN_KIND_MATMUL:
        return (double)e->constant + sum;
    case ATTN_KIND_SOFTMAX:
        return (double)attn_explain_term(trace, e, e->own_term).value / (double)e->row_sum;
    case ATTN_KIND_MEAN:
    case ATTN_KIND_ADD:
        return sum;
    case ATTN_KIND_SCALE:
        return (double)attn_explain_term(trace, e, 0).a_value / (double)e->constant;
    case ATTN_KIND_INPUT:
    case ATTN_KIND_PARAMETER:
        return (double)e->value;
    default:
        return e->term_count > 0 ? (double)attn_explain_term(trace, e, 0).value
                                 : (double)e->constant;
    }
}

static void explain_cells(const struct attn_trace *trace, int index)
{
    const struct attn_op *op = attn_trace_op(trace, index);
    int at[ATTN_RANK_MAX] = {0};
    if (op->state != ATTN_STATE_READY) {
        return;
    }
    do {
        struct attn_explanation e = attn_explain(trace, index, at);
        double value = (double)e.value, made = rebuilt(trace, &e);
        bool same = fabs(value - made) <= 1e-5 * fmax(1, fabs(value)) || value == made ||
                    (isnan(value) && isnan(made));
        if (!same) {
            fail_msg("%s: %g is explained as %g", op->name, value, made);
        }
    } while (attn_shape_next(&op->shape, at));
}

static void explanations_rebuild_every_cell_of_every_wiring(void **state)
{
    (void)state;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        for (int variant = 0; variant < 4; variant++) {
            struct attn_config config = base_config(w);
            config.softmax = variant == 1 ? ATTN_SOFTMAX_QUERY : ATTN_SOFTMAX_KEY;
            config.polarity = variant == 2 ? ATTN_POLARITY_DROP : ATTN_POLARITY_KEEP;
            config.bias = variant != 3;
            attn_config_set_off(&config, 1, variant == 3);
            struct attn_trace *trace = fresh(&config);
            for (int i = 0; i < attn_trace_count(trace); i++) {
                explain_cells(trace, i);
            }
            attn_trace_free(trace);
        }
    }
}

/* ---- memory ---- */

struct purse {
    int left; /* allocations that succeed, -1: all */
    int live;
    size_t largest;
};

static void *purse_alloc(void *context, size_t bytes)
{
    struct purse *purse = context;
    if (purse->left == 0) {
        return NULL;
    }
    purse->left -= purse->left > 0;
    purse->live++;
    purse->largest = bytes > purse->largest ? bytes : purse->largest;
    return malloc(bytes);
}

static void purse_free(void *context, void *memory)
{
    struct purse *purse = context;
    purse->live--;
    free(memory);
}

/* Plans, runs, gives, nudges; true when nothing failed. */
static bool live_once(const struct attn_config *config, const struct attn_allocator *allocator,
                      struct attn_error *error)
{
    struct attn_trace *trace = attn_trace_new(allocator), *other = attn_trace_new(allocator);
    float x[2 * 3 * 8] = {1, 2, 3};
    struct attn_shape shape = {3, {2, 3, 8}, {ATTN_AXIS_BATCH, ATTN_AXIS_TOKEN, ATTN_AXIS_EMBED}};
    bool good = trace && other && attn_trace_plan(trace, config, error) &&
                attn_trace_run_all(trace, error) && attn_trace_give(trace, "x", &shape, x, error) &&
                attn_trace_plan(trace, config, error) && attn_trace_run_all(trace, error) &&
                attn_trace_nudge(other, trace, 1, 1, error) && attn_trace_run_all(other, error);
    if (good && config->wiring == ATTN_WIRING_PROJECTED) {
        struct attn_config fused = *config;
        fused.wiring = ATTN_WIRING_FUSED;
        good = attn_trace_plan(other, &fused, error) &&
               attn_trace_give_stacked(other, trace, error) &&
               attn_trace_plan(other, &fused, error) && attn_trace_run_all(other, error);
    }
    attn_trace_free(trace);
    attn_trace_free(other);
    return good;
}

static void any_allocation_may_fail_once_in_any_wiring(void **state)
{
    (void)state;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config config = base_config(w);
        struct purse purse = {.left = -1};
        struct attn_allocator allocator = {purse_alloc, purse_free, &purse};
        bool good = false;
        for (int n = 0; !good; n++) {
            struct attn_error error = {0};
            purse.left = n;
            good = live_once(&config, &allocator, &error);
            assert_int_equal(purse.live, 0);
            if (!good && error.kind) {
                assert_int_equal(error.kind, ATTN_ERROR_MEMORY);
            }
            assert_true(n < 2000);
        }
    }
}

static void what_is_too_large_is_refused_before_its_memory_is_taken(void **state)
{
    (void)state;
    for (int w = 0; w < ATTN_WIRING_COUNT; w++) {
        struct attn_config config = base_config(w);
        struct attn_error error = {0};
        struct purse purse = {.left = -1};
        struct attn_allocator allocator = {purse_alloc, purse_free, &purse};
        struct attn_trace *trace = attn_trace_new(&allocator);
        for (int i = 0; i < attn_setting_count(); i++) { /* every size at its largest */
            const struct attn_setting *s = attn_setting(i);
            char text[40];
            bool size = strcmp(s->name, "batch") == 0 || strcmp(s->name, "tokens") == 0 ||
                        strcmp(s->name, "embed") == 0;
            snprintf(text, sizeof text, "%.0f", s->max);
            assert_true(!size || attn_config_set(&config, s->name, text, &error));
        }
        config.check = false;
        assert_false(attn_trace_plan(trace, &config, &error));
        assert_int_equal(error.kind, ATTN_ERROR_BUDGET);
        assert_true(purse.largest < (1u << 20));
        attn_trace_free(trace);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_recomputes_to_what_a_fresh_trace_computes),
        cmocka_unit_test(any_row_of_changes_ends_where_a_fresh_trace_begins),
        cmocka_unit_test(explanations_rebuild_every_cell_of_every_wiring),
        cmocka_unit_test(any_allocation_may_fail_once_in_any_wiring),
        cmocka_unit_test(what_is_too_large_is_refused_before_its_memory_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
