/* What is on view of an answer: of the cause that is looked at, where it has its own words. What can be
 * pressed there, and what the Copy buttons copy. */
#include "app/model/clinic.h"

#include "app/model/model.h"

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

/* ---- what can be pressed ---- */

bool clinic_has(const struct clinic *c, enum clinic_stop stop)
{
    bool answered = c->answer.class != CLINIC_CLASS_NONE;
    int chip = (int)stop - CLINIC_STOP_CHIP;
    if (chip >= 0 && chip < CLINIC_CAUSES_MOST) {
        return c->answer.cause_count > 1 && chip < c->answer.cause_count;
    }
    switch (stop) {
    case CLINIC_STOP_PASTE:
    case CLINIC_STOP_CLOSE:
        return true;
    case CLINIC_STOP_COPY_RUN:
        return clinic_run(c)[0] != '\0';
    case CLINIC_STOP_COPY_MEND:
        return clinic_mend(c)[0] != '\0';
    case CLINIC_STOP_LAYER:
        return c->has_layer;
    case CLINIC_STOP_TWIN:
        return c->has_twin;
    default:
        return answered;
    }
}

bool clinic_types(const struct model *model)
{
    const struct clinic *c = &model->clinic;
    return c->open && model->over == OVER_NOTHING &&
           (c->stop == CLINIC_STOP_CODE || c->stop == CLINIC_STOP_PRINT);
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
