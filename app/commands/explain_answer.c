/* The answer of headwise explain, section by section, in plain text. Every size in it is the
 * message's own or that of a layer that was planned. */
#include "app/commands/explain.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const meaning_words[] = {
    [CLINIC_MEANING_EMBED] = "embed",
    [CLINIC_MEANING_WIDE] = "heads x embed",
    [CLINIC_MEANING_HEAD_DIM] = "embed // heads",
    [CLINIC_MEANING_JOINED] = "heads x (embed // heads)",
    [CLINIC_MEANING_ROWS] = "batch x tokens",
    [CLINIC_MEANING_CELLS] = "(batch x tokens) x embed",
    [CLINIC_MEANING_BATCH] = "batch",
    [CLINIC_MEANING_TOKENS] = "tokens",
    [CLINIC_MEANING_HEADS] = "heads",
};
static_assert(sizeof meaning_words / sizeof *meaning_words == CLINIC_MEANING_COUNT, "each meaning");

/* "(32, 10, n)"; an axis that was not told is a letter. */
static const char *told_text(const struct clinic_told *told, char letter, char *buffer,
                             size_t bytes)
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

static void say_product(const struct clinic_diagnosis *d)
{
    char a[256], b[256];
    explain_say(
        2, 0,
        "%s times %s: each row of the first meets each column of the second, so the first's "
        "last axis must be as long as the second's columns. It has %lld, they have %lld.",
        told_text(&d->told[0], 'n', a, sizeof a), told_text(&d->told[1], 'm', b, sizeof b),
        d->clash[0], d->clash[1]);
    if (d->framework <= CLINIC_FRAMEWORK_COMPILE && d->told[0].size[0] >= 0) {
        explain_say(2, 0, "A Linear counts all axes but the last as rows: batch x tokens is %lld.",
                    d->told[0].size[0]);
    }
}

static void say_batched(const struct clinic_diagnosis *d)
{
    char a[256], b[256];
    const long long *first = d->told[0].size, *second = d->told[1].size;
    explain_say(2, 0, "Batch by batch, %s times %s: %lld should be %lld.",
                told_text(&d->told[0], 'n', a, sizeof a), told_text(&d->told[1], 'm', b, sizeof b),
                d->clash[1], d->clash[0]);
    if (first[0] == second[0] && first[2] != second[1]) {
        explain_say(
            2, 0,
            "If both are (%lld, %lld, %lld), as Q and K are with %lld tokens of width %lld, "
            "the second was not transposed: scores = Q @ K.transpose(-2, -1).",
            first[0], second[1], first[2], second[1], first[2]);
    } else {
        explain_say(
            2, 0,
            "The two do not have the same number of batches (batch x heads, where the heads "
            "have an axis of their own).");
    }
}

static void say_broadcast(const struct clinic_diagnosis *d)
{
    explain_say(
        2, 0,
        "On axis %d, counted from 0, one tensor has %lld cells and the other %lld. They must "
        "be equal, or one of them 1.",
        d->dimension, d->clash[0], d->clash[1]);
    explain_say(
        2, 0,
        "In scores.masked_fill(mask == 0, ...) tensor a is the mask: it was made for %lld "
        "tokens, the scores are of %lld. Cut it: mask[:%lld, :%lld], or build it from x.shape[1].",
        d->clash[0], d->clash[1], d->clash[1], d->clash[1]);
}

static void say_view(const struct clinic_diagnosis *d)
{
    char wanted[256];
    const struct clinic_told *t = &d->told[0];
    explain_say(2, 0, "%s has %lld cells, the tensor %lld: a view neither adds nor drops any.",
                told_text(t, 'n', wanted, sizeof wanted), d->clash[0], d->clash[1]);
    long long first =
        t->rank == 3 && t->size[0] > 0 && t->size[1] > 0 && t->size[0] < 65537 && t->size[1] < 65537
            ? t->size[0] * t->size[1]
            : 0;
    if (first > 0 && d->clash[1] % first == 0) {
        explain_say(2, 0, "With batch %lld and tokens %lld, what is there is %lld wide, not %lld.",
                    t->size[0], t->size[1], d->clash[1] / first, t->size[2]);
    }
}

static void say_fault(const struct clinic_diagnosis *d)
{
    explain_title("What it says");
    switch (d->fault) {
    case CLINIC_FAULT_PRODUCT:
        say_product(d);
        break;
    case CLINIC_FAULT_BATCHED:
        say_batched(d);
        break;
    case CLINIC_FAULT_BROADCAST:
        say_broadcast(d);
        break;
    case CLINIC_FAULT_VIEW:
        say_view(d);
        break;
    case CLINIC_FAULT_DIVISIBLE:
        explain_say(2, 0,
                    "Each head takes embed // heads features. Where that leaves a rest, the heads "
                    "side by side are narrower than embed.");
        break;
    default:
        explain_say(2, 0,
                    "nn.Dropout(p) takes the chance that a cell is dropped, from 0 to 1. %g is no "
                    "chance%s.",
                    d->dropout,
                    d->dropout > 1 && d->dropout <= 100 ? "; a percentage is divided by 100" : "");
        break;
    }
}

/* ---- what the numbers can be ---- */

static void print_reading(const struct clinic_reading *r, bool again)
{
    char parts[64] = "", number[24] = "";
    bool divided = r->meaning == CLINIC_MEANING_HEAD_DIM;
    if (r->a > 0) {
        snprintf(parts, sizeof parts, "%lld %s %lld", r->a, divided ? "//" : "x", r->b);
    }
    snprintf(number, sizeof number, "%lld", r->number);
    printf("  %8s = %s%s%s\n", again ? "" : number, parts, r->a > 0 ? " = " : "",
           meaning_words[r->meaning]);
}

static void print_readings(const struct clinic_diagnosis *d)
{
    if (d->reading_count > 0) {
        explain_title("What the numbers can be");
    }
    for (int i = 0; i < d->reading_count; i++) {
        bool again = i > 0 && d->readings[i].number == d->readings[i - 1].number;
        print_reading(&d->readings[i], again);
    }
}

bool explain_answer(const char *text, const struct clinic_diagnosis *d, const struct course *course)
{
    bool good = true;
    explain_say(0, 2, "%s: %.*s", clinic_framework_name(d->framework), (int)d->bytes,
                text + d->start);
    say_fault(d);
    print_readings(d);
    if (d->candidate_count > 0) {
        good = explain_candidates(d);
        explain_mends(d);
    } else if (d->fault == CLINIC_FAULT_PRODUCT || d->fault == CLINIC_FAULT_VIEW) {
        explain_title("What raises it");
        explain_say(2, 0, "None of the layers that headwise has, at any size that it can take.");
    }
    explain_next(d, course);
    return good;
}
