#!/bin/sh
# A warm frame allocates nothing: from view(), the painter and the measure that it hands to the
# panels, no call leads to the heap, nor to what asks an allocator that it was handed. Where one may all the same, once or as the scene grows:
allowed='
app/scene/scene.c room: the scene grows to its largest frame and keeps its memory
app/platform/paint.c resize: coverage is as wide as the picture, and made anew with it
'
{
    echo "$allowed" | sed -n 's/^\([^ ]*\) *\([^:]*\):.*/bar \1:\2\nbar \2/p'
    for root in view tween painter_paint fonts_measure; do
        echo "root $root"
    done
    for heap in malloc calloc realloc free reallocarray aligned_alloc posix_memalign strdup strndup \
        getline asprintf vasprintf open_memstream SDL_malloc SDL_calloc SDL_realloc SDL_free SDL_strdup \
        SDL_asprintf trace_alloc plan_begin lesson_load; do
        echo "heap $heap"
    done
    cat build/lint/facts
} | awk -f tests/lint/reach.awk -f tests/lint/frame.awk
