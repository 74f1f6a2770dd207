/* The answer of headwise explain, section by section, in plain text. Every size in it is the
 * message's own or that of a layer that was planned. */
#include "app/commands/explain.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 79, LINE_MAX_BYTES = 2048, ANSWERS_MOST = 3, MENDS_MOST = 6, STOPS_MAX = 16 };

/* What each wiring is, as a thing that raises and as a thing that mends. */
static const char *const wiring_words[] = {
    [ATTN_WIRING_SINGLE] = "one head, no output layer",
    [ATTN_WIRING_FULL_WIDTH] = "heads as wide as embed, fc_out made for one",
    [ATTN_WIRING_HEAD_DIM] = "narrow heads, each handed the whole x",
    [ATTN_WIRING_SLICED] = "each head gets its own slice of x only",
    [ATTN_WIRING_PROJECTED] = "multi-head attention, a Linear a head",
    [ATTN_WIRING_FUSED] = "multi-head attention, one Linear for all",
    [ATTN_WIRING_WIDENED] = "fc_out takes all heads; more parameters",
    [ATTN_WIRING_SHARED] = "runs, but all heads are the same one",
    [ATTN_WIRING_MEAN] = "heads averaged, not multi-head attention",
    [ATTN_WIRING_TRUNCATED] = "runs, but only head 0 is kept",
    [ATTN_WIRING_NO_TRANSPOSE] = "runs, but mixes up the tokens",
};
static_assert(sizeof wiring_words / sizeof *wiring_words == ATTN_WIRING_COUNT, "each wiring");

static const char *const meaning_words[] = {
    [ATTN_MEANING_EMBED] = "embed",
    [ATTN_MEANING_WIDE] = "heads x embed",
    [ATTN_MEANING_HEAD_DIM] = "embed // heads",
    [ATTN_MEANING_JOINED] = "heads x (embed // heads)",
    [ATTN_MEANING_ROWS] = "batch x tokens",
    [ATTN_MEANING_CELLS] = "(batch x tokens) x embed",
    [ATTN_MEANING_BATCH] = "batch",
    [ATTN_MEANING_TOKENS] = "tokens",
    [ATTN_MEANING_HEADS] = "heads",
};
static_assert(sizeof meaning_words / sizeof *meaning_words == ATTN_MEANING_COUNT, "each meaning");

/* ---- lines ---- */

static int characters(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++) {
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return count;
}

/* Prints words, the lines after the first beginning `indent` further in; ends the line. */
static void wrap(int left, int indent, const char *text)
{
    int column = left;
    printf("%*s", left, "");
    for (bool first = true; *text; first = false) {
        size_t bytes = strcspn(text, " \t\r\n");
        int width = characters(text, bytes);
        if (!first && column + 1 + width > WIDTH) {
            column = left + indent;
            printf("\n%*s", column, "");
        } else if (!first) {
            column += printf(" ");
        }
        printf("%.*s", (int)bytes, text);
        column += width;
        text += bytes;
        text += strspn(text, " \t\r\n");
    }
    putchar('\n');
}

