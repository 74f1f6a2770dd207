/* What is on view of an answer: of the cause that is looked at, where it has its own words. And what the
 * Copy buttons copy. */
#include "app/model/clinic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The best cause's words are the answer's, which may say more. */
static const struct clinic_cause *rival(const struct clinic *c)
{
    return c->chosen > 0 && c->chosen < c->answer.cause_count ? &c->answer.causes[c->chosen] : NULL;
}

const char *clinic_verdict(const struct clinic *c)
{
    return rival(c) ? rival(c)->verdict : c->answer.verdict;
}

const char *clinic_because(const struct clinic *c)
{
    return c->answer.cause_count > 0 ? c->answer.causes[c->chosen].because : "";
}

const char *clinic_run(const struct clinic *c)
{
    return rival(c) && rival(c)->run[0] ? rival(c)->run : c->answer.run;
}

const char *clinic_mend(const struct clinic *c)
{
    return rival(c) ? rival(c)->mend : c->answer.mend;
}

const char *clinic_not_it(const struct clinic *c)
{
    return rival(c) ? rival(c)->not_it : c->answer.not_it;
}

const char *clinic_careful(const struct clinic *c)
{
    return rival(c) ? rival(c)->careful : c->answer.careful;
}

/* ---- copying ---- */

struct page {
    char *text;
    size_t bytes, used;
};

static void line(struct page *p, const char *label, const char *words)
{
    if (words[0] && p->used < p->bytes) {
        p->used +=
            (size_t)snprintf(p->text + p->used, p->bytes - p->used, "%-8s%s\n", label, words);
    }
}

static void copy_all(const struct clinic *c, struct page *p)
{
    static const char *const words[] = {"Cannot tell ", "Likely", "Sure"};
    const struct clinic_answer *a = &c->answer;
    line(p, "", a->message);
    line(p, words[c->chosen > 0 ? CLINIC_LIKELY : a->confidence], clinic_verdict(c));
    for (int i = 0; i < a->sure_count; i++) {
        line(p, "Sure", a->sure[i]);
    }
    line(p, "Why", clinic_because(c));
    for (int i = 0; i < a->cause_count; i++) {
        line(p, "Or", i == c->chosen ? "" : a->causes[i].verdict);
    }
    line(p, "Not it", clinic_not_it(c));
    line(p, "Careful", clinic_careful(c));
    line(p, "Run", clinic_run(c));
    line(p, "Mend", clinic_mend(c));
}

size_t clinic_copied(const struct clinic *c, enum clinic_stop stop, char *text, size_t bytes)
{
    struct page page = {text, bytes, 0};
    text[0] = '\0';
    if (stop == CLINIC_STOP_COPY_ALL) {
        copy_all(c, &page);
    } else {
        snprintf(text, bytes, "%s", stop == CLINIC_STOP_COPY_RUN ? clinic_run(c) : clinic_mend(c));
    }
    return strlen(text);
}
