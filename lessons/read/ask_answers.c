/* What is asked, a function a kind: the right answer first, then what the kind itself knows to be
 * wrong. */
#include "lessons/read/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 64 };

static const char *const verdicts[LESSON_VERDICT_COUNT + 1] = {
    [LESSON_VERDICT_RUNS] = "runs",
    [LESSON_VERDICT_RAISES] = "raises",
    [LESSON_VERDICT_NOT_ATTENTION] = "not-attention",
    [LESSON_VERDICT_ANOTHER_LAYER] = "another-layer",
};

const char *lesson_verdict_name(enum lesson_verdict verdict)
{
    return verdicts[verdict];
}

int ask_word(struct parser *p, int line, struct span word, const char *const *words,
             const char *what, const char *all)
{
    char text[TEXT_MOST];
    for (int i = 0; words[i]; i++) {
        if (span_is(word, words[i])) {
            return i;
        }
    }
    span_copy(word, text, sizeof text);
    const char *near = attn_nearest_word(text, words);
    if (near) {
        parser_fail(p, line, word.text, "no %s '%s'; did you mean '%s'?", what, text, near);
    } else {
        parser_fail(p, line, word.text, "no %s '%s'; there are %s", what, text, all);
    }
    return -1;
}

static bool known(const struct asking *a, const char *text)
{
    for (int i = 0; i < a->count; i++) {
        if (strcmp(a->options[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

bool ask_add(struct asking *a, const char *text, size_t bytes, enum lesson_slip slip)
{
    char *copy = arena_text(a->p->arena, text, bytes);
    if (!copy) {
        return parser_out_of_memory(a->p);
    }
    if (!known(a, copy) && a->count < LESSON_OPTIONS_MAX) {
        a->options[a->count++] = (struct lesson_option){.text = copy, .slip = slip};
    }
    return true;
}

static bool add_shape(struct asking *a, struct attn_shape shape, enum lesson_slip slip)
{
    char text[TEXT_MOST];
    attn_shape_text(&shape, text, sizeof text);
    return ask_add(a, text, strlen(text), slip);
}

/* The shapes that one takes for it by mistake: another rank, another axis, another width. */
static bool add_slips(struct asking *a, const struct attn_shape *right)
{
    const struct attn_config *c = &a->step->config;
    struct attn_shape flat = *right, stack = *right, wide = *right;
    int last = right->rank - 1;
    if (right->rank >= 3) {
        flat.rank = right->rank - 1;
        memmove(&flat.size[1], &right->size[2], (size_t)(right->rank - 2) * sizeof(int));
        flat.size[0] = right->size[0] * right->size[1];
        if (!add_shape(a, flat, LESSON_SLIP_FLAT)) {
            return false;
        }
    }
    if (right->rank < ATTN_RANK_MAX && c->heads > 1 && c->wiring != ATTN_WIRING_SINGLE) {
        stack.rank = right->rank + 1;
        memmove(&stack.size[1], &right->size[0], (size_t)right->rank * sizeof(int));
        stack.size[0] = c->heads;
        if (!add_shape(a, stack, LESSON_SLIP_STACK)) {
            return false;
        }
    }
    wide.size[last] = right->size[last] == c->embed ? c->tokens : c->embed;
    return add_shape(a, wide, LESSON_SLIP_WIDTH);
}

bool ask_shape(struct asking *a, struct span rest)
{
    struct parser *p = a->p;
    struct lesson_step *step = a->step;
    struct span word = span_word(&rest);
    if (word.bytes == 0 || word.bytes >= sizeof step->ask_name) {
        return parser_fail(p, a->line, word.text, "expected the name of a tensor");
    }
    span_copy(word, step->ask_name, sizeof step->ask_name);
    int op = names_find(p, a->trace, a->line, word.text, step->ask_name);
    if (op < 0) {
        return false;
    }
    const struct attn_shape *shape = &attn_trace_op(a->trace, op)->shape;
    if (shape->rank == 0) {
        return parser_fail(p, a->line, word.text, "'%s' is not reached: it has no shape",
                           step->ask_name);
    }
    if (rest.bytes > 0) {
        return parser_fail(p, a->line, rest.text, "nothing more is expected here");
    }
    return add_shape(a, *shape, LESSON_SLIP_NONE) &&
           (a->places->pick_count > 0 || add_slips(a, shape));
}

/* The last word of what is asked: the number, or the column. */
static struct span last_word(struct span text)
{
    struct span word = span_word(&text);
    while (text.bytes > 0) {
        word = span_word(&text);
    }
    return word;
}

bool ask_number(struct asking *a, struct span rest)
{
    struct span number = last_word(rest);
    const char *name = a->step->expects[a->step->asked].name;
    snprintf(a->step->ask_name, sizeof a->step->ask_name, "%s", name);
    return ask_add(a, number.text, number.bytes, LESSON_SLIP_NONE);
}

/* A column's word, or its number. */
static bool add_column(struct asking *a, enum attn_axis axis, int column)
{
    char text[TEXT_MOST];
    bool token = axis == ATTN_AXIS_TOKEN || axis == ATTN_AXIS_QUERY || axis == ATTN_AXIS_KEY;
    snprintf(text, sizeof text, "%d", column);
    const char *word = token && column < a->step->word_count ? a->step->words[column] : text;
    return ask_add(a, word, strlen(word), LESSON_SLIP_NONE);
}

bool ask_largest(struct asking *a, struct span rest)
{
    const struct lesson_expect *e = &a->step->expects[a->step->asked];
    int op = names_find(a->p, a->trace, a->line, rest.text, e->name);
    if (op < 0) {
        return false;
    }
    const struct attn_shape *shape = &attn_trace_op(a->trace, op)->shape;
    int last = shape->rank - 1, columns = shape->size[last];
    snprintf(a->step->ask_name, sizeof a->step->ask_name, "%s", e->name);
    if (columns > LESSON_OPTIONS_MAX && a->places->pick_count == 0) {
        return parser_fail(a->p, a->line, rest.text,
                           "a row of %d is too long to choose from: write 'pick:' lines", columns);
    }
    bool good = add_column(a, shape->axis[last], (int)e->value);
    for (int i = 0; good && a->places->pick_count == 0 && i < columns; i++) {
        good = add_column(a, shape->axis[last], i);
    }
    return good;
}

bool ask_head(struct asking *a, struct span rest)
{
    const struct attn_config *c = &a->step->config;
    int heads = c->wiring == ATTN_WIRING_SINGLE ? 1 : c->heads;
    char text[TEXT_MOST], *end = NULL;
    span_copy(rest, text, sizeof text);
    long head = strtol(text, &end, 10);
    if (end == text || *end || head < 0 || head >= heads || rest.bytes >= sizeof text) {
        return parser_fail(a->p, a->line, rest.text,
                           "'%s' is not one of the %d heads, which count from 0", text, heads);
    }
    if (heads > LESSON_OPTIONS_MAX && a->places->pick_count == 0) {
        return parser_fail(a->p, a->line, rest.text,
                           "%d heads are too many to choose from: write 'pick:' lines", heads);
    }
    snprintf(text, sizeof text, "%ld", head);
    bool good = ask_add(a, text, strlen(text), LESSON_SLIP_NONE);
    for (int h = 0; good && a->places->pick_count == 0 && h < heads; h++) {
        snprintf(text, sizeof text, "%d", h);
        good = ask_add(a, text, strlen(text), LESSON_SLIP_NONE);
    }
    return good;
}

bool ask_one(struct asking *a, struct span rest)
{
    return rest.bytes > 0 ? ask_add(a, rest.text, rest.bytes, LESSON_SLIP_NONE)
                          : parser_fail(a->p, a->line, rest.text, "expected the answer");
}

bool ask_verdict(struct asking *a, struct span rest)
{
    struct lesson_step *step = a->step;
    int verdict = ask_word(a->p, a->line, rest, verdicts, "verdict",
                           "runs, raises, not-attention and another-layer");
    if (verdict < 0) {
        return false;
    }
    bool raises = attn_trace_failed(a->trace) >= 0;
    if (raises != (verdict == LESSON_VERDICT_RAISES)) {
        return parser_fail(a->p, a->line, rest.text,
                           raises ? "this layer raises" : "this layer runs");
    }
    step->verdict = (enum lesson_verdict)verdict;
    bool good = ask_add(a, verdicts[verdict], strlen(verdicts[verdict]), LESSON_SLIP_NONE);
    for (int i = 0; good && i < LESSON_VERDICT_COUNT; i++) {
        good = ask_add(a, verdicts[i], strlen(verdicts[i]), LESSON_SLIP_NONE);
    }
    return good;
}
