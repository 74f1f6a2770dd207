#include "tests/lesson.h"

#include "app/platform/files.h"

const struct lesson_source *lessons_on_disk(void)
{
    static const struct lesson_disk disk = {files_read, files_list};
    static const struct lesson_source source = {.disk = &disk};
    return &source;
}

/* In place, so that every line and column stays. */
static void replace(char *text, const char *word, const char *other)
{
    for (char *at = text; (at = strstr(at, word)); at += strlen(word)) {
        memcpy(at, other, strlen(word));
    }
}

static char *read_small(const char *path, size_t *bytes)
{
    char *text = files_read(path, bytes);
    if (text) {
        replace(text, "\nbatch: 32\n", "\nbatch:  5\n");
    }
    return text;
}

const struct lesson_source *lessons_made_small(void)
{
    static const struct lesson_disk disk = {read_small, files_list};
    static const struct lesson_source source = {.disk = &disk};
    return &source;
}

struct lesson *parse_good(const char *text)
{
    struct lesson_error error = {0};
    char message[1024];
    struct lesson *lesson =
        lesson_parse(NULL, "course/07-small-lesson.md", text, strlen(text), &error);
    if (!lesson) {
        fail_msg("%s", lesson_error_text(&error, message, sizeof message));
    }
    return lesson;
}

struct lesson *parse_prose_of(const char *prose)
{
    char text[2048];
    int bytes = snprintf(text, sizeof text,
                         "---\ntitle: Small\nembed: 2\nwords: the cat\n---\n\n## Prose\n\n%s\n\n"
                         "```headwise\nshow: x\n```\n",
                         prose);
    assert_true(bytes < (int)sizeof text);
    return parse_good(text);
}

void assert_block(const struct lesson_block *block, enum lesson_block_kind kind, int number,
                  const char *expected)
{
    static const char *const marks[] = {
        [LESSON_PLAIN] = "", [LESSON_STRONG] = "*", [LESSON_EMPHASIS] = "_", [LESSON_CODE] = "`"};
    char text[1024] = "";
    size_t used = 0;
    for (int i = 0; i < block->run_count; i++) {
        const struct lesson_run *run = &block->runs[i];
        const char *line = kind == LESSON_CODE_BLOCK ? "\n" : "";
        assert_true(used + run->bytes + 8 < sizeof text);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s%s%s", marks[run->style],
                                 (int)run->bytes, run->text, marks[run->style], line);
    }
    assert_int_equal(block->kind, kind);
    assert_int_equal(block->number, number);
    assert_string_equal(text, expected);
}
