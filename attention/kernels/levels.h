/* The tables, and which of them this compiler can make. */
#ifndef ATTENTION_KERNELS_LEVELS_H
#define ATTENTION_KERNELS_LEVELS_H

#include "attention/kernels/kernels.h"

#if defined(__GNUC__) /* clang too: vectors as a type, with + and < and [] */
#define KERNELS_HAVE_VECTOR 1
#else
#define KERNELS_HAVE_VECTOR 0
#endif

#if KERNELS_HAVE_VECTOR && defined(__x86_64__)
#define KERNELS_HAVE_AVX 1
#else
#define KERNELS_HAVE_AVX 0
#endif

extern const struct kernels kernels_plain, kernels_vector, kernels_avx2, kernels_avx512;

#endif
