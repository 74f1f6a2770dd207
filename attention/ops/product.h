/* Products of tensors, for the kinds that are products. */
#ifndef ATTENTION_OPS_PRODUCT_H
#define ATTENTION_OPS_PRODUCT_H

#include "attention/attention.h"

/* out (.., n, m), dense, = a (.., n, k) times b (.., k, m), plus bias (m) unless it is NULL. Both are
 * any windows; their leading axes broadcast. With transposed, b is (.., m, k). */
void product_run(float *out, const struct attn_tensor *a, const struct attn_tensor *b,
                 bool transposed, const float *bias);

#endif
