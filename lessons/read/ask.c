/* What a step asks: its kind and its answer, the answers to choose from, each wrong one with a
 * reason of its own. Options stand in an order that hangs on the step's name, so that no place in
 * it is the right one; words of a sentence and heads stand in their own. */
#include "lessons/read/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_MOST = 150 };

static const char *const kinds[LESSON_ASK_COUNT + 1] = {
    [LESSON_ASK_NOTHING] = "",        [LESSON_ASK_SHAPE] = "shape",
    [LESSON_ASK_VALUE] = "value",     [LESSON_ASK_SUM] = "sum",
    [LESSON_ASK_HEAD] = "head",       [LESSON_ASK_ONE] = "one",
    [LESSON_ASK_LARGEST] = "largest", [LESSON_ASK_VERDICT] = "verdict",
};

static bool given(const struct step_places *places, enum place place)
{
    return places->text[place].bytes > 0;
}

/* ---- lines, as they are read ---- */

bool ask_takes(struct span key)
{
    struct span rest = key;
    return span_is(key, "pick") || span_is(span_word(&rest), "why");
}

static bool push_line(struct parser *p, const struct pick_line **lines, int *count,
                      struct pick_line line)
{
    void *array = (void *)(uintptr_t)*lines;
    struct pick_line *place = arena_push(p->arena, &array, count, sizeof *place);
    if (!place) {
        return parser_out_of_memory(p);
    }
    *place = line;
    *lines = array;
    return true;
}

static bool fits(struct parser *p, struct span text)
{
    size_t characters = 0;
    for (size_t i = 0; i < text.bytes; i++) {
        characters += ((unsigned char)text.text[i] & 0xc0) != 0x80;
    }
    return characters <= WIDTH_MOST || parser_fail(p, p->line, text.text,
                                                   "a reason has at most %d characters, this has "
                                                   "%zu",
                                                   WIDTH_MOST, characters);
}

bool parse_pick_or_why(struct parser *p, struct lesson_step *step, struct span key,
                       struct span value)
{
    struct step_places *places = &p->places[p->lesson->step_count - 1];
    struct span pick = key;
    if (span_is(key, "pick")) {
        return push_line(p, &places->picks, &places->pick_count,
                         (struct pick_line){.pick = value, .line = p->line});
    }
    span_word(&pick);
    if (!fits(p, value)) {
        return false;
    }
    if (pick.bytes > 0) {
        return push_line(p, &places->whys, &places->why_count,
                         (struct pick_line){pick, value, p->line});
    }
    step->why = arena_text(p->arena, value.text, value.bytes);
    return step->why || parser_out_of_memory(p);
}

bool parse_ask(struct parser *p, struct lesson_step *step, struct span value)
{
    struct span rest = value, kind = span_word(&rest);
    if (span_is(kind, "value") || span_is(kind, "sum") || span_is(kind, "largest")) {
        step->asked = step->expect_count;
        return parse_expect(p, step, value);
    }
    return true;
}

/* A kind, and what it wants of its step. */
static const struct row {
    bool (*read)(struct asking *asking, struct span rest);
    bool question; /* it has no words of its own */
    bool picks;    /* the wrong answers are the lesson's */
    bool no_picks; /* they are all known */
    bool ordered;  /* options stand as they come */
} rows[LESSON_ASK_COUNT] = {
    [LESSON_ASK_SHAPE] = {.read = ask_shape},
    [LESSON_ASK_VALUE] = {.read = ask_number, .picks = true},
    [LESSON_ASK_SUM] = {.read = ask_number, .picks = true},
    [LESSON_ASK_LARGEST] = {.read = ask_largest, .ordered = true},
    [LESSON_ASK_HEAD] = {.read = ask_head, .question = true, .ordered = true},
    [LESSON_ASK_ONE] = {.read = ask_one, .question = true, .picks = true},
    [LESSON_ASK_VERDICT] = {.read = ask_verdict, .no_picks = true},
};

/* ---- picks and reasons ---- */

