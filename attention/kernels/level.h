/* All kernels of one level, for the vectors and the madd that stand before it. */
#ifndef ATTENTION_KERNELS_LEVEL_H
#define ATTENTION_KERNELS_LEVEL_H

#include "attention/kernels/cells.h"
#include "attention/kernels/draws.h"
#include "attention/kernels/product.h"
#include "attention/kernels/softmax.h"

#define LEVEL_TABLE(title)                                                                         \
    {                                                                                              \
        .name = (title), .product = product, .softmax = softmax, .divide = divide, .hide = hide,   \
        .drop = drop, .twist = twist, .temper = temper, .uniform = uniform,                        \
    }

#endif
