/* A lesson file, line by line: front matter, then a step a heading: prose, matrices, directives. */
#include "lessons/read/read.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 1 << 20, STEPS_MOST = 1000 };

/* What lesson_free frees: the lesson, and the memory of all that hangs on it. */
struct owned {
    struct lesson lesson;
    struct arena arena;
};

/* ---- lines ---- */

/* The first byte of a line that is not text, or NULL. */
static const char *not_text(struct span line)
{
    while (line.bytes > 0) {
        size_t n = *line.text ? span_character(line) : 0;
        if (n == 0) {
            return line.text;
        }
        line.text += n;
        line.bytes -= n;
    }
    return NULL;
}

/* Keeps a line; false when it is not text. */
static bool add_line(struct parser *p, struct span text)
{
    void *lines = p->lines;
    struct span *line = arena_push(p->arena, &lines, &p->line_count, sizeof *line);
    if (!line) {
        return parser_out_of_memory(p);
    }
    *line = text;
    p->lines = lines;
    const char *bad = not_text(text);
    return !bad || parser_fail(p, p->line_count - 1, bad, "this is not text in UTF-8: byte 0x%02x",
                               (unsigned)(unsigned char)*bad);
}

static bool split_lines(struct parser *p, const char *text, size_t bytes)
{
    size_t mark = bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* some editors' */
    if (bytes > FILE_MOST) {
        return parser_fail(p, -1, NULL, "larger than 1 MiB");
    }
    for (size_t from = mark; from < bytes;) {
        const char *end = memchr(text + from, '\n', bytes - from);
        size_t length = end ? (size_t)(end - text) - from : bytes - from;
        size_t shown = length > 0 && text[from + length - 1] == '\r' ? length - 1 : length;
        if (!add_line(p, (struct span){text + from, shown})) {
            return false;
        }
        from += length + 1;
    }
    return true;
}

static bool begins(struct span line, const char *with)
{
    return line.bytes >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
}

static bool heading(struct span line)
{
    return begins(line, "## ") || span_is(line, "##");
}

/* ---- steps ---- */

/* "Scores: every query" -> "scores-every-query" */
static char *slug_of(struct arena *arena, struct span title)
{
    char *slug = arena_alloc(arena, title.bytes + 1);
    size_t n = 0;
    for (size_t i = 0; slug && i < title.bytes; i++) {
        unsigned char c = (unsigned char)title.text[i];
        if (c >= 0x80 || isalnum(c)) {
            slug[n++] = (char)tolower(c);
        } else if (n > 0 && slug[n - 1] != '-') {
            slug[n++] = '-';
        }
    }
    while (n > 0 && slug[n - 1] == '-') {
        slug[--n] = '\0';
    }
    return slug;
}

static bool begin_step(struct parser *p)
{
    struct span line = p->lines[p->line];
    struct span title = span_trim((struct span){line.text + 2, line.bytes - 2});
    void *steps = p->steps, *places = p->places;
    if (title.bytes == 0) {
        return parser_fail(p, p->line, NULL, "this step has no title");
    }
    if (p->lesson->step_count == STEPS_MOST) {
        return parser_fail(p, p->line, NULL, "more than %d steps", STEPS_MOST);
    }
    struct lesson_step *step = arena_push(p->arena, &steps, &p->lesson->step_count, sizeof *step);
    struct step_places *place = arena_push(p->arena, &places, &p->place_count, sizeof *place);
    char *copy = arena_text(p->arena, title.text, title.bytes);
    char *slug = slug_of(p->arena, title);
    if (!step || !place || !copy || !slug) {
        return parser_out_of_memory(p);
    }
    p->steps = steps;
    p->places = places;
    *place = (struct step_places){0};
    *step = (struct lesson_step){.title = copy,
                                 .slug = slug,
                                 .config = p->config,
                                 .nudge = -1,
                                 .line = p->line + 1,
                                 .listing = p->lesson->listing};
    for (int i = 0; i + 1 < p->lesson->step_count; i++) {
        if (strcmp(p->steps[i].slug, slug) == 0) {
            return parser_fail(p, p->line, title.text, "the step in line %d is '%s', too",
                               p->steps[i].line, slug);
        }
    }
    p->line++;
    return true;
}

/* The line that closes the fence opened at p->line, or -1. What looks like the next heading or
 * fence is just that: the writer forgot to close. */
static int fence_end(const struct parser *p)
{
    for (int i = p->line + 1; i < p->line_count; i++) {
        if (span_is(span_trim(p->lines[i]), "```")) {
            return i;
        }
        if (heading(p->lines[i]) || begins(p->lines[i], "```")) {
            return -1;
        }
    }
    return -1;
}

/* A fence of ours: directives or a matrix. Others are prose. */
static bool parse_fence(struct parser *p, struct lesson_step *step, struct span tag)
{
    int open = p->line, close = fence_end(p);
    if (close < 0) {
        return parser_fail(p, open, NULL, "this block is not closed by ```");
    }
    struct span word = span_word(&tag);
    step->before = step->block_count;
    bool good = span_is(word, "matrix") ? parse_matrix(p, tag, open + 1, close)
                                        : parse_directives(p, step, open + 1, close);
    p->line = close + 1;
    return good;
}

/* tag is what stands behind the fence of any block. */
static bool ours(struct span line, struct span *tag)
{
    *tag = (struct span){line.text, 0};
    if (!begins(line, "```")) {
        return false;
    }
    *tag = span_trim((struct span){line.text + 3, line.bytes - 3});
    struct span rest = *tag, word = span_word(&rest);
    return span_is(word, "matrix") || span_is(word, "headwise");
}

