/* A lesson file, line by line: front matter, then a step a heading: prose, matrices, directives. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What lesson_free frees: the lesson, and the memory of all that hangs on it. */
struct owned {
    struct lesson lesson;
    struct arena arena;
};

static bool begins(struct span line, const char *with)
{
    return line.bytes >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
}

static bool heading(struct span line)
{
    return begins(line, "## ") || span_is(line, "##");
}

/* ---- steps ---- */

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
    if (!step_begin(p)) {
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
    p->lesson->number = digits > 0 && digits < 6 ? (int)strtol(base, NULL, 10) : 0;
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

/* The lesson that lesson_free frees, with an arena to fill; NULL without memory. */
static struct owned *new_lesson(const struct lesson_source *source)
{
    struct arena arena = arena_from(source);
    struct owned *owned = arena.allocator.alloc(arena.allocator.context, sizeof *owned);
    if (owned) {
        *owned = (struct owned){.lesson.allocator = arena.allocator, .arena = arena};
    }
    return owned;
}

struct lesson *lesson_parse(const struct lesson_source *source, const char *path, const char *text,
                            size_t bytes, struct lesson_error *error)
{
    struct owned *owned = new_lesson(source);
    struct parser p = {.path = path, .error = error, .config = attn_config_default()};
    if (!owned) {
        parser_out_of_memory(&p);
        return NULL;
    }
    p.source = source ? *source : p.source;
    p.lesson = &owned->lesson;
    p.arena = &owned->arena;
    if (!name_lesson(&p) || !parse_lines(&p, text, bytes) || !parse_front(&p) || !parse_steps(&p) ||
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
        const struct attn_allocator memory = owned->arena.allocator;
        arena_clear(&owned->arena);
        memory.free(memory.context, owned);
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
