/* Sentences into their places, and the ranking of causes. */
#include "lessons/clinic/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* "1 tokens" is said "1 token": the number is known only once the sentence is. */
static const struct number {
    const char *many, *one;
} numbers[] = {
    {"tokens", "token"},   {"heads", "head"},         {"axes", "axis"},        {"times", "time"},
    {"keys", "key"},       {"names", "name"},         {"queries", "query"},    {"rows", "row"},
    {"columns", "column"}, {"cells", "cell"},         {"things", "thing"},     {"parts", "part"},
    {"letters", "letter"}, {"positions", "position"}, {"features", "feature"}, {"sizes", "size"},
    {"values", "value"},   {"matrices", "matrix"},    {"channels", "channel"},
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void say_one(char *sentence)
{
    for (char *at = strstr(sentence, "1 "); at; at = strstr(at + 1, "1 ")) {
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            size_t n = strlen(numbers[i].many), m = strlen(numbers[i].one);
            bool whole = at == sentence || !is_word(at[-1]);
            if (whole && strncmp(at + 2, numbers[i].many, n) == 0 && !is_word(at[2 + n])) {
                memcpy(at + 2, numbers[i].one, m);
                memmove(at + 2 + m, at + 2 + n, strlen(at + 2 + n) + 1);
            }
        }
    }
}

#define SAY(buffer, format)                                                                        \
    do {                                                                                           \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        vsnprintf(buffer, sizeof(buffer), format, arguments);                                      \
        va_end(arguments);                                                                         \
        say_one(buffer);                                                                           \
    } while (0)

/* Past the pool's end the last place is written again: the likeliest were proposed first. */
struct clinic_cause *answer_cause(struct answer *a, unsigned grounds, const char *format, ...)
{
    int at = a->count < ANSWER_CAUSES_MAX ? a->count++ : ANSWER_CAUSES_MAX - 1;
    struct clinic_cause *cause = &a->causes[at];
    memset(cause, 0, sizeof *cause);
    cause->grounds = grounds;
    SAY(cause->verdict, format);
    return cause;
}

void answer_because(struct clinic_cause *cause, const char *format, ...)
{
    SAY(cause->because, format);
}

void answer_mend(struct clinic_cause *cause, const char *format, ...)
{
    SAY(cause->mend, format);
}

void answer_cause_run(struct clinic_cause *cause, const char *format, ...)
{
    SAY(cause->run, format);
}

void answer_cause_careful(struct clinic_cause *cause, const char *format, ...)
{
    SAY(cause->careful, format);
}

void answer_cause_not_it(struct clinic_cause *cause, const char *format, ...)
{
    SAY(cause->not_it, format);
}

void answer_cannot(struct answer *a, const char *format, ...)
{
    SAY(a->cannot, format);
}

void answer_sure(struct answer *a, const char *format, ...)
{
    if (a->out->sure_count < CLINIC_SURE_MOST) {
        SAY(a->out->sure[a->out->sure_count], format);
        a->out->sure_count++;
    }
}

void answer_not_it(struct answer *a, const char *format, ...)
{
    SAY(a->out->not_it, format);
}

void answer_tell_me(struct answer *a, const char *format, ...)
{
    SAY(a->out->tell_me, format);
}

void answer_run(struct answer *a, const char *format, ...)
{
    SAY(a->out->run, format);
}

void answer_careful(struct answer *a, const char *format, ...)
{
    SAY(a->out->careful, format);
}

void answer_early(struct answer *a, const char *format, ...)
{
    SAY(a->out->early, format);
}

void answer_clash(struct answer *a, long long left, long long right)
{
    a->out->clash[0] = left;
    a->out->clash[1] = right;
}

/* ---- ranking ---- */

/* By insertion: what is equal stays in order. */
static void sort_causes(struct answer *a)
{
    for (int i = 1; i < a->count; i++) {
        struct clinic_cause cause = a->causes[i];
        int at = i;
        for (; at > 0 && cause.grounds > a->causes[at - 1].grounds; at--) {
            a->causes[at] = a->causes[at - 1];
        }
        a->causes[at] = cause;
    }
}

static enum clinic_confidence confidence_of(const struct answer *a)
{
    unsigned grounds = a->count > 0 ? a->causes[0].grounds : GROUND_NONE;
    return grounds & GROUND_SURE    ? CLINIC_SURE
           : grounds > GROUND_USUAL ? CLINIC_LIKELY
                                    : CLINIC_CANNOT_TELL;
}

static void take(char *to, const char *from, size_t bytes)
{
    if (from[0]) {
        snprintf(to, bytes, "%s", from);
    }
}

/* The best cause's own lines stand in for the answer's. */
static void take_best(struct answer *a)
{
    struct clinic_answer *out = a->out;
    const struct clinic_cause *best = &a->causes[0];
    take(out->verdict, best->verdict, sizeof out->verdict);
    take(out->run, best->run, sizeof out->run);
    take(out->mend, best->mend, sizeof out->mend);
    take(out->careful, best->careful, sizeof out->careful);
    take(out->not_it, best->not_it, sizeof out->not_it);
}

void answer_rank(struct answer *a)
{
    struct clinic_answer *out = a->out;
    sort_causes(a);
    out->confidence = confidence_of(a);
    if (a->count > 0) {
        take_best(a);
    }
    if (out->confidence == CLINIC_CANNOT_TELL && a->cannot[0]) {
        take(out->verdict, a->cannot, sizeof out->verdict);
    }
    int most = out->confidence == CLINIC_SURE ? 1 : CLINIC_CAUSES_MOST;
    for (int i = 0; i < a->count && i < most; i++) {
        out->causes[out->cause_count++] = a->causes[i];
    }
}