/* A fence with a tag that is nearly one of ours would be shown as code, to everybody's surprise. */
static bool good_tag(struct parser *p, int line, struct span tag)
{
    static const char *const tags[] = {"headwise", "matrix", NULL};
    char word[40];
    const char *near = attn_nearest_word(span_copy(span_word(&tag), word, sizeof word), tags);
    return !near || parser_fail(p, line, p->lines[line].text + 3,
                                "unknown block '%s'; did you mean '%s'?", word, near);
}

/* Prose up to the next fence of ours or heading; other people's fences belong to it. -1 after an
 * error. */
static int prose_end(struct parser *p)
{
    int open = -1;
    for (int i = p->line; i < p->line_count; i++) {
        struct span line = p->lines[i], tag;
        bool mine = ours(line, &tag);
        if (open < 0 && (mine || heading(line))) {
            return i;
        }
        if (open >= 0 && mine) {
            break;
        }
        if (open < 0 && begins(line, "```")) {
            open = i;
            if (!good_tag(p, i, tag)) {
                return -1;
            }
        } else if (span_is(span_trim(line), "```")) {
            open = -1;
        }
    }
    if (open >= 0) {
        parser_fail(p, open, NULL, "this block is not closed by ```");
    }
    return open >= 0 ? -1 : p->line_count;
}

static bool parse_step(struct parser *p)
{
    if (!begin_step(p)) {
        return false;
    }
    int index = p->lesson->step_count - 1;
    struct span tag;
    while (p->line < p->line_count && !heading(p->lines[p->line])) {
        struct lesson_step *step = &p->steps[index];
        if (ours(p->lines[p->line], &tag)) {
            if (!parse_fence(p, step, tag)) {
                return false;
            }
            continue;
        }
        int end = prose_end(p);
        if (end < 0 || !parse_prose(p, step, p->line, end)) {
            return false;
        }
        p->line = end;
    }
    return true;
}

static bool parse_steps(struct parser *p)
{
    for (; p->line < p->line_count;) {
        struct span line = p->lines[p->line];
        if (heading(line)) {
            if (!parse_step(p)) {
                return false;
            }
        } else if (span_trim(line).bytes > 0) {
            return parser_fail(p, p->line, NULL, "a step begins with '## ' and its title");
        } else {
            p->line++;
        }
    }
    return p->lesson->step_count > 0 ||
           parser_fail(p, -1, NULL,
                       "this lesson has no steps: a step begins with '## ' and its title");
}

/* ---- a lesson ---- */

/* "course/02-single-head.md": number 2, slug single-head. */
static bool name_lesson(struct parser *p)
{
    const char *base = strrchr(p->path, '/') ? strrchr(p->path, '/') + 1 : p->path;
    size_t digits = strspn(base, "0123456789");
    p->lesson->number = digits > 0 && digits < 6 ? atoi(base) : 0;
    base += digits > 0 && base[digits] == '-' ? digits + 1 : 0;
    size_t length = strlen(base);
    length -= length > 3 && strcmp(base + length - 3, ".md") == 0 ? 3 : 0;
    p->lesson->slug = arena_text(p->arena, base, length);
    p->lesson->file = arena_text(p->arena, p->path, strlen(p->path));
    return (p->lesson->slug && p->lesson->file) || parser_out_of_memory(p);
}

/* Expectations keep their line, to show it with a caret when they fail. */
static bool keep_sources(struct parser *p)
{
    for (int i = 0; i < p->lesson->step_count; i++) {
        struct lesson_step *step = &p->steps[i];
        struct lesson_expect *expects = (void *)(uintptr_t)step->expects;
        for (int k = 0; k < step->expect_count; k++) {
            struct span line = p->lines[expects[k].line - 1];
            expects[k].source = arena_text(p->arena, line.text, line.bytes);
            if (!expects[k].source) {
                return parser_out_of_memory(p);
            }
        }
    }
    p->lesson->steps = p->steps;
    return true;
}

struct lesson *lesson_parse(const char *path, const char *text, size_t bytes,
                            const char *listings_dir, struct lesson_error *error)
{
    struct owned *owned = calloc(1, sizeof *owned);
    struct parser p = {.path = path,
                       .listings_dir = listings_dir,
                       .error = error,
                       .config = attn_config_default()};
    if (!owned) {
        parser_out_of_memory(&p);
        return NULL;
    }
    p.lesson = &owned->lesson;
    p.arena = &owned->arena;
    if (!name_lesson(&p) || !split_lines(&p, text, bytes) || !parse_front(&p) || !parse_steps(&p) ||
        !validate(&p) || !keep_sources(&p)) {
        lesson_free(p.lesson);
        return NULL;
    }
    return p.lesson;
}

void lesson_free(struct lesson *lesson)
{
    if (lesson) {
        struct owned *owned = (struct owned *)lesson; /* its first member */
        arena_clear(&owned->arena);
        free(owned);
    }
}

int lesson_find_step(const struct lesson *lesson, const char *word)
{
    char number[16];
    size_t length = strlen(word);
    for (int i = 0; i < lesson->step_count; i++) {
        snprintf(number, sizeof number, "%d", i + 1);
        if (strcmp(number, word) == 0 || strcmp(lesson->steps[i].slug, word) == 0) {
            return i;
        }
    }
    for (int i = 0; length > 0 && i < lesson->step_count; i++) {
        const char *slug = lesson->steps[i].slug;
        if (strncmp(slug, word, length) == 0 && slug[length] == '-') {
            return i;
        }
    }
    return -1;
}
