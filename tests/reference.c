/* Recorded tensors: a head line, then float32 bits in hex. */
#include "tests/reference.h"

#include <stdlib.h>
#include <string.h>

bool recorded_next(FILE *file, struct recorded *tensor)
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
    size_t count = attn_shape_count(&tensor->shape);
    tensor->values = malloc(count * sizeof(float));
    for (size_t i = 0; i < count; i++) {
        unsigned bits = 0;
        if (fscanf(file, "%x ", &bits) != 1) {
            return false;
        }
        memcpy(&tensor->values[i], &bits, sizeof bits);
    }
    return true;
}
