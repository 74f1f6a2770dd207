/* The layers of an answer: which raise the error, what mends it, what to look at next. */
#include "app/commands/explain.h"

#include <stdio.h>
#include <string.h>

enum { ANSWERS_MOST = 3, MENDS_MOST = 6, STOPS_MAX = 16 };

static const char *wiring_name(enum attn_wiring wiring, char *buffer, size_t bytes)
{
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    return attn_config_get(&config, "wiring", buffer, bytes);
}

/* Alike but for the wiring: told in one paragraph. */
static bool alike(const struct clinic_candidate *a, const struct clinic_candidate *b)
{
    return a->config.embed == b->config.embed && a->config.heads == b->config.heads &&
           a->config.check == b->config.check && strcmp(a->op, b->op) == 0;
}

static void print_trail(const struct attn_trace *trace, const struct attn_op *op, int side)
{
    struct attn_origin stops[STOPS_MAX];
    char text[1024];
    if (op->clash_operand[side] < 0) {
        return;
    }
    int operand = op->operands[op->clash_operand[side]];
    int count = attn_trace_origin(trace, operand, op->clash_axis[side], stops, STOPS_MAX);
    attn_origin_text(trace, stops, count < STOPS_MAX ? count : STOPS_MAX, text, sizeof text);
    explain_say(5, 4, "%s: %s", attn_trace_op(trace, operand)->name, text);
}

/* Where the two sizes were born. False without memory. */
static bool print_trails(const struct clinic_candidate *c, bool *heavy)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    if (trace && attn_trace_plan(trace, &c->config, &error) && attn_trace_failed(trace) >= 0) {
        const struct attn_op *op = attn_trace_op(trace, attn_trace_failed(trace));
        print_trail(trace, op, 0);
        print_trail(trace, op, 1);
        *heavy = attn_trace_bytes(trace) > attn_config_default().budget;
    }
    bool good = trace && error.kind != ATTN_ERROR_MEMORY;
    attn_trace_free(trace);
    return good;
}

/* "fused, no-transpose": those alike, from first on; returns how many. */
static int names_alike(const struct clinic_diagnosis *d, int first, char *names, size_t bytes)
{
    int count = 0;
    names[0] = '\0';
    while (first + count < d->candidate_count &&
           alike(&d->candidates[first], &d->candidates[first + count])) {
        char name[40];
        size_t used = strlen(names);
        wiring_name(d->candidates[first + count].config.wiring, name, sizeof name);
        snprintf(names + used, bytes - used, "%s%s", count > 0 ? ", " : "", name);
        count++;
    }
    return count;
}

static void print_command(int left, const struct attn_config *c)
{
    char name[40], line[256];
    snprintf(line, sizeof line, "headwise trace wiring=%s batch=%d tokens=%d embed=%d heads=%d%s",
             wiring_name(c->wiring, name, sizeof name), c->batch, c->tokens, c->embed, c->heads,
             c->check ? "" : " check=no");
    explain_say(left, 4, "%s", line);
}

static int print_candidate(const struct clinic_diagnosis *d, int first, int number, bool *good)
{
    const struct clinic_candidate *c = &d->candidates[first];
    char names[256];
    bool heavy = false;
    int count = names_alike(d, first, names, sizeof names);
    const char *where = c->layer[0] ? c->layer : c->op;
    explain_say(2, 3, "%d. %s with embed=%d heads=%d, at %s%s%s", number, names, c->config.embed,
                c->config.heads, where, c->config.check ? "" : "; its divisibility check left out",
                c->named ? "; your text calls that layer" : "");
    if (count == 1) {
        explain_say(5, 0, "%s", attn_wiring_about(c->config.wiring));
    }
    *good &= print_trails(c, &heavy);
    if (!heavy) {
        print_command(5, &c->config);
    }
    return count;
}

bool explain_candidates(const struct clinic_diagnosis *d)
{
    bool good = true;
    explain_title(d->example ? "What raises it, for example" : "What raises it");
    if (!d->hints_fit) {
        explain_say(2, 0, "(nothing with the sizes that you gave; so without them)");
    }
    int number = 0;
    for (int i = 0; i < d->candidate_count && number < ANSWERS_MOST;) {
        i += print_candidate(d, i, ++number, &good);
    }
    if (number > 1 && d->fault == CLINIC_FAULT_PRODUCT) {
        explain_say(2, 0,
                    "The words are the same; the line of your traceback that calls the layer tells "
                    "them apart.");
    }
    return good;
}

/* ---- what mends it ---- */