static bool is_shape(struct span text)
{
    bool good = text.bytes > 2 && text.text[0] == '(' && text.text[text.bytes - 1] == ')';
    for (size_t i = 1; i + 1 < text.bytes; i++) {
        good = good && text.text[i] && strchr("0123456789, ", text.text[i]);
    }
    return good;
}

static bool is_number(struct span text)
{
    double value;
    int decimals;
    return span_number(text, &value, &decimals);
}

static bool good_pick(struct asking *a, const struct pick_line *line)
{
    enum lesson_ask kind = a->step->ask;
    if (kind == LESSON_ASK_SHAPE && !is_shape(line->pick)) {
        return parser_fail(a->p, line->line, line->pick.text, "expected a shape, as in (1, 5, 8)");
    }
    if ((kind == LESSON_ASK_VALUE || kind == LESSON_ASK_SUM) && !is_number(line->pick)) {
        return parser_fail(a->p, line->line, line->pick.text, "expected a number");
    }
    return true;
}

static bool read_picks(struct asking *a)
{
    const struct row *row = &rows[a->step->ask];
    if (row->no_picks && a->places->pick_count > 0) {
        return parser_fail(a->p, a->places->picks[0].line, a->places->picks[0].pick.text,
                           "this question has its own answers to choose from");
    }
    for (int i = 0; i < a->places->pick_count; i++) {
        const struct pick_line *line = &a->places->picks[i];
        int before = a->count;
        if (before == LESSON_OPTIONS_MAX) {
            return parser_fail(a->p, line->line, line->pick.text, "at most %d answers",
                               LESSON_OPTIONS_MAX);
        }
        if (!good_pick(a, line) ||
            !ask_add(a, line->pick.text, line->pick.bytes, LESSON_SLIP_NONE)) {
            return false;
        }
        if (a->count == before) {
            bool right = span_is(line->pick, a->options[0].text);
            return parser_fail(a->p, line->line, line->pick.text,
                               right ? "this is the answer; picks are the wrong ones"
                                     : "this pick stands there already");
        }
    }
    return a->count > 1 || parser_fail(a->p, a->line, a->places->text[PLACE_ASK].text,
                                       "this question needs 'pick:' lines, the wrong answers");
}

static bool read_reason(struct asking *a, const struct pick_line *line)
{
    const char *names[LESSON_OPTIONS_MAX + 1] = {NULL};
    for (int i = 1; i < a->count; i++) {
        names[i - 1] = a->options[i].text;
    }
    if (span_is(line->pick, a->options[0].text)) {
        return parser_fail(a->p, line->line, line->pick.text,
                           "this is the answer: its reason is 'why:'");
    }
    int option = ask_word(a->p, line->line, line->pick, names, "pick", "those of 'pick:'");
    if (option < 0) {
        return false;
    }
    struct lesson_option *o = &a->options[option + 1];
    o->why = arena_text(a->p->arena, line->reason.text, line->reason.bytes);
    return o->why || parser_out_of_memory(a->p);
}

static bool read_reasons(struct asking *a)
{
    for (int i = 0; i < a->places->why_count; i++) {
        if (!read_reason(a, &a->places->whys[i])) {
            return false;
        }
    }
    for (int i = 0; i < a->places->pick_count; i++) {
        const struct pick_line *line = &a->places->picks[i];
        if (!a->options[i + 1].why) {
            return parser_fail(a->p, line->line, line->pick.text,
                               "this pick has no reason: 'why %s: ...'", a->options[i + 1].text);
        }
    }
    return true;
}

/* ---- order ---- */

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void swap(struct lesson_option *a, struct lesson_option *b)
{
    struct lesson_option kept = *a;
    *a = *b;
    *b = kept;
}

/* By the step's name: the same order every time, another one in the next step. */
static void shuffle(struct asking *a)
{
    uint32_t state = 2166136261u;
    for (const char *c = a->step->slug; *c; c++) {
        state = (state ^ (unsigned char)*c) * 16777619u;
    }
    state = state ? state : 1;
    for (int i = a->count - 1; i > 0; i--) {
        swap(&a->options[i], &a->options[next_random(&state) % (uint32_t)(i + 1)]);
    }
}

