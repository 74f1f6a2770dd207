/* Any text as a lesson: an error that can be shown, or a lesson whose every number is inside what
 * it counts. Small layers are held, too. */
#include "tests/fuzz/fuzz.h"

#include "lessons/lesson.h"
#include "lessons/script/script.h"

#include <string.h>

enum { SMALL = 1 << 12 }; /* numbers of x and heads, up to which a layer is computed */

/* What a terminal shows, line by line. */
static void require_shown(const struct lesson_error *error)
{
    char text[1024];
    lesson_error_text(error, text, sizeof text);
    require(error->text[0] != '\0' && error->caret >= 0);
    for (const char *c = text; *c; c++) {
        require(*c == '\n' || ((unsigned char)*c >= 0x20 && *c != 0x7f));
    }
}

static void check_shown(const struct lesson_step *step)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_config config = step->config;
    config.mask = config.mask == ATTN_MASK_GIVEN ? ATTN_MASK_CAUSAL : config.mask;
    require(trace && attn_trace_plan(trace, &config, NULL));
    int shown = attn_trace_find(trace, step->show);
    require(shown >= 0);
    const struct attn_shape *shape = &attn_trace_op(trace, shown)->shape;
    for (int i = 0; step->has_cell && i < shape->rank; i++) {
        require(step->at[i] >= 0 && step->at[i] < shape->size[i]);
    }
    attn_trace_free(trace);
}

static void check_step(const struct lesson_step *step)
{
    const struct lesson_listing *listing = &step->listing;
    require(step->head >= 0 && step->head < step->config.heads);
    require(step->item >= 0 && step->item < step->config.batch);
    require(step->nudge >= -1 && step->nudge < step->config.embed);
    require(step->code_line >= 0 && step->code_line <= listing->count);
    require(step->wrong_line >= 0 && step->wrong_line <= listing->count);
    if (step->wrong_line > 0) {
        int end = step->wrong_from + step->wrong_bytes;
        char buffer[512];
        const char *line = listing->lines[step->wrong_line - 1];
        require(end <= (int)strlen(script_line(&step->config, line, buffer, sizeof buffer)));
    }
    require(step->beside_count <= LESSON_CHANGES_MAX && step->before <= step->block_count);
    for (int i = 0; i < step->expect_count; i++) {
        require(step->expects[i].at_count <= ATTN_RANK_MAX);
        require(step->expects[i].shape.rank <= ATTN_RANK_MAX);
    }
    check_shown(step);
}

static bool small_layer(const struct attn_config *c)
{
    long numbers = (long)c->batch * c->tokens * c->embed;
    return numbers <= SMALL && c->heads <= 16 && c->tokens <= 64 && c->embed <= 64;
}

static bool small(const struct lesson *lesson)
{
    for (int i = 0; i < lesson->step_count; i++) {
        const struct lesson_step *step = &lesson->steps[i];
        struct attn_config beside = step->config;
        for (int k = 0; k < step->beside_count; k++) {
            const struct lesson_change *change = &step->beside[k];
            require(attn_config_set(&beside, change->setting, change->value, NULL));
        }
        if (!small_layer(&step->config) || !small_layer(&beside)) {
            return false;
        }
    }
    return lesson->step_count < 20;
}

void fuzz_lesson(const uint8_t *data, size_t bytes)
{
    struct lesson_error error = {0};
    memset(&error, 0x5a, sizeof error);
    struct lesson *lesson =
        lesson_parse(NULL, "course/07-any.md", (const char *)data, bytes, &error);
    if (!lesson) {
        require_shown(&error);
        return;
    }
    require(lesson->step_count > 0 && lesson->title);
    for (int i = 0; i < lesson->step_count; i++) {
        check_step(&lesson->steps[i]);
        require(lesson_find_step(lesson, lesson->steps[i].slug) >= 0 || !lesson->steps[i].slug[0]);
    }
    if (small(lesson) && !lesson_check(lesson, &error)) {
        require_shown(&error);
    }
    lesson_free(lesson);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_lesson(data, bytes);
    return 0;
}
#endif
