/* Whether expectations hold: each is computed from the step's trace, or from that and the layer
 * beside or the nudged one. */
#include "lessons/read/read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a check works on; problem says why it does not hold. */
struct check {
    const struct lesson *lesson;
    const struct lesson_step *step;
    const struct lesson_expect *expect;
    struct attn_trace *trace;
    char *problem;
    size_t bytes;
};

/* C prints the sign of a NaN, which means nothing. */
static double unsigned_nan(double value)
{
    return isnan(value) ? (double)NAN : value;
}

static bool disagree(const struct check *c, const char *what, double computed)
{
    const struct lesson_expect *e = c->expect;
    snprintf(c->problem, c->bytes, "%s%s: expected %.*f, computed %.*f", what, e->name, e->digits,
             e->value, e->digits + 2, unsigned_nan(computed));
    return false;
}

/* Whether computed is printed as value when rounded to so many decimals. */
static bool rounds_to(double value, int digits, double computed)
{
    if (isnan(value) || isnan(computed)) {
        return isnan(value) && isnan(computed);
    }
    if (isinf(value) || isinf(computed)) {
        return value == computed;
    }
    return fabs(computed - value) <= 0.5 * pow(10, -digits) + 1e-6;
}

static bool close_to(const struct lesson_expect *e, double computed)
{
    return rounds_to(e->value, e->digits, computed);
}

/* All axes' indices: those written are the last ones, `free` axes after them are open. */
static void full_index(const struct lesson_expect *e, const struct attn_shape *shape, int open,
                       int *at)
{
    memset(at, 0, ATTN_RANK_MAX * sizeof *at);
    int first = shape->rank - open - e->at_count;
    for (int i = 0; i < e->at_count; i++) {
        at[first + i] = e->at[i];
    }
}

static bool check_shape(const struct check *c, const struct attn_op *op)
{
    char expected[64], computed[64];
    if (attn_shape_equal(&op->shape, &c->expect->shape)) {
        return true;
    }
    snprintf(c->problem, c->bytes, "shape of %s: expected %s, computed %s", op->name,
             attn_shape_text(&c->expect->shape, expected, sizeof expected),
             attn_shape_text(&op->shape, computed, sizeof computed));
    return false;
}

static bool check_value(const struct check *c, const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX];
    full_index(c->expect, &tensor->shape, 0, at);
    double value = (double)attn_tensor_at(tensor, at);
    return close_to(c->expect, value) || disagree(c, "", value);
}

static bool check_sum(const struct check *c, const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX], last = tensor->shape.rank - 1;
    double sum = 0;
    full_index(c->expect, &tensor->shape, 1, at);
    for (at[last] = 0; at[last] < tensor->shape.size[last]; at[last]++) {
        sum += (double)attn_tensor_at(tensor, at);
    }
    return close_to(c->expect, sum) || disagree(c, "sum of ", sum);
}

static bool check_largest(const struct check *c, const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX], last = tensor->shape.rank - 1, best = 0;
    float most = -INFINITY;
    bool nan = false;
    full_index(c->expect, &tensor->shape, 1, at);
    for (at[last] = 0; at[last] < tensor->shape.size[last]; at[last]++) {
        float v = attn_tensor_at(tensor, at);
        best = v > most ? at[last] : best;
        most = v > most ? v : most;
        nan |= isnan(v);
    }
    if (nan) {
        snprintf(c->problem, c->bytes, "largest of %s: the row has a nan", c->expect->name);
        return false;
    }
    if (best == (int)c->expect->value) {
        return true;
    }
    const struct lesson_step *l = c->step;
    enum attn_axis axis = tensor->shape.axis[last];
    bool tokens = axis == ATTN_AXIS_TOKEN || axis == ATTN_AXIS_QUERY || axis == ATTN_AXIS_KEY;
    if (tokens && best < l->word_count && (int)c->expect->value < l->word_count) {
        snprintf(c->problem, c->bytes, "largest of %s: expected '%s', computed '%s'",
                 c->expect->name, l->words[(int)c->expect->value], l->words[best]);
    } else {
        snprintf(c->problem, c->bytes, "largest of %s: expected %.0f, computed %d", c->expect->name,
                 c->expect->value, best);
    }
    return false;
}

static bool check_between(const struct check *c, const struct attn_tensor *tensor)
{
    struct attn_summary s = attn_tensor_summary(tensor);
    if ((double)s.min >= c->expect->value && (double)s.max <= c->expect->high) {
        return true;
    }
    snprintf(c->problem, c->bytes, "%s: expected between %.*f and %.*f, computed %.6g to %.6g",
             c->expect->name, c->expect->digits, c->expect->value, c->expect->digits,
             c->expect->high, unsigned_nan((double)s.min), unsigned_nan((double)s.max));
    return false;
}

static bool check_range(const struct check *c, const struct attn_tensor *tensor)
{
    const struct lesson_expect *e = c->expect;
    struct attn_summary s = attn_tensor_summary(tensor);
    if (close_to(e, (double)s.min) && rounds_to(e->high, e->high_digits, (double)s.max)) {
        return true;
    }
    snprintf(c->problem, c->bytes, "%s: expected %.*f to %.*f, computed %.6g to %.6g", e->name,
             e->digits, e->value, e->high_digits, e->high, unsigned_nan((double)s.min),
             unsigned_nan((double)s.max));
    return false;
}

