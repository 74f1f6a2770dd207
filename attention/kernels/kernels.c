/* Which table of kernels this machine gets. */
#include "attention/kernels/kernels.h"

#include "attention/kernels/levels.h"

const struct kernels *kernels_level(enum kernels_level level)
{
    switch (level) {
#if KERNELS_HAVE_VECTOR
    case KERNELS_VECTOR:
        return &kernels_vector;
#endif
#if KERNELS_HAVE_WASM
    case KERNELS_WASM:
        return &kernels_wasm;
#endif
#if KERNELS_HAVE_AVX
    case KERNELS_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels_avx2
                                                                               : NULL;
    case KERNELS_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                   ? &kernels_avx512
                   : NULL;
#endif
    case KERNELS_PLAIN:
        return &kernels_plain;
    default:
        return NULL;
    }
}

const struct kernels *kernels_best(void)
{
    int level = KERNELS_COUNT - 1;
    while (!kernels_level((enum kernels_level)level)) {
        level--; /* there is always a plain one */
    }
    return kernels_level((enum kernels_level)level);
}
