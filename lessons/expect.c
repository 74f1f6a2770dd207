/* Expectations: what a step says must hold, read from its lines and held against a trace. */
#include "lessons/internal.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[LESSON_EXPECT_COUNT + 1] = {
    [LESSON_EXPECT_SHAPE] = "shape",     [LESSON_EXPECT_VALUE] = "value",
    [LESSON_EXPECT_LARGEST] = "largest", [LESSON_EXPECT_BETWEEN] = "between",
    [LESSON_EXPECT_SUM] = "sum",         [LESSON_EXPECT_EQUAL] = "equal",
    [LESSON_EXPECT_RAISES] = "raises",
};

/* ---- reading ---- */

static bool read_name(struct parser *p, struct span name, char *out)
{
    if (name.bytes == 0 || name.bytes >= ATTN_NAME_MAX) {
        return parser_fail(p, p->line, name.text, "expected the name of a tensor");
    }
    span_copy(name, out, ATTN_NAME_MAX);
    return true;
}

/* The indices between [ and ]: words or numbers, parted by commas. */
static bool read_indices(struct parser *p, struct lesson_expect *e, struct span inside)
{
    while (inside.bytes > 0) {
        const char *comma = memchr(inside.text, ',', inside.bytes);
        size_t bytes = comma ? (size_t)(comma - inside.text) : inside.bytes;
        struct span word = span_trim((struct span){inside.text, bytes});
        int index = span_index(p->lesson, word);
        if (index < 0) {
            char text[40];
            span_copy(word, text, sizeof text);
            return word.bytes > 0
                       ? parser_fail(p, p->line, word.text, "'%s' is neither a word nor an index",
                                     text)
                       : parser_fail(p, p->line, word.text, "expected a word or an index");
        }
        if (e->at_count == ATTN_RANK_MAX) {
            return parser_fail(p, p->line, word.text,
                               "too many indices: a tensor has at most %d axes", ATTN_RANK_MAX);
        }
        e->at[e->at_count++] = index;
        inside.text += bytes + (comma ? 1 : 0);
        inside.bytes -= bytes + (comma ? 1 : 0);
    }
    return true;
}

/* NAME or NAME[i, j]; takes it off rest. */
static bool read_place(struct parser *p, struct lesson_expect *e, struct span *rest)
{
    const char *bracket = memchr(rest->text, '[', rest->bytes);
    const char *space = memchr(rest->text, ' ', rest->bytes);
    if (!bracket || (space && space < bracket)) {
        return read_name(p, span_word(rest), e->name);
    }
    const char *close = memchr(rest->text, ']', rest->bytes);
    if (!close) {
        return parser_fail(p, p->line, bracket, "this '[' is not closed");
    }
    struct span name = {rest->text, (size_t)(bracket - rest->text)};
    struct span inside = {bracket + 1, (size_t)(close - bracket - 1)};
    rest->bytes -= (size_t)(close + 1 - rest->text);
    rest->text = close + 1;
    *rest = span_trim(*rest);
    return read_name(p, name, e->name) && read_indices(p, e, inside);
}

static bool read_number(struct parser *p, struct span *rest, double *value, int *digits)
{
    struct span word = span_word(rest);
    if (!span_number(word, value, digits) || *digits > 9) {
        return parser_fail(p, p->line, word.text, "expected a number of at most 9 decimals");
    }
    return true;
}

static bool read_shape(struct parser *p, struct lesson_expect *e, struct span *rest)
{
    char text[64];
    const char *from = rest->text;
    span_copy(*rest, text, sizeof text);
    char *at = text;
    bool good = *at++ == '(' && rest->bytes < sizeof text;
    while (good && *at != ')') {
        char *end = NULL;
        long size = strtol(at, &end, 10);
        good = end != at && size > 0 && size < 1000000 && e->shape.rank < ATTN_RANK_MAX;
        if (good) {
            e->shape.size[e->shape.rank++] = (int)size;
            at = end + strspn(end, ", ");
        }
    }
    good = good && at[1] == '\0';
    *rest = (struct span){from + rest->bytes, 0};
    return good || parser_fail(p, p->line, from, "expected a shape, as in (1, 5, 8)");
}

static bool read_kind(struct parser *p, struct span word, struct lesson_expect *e)
{
    char text[40];
    for (int i = 0; i < LESSON_EXPECT_COUNT; i++) {
        if (span_is(word, kinds[i])) {
            e->kind = (enum lesson_expect_kind)i;
            return true;
        }
    }
    span_copy(word, text, sizeof text);
    const char *near = attn_nearest_word(text, kinds);
    return near ? parser_fail(p, p->line, word.text, "unknown expectation '%s'; did you mean '%s'?",
                              text, near)
                : parser_fail(p, p->line, word.text,
                              "unknown expectation '%s'; there are shape, value, largest, between, "
                              "sum, equal and raises",
                              text);
}

