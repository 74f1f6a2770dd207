/* The tables, and which of them this compiler can make. */
#ifndef ATTENTION_KERNELS_LEVELS_H
#define ATTENTION_KERNELS_LEVELS_H

#include "attention/kernels/kernels.h"

#if defined(KERNELS_PLAIN_ONLY) /* to hold another machine to the same bits */
#define KERNELS_HAVE_VECTOR 0
#define KERNELS_HAVE_WASM 0
#elif defined(__wasm__)
#define KERNELS_HAVE_VECTOR 0
#define KERNELS_HAVE_WASM 1
#elif defined(__GNUC__) /* clang too: vectors as a type, with + and < and [] */
#define KERNELS_HAVE_VECTOR 1
#define KERNELS_HAVE_WASM 0
#else
#define KERNELS_HAVE_VECTOR 0
#define KERNELS_HAVE_WASM 0
#endif

#if KERNELS_HAVE_VECTOR && defined(__x86_64__)
#define KERNELS_HAVE_AVX 1
#else
#define KERNELS_HAVE_AVX 0
#endif

extern const struct kernels kernels_plain, kernels_vector, kernels_wasm, kernels_avx2,
    kernels_avx512;

#endif
