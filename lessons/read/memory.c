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

enum { CHUNK = 2048, ALIGN = alignof(max_align_t) };

static void *heap_alloc(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static void heap_free(void *context, void *memory)
{
    (void)context;
    free(memory);
}

struct arena arena_from(const struct lesson_source *source)
{
    static const struct attn_allocator heap = {heap_alloc, heap_free, NULL};
    const struct attn_allocator *given = source ? source->allocator : NULL;
    return (struct arena){.allocator = given ? *given : heap};
}

static struct chunk *new_chunk(struct arena *arena, size_t size)
{
    const struct attn_allocator *a = &arena->allocator;
    struct chunk *chunk = a->alloc(a->context, sizeof *chunk + size);
    if (!chunk) {
        return NULL;
    }
    memset(chunk, 0, sizeof *chunk + size);
    chunk->size = size;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        return NULL;
    }
    size_t wanted = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    struct chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < wanted) {
        chunk = new_chunk(arena, wanted > CHUNK ? wanted : CHUNK);
    }
    if (!chunk) {
        return NULL;
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
    const struct attn_allocator a = arena->allocator;
    while (arena->chunks) {
        struct chunk *next = arena->chunks->next;
        a.free(a.context, arena->chunks);
        arena->chunks = next;
    }
}
