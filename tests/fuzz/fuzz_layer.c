/* Any text as a layer's file, which a lesson on a disk of the fuzzer's own names: an error that can be
 * shown, or a layer whose every row and word is there. */
#include "tests/fuzz/fuzz.h"

#include "lessons/lesson.h"

#include <errno.h>
#include <string.h>

/* The one file of the disk: a disk is two functions, with nothing to tell them apart. */
static struct {
    const char *text;
    size_t bytes;
} file;

static char *read_file(const char *path, size_t *bytes)
{
    if (!strstr(path, "/layers/any.md")) {
        errno = ENOENT;
        return NULL;
    }
    char *copy = malloc(file.bytes + 1);
    require(copy != NULL);
    memcpy(copy, file.text, file.bytes);
    copy[file.bytes] = '\0';
    *bytes = file.bytes;
    return copy;
}

static void check_layer(const struct lesson_layer *layer)
{
    require(layer && layer->heads > 0 && layer->embed % layer->heads == 0);
    require(layer->word_count > 0 && layer->word_count <= layer->place_count);
    for (int i = 0; i < layer->embed; i++) {
        require(layer->features[i] && layer->features[i][0]);
    }
    for (int i = 0; i < layer->vocabulary_count; i++) {
        require(layer->vocabulary[i] && layer->vocabulary[i][0]);
    }
    float sum = 0; /* every number can be read */
    for (int i = 0; i < layer->vocabulary_count * layer->embed; i++) {
        sum += layer->rows[i];
    }
    for (int k = 0; k < LESSON_LAYER_PARAMETER_COUNT; k++) {
        sum += layer->parameters[k][layer->embed - 1];
    }
    require(sum == sum);
}

void fuzz_layer(const uint8_t *data, size_t bytes)
{
    static const struct lesson_disk disk = {.read = read_file};
    static const char lesson[] = "---\ntitle: T\nwiring: projected\nlayer: any\n---\n"
                                 "## A\n```headwise\nshow: x\n```\n";
    struct lesson_source source = {.disk = &disk};
    struct lesson_error error = {0};
    file.text = (const char *)data;
    file.bytes = bytes;
    struct lesson *read = lesson_parse(&source, "a/01-b.md", lesson, sizeof lesson - 1, &error);
    if (!read) {
        require(error.text[0] != '\0' && error.caret >= 0);
        return;
    }
    check_layer(read->steps[0].layer);
    if (read->steps[0].config.tokens <= 64 && read->steps[0].config.embed <= 64 &&
        read->steps[0].config.heads <= 16) {
        require(lesson_check(read, &error));
    }
    lesson_free(read);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_layer(data, bytes);
    return 0;
}
#endif
