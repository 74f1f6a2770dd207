/* The library's doors: an index that no operation, cell, part or term has is our mistake, and stops
 * the program where it is made, not where its wrong number is drawn. */
#include "tests/layer.h"
#include "tests/test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void wrong_call(const struct attn_trace *trace);

static void op_before_the_first(const struct attn_trace *trace)
{
    attn_trace_op(trace, -1);
}

static void op_after_the_last(const struct attn_trace *trace)
{
    attn_trace_op(trace, attn_trace_count(trace));
}

static void cell_before_the_first(const struct attn_trace *trace)
{
    struct attn_tensor x = attn_trace_tensor(trace, 0, ATTN_PART_VALUE);
    attn_tensor_at(&x, (int[]){0, -1, 0});
}

/* In memory it is there: the next token's first feature. */
static void cell_after_the_last_column(const struct attn_trace *trace)
{
    struct attn_tensor x = attn_trace_tensor(trace, 0, ATTN_PART_VALUE);
    attn_tensor_at(&x, (int[]){0, 0, 6});
}

static void cell_of_nothing(const struct attn_trace *trace)
{
    struct attn_tensor x = attn_trace_tensor(trace, 0, ATTN_PART_VALUE);
    x.data = NULL;
    attn_tensor_at(&x, (int[]){0, 0, 0});
}

static void explained_op_after_the_last(const struct attn_trace *trace)
{
    attn_explain(trace, attn_trace_count(trace), (int[]){0, 0, 0});
}

static void explained_cell_after_the_last(const struct attn_trace *trace)
{
    attn_explain(trace, attn_trace_find(trace, "Q"), (int[]){0, 3, 0});
}

static void explained_cell_of_what_is_not_computed(const struct attn_trace *trace)
{
    struct attn_trace *other = layer_planned(attn_trace_config(trace));
    attn_explain(other, attn_trace_find(other, "Q"), (int[]){0, 0, 0});
}

static void explain_term(const struct attn_trace *trace, int beyond)
{
    struct attn_explanation e =
        attn_explain(trace, attn_trace_find(trace, "Q"), (int[]){0, 0, 0, 0});
    attn_explain_term(trace, &e, beyond < 0 ? -1 : e.term_count);
}

static void term_before_the_first(const struct attn_trace *trace)
{
    explain_term(trace, -1);
}

static void term_after_the_last(const struct attn_trace *trace)
{
    explain_term(trace, 1);
}

static void tensor_of_no_op(const struct attn_trace *trace)
{
    attn_trace_tensor(trace, attn_trace_count(trace), ATTN_PART_VALUE);
}

static void part_after_the_last(const struct attn_trace *trace)
{
    attn_trace_tensor(trace, 0, ATTN_PART_COUNT);
}

static void origin_of_no_op(const struct attn_trace *trace)
{
    attn_trace_origin(trace, -1, 0, NULL, 0);
}

static void origin_of_no_axis(const struct attn_trace *trace)
{
    attn_trace_origin(trace, 0, -1, NULL, 0);
}

static void cost_of_no_op(const struct attn_trace *trace)
{
    attn_trace_cost(trace, attn_trace_count(trace));
}

static void run_of_no_op(const struct attn_trace *trace)
{
    struct attn_trace *other = layer_planned(attn_trace_config(trace));
    attn_trace_run(other, attn_trace_count(other), NULL);
}

static const struct {
    const char *name;
    wrong_call *call;
} wrong[] = {
#define WRONG(call)                                                                                \
    {                                                                                              \
#call, call                                                                                \
    }
    WRONG(op_before_the_first),
    WRONG(op_after_the_last),
    WRONG(cell_before_the_first),
    WRONG(cell_after_the_last_column),
    WRONG(cell_of_nothing),
    WRONG(explained_op_after_the_last),
    WRONG(explained_cell_after_the_last),
    WRONG(explained_cell_of_what_is_not_computed),
    WRONG(term_before_the_first),
    WRONG(term_after_the_last),
    WRONG(tensor_of_no_op),
    WRONG(part_after_the_last),
    WRONG(origin_of_no_op),
    WRONG(origin_of_no_axis),
    WRONG(cost_of_no_op),
    WRONG(run_of_no_op),
};

/* Whether the call ends in an assert that failed, in a process of its own. */
static bool aborts(wrong_call *call, const struct attn_trace *trace)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        signal(SIGABRT, SIG_DFL); /* cmocka's goes on with the next test */
        close(STDERR_FILENO);
        call(trace);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void what_is_outside_stops_at_the_door(void **state)
{
    (void)state;
    struct attn_config config = layer_config(ATTN_WIRING_FUSED);
    struct attn_trace *trace = layer_run(&config);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (!aborts(wrong[i].call, trace)) {
            fail_msg("%s: no assert fails", wrong[i].name);
        }
    }
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_outside_stops_at_the_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
