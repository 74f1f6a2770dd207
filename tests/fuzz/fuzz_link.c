/* A link from any text: opened or refused; what is open is written as a link that says the same, with
 * nothing left to note. */
#include "tests/fuzz/fuzz.h"

#include "app/model/link.h"
#include "app/model/link_code.h"

#include <stdio.h>
#include <string.h>

enum { SMALL_BUDGET = 1 << 17 };

static const char lesson_text[] = "---\ntitle: T\nwiring: projected\ntokens: 3\nwords: a b c\n"
                                  "embed: 4\nheads: 2\nbatch: 2\nmask: causal\n---\n\n"
                                  "## One\n\nProse.\n\n```headwise\nshow: heads.1.weights\n"
                                  "cell: a b\nhead: 1\n```\n\n"
                                  "## Two\n\nProse.\n\n```headwise\nshow: x\n"
                                  "beside: wiring=full-width\n```\n";

/* The bytes decoded are the bytes encoded, or refused. */
static void code(const char *text)
{
    char encoded[3 * LINK_MOST + 1], decoded[LINK_MOST + 1], plain[LINK_MOST + 1];
    size_t bytes = link_encode(text, encoded, sizeof encoded);
    snprintf(plain, sizeof plain, "%s", text);
    link_make_plain(plain);
    bool good = link_decode(encoded, bytes, decoded, sizeof decoded);
    require(good == (strcmp(plain, text) == 0));
    require(!good || strcmp(decoded, text) == 0);
}

static void write_and_read(struct model *model)
{
    char first[LINK_MOST + 1], second[LINK_MOST + 1];
    struct link_notes notes = {0};
    size_t bytes = link_write(model, first, sizeof first);
    if (bytes > LINK_MOST) {
        return;
    }
    require(link_open(model, first, &notes) == LINK_OPENED && notes.count == 0);
    require(link_write(model, second, sizeof second) == bytes && strcmp(first, second) == 0);
}

static void open(const struct course *course, const char *text)
{
    struct link_notes notes = {0};
    struct model *model = calloc(1, sizeof *model);
    require(model && model_init(model, course));
    if (link_open(model, text, &notes) == LINK_OPENED) {
        require(model->head < model_heads(model) && model->item < model->config.batch);
        write_and_read(model);
    }
    link_tell(model, &notes);
    model_clear(model);
    free(model);
}

void fuzz_link(const uint8_t *data, size_t bytes)
{
    char text[LINK_MOST + 1];
    struct lesson_error error;
    snprintf(text, sizeof text, "%.*s", (int)(bytes < LINK_MOST ? bytes : LINK_MOST),
             (const char *)data);
    struct lesson *lesson =
        lesson_parse(NULL, "01-t.md", lesson_text, sizeof lesson_text - 1, &error);
    require(lesson != NULL);
    for (int i = 0; i < lesson->step_count; i++) { /* the lesson's memory is ours */
        ((struct lesson_step *)(uintptr_t)&lesson->steps[i])->config.budget = SMALL_BUDGET;
    }
    struct course course = {.lessons = &lesson, .count = 1};
    code(text);
    open(&course, text);
    lesson_free(lesson);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_link(data, bytes);
    return 0;
}
#endif