static void print_mends(const struct clinic_candidate *c)
{
    char shape[64], name[40], left[64];
    printf("  with embed=%d heads=%d:\n", c->config.embed, c->config.heads);
    for (int i = 0; i < c->mend_count; i++) {
        const struct clinic_mend *m = &c->mends[i];
        bool other = m->heads != c->config.heads;
        if (i >= MENDS_MOST && !other) {
            continue;
        }
        wiring_name(m->wiring, name, sizeof name);
        snprintf(left, sizeof left, other ? "%s heads=%d" : "%s", name, m->heads);
        printf("    %-17s %-15s %s\n", left, attn_shape_text(&m->shape, shape, sizeof shape),
               attn_wiring_about(m->wiring));
    }
}

/* Of each pair of sizes once. */
void explain_mends(const struct clinic_diagnosis *d)
{
    explain_title("What mends it");
    for (int i = 0, told = 0; i < d->candidate_count && told < 2; i++) {
        const struct attn_config *c = &d->candidates[i].config;
        bool before = false;
        for (int j = 0; j < i; j++) {
            const struct attn_config *other = &d->candidates[j].config;
            before = before || (other->embed == c->embed && other->heads == c->heads);
        }
        if (!before) {
            print_mends(&d->candidates[i]);
            told++;
        }
    }
}

/* ---- what to look at next ---- */

static bool raises(const struct lesson_step *step)
{
    for (int i = 0; i < step->expect_count; i++) {
        if (step->expects[i].kind == LESSON_EXPECT_RAISES) {
            return true;
        }
    }
    return false;
}

/* What a step has to be to be worth a look: of a wiring, raising, or showing a tensor. */
struct wanted {
    int wiring; /* or -1 */
    bool raising;
    const char *show; /* or NULL */
};

static bool is_wanted(const struct lesson_step *step, const struct wanted *w)
{
    return (w->wiring < 0 || (int)step->config.wiring == w->wiring) &&
           (!w->raising || raises(step)) && (!w->show || strcmp(step->show, w->show) == 0);
}

static bool print_lesson_of(const struct course *course, struct wanted wanted)
{
    for (int i = 0; course && i < course->count; i++) {
        const struct lesson *lesson = course->lessons[i];
        for (int s = 0; s < lesson->step_count; s++) {
            if (is_wanted(&lesson->steps[s], &wanted)) {
                explain_say(2, 4, "headwise %s/%d   (%s)", lesson->slug, s + 1,
                            lesson->steps[s].title);
                return true;
            }
        }
    }
    return false;
}

/* What to look at where no layer raises it. */
static void print_next_of_fault(enum clinic_fault fault, const struct course *course)
{
    static const char *const shows[CLINIC_FAULT_COUNT] = {[CLINIC_FAULT_BATCHED] = "scores",
                                                          [CLINIC_FAULT_BROADCAST] = "masked",
                                                          [CLINIC_FAULT_DROPOUT] = "dropped"};
    static const char *const words[CLINIC_FAULT_COUNT] = {[CLINIC_FAULT_BROADCAST] = "mask=causal",
                                                          [CLINIC_FAULT_DROPOUT] =
                                                              "dropout=0.1 mode=train"};
    if (shows[fault]) {
        print_lesson_of(course, (struct wanted){-1, false, shows[fault]});
    }
    printf("  headwise trace %s\n", words[fault] ? words[fault] : "wiring=projected");
}

/* Multi-head attention where it can be had, else the first that works; -1: nothing does. */
static int best_mend(const struct clinic_candidate *c)
{
    for (int i = 0; i < c->mend_count; i++) {
        if (c->mends[i].wiring == ATTN_WIRING_PROJECTED) {
            return i;
        }
    }
    return c->mend_count > 0 ? 0 : -1;
}

void explain_next(const struct clinic_diagnosis *d, const struct course *course)
{
    explain_title("To look at next");
    if (d->candidate_count == 0) {
        print_next_of_fault(d->fault, course);
        return;
    }
    int wiring = (int)d->candidates[0].config.wiring;
    if (!print_lesson_of(course, (struct wanted){wiring, true, NULL})) {
        print_lesson_of(course, (struct wanted){wiring, false, NULL});
    }
    const struct clinic_candidate *c = &d->candidates[0];
    struct attn_config mended = c->config;
    int best = best_mend(c);
    if (best >= 0) {
        mended.wiring = c->mends[best].wiring;
        mended.heads = c->mends[best].heads;
        print_command(2, &mended);
    }
}