/* Bit for bit; at is the first cell that differs. Either tensor may be a window on another. */
static bool same_cells(const struct attn_tensor *a, const struct attn_tensor *b, int *at)
{
    do {
        float x = attn_tensor_at(a, at), y = attn_tensor_at(b, at);
        if (memcmp(&x, &y, sizeof x) != 0) {
            return false;
        }
    } while (attn_shape_next(&a->shape, at));
    return true;
}

static bool check_equal(const struct check *c, const struct attn_tensor *a)
{
    struct attn_error error;
    int other = attn_trace_find(c->trace, c->expect->other);
    if (!attn_trace_run(c->trace, other, &error)) {
        snprintf(c->problem, c->bytes, "%.300s", error.text);
        return false;
    }
    struct attn_tensor b = attn_trace_tensor(c->trace, other, ATTN_PART_VALUE);
    int at[ATTN_RANK_MAX] = {0};
    char first[64], second[64];
    if (!attn_shape_equal(&a->shape, &b.shape)) {
        snprintf(c->problem, c->bytes, "%s and %s differ in shape: %s and %s", c->expect->name,
                 c->expect->other, attn_shape_text(&a->shape, first, sizeof first),
                 attn_shape_text(&b.shape, second, sizeof second));
        return false;
    }
    if (same_cells(a, &b, at)) {
        return true;
    }
    struct attn_shape where = {.rank = a->shape.rank}; /* for its way of writing */
    memcpy(where.size, at, sizeof at);
    snprintf(c->problem, c->bytes, "%s and %s differ, first at %s: %.6g and %.6g", c->expect->name,
             c->expect->other, attn_shape_text(&where, first, sizeof first),
             unsigned_nan((double)attn_tensor_at(a, at)),
             unsigned_nan((double)attn_tensor_at(&b, at)));
    return false;
}

static bool check_std(const struct check *c, const struct attn_tensor *tensor)
{
    double std = attn_measure_std(tensor);
    return close_to(c->expect, std) || disagree(c, "std of ", std);
}

static bool check_entropy(const struct check *c, const struct attn_tensor *tensor)
{
    double mean = attn_measure_entropy(tensor).mean;
    return close_to(c->expect, mean) || disagree(c, "entropy of ", mean);
}

static bool check_parameters(const struct check *c)
{
    double parameters = (double)attn_trace_cost(c->trace, -1).parameters;
    return c->expect->value == parameters || disagree(c, "parameters", parameters);
}

/* One item of the batch, where the expectation names one: moved out[1]. */
static struct attn_tensor item_of(const struct lesson_expect *e, const struct attn_tensor *tensor)
{
    struct attn_tensor item = *tensor;
    if (e->at_count == 0) {
        return item;
    }
    item.data += e->at[0] * item.stride[0];
    item.shape.rank--;
    for (int i = 0; i < item.shape.rank; i++) {
        item.shape.size[i] = tensor->shape.size[i + 1];
        item.shape.axis[i] = tensor->shape.axis[i + 1];
        item.stride[i] = tensor->stride[i + 1];
    }
    return item;
}

/* The two traces' tensors of that name, side by side; false with the problem told. */
static bool compare(const struct check *c, const struct attn_tensor *tensor,
                    struct attn_trace *other, struct attn_difference *difference)
{
    const struct lesson_expect *e = c->expect;
    struct attn_error error = {0};
    int index = attn_trace_find(other, e->name);
    if (index < 0) {
        snprintf(c->problem, c->bytes, "the other layer has no %s", e->name);
        return false;
    }
    if (!attn_trace_run(other, index, &error)) {
        snprintf(c->problem, c->bytes, "the other %s cannot be computed: %.200s", e->name,
                 error.text);
        return false;
    }
    struct attn_tensor theirs = attn_trace_tensor(other, index, ATTN_PART_VALUE);
    struct attn_tensor ours = item_of(c->expect, tensor);
    theirs = item_of(c->expect, &theirs);
    if (!attn_measure_difference(&ours, &theirs, difference)) {
        snprintf(c->problem, c->bytes, "the two %s differ in shape", e->name);
        return false;
    }
    return true;
}

static bool near_enough(const struct check *c, const struct attn_difference *difference)
{
    const struct lesson_expect *e = c->expect;
    bool near = e->kind == LESSON_EXPECT_NEAR;
    if (near && difference->most > e->value) {
        snprintf(c->problem, c->bytes, "the two %s are %.3g apart, more than %.*f", e->name,
                 difference->most, e->digits, e->value);
        return false;
    }
    if (!near && (difference->cells > 0) != (e->kind == LESSON_EXPECT_MOVED)) {
        snprintf(c->problem, c->bytes, "%s: %zu of its cells change with feature %d of x", e->name,
                 difference->cells, c->step->nudge);
        return false;
    }
    return true;
}