static void say(int left, int indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void say(int left, int indent, const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    wrap(left, indent, line);
}

static void title(const char *text)
{
    printf("\n%s\n", text);
}

/* "(32, 10, n)"; an axis that was not told is a letter. */
static const char *told_text(const struct attn_told *told, char letter, char *buffer, size_t bytes)
{
    size_t used = (size_t)snprintf(buffer, bytes, "(");
    for (int i = 0; i < told->rank && used < bytes; i++) {
        char number[24];
        snprintf(number, sizeof number, "%lld", told->size[i]);
        if (told->size[i] < 0) {
            snprintf(number, sizeof number, "%c", letter);
        }
        used += (size_t)snprintf(buffer + used, bytes - used, "%s%s", i > 0 ? ", " : "", number);
    }
    if (used < bytes) {
        snprintf(buffer + used, bytes - used, ")");
    }
    return buffer;
}

/* ---- what the message says ---- */

static void say_product(const struct attn_diagnosis *d)
{
    char a[256], b[256];
    say(2, 0,
        "%s times %s: each row of the first meets each column of the second, so the first's "
        "last axis must be as long as the second's columns. It has %lld, they have %lld.",
        told_text(&d->told[0], 'n', a, sizeof a), told_text(&d->told[1], 'm', b, sizeof b),
        d->clash[0], d->clash[1]);
    if (d->told[0].rank == 2 && d->told[0].size[0] >= 0) {
        say(2, 0, "PyTorch counts all axes but the last as rows: batch x tokens = %lld.",
            d->told[0].size[0]);
    }
}

static void say_batched(const struct attn_diagnosis *d)
{
    char a[256], b[256];
    const long long *first = d->told[0].size, *second = d->told[1].size;
    say(2, 0, "Batch by batch, %s times %s: %lld should be %lld.",
        told_text(&d->told[0], 'n', a, sizeof a), told_text(&d->told[1], 'm', b, sizeof b),
        d->clash[1], d->clash[0]);
    if (first[0] == second[0] && first[2] != second[1]) {
        say(2, 0,
            "If both are (%lld, %lld, %lld), as Q and K are with %lld tokens of width %lld, "
            "the second was not transposed: scores = Q @ K.transpose(-2, -1).",
            first[0], second[1], first[2], second[1], first[2]);
    } else {
        say(2, 0,
            "The two do not have the same number of batches (batch x heads, where the heads "
            "have an axis of their own).");
    }
}

static void say_broadcast(const struct attn_diagnosis *d)
{
    say(2, 0,
        "On axis %d, counted from 0, one tensor has %lld cells and the other %lld. They must "
        "be equal, or one of them 1.",
        d->dimension, d->clash[0], d->clash[1]);
    say(2, 0,
        "In scores.masked_fill(mask == 0, ...) tensor a is the mask: it was made for %lld "
        "tokens, the scores are of %lld. Cut it: mask[:%lld, :%lld], or build it from x.shape[1].",
        d->clash[0], d->clash[1], d->clash[1], d->clash[1]);
}

static void say_view(const struct attn_diagnosis *d)
{
    char wanted[256];
    const struct attn_told *t = &d->told[0];
    say(2, 0, "%s has %lld cells, the tensor %lld: a view neither adds nor drops any.",
        told_text(t, 'n', wanted, sizeof wanted), d->clash[0], d->clash[1]);
    long long first =
        t->rank == 3 && t->size[0] > 0 && t->size[1] > 0 && t->size[0] < 65537 && t->size[1] < 65537
            ? t->size[0] * t->size[1]
            : 0;
    if (first > 0 && d->clash[1] % first == 0) {
        say(2, 0, "With batch %lld and tokens %lld, what is there is %lld wide, not %lld.",
            t->size[0], t->size[1], d->clash[1] / first, t->size[2]);
    }
}

static void say_fault(const struct attn_diagnosis *d)
{
    title("What it says");
    switch (d->fault) {
    case ATTN_FAULT_PRODUCT:
        say_product(d);
        break;
    case ATTN_FAULT_BATCHED:
        say_batched(d);
        break;
    case ATTN_FAULT_BROADCAST:
        say_broadcast(d);
        break;
    case ATTN_FAULT_VIEW:
        say_view(d);
        break;
    case ATTN_FAULT_DIVISIBLE:
        say(2, 0,
            "Each head takes embed // heads features. Where that leaves a rest, the heads "
            "side by side are narrower than embed.");
        break;
    default:
        say(2, 0,
            "nn.Dropout(p) takes the chance that a cell is dropped, from 0 to 1. %g is no "
            "chance%s.",
            d->dropout,
            d->dropout > 1 && d->dropout <= 100 ? "; a percentage is divided by 100" : "");
        break;
    }
}

/* ---- what the numbers can be ---- */

static void print_reading(const struct attn_reading *r, bool again)
{
    char parts[64] = "", number[24] = "";
    bool divided = r->meaning == ATTN_MEANING_HEAD_DIM;
    if (r->a > 0) {
        snprintf(parts, sizeof parts, "%lld %s %lld", r->a, divided ? "//" : "x", r->b);
    }
    snprintf(number, sizeof number, "%lld", r->number);
    printf("  %8s = %s%s%s\n", again ? "" : number, parts, r->a > 0 ? " = " : "",
           meaning_words[r->meaning]);
}

static void print_readings(const struct attn_diagnosis *d)
{
    if (d->reading_count > 0) {
        title("What the numbers can be");
    }
    for (int i = 0; i < d->reading_count; i++) {
        bool again = i > 0 && d->readings[i].number == d->readings[i - 1].number;
        print_reading(&d->readings[i], again);
    }
}

/* ---- what raises it ---- */

static const char *wiring_name(enum attn_wiring wiring, char *buffer, size_t bytes)
{
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    return attn_config_get(&config, "wiring", buffer, bytes);
}

/* Alike but for the wiring: told in one paragraph. */
static bool alike(const struct attn_candidate *a, const struct attn_candidate *b)
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
    say(5, 4, "%s: %s", attn_trace_op(trace, operand)->name, text);
}

/* Where the two sizes were born. */
static void print_trails(const struct attn_candidate *c, bool *heavy)
{
    struct attn_error error = {0};
    struct attn_trace *trace = attn_trace_new(NULL);
    if (trace && attn_trace_plan(trace, &c->config, &error) && attn_trace_failed(trace) >= 0) {
        const struct attn_op *op = attn_trace_op(trace, attn_trace_failed(trace));
        print_trail(trace, op, 0);
        print_trail(trace, op, 1);
        *heavy = attn_trace_bytes(trace) > attn_config_default().budget;
    }
    attn_trace_free(trace);
}

