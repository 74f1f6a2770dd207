/* See clinic.h. */
#include "tests/clinic.h"
#include "tests/command.h"
#include "tests/test.h"

static struct clinic_answer answer;

const struct clinic_answer *clinic_says(const char *text)
{
    assert_true(clinic_explain(text, strlen(text), NULL, &answer));
    return &answer;
}

void clinic_holds(const char *text, const char *confidence, const char *verdict, const char *mend)
{
    const struct clinic_answer *a = clinic_says(text);
    assert_string_equal(a->verdict, verdict);
    assert_string_equal(clinic_confidence_name(a->confidence), confidence);
    assert_string_equal(a->mend, mend);
}

/* \n written out is a line's end. */
static void unfold(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        bool fold = from[0] == '\\' && from[1] == 'n';
        *to++ = fold ? '\n' : *from;
        from += fold;
    }
    *to = '\0';
}

int clinic_each_wording(void (*each)(const char *message, const char *class))
{
    size_t bytes = 0;
    char *text = file_read("tests/clinic/wordings.tsv", &bytes);
    int count = 0;
    for (char *line = strchr(text, '\n') + 1; *line; count++) {
        char *end = strchr(line, '\n'), *tab = strchr(line, '\t'), *next = strchr(tab + 1, '\t');
        *end = *tab = *next = '\0';
        unfold(line);
        each(line, tab + 1);
        line = end + 1;
    }
    free(text);
    return count;
}

static void fits(const char *what, const char *sentence, size_t most)
{
    if (strlen(sentence) > most) {
        fail_msg("%s is %zu wide, not %zu: %s", what, strlen(sentence), most, sentence);
    }
}

void clinic_fits(const struct clinic_answer *a)
{
    fits("verdict", a->verdict, a->confidence == CLINIC_CANNOT_TELL ? 67 : 71);
    for (int i = 0; i < a->sure_count; i++) {
        fits("sure", a->sure[i], 71);
    }
    for (int i = 0; i < a->cause_count; i++) {
        fits("cause", a->causes[i].verdict, 71);
        fits("because", a->causes[i].because, 71);
    }
    fits("not it", a->not_it, 71);
    fits("careful", a->careful, 71);
    fits("tell me", a->tell_me, 71);
    fits("run", a->run, 71);
    fits("early", a->early, 71);
    for (int i = 0; i < a->picture_lines; i++) {
        fits("picture", a->picture[i], 71);
    }
}