static bool read_largest(struct parser *p, struct lesson_expect *e, struct span *rest)
{
    struct span word = span_word(rest);
    int index = span_index(p->lesson, word);
    if (index < 0) {
        return parser_fail(p, p->line, word.text, "expected a word or an index");
    }
    e->value = index;
    return true;
}

static bool read_rest(struct parser *p, struct lesson_expect *e, struct span *rest)
{
    switch (e->kind) {
    case LESSON_EXPECT_SHAPE:
        return read_shape(p, e, rest);
    case LESSON_EXPECT_LARGEST:
        return read_largest(p, e, rest);
    case LESSON_EXPECT_BETWEEN:
        return read_number(p, rest, &e->value, &e->digits) &&
               read_number(p, rest, &e->high, &e->digits);
    case LESSON_EXPECT_EQUAL:
        return read_name(p, span_word(rest), e->other);
    default:
        return read_number(p, rest, &e->value, &e->digits);
    }
}

bool parse_expect(struct parser *p, struct lesson_step *step, struct span text)
{
    struct lesson_expect e = {.line = p->line + 1};
    void *expects = (void *)(uintptr_t)step->expects;
    struct span rest = text;
    e.column = (int)(text.text - p->lines[p->line].text) + 1;
    if (!read_kind(p, span_word(&rest), &e)) {
        return false;
    }
    if (e.kind == LESSON_EXPECT_RAISES) {
        span_copy(rest, e.text, sizeof e.text);
        rest.bytes = 0;
    } else if (!read_place(p, &e, &rest) || !read_rest(p, &e, &rest)) {
        return false;
    }
    if (rest.bytes > 0) {
        return parser_fail(p, p->line, rest.text, "nothing more is expected here");
    }
    struct lesson_expect *place =
        arena_push(p->arena, &expects, &step->expect_count, sizeof *place);
    if (!place) {
        return parser_out_of_memory(p);
    }
    *place = e;
    step->expects = expects;
    return true;
}

/* ---- holding ---- */

/* What a check works on; problem says why it does not hold. */
struct check {
    const struct lesson *lesson;
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

static bool close_to(const struct lesson_expect *e, double computed)
{
    if (isnan(e->value) || isnan(computed)) {
        return isnan(e->value) && isnan(computed);
    }
    if (isinf(e->value) || isinf(computed)) {
        return e->value == computed;
    }
    return fabs(computed - e->value) <= 0.5 * pow(10, -e->digits) + 1e-6;
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
    const struct lesson *l = c->lesson;
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

/* The next cell in row-major order; false behind the last. */
static bool next_cell(const struct attn_shape *shape, int *at)
{
    for (int i = shape->rank - 1; i >= 0; i--) {
        if (++at[i] < shape->size[i]) {
            return true;
        }
        at[i] = 0;
    }
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
    } while (next_cell(&a->shape, at));
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
    int op = attn_trace_find(c->trace, c->expect->name);
    if (c->expect->kind == LESSON_EXPECT_SHAPE) {
        return check_shape(c, attn_trace_op(c->trace, op));
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
    case LESSON_EXPECT_EQUAL:
        return check_equal(c, &tensor);
    default:
        return check_value(c, &tensor);
    }
}

/* e is the expectation at fault, or NULL when the fault is none of the file's. */
static bool report(const struct lesson *lesson, const struct lesson_expect *e, const char *text,
                   struct lesson_error *error)
{
    *error = (struct lesson_error){0};
    snprintf(error->file, sizeof error->file, "%s", lesson->file);
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
    if (!lesson_prepare(lesson, step, &step->config, trace, &planning)) {
        snprintf(problem, sizeof problem, "step '%.60s': %.240s", step->title, planning.text);
        return report(lesson, NULL, problem, error);
    }
    for (int i = 0; i < step->expect_count; i++) {
        const struct lesson_expect *e = &step->expects[i];
        struct check check = {lesson, e, trace, problem, sizeof problem};
        if (!holds(&check)) {
            return report(lesson, e, problem, error);
        }
    }
    return true;
}

bool lesson_check(const struct lesson *lesson, struct lesson_error *error)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    bool good = trace || report(lesson, NULL, "out of memory", error);
    for (int i = 0; good && i < lesson->step_count; i++) {
        good = lesson_check_step(lesson, i, trace, error);
    }
    attn_trace_free(trace);
    return good;
}
