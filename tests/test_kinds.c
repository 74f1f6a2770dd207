/* What the kinds say of themselves: each says everything, in templates that fill, and no kind claims
 * what it does not do. */
#include "tests/layer.h"
#include "tests/test.h"

#include <math.h>

static const struct attn_kind_about *about(int kind)
{
    return attn_kind_about((enum attn_kind)kind);
}

static void every_kind_says_what_it_does(void **state)
{
    (void)state;
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        const struct attn_kind_about *a = about(kind);
        bool line = a->form == ATTN_FORM_LINE || a->form == ATTN_FORM_SOURCE;
        bool computes = a->form != ATTN_FORM_SOURCE && kind != ATTN_KIND_CHECK;
        assert_non_null(a->name);
        if (!a->sentence || !a->picture || (computes && !a->formula) ||
            (line && kind != ATTN_KIND_CHECK && !a->line) ||
            (a->form == ATTN_FORM_SUM && !a->rule)) {
            fail_msg("the kind '%s' leaves something unsaid", a->name);
        }
    }
}

static void no_two_kinds_have_the_same_name(void **state)
{
    (void)state;
    for (int a = 0; a < ATTN_KIND_COUNT; a++) {
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(about(a)->name, about(b)->name);
        }
    }
}

/* ---- every cell of every wiring ---- */

typedef void look(const struct attn_trace *trace, const struct attn_explanation *e,
                  const char *what);

static void each_cell(struct attn_config config, look *look_at)
{
    struct attn_trace *trace = layer_run(&config);
    for (int i = 0; i < attn_trace_count(trace); i++) {
        const struct attn_op *op = attn_trace_op(trace, i);
        int at[ATTN_RANK_MAX] = {0};
        while (op->state == ATTN_STATE_READY) {
            struct attn_explanation e = attn_explain(trace, i, at);
            look_at(trace, &e, op->name);
            if (!attn_shape_next(&op->shape, at)) {
                break;
            }
        }
    }
    attn_trace_free(trace);
}

static void each_wiring(look *look_at)
{
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct attn_config config = layer_config((enum attn_wiring)wiring);
        each_cell(config, look_at);
        config.softmax = ATTN_SOFTMAX_QUERY;
        config.polarity = ATTN_POLARITY_DROP;
        attn_config_set_off(&config, 1, true);
        each_cell(config, look_at);
    }
}

static void same_is_same(const struct attn_trace *trace, const struct attn_explanation *e,
                         const char *what)
{
    if (attn_kind_about(e->kind)->form == ATTN_FORM_SAME && e->term_count > 0) {
        struct attn_term term = attn_explain_term(trace, e, 0);
        if (memcmp(&term.a_value, &e->value, sizeof e->value) != 0) {
            fail_msg("%s: %g is not the same float as %g", what, (double)e->value,
                     (double)term.a_value);
        }
    }
}

static void a_kind_that_says_same_float_passes_the_same_bits(void **state)
{
    (void)state;
    each_wiring(same_is_same);
}

static void filled(const char *what, const char *template, const char *text, bool must)
{
    if (strpbrk(text, "{}<>") || strstr(text, "  ") || (must && template && !text[0])) {
        fail_msg("%s: '%s' was filled to '%s'", what, template, text);
    }
}

static void templates_fill(const struct attn_trace *trace, const struct attn_explanation *e,
                           const char *what)
{
    const struct attn_kind_about *a = attn_kind_about(e->kind);
    const struct {
        const char *template;
        bool must;
    } lines[] = {{a->rule, true}, {a->terms, true},     {a->fault, false}, {a->line, true},
                 {a->note, true}, {a->constant, false}, {a->empty, true}};
    char text[400];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        attn_explain_text(trace, e, lines[i].template, text, sizeof text);
        filled(what, lines[i].template, text, lines[i].must);
    }
    filled(what, a->formula, attn_op_formula(trace, e->cell.op, text, sizeof text), true);
    attn_op_text(trace, e->cell.op, a->sentence, text, sizeof text);
    filled(what, a->sentence, text, true);
}

static void every_template_fills_at_every_cell(void **state)
{
    (void)state;
    each_wiring(templates_fill);
}

/* ---- the language ---- */

