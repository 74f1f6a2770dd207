/* Vectors at the end of a row, where fewer floats may be left than a vector holds. */
#ifndef ATTENTION_KERNELS_SOME_H
#define ATTENTION_KERNELS_SOME_H

#include "attention/kernels/vector.h"

/* A whole vector, or the first `count` lanes from memory and `fill` in the others. */
INLINE vec load_some(const float *from, size_t count, float fill)
{
    return count >= WIDTH ? load(from) : load_first(from, count, fill);
}

INLINE void store_some(float *to, vec v, size_t count)
{
    if (count >= WIDTH) {
        store(to, v);
    } else {
        store_first(to, v, count);
    }
}

#endif