/* "fused, no-transpose": those alike, from first on; returns how many. */
static int names_alike(const struct attn_diagnosis *d, int first, char *names, size_t bytes)
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

static void print_command(const struct attn_config *c)
{
    char name[40], line[256];
    snprintf(line, sizeof line, "headwise trace wiring=%s batch=%d tokens=%d embed=%d heads=%d%s",
             wiring_name(c->wiring, name, sizeof name), c->batch, c->tokens, c->embed, c->heads,
             c->check ? "" : " check=no");
    say(5, 4, "%s", line);
}

static int print_candidate(const struct attn_diagnosis *d, int first, int number)
{
    const struct attn_candidate *c = &d->candidates[first];
    char names[256];
    bool heavy = false;
    int count = names_alike(d, first, names, sizeof names);
    const char *where = c->layer[0] ? c->layer : c->op;
    say(2, 3, "%d. %s with embed=%d heads=%d, at %s%s%s", number, names, c->config.embed,
        c->config.heads, where, c->config.check ? "" : "; its divisibility check left out",
        c->named ? "; your text calls that layer" : "");
    if (count == 1) {
        say(5, 0, "%s", wiring_words[c->config.wiring]);
    }
    print_trails(c, &heavy);
    if (!heavy) {
        print_command(&c->config);
    }
    return count;
}

static void print_candidates(const struct attn_diagnosis *d)
{
    title(d->example ? "What raises it, for example" : "What raises it");
    if (!d->hints_fit) {
        say(2, 0, "(nothing with the sizes that you gave; so without them)");
    }
    int number = 0;
    for (int i = 0; i < d->candidate_count && number < ANSWERS_MOST;) {
        i += print_candidate(d, i, ++number);
    }
    if (number > 1 && d->fault == ATTN_FAULT_PRODUCT) {
        say(2, 0,
            "The words are the same; the line of your traceback that calls the layer tells "
            "them apart.");
    }
}

/* ---- what mends it ---- */

static void print_mends(const struct attn_candidate *c)
{
    char shape[64], name[40], left[64];
    printf("  with embed=%d heads=%d:\n", c->config.embed, c->config.heads);
    for (int i = 0; i < c->mend_count; i++) {
        const struct attn_mend *m = &c->mends[i];
        bool other = m->heads != c->config.heads;
        if (i >= MENDS_MOST && !other) {
            continue;
        }
        wiring_name(m->wiring, name, sizeof name);
        snprintf(left, sizeof left, other ? "%s heads=%d" : "%s", name, m->heads);
        printf("    %-20s %-16s %s\n", left, attn_shape_text(&m->shape, shape, sizeof shape),
               wiring_words[m->wiring]);
    }
}

/* Of each pair of sizes once. */
static void print_all_mends(const struct attn_diagnosis *d)
{
    title("What mends it");
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

/* The first step of that wiring; `raising`: that raises. */
static bool print_lesson_of(const struct course *course, enum attn_wiring wiring, bool raising)
{
    for (int i = 0; course && i < course->count; i++) {
        const struct lesson *lesson = course->lessons[i];
        for (int s = 0; s < lesson->step_count; s++) {
            const struct lesson_step *step = &lesson->steps[s];
            if (step->config.wiring == wiring && (!raising || raises(step))) {
                printf("  headwise %s/%d: %s\n", lesson->slug, s + 1, step->title);
                return true;
            }
        }
    }
    return false;
}

static void print_next(const struct attn_diagnosis *d, const struct course *course)
{
    enum attn_wiring wiring =
        d->candidate_count > 0 ? d->candidates[0].config.wiring : ATTN_WIRING_SINGLE;
    title("To look at next");
    if (!print_lesson_of(course, wiring, true)) {
        print_lesson_of(course, wiring, false);
    }
    if (d->fault == ATTN_FAULT_DROPOUT) {
        puts("  headwise trace dropout=0.1 mode=train");
    } else if (d->fault == ATTN_FAULT_BROADCAST) {
        puts("  headwise trace mask=causal");
    } else if (d->candidate_count > 0) {
        print_command(&d->candidates[0].config);
    } else {
        puts("  headwise trace wiring=projected");
    }
}

void print_answer(const char *text, const struct attn_diagnosis *d, const struct attn_hints *hints,
                  const struct course *course)
{
    say(0, 2, "%s: %.*s", attn_framework_name(d->framework), (int)d->bytes, text + d->start);
    say_fault(d);
    print_readings(d);
    if (d->candidate_count > 0) {
        print_candidates(d);
        print_all_mends(d);
    } else if (d->fault == ATTN_FAULT_PRODUCT || d->fault == ATTN_FAULT_VIEW) {
        title("What raises it");
        say(2, 0, "None of the layers that headwise has, at any size that it can take.");
    }
    (void)hints;
    print_next(d, course);
}