static void is(const struct attn_trace *trace, const char *name, const char *template,
               const char *wanted)
{
    char text[200];
    int index = attn_trace_find(trace, name);
    attn_op_text(trace, index,
                 template ? template : about((int)attn_trace_op(trace, index)->kind)->formula, text,
                 sizeof text);
    assert_string_equal(text, wanted);
}

static void formulas_name_what_goes_in(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SLICED);
    struct attn_trace *trace = layer_planned(&config);
    is(trace, "heads.1.x", NULL, "x[..., 2:4]");
    is(trace, "heads.0.Q", NULL, "heads.0.x · heads.0.query.weightᵀ + heads.0.query.bias");
    is(trace, "heads.0.scores", NULL, "heads.0.Q · heads.0.Kᵀ");
    is(trace, "heads.0.scaled", NULL, "heads.0.scores ÷ 1.4142");
    is(trace, "heads.0.masked", NULL, "heads.0.scaled, −∞ where mask is 0");
    is(trace, "heads.0.weights", NULL, "softmax(heads.0.masked)");
    is(trace, "heads.0.out", NULL, "heads.0.dropped · heads.0.V");
    is(trace, "concat", NULL, "cat(heads.0.out … 2)");
    attn_trace_free(trace);
}

static void a_part_without_its_value_falls_away(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_trace *trace = layer_planned(&config);
    is(trace, "scores", "{0}< and {1}>< and {2}>", "Q and K");
    is(trace, "scores", "<{transposed}turned><{!transposed}straight>", "turned");
    is(trace, "out", "<{transposed}turned><{!transposed}straight>", "straight");
    is(trace, "scaled", "{divisor:1}, {nobody}.", "2.4, .");
    attn_trace_free(trace);
}

static void a_text_is_cut_at_its_buffer(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_trace *trace = layer_planned(&config);
    char text[8];
    attn_op_formula(trace, attn_trace_find(trace, "weights"), text, sizeof text);
    assert_string_equal(text, "softmax");
    assert_string_equal(attn_op_text(trace, 0, NULL, text, sizeof text), "");
    attn_trace_free(trace);
}

static void sentences_speak_of_the_operation_at_hand(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_NO_TRANSPOSE);
    config.softmax = ATTN_SOFTMAX_QUERY;
    config.polarity = ATTN_POLARITY_DROP;
    struct attn_trace *trace = layer_planned(&config);
    is(trace, "weights", about(ATTN_KIND_SOFTMAX)->sentence,
       "Softmax turns each column of scores into shares of 1: the exponential of each, divided by "
       "the sum of the column.");
    is(trace, "masked", about(ATTN_KIND_MASK)->sentence,
       "Where the mask is 1, the score becomes −∞; elsewhere it stays.");
    is(trace, "query.bias", about(ATTN_KIND_PARAMETER)->sentence,
       "A parameter of the layer, as PyTorch stores it: (out,).");
    attn_trace_free(trace);
}

/* More heads than any lesson has: no count is built in. */
static void the_mean_of_many_heads_is_their_sum_by_their_number(void **state)
{
    (void)state;
    enum { HEADS = 21 };
    struct attn_config config = layer_config(ATTN_WIRING_MEAN);
    config.heads = config.embed = HEADS;
    struct attn_trace *trace = layer_run(&config);
    int op = attn_trace_find(trace, "mean");
    struct attn_tensor mean = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    int at[ATTN_RANK_MAX] = {1, 2, HEADS - 1};
    double sum = 0;
    for (int h = 0; h < HEADS; h++) {
        int head = attn_trace_op(trace, op)->operands[h];
        struct attn_tensor out = attn_trace_tensor(trace, head, ATTN_PART_VALUE);
        sum += (double)attn_tensor_at(&out, at);
    }
    assert_true(fabs((double)attn_tensor_at(&mean, at) - sum / HEADS) < 1e-6);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_says_what_it_does),
        cmocka_unit_test(no_two_kinds_have_the_same_name),
        cmocka_unit_test(a_kind_that_says_same_float_passes_the_same_bits),
        cmocka_unit_test(every_template_fills_at_every_cell),
        cmocka_unit_test(formulas_name_what_goes_in),
        cmocka_unit_test(a_part_without_its_value_falls_away),
        cmocka_unit_test(a_text_is_cut_at_its_buffer),
        cmocka_unit_test(sentences_speak_of_the_operation_at_hand),
        cmocka_unit_test(the_mean_of_many_heads_is_their_sum_by_their_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
