/* The damage is seeded, so a failure comes back. */
#include "tests/damage.h"

enum { EDITS_MOST = 4 };

/* A copy without a 0 behind it, so that a sanitizer sees a step too far. */
struct lesson *damage_parse(const char *text, size_t bytes, struct lesson_error *error)
{
    char *copy = malloc(bytes ? bytes : 1);
    memcpy(copy, text, bytes);
    memset(error, 0x5a, sizeof *error);
    struct lesson *lesson = lesson_parse(NULL, "lessons/course/99-damaged.md", copy, bytes, error);
    free(copy);
    return lesson;
}

static int lines_of(const char *text, size_t bytes)
{
    int lines = 0;
    for (size_t i = 0; i < bytes; i++) {
        lines += text[i] == '\n' || i + 1 == bytes;
    }
    return lines;
}

bool damage_can_be_shown(const struct lesson_error *error, const char *of, size_t bytes)
{
    int lines = lines_of(of, bytes);
    char text[1024];
    bool placed = error->line >= 1 && error->line <= lines && error->column >= 1 &&
                  error->caret >= 0 && error->caret <= (int)strlen(error->source);
    bool unplaced = error->line == 0 && error->column == 0;
    int breaks = 0;
    for (const char *c = lesson_error_text(error, text, sizeof text); *c; c++) {
        breaks += *c == '\n';
    }
    return error->text[0] && (placed || unplaced) && breaks == (placed ? 3 : 1);
}

/* False for what no reader may return. */
static bool survives(const char *text, size_t bytes)
{
    struct lesson_error error = {0};
    struct lesson *lesson = damage_parse(text, bytes, &error);
    bool good = lesson ? lesson->step_count > 0 : damage_can_be_shown(&error, text, bytes);
    lesson_free(lesson);
    return good;
}

static bool is_lesson(const struct lesson_file *file)
{
    return strncmp(file->name, "course/", 7) == 0;
}

void damage_cut(size_t stride)
{
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        for (size_t bytes = 0; is_lesson(file) && bytes < file->bytes; bytes += stride) {
            if (!survives(file->data, bytes)) {
                fail_msg("%s cut after %zu bytes", file->name, bytes);
            }
        }
    }
}

static uint32_t draw(uint32_t *seed, size_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(*seed >> 8) * below) >> 24);
}

/* A byte flipped, put in or taken out; text has room for one more. Mostly bytes that mean something
 * to the reader. */
static void damage(char *text, size_t *bytes, uint32_t *seed)
{
    static const char telling[] = "\0\n\r\t `:#-[](),*_1.e\xc3\xff";
    size_t at = draw(seed, *bytes), kind = draw(seed, 4);
    char byte = telling[draw(seed, sizeof telling - 1)];
    if (kind == 0) {
        text[at] = (char)(text[at] ^ (1 << draw(seed, 8)));
    } else if (kind == 1) {
        text[at] = byte;
    } else if (kind == 2) {
        memmove(text + at + 1, text + at, *bytes - at);
        text[at] = byte;
        ++*bytes;
    } else {
        memmove(text + at, text + at + 1, *bytes - at - 1);
        --*bytes;
    }
}

void damage_many(uint32_t count)
{
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        char *text = malloc(file->bytes + EDITS_MOST);
        for (uint32_t n = 0; is_lesson(file) && n < count; n++) {
            uint32_t seed = n * 2654435761u;
            size_t bytes = file->bytes;
            memcpy(text, file->data, bytes);
            for (uint32_t edits = draw(&seed, EDITS_MOST) + 1; edits > 0; edits--) {
                damage(text, &bytes, &seed);
            }
            if (!survives(text, bytes)) {
                fail_msg("%s, damage %u", file->name, n);
            }
        }
        free(text);
    }
}
