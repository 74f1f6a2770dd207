/* Lines of progress. */
#include "app/model/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARKS = MARK_RIGHT + 1 }; /* the lowest first */

static const char *const names[MARKS] = {[MARK_NONE] = "",
                                         [MARK_SEEN] = "seen",
                                         [MARK_PASSED] = "passed",
                                         [MARK_SECOND] = "second",
                                         [MARK_RIGHT] = "right"};
/* What older files call a question that was not answered right at once. */
static const char older[] = "wrong";

/* ---- reading ---- */

struct line {
    const char *text; /* with its newline, if it has one */
    size_t bytes;
    size_t words; /* bytes before the line's end, "\n" or "\r\n" */
};

/* The line at *from, which goes on behind it; false at the end. */
static bool next_line(const char *text, size_t bytes, size_t *from, struct line *line)
{
    if (*from >= bytes) {
        return false;
    }
    const char *start = text + *from, *end = memchr(start, '\n', bytes - *from);
    line->text = start;
    line->bytes = end ? (size_t)(end - start) + 1 : bytes - *from;
    line->words = line->bytes - (end != NULL);
    line->words -= line->words > 0 && start[line->words - 1] == '\r';
    *from += line->bytes;
    return true;
}

static bool is(const char *text, size_t bytes, const char *word)
{
    return bytes == strlen(word) && memcmp(text, word, bytes) == 0;
}

static int find_lesson(const struct course *course, const char *text, size_t bytes)
{
    for (int i = 0; i < course->count; i++) {
        if (is(text, bytes, course->lessons[i]->slug)) {
            return i;
        }
    }
    return -1;
}

static int find_step(const struct lesson *lesson, const char *text, size_t bytes)
{
    for (int i = 0; i < lesson->step_count; i++) {
        if (is(text, bytes, lesson->steps[i].slug)) {
            return i;
        }
    }
    return -1;
}

/* "eight-full-heads/concat-count-it right"; MARK_NONE where it is not understood. */
static enum mark read_line(const struct course *course, const struct line *line, int *lesson,
                           int *step)
{
    const char *end = line->text + line->words;
    const char *slash = memchr(line->text, '/', line->words);
    const char *space = slash ? memchr(slash, ' ', (size_t)(end - slash)) : NULL;
    if (!space) {
        return MARK_NONE;
    }
    *lesson = find_lesson(course, line->text, (size_t)(slash - line->text));
    *step = *lesson < 0
                ? -1
                : find_step(course->lessons[*lesson], slash + 1, (size_t)(space - slash) - 1);
    if (*step < 0) {
        return MARK_NONE;
    }
    const size_t bytes = (size_t)(end - space) - 1;
    for (int i = 1; i < MARKS; i++) {
        if (is(space + 1, bytes, names[i])) {
            return (enum mark)i;
        }
    }
    return is(space + 1, bytes, older) ? MARK_PASSED : MARK_NONE;
}

bool progress_merge(struct model *model, const char *text, size_t bytes)
{
    struct line line;
    bool changed = model->marks_changed, rose = false;
    for (size_t from = 0; next_line(text, bytes, &from, &line);) {
        int lesson = 0, step = 0;
        enum mark mark = read_line(model->course, &line, &lesson, &step);
        if (mark != MARK_NONE && mark > model_mark(model, lesson, step)) {
            model_set_mark(model, lesson, step, mark);
            rose = true;
        }
    }
    model->marks_changed = changed;
    return rose;
}

/* ---- writing ---- */

/* Adds to a text, or only counts where it is NULL. */
static void add(char *text, size_t *bytes, const char *part, size_t part_bytes)
{
    if (text) {
        memcpy(text + *bytes, part, part_bytes);
    }
    *bytes += part_bytes;
}

static void add_word(char *text, size_t *bytes, const char *word)
{
    add(text, bytes, word, strlen(word));
}

/* The lines that say nothing of the model's steps; the last one gets its newline. */
static void add_old(const struct model *model, const char *old, size_t old_bytes, char *text,
                    size_t *bytes)
{
    struct line line;
    for (size_t from = 0; next_line(old, old_bytes, &from, &line);) {
        int lesson, step;
        if (read_line(model->course, &line, &lesson, &step) == MARK_NONE) {
            add(text, bytes, line.text, line.bytes);
            add_word(text, bytes, line.text[line.bytes - 1] == '\n' ? "" : "\n");
        }
    }
}

static void add_marks(const struct model *model, char *text, size_t *bytes)
{
    for (int l = 0; l < model->course->count; l++) {
        const struct lesson *lesson = model->course->lessons[l];
        for (int i = 0; i < lesson->step_count; i++) {
            enum mark mark = model_mark(model, l, i);
            const char *const words[] = {lesson->slug, "/",         lesson->steps[i].slug,
                                         " ",          names[mark], "\n"};
            for (size_t k = 0; mark != MARK_NONE && k < sizeof words / sizeof *words; k++) {
                add_word(text, bytes, words[k]);
            }
        }
    }
}

char *progress_text(const struct model *model, const char *old, size_t old_bytes, size_t *bytes)
{
    size_t count = 0;
    add_old(model, old, old_bytes, NULL, &count);
    add_marks(model, NULL, &count);
    char *text = malloc(count + 1);
    *bytes = 0;
    if (text) {
        add_old(model, old, old_bytes, text, bytes);
        add_marks(model, text, bytes);
        text[*bytes] = '\0';
    }
    return text;
}
