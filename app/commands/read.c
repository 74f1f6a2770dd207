/* headwise read: a lesson, or one step of it as a view has it, as text. */
#include "app/commands/place.h"
#include "app/commands/reader.h"
#include "app/commands/say.h"

#include <stdlib.h>
#include <string.h>

/* The operation that is read out: the view's, of the head on view. */
static void look(struct lesson_step *step, struct place *place)
{
    const struct link *link = &place->link;
    int heads = step->config.wiring == ATTN_WIRING_SINGLE ? 1 : step->config.heads;
    char own[ATTN_NAME_MAX];
    if (link->show[0]) {
        snprintf(step->show, sizeof step->show, "%s", link->show);
    }
    const char *dot = strncmp(step->show, "heads.", 6) == 0 ? strchr(step->show + 6, '.') : NULL;
    if (link->head >= heads) {
        link_note(&place->notes, "head=%d: there are %d heads, counted from 0", link->head, heads);
    } else if (link->head >= 0) {
        step->head = link->head;
        snprintf(own, sizeof own, "%s", dot ? dot + 1 : "");
        snprintf(step->show, dot ? sizeof step->show : 0, "heads.%d.%.30s", link->head, own);
    }
}

/* The words of the tokens, the view's own or the lesson's; returns how many. */
static int write_words(const struct lesson_step *step, const struct link *link,
                       const char *words[OWN_WORDS_MAX])
{
    int count = step->word_count > link->word_count ? step->word_count : link->word_count;
    count = count < OWN_WORDS_MAX ? count : OWN_WORDS_MAX;
    for (int i = 0; i < count; i++) {
        bool own = i >= step->word_count || (i < link->word_count && link->words[i][0]);
        words[i] = own ? link->words[i] : step->words[i];
    }
    return count;
}

static int print_view(const struct lesson *lesson, struct place *place, enum reader_part part)
{
    const char *words[OWN_WORDS_MAX];
    const struct link *link = &place->link;
    struct lesson view = *lesson;
    size_t bytes = (size_t)lesson->step_count * sizeof *lesson->steps;
    struct lesson_step *steps = malloc(bytes);
    if (!steps) {
        return say_complaint(EXIT_RAISED, "out of memory");
    }
    memcpy(steps, lesson->steps, bytes);
    view.steps = steps;
    steps[place->step].config = link->config;
    look(&steps[place->step], place);
    steps[place->step].word_count = write_words(&lesson->steps[place->step], link, words);
    steps[place->step].words = words;
    place_say(&place->notes);
    int code = reader_print(stdout, &view, place->step, link_mask(link), part);
    free(steps);
    return code;
}

/* What is read must be planned: settings that do not go together are told before. */
static int read_view(const struct lesson *lesson, struct place *place, enum reader_part part)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    int code = trace ? place_plan(lesson, place, true, trace)
                     : say_complaint(EXIT_RAISED, "out of memory");
    attn_trace_free(trace);
    return code ? code : print_view(lesson, place, part);
}

int command_read(const struct options *options)
{
    struct place place;
    if (options->word_count < 2 || (options->word_count > 2 && !strchr(options->words[2], '='))) {
        return say_complaint(EXIT_USAGE, "read takes one LESSON[/STEP]; headwise list shows them");
    }
    if (options->questions && options->answers) {
        return say_complaint(EXIT_USAGE, "--questions or --answers, not both: answers have both");
    }
    enum reader_part part = options->questions ? READER_QUESTIONS
                            : options->answers ? READER_ANSWERS
                                               : READER_ALL;
    struct course *course = place_course(options);
    if (!course) {
        return EXIT_RAISED;
    }
    int code = place_read(course, options->words[1], options, 2, &place);
    if (code == 0) {
        const struct lesson *lesson = course->lessons[place.lesson];
        code = place.whole ? reader_print(stdout, lesson, -1, NULL, part)
                           : read_view(lesson, &place, part);
    }
    course_free(course);
    return code;
}