static int place_of(const struct asking *a, const struct lesson_option *option)
{
    struct span text = {option->text, strlen(option->text)};
    return span_index(a->step, text);
}

/* Words as the sentence has them, heads and columns by number. */
static void sort(struct asking *a)
{
    for (int i = 1; i < a->count; i++) {
        for (int k = i; k > 0 && place_of(a, &a->options[k]) < place_of(a, &a->options[k - 1]);
             k--) {
            swap(&a->options[k], &a->options[k - 1]);
        }
    }
}

static bool keep_options(struct asking *a)
{
    const char *right = a->options[0].text;
    (rows[a->step->ask].ordered ? sort : shuffle)(a);
    size_t bytes = (size_t)a->count * sizeof a->options[0];
    struct lesson_option *kept = arena_alloc(a->p->arena, bytes);
    if (!kept) {
        return parser_out_of_memory(a->p);
    }
    memcpy(kept, a->options, bytes);
    a->step->options = kept;
    a->step->option_count = a->count;
    while (strcmp(kept[a->step->right].text, right) != 0) {
        a->step->right++;
    }
    return true;
}

/* ---- the whole ---- */

/* Lines of a question that is not asked. */
static bool nothing_asked(struct parser *p, const struct lesson_step *step,
                          const struct step_places *places)
{
    if (places->pick_count > 0) {
        return parser_fail(p, places->picks[0].line, NULL, "this step has a 'pick:' but no 'ask:'");
    }
    for (int i = PLACE_QUESTION; i <= PLACE_HIDES; i++) {
        if (given(places, (enum place)i)) {
            return parser_fail(p, places->line[i], NULL,
                               "this step has a question's line but no 'ask:'");
        }
    }
    return (!step->why && places->why_count == 0) ||
           parser_fail(p, step->line - 1, NULL, "this step has a 'why:' but no 'ask:'");
}

static bool read_question(struct asking *a)
{
    struct span text = a->places->text[PLACE_QUESTION];
    if (text.bytes == 0) {
        return !rows[a->step->ask].question ||
               parser_fail(a->p, a->line, a->places->text[PLACE_ASK].text,
                           "this needs a 'question:' line, the words to ask it in");
    }
    a->step->question = arena_text(a->p->arena, text.text, text.bytes);
    return a->step->question || parser_out_of_memory(a->p);
}

/* hides: where the hiding begins; what is asked for, or what the step shows, without it. */
static bool read_hides(struct asking *a)
{
    struct span text = a->places->text[PLACE_HIDES];
    struct lesson_step *step = a->step;
    int line = a->places->line[PLACE_HIDES];
    if (text.bytes == 0) {
        if (!step->ask_name[0]) {
            snprintf(step->ask_name, sizeof step->ask_name, "%s", step->show);
        }
        return true;
    }
    if (text.bytes >= sizeof step->ask_name) {
        return parser_fail(a->p, line, text.text, "expected the name of a tensor");
    }
    span_copy(text, step->ask_name, sizeof step->ask_name);
    return names_find(a->p, a->trace, line, text.text, step->ask_name) >= 0;
}

bool ask_validate(struct parser *p, struct lesson_step *step, const struct step_places *places,
                  const struct attn_trace *trace)
{
    struct asking a = {.p = p, .step = step, .places = places, .trace = trace};
    struct span rest = places->text[PLACE_ASK];
    a.line = places->line[PLACE_ASK];
    if (!given(places, PLACE_ASK)) {
        return nothing_asked(p, step, places);
    }
    int kind = 1 + ask_word(p, a.line, span_word(&rest), &kinds[1], "question",
                            "shape, value, sum, largest, head, one and verdict");
    if (kind < 1) {
        return false;
    }
    step->ask = (enum lesson_ask)kind;
    return (step->asked < 0 || expect_validate(p, step, &step->expects[step->asked], trace)) &&
           rows[kind].read(&a, rest) && read_picks(&a) && read_reasons(&a) && keep_options(&a) &&
           read_question(&a) && read_hides(&a);
}
