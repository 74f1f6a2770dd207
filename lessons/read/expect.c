/* Expectations: what a step says must hold, read from its lines and held against its planned
 * layer: whether its tensors and cells are there. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[LESSON_EXPECT_COUNT + 1] = {
    [LESSON_EXPECT_SHAPE] = "shape",           [LESSON_EXPECT_VALUE] = "value",
    [LESSON_EXPECT_LARGEST] = "largest",       [LESSON_EXPECT_BETWEEN] = "between",
    [LESSON_EXPECT_RANGE] = "range",           [LESSON_EXPECT_SUM] = "sum",
    [LESSON_EXPECT_EQUAL] = "equal",           [LESSON_EXPECT_STD] = "std",
    [LESSON_EXPECT_ENTROPY] = "entropy",       [LESSON_EXPECT_NEAR] = "near",
    [LESSON_EXPECT_PARAMETERS] = "parameters", [LESSON_EXPECT_WORK] = "work",
    [LESSON_EXPECT_MOVED] = "moved",           [LESSON_EXPECT_STILL] = "still",
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
        int index = span_index(&p->steps[p->lesson->step_count - 1], word);
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
    const char *end = rest->text + rest->bytes;
    const char *close = memchr(bracket, ']', (size_t)(end - bracket)); /* not one before it */
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
                              "range, sum, equal, std, entropy, parameters, work, near, moved, "
                              "still and raises",
                              text);
}

static bool read_largest(struct parser *p, struct lesson_expect *e, struct span *rest)
{
    struct span word = span_word(rest);
    int index = span_index(&p->steps[p->lesson->step_count - 1], word);
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
    case LESSON_EXPECT_RANGE:
        return read_number(p, rest, &e->value, &e->digits) &&
               read_number(p, rest, &e->high, &e->high_digits);
    case LESSON_EXPECT_EQUAL:
        return read_name(p, span_word(rest), e->other);
    case LESSON_EXPECT_MOVED:
    case LESSON_EXPECT_STILL:
        return true;
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
        if (rest.bytes == 0 || rest.bytes >= sizeof e.text) {
            return parser_fail(p, p->line, rest.text, "expected the error's text, below %zu bytes",
                               sizeof e.text);
        }
        span_copy(rest, e.text, sizeof e.text);
        rest.bytes = 0;
    } else if ((e.kind != LESSON_EXPECT_PARAMETERS && !read_place(p, &e, &rest)) ||
               !read_rest(p, &e, &rest)) {
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

/* ---- against the layer ---- */

/* Where word number n (from 0) of an expectation stands in its line. */
static const char *expect_word(const struct parser *p, const struct lesson_expect *e, int n)
{
    struct span line = p->lines[e->line - 1];
    size_t before = (size_t)e->column - 1;
    struct span rest = {line.text + before, line.bytes - before};
    for (int i = 0; i < n; i++) {
        span_word(&rest);
    }
    return rest.text;
}

/* The place of index number n between the brackets. */
static const char *expect_index(const struct parser *p, const struct lesson_expect *e, int n)
{
    const char *at = expect_word(p, e, 1) + strlen(e->name) + 1;
    for (int i = 0; i < n; i++) {
        at += strcspn(at, ",") + 1;
    }
    return at + strspn(at, " ");
}

static const char *last_word(struct span line)
{
    line = span_trim(line);
    const char *at = line.text + line.bytes;
    while (at > line.text && at[-1] != ' ' && at[-1] != '\t') {
        at--;
    }
    return at;
}

static bool validate_indices(struct parser *p, const struct lesson_expect *e,
                             const struct attn_shape *shape)
{
    int line = e->line - 1;
    bool row = e->kind == LESSON_EXPECT_SUM || e->kind == LESSON_EXPECT_LARGEST;
    int first = shape->rank - (row ? 1 : 0) - e->at_count;
    if (first < 0) {
        return parser_fail(p, line, expect_index(p, e, 0), "too many indices: %s has %d axes%s",
                           e->name, shape->rank, row ? ", and the last is left open" : "");
    }
    for (int i = 0; i < e->at_count; i++) {
        if (e->at[i] >= shape->size[first + i]) {
            return parser_fail(p, line, expect_index(p, e, i),
                               "index %d is out of range: it counts from 0, and this axis has %d",
                               e->at[i], shape->size[first + i]);
        }
    }
    if (e->kind == LESSON_EXPECT_LARGEST && (int)e->value >= shape->size[shape->rank - 1]) {
        return parser_fail(p, line, last_word(p->lines[line]),
                           "index %d is out of range: it counts from 0, and a row has %d",
                           (int)e->value, shape->size[shape->rank - 1]);
    }
    return true;
}

/* Kinds that take a whole tensor, without indices. */
static bool whole(enum lesson_expect_kind kind)
{
    return kind != LESSON_EXPECT_VALUE && kind != LESSON_EXPECT_LARGEST &&
           kind != LESSON_EXPECT_SUM;
}

/* moved out[1]: an item of the batch, or none. */
static bool validate_item(struct parser *p, const struct lesson_expect *e,
                          const struct attn_shape *shape)
{
    int line = e->line - 1;
    if (e->at_count > 1 || (e->at_count == 1 && shape->rank < 3)) {
        return parser_fail(p, line, expect_word(p, e, 1),
                           "this takes a whole tensor, or one item of the batch");
    }
    return e->at_count == 0 || e->at[0] < shape->size[0] ||
           parser_fail(p, line, expect_index(p, e, 0),
                       "index %d is out of range: it counts from 0, and this axis has %d", e->at[0],
                       shape->size[0]);
}

bool expect_validate(struct parser *p, const struct lesson_step *step,
                     const struct lesson_expect *e, const struct attn_trace *trace)
{
    int line = e->line - 1;
    if (e->kind == LESSON_EXPECT_RAISES || e->kind == LESSON_EXPECT_PARAMETERS) {
        return true;
    }
    if (e->kind == LESSON_EXPECT_NEAR && step->beside_count == 0) {
        return parser_fail(p, line, expect_word(p, e, 0), "near needs a 'beside:' in this step");
    }
    if ((e->kind == LESSON_EXPECT_MOVED || e->kind == LESSON_EXPECT_STILL) && step->nudge < 0) {
        return parser_fail(p, line, expect_word(p, e, 0), "this needs a 'nudge:' in this step");
    }
    int op = names_find(p, trace, line, expect_word(p, e, 1), e->name);
    if (op < 0) {
        return false;
    }
    if (e->kind == LESSON_EXPECT_EQUAL &&
        names_find(p, trace, line, expect_word(p, e, 2), e->other) < 0) {
        return false;
    }
    if (e->kind == LESSON_EXPECT_MOVED || e->kind == LESSON_EXPECT_STILL) {
        return validate_item(p, e, &attn_trace_op(trace, op)->shape);
    }
    if (whole(e->kind)) {
        return e->at_count == 0 ||
               parser_fail(p, line, expect_word(p, e, 1), "this takes a whole tensor, no indices");
    }
    return validate_indices(p, e, &attn_trace_op(trace, op)->shape);
}
