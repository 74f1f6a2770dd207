/* Explanations, for every cell of every operation of every wiring: the terms rebuild the value, and
 * the regions said to be read hold the terms' cells and no other. */
#include "tests/layer.h"
#include "tests/test.h"

#include <math.h>

enum { CELLS_MAX = 64 };

/* Distinct cells of operands: what the terms of one explanation came from. */
struct cells {
    struct attn_cell list[CELLS_MAX];
    int count;
};

static bool same_cell(const struct attn_cell *a, const struct attn_cell *b)
{
    return a->op == b->op && a->part == b->part && memcmp(a->at, b->at, sizeof a->at) == 0;
}

static void add_cell(struct cells *cells, const struct attn_cell *cell)
{
    for (int i = 0; i < cells->count; i++) {
        if (same_cell(&cells->list[i], cell)) {
            return;
        }
    }
    assert_in_range(cells->count, 0, CELLS_MAX - 1);
    cells->list[cells->count++] = *cell;
}

/* The cells that the terms name, and a linear's bias. Softmax' b is its own result, not read. */
static void collect(const struct attn_trace *trace, const struct attn_explanation *e,
                    struct cells *cells)
{
    const struct attn_op *op = attn_trace_op(trace, e->cell.op);
    for (int k = 0; k < e->term_count; k++) {
        struct attn_term term = attn_explain_term(trace, e, k);
        add_cell(cells, &term.a);
        if (term.b.op >= 0 && e->kind != ATTN_KIND_SOFTMAX) {
            add_cell(cells, &term.b);
        }
    }
    if (e->kind == ATTN_KIND_LINEAR && op->operand_count == 3) {
        struct attn_cell bias = {.op = op->operands[2]};
        bias.at[0] = e->cell.at[op->shape.rank - 1];
        add_cell(cells, &bias);
    }
}

static int rank_of(const struct attn_trace *trace, const struct attn_region *region)
{
    return attn_trace_tensor(trace, region->op, region->part).shape.rank;
}

static bool holds(const struct attn_trace *trace, const struct attn_region *region,
                  const struct attn_cell *cell)
{
    bool inside = region->op == cell->op && region->part == cell->part;
    for (int i = 0; inside && i < rank_of(trace, region); i++) {
        inside = region->from[i] <= cell->at[i] && cell->at[i] < region->to[i];
    }
    return inside;
}

static int cells_in(const struct attn_trace *trace, const struct attn_region *region)
{
    int count = 1;
    for (int i = 0; i < rank_of(trace, region); i++) {
        count *= region->to[i] - region->from[i];
    }
    return count;
}

static bool any_holds(const struct attn_trace *trace, const struct attn_explanation *e,
                      const struct attn_cell *cell)
{
    for (int r = 0; r < e->read_count; r++) {
        if (holds(trace, &e->reads[r], cell)) {
            return true;
        }
    }
    return false;
}

/* As many cells in the regions as in the terms, and each of these in one: so they are the same. */
static void check_reads(const struct attn_trace *trace, const struct attn_explanation *e,
                        const char *what)
{
    struct cells cells = {.count = 0};
    int read = 0;
    collect(trace, e, &cells);
    for (int i = 0; i < cells.count; i++) {
        if (!any_holds(trace, e, &cells.list[i])) {
            fail_msg("%s: a cell of %s is not among what is read", what,
                     attn_trace_op(trace, cells.list[i].op)->name);
        }
    }
    for (int r = 0; r < e->read_count; r++) {
        read += cells_in(trace, &e->reads[r]);
    }
    if (read != cells.count) {
        fail_msg("%s: %d cells are read, the terms have %d", what, read, cells.count);
    }
}

/* ---- values ---- */

static double sum_of_terms(const struct attn_trace *trace, const struct attn_explanation *e)
{
    double sum = 0;
    for (int k = 0; k < e->term_count; k++) {
        sum += (double)attn_explain_term(trace, e, k).value;
    }
    return sum;
}

static double one_hidden(const struct attn_trace *trace, const struct attn_explanation *e,
                         const struct attn_term *term)
{
    float hide = attn_trace_op(trace, e->cell.op)->hide_ones ? 1 : 0;
    return term->b_value == hide ? -(double)INFINITY : (double)term->a_value;
}

