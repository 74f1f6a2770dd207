/* LESSON/STEP?KEY=VALUE: a lesson and a step by number or slug; the keys are app/model/link.h's. */
#include "app/commands/place.h"

#include "app/commands/say.h"
#include "app/commands/words.h"
#include "app/model/sentence.h"
#include "app/platform/files.h"
#include "app/stage/pictures.h"

#include <string.h>

enum { NAMES_MOST = 64 };

void place_complain(const struct lesson_error *error)
{
    char text[1024];
    say(stderr, "%s", lesson_error_text(error, text, sizeof text));
}

const struct lesson_source *place_source(void)
{
    static const struct lesson_disk disk = {files_read, files_list};
    static const struct lesson_source source = {.disk = &disk, .pictures = picture_names};
    return &source;
}

struct course *place_course(const struct options *options)
{
    struct lesson_error error = {0};
    struct course *course = course_load(place_source(), options->lessons, &error);
    if (!course) {
        place_complain(&error);
    }
    return course;
}

struct course *place_course_some(const struct options *options)
{
    struct lesson_error error = {0};
    struct course *course = course_load_some(place_source(), options->lessons, &error);
    if (!course) {
        place_complain(&error);
    }
    return course;
}

static int no_such_lesson(const struct course *course, const char *word)
{
#define NAME(name, words, help) #name,
    const char *names[COMMAND_COUNT + NAMES_MOST + 1] = {COMMANDS(NAME)};
#undef NAME
    int count = COMMAND_COUNT;
    for (int i = 0; i < course->count && i < NAMES_MOST; i++) {
        names[count++] = course->lessons[i]->slug;
    }
    const char *near = attn_nearest_word(word, names);
    if (near) {
        return say_complaint(EXIT_USAGE, "no lesson or command '%s'; did you mean '%s'?", word,
                             near);
    }
    return say_complaint(EXIT_USAGE, "no lesson or command '%s'; headwise list shows the lessons",
                         word);
}

static int no_such_step(const struct lesson *lesson, const char *word)
{
    const char *names[NAMES_MOST + 1] = {NULL};
    for (int i = 0; i < lesson->step_count && i < NAMES_MOST; i++) {
        names[i] = lesson->steps[i].slug;
    }
    const char *near = attn_nearest_word(word, names);
    if (near) {
        return say_complaint(EXIT_USAGE, "lesson '%s' has no step '%s'; did you mean '%s'?",
                             lesson->slug, word, near);
    }
    return say_complaint(EXIT_USAGE, "lesson '%s' has steps 1 to %d, not '%s'", lesson->slug,
                         lesson->step_count, word);
}

void place_say(const struct link_notes *notes)
{
    for (int i = 0; i < notes->count && i < LINK_NOTES; i++) {
        say_complaint(0, "%s", notes->line[i]);
    }
    if (notes->count > LINK_NOTES) {
        say_complaint(0, "and %d more", notes->count - LINK_NOTES);
    }
}

static int find(const struct course *course, const struct link_parts *parts, struct place *place)
{
    place->lesson = course_find(course, parts->lesson);
    if (place->lesson < 0) {
        return no_such_lesson(course, parts->lesson);
    }
    const struct lesson *lesson = course->lessons[place->lesson];
    place->step = parts->has_step ? lesson_find_step(lesson, parts->step) : 0;
    return place->step < 0 ? no_such_step(lesson, parts->step) : 0;
}

int place_read(const struct course *course, const char *word, const struct options *options,
               int first, struct place *place)
{
    struct link_parts parts;
    const char *text = word ? word : "";
    place->notes.count = place->lesson = place->step = 0;
    if (!link_split(text, &parts)) {
        return say_complaint(EXIT_USAGE, "a place has at most %d bytes, this one %zu", LINK_MOST,
                             strlen(text));
    }
    int code = word ? find(course, &parts, place) : 0;
    if (code) {
        return code;
    }
    place->whole = !parts.has_step && !parts.query[0] && first >= options->word_count;
    link_begin(&place->link, &course->lessons[place->lesson]->steps[place->step]);
    link_read(&place->link, parts.query, &place->notes);
    return words_take(options, first, true, &place->link, NULL);
}

bool place_unknown(const char *word, const struct options *options)
{
    struct lesson_error error = {0};
    struct link_parts parts;
    struct course *course = course_load(place_source(), options->lessons, &error);
    bool unknown = course && link_split(word, &parts) && course_find(course, parts.lesson) < 0;
    if (unknown) {
        no_such_lesson(course, parts.lesson);
    }
    course_free(course);
    return unknown;
}

int place_plan(const struct lesson *lesson, struct place *place, bool last,
               struct attn_trace *trace)
{
    const struct lesson_step *step = &lesson->steps[place->step];
    struct attn_error error = {0};
    bool good =
        lesson_prepare(lesson, step, &place->link.config, link_mask(&place->link), trace, &error);
    bool refused = !good && error.kind != ATTN_ERROR_MEMORY;
    if (refused && last) {
        link_note(&place->notes, "%s", error.text);
        place->link.config = step->config;
        place->link.painted_tokens = 0;
        good = lesson_prepare(lesson, step, &step->config, NULL, trace, &error);
    }
    return good || (refused && !last) ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
}

bool place_is_first(const struct options *options)
{
    const char *word = options->word_count > 1 ? options->words[1] : "=";
    return word[strcspn(word, "=?")] != '=';
}

/* With a place as the first word: that view's settings and written numbers. */
static int start_from_lesson(const struct course *course, const struct options *options,
                             struct attn_trace *trace, struct place *place)
{
    int none = options->word_count;
    int code = place_read(course, options->words[1], options, none, place);
    if (code == 0) {
        code = place_plan(course->lessons[place->lesson], place, none == 2, trace);
        place_say(&place->notes);
    }
    return code;
}

/* The learner's own words: x as the window makes it of them. */
static int speak(const struct course *course, struct place *place, struct attn_trace *trace)
{
    const struct lesson_step *step = &course->lessons[place->lesson]->steps[place->step];
    const struct link *link = &place->link;
    struct sentence own = {link->words, link->word_count, sentence_layer(step)};
    struct attn_error error = {0};
    bool gave;
    place->has_rows = sentence_rows(&own, trace, place->rows);
    return sentence_give_known(&own, trace, &gave, &error)
               ? 0
               : say_complaint(EXIT_RAISED, "%s", error.text);
}

int place_start(const struct options *options, struct attn_trace *trace, struct place *place)
{
    bool first = place_is_first(options);
    struct course *course = first ? place_course(options) : NULL;
    if (first && !course) {
        return EXIT_RAISED;
    }
    int code = first ? start_from_lesson(course, options, trace, place) : 0;
    code = code ? code : words_plan(options, first ? 2 : 1, first, &place->link, trace);
    code = code || !first ? code : speak(course, place, trace);
    course_free(course);
    return code;
}

int place_repeat(const struct place *place, struct attn_trace *trace)
{
    struct attn_error error = {0};
    bool good = !place->has_rows || sentence_give_rows(trace, place->rows, &error);
    return good ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
}
