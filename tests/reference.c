/* Recorded tensors: a head line, then float32 bits in hex. */
#include "tests/reference.h"

#include "tests/test.h"

struct attn_config recorded_config(FILE *file, char *raises, size_t bytes)
{
    char line[512];
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_non_null(fgets(line, sizeof line, file));
    strtok(line, " \n");
    for (char *word = strtok(NULL, " \n"); word; word = strtok(NULL, " \n")) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        if (!attn_config_set(&config, word, equals + 1, &error)) {
            fail_msg("%s", error.text);
        }
    }
    long here = ftell(file);
    raises[0] = '\0';
    if (fgets(line, sizeof line, file) && strncmp(line, "raises ", 7) == 0) {
        line[strcspn(line, "\n")] = '\0';
        snprintf(raises, bytes, "%s", line + 7);
    } else {
        fseek(file, here, SEEK_SET);
    }
    return config;
}

static bool next_head(FILE *file, struct recorded *tensor)
{
    char line[256];
    if (!fgets(line, sizeof line, file) || strncmp(line, "tensor ", 7) != 0) {
        return false;
    }
    *tensor = (struct recorded){0};
    char *word = strtok(line + 7, " \n");
    snprintf(tensor->name, sizeof tensor->name, "%s", word);
    while ((word = strtok(NULL, " \n"))) {
        tensor->shape.size[tensor->shape.rank++] = atoi(word);
    }
    return true;
}

static bool read_words(FILE *file, struct recorded *tensor, size_t count)
{
    tensor->values = malloc(count * sizeof(float) + 1);
    for (size_t i = 0; i < count; i++) {
        unsigned bits = 0;
        if (fscanf(file, "%x ", &bits) != 1) {
            return false;
        }
        memcpy(&tensor->values[i], &bits, sizeof bits);
    }
    if (count == 0) { /* an empty line */
        fscanf(file, " ");
    }
    return true;
}

bool recorded_next(FILE *file, struct recorded *tensor)
{
    return next_head(file, tensor) && read_words(file, tensor, attn_shape_count(&tensor->shape));
}

bool recorded_next_sample(FILE *file, struct recorded *tensor, double *sum)
{
    return next_head(file, tensor) && fscanf(file, "%lf ", sum) == 1 &&
           read_words(file, tensor,
                      (attn_shape_count(&tensor->shape) + RECORDED_STEP - 1) / RECORDED_STEP);
}