/* The value made again, as attention.h says of each kind. */
static double rebuilt(const struct attn_trace *trace, const struct attn_explanation *e)
{
    double constant = (double)e->constant, sum = sum_of_terms(trace, e);
    int own = e->kind == ATTN_KIND_SOFTMAX ? e->own_term : 0;
    struct attn_term term = {.a = {.op = -1}};
    if (e->term_count > 0) {
        term = attn_explain_term(trace, e, own);
    }
    double a = (double)term.a_value, b = (double)term.b_value;
    switch (e->kind) {
    case ATTN_KIND_LINEAR:
    case ATTN_KIND_MATMUL:
        return constant + sum;
    case ATTN_KIND_SCALE:
        return a / constant;
    case ATTN_KIND_MASK:
        return one_hidden(trace, e, &term);
    case ATTN_KIND_SOFTMAX:
        assert_true(isnan(sum) || fabs(sum - (double)e->row_sum) < 1e-5);
        return exp(a - (double)e->row_max) / (double)e->row_sum;
    case ATTN_KIND_DROPOUT:
        return a * b * constant;
    case ATTN_KIND_MEAN:
        return sum;
    case ATTN_KIND_SLICE:
    case ATTN_KIND_SPLIT:
        assert_int_equal(e->term_count, 1);
        return a;
    case ATTN_KIND_JOIN:
    case ATTN_KIND_CONCAT:
        return e->term_count > 0 ? a : constant;
    case ATTN_KIND_INPUT:
    case ATTN_KIND_PARAMETER: /* nothing made it but its source */
        assert_true(e->term_count == 0 && e->read_count == 0);
        return (double)e->value;
    default: /* a kind without a rule of its own here: PyTorch's numbers hold it */
        assert_true(e->term_count > 0 && e->read_count > 0);
        return (double)e->value;
    }
}

static bool near(double a, double b)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-5 * (1 + fabs(b));
}

static void check_op(const struct attn_trace *trace, int op, const char *what)
{
    int at[ATTN_RANK_MAX] = {0};
    struct attn_tensor tensor = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    if (!tensor.data) {
        return;
    }
    do {
        char cell[160];
        struct attn_explanation e = attn_explain(trace, op, at);
        float value = attn_tensor_at(&tensor, at);
        snprintf(cell, sizeof cell, "%s: %s[%d, %d, %d, %d]", what, attn_trace_op(trace, op)->name,
                 at[0], at[1], at[2], at[3]);
        assert_memory_equal(&e.value, &value, sizeof value);
        double again = rebuilt(trace, &e);
        if (!near(again, (double)value)) {
            fail_msg("%s: the terms make %g, the cell is %g", cell, again, (double)value);
        }
        check_reads(trace, &e, cell);
    } while (attn_shape_next(&tensor.shape, at));
}

/* Every wiring with these settings, "name=value", upon those of layer_config. */
static void check_wirings(const char *const settings[][2], int count)
{
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_error error = {0};
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        for (int i = 0; i < count; i++) {
            assert_true(attn_config_set(&config, settings[i][0], settings[i][1], &error));
        }
        struct attn_trace *trace = layer_run(&config);
        for (int op = 0; op < attn_trace_count(trace); op++) {
            check_op(trace, op, layer_wiring_name((enum attn_wiring)wiring));
        }
        attn_trace_free(trace);
    }
}

static void terms_rebuild_every_cell_in_train_mode_with_a_causal_mask(void **state)
{
    (void)state;
    check_wirings(NULL, 0);
}

static void terms_rebuild_every_cell_in_eval_mode_without_mask_or_bias(void **state)
{
    (void)state;
    static const char *const settings[][2] = {
        {"mode", "eval"}, {"mask", "none"}, {"bias", "no"}, {"scale", "none"}};
    check_wirings(settings, 4);
}

static void terms_rebuild_every_cell_normalised_over_queries(void **state)
{
    (void)state;
    static const char *const settings[][2] = {
        {"softmax", "query"}, {"mask", "padding"}, {"valid", "2"}, {"scale", "heads"}};
    check_wirings(settings, 4);
}

/* A causal mask the wrong way round hides every key of the last query: NaN, and said so. */
static void terms_rebuild_every_cell_with_the_mask_turned_round(void **state)
{
    (void)state;
    static const char *const settings[][2] = {{"polarity", "drop"}, {"scale", "embed"}};
    check_wirings(settings, 2);
}

static void terms_rebuild_every_cell_with_heads_switched_off(void **state)
{
    (void)state;
    static const char *const some[][2] = {{"off", "0,2"}, {"dropout", "1"}};
    static const char *const all[][2] = {{"off", "0,1,2"}, {"dropout", "0"}};
    check_wirings(some, 2);
    check_wirings(all, 2);
}

/* More heads than regions: the terms still name every one, the regions the first few. */
static void the_mean_of_many_heads_names_each_in_a_term(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_MEAN);
    config.heads = 6;
    attn_config_set_off(&config, 1, true);
    struct attn_trace *trace = layer_run(&config);
    int mean = attn_trace_find(trace, "mean");
    struct attn_explanation e = attn_explain(trace, mean, (int[]){1, 2, 3, 0});
    assert_int_equal(e.term_count, 5);
    assert_int_equal(e.read_count, ATTN_READS_MAX);
    assert_int_equal(attn_explain_term(trace, &e, 4).a.op, attn_trace_find(trace, "heads.5.out"));
    assert_true(near(rebuilt(trace, &e), (double)e.value));
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_rebuild_every_cell_in_train_mode_with_a_causal_mask),
        cmocka_unit_test(terms_rebuild_every_cell_in_eval_mode_without_mask_or_bias),
        cmocka_unit_test(terms_rebuild_every_cell_normalised_over_queries),
        cmocka_unit_test(terms_rebuild_every_cell_with_the_mask_turned_round),
        cmocka_unit_test(terms_rebuild_every_cell_with_heads_switched_off),
        cmocka_unit_test(the_mean_of_many_heads_names_each_in_a_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