/* near, moved and still: against the layer beside, or the nudged one. */
static bool check_other(const struct check *c, const struct attn_tensor *tensor)
{
    struct attn_error error = {0};
    struct attn_difference difference;
    struct attn_trace *other = attn_trace_new(&c->lesson->allocator);
    bool near = c->expect->kind == LESSON_EXPECT_NEAR;
    bool good = other != NULL;
    if (good && near) {
        good = lesson_prepare_beside(c->lesson, c->step, attn_trace_config(c->trace), NULL,
                                     c->trace, other, &error);
    } else if (good) {
        good =
            attn_trace_nudge_item(other, c->trace, c->step->nudge_item, c->step->nudge, 1, &error);
    }
    if (!good) {
        snprintf(c->problem, c->bytes, "%.300s", other ? error.text : "out of memory");
    }
    good = good && compare(c, tensor, other, &difference) && near_enough(c, &difference);
    attn_trace_free(other);
    return good;
}

/* work out 2560: the multiplications, each with its addition */
static bool check_work(const struct check *c, int op)
{
    double work = (double)attn_trace_cost(c->trace, op).multiply_adds;
    return work == c->expect->value || disagree(c, "work of ", work);
}

static bool check_raises(const struct check *c)
{
    int failed = attn_trace_failed(c->trace);
    const char *text = failed < 0 ? "nothing" : attn_trace_op(c->trace, failed)->error.text;
    if (failed >= 0 && strcmp(text, c->expect->text) == 0) {
        return true;
    }
    snprintf(c->problem, c->bytes, "the layer raises %s%.260s",
             failed < 0 ? "" : "otherwise: ", text);
    return false;
}

static bool holds(const struct check *c)
{
    struct attn_error error;
    if (c->expect->kind == LESSON_EXPECT_RAISES) {
        return check_raises(c);
    }
    if (c->expect->kind == LESSON_EXPECT_PARAMETERS) {
        return check_parameters(c);
    }
    int op = attn_trace_find(c->trace, c->expect->name);
    if (c->expect->kind == LESSON_EXPECT_SHAPE) {
        return check_shape(c, attn_trace_op(c->trace, op));
    }
    if (c->expect->kind == LESSON_EXPECT_WORK) {
        return check_work(c, op);
    }
    if (!attn_trace_run(c->trace, op, &error)) {
        snprintf(c->problem, c->bytes, "%s cannot be computed: %.200s", c->expect->name,
                 error.text);
        return false;
    }
    struct attn_tensor tensor = attn_trace_tensor(c->trace, op, ATTN_PART_VALUE);
    switch (c->expect->kind) {
    case LESSON_EXPECT_SUM:
        return check_sum(c, &tensor);
    case LESSON_EXPECT_LARGEST:
        return check_largest(c, &tensor);
    case LESSON_EXPECT_BETWEEN:
        return check_between(c, &tensor);
    case LESSON_EXPECT_RANGE:
        return check_range(c, &tensor);
    case LESSON_EXPECT_EQUAL:
        return check_equal(c, &tensor);
    case LESSON_EXPECT_STD:
        return check_std(c, &tensor);
    case LESSON_EXPECT_ENTROPY:
        return check_entropy(c, &tensor);
    case LESSON_EXPECT_NEAR:
    case LESSON_EXPECT_MOVED:
    case LESSON_EXPECT_STILL:
        return check_other(c, &tensor);
    default:
        return check_value(c, &tensor);
    }
}

/* e is the expectation at fault, or NULL when the fault is none of the file's. */
static bool report(const struct lesson *lesson, const struct lesson_expect *e, const char *text,
                   struct lesson_error *error)
{
    error_begin(error, lesson->file);
    snprintf(error->text, sizeof error->text, "%s", text);
    if (e) {
        error_place(error, e->line, (struct span){e->source, strlen(e->source)},
                    (size_t)e->column - 1);
    }
    return false;
}

bool lesson_check_step(const struct lesson *lesson, int index, struct attn_trace *trace,
                       struct lesson_error *error)
{
    const struct lesson_step *step = &lesson->steps[index];
    struct attn_error planning;
    char problem[sizeof error->text];
    if (!lesson_prepare(lesson, step, &step->config, NULL, trace, &planning)) {
        snprintf(problem, sizeof problem, "step '%.60s': %.240s", step->title, planning.text);
        return report(lesson, NULL, problem, error);
    }
    for (int i = 0; i < step->expect_count; i++) {
        const struct lesson_expect *e = &step->expects[i];
        struct check check = {lesson, step, e, trace, problem, sizeof problem};
        if (!holds(&check)) {
            return report(lesson, e, problem, error);
        }
    }
    return true;
}

bool lesson_check(const struct lesson *lesson, struct lesson_error *error)
{
    struct attn_trace *trace = attn_trace_new(&lesson->allocator);
    bool good = trace || report(lesson, NULL, "out of memory", error);
    for (int i = 0; good && i < lesson->step_count; i++) {
        good = lesson_check_step(lesson, i, trace, error);
    }
    attn_trace_free(trace);
    return good;
}
