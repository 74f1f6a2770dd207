/* What --long adds to an answer: the row of the table, what the numbers can be, and the layers of the
 * course that raise these very numbers, with the trail of where the wrong size was born. */
#include "app/commands/explain.h"

#include "app/commands/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAYERS_MAX = 6, STOPS_MAX = 16, PAIRS_MOST = 6, FACTOR_LEAST = 2 };

static void print_row(const struct clinic_answer *a)
{
    if (a->pattern) {
        printf("\nThe wording (%s, %s)\n  ", clinic_system_name(a->system), a->known);
        say_text(stdout, a->pattern, strlen(a->pattern));
        putchar('\n');
    }
}

/* "2 x 77, 7 x 22, 11 x 14": the pairs that make it. */
static void print_pairs(long long n)
{
    int count = 0;
    for (long long a = FACTOR_LEAST; a * a <= n && count < PAIRS_MOST; a++) {
        if (n % a == 0) {
            printf("%s%lld x %lld", count++ > 0 ? ", " : "", a, n / a);
        }
    }
    printf("%s", count == 0 ? "a prime" : "");
}

static long long number_at(const struct clinic_answer *a, int mark)
{
    return strtoll(a->message + a->marks[mark].at, NULL, 10);
}

/* Each number of the message once. */
static void print_numbers(const struct clinic_answer *a)
{
    bool titled = false;
    for (int i = 0; i < a->mark_count; i++) {
        char words[80];
        long long n = number_at(a, i);
        bool before = false;
        for (int j = 0; j < i; j++) {
            before = before || number_at(a, j) == n;
        }
        if (n < 4 || before) {
            continue;
        }
        printf("%s%8lld = ", titled ? "" : "\nThe numbers\n", n);
        print_pairs(n);
        const char *known = clinic_number_words(n, words, sizeof words);
        printf("%s%s\n", known[0] ? "; " : "", known);
        titled = true;
    }
}

/* ---- layers ---- */

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
    printf("     %s: %s\n", attn_trace_op(trace, operand)->name, text);
}

/* False without memory. */
static bool print_layer(const struct clinic_layer *layer, int number)
{
    const struct attn_config *c = &layer->config;
    char name[40];
    attn_config_get(c, "wiring", name, sizeof name);
    printf("  %d. %s, at %s%s\n", number, name, layer->layer[0] ? layer->layer : layer->op,
           c->check ? "" : "; its check of the division left out");
    struct attn_trace *trace = attn_trace_new(NULL);
    bool planned = trace && attn_trace_plan(trace, c, NULL);
    if (planned && attn_trace_failed(trace) >= 0) {
        const struct attn_op *op = attn_trace_op(trace, attn_trace_failed(trace));
        print_trail(trace, op, 0);
        print_trail(trace, op, 1);
    }
    attn_trace_free(trace);
    printf("     headwise trace wiring=%s batch=%d tokens=%d embed=%d heads=%d%s\n", name, c->batch,
           c->tokens, c->embed, c->heads, c->check ? "" : " check=no");
    return planned;
}

static bool print_layers(const struct clinic_answer *a, const struct clinic_hints *hints)
{
    struct clinic_layer layers[LAYERS_MAX];
    int count = clinic_layers(a, hints, layers, LAYERS_MAX);
    bool good = count >= 0;
    for (int i = 0; i < count; i++) {
        printf("%s", i == 0 ? "\nLayers of the course that raise these numbers\n" : "");
        good = print_layer(&layers[i], i + 1) && good;
    }
    return good;
}

bool explain_long(const struct clinic_answer *a, const struct clinic_hints *hints)
{
    explain_text(a);
    print_row(a);
    print_numbers(a);
    return print_layers(a, hints);
}
