/* The plan of every wiring as text against tests/golden/plans.txt: operations, operands, shapes with
 * the names of their axes, where sizes come from, draws, and what clashes where a wiring fails. */
#include "tests/layer.h"
#include "tests/plans.h"
#include "tests/test.h"

#include <stdarg.h>

enum { TEXT_MAX = 1 << 17 };
static const char golden[] = "tests/golden/plans.txt";

struct text {
    char *at;
    size_t used;
};

static void add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text->used +=
        (size_t)vsnprintf(text->at + text->used, TEXT_MAX - text->used, format, arguments);
    va_end(arguments);
    assert_true(text->used < TEXT_MAX);
}

/* "2 batch<batch", a size, what it counts and what it was made from */
static void add_axes(struct text *text, const struct attn_op *op)
{
    for (int i = 0; i < op->shape.rank; i++) {
        const char *from = attn_size_name(op->from[i]);
        add(text, " %d %s%s%s", op->shape.size[i], attn_axis_name(op->shape.axis[i]),
            *from ? "<" : "", from);
    }
}

static void add_op(struct text *text, const struct attn_op *op)
{
    add(text, "%s: %s", op->name, attn_kind_name(op->kind));
    for (int i = 0; i < op->operand_count; i++) {
        add(text, "%s%d", i ? "," : " ", op->operands[i]);
    }
    add_axes(text, op);
    if (op->seed) {
        add(text, " draw %llu", (unsigned long long)op->draw);
    }
    if (op->state == ATTN_STATE_FAILED) {
        add(text, " %s: %s [%d.%d %d.%d]", attn_error_kind_name(op->error.kind), op->error.text,
            op->clash_operand[0], op->clash_axis[0], op->clash_operand[1], op->clash_axis[1]);
    }
    add(text, "%s\n", op->state == ATTN_STATE_NOT_REACHED ? " not reached" : "");
}

static void add_plan(struct text *text, struct attn_config config, int embed, bool check)
{
    config.heads = 2;
    config.embed = embed;
    config.check = check;
    struct attn_trace *trace = layer_planned(&config);
    add(text, "== %s, embed %d, %s\n", layer_wiring_name(config.wiring), embed,
        check ? "checked" : "not checked");
    for (int i = 0; i < attn_trace_count(trace); i++) {
        add_op(text, attn_trace_op(trace, i));
    }
    attn_trace_free(trace);
}

static void add_plans(struct text *text, int wiring)
{
    struct attn_config config = layer_config((enum attn_wiring)wiring);
    add_plan(text, config, 6, true);
    add_plan(text, config, 7, false);
}

static void write_golden(void)
{
    struct text text = {malloc(TEXT_MAX), 0};
    FILE *file = fopen(golden, "w");
    assert_non_null(file);
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        add_plans(&text, wiring);
    }
    fputs(text.at, file);
    fclose(file);
    free(text.at);
}

static char *golden_text(void)
{
    char *text = malloc(TEXT_MAX);
    FILE *file = fopen(golden, "r");
    if (!file) {
        fail_msg("%s is missing; UPDATE_GOLDEN=1 make test writes it", golden);
    }
    text[fread(text, 1, TEXT_MAX - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* Line by line; what follows in the file are other wirings. */
static void compare(const char *ours, const char *theirs)
{
    while (*ours) {
        size_t a = strcspn(ours, "\n"), b = strcspn(theirs, "\n");
        if (a != b || memcmp(ours, theirs, a) != 0) {
            fail_msg("%s has '%.*s', the plan '%.*s'", golden, (int)b, theirs, (int)a, ours);
        }
        ours += a + 1;
        theirs += b + 1;
    }
}

/* A wiring that the file does not have is new: it has PyTorch's numbers to be held to. */
static void every_wiring_is_planned_as_it_was(void **state)
{
    (void)state;
    if (getenv("UPDATE_GOLDEN")) {
        write_golden();
    }
    char *kept = golden_text();
    int compared = 0;
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        struct text text = {malloc(TEXT_MAX), 0};
        char head[80];
        snprintf(head, sizeof head, "== %s, embed 6", layer_wiring_name((enum attn_wiring)wiring));
        add_plans(&text, wiring);
        const char *theirs = strstr(kept, head);
        if (theirs) {
            compare(text.at, theirs);
            compared++;
        }
        free(text.at);
    }
    assert_true(compared >= 11);
    free(kept);
}

/* A number that stays may count something else in the new plan: single's Q is a head, fused's all. */
static void what_a_new_plan_keeps_has_the_axes_of_the_new_plan(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_SINGLE);
    struct attn_trace *trace = layer_run(&config);
    config.wiring = ATTN_WIRING_FUSED;
    assert_true(attn_trace_plan(trace, &config, NULL));
    int Q = attn_trace_find(trace, "Q");
    assert_int_equal(attn_trace_op(trace, Q)->state, ATTN_STATE_READY);
    for (int op = 0; op < attn_trace_count(trace); op++) {
        struct attn_shape shape = attn_trace_tensor(trace, op, ATTN_PART_VALUE).shape;
        assert_memory_equal(&shape, &attn_trace_op(trace, op)->shape, sizeof shape);
    }
    attn_trace_free(trace);
}

/* Each of the two can be counted, 2^63 bytes; their sum cannot. */
static void bytes_that_add_up_past_what_can_be_counted_are_refused(void **state)
{
    (void)state;
    ref x;
    struct plan plan = plans_begin(&x);
    ref huge = plans_input(&plan, "huge", 4, (int[]){65536, 65536, 65536, 8192});
    plan_scale(&plan, "once", huge, 2);
    assert_int_equal(plan.error.kind, ATTN_ERROR_NONE);
    plan_scale(&plan, "again", huge, 2);
    assert_int_equal(plan.error.kind, ATTN_ERROR_BUDGET);
    plan_clear(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wiring_is_planned_as_it_was),
        cmocka_unit_test(bytes_that_add_up_past_what_can_be_counted_are_refused),
        cmocka_unit_test(what_a_new_plan_keeps_has_the_axes_of_the_new_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
