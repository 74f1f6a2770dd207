/* A lesson file, line by line: front matter, then a step a heading: prose, matrices, directives. */
#include "lessons/internal.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 1 << 20 };

/* What lesson_free frees: the lesson, and the memory of all that hangs on it. */
struct owned {
    struct lesson lesson;
    struct arena arena;
};

/* ---- lines ---- */

/* Bytes of the UTF-8 sequence at s, or 0 where it is none. */
static size_t utf8_bytes(const unsigned char *s, size_t left)
{
    size_t n = *s < 0x80 ? 1 : *s < 0xc2 ? 0 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : *s < 0xf5 ? 4 : 0;
    if (n == 0 || n > left) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return n;
}

static bool good_text(struct parser *p, const char *text, size_t bytes)
{
    if (bytes > FILE_MOST) {
        return parser_fail(p, -1, NULL, "larger than 1 MiB");
    }
    for (size_t i = 0; i < bytes;) {
        size_t n = text[i] ? utf8_bytes((const unsigned char *)text + i, bytes - i) : 0;
        if (n == 0) {
            return parser_fail(p, -1, NULL, "byte %zu is not UTF-8 text", i + 1);
        }
        i += n;
    }
    return true;
}

static bool split_lines(struct parser *p, const char *text, size_t bytes)
{
    void *lines = NULL;
    for (size_t from = 0; from < bytes;) {
        const char *end = memchr(text + from, '\n', bytes - from);
        size_t length = end ? (size_t)(end - text) - from : bytes - from;
        struct span *line = arena_push(p->arena, &lines, &p->line_count, sizeof *line);
        if (!line) {
            return parser_out_of_memory(p);
        }
        *line = (struct span){text + from, length};
        if (length > 0 && text[from + length - 1] == '\r') {
            line->bytes--;
        }
        from += length + 1;
    }
    p->lines = lines;
    return true;
}

static bool begins(struct span line, const char *with)
{
    return line.bytes >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
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
    *step =
        (struct lesson_step){.title = copy, .slug = slug, .config = p->config, .line = p->line + 1};
    for (int i = 0; i + 1 < p->lesson->step_count; i++) {
        if (strcmp(p->steps[i].slug, slug) == 0) {
            return parser_fail(p, p->line, title.text, "step '%s' has the title of another", copy);
        }
    }
    p->line++;
    return true;
}

/* The line that closes the fence opened at p->line, or -1. */
static int fence_end(const struct parser *p)
{
    for (int i = p->line + 1; i < p->line_count; i++) {
        if (span_is(span_trim(p->lines[i]), "```")) {
            return i;
        }
    }
    return -1;
}

/* A fence of ours: directives or a matrix. Others are prose. */
static bool parse_fence(struct parser *p, struct lesson_step *step, struct span tag)
{
    int open = p->line, close = fence_end(p);
    if (close < 0) {
        return parser_fail(p, open, NULL, "this fence is not closed by ```");
    }
    struct span word = span_word(&tag);
    bool good = span_is(word, "matrix") ? parse_matrix(p, tag, open + 1, close)
                                        : parse_directives(p, step, open + 1, close);
    p->line = close + 1;
    return good;
}

static bool ours(struct span line, struct span *tag)
{
    if (!begins(line, "```")) {
        return false;
    }
    *tag = span_trim((struct span){line.text + 3, line.bytes - 3});
    struct span rest = *tag, word = span_word(&rest);
    return span_is(word, "matrix") || span_is(word, "headwise");
}

/* Prose up to the next fence of ours or heading; other people's fences belong to it. */
static int prose_end(const struct parser *p)
{
    bool inside = false;
    struct span tag;
    for (int i = p->line; i < p->line_count; i++) {
        struct span line = p->lines[i];
        if (!inside && (begins(line, "## ") || span_is(line, "##") || ours(line, &tag))) {
            return i;
        }
        inside = begins(line, "```") ? !inside : inside;
    }
    return p->line_count;
}

static bool parse_step(struct parser *p)
{
    if (!begin_step(p)) {
        return false;
    }
    int index = p->lesson->step_count - 1;
    struct span tag;
    while (p->line < p->line_count && !begins(p->lines[p->line], "## ") &&
           !span_is(p->lines[p->line], "##")) {
        struct lesson_step *step = &p->steps[index];
        if (ours(p->lines[p->line], &tag)) {
            if (!parse_fence(p, step, tag)) {
                return false;
            }
            continue;
        }
        int end = prose_end(p);
        if (!parse_prose(p, step, p->line, end)) {
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
        if (begins(line, "## ") || span_is(line, "##")) {
            if (!parse_step(p)) {
                return false;
            }
        } else if (span_trim(line).bytes > 0) {
            return parser_fail(p, p->line, NULL, "a step begins with '## ' and its title");
        } else {
            p->line++;
        }
    }
    return p->lesson->step_count > 0 || parser_fail(p, -1, NULL, "has no steps ('## title')");
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
    struct parser p = {.path = path, .error = error, .config = attn_config_default()};
    if (!owned) {
        parser_out_of_memory(&p);
        return NULL;
    }
    p.lesson = &owned->lesson;
    p.arena = &owned->arena;
    if (!name_lesson(&p) || !good_text(&p, text, bytes) || !split_lines(&p, text, bytes) ||
        !parse_front(&p, listings_dir) || !parse_steps(&p) || !validate(&p) || !keep_sources(&p)) {
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
