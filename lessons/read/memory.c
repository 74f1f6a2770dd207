/* An arena: a lesson is many small pieces that live and die together. */
#include "lessons/read/read.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    struct chunk *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

enum { CHUNK = 16384, ALIGN = alignof(max_align_t) };

void *arena_alloc(struct arena *arena, size_t bytes)
{
    size_t wanted = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    struct chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < wanted) {
        size_t size = wanted > CHUNK ? wanted : CHUNK;
        chunk = calloc(1, sizeof *chunk + size);
        if (!chunk) {
            arena->failed = true;
            return NULL;
        }
        chunk->size = size;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *memory = chunk->bytes + chunk->used;
    chunk->used += wanted;
    return memory;
}

char *arena_text(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = arena_alloc(arena, bytes + 1);
    if (copy) {
        memcpy(copy, text, bytes);
    }
    return copy;
}

/* The array doubles whenever its count is a power of two, so no capacity need be kept. */
void *arena_push(struct arena *arena, void **array, int *count, size_t element)
{
    size_t n = (size_t)*count;
    if ((n & (n - 1)) == 0) {
        char *grown = arena_alloc(arena, (n ? 2 * n : 1) * element);
        if (!grown) {
            return NULL;
        }
        if (n) {
            memcpy(grown, *array, n * element);
        }
        *array = grown;
    }
    (*count)++;
    return (char *)*array + n * element;
}

void arena_clear(struct arena *arena)
{
    while (arena->chunks) {
        struct chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
}
